#include "check.h"

#include "feedback.h"
#include "goal.h"
#include "person.h"
#include "promise.h"

/* Habits that a workspace may ask for: these rules are off unless it sets them. */

static bool
is_said(struct prose prose)
{
	return prose.from != prose.to;
}

static struct str
pointer_of_focus(const struct check *c, const struct plan_focus *focus)
{
	return str_fmt(c->arena, "/focus/%.*s", SV(repo_str(c->repo, focus->key)));
}

/* Given up: it says nothing of how somebody means to learn. */
static bool
is_given_up(const struct plan_action *a)
{
	return a->dropped != DATE_NONE;
}

static void
check_courses(struct check *c, const struct record *r)
{
	const struct plan *p = (const struct plan *)r;
	uint32_t formal = 0, other = 0;

	for (uint32_t i = 0; i < p->focus.n; i++)
		for (uint32_t k = 0; k < p->focus.p[i].actions.n; k++) {
			const struct plan_action *a = &p->focus.p[i].actions.p[k];
			enum mode mode = is_given_up(a) ? MODE_NONE : promise_mode(c->repo, a);

			formal += mode == MODE_FORMAL;
			other += mode == MODE_EXPERIENCE || mode == MODE_SOCIAL;
		}
	if (formal && !other)
		check_add(c, RULE_PLAN_ONLY_COURSES, r, S("/focus"),
		    S("all that this plan learns from is formal"),
		    "add something to do, or somebody to learn from: mode experience or social");
}

static void
check_measures(struct check *c, const struct record *r)
{
	const struct plan *p = (const struct plan *)r;

	for (uint32_t i = 0; i < p->focus.n; i++)
		for (uint32_t k = 0; k < p->focus.p[i].actions.n; k++) {
			const struct plan_action *a = &p->focus.p[i].actions.p[k];
			struct str name = repo_str(c->repo, a->key);

			if (is_given_up(a) || is_said(a->measure) ||
			    (a->owner && a->owner != p->owner))
				continue;
			check_add(c, RULE_ACTION_WITHOUT_MEASURE, r,
			    str_fmt(c->arena, "%.*s/actions/%.*s",
				SV(pointer_of_focus(c, &p->focus.p[i])), SV(name)),
			    str_fmt(c->arena, "the action \"%.*s\" has no measure", SV(name)),
			    "say under measure how one will see that it helped");
		}
}

static void
check_needs(struct check *c, const struct record *r)
{
	const struct plan *p = (const struct plan *)r;

	for (uint32_t i = 0; i < p->focus.n; i++) {
		const struct plan_focus *focus = &p->focus.p[i];
		uint32_t actions = 0;

		for (uint32_t k = 0; k < focus->actions.n; k++)
			actions += !is_given_up(&focus->actions.p[k]);
		if (!actions)
			check_add(c, RULE_NEED_WITHOUT_ACTION, r, pointer_of_focus(c, focus),
			    str_fmt(c->arena, "nothing is done about \"%.*s\"",
				SV(repo_str(c->repo, focus->key))),
			    "add an action with a due date, or leave the focus for another plan");
	}
}

static void
check_coach(struct check *c, const struct record *r)
{
	const struct person *p = (const struct person *)r;
	const struct repo_link *links;
	bool planned = false;
	size_t n;

	links = repo_links_to(&n, c->repo, r);
	for (size_t i = 0; i < n; i++) {
		const struct plan *plan = (const struct plan *)links[i].from;

		if (links[i].from->kind != KIND_PLAN || plan->owner != r->id)
			continue;
		if (plan->coach)
			return;
		planned = true;
	}
	if (p->end == DATE_NONE)
		check_add(c, RULE_PERSON_WITHOUT_COACH, r, S(""),
		    planned ? str_fmt(c->arena, "no plan of \"%.*s\" names a coach",
				  SV(repo_id(c->repo, r)))
			    : str_fmt(c->arena, "\"%.*s\" has no plan, and so no coach",
				  SV(repo_id(c->repo, r))),
		    "agree with somebody to help, and name them under coach of the plan");
}

static void
check_suggestions(struct check *c, const struct record *r)
{
	const struct feedback *f = (const struct feedback *)r;

	for (uint32_t i = 0; i < f->improvements.n; i++)
		if (!is_said(f->improvements.p[i].suggestion))
			check_add(c, RULE_IMPROVEMENT_WITHOUT_SUGGESTION, r,
			    str_fmt(c->arena, "/improvements/%u", i),
			    S("this improvement comes without a suggestion"),
			    "say under suggestion what you would try instead");
}

static void
check_skills(struct check *c, const struct record *r)
{
	const struct goal *g = (const struct goal *)r;

	if (g->skills.n || g->status == GOAL_DROPPED || !repo_get(c->repo, KIND_PERSON, g->owner))
		return;
	check_add(c, RULE_GOAL_WITHOUT_SKILL, r, S("/title"),
	    S("this goal names no skill that it develops"),
	    "name under skills what its owner will be better at");
}

void
check_habits(struct check *c)
{
	static const struct {
		enum rule rule;
		enum kind kind;
		void (*check)(struct check *c, const struct record *r);
	} habits[] = {
	    {RULE_PLAN_ONLY_COURSES, KIND_PLAN, check_courses},
	    {RULE_ACTION_WITHOUT_MEASURE, KIND_PLAN, check_measures},
	    {RULE_NEED_WITHOUT_ACTION, KIND_PLAN, check_needs},
	    {RULE_PERSON_WITHOUT_COACH, KIND_PERSON, check_coach},
	    {RULE_IMPROVEMENT_WITHOUT_SUGGESTION, KIND_FEEDBACK, check_suggestions},
	    {RULE_GOAL_WITHOUT_SKILL, KIND_GOAL, check_skills},
	};
	const struct record *r;

	for (size_t k = 0; k < sizeof habits / sizeof *habits; k++) {
		if (sink_severity(c->sink, habits[k].rule) == SEVERITY_OFF)
			continue;
		for (size_t i = 0; (r = check_next(c, habits[k].kind, &i));)
			if (r->valid)
				habits[k].check(c, r);
	}
}
