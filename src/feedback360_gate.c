#include "feedback360_part.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* With fewer answers, held in confidence, a mean is rounded and stands alone. */
enum { FEW = 5 };

struct gate
gate_of(const struct cycle *c)
{
	return (struct gate){
	    .threshold = isnan(c->threshold) ? 3 : c->threshold,
	    .comment_threshold = isnan(c->comment_threshold) ? 5 : c->comment_threshold,
	};
}

static bool
is_exempt(int group)
{
	return group == RELATION_SELF || group == RELATION_MANAGER;
}

bool
gate_lets_words(const struct gate *gate, int group, uint32_t raters)
{
	return raters && (is_exempt(group) || raters >= gate->comment_threshold);
}

static int
by_level(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

/* Means and distribution of a group's levels, which are sorted. */
static void
describe(struct feedback360_group *group, struct arena *a, double *levels, uint32_t n,
    const struct feedback360_skill *s)
{
	double sum = 0;

	qsort(levels, n, sizeof *levels, by_level);
	group->answers = n;
	group->counts = NEW_ARRAY(a, struct feedback360_count, n);
	for (uint32_t i = 0; i < n; i++) {
		sum += levels[i];
		if (i == 0 || levels[i] > levels[i - 1] + 1e-9)
			group->counts[group->n_counts++].level = levels[i];
		group->counts[group->n_counts - 1].n++;
	}
	group->mean = sum / n;
	group->agreement = feedback360_agreement(levels, n, s->min, s->max);
}

/* What may be shown where few answered in confidence. */
static void
coarsen(struct feedback360_group *group)
{
	if (group->answers >= FEW)
		return;
	group->mean = floor(group->mean * 2 + 0.5) / 2;
	group->agreement = NAN;
	group->counts = NULL;
	group->n_counts = 0;
}

static void
show(struct feedback360_skill *s, struct arena *a, const struct rating *rating, int g)
{
	const struct rating_group *group = &rating->groups[g];

	if (group->raters)
		describe(&s->groups[g], a,
		    arena_copy(a, group->levels, group->raters * sizeof *group->levels),
		    group->raters, s);
}

void
feedback360_open(struct feedback360_skill *s, struct arena *a, const struct rating *rating)
{
	s->rating = rating;
	for (int g = RELATION_SELF; g < RELATIONS; g++)
		show(s, a, rating, g);
}

/* Shows small groups, a set of bits 1 << enum relation, as one. */
static void
combine(struct feedback360_skill *s, struct arena *a, const struct rating *rating, unsigned small,
    uint32_t n)
{
	struct feedback360_group *combined = &s->groups[GROUP_COMBINED];
	double *levels = NEW_ARRAY(a, double, n);
	uint32_t at = 0;

	for (int g = RELATION_SELF; g < RELATIONS; g++)
		if (small & 1u << g) {
			const struct rating_group *group = &rating->groups[g];

			memcpy(levels + at, group->levels, group->raters * sizeof *levels);
			at += group->raters;
			combined->weight += s->groups[g].weight;
		}
	combined->merged = small;
	describe(combined, a, levels, n, s);
}

void
feedback360_gate(struct feedback360_skill *s, struct arena *a, const struct rating *rating,
    const struct gate *gate)
{
	unsigned small = 0;
	uint32_t n = 0;

	for (int g = RELATION_SELF; g < RELATIONS; g++) {
		uint32_t raters = rating->groups[g].raters;

		if (is_exempt(g) || raters >= gate->threshold) {
			show(s, a, rating, g);
		} else if (raters) {
			small |= 1u << g;
			n += raters;
		}
	}
	if (small && n >= gate->threshold)
		combine(s, a, rating, small, n);
	else
		for (int g = RELATION_SELF; g < RELATIONS; g++)
			s->groups[g].hidden = small & 1u << g;
	for (int g = RELATION_SELF; g < GROUPS; g++)
		if (s->groups[g].answers)
			coarsen(&s->groups[g]);
}
