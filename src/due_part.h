/* What the collectors of due items share. Only due*.c include it. */
#ifndef DUE_PART_H
#define DUE_PART_H

#include "cycle.h"
#include "due.h"
#include "links.h"

struct due_search {
	struct arena *arena;  /* of the items */
	struct arena scratch; /* rewound by whoever uses it */
	struct repo *repo;
	const struct due_query *q;
	struct due_list *list;
};

/* Each collects what it is named after. */
void due_goals(struct due_search *s); /* and check-ins */
void due_promises(struct due_search *s);
void due_requests(struct due_search *s); /* and responses */
void due_acknowledgements(struct due_search *s);
void due_feedback(struct due_search *s);
void due_cycles(struct due_search *s); /* and reviews */

/* The next record of a kind from the *i-th on that counts; NULL at the end. */
const struct record *due_next(const struct due_search *s, enum kind kind, size_t *i);

/* Is an item asked for of which type, record, part, owner and due are known? */
bool due_is_wanted(const struct due_search *s, const struct due_item *item);

/* Adds one, with its title, and where they apply pointer and settle; the rest follows from these. It
 * has to be wanted. */
void due_add(struct due_search *s, struct due_item item);

/* Was it this person's last day before the as-of date? False of teams and of whom nobody knows. */
bool due_has_left(const struct due_search *s, uint32_t who);

/* Name of a person, else the id. */
struct str due_name(const struct due_search *s, uint32_t who);

#endif
