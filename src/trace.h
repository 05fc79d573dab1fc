/* trace: what became of a need that was seen: the focus of a plan that names its source, the actions,
 * and whether the skill was assessed higher afterwards.
 *
 * Nothing here tells who said what in a confidential cycle: of those only published results count. */
#ifndef TRACE_H
#define TRACE_H

#include "feedback.h"
#include "levels.h"
#include "plan.h"

/* How the next assessment of a skill compares with the one that counted before. */
enum trace_outcome {
	TRACE_NOT_REASSESSED, /* there is none before, or none after */
	TRACE_ROSE,	      /* by more than 1e-9 */
	TRACE_SAME,
	TRACE_FELL,
};

extern const char *const trace_outcomes[]; /* "not-reassessed", "rose", "same", "fell" */

/* What was known of a skill on a day, and what came next: the first assessment dated after it whose
 * basis is not weaker (enum level_basis), so that one's own view does not follow on a review. */
struct trace_change {
	const struct level_source *before; /* assessed as gaps have it, dated not after the day */
	const struct level_source *after;  /* NULL: none, as before; or nothing stands before it */
	enum trace_outcome outcome;
};

/* What becomes of an action. */
enum trace_state {
	TRACE_OPEN,
	TRACE_OVERDUE, /* due before the as-of date */
	TRACE_DONE,
	TRACE_DROPPED,
};

extern const char *const trace_states[]; /* "open", "overdue", "done", "dropped" */

struct trace_action {
	const struct plan_action *action;
	enum trace_state state;	    /* as of the day */
	struct trace_change change; /* around the day it was done; all NULL where it was not */
};

/* A focus of a plan, with what was done for it. */
struct trace_focus {
	const struct plan *plan;
	const struct plan_focus *focus;
	struct str skill;	      /* skill_name; p NULL: the focus has only a title */
	struct trace_action *actions; /* focus->actions.n of them, in their order */
	const struct trace_action
	    *telling; /* of the done ones the last whose skill was reassessed, else the last;
		      * NULL: none is done */
};

struct trace_focuses {
	struct trace_focus *p; /* by plan, then as the plan has them */
	size_t n, cap;
};

/* Focuses whose `source` names a record. A source names it as a whole: all improvements of feedback
 * that is a source are followed through. Lives in a. */
void trace_from(struct trace_focuses *list, struct arena *a, const struct repo *repo,
    const struct record *source, int32_t as_of);

/* Focuses of a person on a skill, by its name (skill_name). Lives in a. */
void trace_skill(struct trace_focuses *list, struct arena *a, const struct repo *repo,
    const struct person *person, struct str skill, int32_t as_of);

/* The focuses of a plan. Lives in a. */
void trace_plan(struct trace_focuses *list, struct arena *a, const struct repo *repo,
    const struct plan *plan, int32_t as_of);

/* Is it the source of a focus? */
bool trace_is_followed(const struct repo *repo, const struct record *source);

/* A skill that a person has done something for. */
struct trace_effect {
	struct str skill;		   /* skill_name */
	const struct trace_focus *focus;   /* that the action serves */
	const struct trace_action *action; /* done: the last whose skill was reassessed, of several
					    * of one day the last by plan; else the last of all */
};

struct trace_effects {
	struct trace_effect *p; /* by skill */
	size_t n, cap;
};

/* Each skill of a person with a done action, once: of the actions done in the days from..to (DATE_NONE: no
 * limit). "Rerated higher" counts those whose action's change rose against
 * those whose outcome is not TRACE_NOT_REASSESSED. Lives in a. */
void trace_effects(struct trace_effects *list, struct arena *a, const struct repo *repo,
    const struct person *person, int32_t from, int32_t to, int32_t as_of);

/* Something to improve, as attributed feedback or published results say it. */
struct trace_improvement {
	const struct record *record;	    /* feedback or results */
	uint32_t number;		    /* from 1, in the record */
	uint32_t skill;			    /* symbol, 0: none is named */
	const struct feedback_point *point; /* as feedback has it in a list; else NULL */
	bool followed;			    /* trace_is_followed */
};

struct trace_improvements {
	struct trace_improvement *p;
	size_t n, cap;
};

/* Adds those of a record in their order: none where it is neither feedback nor results, or a response
 * of a confidential cycle. Results are read again for it. The list lives in a. */
void trace_improvements(struct trace_improvements *list, struct arena *a, struct repo *repo,
    const struct record *record);

/* What it says, as Markdown; empty where the file has changed. Lives in a. */
struct str trace_words(struct arena *a, struct repo *repo, const struct trace_improvement *i);

#endif
