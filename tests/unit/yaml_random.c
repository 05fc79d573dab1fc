#include "out.h"
#include "tap.h"
#include "yaml.h"

/* Random documents of every style, and what is true of the tree of each: its scalars read as they
 * were meant, spans nest and do not overlap, and the bytes of a node parsed alone say the same. */

enum { DOCUMENTS = 3000, DEEPEST = 4, WORDS = 6 };

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

/* What is wrong with the tree of a document; NULL for nothing. */
struct checker {
	struct str bytes;
	const struct maker *made;
	size_t seen; /* scalars */
	size_t told; /* of them without parsing */
	const char *wrong;
};

static void
expect(struct checker *c, bool holds, const char *what)
{
	if (!holds && !c->wrong)
		c->wrong = what;
}

/* The node that the bytes of n give alone, behind as many blanks as there were blanks and dashes. */
static const struct node *
alone(struct str bytes, const struct node *n)
{
	struct sink sink = {.arena = &arena};
	size_t column = 0;
	struct out o;
	struct yaml *y;

	while (column < n->from && strchr(" -", bytes.p[n->from - column - 1]))
		column++;
	out_init(&o, &arena, -1);
	out_pad(&o, ' ', column);
	out_str(&o, str_sub(bytes, n->from, n->to));
	out_char(&o, '\n');
	y = yaml_parse(&arena, &sink, S(""), out_all(&o));
	return y->broken || y->n_docs != 1 ? NULL : y->docs[0].root;
}

/* Block scalars that keep the lines behind them lose those, which are no part of the span. */
static bool
same_text(const struct node *n, struct str text)
{
	struct str own = n->text;

	if (n->style != STYLE_LITERAL && n->style != STYLE_FOLDED)
		return str_eq(own, text);
	while (own.n && own.p[own.n - 1] == '\n')
		own.n--;
	while (text.n && text.p[text.n - 1] == '\n')
		text.n--;
	return str_eq(own, text);
}

static void
check_scalar(struct checker *c, const struct node *n)
{
	const struct node *other = alone(c->bytes, n);
	struct str text;

	if (n->type == NODE_STR && yaml_prose(&text, &arena, c->bytes, n->from, n->to)) {
		expect(c, str_eq(text, n->text), "without parsing a scalar reads in another way");
		c->told++;
	}
	expect(c, c->seen < c->made->wanted.n && str_eq(n->text, c->made->wanted.p[c->seen]),
	    "a scalar does not read as it was meant");
	c->seen++;
	if (n->from == n->to)
		expect(c, n->type == NODE_NULL && !other, "an empty span is no empty value");
	else if (n->type == NODE_NULL)
		expect(c, !other, "null is not null alone");
	else
		expect(c,
		    other && other->type == n->type && other->style == n->style &&
			same_text(n, other->text),
		    "the bytes of a scalar say something else alone");
}

/* Same shape and same texts, but for the line ends behind a last block scalar. */
static bool
same(const struct node *a, const struct node *b)
{
	const struct node *x = a->first, *y = b->first;

	if (a->type != b->type || a->style != b->style || a->n != b->n)
		return false;
	if (a->type != NODE_SEQ && a->type != NODE_MAP)
		return same_text(a, b->text);
	for (; x && y; x = x->next, y = y->next)
		if (!x->key != !y->key || (x->key && !str_eq(x->key->text, y->key->text)) ||
		    !same(x, y))
			return false;
	return !x && !y;
}

static void
check(struct checker *c, const struct node *n)
{
	uint32_t from = n->from, to = n->from;
	const struct node *other;

	expect(c, n->from <= n->to && n->to <= c->bytes.n, "a span is no span");
	if (n->type != NODE_SEQ && n->type != NODE_MAP) {
		check_scalar(c, n);
		return;
	}
	for (const struct node *e = n->first; e; e = e->next) {
		uint32_t begin = e->key ? e->key->from : e->from;

		expect(c, begin >= from && begin >= to, "two entries overlap");
		if (e->key) {
			check_scalar(c, e->key);
			expect(c, e->key->to <= e->from, "a key overlaps its value");
		}
		check(c, e);
		to = e->to;
	}
	expect(c, to <= n->to, "an entry ends behind its parent");
	expect(c, n->style == STYLE_FLOW || n->to == to, "a block ends behind its last entry");
	other = alone(c->bytes, n);
	if (n->style != STYLE_FLOW || c->bytes.p[n->from] == '[' || c->bytes.p[n->from] == '{')
		expect(c, other && same(n, other),
		    "the bytes of a collection say something else alone");
}

static void
report(const struct checker *c, const struct sink *sink, int document)
{
	note("document %d: %s", document, c->wrong);
	if (sink->n)
		note("%u:%u: %.*s", (unsigned)sink->p[0].line, (unsigned)sink->p[0].column,
		    SV(sink->p[0].message));
	fputs("# ", stderr);
	tap_text(stderr, c->bytes);
	fputc('\n', stderr);
}

int
main(void)
{
	int wrong = 0;
	size_t scalars = 0, told = 0;

	for (int i = 0; i < DOCUMENTS; i++) {
		struct maker m = {.state = (uint64_t)i};
		struct sink sink = {.arena = &arena};
		struct checker c = {.made = &m};
		struct yaml *y;

		c.bytes = make(&m);
		y = yaml_parse(&arena, &sink, S("file.yaml"), c.bytes);
		expect(&c, !y->broken && sink.n == 0, "something is found");
		for (size_t j = 0; j < y->n_docs; j++)
			if (y->docs[j].root)
				check(&c, y->docs[j].root);
		expect(&c, c.seen == m.wanted.n, "there are more scalars or fewer");
		scalars += c.seen;
		told += c.told;
		if (c.wrong && wrong++ < 3)
			report(&c, &sink, i);
		arena_free(&arena);
	}
	ok(scalars > 10 * DOCUMENTS, "%zu scalars in %d documents", scalars, DOCUMENTS);
	ok(told > DOCUMENTS / 10, "%zu of them are told without parsing", told);
	ok(wrong == 0, "spans nest and say alone what they say in their place");
	return done();
}
