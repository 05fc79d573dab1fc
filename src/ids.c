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
grow(struct ids *ids, struct arena *a)
{
	ids->n_slots = ids->n_slots ? ids->n_slots * 2 : 64;
	ids->slots = NEW_ARRAY(a, uint32_t, ids->n_slots);
	for (uint32_t i = 0; i < ids->n; i++)
		*slot_of(ids, ids->p[i]) = i + 1;
}

uint32_t
ids_number(struct ids *ids, struct arena *a, struct git_id id)
{
	uint32_t *slot;

	if (ids->n * 2 >= ids->n_slots)
		grow(ids, a);
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
