#include "git.h"

#include <string.h>

/* A commit on the way. */
struct node {
	struct git_step step;
	uint32_t *parents; /* numbers of nodes */
	uint32_t children; /* those not given out yet */
	bool missing;	   /* beyond where a shallow clone is cut off */
};

struct walk {
	struct arena *arena; /* holds all of it but the steps' parents */
	struct arena *kept;  /* which live here */
	git_recall *recall;
	void *ctx;
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

		if (!*slot || git_id_eq(w->nodes.p[*slot - 1].step.id, id))
			return slot;
	}
}

static void
grow_slots(struct walk *w)
{
	w->n_slots = w->n_slots ? w->n_slots * 2 : 256;
	w->slots = NEW_ARRAY(w->arena, uint32_t, w->n_slots);
	for (uint32_t i = 0; i < w->nodes.n; i++)
		*slot_of(w, w->nodes.p[i].step.id) = i + 1;
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
		vec_push(w->arena, &w->nodes)->step.id = id;
		*slot = (uint32_t)w->nodes.n;
	}
	return *slot - 1;
}

/* Reads a commit; *found is false where a shallow clone does not have it. */
static int
read_step(struct git_step *step, bool *found, struct walk *w, struct git *git,
    struct arena *scratch)
{
	struct git_commit commit;
	int status;

	*found = w->recall && w->recall(w->ctx, step);
	if (*found)
		return 0;
	status = git_read_commit(&commit, found, git, scratch, step->id);
	if (status || !*found)
		return status;
	step->tree = commit.tree;
	step->seconds = commit.committer.when.seconds;
	step->n_parents = (uint32_t)commit.n_parents;
	step->parents = NEW_ARRAY(w->kept, struct git_id, commit.n_parents);
	for (size_t i = 0; i < commit.n_parents; i++)
		step->parents[i] = commit.parents[i];
	return 0;
}

/* Reads a node's commit and makes nodes of its parents. */
static int
expand(struct walk *w, struct git *git, struct arena *scratch, uint32_t number)
{
	struct arena_mark mark = arena_mark(scratch);
	struct git_step step = w->nodes.p[number].step;
	uint32_t *parents;
	bool found;
	int status = read_step(&step, &found, w, git, scratch);

	if (status || !found) {
		w->nodes.p[number].missing = true;
		return status;
	}
	parents = NEW_ARRAY(w->arena, uint32_t, step.n_parents);
	for (uint32_t i = 0; i < step.n_parents; i++) {
		parents[i] = number_of(w, step.parents[i]);
		w->nodes.p[parents[i]].children++;
	}
	w->nodes.p[number].step = step;
	w->nodes.p[number].parents = parents;
	arena_rewind(scratch, mark);
	return 0;
}

static bool
is_newer(const struct walk *w, uint32_t a, uint32_t b)
{
	const struct node *left = &w->nodes.p[a], *right = &w->nodes.p[b];

	if (left->step.seconds != right->step.seconds)
		return left->step.seconds > right->step.seconds;
	return a < b;
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
emit(struct git_steps *steps, struct walk *w)
{
	w->heap = NEW_ARRAY(w->arena, uint32_t, w->nodes.n);
	steps->p = NEW_ARRAY(w->kept, struct git_step, w->nodes.n);
	steps->cap = w->nodes.n;
	heap_push(w, 0);
	while (w->n_heap) {
		const struct node *node = &w->nodes.p[heap_pop(w)];

		steps->p[steps->n++] = node->step;
		for (uint32_t i = 0; i < node->step.n_parents; i++) {
			struct node *parent = &w->nodes.p[node->parents[i]];

			if (--parent->children == 0 && !parent->missing)
				heap_push(w, node->parents[i]);
		}
	}
}

int
git_walk(struct git_steps *steps, struct git *git, struct arena *a, struct git_id tip,
    git_recall *recall, void *ctx)
{
	struct arena nodes = {0}, scratch = {0};
	struct walk w = {.arena = &nodes, .kept = a, .recall = recall, .ctx = ctx};
	int status = 0;

	*steps = (struct git_steps){0};
	number_of(&w, tip);
	for (uint32_t i = 0; i < w.nodes.n && !status; i++)
		status = expand(&w, git, &scratch, i);
	if (!status && w.nodes.n && !w.nodes.p[0].missing)
		emit(steps, &w);
	arena_free(&nodes);
	arena_free(&scratch);
	return status;
}
