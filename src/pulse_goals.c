/* Goals: measured, on a skill, checked in on, aligned. */
#include "pulse_part.h"

#include "progress.h"
#include "team.h"

/* What the active goals of people hold, by place among the records. */
struct having {
	bool *measurable;
	bool *learning;
};

static bool
is_measurable(const struct goal *g)
{
	for (uint32_t i = 0; i < g->key_results.n; i++)
		if (key_result_shape(&g->key_results.p[i]) != SHAPE_YES_NO)
			return true;
	return false;
}

/* There is nothing above a top team that its goals could support. */
static bool
is_of_top_team(const struct record *owner)
{
	return owner->kind == KIND_TEAM && !((const struct team *)owner)->parent;
}

static void
look_at_goal(struct having *having, struct pulse_search *s, const struct goal_progress *g)
{
	const struct goal *goal = g->goal;
	const struct record *owner = pulse_chosen(s, goal->owner);

	if (!g->counted || g->pace <= PACE_NOT_STARTED || !owner)
		return;
	pulse_count(s, MEASURE_CHECKED_IN, !g->stale, owner);
	if (!is_of_top_team(owner))
		pulse_count(s, MEASURE_ALIGNED, repo_get(s->repo, KIND_GOAL, goal->supports),
		    owner);
	if (is_measurable(goal))
		having->measurable[owner->index] = true;
	if (goal->skills.n)
		having->learning[owner->index] = true;
}

void
pulse_goals(struct pulse_search *s)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct having having = {NEW_ARRAY(&s->scratch, bool, s->repo->n_records),
	    NEW_ARRAY(&s->scratch, bool, s->repo->n_records)};
	struct progress *progress = progress_new(&s->scratch, s->repo, s->as_of);

	for (size_t i = 0; i < progress->n; i++)
		look_at_goal(&having, s, &progress->goals[i]);
	for (size_t i = 0; i < s->people.n; i++) {
		const struct record *p = &s->people.p[i]->record;

		pulse_count(s, MEASURE_MEASURABLE, having.measurable[p->index], p);
		pulse_count(s, MEASURE_LEARNING, having.learning[p->index], p);
	}
	arena_rewind(&s->scratch, mark);
}
