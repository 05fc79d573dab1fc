/* Users' prose (CommonMark) for reports. Parsed by cmark, cleaned as a tree, rendered by cmark: no
 * prose can break the structure of the report around it. The only module that knows cmark. */
#ifndef PROSE_H
#define PROSE_H

#include "grid.h"

/* Renders prose as CommonMark blocks, without a line end before or blank line after them, so that
 * both a CommonMark and a GitHub reader see what the author meant and nothing else:
 * raw HTML becomes text; headings sink to at least level heading (6 at most); links and images keep
 * only http, https, mailto, relative and fragment targets; what GFM would read as a table, a
 * strike-through, a mention, an autolink, a footnote or a task box is escaped; thematic breaks and
 * setext underlines cannot reach outside. indent is written before every line but the first, which
 * allows a block in a list. Prose that does not come out the same when read again is shown as a
 * code block. Invalid UTF-8 is replaced by U+FFFD. Empty prose writes nothing. */
void prose_blocks(struct out *o, struct str prose, int heading, const char *indent);

/* One line of user's text (a title, a name, a unit) as CommonMark inline text in which nothing is
 * markup; line ends become spaces. Safe in a heading, a list item and a pipe table cell. */
void prose_line(struct out *o, struct str text);

/* A grid without bars as a pipe table with a line of its titles, its texts as prose_line writes them.
 * Without rows it writes nothing. */
void prose_table(struct out *o, const struct grid *g);

/* First paragraph of prose as plain text on one line, at most columns columns, cut at a word with an
 * ellipsis. For terminals; the caller escapes. */
struct str prose_summary(struct arena *a, struct str prose, size_t columns);

/* A finished CommonMark report as an HTML fragment; raw HTML in it is not passed on. */
void prose_html(struct out *o, struct str markdown);

#endif
