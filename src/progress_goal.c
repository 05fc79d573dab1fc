#include "progress_goal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define ON_PACE 0.95 /* of what is expected */
#define BEHIND 0.75  /* below that it is far behind */
#define EARLY 0.10   /* of the time: too soon to tell */
#define STRETCH 0.7  /* what counts as success of an aspirational goal */

static bool
at_least(double a, double b)
{
	return a >= b - PROGRESS_TOLERANCE;
}

static double
weight_or_one(double weight)
{
	return isnan(weight) ? 1 : weight;
}

static double
clamp(double p)
{
	return p < 0 ? 0 : p > 1 ? 1 : p;
}

void
mean_add(struct mean *m, double weight, double value)
{
	m->sum += weight * value;
	m->weights += weight;
}

double
mean_of(const struct mean *m)
{
	double mean = m->sum / m->weights;

	return m->weights > PROGRESS_TOLERANCE && isfinite(mean) ? mean : NAN;
}

struct term {
	double weight, value;
};

static int
by_size(const void *left, const void *right)
{
	const struct term *a = left, *b = right;

	if (a->weight != b->weight)
		return a->weight < b->weight ? -1 : 1;
	return (a->value > b->value) - (a->value < b->value);
}

/* The same whatever the order of the terms, to the last bit. */
static double
mean_of_terms(struct term *terms, size_t n)
{
	struct mean mean = {0};

	if (n)
		qsort(terms, n, sizeof *terms, by_size);
	for (size_t i = 0; i < n; i++)
		mean_add(&mean, terms[i].weight, terms[i].value);
	return mean_of(&mean);
}

double
metric_progress(double baseline, double target, double value)
{
	double way = target - baseline, p = (value - baseline) / way;

	return fabs(way) > PROGRESS_TOLERANCE && isfinite(way) && isfinite(p) ? p : NAN;
}

double
elapsed_share(int32_t start, int32_t due, int32_t day)
{
	if (start == DATE_NONE || due == DATE_NONE)
		return NAN;
	if (day < start)
		return 0;
	return day >= due ? 1 : ((double)day - start) / ((double)due - start);
}

/* Key results. */

bool
progress_within(const struct key_result *kr, double value)
{
	return (isnan(kr->min) || at_least(value, kr->min)) &&
	       (isnan(kr->max) || at_least(kr->max, value));
}

bool
progress_takes(const struct kr_progress *k, const struct value *value)
{
	if (!isfinite(value->number) || k->shape == SHAPE_MILESTONES)
		return false;
	return value->logical == (k->shape == SHAPE_YES_NO);
}

double
progress_value(const struct kr_progress *k, const struct goal_checkin *c)
{
	const struct values *values = &c->entry->values;

	for (uint32_t i = 0; i < values->n; i++)
		if (values->p[i].key == k->kr->key && progress_takes(k, &values->p[i]))
			return values->p[i].number;
	return NAN;
}

static void
take_value(struct kr_progress *k, const struct goal_checkin *from, double value)
{
	k->values++;
	k->current = value;
	k->latest = from;
	if (k->shape == SHAPE_SUSTAIN) {
		k->holds = progress_within(k->kr, value);
		if (k->holds)
			k->held++;
	}
}

static void
take_values(struct goal_progress *g)
{
	for (uint32_t i = 0; i < g->n_checkins; i++) {
		const struct values *values = &g->checkins[i].entry->values;

		for (uint32_t v = 0; v < values->n; v++) {
			const struct key_result *kr = goal_key_result(g->goal, values->p[v].key);
			struct kr_progress *k = kr ? &g->krs[kr - g->goal->key_results.p] : NULL;

			if (k && progress_takes(k, &values->p[v]))
				take_value(k, &g->checkins[i], values->p[v].number);
		}
	}
}

static double
milestones_progress(const struct key_result *kr, struct arena *scratch, int32_t as_of)
{
	struct term *terms = NEW_ARRAY(scratch, struct term, kr->milestones.n);

	for (uint32_t i = 0; i < kr->milestones.n; i++) {
		const struct milestone *m = &kr->milestones.p[i];

		terms[i].weight = weight_or_one(m->weight);
		terms[i].value = m->done != DATE_NONE && m->done <= as_of;
	}
	return mean_of_terms(terms, kr->milestones.n);
}

static double
key_result_progress(struct kr_progress *k, struct arena *scratch, int32_t as_of)
{
	switch ((enum shape)k->shape) {
	case SHAPE_METRIC:
		if (!k->latest)
			k->current = k->kr->baseline;
		return metric_progress(k->kr->baseline, k->kr->target, k->current);
	case SHAPE_SUSTAIN:
		return k->values ? (double)k->held / k->values : NAN;
	case SHAPE_MILESTONES:
		return milestones_progress(k->kr, scratch, as_of);
	case SHAPE_YES_NO:
		break;
	}
	return k->latest && k->current > 0 ? 1 : 0;
}

void
progress_measure(struct goal_progress *g, struct arena *a, int32_t as_of)
{
	uint32_t n = g->goal->key_results.n;
	struct arena_mark mark;
	struct term *terms;

	g->krs = NEW_ARRAY(a, struct kr_progress, n);
	g->of = n;
	g->weight = weight_or_one(g->goal->weight);
	for (uint32_t i = 0; i < n; i++) {
		const struct key_result *kr = &g->goal->key_results.p[i];

		g->krs[i] = (struct kr_progress){.kr = kr,
		    .shape = (uint8_t)key_result_shape(kr),
		    .weight = weight_or_one(kr->weight),
		    .current = NAN,
		    .holds = -1};
	}
	take_values(g);
	mark = arena_mark(a);
	terms = NEW_ARRAY(a, struct term, n);
	for (uint32_t i = 0; i < n; i++) {
		struct kr_progress *k = &g->krs[i];

		k->progress = key_result_progress(k, a, as_of);
		if (!isnan(k->progress))
			terms[g->measured++] = (struct term){k->weight, clamp(k->progress)};
	}
	g->score = mean_of_terms(terms, g->measured);
	arena_rewind(a, mark);
}

/* Pace. */

static bool
is_dropped(const struct goal *g, int32_t as_of)
{
	return g->status == GOAL_DROPPED ||
	       (g->close && g->close->outcome == OUTCOME_DROPPED && g->close->date <= as_of);
}

static bool
is_open(const struct goal_progress *g)
{
	if (g->goal->commitment == COMMITMENT_LEARNING)
		return true;
	for (uint32_t i = 0; i < g->of; i++)
		if (g->krs[i].shape != SHAPE_YES_NO)
			return false;
	return g->of > 0;
}

static enum pace
pace_of(const struct goal_progress *g, int32_t as_of)
{
	const struct goal *goal = g->goal;

	if (goal->status == GOAL_DRAFT)
		return PACE_DRAFT;
	if (is_dropped(goal, as_of))
		return PACE_DROPPED;
	if (goal->close && goal->close->date <= as_of)
		return PACE_CLOSED;
	if (goal->start != DATE_NONE && as_of < goal->start)
		return PACE_NOT_STARTED;
	if (isnan(g->score))
		return PACE_UNMEASURED;
	if (at_least(g->reached, 1))
		return PACE_MET;
	if (goal->due != DATE_NONE && as_of > goal->due)
		return PACE_OVERDUE;
	if (is_open(g))
		return PACE_OPEN;
	if (isnan(g->elapsed))
		return PACE_UNMEASURED;
	if (!at_least(g->elapsed, EARLY) || at_least(g->reached, ON_PACE * g->elapsed))
		return PACE_ON_PACE;
	return at_least(g->reached, BEHIND * g->elapsed) ? PACE_BEHIND : PACE_FAR_BEHIND;
}

static void
judge_time(struct goal_progress *g, int32_t as_of)
{
	g->elapsed = elapsed_share(g->goal->start, g->goal->due, as_of);
	g->end = g->goal->commitment == COMMITMENT_ASPIRATIONAL ? STRETCH : 1;
	g->expected = g->elapsed * g->end;
	g->reached = g->score / g->end;
	g->pace = (uint8_t)pace_of(g, as_of);
}

static void
take_declared(struct goal_progress *g)
{
	g->confidence = NAN;
	for (uint32_t i = 0; i < g->n_checkins; i++) {
		const struct checkin_entry *e = g->checkins[i].entry;

		if (e->status != OUTLOOK_NONE)
			g->declared = e->status;
		if (!isnan(e->confidence))
			g->confidence = e->confidence;
	}
}

/* The day of the last check-in, else that on which the goal starts. */
static int32_t
quiet_since(const struct goal_progress *g)
{
	return g->n_checkins ? g->checkins[g->n_checkins - 1].date : g->goal->start;
}

/* Does it become stale where nobody checks in? */
static bool
wants_checkins(const struct goal_progress *g)
{
	return g->pace > PACE_NOT_STARTED && g->pace != PACE_MET;
}

static void
judge_quiet(struct goal_progress *g, const struct person *owner, int32_t as_of)
{
	int32_t since = quiet_since(g);

	g->days_since_checkin = g->n_checkins ? as_of - since : -1;
	if (since == DATE_NONE || since >= as_of)
		return;
	if (owner)
		g->days_away = person_days_away(owner, since + 1, as_of);
	g->days_quiet = as_of - since - g->days_away;
}

void
progress_judge(struct goal_progress *g, const struct person *owner, int32_t cadence, int32_t as_of)
{
	judge_time(g, as_of);
	take_declared(g);
	judge_quiet(g, owner, as_of);
	g->cadence = isnan(g->goal->cadence_days) ? cadence
						  : (int32_t)fmin(g->goal->cadence_days, INT32_MAX);
	g->stale = wants_checkins(g) && g->days_quiet > g->cadence;
}

int32_t
progress_checkin_due(const struct progress *p, const struct goal_progress *g, int32_t until)
{
	const struct record *owner = repo_get(p->repo, KIND_PERSON, g->goal->owner);
	int32_t since = quiet_since(g), quiet = 0;

	if (!g->counted || !wants_checkins(g) || since == DATE_NONE)
		return DATE_NONE;
	for (int32_t day = since + 1; day <= until + 1; day++) {
		if (owner && owner->valid &&
		    person_days_away((const struct person *)owner, day, day))
			continue;
		if (++quiet > g->cadence)
			return day - 1;
	}
	return DATE_NONE;
}

/* Text. */

char *
percent_text(char text[static 32], double p)
{
	double size = fabs(p), percent;

	if (isnan(p)) {
		snprintf(text, 32, "-");
		return text;
	}
	percent = size <= PROGRESS_TOLERANCE ? 0 : floor(size * 100 + 0.5 + 1e-7);
	if (percent < 1 && size > PROGRESS_TOLERANCE)
		percent = 1;
	if (percent >= 100 && !at_least(size, 1))
		percent = 99;
	snprintf(text, 32, percent < 1e15 ? "%s%.0f %%" : "%s%.3g %%",
	    p < 0 && percent > 0 ? "-" : "", percent);
	return text;
}
