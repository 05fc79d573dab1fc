/* Development: plans, and the gaps they cover. */
#include "pulse_part.h"

#include "gaps.h"
#include "promise.h"

static bool
meets(const struct plan *p, int32_t from, int32_t to)
{
	return from <= to && p->start != DATE_NONE && p->due != DATE_NONE && p->start <= to &&
	       p->due >= from;
}

static bool
is_mixed(const struct pulse_search *s, const struct plan *p)
{
	unsigned modes = 0;

	for (uint32_t i = 0; i < p->focus.n; i++)
		for (uint32_t k = 0; k < p->focus.p[i].actions.n; k++) {
			const struct plan_action *action = &p->focus.p[i].actions.p[k];
			enum mode mode = promise_mode(s->repo, action);

			if (mode != MODE_NONE &&
			    (action->dropped == DATE_NONE || action->dropped > s->as_of))
				modes |= 1U << mode;
		}
	return modes & (modes - 1);
}

static void
look_at_gaps(struct pulse_search *s, const struct gap_catalogue *catalogue, const struct person *p)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct gaps gaps;

	gaps_of(&gaps, &s->scratch, s->repo, catalogue, p, 0, s->as_of);
	for (size_t i = 0; i < gaps.n; i++)
		if (gap_is_open(&gaps.p[i]))
			pulse_count(s, MEASURE_COVERED, gaps.p[i].actions.n > 0, &p->record);
	arena_rewind(&s->scratch, mark);
}

void
pulse_development(struct pulse_search *s)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	bool *planned = NEW_ARRAY(&s->scratch, bool, s->repo->n_records);
	const struct gap_catalogue *catalogue = gap_catalogue(&s->scratch, s->repo);
	const struct record *r;

	for (size_t i = 0; (r = pulse_next(s, KIND_PLAN, &i));) {
		const struct plan *plan = (const struct plan *)r;
		const struct record *owner = pulse_chosen(s, plan->owner);

		if (!owner)
			continue;
		if (meets(plan, s->as_of, s->as_of))
			planned[owner->index] = true;
		if (meets(plan, s->window.start, s->window.end))
			pulse_count(s, MEASURE_MIXED, is_mixed(s, plan), owner);
	}
	for (size_t i = 0; i < s->people.n; i++) {
		const struct person *p = s->people.p[i];

		pulse_count(s, MEASURE_PLANNED, planned[p->record.index], &p->record);
		look_at_gaps(s, catalogue, p);
	}
	arena_rewind(&s->scratch, mark);
}
