/* Text as a YAML scalar that reads back as that text. */
#ifndef SCALAR_H
#define SCALAR_H

#include <stdbool.h>
#include <stddef.h>

#include "str.h"

/* On one line: plain where s would be read as this very string, else in double quotes. s is valid
 * UTF-8. flow: it is to stand in [..] or {..}. */
struct str scalar_text(struct arena *a, struct str s, bool flow);

/* In quotes, '"' or '\'': single ones where they can hold s on one line, else double ones. */
struct str scalar_quoted(struct arena *a, struct str s, char quote);

/* Prose as a block: "|" and the lines of s, indented by so many spaces, the last one not ended.
 * Blanks at the end of s are dropped. What no block can hold is given as scalar_text has it. */
struct str scalar_block(struct arena *a, struct str s, size_t indent);

/* Text for the line of a comment: what would end the line, or is no character to show, becomes a
 * blank. */
struct str scalar_comment(struct arena *a, struct str s);

#endif
