/* participants: the people whom a cycle looks at. */
#ifndef PARTICIPANTS_H
#define PARTICIPANTS_H

#include "cycle.h"
#include "person.h"
#include "repo.h"
#include "review.h"

struct person_list {
	const struct person **p;
	size_t n, cap;
};

/* The day whose teams and reporting lines a cycle goes by: the first day of asking, else of its
 * period. */
int32_t participants_day(const struct cycle *c);

/* The last day of asking, else of its period. */
int32_t participants_close(const struct cycle *c);

/* By id: those that the cycle names, whether they are here or not, and those who are of a team that it
 * names, or of one below, on a day. The list lives in a. */
void participants_on(struct person_list *list, struct arena *a, const struct repo *repo,
    const struct cycle *c, int32_t day);

/* The same on participants_day, without those who have left by then or have not begun. */
void participants_of(struct person_list *list, struct arena *a, const struct repo *repo,
    const struct cycle *c);

/* A person's review of a cycle, which names it or is of exactly its period: a final one, else any; NULL
 * where there is none. a is scratch. */
const struct review *participants_review(struct arena *a, const struct repo *repo,
    const struct cycle *c, const struct person *p);

#endif
