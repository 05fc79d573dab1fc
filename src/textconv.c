#include "textconv.h"

#include <stdlib.h>

#include "change.h"
#include "edition.h"

struct conversion {
	struct out *out;
	struct arena *arena;
};

static bool
is_collection(const struct node *n)
{
	return n->type == NODE_MAP || n->type == NODE_SEQ;
}

/* "key: value"; the lines of a text that has several stand below, indented. */
static void
write_scalar(struct conversion *c, struct str name, const struct node *n)
{
	struct str rest = n->text, line;

	out_str(c->out, name);
	out_char(c->out, ':');
	if (n->type == NODE_STR && str_index(rest, '\n') < rest.n) {
		for (bool more = true; more && rest.n;) {
			more = str_cut(&line, &rest, rest, '\n');
			out_text(c->out, line.n ? "\n  " : "\n");
			out_str(c->out, line);
		}
	} else if (n->type != NODE_NULL) {
		out_char(c->out, ' ');
		out_str(c->out, rest);
	}
	out_char(c->out, '\n');
}

static void write_node(struct conversion *c, struct str name, const struct field *f,
    const struct node *n);

static int
by_key(const void *left, const void *right)
{
	const struct node *const *a = left, *const *b = right;

	return str_cmp((*a)->key->text, (*b)->key->text);
}

static void
write_entry(struct conversion *c, struct str name, const struct field *f, const struct node *e)
{
	write_node(c, name.n ? JOIN(c->arena, name, S("."), e->key->text) : e->key->text, f, e);
}

/* Those of a table's fields first, in its order; the others by key. */
static void
write_map(struct conversion *c, struct str name, const struct table *t, const struct node *map)
{
	const struct node **rest = NEW_ARRAY(c->arena, const struct node *, map->n), *e;
	size_t n = 0;

	for (size_t i = 0; t && i < t->n; i++) {
		e = node_get(map, str_of(t->fields[i].key));
		if (e && field_of(t, e->key->text, e) == &t->fields[i])
			write_entry(c, name, &t->fields[i], e);
	}
	for (e = map->first; e; e = e->next)
		if (!t || !field_of(t, e->key->text, e))
			rest[n++] = e;
	if (n)
		qsort(rest, n, sizeof *rest, by_key);
	for (size_t i = 0; i < n; i++)
		write_entry(c, name, NULL, rest[i]);
}

/* A mapping from names to what a field's table describes. */
static void
write_named(struct conversion *c, struct str name, const struct field *f, const struct node *map)
{
	const struct node **all = NEW_ARRAY(c->arena, const struct node *, map->n);
	size_t n = 0;

	for (const struct node *e = map->first; e; e = e->next)
		all[n++] = e;
	if (n)
		qsort(all, n, sizeof *all, by_key);
	for (size_t i = 0; i < n; i++) {
		struct str below = JOIN(c->arena, name, S("."), all[i]->key->text);

		if (all[i]->type == NODE_MAP && all[i]->n)
			write_map(c, below, f->of, all[i]);
		else
			write_node(c, below, NULL, all[i]);
	}
}

/* What tells an entry of a list apart from the others: "[2026-07-28/ada]". */
static struct str
label(struct conversion *c, const struct table *t, const struct node *entry)
{
	struct str identity = t ? change_identity(c->arena, t, entry) : S("");

	return JOIN(c->arena, S("["), identity, S("]"));
}

struct labelled {
	struct str label;
	const struct node *entry;
};

static int
by_label(const void *left, const void *right)
{
	const struct labelled *a = left, *b = right;
	int order = str_cmp(a->label, b->label);

	return order ? order
		     : (a->entry->from > b->entry->from) - (a->entry->from < b->entry->from);
}

/* Entries that something tells apart are in its order, wherever they stand. */
static void
write_list(struct conversion *c, struct str name, const struct field *f, const struct node *list)
{
	const struct table *t = f ? f->of : NULL;
	struct labelled *all = NEW_ARRAY(c->arena, struct labelled, list->n);
	size_t n = 0;

	for (const struct node *e = list->first; e; e = e->next)
		all[n++] = (struct labelled){label(c, t, e), e};
	if (t && t->identity[0])
		qsort(all, n, sizeof *all, by_label);
	for (size_t i = 0; i < n; i++) {
		struct str below = JOIN(c->arena, name, all[i].label);

		if (all[i].entry->type == NODE_MAP && all[i].entry->n)
			write_map(c, below, t, all[i].entry);
		else
			write_node(c, below, NULL, all[i].entry);
	}
}

static void
write_node(struct conversion *c, struct str name, const struct field *f, const struct node *n)
{
	if (!is_collection(n)) {
		write_scalar(c, name, n);
	} else if (!n->n) {
		out_str(c->out, name);
		out_text(c->out, n->type == NODE_MAP ? ": {}\n" : ": []\n");
	} else if (n->type == NODE_SEQ) {
		write_list(c, name, f, n);
	} else if (f && f->type == FIELD_MAP) {
		write_named(c, name, f, n);
	} else {
		write_map(c, name, f ? f->of : NULL, n);
	}
}

void
textconv_write(struct out *o, struct arena *scratch, struct str bytes)
{
	struct conversion c = {o, scratch};
	struct edition edition = {0};

	edition_parse(&edition, scratch, bytes);
	if (edition.broken)
		out_str(o, bytes);
	for (size_t i = 0; i < edition.n_docs; i++) {
		if (i)
			out_text(o, "---\n");
		write_map(&c, S(""), kinds[edition.docs[i].kind].table, edition.docs[i].root);
	}
	arena_free(&edition.arena);
}
