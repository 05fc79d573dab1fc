/* Random documents of every style that YAML has: block and flow, every quoting, comments, CRLF, a BOM, several
 * documents, wide characters. */
#ifndef RANDOM_YAML_H
#define RANDOM_YAML_H

#include "out.h"
#include "tap.h"

enum { DEEPEST = 4, WORDS = 6 };

/* Lives until the next document. */
static struct arena arena;

struct maker {
	struct out out; /* the document */
	uint64_t state;
	struct {
		struct str *p;
		size_t n, cap;
	} wanted;      /* texts of all scalars in the order of the document, keys too */
	unsigned keys; /* keys made */
	bool keeps;    /* the last scalar keeps the empty lines behind it */
};

static size_t
below(struct maker *m, size_t n)
{
	return random_below(&m->state, n);
}

static void
want(struct maker *m, struct str text)
{
	*vec_push(&arena, &m->wanted) = text;
	m->keeps = false;
}

static void
indent(struct maker *m, int columns)
{
	out_pad(&m->out, ' ', (size_t)columns);
}

static const char *
word(struct maker *m)
{
	static const char *const words[] = {"a", "no", "12", "1.5", "true", "x#y", "it",
	    "\xc3\xa9t\xc3\xa9", "\xe6\x97\xa5\xe6\x9c\xac", "\xf0\x9f\x98\x80", "a\xe2\x80\xa8z",
	    "null", "~", "-x", "p:q", "50%", "b\xc2\x85y"};

	return words[below(m, sizeof words / sizeof *words)];
}

/* Blanks, a comment or nothing and the end of the line. Behind a dash libyaml allows no tab. */
static void
end_line(struct maker *m, bool dash)
{
	static const char *const ends[] = {"", "", "", "  ", " # c", " #", "  # 'x\" \xe2\x80\xa8",
	    "\t# a: [\xc3\xa9", "\t"};

	out_fmt(&m->out, "%s\n", ends[below(m, dash ? 7 : 9)]);
}

/* Lines that say nothing, between two entries. */
static void
between(struct maker *m, int columns)
{
	size_t what = below(m, 8);

	if (what == 0 && !m->keeps)
		out_text(&m->out, "\n");
	if (what == 1)
		out_text(&m->out, "# c: \xe6\x97\xa5\n");
	if (what == 2) {
		indent(m, columns);
		out_text(&m->out, "# c\n\n");
	}
}

/* Writes a line end between two words: what it reads as. In double quotes it may be quoted itself. */
static const char *
line_break(struct maker *m, bool quoted)
{
	static const struct {
		const char *written, *read;
	} breaks[] = {{"\n", " "}, {"  \n", " "}, {"\n\n", "\n"}, {" \n \n", "\n"}, {" \\\n", " "},
	    {"\\\n", ""}};
	size_t which = below(m, quoted ? 6 : 4);

	out_text(&m->out, breaks[which].written);
	return breaks[which].read;
}

/* Words with blanks between them that may be line ends, which read as blanks: two of them as one line
 * end. quote is what stands around them, columns how far lines are indented, -1 for one line. */
static void
flowing(struct maker *m, const char *quote, int columns)
{
	size_t n = 1 + below(m, WORDS);
	struct str text = S("");

	out_text(&m->out, quote);
	for (size_t i = 0; i < n; i++) {
		const char *w = word(m), *blank = " ";

		if (i && columns >= 0 && below(m, 4) == 0) {
			blank = line_break(m, quote[0] == '"');
			indent(m, columns);
		} else if (i) {
			out_char(&m->out, ' ');
		}
		if (quote[0] == '\'' && below(m, 4) == 0) {
			out_fmt(&m->out, "it''s # %s", w);
			w = str_fmt(&arena, "it's # %s", w).p;
		} else if (quote[0] == '"' && below(m, 4) == 0) {
			out_fmt(&m->out, "\\u00e9\\t\\\"%s: x", w);
			w = str_fmt(&arena, "\xc3\xa9\t\"%s: x", w).p;
		} else {
			out_text(&m->out, w);
		}
		text = str_fmt(&arena, "%s%s%s", text.p, i ? blank : "", w);
	}
	out_text(&m->out, quote);
	want(m, text);
}

static void
flow_scalar(struct maker *m, int columns)
{
	static const char *const quotes[] = {"'", "\"", "", ""};
	const char *quote = quotes[below(m, 4)];

	if (below(m, 8) == 0) {
		out_text(&m->out, "''");
		want(m, S(""));
		return;
	}
	flowing(m, quote, columns);
}

/* A literal or folded scalar behind its key or dash. */
static void
block_scalar(struct maker *m, int columns)
{
	static const char *const chomps[] = {"", "-", "+"};
	static const char *const headers[] = {"", "  ", " # c"};
	bool folded = below(m, 2);
	size_t chomp = below(m, 3), lines = 1 + below(m, 4), blank = below(m, 3);
	struct str text = S("");

	out_fmt(&m->out, "%c%s%s\n", folded ? '>' : '|', chomps[chomp], headers[below(m, 3)]);
	for (size_t i = 0; i < lines; i++) {
		bool gap = i && below(m, 4) == 0;
		const char *w = word(m);

		out_text(&m->out, gap ? "\n" : "");
		indent(m, columns);
		out_fmt(&m->out, "%s # '%s", w, w);
		if (i == lines - 1 && below(m, 4) == 0) {
			out_text(&m->out, " \t");
			w = str_fmt(&arena, "%s # '%s \t", w, w).p;
		} else {
			w = str_fmt(&arena, "%s # '%s", w, w).p;
		}
		out_text(&m->out, "\n");
		text = str_fmt(&arena, "%s%s%s", text.p,
		    !i	     ? ""
		    : folded ? (gap ? "\n" : " ")
		    : gap    ? "\n\n"
			     : "\n",
		    w);
	}
	for (size_t i = 0; i < blank; i++)
		out_text(&m->out, "\n");
	if (chomp != 1)
		text = str_fmt(&arena, "%s\n", text.p);
	for (size_t i = 0; chomp == 2 && i < blank; i++)
		text = str_fmt(&arena, "%s\n", text.p);
	want(m, text);
	m->keeps = chomp == 2;
}

static void
key(struct maker *m)
{
	static const char *const forms[] = {"k%u", "'k %u'", "\"k:%u\"", "\xc3\xa9 %u"};
	static const char *const texts[] = {"k%u", "k %u", "k:%u", "\xc3\xa9 %u"};
	size_t form = below(m, 4);
	char written[32], read[32];

	snprintf(written, sizeof written, forms[form], m->keys);
	snprintf(read, sizeof read, texts[form], m->keys++);
	out_text(&m->out, written);
	want(m, str_dup(&arena, str_of(read)));
}

static void flow_collection(struct maker *m, int columns, int depth);

static void
flow_value(struct maker *m, int columns, int depth)
{
	if (depth < DEEPEST && below(m, 4) == 0)
		flow_collection(m, columns, depth + 1);
	else
		flow_scalar(m, columns);
}

static void
flow_collection(struct maker *m, int columns, int depth)
{
	static const char *const seps[] = {", ", " , ", ",", ",\t"};
	bool map = below(m, 2);
	size_t n = below(m, 4);

	out_char(&m->out, map ? '{' : '[');
	for (size_t i = 0; i < n; i++) {
		if (i)
			out_text(&m->out, seps[below(m, 4)]);
		if (below(m, 6) == 0) {
			end_line(m, false);
			indent(m, columns);
		}
		if (map || below(m, 6) == 0) {
			key(m);
			if (map && below(m, 6) == 0) {
				want(m, S(""));
				continue;
			}
			out_text(&m->out, ": ");
		}
		flow_value(m, columns, depth);
	}
	if (n && below(m, 4) == 0) {
		end_line(m, false);
		indent(m, columns);
	}
	out_char(&m->out, map ? '}' : ']');
}

static void block_collection(struct maker *m, int columns, int depth, bool first);

/* What stands behind "key:" or "-" at a column, to the end of its last line. */
static void
value(struct maker *m, int columns, int depth, bool in_list)
{
	size_t what = below(m, depth < DEEPEST ? 9 : 6);

	if (what == 0) {
		want(m, S(""));
		end_line(m, in_list);
	} else if (what < 3) {
		out_char(&m->out, ' ');
		block_scalar(m, columns + 1 + (int)below(m, 4));
	} else if (what == 3) {
		out_char(&m->out, ' ');
		flow_collection(m, columns + 1, depth);
		end_line(m, false);
	} else if (what < 6) {
		out_char(&m->out, ' ');
		flow_scalar(m, columns + 1 + (int)below(m, 3));
		end_line(m, false);
	} else if (in_list && what == 6) {
		out_char(&m->out, ' ');
		block_collection(m, columns + 2, depth + 1, true);
	} else {
		end_line(m, in_list);
		between(m, columns + 2);
		block_collection(m, columns + 2, depth + 1, false);
	}
}

/* A mapping or list at a column; first: its first line is indented already. */
static void
block_collection(struct maker *m, int columns, int depth, bool first)
{
	bool map = below(m, 3) > 0;
	size_t n = 1 + below(m, 4);

	for (size_t i = 0; i < n; i++) {
		if (i)
			between(m, columns);
		if (i || !first)
			indent(m, columns);
		if (map) {
			key(m);
			out_char(&m->out, ':');
		} else {
			out_char(&m->out, '-');
		}
		value(m, columns, depth, !map);
	}
}

static struct str
with_crlf(struct str text)
{
	struct out o;

	out_init(&o, &arena, -1);
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\n')
			out_char(&o, '\r');
		out_char(&o, text.p[i]);
	}
	return out_all(&o);
}

static struct str
make(struct maker *m)
{
	size_t documents = 1 + below(m, 3);
	struct str text;

	out_init(&m->out, &arena, -1);
	if (below(m, 4) == 0)
		out_text(&m->out, "\xef\xbb\xbf");
	between(m, 0);
	for (size_t i = 0; i < documents; i++) {
		if (i || below(m, 3) == 0) {
			out_text(&m->out, "---");
			end_line(m, true);
		}
		between(m, 0);
		block_collection(m, 0, 0, false);
	}
	text = out_all(&m->out);
	return below(m, 3) == 0 ? with_crlf(text) : text;
}

#endif
