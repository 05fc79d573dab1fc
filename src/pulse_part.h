/* What the practices of pulse share. Only pulse*.c include it. */
#ifndef PULSE_PART_H
#define PULSE_PART_H

#include "links.h"
#include "pulse.h"

struct pulse_search {
	struct arena *arena;  /* of the result */
	struct arena scratch; /* rewound by whoever uses it */
	struct repo *repo;
	int32_t as_of;
	struct period window; /* up to the as-of date; its end may be before its start: no day */
	bool *chosen;	      /* by place among the records: people and teams that are looked at */
	uint32_t *missed;     /* likewise: bits 1 << enum measure of those they are noted for */
	struct {
		const struct person **p;
		size_t n, cap;
	} people; /* those of them who are people, by id */
	struct pulse *pulse;
};

/* Each works out the measures of what it is named after. */
void pulse_feedback(struct pulse_search *s);
void pulse_goals(struct pulse_search *s);
void pulse_development(struct pulse_search *s);
void pulse_reviews(struct pulse_search *s);
int pulse_accountability(struct pulse_search *s); /* 0 or an exit status */

/* The next record of a kind from the *i-th on that counts; NULL at the end. */
const struct record *pulse_next(const struct pulse_search *s, enum kind kind, size_t *i);

/* The person or team of a symbol, where it is looked at; else NULL. */
const struct record *pulse_chosen(const struct pulse_search *s, uint32_t who);

bool pulse_in_window(const struct pulse_search *s, int32_t day);

/* Counts one more of a measure. Whom it is missed of (NULL: nobody) is noted where it is no hit. */
void pulse_count(struct pulse_search *s, enum measure m, bool hit, const struct record *who);

#endif
