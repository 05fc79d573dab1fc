/* What the numbers of goals mean: progress, pace and how they roll up, each computed here and
 * nowhere else, as of a day. Comparisons tolerate PROGRESS_TOLERANCE.
 *
 * Left out of all figures are records that do not validate, those that repeat an id, and those of
 * imported workspaces, whose check-ins are not read. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include "goal.h"
#include "repo.h"
#include "trend.h"

#define PROGRESS_TOLERANCE 1e-9

/* How a goal stands against its time: the first that fits counts. The order is also that in which
 * they are listed. */
enum pace {
	PACE_DRAFT,	  /* status draft */
	PACE_DROPPED,	  /* status dropped, or closed as dropped */
	PACE_CLOSED,	  /* close.date <= as-of */
	PACE_NOT_STARTED, /* as-of < start */
	PACE_UNMEASURED,  /* no score, or no dates to hold it against */
	PACE_MET,	  /* score >= end value */
	PACE_OVERDUE,	  /* as-of > due */
	PACE_OPEN,	  /* commitment learning, or yes-no key results only */
	PACE_ON_PACE,	  /* elapsed < 0.10, or reached >= 0.95 elapsed */
	PACE_BEHIND,	  /* reached >= 0.75 elapsed */
	PACE_FAR_BEHIND,
	PACES
};

extern const char *const pace_names[]; /* by enum pace */

/* One check-in on one goal, wherever it stands. */
struct goal_checkin {
	const struct checkin_entry *entry;
	const struct record *record; /* the goal or checkin record that holds the entry */
	uint32_t goal;		     /* index among progress->goals */
	uint32_t index;		     /* place of the entry in its list */
	uint32_t by;		     /* symbol of a person, in a goal the owner unless given */
	int32_t date;
};

struct kr_progress {
	const struct key_result *kr;
	const struct goal_checkin *latest; /* the check-in that gave current; NULL: none did */
	double progress; /* share of the way, raw: below 0 and above 1 too; NaN: no data */
	double current;	 /* latest value (yes-no: 1 or 0); metric: else the baseline; else NaN */
	double weight;	 /* 1 by default */
	uint32_t values; /* check-ins that gave a value it can take */
	uint32_t held;	 /* sustain: those at which min <= value <= max */
	uint8_t shape;	 /* enum shape */
	int8_t holds;	 /* sustain: is the latest value within? -1: no value, or no sustain */
};

struct goal_progress {
	const struct goal *goal;
	const struct goal_checkin *checkins; /* dated not after the as-of date, latest last */
	uint32_t n_checkins;
	struct kr_progress *krs; /* as many as goal->key_results */
	bool counted;		 /* false: left out, and no figure here means anything */
	bool in_cycle;		 /* its `supports` leads back to itself */
	uint32_t parent; /* goal it supports: index among progress->goals; UINT32_MAX: none here */
	uint32_t team;	 /* owner, or the owner's team on the as-of date, which is none before they
			  * start and after they end: place among the records; UINT32_MAX: in no team */

	uint32_t of;		    /* key results */
	uint32_t measured;	    /* those with data */
	uint32_t supporters;	    /* goals that support it, draft and dropped ones left out */
	uint32_t supporters_scored; /* those with a score */
	double weight;		    /* 1 by default */
	double score;	 /* 0 to 1: of the key results; without any, of the supporters; NaN: none */
	double elapsed;	 /* share of start..due that has gone by; NaN: no dates */
	double end;	 /* score that counts as success: 0.7 for aspirational, else 1 */
	double expected; /* elapsed x end */
	double reached;	 /* score / end */
	uint8_t pace;	 /* enum pace */

	uint8_t declared;  /* enum outlook: the latest one said in a check-in; never judged */
	double confidence; /* latest one given, 1 to 10; NaN: none */
	int32_t days_since_checkin; /* calendar days; -1: no check-in */
	int32_t days_quiet; /* days since the last check-in, else since start, the owner's days away
			     * not counted; 0 before start or without dates */
	int32_t days_away;  /* those days away */
	int32_t cadence;    /* days, the goal's or the workspace's */
	bool stale;	    /* started, not closed, not met, and days_quiet > cadence */
};

/* All goals of a repository as of a day. */
struct progress {
	struct repo *repo;
	int32_t as_of;
	struct goal_progress *goals; /* in the order of the repository's goals */
	size_t n;
	struct goal_checkin *checkins; /* all, by goal, date, path and place in the file */
	size_t n_checkins;
};

/* Computes them: time in n log n of goals and check-ins. Never NULL; lives in a, refers to repo. */
struct progress *progress_new(struct arena *a, struct repo *repo, int32_t as_of);

/* Facts of a goal of the repository. */
const struct goal_progress *progress_of(const struct progress *p, const struct goal *goal);

/* The last day on which a goal is not stale unless somebody checks in; DATE_NONE where it cannot
 * become stale as things are on the as-of date, or only after until. */
int32_t progress_checkin_due(const struct progress *p, const struct goal_progress *g,
    int32_t until);

/* Valid goals that are left out because another one has their id. */
size_t progress_twins(const struct progress *p);

/* Draft and dropped goals are listed but counted in no roll-up. */
bool pace_is_rolled_up(enum pace pace);

/* Does the goal belong to a team: owned by it, by one of its people on the as-of date, or by a team
 * below it? */
bool progress_in_team(const struct progress *p, const struct goal_progress *g,
    const struct record *team);

/* Which goals are asked for. */
struct goal_filter {
	const bool *named;	     /* by place among progress->goals; NULL: all */
	const struct record *owner;  /* a person or team; NULL: any */
	const struct record *team;   /* as progress_in_team has it; NULL: any */
	const struct period *period; /* their time meets it; NULL: any */
};

/* Chooses goals that count and pass the filter: by place among progress->goals. *n is how many. */
bool *progress_choose(size_t *n, struct arena *a, const struct progress *p,
    const struct goal_filter *filter);

enum rollup_by {
	ROLLUP_TEAM,	 /* goals of a team as progress_in_team has it */
	ROLLUP_SUPPORTS, /* goals that support one goal directly */
	ROLLUP_PERSON,	 /* goals a person owns: counts only, people get no score */
};

extern const char *const rollup_names[]; /* by enum rollup_by, ended by NULL */

struct rollup {
	const struct record *of; /* the team, the goal that is supported, or the person */
	uint32_t goals;		 /* goals in it, whatever their pace */
	uint32_t scored; /* those whose score counts: neither draft nor dropped, and measured */
	double score;	 /* weighted mean of these; NaN: none, or a person */
	uint32_t pace[PACES]; /* goals by pace */
};

struct rollups {
	struct rollup *p; /* by id; none without goals */
	size_t n;
};

/* Rolls up the goals that are chosen (by their place among progress->goals; NULL: all). By team
 * nothing is rolled up into what stands above top (NULL: into all). */
void progress_roll_up(struct rollups *rollups, struct arena *a, const struct progress *p,
    enum rollup_by by, const bool *chosen, const struct record *top);

/* How a goal, or what is rolled up, stood on a day. */
struct progress_state {
	bool known;	 /* it was there, and counted */
	double score;	 /* NaN: none */
	double expected; /* of a goal; NaN: none */
	enum pace pace;	 /* of a goal that is known */
	uint32_t goals;	 /* in a roll-up */
};

struct progress_point {
	int32_t day;
	struct git_id revision;		/* the workspace as it was that evening */
	struct progress_state *goals;	/* by place among the goals of now */
	struct progress_state *rollups; /* as those of now; NULL where nothing is rolled up */
};

struct progress_trend {
	struct progress_point *p; /* oldest first */
	size_t n, cap;
	struct trend_count count;
};

struct progress_trend_query {
	const struct progress *now;
	const struct goal_filter
	    *filter;		       /* they were chosen by: what is rolled up goes by it then */
	const struct rollups *rollups; /* of now; NULL: none */
	enum rollup_by by;
	struct period period; /* whose ends of steps are looked at, up to the as-of date of now */
	enum trend_step step;
};

/* The same goals and roll-ups at the ends of steps (see trend_run), each as it was then: with the records,
 * people and teams of that day. 0, or the exit status of an error that was said. Lives in a. */
int progress_trend(struct progress_trend *trend, struct arena *a,
    const struct progress_trend_query *q);

/* Progress of one value on the way from baseline to target; NaN where they are the same. */
double metric_progress(double baseline, double target, double value);

/* Can a key result take this value: true or false for a yes-no, a finite number for metric and
 * sustain, none for milestones? */
bool progress_takes(const struct kr_progress *k, const struct value *value);

/* The value that a check-in gives a key result; NaN where there is none that it can take. */
double progress_value(const struct kr_progress *k, const struct goal_checkin *c);

/* Does a value lie within a sustain's limits? */
bool progress_within(const struct key_result *kr, double value);

/* Share of start..due that has gone by on a day: 0 before start; where due is not after
 * start, 1 from it. NaN without dates. */
double elapsed_share(int32_t start, int32_t due, int32_t day);

/* p in percent: "60 %" for 0.596. Only what is complete prints 100 %, whatever is above 0 prints at
 * least 1 %, and the same below 0 with a minus. "-" for NaN. Returns text. */
char *percent_text(char text[static 32], double p);

#endif
