#include "git.h"

#include <string.h>

/* A commit on the way. */
struct node {
	struct git_id id;
	int64_t seconds;   /* committer date */
	uint32_t *parents; /* numbers of nodes */
	uint32_t n_parents;
	uint32_t children; /* those not given out yet */
	bool missing;	   /* beyond where a shallow clone is cut off */
};

struct walk {
	struct arena *arena; /* holds all of it */
	struct {
		struct node *p;
		size_t n, cap;
	} nodes;	 /* by number, in the order they were found */
	uint32_t *slots; /* hash table of numbers + 1 by id, 0 for empty */
	size_t n_slots;	 /* a power of two, at least twice the nodes */
	uint32_t *heap;	 /* numbers of commits that may come next, newest on top */
	size_t n_heap;
};

static uint32_t *
slot_of(struct walk *w, struct git_id id)
{
	size_t at;

	memcpy(&at, id.raw, sizeof at);
	for (at &= w->n_slots - 1;; at = (at + 1) & (w->n_slots - 1)) {
		uint32_t *slot = &w->slots[at];

		if (!*slot || git_id_eq(w->nodes.p[*slot - 1].id, id))
			return slot;
	}
}

static void
grow_slots(struct walk *w)
{
	w->n_slots = w->n_slots ? w->n_slots * 2 : 256;
	w->slots = NEW_ARRAY(w->arena, uint32_t, w->n_slots);
	for (uint32_t i = 0; i < w->nodes.n; i++)
		*slot_of(w, w->nodes.p[i].id) = i + 1;
}

/* The number of a commit, which becomes a node when it is none yet. */
static uint32_t
number_of(struct walk *w, struct git_id id)
{
	uint32_t *slot;

	if (w->nodes.n * 2 >= w->n_slots)
		grow_slots(w);
	slot = slot_of(w, id);
	if (!*slot) {
		vec_push(w->arena, &w->nodes)->id = id;
		*slot = (uint32_t)w->nodes.n;
	}
	return *slot - 1;
}

/* Reads a node's commit and makes nodes of its parents. */
static int
expand(struct walk *w, struct git *git, struct arena *scratch, uint32_t number)
{
	struct arena_mark mark = arena_mark(scratch);
	struct git_commit commit;
	struct node *node;
	uint32_t *parents;
	bool found;
	int status = git_read_commit(&commit, &found, git, scratch, w->nodes.p[number].id);

	if (status || !found) {
		w->nodes.p[number].missing = true;
		return status;
	}
	parents = NEW_ARRAY(w->arena, uint32_t, commit.n_parents);
	for (size_t i = 0; i < commit.n_parents; i++) {
		parents[i] = number_of(w, commit.parents[i]);
		w->nodes.p[parents[i]].children++;
	}
	node = &w->nodes.p[number];
	node->seconds = commit.committer.when.seconds;
	node->parents = parents;
	node->n_parents = (uint32_t)commit.n_parents;
	arena_rewind(scratch, mark);
	return 0;
}

static bool
is_newer(const struct walk *w, uint32_t a, uint32_t b)
{
	const struct node *left = &w->nodes.p[a], *right = &w->nodes.p[b];

	return left->seconds > right->seconds || (left->seconds == right->seconds && a < b);
}

static void
heap_push(struct walk *w, uint32_t number)
{
	size_t at = w->n_heap++;

	for (; at && is_newer(w, number, w->heap[(at - 1) / 2]); at = (at - 1) / 2)
		w->heap[at] = w->heap[(at - 1) / 2];
	w->heap[at] = number;
}

static uint32_t
heap_pop(struct walk *w)
{
	uint32_t top = w->heap[0], last = w->heap[--w->n_heap];
	size_t at = 0;

	for (size_t child; (child = 2 * at + 1) < w->n_heap; at = child) {
		if (child + 1 < w->n_heap && is_newer(w, w->heap[child + 1], w->heap[child]))
			child++;
		if (!is_newer(w, w->heap[child], last))
			break;
		w->heap[at] = w->heap[child];
	}
	w->heap[at] = last;
	return top;
}

/* Gives out the newest commit whose children have all been given out, until none is left. */
static void
emit(struct git_ids *ids, struct walk *w, struct arena *a)
{
	w->heap = NEW_ARRAY(w->arena, uint32_t, w->nodes.n);
	*ids = (struct git_ids){.p = NEW_ARRAY(a, struct git_id, w->nodes.n), .cap = w->nodes.n};
	heap_push(w, 0);
	while (w->n_heap) {
		const struct node *node = &w->nodes.p[heap_pop(w)];

		ids->p[ids->n++] = node->id;
		for (uint32_t i = 0; i < node->n_parents; i++) {
			struct node *parent = &w->nodes.p[node->parents[i]];

			if (--parent->children == 0 && !parent->missing)
				heap_push(w, node->parents[i]);
		}
	}
}

int
git_walk(struct git_ids *ids, struct git *git, struct arena *a, struct git_id tip)
{
	struct arena nodes = {0}, scratch = {0};
	struct walk w = {.arena = &nodes};
	int status = 0;

	number_of(&w, tip);
	for (uint32_t i = 0; i < w.nodes.n && !status; i++)
		status = expand(&w, git, &scratch, i);
	if (!status && w.nodes.n && !w.nodes.p[0].missing)
		emit(ids, &w, a);
	else
		*ids = (struct git_ids){0};
	arena_free(&nodes);
	arena_free(&scratch);
	return status;
}
