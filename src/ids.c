#include "ids.h"

#include <string.h>

/* Ids are hashes: any eight of their bytes do. */
static uint32_t *
slot_of(const struct ids *ids, struct git_id id)
{
	uint64_t hash;
	size_t at;

	memcpy(&hash, id.raw, sizeof hash);
	at = (size_t)hash & (ids->n_slots - 1);
	while (ids->slots[at] && !git_id_eq(ids->p[ids->slots[at] - 1], id))
		at = (at + 1) & (ids->n_slots - 1);
	return &ids->slots[at];
}

static void
set_slots(struct ids *ids, struct arena *a, size_t n)
{
	ids->n_slots = n;
	ids->slots = NEW_ARRAY(a, uint32_t, ids->n_slots);
	for (uint32_t i = 0; i < ids->n; i++)
		*slot_of(ids, ids->p[i]) = i + 1;
}

void
ids_expect(struct ids *ids, struct arena *a, size_t n)
{
	size_t n_slots = ids->n_slots ? ids->n_slots : 64;

	while (n_slots < (ids->n + n) * 2)
		n_slots *= 2;
	if (n_slots > ids->n_slots)
		set_slots(ids, a, n_slots);
}

uint32_t
ids_number(struct ids *ids, struct arena *a, struct git_id id)
{
	uint32_t *slot;

	if (ids->n * 2 >= ids->n_slots)
		set_slots(ids, a, ids->n_slots ? ids->n_slots * 2 : 64);
	slot = slot_of(ids, id);
	if (!*slot) {
		*vec_push(a, ids) = id;
		*slot = (uint32_t)ids->n;
	}
	return *slot - 1;
}

bool
ids_find(uint32_t *number, const struct ids *ids, struct git_id id)
{
	uint32_t slot = ids->n_slots ? *slot_of(ids, id) : 0;

	*number = slot ? slot - 1 : 0;
	return slot;
}

static uint64_t *
seen_slot(const struct ids_seen *seen, uint64_t head)
{
	size_t at = (size_t)head & (seen->n_slots - 1);

	while (seen->slots[at] && seen->slots[at] != head)
		at = (at + 1) & (seen->n_slots - 1);
	return &seen->slots[at];
}

static void
grow_seen(struct ids_seen *seen)
{
	struct ids_seen old = *seen;

	seen->arena = (struct arena){0};
	seen->n_slots = old.n_slots ? old.n_slots * 2 : 64;
	seen->slots = NEW_ARRAY(&seen->arena, uint64_t, seen->n_slots);
	for (size_t i = 0; i < old.n_slots; i++)
		if (old.slots[i])
			*seen_slot(seen, old.slots[i]) = old.slots[i];
	arena_free(&old.arena);
}

bool
ids_is_new(struct ids_seen *seen, struct git_id id)
{
	uint64_t head, *slot;

	memcpy(&head, id.raw, sizeof head);
	head += !head;
	if ((seen->n + 1) * 4 > seen->n_slots * 3)
		grow_seen(seen);
	slot = seen_slot(seen, head);
	if (*slot)
		return false;
	*slot = head;
	seen->n++;
	return true;
}
