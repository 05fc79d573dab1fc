/* Templates of records and of what whet-init writes: compiled in, with placeholders such as {{id}}
 * and one line for every key of the kind (see templates/README.md). */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include <stdbool.h>

#include "str.h"

/* What a placeholder becomes. */
struct template_value {
	const char *name; /* without the braces */
	struct str value; /* valid UTF-8 */
};

enum template_form {
	TEMPLATE_YAML, /* values are quoted where they would not read as strings */
	TEMPLATE_TEXT, /* values go in as they are */
};

/* The template of that file name, such as "goal.yaml"; there is one. */
struct str template_find(const char *name);

/* The text with every placeholder replaced; each of them is among the n values. */
struct str template_fill(struct arena *a, struct str text, const struct template_value *values,
    size_t n, enum template_form form);

/* Sets a top-level key, whether it is in use or commented out, and keeps all comments above it. A
 * key that the text does not have is added at its end. value is YAML as it stands behind "key:": on
 * that line, or, beginning with a line end, in indented lines below it. */
struct str template_set(struct arena *a, struct str text, struct str key, struct str value);

/* What stands behind a top-level key on its line, whether it is in use or commented out; empty where
 * the text does not have the key. */
struct str template_get(struct str text, struct str key);

/* Comments a top-level key out, with all of its value; does nothing where it is not in use. */
struct str template_comment(struct arena *a, struct str text, struct str key);

/* Does a line that is no comment hold this placeholder? */
bool template_asks(struct str text, const char *placeholder);

#endif
