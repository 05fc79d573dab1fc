#include "random_yaml.h"
#include "yaml.h"

/* Random documents of every style, and what is true of the tree of each: its scalars read as they
 * were meant, spans nest and do not overlap, and the bytes of a node parsed alone say the same. */

enum { DOCUMENTS = 3000 };

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
