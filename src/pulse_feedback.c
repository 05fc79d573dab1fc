/* Feedback: who had some, what it holds, whether it came in time. */
#include "pulse_part.h"

#include <math.h>
#include <stdlib.h>

#include "answer.h"
#include "cycle.h"
#include "ratings.h"
#include "relation.h"
#include "results.h"
#include "trace.h"

struct looking {
	struct pulse_search *s;
	bool *seen; /* feedback whose improvements have been counted, by place among it */
	struct {
		int32_t *p;
		size_t n, cap;
	} intervals; /* days */
};

static bool
is_said(struct prose prose)
{
	return prose.from != prose.to;
}

static bool
is_recent(const struct pulse_search *s, int32_t day)
{
	return day <= s->as_of && s->as_of - day <= workspace_feedback_days(&s->repo->workspace);
}

static bool
has_results(struct pulse_search *s, const struct person *p)
{
	struct record_list results;

	links_to(&results, &s->scratch, s->repo, &p->record, KIND_RESULTS, "about");
	for (size_t i = 0; i < results.n; i++)
		if (is_recent(s, ((const struct results *)results.p[i])->published))
			return true;
	return false;
}

static bool
has_received(struct pulse_search *s, const struct person *p, const struct feedback_list *feedback)
{
	for (size_t i = feedback->n; i-- > 0 && is_recent(s, feedback->p[i]->date);) {
		enum relation relation = relation_of(s->repo, feedback->p[i], p->record.id);

		if (relation != RELATION_SELF && relation != RELATION_MANAGER)
			return true;
	}
	return has_results(s, p);
}

/* Improvements of feedback about several people are counted once. */
static void
look_at_improvements(struct looking *l, const struct feedback *f)
{
	bool *seen = &l->seen[f->record.index - l->s->repo->first[KIND_FEEDBACK]];
	struct trace_improvements list = {0};

	if (*seen)
		return;
	*seen = true;
	trace_improvements(&list, &l->s->scratch, l->s->repo, &f->record);
	for (size_t i = 0; i < list.n; i++)
		pulse_count(l->s, MEASURE_SUGGESTIONS,
		    list.p[i].point && is_said(list.p[i].point->suggestion), NULL);
}

static void
look_at_person(struct looking *l, const struct person *p)
{
	struct pulse_search *s = l->s;
	struct feedback_list list;
	bool any = false, strength = false, improvement = false;

	ratings_feedback(&list, &s->scratch, s->repo, &p->record, s->as_of);
	pulse_count(s, MEASURE_RECEIVED, has_received(s, p, &list), &p->record);
	for (size_t i = 0; i < list.n; i++) {
		const struct feedback *f = list.p[i];

		if (!pulse_in_window(s, ratings_day(s->repo, f)))
			continue;
		any = true;
		strength = strength || f->strengths.n || is_said(f->strength);
		improvement = improvement || f->improvements.n || is_said(f->improvement);
		look_at_improvements(l, f);
		if (i)
			*vec_push(s->arena, &l->intervals) = f->date - list.p[i - 1]->date;
	}
	if (any)
		pulse_count(s, MEASURE_BALANCED, strength && improvement, &p->record);
}

static int
by_length(const void *left, const void *right)
{
	const int32_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static void
set_median(struct looking *l)
{
	struct measure_value *v = &l->s->pulse->of[MEASURE_MEDIAN_DAYS];
	size_t n = l->intervals.n;
	size_t low = (n - 1) / 2, high = n / 2;
	const int32_t *days = l->intervals.p;

	v->numerator = v->value = NAN;
	v->denominator = (double)n;
	if (!n)
		return;
	qsort(l->intervals.p, n, sizeof *days, by_length);
	v->value = (days[low] + days[high]) / 2.0;
}

static void
look_at_request(struct pulse_search *s, const struct request *q)
{
	const struct record *about = repo_get(s->repo, KIND_PERSON, q->about);
	struct record_list feedback = {0};

	if (q->date > s->as_of || !pulse_in_window(s, q->due) ||
	    links_confidential(s->repo, q->cycle))
		return;
	if (about)
		links_to(&feedback, &s->scratch, s->repo, about, KIND_FEEDBACK, "about");
	for (uint32_t i = 0; i < q->asked.n; i++) {
		const struct record *asked = pulse_chosen(s, q->asked.p[i]);
		enum answer answer = answer_of(q, q->asked.p[i], &feedback, q->due);

		if (asked && answer != ANSWER_DECLINED)
			pulse_count(s, MEASURE_IN_TIME, answer == ANSWER_GIVEN, asked);
	}
}

void
pulse_feedback(struct pulse_search *s)
{
	struct looking l = {.s = s};
	const struct record *r;
	size_t n;

	repo_of_kind(&n, s->repo, KIND_FEEDBACK);
	l.seen = NEW_ARRAY(s->arena, bool, n);
	for (size_t i = 0; i < s->people.n; i++) {
		struct arena_mark mark = arena_mark(&s->scratch);

		look_at_person(&l, s->people.p[i]);
		arena_rewind(&s->scratch, mark);
	}
	set_median(&l);
	for (size_t i = 0; (r = pulse_next(s, KIND_REQUEST, &i));) {
		struct arena_mark mark = arena_mark(&s->scratch);

		look_at_request(s, (const struct request *)r);
		arena_rewind(&s->scratch, mark);
	}
}
