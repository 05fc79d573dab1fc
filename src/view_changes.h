/* What changed in a record, for a terminal and as JSON. */
#ifndef VIEW_CHANGES_H
#define VIEW_CHANGES_H

#include "change.h"
#include "json.h"

struct view_changes {
	struct out *out;
	size_t indent; /* columns before a record */
	size_t
	    width; /* of the terminal: longer lines go on below, broken between words; 0: never */
	struct arena scratch;
};

/* A record by kind and id, of no kind by its path. One change stands beside it, several stand below. */
void view_changes_text(struct view_changes *v, enum kind kind, struct str id, struct str path,
    const struct changes *changes);

/* "op", "field", "before", "after" and "text" of an object that is open. */
void view_change_json(struct json *j, const struct change *c);

#endif
