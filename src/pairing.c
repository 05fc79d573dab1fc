#include "pairing.h"

#include <stdlib.h>

#include "shape.h"

struct work {
	struct pairing *pairs;
	struct arena *arena;
	uint32_t n_parents;
};

void
places_add(struct places *places, struct arena *a, const struct edition *edition, struct str path,
    uint32_t parent)
{
	for (size_t i = 0; i < edition->n_docs; i++) {
		const struct edition_doc *doc = &edition->docs[i];

		*vec_push(a, places) = (struct place){.kind = doc->kind,
		    .id = doc->id.p ? doc->id : path_stem(path),
		    .parent = parent,
		    .path = path,
		    .doc = i,
		    .root = doc->root};
	}
}

static int
by_name(const void *left, const void *right)
{
	const struct place *a = left, *b = right;
	int order = (a->kind > b->kind) - (a->kind < b->kind);

	if (!order)
		order = str_cmp(a->id, b->id);
	if (!order)
		order = (a->parent < b->parent) - (a->parent > b->parent);
	if (!order)
		order = str_cmp(a->path, b->path);
	return order ? order : (a->doc > b->doc) - (a->doc < b->doc);
}

/* Telling records apart. */

/* The record's place in a parent: in the same file, else in any. NULL where it has none that is not
 * taken. */
static struct place *
place_in(struct place *group, size_t n, uint32_t parent, struct str path, bool anywhere)
{
	for (size_t i = 0; i < n; i++)
		if (group[i].parent == parent && !group[i].taken &&
		    (anywhere || str_eq(group[i].path, path)))
			return &group[i];
	return NULL;
}

static bool
is_same(const struct place *a, const struct place *b)
{
	return str_eq(a->path, b->path) && node_equal(a->root, b->root);
}

/* A record and what it was in the parents that have it; nothing where it is as it was in one. */
static void
add_change(struct work *work, const struct place *now, const struct place *const *was, size_t n)
{
	bool moved = true;

	for (size_t i = 0; i < n; i++) {
		if (is_same(now, was[i]))
			return;
		moved = moved && !str_eq(now->path, was[i]->path);
	}
	*vec_push(work->arena, work->pairs) = (struct pair){now, was, n, moved};
}

/* Pairs one record of the state with those of the parents; true where one has it. */
static bool
pair(struct work *work, struct place *now, struct place *group, size_t n)
{
	const struct place **was = NEW_ARRAY(work->arena, const struct place *, work->n_parents);
	size_t found = 0;

	for (uint32_t parent = 0; parent < work->n_parents; parent++) {
		struct place *p = place_in(group, n, parent, now->path, false);

		if (!p)
			p = place_in(group, n, parent, now->path, true);
		if (!p)
			continue;
		was[found++] = p;
		p->taken = true;
	}
	if (found)
		add_change(work, now, was, found);
	now->taken = found;
	return found;
}

/* All places of one (kind, id), those of the state itself first. Files that have stayed come before
 * those that are new, so that a copy takes nothing from the original. */
static void
pair_group(struct work *work, struct place *group, size_t n)
{
	size_t own = 0;

	while (own < n && group[own].parent == PLACE_ITSELF)
		own++;
	for (size_t i = 0; i < own && own < n; i++)
		if (place_in(group + own, n - own, 0, group[i].path, false))
			pair(work, &group[i], group + own, n - own);
	for (size_t i = 0; i < own && own < n; i++)
		if (!group[i].taken)
			pair(work, &group[i], group + own, n - own);
}

/* The same for all trees that are equal, whatever the order of their keys. */
static uint64_t
content_hash(const struct node *n)
{
	uint64_t hash = 0;

	if (n->type == NODE_STR)
		return str_hash(n->text);
	if (n->type != NODE_MAP && n->type != NODE_SEQ)
		return 1;
	for (const struct node *e = n->first; e; e = e->next)
		hash += content_hash(e) * 31 + (e->key ? str_hash(e->key->text) : 0);
	return hash;
}

static uint64_t
hash_without_id(const struct node *map)
{
	uint64_t hash = content_hash(map);
	const struct node *id = node_get(map, S("id"));

	return id ? hash - content_hash(id) * 31 - str_hash(id->key->text) : hash;
}

/* By content, those of one content in their order. */
static int
by_content(const void *left, const void *right)
{
	const struct place *a = *(struct place *const *)left, *b = *(struct place *const *)right;

	if (a->content != b->content)
		return a->content < b->content ? -1 : 1;
	return (a > b) - (a < b);
}

/* Where the places of a content begin. */
static size_t
first_of(struct place *const *left, size_t n, uint64_t content)
{
	size_t from = 0;

	while (from < n) {
		size_t middle = from + (n - from) / 2;

		if (left[middle]->content < content)
			from = middle + 1;
		else
			n = middle;
	}
	return from;
}

static bool
is_renamed(const struct place *now, const struct place *was)
{
	return !was->taken && was->kind == now->kind &&
	       node_equal_but(now->root, was->root, S("id"));
}

/* Records whose id has changed, with the name of their file most of the time: those of the parent that are left,
 * looked up by what they hold. */
static void
pair_renamed(struct work *work, struct places *places)
{
	struct place **left = NEW_ARRAY(work->arena, struct place *, places->n);
	size_t n = 0;

	for (size_t i = 0; i < places->n; i++) {
		struct place *was = &places->p[i];

		if (was->taken || was->parent == PLACE_ITSELF)
			continue;
		was->content = hash_without_id(was->root);
		left[n++] = was;
	}
	if (n)
		qsort(left, n, sizeof *left, by_content);
	for (size_t i = 0; i < places->n && n; i++) {
		struct place *now = &places->p[i];
		const struct place **one;

		if (now->taken || now->parent != PLACE_ITSELF)
			continue;
		now->content = hash_without_id(now->root);
		for (size_t k = first_of(left, n, now->content);
		     k < n && left[k]->content == now->content && !now->taken; k++) {
			if (!is_renamed(now, left[k]))
				continue;
			left[k]->taken = now->taken = true;
			one = NEW(work->arena, const struct place *);
			*one = left[k];
			add_change(work, now, one, 1);
		}
	}
}

/* Was this record of a parent in all of them, and nobody has paired it? */
static bool
is_gone(const struct work *work, const struct place *group, size_t n)
{
	for (uint32_t parent = 0; parent < work->n_parents; parent++)
		if (!place_in((struct place *)group, n, parent, S(""), true))
			return false;
	return true;
}

static void
add_rest(struct work *work, struct place *group, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct place *p = &group[i], **was;

		if (p->taken)
			continue;
		if (p->parent == PLACE_ITSELF) {
			*vec_push(work->arena, work->pairs) = (struct pair){.now = p};
		} else if (p->parent == 0 && is_gone(work, group, n)) {
			was = NEW(work->arena, const struct place *);
			*was = p;
			*vec_push(work->arena, work->pairs) = (struct pair){.was = was, .n_was = 1};
		}
	}
}

typedef void group_step(struct work *work, struct place *group, size_t n);

static void
each_group(struct work *work, struct places *places, group_step *step)
{
	for (size_t from = 0, to; from < places->n; from = to) {
		const struct place *first = &places->p[from];

		for (to = from + 1; to < places->n && places->p[to].kind == first->kind &&
				    str_eq(places->p[to].id, first->id);
		     to++)
			;
		step(work, &places->p[from], to - from);
	}
}

void
pairing_of(struct pairing *pairs, struct arena *a, struct places *places, uint32_t n_parents)
{
	struct work work = {pairs, a, n_parents};

	*pairs = (struct pairing){0};
	if (places->n)
		qsort(places->p, places->n, sizeof *places->p, by_name);
	each_group(&work, places, pair_group);
	if (n_parents == 1)
		pair_renamed(&work, places);
	each_group(&work, places, add_rest);
}
