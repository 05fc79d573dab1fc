/* pulse: the five practices of a learning culture as shares of a team: measures of what people do, never
 * of how good anybody is.
 *
 * Of a confidential cycle only what has been published counts: no measure looks at an individual request
 * or response of one. Left out are records that do not count (links_counts). */
#ifndef PULSE_H
#define PULSE_H

#include "history.h"
#include "person.h"
#include "repo.h"
#include "trend.h"

enum practice {
	PRACTICE_FEEDBACK,
	PRACTICE_GOALS,
	PRACTICE_DEVELOPMENT,
	PRACTICE_REVIEWS,
	PRACTICE_ACCOUNTABILITY,
	PRACTICES
};

/* P: the people of the team who are here on the as-of date. Window: the days of the period up to the
 * as-of date. Active goals: begun, and not draft, dropped or closed. */
enum measure {
	MEASURE_RECEIVED,     /* P with feedback from others than themselves and their manager, or
				* published results, in the last feedback_days / P */
	MEASURE_BALANCED,     /* P whose feedback of the window holds both a strength and something
				* to improve / P with any feedback in it */
	MEASURE_SUGGESTIONS,  /* improvements of the window with a suggestion / all of them */
	MEASURE_IN_TIME,      /* answers of P by the day they were due / those due in the window,
				* without those declined by then */
	MEASURE_MEDIAN_DAYS,  /* median of the days between one feedback to a person and the next,
				* which counts to the window */
	MEASURE_MEASURABLE,   /* P with an active goal that has a metric, sustain or milestones key
				* result / P */
	MEASURE_LEARNING,     /* P with an active goal that names a skill / P */
	MEASURE_CHECKED_IN,   /* active goals that are not stale / active goals */
	MEASURE_ALIGNED,      /* active goals that support another / those not of a top team */
	MEASURE_PLANNED,      /* P with a plan that covers the as-of date / P */
	MEASURE_COVERED,      /* open gaps with an action that is being worked on / open gaps */
	MEASURE_MIXED,	      /* plans that meet the window and have actions of two modes or more,
				* dropped ones aside / plans that meet the window */
	MEASURE_REVIEWED,     /* participants of P whose review is final / participants, of cycles
				* that close in the window */
	MEASURE_RERATED,      /* skills of actions done in the window whose next assessment rose /
				* those that were assessed again */
	MEASURE_FOLLOWED,     /* improvements of the window that are the source of a focus / all */
	MEASURE_ACTIONS,      /* promises of P done by the day they were due / those due in the
				* window, without those dropped by then */
	MEASURE_ACKNOWLEDGED, /* final reviews of the window that the person has acknowledged / all,
				* without those of oneself */
	MEASURE_REPLANS,      /* changes of target, due (or period) or weight in the window, after
				* the goal had started, that a replan explains / all of them */
	MEASURES
};

struct measure_info {
	const char *id; /* "received" */
	enum practice practice;
	const char *words; /* "people who had feedback from colleagues" */
	bool days;	   /* the value is a number of days, not a share */
};

extern const struct measure_info measure_infos[MEASURES]; /* by practice */
extern const char *const practice_ids[PRACTICES];
extern const char *const practice_titles[PRACTICES];

struct measure_value {
	double numerator; /* NaN for a number of days */
	double denominator;
	double value; /* NaN where there is nothing to measure */
	struct {
		const struct record *
		    *p; /* people and teams that could raise it, by id, each once */
		size_t n, cap;
	} missing;
};

struct pulse {
	int32_t as_of;
	size_t people; /* P */
	struct measure_value of[MEASURES];
	struct history_limits limits; /* of what the replans were looked for in */
};

struct pulse_query {
	int32_t as_of;
	struct period period;
	struct str team; /* id of one that is there; n 0: everybody */
};

/* Works out all measures. 0, or the exit status of an error of Git that was said. Lives in a. */
int pulse_of(struct pulse *pulse, struct arena *a, struct repo *repo, const struct pulse_query *q);

/* How the measures were at the end of a week, month or quarter. */
struct pulse_point {
	struct git_id revision; /* the workspace as it was that evening */
	struct pulse pulse;	/* as of that day; without `missing` */
};

struct pulse_trend {
	struct pulse_point *p; /* oldest first */
	size_t n, cap;
	struct trend_count count;
};

/* The ends of the steps (see trend_run) in the period and not after the as-of date: measured as pulse_of
 * would there and then. Quarters are those of the workspace's fiscal year. A day on which there was no such
 * team has no point. 0, or the exit status of an error that was said. Lives in a. */
int pulse_trend(struct pulse_trend *trend, struct arena *a, const struct repo *repo,
    const struct pulse_query *q, enum trend_step step);

#endif
