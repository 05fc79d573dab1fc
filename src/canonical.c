#include "canonical.h"

#include <stdlib.h>

#include "json.h"

static void write_node(struct json *j, struct arena *a, const struct node *n);

static int
by_key(const void *left, const void *right)
{
	const struct node *a = *(const struct node *const *)left,
			  *b = *(const struct node *const *)right;

	return str_cmp(a->key->text, b->key->text);
}

static void
write_map(struct json *j, struct arena *a, const struct node *map)
{
	const struct node **entries = NEW_ARRAY(a, const struct node *, map->n);
	size_t n = 0;

	for (const struct node *e = map->first; e; e = e->next)
		entries[n++] = e;
	if (n)
		qsort(entries, n, sizeof *entries, by_key);
	json_object(j);
	for (size_t i = 0; i < n; i++) {
		json_key_str(j, entries[i]->key->text);
		write_node(j, a, entries[i]);
	}
	json_end(j);
}

static void
write_node(struct json *j, struct arena *a, const struct node *n)
{
	switch ((enum node_type)n->type) {
	case NODE_NULL:
	case NODE_BOOL:
	case NODE_STR:
		node_json(j, n);
		break;
	case NODE_INT:
	case NODE_FLOAT:
		json_num(j, node_number(n));
		break;
	case NODE_SEQ:
		json_array(j);
		for (const struct node *e = n->first; e; e = e->next)
			write_node(j, a, e);
		json_end(j);
		break;
	case NODE_MAP:
		write_map(j, a, n);
		break;
	}
}

struct str
canonical_text(struct arena *a, const struct node *root)
{
	struct out text;
	struct json j;

	out_init(&text, a, -1);
	json_init(&j, &text, false);
	write_node(&j, a, root);
	return out_all(&text);
}
