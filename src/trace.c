#include "trace.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cycle.h"
#include "links.h"
#include "results.h"
#include "words.h"

const char *const trace_outcomes[] = {
    [TRACE_NOT_REASSESSED] = "not-reassessed",
    [TRACE_ROSE] = "rose",
    [TRACE_SAME] = "same",
    [TRACE_FELL] = "fell",
};

const char *const trace_states[] = {
    [TRACE_OPEN] = "open",
    [TRACE_OVERDUE] = "overdue",
    [TRACE_DONE] = "done",
    [TRACE_DROPPED] = "dropped",
};

static const double near = 1e-9;

/* The person whose plans are being read. */
struct tracing {
	struct arena *a;
	const struct repo *repo;
	int32_t as_of;
	uint32_t owner;	    /* symbol, 0: nobody yet */
	uint32_t preferred; /* framework of their role: symbol, or 0 */
	struct level_sources *sources;
};

static void
turn_to(struct tracing *t, uint32_t owner)
{
	const struct person *person = (const struct person *)repo_get(t->repo, KIND_PERSON, owner);
	struct levels_query q = {.person = person, .as_of = t->as_of, .until = t->as_of};
	const struct framework *f;

	if (t->sources && owner == t->owner)
		return;
	t->owner = owner;
	t->preferred = 0;
	t->sources = NEW(t->a, struct level_sources);
	if (!person)
		return;
	levels_sources(t->sources, t->a, t->repo, &q);
	if (skill_role(&f, t->repo, person_on(person, t->as_of).role))
		t->preferred = f->record.id;
}

/* Does an assessment of a skill dated not after a day count more than another (NULL: none)? */
static bool
is_better(const struct level_source *s, const struct level_source *than)
{
	return !than || s->basis < than->basis ||
	       (s->basis == than->basis && s->date >= than->date);
}

/* Does one come sooner than another (NULL: none)? Of one day the better, of equals the last. */
static bool
is_sooner(const struct level_source *s, const struct level_source *than)
{
	return !than || s->date < than->date || (s->date == than->date && s->basis <= than->basis);
}

static enum trace_outcome
outcome_of(double before, double after)
{
	if (after > before + near)
		return TRACE_ROSE;
	return after < before - near ? TRACE_FELL : TRACE_SAME;
}

static struct trace_change
change_around(const struct tracing *t, struct str skill, int32_t day)
{
	const struct level_sources *list = t->sources;
	struct trace_change c = {0};

	for (size_t i = 0; i < list->n; i++) {
		const struct level_source *s = &list->p[i];

		if (!isnan(s->assessed) && str_eq(s->name, skill) && s->date <= day &&
		    is_better(s, c.before))
			c.before = s;
	}
	for (size_t i = 0; c.before && i < list->n; i++) {
		const struct level_source *s = &list->p[i];

		if (!isnan(s->assessed) && str_eq(s->name, skill) && s->date > day &&
		    s->basis <= c.before->basis && is_sooner(s, c.after))
			c.after = s;
	}
	if (c.after)
		c.outcome = outcome_of(c.before->assessed, c.after->assessed);
	return c;
}

static bool
is_by(int32_t day, int32_t as_of)
{
	return day != DATE_NONE && day <= as_of;
}

static enum trace_state
state_of(const struct plan_action *action, int32_t as_of)
{
	if (is_by(action->done, as_of))
		return TRACE_DONE;
	if (is_by(action->dropped, as_of))
		return TRACE_DROPPED;
	return action->due != DATE_NONE && action->due < as_of ? TRACE_OVERDUE : TRACE_OPEN;
}

/* Does a done action tell more of its skill than another (NULL: none): was it reassessed, and later? */
static bool
is_telling(const struct trace_action *action, const struct trace_action *than)
{
	bool told = action->change.outcome != TRACE_NOT_REASSESSED;

	if (!than || told != (than->change.outcome != TRACE_NOT_REASSESSED))
		return !than || told;
	return action->action->done >= than->action->done;
}

static void
add_focus(struct trace_focuses *list, struct tracing *t, const struct plan *plan,
    const struct plan_focus *focus)
{
	struct trace_focus *f = vec_push(t->a, list);

	turn_to(t, plan->owner);
	*f = (struct trace_focus){.plan = plan, .focus = focus};
	if (focus->skill)
		f->skill = skill_name(t->a, t->repo, focus->skill, t->preferred);
	f->actions = NEW_ARRAY(t->a, struct trace_action, focus->actions.n);
	for (uint32_t i = 0; i < focus->actions.n; i++) {
		struct trace_action *action = &f->actions[i];

		action->action = &focus->actions.p[i];
		action->state = state_of(action->action, t->as_of);
		if (action->state != TRACE_DONE)
			continue;
		if (f->skill.p)
			action->change = change_around(t, f->skill, action->action->done);
		if (is_telling(action, f->telling))
			f->telling = action;
	}
}

static bool
names(const struct repo *repo, const struct plan_focus *focus, const struct record *source)
{
	for (uint32_t i = 0; i < focus->source.n; i++)
		if (repo_resolve(repo, focus->source.p[i], REF_ANY) == source)
			return true;
	return false;
}

void
trace_from(struct trace_focuses *list, struct arena *a, const struct repo *repo,
    const struct record *source, int32_t as_of)
{
	struct tracing t = {.a = a, .repo = repo, .as_of = as_of};
	struct record_list plans;

	*list = (struct trace_focuses){0};
	links_to(&plans, a, repo, source, KIND_PLAN, NULL);
	for (size_t i = 0; i < plans.n; i++) {
		const struct plan *plan = (const struct plan *)plans.p[i];

		for (uint32_t k = 0; k < plan->focus.n; k++)
			if (names(repo, &plan->focus.p[k], source))
				add_focus(list, &t, plan, &plan->focus.p[k]);
	}
}

void
trace_skill(struct trace_focuses *list, struct arena *a, const struct repo *repo,
    const struct person *person, struct str skill, int32_t as_of)
{
	struct tracing t = {.a = a, .repo = repo, .as_of = as_of};
	struct record_list plans;

	*list = (struct trace_focuses){0};
	turn_to(&t, person->record.id);
	links_to(&plans, a, repo, &person->record, KIND_PLAN, "owner");
	for (size_t i = 0; i < plans.n; i++) {
		const struct plan *plan = (const struct plan *)plans.p[i];

		for (uint32_t k = 0; k < plan->focus.n; k++) {
			const struct plan_focus *focus = &plan->focus.p[k];

			if (focus->skill &&
			    str_eq(skill_name(a, repo, focus->skill, t.preferred), skill))
				add_focus(list, &t, plan, focus);
		}
	}
}

void
trace_plan(struct trace_focuses *list, struct arena *a, const struct repo *repo,
    const struct plan *plan, int32_t as_of)
{
	struct tracing t = {.a = a, .repo = repo, .as_of = as_of};

	*list = (struct trace_focuses){0};
	for (uint32_t i = 0; i < plan->focus.n; i++)
		add_focus(list, &t, plan, &plan->focus.p[i]);
}

bool
trace_is_followed(const struct repo *repo, const struct record *source)
{
	size_t n;
	const struct repo_link *links = repo_links_to(&n, repo, source);

	for (size_t i = 0; i < n; i++)
		if (links[i].from->kind == KIND_PLAN &&
		    strcmp(links[i].field->key, "source") == 0 && links_counts(repo, links[i].from))
			return true;
	return false;
}

/* Effects. */

static void
add_effect(struct trace_effects *list, struct arena *a, const struct trace_focus *focus,
    const struct trace_action *action)
{
	for (size_t i = 0; i < list->n; i++) {
		struct trace_effect *e = &list->p[i];

		if (!str_eq(e->skill, focus->skill))
			continue;
		if (is_telling(action, e->action)) {
			e->focus = focus;
			e->action = action;
		}
		return;
	}
	*vec_push(a, list) = (struct trace_effect){focus->skill, focus, action};
}

static int
by_skill(const void *left, const void *right)
{
	const struct trace_effect *a = left, *b = right;

	return str_cmp(a->skill, b->skill);
}

void
trace_effects(struct trace_effects *list, struct arena *a, const struct repo *repo,
    const struct person *person, int32_t from, int32_t to, int32_t as_of)
{
	struct tracing t = {.a = a, .repo = repo, .as_of = as_of};
	struct trace_focuses focuses = {0};
	struct record_list plans;

	*list = (struct trace_effects){0};
	links_to(&plans, a, repo, &person->record, KIND_PLAN, "owner");
	for (size_t i = 0; i < plans.n; i++) {
		const struct plan *plan = (const struct plan *)plans.p[i];

		for (uint32_t k = 0; k < plan->focus.n; k++)
			if (plan->focus.p[k].skill)
				add_focus(&focuses, &t, plan, &plan->focus.p[k]);
	}
	for (size_t i = 0; i < focuses.n; i++)
		for (uint32_t k = 0; k < focuses.p[i].focus->actions.n; k++) {
			const struct trace_action *action = &focuses.p[i].actions[k];

			if (action->state == TRACE_DONE &&
			    (from == DATE_NONE || action->action->done >= from) &&
			    (to == DATE_NONE || action->action->done <= to))
				add_effect(list, a, &focuses.p[i], action);
		}
	if (list->n)
		qsort(list->p, list->n, sizeof *list->p, by_skill);
}

/* Improvements. */

static void
add_feedback(struct trace_improvements *list, struct arena *a, const struct repo *repo,
    const struct feedback *f)
{
	struct trace_improvement i = {.record = &f->record,
	    .followed = trace_is_followed(repo, &f->record)};

	if (links_confidential(repo, f->cycle))
		return;
	for (i.number = 1; i.number <= f->improvements.n; i.number++) {
		i.point = &f->improvements.p[i.number - 1];
		i.skill = i.point->skill;
		*vec_push(a, list) = i;
	}
	if (!f->improvements.n && f->improvement.to > f->improvement.from)
		*vec_push(a, list) = i;
}

/* The comments on what to improve; NULL where there are none. */
static const struct node *
comments_of(struct repo *repo, const struct record *results)
{
	return node_get(node_get(repo_node(repo, results), S("comments")), S("improvements"));
}

static void
add_results(struct trace_improvements *list, struct arena *a, struct repo *repo,
    const struct record *record)
{
	const struct node *comments = comments_of(repo, record);
	struct trace_improvement i = {.record = record,
	    .followed = trace_is_followed(repo, record)};

	for (const struct node *n = comments ? comments->first : NULL; n; n = n->next) {
		i.number++;
		i.skill = intern_find(repo->intern, node_str(node_get(n, S("skill"))));
		*vec_push(a, list) = i;
	}
}

void
trace_improvements(struct trace_improvements *list, struct arena *a, struct repo *repo,
    const struct record *record)
{
	if (record->kind == KIND_FEEDBACK)
		add_feedback(list, a, repo, (const struct feedback *)record);
	else if (record->kind == KIND_RESULTS)
		add_results(list, a, repo, record);
}

struct str
trace_words(struct arena *a, struct repo *repo, const struct trace_improvement *i)
{
	const struct feedback *f = (const struct feedback *)i->record;
	struct repo_text document;
	const struct node *n;

	if (i->point) {
		repo_open_text(&document, repo, a, i->record);
		return words_of(a, &document, i->point);
	}
	if (i->record->kind == KIND_FEEDBACK)
		return str_trim(repo_prose(repo, i->record, f->improvement));
	n = comments_of(repo, i->record);
	n = n ? n->first : NULL;
	for (uint32_t k = 1; n && k < i->number; k++)
		n = n->next;
	return str_trim(node_str(node_get(n, S("text"))));
}
