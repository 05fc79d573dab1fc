/* levels: where a person stands in each skill, against what their role expects. */
#ifndef LEVELS_H
#define LEVELS_H

#include "person.h"
#include "review.h"
#include "skill.h"

/* What an assessed level rests on: the first that there is counts. */
enum level_basis {
	LEVEL_REVIEW,  /* the last final review that names the skill */
	LEVEL_OTHERS,  /* the mean of others in the latest cycle with ratings of it */
	LEVEL_MANAGER, /* the manager's latest rating */
	LEVEL_SELF,    /* one's own latest rating */
	LEVEL_NONE,    /* not assessed */
};

/* By enum level_basis: a word for programs; NULL for LEVEL_NONE. */
extern const char *const level_bases[];

/* One assessment of a skill: of all that there are, struct level has the one that counts. */
struct level_source {
	uint32_t skill;	 /* symbol, as it is written there */
	struct str name; /* the same for all ways to write it: see skill_name */
	double assessed; /* NaN: the skill is named, and no level said */
	enum level_basis basis;
	const struct record *source; /* review, cycle, results or feedback */
	int32_t date;		     /* last day of the review or cycle, day of the feedback */
	bool disputed;		     /* the person does not agree with the review */
};

struct level_sources {
	struct level_source *p;
	size_t n, cap;
};

struct level {
	uint32_t skill;	 /* symbol, as one of the sources writes it */
	struct str name; /* the same for all ways to write it: see skill_name */
	double expected; /* by the role; NaN: nothing */
	double aimed;	 /* by the role to grow into; NaN: nothing */
	double next;	 /* the most that a role next to the role expects; NaN: nothing */
	double assessed; /* NaN: not assessed */
	enum level_basis basis;
	const struct record *source; /* review, cycle, results or feedback; NULL: none */
	int32_t date;		     /* as in struct level_source */
	bool disputed;		     /* likewise */
};

struct levels {
	const struct framework_role *role; /* NULL: none, or unknown */
	const struct framework *framework; /* that has the role */
	const struct framework_role *aim;
	struct level
	    *p; /* skills that the role expects, then those aimed at or next, then others by name */
	size_t n, cap;
};

struct levels_query {
	const struct person *person;
	uint32_t role;	      /* symbol, 0: the person's on the as-of date */
	uint32_t target_role; /* symbol, 0: none */
	bool next;	      /* what the next roles expect is asked for */
	int32_t as_of;	      /* feedback dated not after it, acknowledgements likewise */
	int32_t until;	      /* reviews and cycles that end not after this day */
};

/* The role next to one of a framework's that a name (symbol) means: it is looked up there first.
 * *found is the framework that has it; NULL where none does. */
const struct framework_role *levels_next_role(const struct framework **found,
    const struct repo *repo, const struct framework *of, uint32_t name);

/* All assessments of a person that a query lets count, in the order of reviews, feedback, cycles and
 * results; of each basis and day the last one counts. Of confidential cycles only what was published.
 * The list lives in a. */
void levels_sources(struct level_sources *list, struct arena *a, const struct repo *repo,
    const struct levels_query *q);

/* Lists live in a. */
void levels_of(struct levels *levels, struct arena *a, const struct repo *repo,
    const struct levels_query *q);

#endif
