/* What the parts of merge share. */
#ifndef MERGE_PARTS_H
#define MERGE_PARTS_H

#include "edit.h"
#include "field.h"
#include "merge.h"

/* Merges what a record says into its document in ours, which e has open. Conflicts are left as ours has them,
 * and listed. base is NULL where there was none. */
void merge_record(struct merge *m, struct edit *e, enum kind kind, struct str id,
    const struct node *base, const struct node *theirs);

/* The same whatever the order of entries in the lists of its mappings. */
bool merge_is_alike(const struct node *a, const struct node *b);

/* The versions of the two sides, and what comes of each: the same but where they are in conflict. */
struct merge_sides {
	struct str ours, theirs;
	struct str merged_ours, merged_theirs;
};

/* Are all comments of the two sides in what comes of them, save those that one of them has taken out? */
bool merge_keeps_comments(struct arena *a, struct str base, const struct merge_sides *sides);

#endif
