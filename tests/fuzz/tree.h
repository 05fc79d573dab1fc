/* What holds of every tree and every finding, whatever the bytes that were parsed. */
#ifndef TREE_H
#define TREE_H

#include "fuzz.h"
#include "yaml.h"

typedef struct yaml *parser(struct arena *a, struct sink *sink, struct str path, struct str bytes);

static inline bool
is_collection(const struct node *n)
{
	return n->type == NODE_SEQ || n->type == NODE_MAP;
}

/* Line and column of an offset are those that counting from the first byte gives. */
static inline void
check_offset(struct yaml *y, size_t offset)
{
	struct text_at want = {0}, got = yaml_at(y, offset);

	text_seek(&want, y->bytes, offset);
	must(got.line == want.line && got.column == want.column,
	    "a place is where counting finds it");
}

/* The node lies within [from, to), its entries within it and one behind the other. */
static inline void
check_node(struct yaml *y, const struct node *n, uint32_t from, uint32_t to)
{
	uint32_t at = n->from, entries = 0;

	must(n->from <= n->to && n->from >= from && n->to <= to, "a node lies within its parent");
	check_offset(y, n->from);
	if (!is_collection(n))
		return;
	for (const struct node *e = n->first; e; e = e->next, entries++) {
		must(!e->key == (n->type == NODE_SEQ),
		    "entries of mappings have keys, others none");
		if (e->key) {
			must(!is_collection(e->key), "a key is a scalar");
			check_node(y, e->key, at, n->to);
			at = e->key->to;
		}
		check_node(y, e, at, n->to);
		at = e->to;
	}
	must(entries == n->n, "n is the number of entries");
}

static inline void
must_be_equal(const struct node *a, const struct node *b)
{
	const struct node *x, *y;

	must(a->type == b->type && a->style == b->style && a->from == b->from && a->to == b->to &&
		 a->n == b->n && a->refused == b->refused,
	    "the same node again");
	if (!is_collection(a)) {
		must(str_eq(a->text, b->text), "the same text again");
		return;
	}
	for (x = a->first, y = b->first; x && y; x = x->next, y = y->next) {
		if (x->key)
			must_be_equal(x->key, y->key);
		must_be_equal(x, y);
	}
}

static inline void
check_place(const struct finding *f, struct str path, struct str bytes)
{
	struct str line = S(""), rest = bytes;
	uint32_t lines = 0;

	must(f->message.n && str_eq(f->path, path), "a finding has a message and a path");
	must(f->line && f->column && f->width, "a finding has a line, a column and a width");
	while (lines < f->line && (lines == 0 || rest.p > line.p + line.n)) {
		str_cut(&line, &rest, rest, '\n');
		lines++;
	}
	must(lines == f->line, "the line of a finding is there");
	must(f->column <= utf8_length(line) + 1, "the column of a finding is there");
}

/* Parses bytes twice, and checks all there is. */
static inline void
check_parser(parser *parse, const uint8_t *data, size_t size)
{
	struct str bytes = {(const char *)data, size}, path = S("file.yaml");
	struct arena a = {0};
	struct sink sink = {.arena = &a}, again = {.arena = &a};
	struct yaml *y = parse(&a, &sink, path, bytes), *z = parse(&a, &again, path, bytes);
	uint32_t from = 0;

	must_agree(&sink, &again);
	must(y->broken == z->broken && y->n_docs == z->n_docs, "as many documents again");
	must(!y->broken || sink.n, "what is broken has a finding");
	for (size_t i = 0; i < y->n_docs; i++) {
		const struct yaml_doc *d = &y->docs[i];

		must(d->from >= from && d->from <= size, "documents follow each other");
		from = d->from;
		must(!d->root == !z->docs[i].root, "a document with a root again");
		if (!d->root)
			continue;
		check_node(y, d->root, d->from, (uint32_t)size);
		must_be_equal(d->root, z->docs[i].root);
		from = d->root->to;
	}
	for (size_t i = 0; i < sink.n; i++)
		check_place(&sink.p[i], path, bytes);
	arena_free(&a);
}

#endif
