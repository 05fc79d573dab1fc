/* Accountability: what was promised, what was seen, what was changed. */
#include "pulse_part.h"

#include "moved.h"
#include "promise.h"
#include "review.h"

static void
look_at_promises(struct pulse_search *s, const struct record *r)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct promise_list list = {0};

	if (promises_bind(s->repo, r, s->as_of))
		promises_add(&list, &s->scratch, r, s->as_of);
	for (size_t i = 0; i < list.n; i++) {
		const struct promise *p = &list.p[i];
		const struct record *owner = pulse_chosen(s, p->owner);

		if (!owner || !pulse_in_window(s, p->due))
			continue;
		if (p->done != DATE_NONE)
			pulse_count(s, MEASURE_ACTIONS, p->done <= p->due, owner);
		else if (p->dropped == DATE_NONE || p->dropped > p->due)
			pulse_count(s, MEASURE_ACTIONS, false, owner);
	}
	arena_rewind(&s->scratch, mark);
}

/* Of a review of oneself there is nothing to acknowledge. */
static void
look_at_review(struct pulse_search *s, const struct review *v)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	const struct record *about = pulse_chosen(s, v->about);

	if (!about || v->status != REVIEW_FINAL || v->by == v->about || !pulse_in_window(s, v->due))
		return;
	pulse_count(s, MEASURE_ACKNOWLEDGED,
	    links_acknowledged_by(&s->scratch, s->repo, &v->record, v->about, s->as_of), about);
	arena_rewind(&s->scratch, mark);
}

/* Is it a change of target, due or weight? A period stands for due. */
static bool
is_replan(struct str what)
{
	static const char *const words[] = {"target", "due", "period", "weight"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(what, words[i]))
			return true;
	return false;
}

static int
look_at_replans(struct pulse_search *s)
{
	struct {
		const struct goal **p;
		size_t n, cap;
	} goals = {0};
	struct moved_query query = {.repo = s->repo, .as_of = s->window.end};
	struct moved_list moves;
	const struct record *r;
	bool found;
	int status = source_commit(&found, s->repo->source);

	if (status || !found)
		return status;
	for (size_t i = 0; (r = pulse_next(s, KIND_GOAL, &i));)
		if (pulse_chosen(s, ((const struct goal *)r)->owner))
			*vec_push(&s->scratch, &goals) = (const struct goal *)r;
	query.goals = goals.p;
	query.n = goals.n;
	status = moved_find(&moves, &s->pulse->limits, s->arena, &query);
	for (size_t i = 0; !status && i < moves.n; i++)
		if (is_replan(moves.p[i].what) &&
		    pulse_in_window(s, git_when_day(moves.p[i].commit->when)))
			pulse_count(s, MEASURE_REPLANS, moves.p[i].explained,
			    pulse_chosen(s, moves.p[i].goal->owner));
	return status;
}

int
pulse_accountability(struct pulse_search *s)
{
	static const enum kind sources[] = {KIND_PLAN, KIND_NOTE, KIND_REVIEW};
	const struct record *r;

	for (size_t k = 0; k < sizeof sources / sizeof *sources; k++)
		for (size_t i = 0; (r = pulse_next(s, sources[k], &i));)
			look_at_promises(s, r);
	for (size_t i = 0; (r = pulse_next(s, KIND_REVIEW, &i));)
		look_at_review(s, (const struct review *)r);
	return look_at_replans(s);
}
