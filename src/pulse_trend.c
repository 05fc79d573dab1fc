/* The measures at the ends of months gone by, from the revisions of those days. */
#include "pulse.h"

struct measuring {
	struct pulse_trend *trend;
	struct arena *arena;
	struct pulse_query query;
};

static int
measure(void *ctx, const struct trend_point *at)
{
	struct measuring *m = ctx;
	struct pulse_point *point;
	int status;

	if (m->query.team.n && !repo_find(at->repo, KIND_TEAM, m->query.team))
		return 0;
	point = vec_push(m->arena, m->trend);
	point->revision = at->revision;
	m->query.as_of = at->day;
	status = pulse_of(&point->pulse, m->arena, at->repo, &m->query);
	for (int i = 0; i < MEASURES; i++)
		point->pulse.of[i].missing.n = 0;
	return status;
}

int
pulse_trend(struct pulse_trend *trend, struct arena *a, const struct repo *repo,
    const struct pulse_query *q, enum trend_step step)
{
	struct measuring m = {trend, a, *q};
	struct trend_query query = {.source = repo->source,
	    .period = q->period,
	    .as_of = q->as_of,
	    .step = step,
	    .fiscal_month = workspace_fiscal_month(&repo->workspace)};

	*trend = (struct pulse_trend){0};
	return trend_run(&trend->count, &query, measure, &m);
}
