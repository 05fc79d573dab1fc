/* links: who refers to a record, one kind and one field at a time. */
#ifndef LINKS_H
#define LINKS_H

#include "cycle.h"
#include "repo.h"

struct record_list {
	const struct record **p;
	size_t n, cap;
};

/* Does a record count in figures and reports: valid, of this workspace, and the first of its id? */
bool links_counts(const struct repo *repo, const struct record *r);

/* The cycle of a symbol where what is said in it is held in confidence; NULL where not, or where there is
 * none. */
const struct cycle *links_confidential(const struct repo *repo, uint32_t cycle);

/* The records of a kind that count and refer to another in their field of that key (NULL: anywhere),
 * each once, by id. The list lives in a. */
void links_to(struct record_list *list, struct arena *a, const struct repo *repo,
    const struct record *to, enum kind kind, const char *key);

/* Acknowledgements of a record dated not after a day: of each person the last one, by id. */
void links_acknowledgements(struct record_list *list, struct arena *a, const struct repo *repo,
    const struct record *of, int32_t as_of);

/* Is one of them by that person (symbol)? a is scratch. */
bool links_acknowledged_by(struct arena *a, const struct repo *repo, const struct record *of,
    uint32_t who, int32_t as_of);

#endif
