#include <string.h>

#include "yaml.h"

/* A letter or digit; what begins with another character may be more than a plain scalar. */
static bool
begins_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* The line at an offset, without its end. */
static struct str
line_at(struct str bytes, size_t offset)
{
	struct str rest = str_sub(bytes, offset, bytes.n);

	return str_sub(rest, 0, str_index(rest, '\n'));
}

static size_t
blanks_before(struct str line)
{
	size_t n = 0;

	while (n < line.n && line.p[n] == ' ')
		n++;
	return n;
}

/* Does a block of an indentation end where a line begins? Empty lines decide nothing; those that hold
 * blanks may belong to it. */
static bool
ends_at(struct str bytes, size_t offset, size_t indent)
{
	struct str line = line_at(bytes, offset);

	while (!line.n && offset < bytes.n)
		line = line_at(bytes, ++offset);
	return !line.n ||
	       (line.p[0] != '\t' && blanks_before(line) < indent && blanks_before(line) < line.n);
}

/* The lines of a block, without their indentation. False where one is not indented. */
static bool
block_text(struct str *text, struct arena *a, struct str lines, size_t indent)
{
	char *p = arena_bytes(a, lines.n + 1);
	size_t n = 0;
	struct str line;

	for (bool more = true; more;) {
		more = str_cut(&line, &lines, lines, '\n');
		if (line.n && blanks_before(line) < indent)
			return false;
		line = str_sub(line, indent, line.n);
		if (line.n)
			memcpy(p + n, line.p, line.n);
		n += line.n;
		p[n++] = '\n';
	}
	*text = (struct str){p, n};
	return true;
}

bool
yaml_prose(struct str *text, struct arena *a, struct str bytes, size_t from, size_t to)
{
	struct str span = str_sub(bytes, from, to), lines;
	size_t indent;

	if (!span.n || from + span.n != to || str_index(span, '\r') < span.n)
		return false;
	if (str_index(span, '\n') == span.n) {
		*text = span;
		return begins_plain(span.p[0]) && from && bytes.p[from - 1] == ' ' &&
		       line_at(bytes, to).n == 0;
	}
	if (!str_starts(span, S("|\n")))
		return false;
	lines = str_sub(span, 2, span.n);
	indent = blanks_before(lines);
	return indent && to < bytes.n && bytes.p[to] == '\n' && ends_at(bytes, to + 1, indent) &&
	       lines.p[indent] != '\n' && block_text(text, a, lines, indent);
}
