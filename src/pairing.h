/* pairing: which record of a state is which of the states before it. Records are the same by (kind, id),
 * wherever they stand; where one state came before, also by what they hold when their id has changed. */
#ifndef PAIRING_H
#define PAIRING_H

#include "edition.h"

/* The parent of a place that is in the state itself. */
#define PLACE_ITSELF UINT32_MAX

/* A record where it stands in the state or in one of its parents. */
struct place {
	enum kind kind;
	struct str id;
	uint32_t parent; /* number of the parent, or PLACE_ITSELF */
	struct str path;
	size_t doc; /* place in its file */
	const struct node *root;
	bool unreadable;  /* the file was there before, and could not be read */
	bool taken;	  /* pairing: it is known what became of it, or what it was */
	uint64_t content; /* pairing: of what is not taken: equal where all but the id is */
};

struct places {
	struct place *p;
	size_t n, cap;
};

/* Adds the records of a file's edition. Its docs have to outlive the places. */
void places_add(struct places *places, struct arena *a, const struct edition *edition,
    struct str path, uint32_t parent);

/* A record that is not what it was. */
struct pair {
	const struct place *now;	/* NULL: it is gone */
	const struct place *const *was; /* in the parents that have it, in their order */
	size_t n_was;			/* 0: it is new */
	bool moved;			/* it stands in another file than in any parent */
};

struct pairing {
	struct pair *p;
	size_t n, cap;
};

/* Finds the pairs of a state and its n_parents parents, in no order that means anything; what stands as it
 * stood in one of them is left out. Sorts places, to which pairs refer. Lives in a. */
void pairing_of(struct pairing *pairs, struct arena *a, struct places *places, uint32_t n_parents);

#endif
