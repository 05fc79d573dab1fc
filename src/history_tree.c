#include "history_tree.h"

/* Bytes of a generation. */
enum { GENERATION = 4 << 20 };

/* Is there a file whet.yaml among a tree's entries? */
static bool
holds_workspace(struct str bytes)
{
	struct str name = S("whet.yaml\0");

	for (size_t at; (at = str_find(bytes, name)) < bytes.n;
	     bytes = str_sub(bytes, at + 1, bytes.n)) {
		struct str before = str_sub(bytes, 0, at);

		if (str_ends(before, S(" ")) && !str_ends(before, S("40000 ")) &&
		    !str_ends(before, S("160000 ")))
			return true;
	}
	return false;
}

static struct tree *
read_tree(struct trees *t, struct git_id id)
{
	struct tree *tree = NEW(&t->young.arena, struct tree);
	bool found;
	int status = git_read_tree_bytes(&tree->bytes, &found, t->git, &t->young.arena, id);

	if (status)
		t->status = status;
	tree->missing = status || !found;
	tree->nested = !tree->missing && holds_workspace(tree->bytes);
	return tree;
}

const struct tree *
trees_get(struct trees *t, struct git_id id)
{
	struct tree *tree;
	uint32_t number;

	if (ids_find(&number, &t->young.ids, id))
		return t->young.trees.p[number];
	if (ids_find(&number, &t->old.ids, id))
		return t->old.trees.p[number];
	tree = read_tree(t, id);
	ids_number(&t->young.ids, &t->young.arena, id);
	*vec_push(&t->young.arena, &t->young.trees) = tree;
	return tree;
}

void
trees_forget(struct trees *t)
{
	if (t->young.arena.held < GENERATION)
		return;
	arena_free(&t->old.arena);
	t->old = t->young;
	t->young = (struct generation){0};
}

void
trees_free(struct trees *t)
{
	arena_free(&t->young.arena);
	arena_free(&t->old.arena);
}
