/* What the parts of prose share: the tree that cmark parses, cleaned, written and compared. */
#ifndef PROSE_TREE_H
#define PROSE_TREE_H

#include <cmark.h>

#include "out.h"

/* Blocks and inlines inside each other; what is nested deeper is shown as code. */
enum { PROSE_DEPTH = 32 };

/* ASCII, whatever the locale. */
char prose_lower(char c);
bool prose_is_alnum(char c);

/* Text with U+FFFD for invalid UTF-8 and for control characters, and "\n" for every line end.
 * Tabs and line ends become spaces unless lines. */
struct str prose_plain(struct arena *a, struct str text, bool lines);

/* The bytes [from, to) of the next name that GitHub would notify ("@ada"); false where there is
 * none. No escape stops it from doing so, only code does. */
bool prose_mention(size_t *from, size_t *to, struct str text);

/* Turns a parsed document into what a report may show: no raw HTML, no headings above level
 * heading, no targets but the allowed ones, names that GitHub would notify as code. Only what
 * prose_write can express stays, so that reading again what it wrote gives an equal tree. False
 * where the document is nested deeper than PROSE_DEPTH. */
bool prose_clean(struct arena *a, cmark_node *document, int heading);

/* Writes a cleaned document as CommonMark. cmark's own writer leaves tables, strike-throughs and
 * entities in targets as they are, parts lists with comments, fences by the wrong character and
 * writes "- ---". Here bullets are "*" and "+" and numbers end in ")", so that no list runs into
 * the "-" and "1." lists of the report around it, and code is always fenced. */
void prose_write(struct out *o, cmark_node *document);

/* Text as CommonMark that both CommonMark and GitHub read as nothing but text. start: it stands at
 * the start of a line. */
void prose_escape(struct out *o, struct str text, bool start);

/* text as a code block whose fence is longer than any in it; a missing last line end is added. */
void prose_code(struct out *o, struct str text);

#endif
