#include "progress.h"

#include <math.h>

#include "progress_goal.h"
#include "team.h"

const char *const rollup_names[] = {"team", "supports", "person", NULL};

static const enum kind rollup_kinds[] = {KIND_TEAM, KIND_GOAL, KIND_PERSON};

/* The team above one, by place among the records. */
static uint32_t
team_above(const struct repo *repo, uint32_t team)
{
	const struct team *t = (const struct team *)repo->records[team];
	const struct record *above = repo_get(repo, KIND_TEAM, t->parent);

	return above ? above->index : UINT32_MAX;
}

bool
progress_in_team(const struct progress *p, const struct goal_progress *g, const struct record *team)
{
	size_t steps;
	uint32_t at = g->team;

	repo_of_kind(&steps, p->repo, KIND_TEAM);
	while (at != UINT32_MAX && at != team->index && steps--)
		at = team_above(p->repo, at);
	return at == team->index;
}

static bool
passes(const struct progress *p, size_t i, const struct goal_filter *filter)
{
	const struct goal *g = p->goals[i].goal;
	const struct period *time = filter->period;

	if (!p->goals[i].counted || (filter->named && !filter->named[i]))
		return false;
	if (filter->owner && g->owner != filter->owner->id)
		return false;
	if (filter->team && !progress_in_team(p, &p->goals[i], filter->team))
		return false;
	return !time || (g->start != DATE_NONE && g->due != DATE_NONE && g->start <= time->end &&
			    g->due >= time->start);
}

bool *
progress_choose(size_t *n, struct arena *a, const struct progress *p,
    const struct goal_filter *filter)
{
	bool *chosen = NEW_ARRAY(a, bool, p->n);

	*n = 0;
	for (size_t i = 0; i < p->n; i++)
		*n += chosen[i] = passes(p, i, filter);
	return chosen;
}

struct rolling {
	const struct progress *p;
	const struct record *top;
	struct rollup *rows; /* by place among the records of the kind */
	struct mean *means;
	uint32_t *last; /* 1 + place of the goal that was counted last: none counts twice */
	size_t first;	/* place of the first record of the kind */
	bool scores;
};

static void
roll_in(struct rolling *r, uint32_t record, const struct goal_progress *g)
{
	size_t i = record - r->first;
	struct rollup *row = &r->rows[i];

	if (!r->p->repo->records[record]->valid)
		return;
	row->of = r->p->repo->records[record];
	row->goals++;
	row->pace[g->pace]++;
	if (!r->scores || !pace_is_rolled_up((enum pace)g->pace) || isnan(g->score))
		return;
	row->scored++;
	mean_add(&r->means[i], g->weight, g->score);
}

static void
roll_into_teams(struct rolling *r, const struct goal_progress *g)
{
	uint32_t mark = (uint32_t)(g - r->p->goals) + 1;

	for (uint32_t at = g->team; at != UINT32_MAX && r->last[at - r->first] != mark;
	     at = team_above(r->p->repo, at)) {
		r->last[at - r->first] = mark;
		roll_in(r, at, g);
		if (r->top && r->top->index == at)
			break;
	}
}

static void
roll_goal(struct rolling *r, const struct goal_progress *g, enum rollup_by by)
{
	const struct repo *repo = r->p->repo;
	const struct record *owner;

	switch (by) {
	case ROLLUP_TEAM:
		roll_into_teams(r, g);
		break;
	case ROLLUP_SUPPORTS:
		if (g->parent != UINT32_MAX)
			roll_in(r, (uint32_t)r->first + g->parent, g);
		break;
	case ROLLUP_PERSON:
		owner = repo_get(repo, KIND_PERSON, g->goal->owner);
		if (owner)
			roll_in(r, owner->index, g);
		break;
	}
}

void
progress_roll_up(struct rollups *rollups, struct arena *a, const struct progress *p,
    enum rollup_by by, const bool *chosen, const struct record *top)
{
	struct rolling r = {.p = p, .top = top, .scores = by != ROLLUP_PERSON};
	struct arena scratch = {0};
	size_t n;

	repo_of_kind(&n, p->repo, rollup_kinds[by]);
	r.first = p->repo->first[rollup_kinds[by]];
	r.rows = NEW_ARRAY(a, struct rollup, n);
	r.means = NEW_ARRAY(&scratch, struct mean, n);
	r.last = NEW_ARRAY(&scratch, uint32_t, n);
	for (size_t i = 0; i < p->n; i++)
		if (p->goals[i].counted && (!chosen || chosen[i]))
			roll_goal(&r, &p->goals[i], by);
	*rollups = (struct rollups){r.rows, 0};
	for (size_t i = 0; i < n; i++) {
		if (!r.rows[i].goals)
			continue;
		r.rows[i].score = mean_of(&r.means[i]);
		r.rows[rollups->n++] = r.rows[i];
	}
	arena_free(&scratch);
}
