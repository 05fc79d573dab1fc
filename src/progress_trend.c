/* How goals stood at the ends of weeks, months or quarters gone by, from the revisions of those days. */
#include <math.h>

#include "progress.h"

struct measuring {
	struct progress_trend *trend;
	struct arena *arena;
	const struct progress_trend_query *query;
	struct arena scratch; /* rewound after each point */
};

/* The record of a kind and id in another state of the workspace; NULL: there is none, or none is asked of. */
static const struct record *
then_of(const struct measuring *m, const struct repo *then, const struct record *now)
{
	if (!now)
		return NULL;
	return repo_find(then, (enum kind)now->kind, repo_id(m->query->now->repo, now));
}

static const struct goal_progress *
goal_then(const struct measuring *m, const struct progress *then, const struct goal_progress *now)
{
	const struct record *goal = then_of(m, then->repo, &now->goal->record);
	const struct goal_progress *g = goal ? progress_of(then, (const struct goal *)goal) : NULL;

	return g && g->counted ? g : NULL;
}

static struct progress_state
state_of(const struct goal_progress *g)
{
	if (!g)
		return (struct progress_state){.score = NAN, .expected = NAN};
	return (struct progress_state){true, g->score, g->expected, (enum pace)g->pace, 0};
}

static void
measure_goals(struct measuring *m, struct progress_state *states, const struct progress *then)
{
	const struct progress *now = m->query->now;

	for (size_t i = 0; i < now->n; i++)
		states[i] = state_of(goal_then(m, then, &now->goals[i]));
}

/* The goals that were named, by their place then. */
static const bool *
named_then(struct measuring *m, const struct progress *then)
{
	const struct progress *now = m->query->now;
	const bool *named = m->query->filter->named;
	bool *list = named ? NEW_ARRAY(&m->scratch, bool, then->n) : NULL;

	for (size_t i = 0; named && i < now->n; i++) {
		const struct goal_progress *g =
		    named[i] ? goal_then(m, then, &now->goals[i]) : NULL;

		if (g)
			list[g - then->goals] = true;
	}
	return list;
}

/* Rolls up what the filter chooses then: nothing where the owner or team was not there yet. */
static struct rollups
roll_up(struct measuring *m, const struct progress *then)
{
	const struct goal_filter *filter = m->query->filter;
	struct goal_filter f = {named_then(m, then), then_of(m, then->repo, filter->owner),
	    then_of(m, then->repo, filter->team), filter->period};
	struct rollups rollups = {0};
	size_t n;

	if (!f.owner == !filter->owner && !f.team == !filter->team)
		progress_roll_up(&rollups, &m->scratch, then, m->query->by,
		    progress_choose(&n, &m->scratch, then, &f), f.team);
	return rollups;
}

/* Both are sorted by id. */
static void
measure_rollups(struct measuring *m, struct progress_state *states, const struct progress *then)
{
	const struct rollups *now = m->query->rollups;
	struct rollups was = roll_up(m, then);
	size_t k = 0;

	for (size_t i = 0; i < now->n; i++) {
		struct str id = repo_id(m->query->now->repo, now->p[i].of);

		while (k < was.n && str_cmp(repo_id(then->repo, was.p[k].of), id) < 0)
			k++;
		states[i] = (struct progress_state){.score = NAN, .expected = NAN};
		if (k < was.n && str_eq(repo_id(then->repo, was.p[k].of), id))
			states[i] = (struct progress_state){.known = true,
			    .score = was.p[k].score,
			    .expected = NAN,
			    .goals = was.p[k].goals};
	}
}

static int
measure(void *ctx, const struct trend_point *at)
{
	struct measuring *m = ctx;
	struct progress_point *point = vec_push(m->arena, m->trend);
	const struct rollups *rollups = m->query->rollups;
	const struct progress *then;

	arena_free(&m->scratch);
	then = progress_new(&m->scratch, at->repo, at->day);
	*point = (struct progress_point){.day = at->day, .revision = at->revision};
	point->goals = NEW_ARRAY(m->arena, struct progress_state, m->query->now->n);
	measure_goals(m, point->goals, then);
	if (!rollups)
		return 0;
	point->rollups = NEW_ARRAY(m->arena, struct progress_state, rollups->n);
	measure_rollups(m, point->rollups, then);
	return 0;
}

int
progress_trend(struct progress_trend *trend, struct arena *a, const struct progress_trend_query *q)
{
	const struct repo *repo = q->now->repo;
	struct measuring m = {.trend = trend, .arena = a, .query = q};
	struct trend_query query = {.source = repo->source,
	    .period = q->period,
	    .as_of = q->now->as_of,
	    .step = q->step,
	    .fiscal_month = workspace_fiscal_month(&repo->workspace)};
	int status;

	*trend = (struct progress_trend){0};
	status = trend_run(&trend->count, &query, measure, &m);
	arena_free(&m.scratch);
	return status;
}
