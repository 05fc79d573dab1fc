/* person: someone of the team. */
#ifndef PERSON_H
#define PERSON_H

#include "record.h"

/* Where a person stood before: true up to and including a day. */
struct person_past {
	int32_t until; /* last day */
	uint32_t role; /* symbols, 0: the same as later */
	uint32_t team;
	uint32_t manager;
};

/* Days off that no cadence counts. */
struct person_away {
	int32_t from; /* first day */
	int32_t to;   /* last day */
};

/* A key that signs commits. */
struct person_key {
	struct str key; /* as in an allowed-signers file */
	int32_t from;	/* first day it counts, DATE_NONE: always */
	int32_t to;	/* last day, DATE_NONE: still */
};

struct person {
	struct record record;
	struct str name;
	struct texts emails; /* every address they ever committed with */
	uint32_t role;	     /* symbol, ROLE or FRAMEWORK/ROLE */
	uint32_t team;	     /* symbols */
	uint32_t manager;
	int32_t start; /* first day in the organisation */
	int32_t end;   /* last day */
	LIST(struct person_past) past;
	LIST(struct person_away) away;
	LIST(struct person_key) signing_keys;
};

extern const struct table person_table;

/* Where they stood on a day; 0 where nothing is said. */
struct person_position {
	uint32_t role, team, manager;
};
struct person_position person_on(const struct person *p, int32_t day);

/* Is the day within start and end? */
bool person_is_active(const struct person *p, int32_t day);

/* Was their last day before that one? */
bool person_has_left(const struct person *p, int32_t day);

/* Symbol of the team that the person is of on a day: none, 0, before start and after end. */
uint32_t person_team_on(const struct person *p, int32_t day);

/* Days of [from, to] that fall into absences, each counted once. */
int32_t person_days_away(const struct person *p, int32_t from, int32_t to);

#endif
