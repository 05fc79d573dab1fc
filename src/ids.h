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

/* Makes room at once for n more, which saves time where many come. */
void ids_expect(struct ids *ids, struct arena *a, size_t n);

/* False where the id has no number. */
bool ids_find(uint32_t *number, const struct ids *ids, struct git_id id);

/* Which ids have come by, in eight bytes each: one that begins with the same eight as another counts as that. */
struct ids_seen {
	struct arena arena;
	uint64_t *slots; /* open addressing, 0 for empty */
	size_t n;
	size_t n_slots; /* a power of two, more than 4/3 n */
};

/* True the first time that it is asked about an id. Begin with a zeroed one; arena_free its arena. */
bool ids_is_new(struct ids_seen *seen, struct git_id id);

#endif
