/* participants: the people whom a cycle looks at. */
#ifndef PARTICIPANTS_H
#define PARTICIPANTS_H

#include "cycle.h"
#include "person.h"
#include "repo.h"

struct person_list {
	const struct person **p;
	size_t n, cap;
};

/* The day whose teams and reporting lines a cycle goes by: the first day of asking, else of its
 * period. */
int32_t participants_day(const struct cycle *c);

/* By id: those that the cycle names, and those who are of a team that it names, or of one below, on
 * that day. Nobody who has left by then or has not begun. The list lives in a. */
void participants_of(struct person_list *list, struct arena *a, const struct repo *repo,
    const struct cycle *c);

#endif
