#include "check.h"

#include <math.h>

#include "goal.h"

#define TOLERANCE 1e-9 /* of all comparisons between figures */

static double
weight_of(double weight)
{
	return isnan(weight) ? 1 : weight;
}

static void
zero_weight(struct check *c, const struct goal *g, struct str pointer, const char *of)
{
	check_add(c, RULE_ZERO_WEIGHT, &g->record, pointer,
	    str_fmt(c->arena, "the weights of the %s sum to zero: nothing can be weighed by them",
		of),
	    "give at least one of them a weight above 0");
}

/* Where a part of a key result stands. */
static struct str
pointer_to(struct check *c, const struct key_result *kr, const char *part)
{
	struct str at = check_at(c, S("/key_results"), repo_str(c->repo, kr->key));

	return check_at(c, at, str_of(part));
}

static void
check_milestones(struct check *c, const struct goal *g, const struct key_result *kr)
{
	double sum = 0;

	for (uint32_t i = 0; i < kr->milestones.n; i++)
		sum += weight_of(kr->milestones.p[i].weight);
	if (kr->milestones.n && sum <= TOLERANCE)
		zero_weight(c, g, pointer_to(c, kr, "milestones"), "milestones");
}

static void
check_key_result(struct check *c, const struct goal *g, const struct key_result *kr)
{
	check_milestones(c, g, kr);
	if (key_result_shape(kr) == SHAPE_METRIC && fabs(kr->target - kr->baseline) <= TOLERANCE)
		check_add(c, RULE_BASELINE_EQUALS_TARGET, &g->record, pointer_to(c, kr, "target"),
		    S("baseline and target are equal: no progress can be measured between them"),
		    "set another target, or use min or max for a value that is to be kept");
	if (key_result_shape(kr) == SHAPE_SUSTAIN && kr->min > kr->max)
		check_add(c, RULE_SCHEMA, &g->record, pointer_to(c, kr, "max"),
		    S("max is below min: no value lies between them"), "swap the two");
}

void
check_goals(struct check *c)
{
	const struct record *r;

	for (size_t i = 0; (r = check_next(c, KIND_GOAL, &i));) {
		const struct goal *g = (const struct goal *)r;
		double sum = 0;

		for (uint32_t k = 0; k < g->key_results.n; k++) {
			check_key_result(c, g, &g->key_results.p[k]);
			sum += weight_of(g->key_results.p[k].weight);
		}
		if (g->key_results.n && sum <= TOLERANCE)
			zero_weight(c, g, S("/key_results"), "key results");
	}
}
