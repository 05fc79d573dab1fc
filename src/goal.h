/* goal: what a person or team wants to reach, measured by key results. */
#ifndef GOAL_H
#define GOAL_H

#include "checkin.h"

enum commitment {
	COMMITMENT_NONE, /* not said: counts as committed */
	COMMITMENT_COMMITTED,
	COMMITMENT_ASPIRATIONAL,
	COMMITMENT_LEARNING,
};

enum goal_status {
	GOAL_STATUS_NONE, /* not said: counts as active */
	GOAL_DRAFT,
	GOAL_ACTIVE,
	GOAL_DROPPED,
};

enum outcome {
	OUTCOME_NONE,
	OUTCOME_MET,
	OUTCOME_PARTLY,
	OUTCOME_MISSED,
	OUTCOME_DROPPED,
};

/* How a key result is measured. */
enum shape {
	SHAPE_YES_NO,
	SHAPE_METRIC,  /* baseline and target */
	SHAPE_SUSTAIN, /* min, max or both */
	SHAPE_MILESTONES,
};

extern const char *const commitment_words[];
extern const char *const goal_status_words[];
extern const char *const outcome_words[];
extern const char *const shape_names[]; /* by enum shape */

struct milestone {
	uint32_t key; /* symbol */
	struct str title;
	double weight; /* NaN: 1 */
	int32_t due;
	int32_t done; /* the day it was */
};

struct key_result {
	uint32_t key; /* symbol */
	struct str title;
	struct str unit;
	double weight;	 /* NaN: 1 */
	uint32_t owner;	 /* symbol of a person or team, 0: the goal's */
	double baseline; /* metric */
	double target;
	double min; /* sustain: either may be absent */
	double max;
	LIST(struct milestone) milestones;
};

struct goal_close {
	int32_t date;
	uint8_t outcome; /* enum outcome */
	struct prose learned;
};

/* Why something that had been agreed was changed. */
struct replan {
	int32_t date;
	struct str what;
	struct prose why;
	uint32_t agreed_by; /* symbol of a person */
};

struct goal {
	struct record record;
	struct str title;
	struct prose why;
	uint32_t owner; /* symbol of a person or team */
	struct syms contributors;
	struct str period;  /* as written, where given instead of start and due */
	int32_t start;	    /* first day; filled in from period once the repository is loaded */
	int32_t due;	    /* last day */
	uint8_t commitment; /* enum commitment */
	uint8_t status;	    /* enum goal_status */
	uint32_t supports;  /* symbol of the goal above */
	struct syms skills;
	double weight;	     /* NaN: 1 */
	double cadence_days; /* NaN: the workspace's */
	LIST(struct key_result) key_results;
	LIST(struct checkin_entry) checkins;
	struct goal_close *close;
	LIST(struct replan) replans;
};

extern const struct table goal_table;

enum shape key_result_shape(const struct key_result *kr);

/* NULL where the goal has none of that key. */
const struct key_result *goal_key_result(const struct goal *g, uint32_t key);

#endif
