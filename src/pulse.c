#include "pulse_part.h"

#include <math.h>
#include <stdlib.h>

#include "summary.h"
#include "team.h"

const char *const practice_ids[PRACTICES] = {"feedback", "goals", "development", "reviews",
    "accountability"};

const char *const practice_titles[PRACTICES] = {"Feedback", "Goals", "Development", "Reviews",
    "Accountability"};

const struct measure_info measure_infos[MEASURES] = {
    {"received", PRACTICE_FEEDBACK, "people with colleagues' recent feedback", false},
    {"balanced", PRACTICE_FEEDBACK, "people told strengths and improvements", false},
    {"suggestions", PRACTICE_FEEDBACK, "improvements with a suggestion", false},
    {"requests-in-time", PRACTICE_FEEDBACK, "requests answered in time", false},
    {"median-days", PRACTICE_FEEDBACK, "days from feedback to feedback (median)", true},
    {"measurable", PRACTICE_GOALS, "people with a goal that is measured", false},
    {"learning", PRACTICE_GOALS, "people with a goal that names a skill", false},
    {"checked-in", PRACTICE_GOALS, "goals that are checked in on", false},
    {"aligned", PRACTICE_GOALS, "goals that support another goal", false},
    {"planned", PRACTICE_DEVELOPMENT, "people with a development plan", false},
    {"covered", PRACTICE_DEVELOPMENT, "gaps that somebody works on", false},
    {"mixed", PRACTICE_DEVELOPMENT, "plans with two ways to learn or more", false},
    {"reviews-on-time", PRACTICE_REVIEWS, "reviews final by the cycle's close", false},
    {"rerated-higher", PRACTICE_REVIEWS, "skills assessed higher after an action", false},
    {"followed-through", PRACTICE_REVIEWS, "improvements that a plan takes up", false},
    {"actions-on-time", PRACTICE_ACCOUNTABILITY, "promises kept in time", false},
    {"acknowledged", PRACTICE_ACCOUNTABILITY, "final reviews acknowledged", false},
    {"replans-explained", PRACTICE_ACCOUNTABILITY, "changes of running goals with a reason", false},
};

/* What the practices share. */

const struct record *
pulse_next(const struct pulse_search *s, enum kind kind, size_t *i)
{
	size_t n;
	struct record **r = repo_of_kind(&n, s->repo, kind);

	while (*i < n && !links_counts(s->repo, r[*i]))
		++*i;
	return *i < n ? r[(*i)++] : NULL;
}

const struct record *
pulse_chosen(const struct pulse_search *s, uint32_t who)
{
	const struct record *r = repo_get(s->repo, KIND_PERSON, who);

	if (!r)
		r = repo_get(s->repo, KIND_TEAM, who);
	return r && s->chosen[r->index] ? r : NULL;
}

bool
pulse_in_window(const struct pulse_search *s, int32_t day)
{
	return day != DATE_NONE && s->window.start <= day && day <= s->window.end;
}

void
pulse_count(struct pulse_search *s, enum measure m, bool hit, const struct record *who)
{
	struct measure_value *v = &s->pulse->of[m];

	v->denominator++;
	v->numerator += hit;
	if (hit || !who || s->missed[who->index] & 1u << m)
		return;
	s->missed[who->index] |= 1u << m;
	*vec_push(s->arena, &v->missing) = who;
}

/* The whole. */

static void
choose(struct pulse_search *s, const struct record *team)
{
	const struct record *r;

	s->chosen = NEW_ARRAY(s->arena, bool, s->repo->n_records);
	s->missed = NEW_ARRAY(s->arena, uint32_t, s->repo->n_records);
	for (size_t i = 0; (r = pulse_next(s, KIND_TEAM, &i));)
		s->chosen[r->index] = !team || summary_in_team(s->repo, r->id, team, s->as_of);
	for (size_t i = 0; (r = pulse_next(s, KIND_PERSON, &i));) {
		const struct person *p = (const struct person *)r;

		if (!person_is_active(p, s->as_of) ||
		    (team && !summary_in_team(s->repo, r->id, team, s->as_of)))
			continue;
		s->chosen[r->index] = true;
		*vec_push(s->arena, &s->people) = p;
	}
}

struct named {
	struct str id;
	const struct record *record;
};

static int
by_id(const void *left, const void *right)
{
	const struct named *a = left, *b = right;

	return str_cmp(a->id, b->id);
}

/* People and teams share one name space. */
static void
sort_missing(struct pulse_search *s, struct measure_value *v)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	size_t n = v->missing.n;
	struct named *all = NEW_ARRAY(&s->scratch, struct named, n);

	for (size_t i = 0; i < n; i++)
		all[i] = (struct named){repo_id(s->repo, v->missing.p[i]), v->missing.p[i]};
	if (n)
		qsort(all, n, sizeof *all, by_id);
	for (size_t i = 0; i < n; i++)
		v->missing.p[i] = all[i].record;
	arena_rewind(&s->scratch, mark);
}

static void
finish(struct pulse_search *s)
{
	for (int m = 0; m < MEASURES; m++) {
		struct measure_value *v = &s->pulse->of[m];

		if (!measure_infos[m].days)
			v->value = v->denominator > 0 ? v->numerator / v->denominator : NAN;
		sort_missing(s, v);
	}
}

int
pulse_of(struct pulse *pulse, struct arena *a, struct repo *repo, const struct pulse_query *q)
{
	struct pulse_search s = {.arena = a,
	    .repo = repo,
	    .as_of = q->as_of,
	    .window = {q->period.start, q->period.end < q->as_of ? q->period.end : q->as_of},
	    .pulse = pulse};
	int status;

	*pulse = (struct pulse){.as_of = q->as_of};
	choose(&s, q->team.n ? repo_find(repo, KIND_TEAM, q->team) : NULL);
	pulse->people = s.people.n;
	pulse_feedback(&s);
	pulse_goals(&s);
	pulse_development(&s);
	pulse_reviews(&s);
	status = pulse_accountability(&s);
	finish(&s);
	arena_free(&s.scratch);
	return status;
}
