#include "edition.h"

#include <string.h>

#include "yaml.h"

void
edition_break(struct edition *edition, struct str why)
{
	edition->broken = true;
	edition->n_docs = 0;
	edition->why = why;
}

bool
edition_doc_read(struct edition_doc *doc, const struct node *root, uint32_t from)
{
	const struct node *id = node_get(root, S("id"));

	*doc = (struct edition_doc){.root = root, .from = from};
	doc->kind = kind_of(node_str(node_get(root, S("kind"))));
	if (id && id->type != NODE_SEQ && id->type != NODE_MAP && id->type != NODE_NULL &&
	    id->text.n)
		doc->id = id->text;
	return doc->kind != KIND_NONE;
}

/* What a copy of a tree takes. */
struct size {
	size_t nodes;
	size_t text; /* bytes, a NUL behind each text */
};

static void
measure(struct size *size, const struct node *n)
{
	size->nodes += n->key ? 2 : 1;
	size->text += n->key ? n->key->text.n + 1 : 0;
	if (n->type != NODE_MAP && n->type != NODE_SEQ)
		size->text += n->text.n + 1;
	else
		for (const struct node *e = n->first; e; e = e->next)
			measure(size, e);
}

/* Where a copy goes. */
struct copying {
	struct node *node; /* next one */
	char *text;	   /* next text */
};

static struct str
copy_text(struct copying *to, struct str s)
{
	struct str copy = {to->text, s.n};

	if (s.n)
		memcpy(to->text, s.p, s.n);
	to->text[s.n] = '\0';
	to->text += s.n + 1;
	return copy;
}

static struct node *
copy_node(struct copying *to, const struct node *n)
{
	struct node *copy = to->node++, **tail = &copy->first;

	*copy = *n;
	copy->next = NULL;
	if (n->key) {
		copy->key = to->node++;
		*copy->key = *n->key;
		copy->key->text = copy_text(to, n->key->text);
	}
	if (n->type != NODE_MAP && n->type != NODE_SEQ) {
		copy->text = copy_text(to, n->text);
		return copy;
	}
	*tail = NULL;
	for (const struct node *e = n->first; e; e = e->next) {
		*tail = copy_node(to, e);
		tail = &(*tail)->next;
	}
	return copy;
}

/* Copies the trees of a file to a block of just the size they need. */
static void
keep(struct edition *edition, const struct yaml *y)
{
	struct size size = {0};
	struct copying to;
	char *block;

	for (size_t i = 0; i < y->n_docs; i++)
		if (y->docs[i].root)
			measure(&size, y->docs[i].root);
	block = arena_bytes(&edition->arena,
	    y->n_docs * sizeof(struct edition_doc) + size.nodes * sizeof(struct node) + size.text);
	edition->docs = (struct edition_doc *)(void *)block;
	to.node = (struct node *)(void *)(edition->docs + y->n_docs);
	to.text = (char *)(to.node + size.nodes);
	for (size_t i = 0; i < y->n_docs && !edition->broken; i++) {
		if (!y->docs[i].root)
			continue;
		if (!edition_doc_read(&edition->docs[edition->n_docs++],
			copy_node(&to, y->docs[i].root), y->docs[i].from))
			edition_break(edition, S("it does not say what kind of record it is"));
	}
}

void
edition_parse(struct edition *edition, struct arena *scratch, struct str bytes)
{
	struct sink sink = {.arena = scratch};
	struct yaml *y = yaml_parse(scratch, &sink, S(""), bytes);

	if (y->broken)
		edition_break(edition,
		    str_dup(&edition->arena, sink.n ? sink.p[sink.n - 1].message : S("")));
	else
		keep(edition, y);
}
