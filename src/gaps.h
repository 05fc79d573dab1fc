/* gaps: what is asked of people against where they stand, what could close the difference, and who
 * works on it already. */
#ifndef GAPS_H
#define GAPS_H

#include "levels.h"
#include "opportunity.h"
#include "plan.h"

/* An opportunity that fits a level. */
struct gap_opportunity {
	const struct opportunity *of;
	double from, to;    /* levels of the skill that it leads from and to */
	struct syms before; /* its prerequisites that no done action of the person names */
};

/* An action that is being worked on: neither done nor dropped, of a plan that covers the day. */
struct gap_action {
	const struct plan *plan;
	const struct plan_focus *focus; /* on the skill of the gap */
	const struct plan_action *action;
};

/* A skill of a person. */
struct gap {
	struct str skill; /* SKILL, or FRAMEWORK/SKILL where several frameworks have one so named */
	struct level level; /* what is expected, and what was assessed on which grounds */
	double gap;	    /* expected - assessed; NaN where either is not known */
	VEC(struct gap_opportunity) opportunities; /* those that fit, prerequisites first */
	VEC(struct gap_action) actions;		   /* by plan, then as the plan has them */
};

struct gaps {
	const struct person *person;
	uint32_t role_name;		   /* symbol, as it is written; 0: none */
	const struct framework_role *role; /* NULL: none, or one that no framework has */
	const struct framework *framework; /* that has the role; NULL: none */
	int32_t as_of;
	struct gap
	    *p; /* by size of the gap, then by what the next roles ask, largest first; by name */
	size_t n, cap;
};

/* A person who could help another to close a gap. */
struct teaching {
	struct str skill; /* as in struct gap */
	const struct person *teacher, *learner;
	double taught;	 /* assessed level of the teacher */
	double expected; /* of the learner */
	double assessed; /* of the learner */
};

struct teachings {
	struct teaching *p; /* by how far teacher and learner are apart, skill, learner */
	size_t n, cap;
};

/* Opportunities of the workspace, in the order in which they are offered. */
struct gap_catalogue;

/* Lives in a. */
struct gap_catalogue *gap_catalogue(struct arena *a, const struct repo *repo);

/* The gaps of a person to a role (symbol; 0: their own of the day). Skills are those that the role or
 * a next one expects, and all that were assessed. Reviews and cycles count that have ended by the
 * day. Lists live in a. */
void gaps_of(struct gaps *gaps, struct arena *a, const struct repo *repo,
    const struct gap_catalogue *catalogue, const struct person *person, uint32_t role,
    int32_t as_of);

/* The same where reviews and cycles count that have ended by another day. */
void gaps_until(struct gaps *gaps, struct arena *a, const struct repo *repo,
    const struct gap_catalogue *catalogue, const struct person *person, uint32_t role,
    int32_t as_of, int32_t until);

/* Why nothing can be said of a person (NULL: of many) against a role (0: their own of the day): there is
 * no framework, none has the role, or the person has none or is not here that day. One line, with the
 * way to mend it; empty where something can. */
struct str gaps_obstacle(struct arena *a, const struct repo *repo, const struct person *person,
    uint32_t role, int32_t as_of);

/* Is it a gap: is less assessed than expected? */
bool gap_is_open(const struct gap *g);

/* For each open gap of the learners the teacher with the lowest level that is not below what is
 * expected of the learner, of several the first by id; none where nobody has got so far. */
void gaps_teach(struct teachings *list, struct arena *a, const struct gaps *learners,
    size_t n_learners, const struct gaps *teachers, size_t n_teachers);

#endif
