#include "figures.h"

#include <math.h>

#include "explain.h"
#include "progress_goal.h"

struct explaining {
	struct explain to; /* scratch: texts of one goal */
	const struct progress *progress;
};

static const char *
percent(struct explaining *x, double p)
{
	return percent_text(arena_bytes(&x->to.scratch, 32), p);
}

static struct str
pointer_of_checkin(struct explaining *x, const struct goal_checkin *c)
{
	if (c->record->kind == KIND_GOAL)
		return str_fmt(&x->to.scratch, "/checkins/%u", c->index);
	return str_fmt(&x->to.scratch, "/goals/%s", explain_name(&x->to, c->entry->key));
}

static const char *
place_of_value(struct explaining *x, const struct goal_checkin *c, uint32_t key)
{
	return explain_place(&x->to, c->record,
	    str_fmt(&x->to.scratch, "%.*s/values/%s", SV(pointer_of_checkin(x, c)),
		explain_name(&x->to, key)));
}

static const char *
place_in_key_result(struct explaining *x, const struct goal *g, const struct kr_progress *k,
    const char *field)
{
	return explain_place(&x->to, &g->record,
	    str_fmt(&x->to.scratch, "/key_results/%s%s", explain_name(&x->to, k->kr->key), field));
}

/* Key results. */

static void
explain_metric(struct explaining *x, const struct goal *g, const struct kr_progress *k)
{
	const char *from = explain_number(&x->to, k->kr->baseline),
		   *to = explain_number(&x->to, k->kr->target),
		   *at = explain_number(&x->to, k->current);

	explain_line(&x->to, 2, "p = (current - baseline) / (target - baseline)");
	explain_line(&x->to, 3, "baseline = %s (%s)", from,
	    place_in_key_result(x, g, k, "/baseline"));
	explain_line(&x->to, 3, "target = %s (%s)", to, place_in_key_result(x, g, k, "/target"));
	if (k->latest)
		explain_line(&x->to, 3, "current = %s, latest value, of %s (%s)", at,
		    explain_day(&x->to, k->latest->date), place_of_value(x, k->latest, k->kr->key));
	else
		explain_line(&x->to, 3, "current = %s, the baseline: no check-in gives a value",
		    at);
	explain_line(&x->to, 2, "p = (%s - %s) / (%s - %s) = %s", at, from, to, from,
	    explain_figure(&x->to, k->progress));
}

static void
explain_sustain(struct explaining *x, const struct goal_progress *g, const struct kr_progress *k)
{
	const struct key_result *kr = k->kr;

	explain_line(&x->to, 2, "p = check-ins at which %s%svalue%s%s / check-ins with a value",
	    isnan(kr->min) ? "" : explain_number(&x->to, kr->min), isnan(kr->min) ? "" : " <= ",
	    isnan(kr->max) ? "" : " <= ", isnan(kr->max) ? "" : explain_number(&x->to, kr->max));
	for (uint32_t i = 0; i < g->n_checkins; i++) {
		double value = progress_value(k, &g->checkins[i]);

		if (isfinite(value))
			explain_line(&x->to, 3, "%s: %s %s (%s)",
			    explain_day(&x->to, g->checkins[i].date), explain_number(&x->to, value),
			    progress_within(kr, value) ? "lies within" : "lies outside",
			    place_of_value(x, &g->checkins[i], kr->key));
	}
	if (k->values)
		explain_line(&x->to, 2, "p = %u / %u = %s", k->held, k->values,
		    explain_figure(&x->to, k->progress));
	else
		explain_line(&x->to, 2, "p = none: no check-in gives a value");
}

static void
explain_milestones(struct explaining *x, const struct goal *g, const struct kr_progress *k)
{
	explain_line(&x->to, 2, "p = weight of those done by %s / weight of all",
	    explain_day(&x->to, x->progress->as_of));
	for (uint32_t i = 0; i < k->kr->milestones.n; i++) {
		const struct milestone *m = &k->kr->milestones.p[i];
		bool done = m->done != DATE_NONE && m->done <= x->progress->as_of;
		const char *field = str_fmt(&x->to.scratch, "/milestones/%s%s",
		    explain_name(&x->to, m->key), done ? "/done" : "")
					.p;

		explain_line(&x->to, 3, "%s: weight %s, %s%s (%s)", explain_name(&x->to, m->key),
		    explain_number(&x->to, isnan(m->weight) ? 1 : m->weight),
		    done ? "done " : "not done", done ? explain_day(&x->to, m->done) : "",
		    place_in_key_result(x, g, k, field));
	}
	explain_line(&x->to, 2, "p = %s", explain_figure(&x->to, k->progress));
}

static void
explain_yes_no(struct explaining *x, const struct kr_progress *k)
{
	explain_line(&x->to, 2, "p = 1 if the latest value is true, else 0");
	if (k->latest)
		explain_line(&x->to, 3, "latest value: %s, of %s (%s)",
		    k->current > 0 ? "true" : "false", explain_day(&x->to, k->latest->date),
		    place_of_value(x, k->latest, k->kr->key));
	else
		explain_line(&x->to, 3, "no check-in gives a value");
	explain_line(&x->to, 2, "p = %s", explain_figure(&x->to, k->progress));
}

static void
explain_key_result(struct explaining *x, const struct goal_progress *g, const struct kr_progress *k)
{
	explain_line(&x->to, 1, "key result %s: %s, weight %s (%s)",
	    explain_name(&x->to, k->kr->key), shape_names[k->shape],
	    explain_number(&x->to, k->weight), place_in_key_result(x, g->goal, k, ""));
	switch ((enum shape)k->shape) {
	case SHAPE_METRIC:
		explain_metric(x, g->goal, k);
		break;
	case SHAPE_SUSTAIN:
		explain_sustain(x, g, k);
		break;
	case SHAPE_MILESTONES:
		explain_milestones(x, g->goal, k);
		break;
	case SHAPE_YES_NO:
		explain_yes_no(x, k);
		break;
	}
}

/* Scores: the weighted mean written out. */

enum { TERMS = 8 }; /* more than that are not repeated in a sum */

struct sum {
	struct out over, under; /* numerator and denominator as text, in memory */
	struct mean mean;
	size_t n;
};

static void
sum_add(struct sum *s, struct explaining *x, double weight, double value)
{
	mean_add(&s->mean, weight, value);
	if (++s->n > TERMS)
		return;
	out_fmt(&s->over, "%s%s x %s", s->n > 1 ? " + " : "", explain_number(&x->to, weight),
	    explain_figure(&x->to, value));
	out_fmt(&s->under, "%s%s", s->n > 1 ? " + " : "", explain_number(&x->to, weight));
}

static void
sum_print(struct sum *s, struct explaining *x, double score)
{
	if (s->n && s->n <= TERMS)
		explain_line(&x->to, 2, "= (%.*s) / (%.*s)", SV(out_all(&s->over)),
		    SV(out_all(&s->under)));
	if (s->n)
		explain_line(&x->to, 2, "= %s / %s", explain_figure(&x->to, s->mean.sum),
		    explain_figure(&x->to, s->mean.weights));
	explain_line(&x->to, 2, "= %s", isnan(score) ? "no score" : explain_figure(&x->to, score));
	if (!isnan(score))
		explain_line(&x->to, 2, "= %s", percent(x, score));
}

static void
explain_by_key_results(struct explaining *x, const struct goal_progress *g, struct sum *s)
{
	for (uint32_t i = 0; i < g->of; i++)
		explain_key_result(x, g, &g->krs[i]);
	explain_line(&x->to, 1,
	    "score = sum of weight x p / sum of weights, over the key results with data (%u of %u)",
	    g->measured, g->of);
	explain_line(&x->to, 2, "each p between 0 and 1");
	for (uint32_t i = 0; i < g->of; i++) {
		double p = g->krs[i].progress;

		if (!isnan(p))
			sum_add(s, x, g->krs[i].weight, p < 0 ? 0 : p > 1 ? 1 : p);
	}
}

static void
explain_supporter(struct explaining *x, const struct goal_progress *from, struct sum *s)
{
	const struct goal *g = from->goal;
	bool counts = pace_is_rolled_up((enum pace)from->pace) && !isnan(from->score);

	explain_line(&x->to, 2, "%s: weight %s, %s, score %s%s (%s)",
	    explain_name(&x->to, g->record.id), explain_number(&x->to, from->weight),
	    pace_names[from->pace], explain_figure(&x->to, from->score),
	    counts ? "" : ", does not count", explain_place(&x->to, &g->record, S("/supports")));
	if (counts)
		sum_add(s, x, from->weight, from->score);
}

static void
explain_by_supporters(struct explaining *x, const struct goal_progress *g, struct sum *s)
{
	const struct progress *p = x->progress;
	const struct repo_link *links;
	size_t n;

	explain_line(&x->to, 1,
	    "no key results: score = sum of weight x score / sum of weights, over the goals that "
	    "support it");
	if (g->in_cycle) {
		explain_line(&x->to, 2, "it supports itself through others, so there is none");
		return;
	}
	links = repo_links_to(&n, p->repo, &g->goal->record);
	for (size_t i = 0; i < n; i++) {
		const struct goal_progress *from;

		if (links[i].from->kind != KIND_GOAL || (i && links[i].from == links[i - 1].from))
			continue;
		from = progress_of(p, (const struct goal *)links[i].from);
		if (from->counted && from->parent == (uint32_t)(g - p->goals))
			explain_supporter(x, from, s);
	}
}

static void
explain_score(struct explaining *x, const struct goal_progress *g)
{
	struct sum sum = {.n = 0};

	out_init(&sum.over, &x->to.scratch, -1);
	out_init(&sum.under, &x->to.scratch, -1);
	if (g->of)
		explain_by_key_results(x, g, &sum);
	else
		explain_by_supporters(x, g, &sum);
	sum_print(&sum, x, g->score);
}

/* Pace. */

static void
explain_dates(struct explaining *x, const struct goal_progress *g)
{
	const struct goal *goal = g->goal;
	int32_t days, all;

	if (isnan(g->elapsed)) {
		explain_line(&x->to, 2, "its dates are not known, so nothing is expected");
		return;
	}
	days = x->progress->as_of - goal->start;
	all = goal->due - goal->start;
	explain_line(&x->to, 2, "from %s to %s (%s)", explain_day(&x->to, goal->start),
	    explain_day(&x->to, goal->due),
	    explain_place(&x->to, &goal->record, goal->period.p ? S("/period") : S("/due")));
	if (all > 0 && days >= 0 && days <= all)
		explain_line(&x->to, 2, "elapsed = %d / %d day%s = %s", days, all,
		    str_plural((uint64_t)all), explain_figure(&x->to, g->elapsed));
	else
		explain_line(&x->to, 2, "elapsed = %s, for %s is %s",
		    explain_figure(&x->to, g->elapsed), explain_day(&x->to, x->progress->as_of),
		    days < 0 ? "before the start" : "not before the end");
	explain_line(&x->to, 2, "expected = elapsed x %s = %s%s", explain_number(&x->to, g->end),
	    explain_figure(&x->to, g->expected), g->end < 1 ? ", for it is aspirational" : "");
	if (!isnan(g->score))
		explain_line(&x->to, 2, "reached = score / %s = %s", explain_number(&x->to, g->end),
		    explain_figure(&x->to, g->reached));
}

/* The field that made the pace what it is; p is NULL where it was figures. */
static struct str
pointer_of_pace(const struct goal_progress *g)
{
	const struct goal *goal = g->goal;

	if (g->pace == PACE_DRAFT || (g->pace == PACE_DROPPED && goal->status == GOAL_DROPPED))
		return S("/status");
	if (g->pace == PACE_DROPPED || g->pace == PACE_CLOSED)
		return S("/close");
	if (g->pace == PACE_OPEN && goal->commitment == COMMITMENT_LEARNING)
		return S("/commitment");
	return (struct str){NULL, 0};
}

static void
explain_pace(struct explaining *x, const struct goal_progress *g)
{
	static const char *const reasons[PACES] = {
	    [PACE_DRAFT] = "its status is draft",
	    [PACE_DROPPED] = "it was given up",
	    [PACE_CLOSED] = "it was closed by that day",
	    [PACE_NOT_STARTED] = "the day is before its start",
	    [PACE_UNMEASURED] = "there is no score, or no date to hold it against",
	    [PACE_MET] = "reached >= 1",
	    [PACE_OVERDUE] = "the day is after its due day",
	    [PACE_OPEN] = "it is for learning, or has yes-no key results only",
	    [PACE_ON_PACE] = "elapsed < 0.1, or reached >= 0.95 x elapsed",
	    [PACE_BEHIND] = "reached >= 0.75 x elapsed",
	    [PACE_FAR_BEHIND] = "reached < 0.75 x elapsed",
	};

	struct str pointer = pointer_of_pace(g);

	explain_line(&x->to, 1, "pace: %s", pace_names[g->pace]);
	explain_dates(x, g);
	if (pointer.p)
		explain_line(&x->to, 2, "the first that fits: %s (%s)", reasons[g->pace],
		    explain_place(&x->to, &g->goal->record, pointer));
	else
		explain_line(&x->to, 2, "the first that fits: %s", reasons[g->pace]);
}

static void
explain_checkins(struct explaining *x, const struct goal_progress *g)
{
	const struct goal *goal = g->goal;
	bool own = !isnan(goal->cadence_days);
	int32_t days = g->days_quiet + g->days_away;

	explain_line(&x->to, 1, "check-ins: %u, %s", g->n_checkins,
	    g->stale ? "stale" : "not stale");
	if (g->n_checkins) {
		const struct goal_checkin *last = &g->checkins[g->n_checkins - 1];

		explain_line(&x->to, 2, "the last on %s (%s)", explain_day(&x->to, last->date),
		    explain_place(&x->to, last->record, pointer_of_checkin(x, last)));
	}
	explain_line(&x->to, 2, "%d day%s since %s, %d away: stale after more than %d (%s)", days,
	    str_plural((uint64_t)days), g->n_checkins ? "then" : "its start", g->days_away,
	    g->cadence,
	    own ? explain_place(&x->to, &goal->record, S("/cadence_days"))
		: "cadence_days of whet.yaml");
	if (g->declared)
		explain_line(&x->to, 2, "declared: %s", outlook_words[g->declared - 1]);
}

void
figures_explain(struct out *o, const struct figures *f)
{
	struct explaining x = {.to = {.out = o, .repo = f->progress->repo},
	    .progress = f->progress};
	bool first = true;

	for (size_t i = 0; i < f->progress->n; i++) {
		const struct goal_progress *g = &f->progress->goals[i];
		struct arena_mark mark = arena_mark(&x.to.scratch);

		if (!f->chosen[i] || !g->counted)
			continue;
		if (!first)
			out_char(o, '\n');
		first = false;
		explain_line(&x.to, 0, "%s: %.*s", explain_name(&x.to, g->goal->record.id),
		    SV(g->goal->title));
		explain_line(&x.to, 1, "as of %s (%s)", explain_day(&x.to, f->progress->as_of),
		    explain_place(&x.to, &g->goal->record, S("/title")));
		explain_score(&x, g);
		explain_pace(&x, g);
		explain_checkins(&x, g);
		arena_rewind(&x.to.scratch, mark);
	}
	arena_free(&x.to.scratch);
}
