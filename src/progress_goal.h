/* The figures of one goal: the part of progress that looks at no other goal. */
#ifndef PROGRESS_GOAL_H
#define PROGRESS_GOAL_H

#include "person.h"
#include "progress.h"

/* A weighted mean in the making. Start with {0}. The order of what is added can change its last
 * bits, so callers add in an order that files and keys have no part in. */
struct mean {
	double sum;	/* of weight x value */
	double weights; /* of the weights */
};

void mean_add(struct mean *m, double weight, double value);

/* NaN where the weights add up to zero, or nothing was added. */
double mean_of(const struct mean *m);

/* Measures the key results of g by its check-ins and sets of, measured, weight and, where it has key
 * results, score. */
void progress_measure(struct goal_progress *g, struct arena *a, int32_t as_of);

/* Sets what follows from the score: time, pace, what was declared, staleness. owner is NULL where
 * it is no person; cadence is the workspace's. */
void progress_judge(struct goal_progress *g, const struct person *owner, int32_t cadence,
    int32_t as_of);

#endif
