/* What every record has in one form or another: a title, an owner, a time. */
#ifndef SUMMARY_H
#define SUMMARY_H

#include "repo.h"

struct summary {
	struct str title; /* p NULL where the kind has none */
	uint32_t
	    owner;     /* symbol: whom it belongs to; feedback and reviews belong to the person they
			   * are about */
	int32_t start; /* first day or the day it is about */
	int32_t due;   /* last day */
};

struct summary summary_of(const struct record *r);

/* Calls visit for each person or team that a record belongs to, comes from or concerns. */
typedef void summary_visitor(void *ctx, uint32_t who);
void summary_people(const struct record *r, summary_visitor *visit, void *ctx);

/* Does it belong to, come from or concern this person or team? */
bool summary_is_of(const struct record *r, uint32_t who);

/* Does a person (as of a day between their first and last) or team belong to a team: to it or to one below it? */
bool summary_in_team(const struct repo *repo, uint32_t who, const struct record *team, int32_t day);

/* Does its time meet a period? Records without a time do. */
bool summary_meets(const struct record *r, struct period p);

#endif
