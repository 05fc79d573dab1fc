/* rota: who is to be asked about whom in a cycle, by the teams, reporting lines and goals of the day
 * that it opens. The same input gives the same plan. */
#ifndef ROTA_H
#define ROTA_H

#include "asking.h"

/* Somebody to ask about somebody. */
struct rota_entry {
	const struct person *about;
	const struct person *from;
	uint8_t relation; /* enum relation */
};

/* Fewer can be asked than are wanted. */
struct rota_gap {
	const struct person *about;
	uint8_t relation; /* enum relation */
	uint32_t wanted;
	uint32_t found; /* asked already, answered unasked, or proposed; who declined is not */
};

struct rota {
	struct {
		struct rota_entry *p; /* by whom it is about, relation, and who is asked */
		size_t n, cap;
	} entries;
	struct {
		struct rota_gap *p; /* by whom it is about, relation */
		size_t n, cap;
	} gaps;
};

/* Proposes whom to ask about each participant, besides those who are asked already: oneself, the
 * manager, all direct reports, and of peers as many as the cycle wants (where it does not say, 3; in
 * confidence not fewer than its threshold) among those of the same team or with a goal in common in
 * the cycle's period. Peers who have less to do come first, then who has more goals in common, is of
 * the team, by id. Nobody is asked about more than requests_max people, oneself included, and nobody
 * again who has declined. Lives in a. */
void rota_of(struct rota *rota, struct arena *a, const struct repo *repo, const struct cycle *c,
    const struct asking *asking);

#endif
