/* Numbers for the ids of Git's objects: equal ids, equal numbers, from 0 in the order they came. */
#ifndef IDS_H
#define IDS_H

#include "git.h"

struct ids {
	struct git_id *p; /* by number */
	size_t n, cap;
	uint32_t *slots; /* hash table of numbers + 1, 0 for empty; lives in the arena as p does */
	size_t n_slots;	 /* a power of two, at least twice n */
};

/* The number of an id, which gets the next one where it has none yet. */
uint32_t ids_number(struct ids *ids, struct arena *a, struct git_id id);

/* False where the id has no number. */
bool ids_find(uint32_t *number, const struct ids *ids, struct git_id id);

#endif
