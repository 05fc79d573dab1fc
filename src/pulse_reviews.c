/* Continuous improvement: reviews in time, and what came of needs that were seen. */
#include "pulse_part.h"

#include "participants.h"
#include "ratings.h"
#include "results.h"
#include "trace.h"

static void
look_at_cycle(struct pulse_search *s, const struct cycle *c)
{
	struct person_list people;

	if (!pulse_in_window(s, participants_close(c)))
		return;
	participants_on(&people, &s->scratch, s->repo, c, participants_close(c));
	for (size_t i = 0; i < people.n; i++) {
		const struct record *p = &people.p[i]->record;
		const struct review *v;

		if (!s->chosen[p->index])
			continue;
		v = participants_review(&s->scratch, s->repo, c, people.p[i]);
		pulse_count(s, MEASURE_REVIEWED, v && v->status == REVIEW_FINAL, p);
	}
}

static void
look_at_effects(struct pulse_search *s, const struct person *p)
{
	struct trace_effects effects;

	trace_effects(&effects, &s->scratch, s->repo, p, s->window.start, s->window.end, s->as_of);
	for (size_t i = 0; i < effects.n; i++) {
		enum trace_outcome outcome = effects.p[i].action->change.outcome;

		if (outcome != TRACE_NOT_REASSESSED)
			pulse_count(s, MEASURE_RERATED, outcome == TRACE_ROSE, NULL);
	}
}

/* Whom feedback or results are about: the first of them who is looked at; NULL: none. */
static const struct record *
about(const struct pulse_search *s, const struct record *r)
{
	const struct syms *people = &((const struct feedback *)r)->about;
	const struct record *found = NULL;

	if (r->kind == KIND_RESULTS)
		return pulse_chosen(s, ((const struct results *)r)->about);
	for (uint32_t i = 0; i < people->n && !found; i++)
		found = pulse_chosen(s, people->p[i]);
	return found;
}

static void
look_at_improvements(struct pulse_search *s, const struct record *r, int32_t known, int32_t day)
{
	const struct record *person = about(s, r);
	struct trace_improvements list = {0};

	if (!person || known > s->as_of || !pulse_in_window(s, day))
		return;
	trace_improvements(&list, &s->scratch, s->repo, r);
	for (size_t i = 0; i < list.n; i++)
		pulse_count(s, MEASURE_FOLLOWED, list.p[i].followed, person);
}

void
pulse_reviews(struct pulse_search *s)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	const struct record *r;

	for (size_t i = 0; (r = pulse_next(s, KIND_CYCLE, &i)); arena_rewind(&s->scratch, mark))
		look_at_cycle(s, (const struct cycle *)r);
	for (size_t i = 0; i < s->people.n; i++) {
		look_at_effects(s, s->people.p[i]);
		arena_rewind(&s->scratch, mark);
	}
	for (size_t i = 0; (r = pulse_next(s, KIND_FEEDBACK, &i));
	     arena_rewind(&s->scratch, mark)) {
		const struct feedback *f = (const struct feedback *)r;

		look_at_improvements(s, r, f->date, ratings_day(s->repo, f));
	}
	for (size_t i = 0; (r = pulse_next(s, KIND_RESULTS, &i)); arena_rewind(&s->scratch, mark)) {
		int32_t day = ((const struct results *)r)->published;

		look_at_improvements(s, r, day, day);
	}
}
