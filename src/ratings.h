/* ratings: what feedback says of a person's skills in figures, by group of raters. */
#ifndef RATINGS_H
#define RATINGS_H

#include "cycle.h"
#include "feedback.h"
#include "repo.h"

struct feedback_list {
	const struct feedback **p;
	size_t n, cap;
};

/* One rating by one rater. */
struct rating_answer {
	struct str name;  /* of the skill, see struct rating */
	struct str rater; /* id, or an outsider's name */
	const struct feedback *feedback;
	double level;
	uint32_t skill;	  /* symbol, as written */
	uint8_t relation; /* enum relation */
};

/* What one group of raters says of one skill. */
struct rating_group {
	double mean;			     /* of the raters' means; NaN: none */
	uint32_t raters;		     /* people who rated the skill */
	const double *levels;		     /* of each rater the mean, in the order of answers */
	const struct rating_answer *answers; /* by rater, then level */
	size_t n_answers;
};

struct rating {
	uint32_t skill;	 /* symbol, as one of the raters wrote it */
	struct str name; /* the same for all ways to write it: see skill_name */
	struct rating_group groups[RELATIONS]; /* by enum relation */
};

struct ratings {
	struct rating *p; /* by name */
	size_t n, cap;
};

/* Attributed feedback about a person dated not after a day, by date and id: none of a confidential
 * cycle. Lives in a. */
void ratings_feedback(struct feedback_list *list, struct arena *a, const struct repo *repo,
    const struct record *person, int32_t as_of);

/* The same of one cycle, whichever way it is collected. */
void ratings_in_cycle(struct feedback_list *list, struct arena *a, const struct repo *repo,
    const struct record *person, const struct cycle *c, int32_t as_of);

/* The day that feedback counts to: its date or, of a cycle, the nearest day of the cycle's period, so
 * that a late answer counts to the cycle it answers. */
int32_t ratings_day(const struct repo *repo, const struct feedback *f);

/* Per rater the mean of a skill, per group the mean of its raters; not-observed left out.
 * Bare names of skills are looked up in the framework of the feedback's cycle first; where that names
 * none, in the one given (a symbol, or 0). */
void ratings_of(struct ratings *ratings, struct arena *a, const struct repo *repo,
    const struct record *person, const struct feedback_list *feedback, uint32_t framework);

/* What a group counts in the mean of the others: as the cycle (NULL: none) says, else manager 40, the
 * others 30 each, self nothing. */
double ratings_weight(const struct repo *repo, const struct cycle *c, enum relation group);

/* The mean of the groups except self, weighted; NaN where there is none. */
double ratings_others(const struct repo *repo, const struct rating *rating, const struct cycle *c);

#endif
