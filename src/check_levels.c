#include "check.h"

#include <math.h>

#include "cycle.h"
#include "feedback.h"
#include "framework.h"
#include "json.h"
#include "opportunity.h"
#include "plan.h"
#include "review.h"
#include "skill.h"

/* A level that stands at AT/KEY: most are sound, and no pointer is made for those. */
static void
check_level(struct check *c, const struct record *r, struct str at, struct str key, uint32_t skill,
    double level, uint32_t preferred)
{
	const struct framework *f = skill_find(c->repo, skill, preferred).framework;
	char value[32], min[32], max[32];

	if (!f || !f->scale || isnan(level) || (level >= f->scale->min && level <= f->scale->max))
		return;
	check_add(c, RULE_RATING_OFF_SCALE, r, check_at(c, at, key),
	    str_fmt(c->arena, "%s is off the scale of framework \"%.*s\": %s to %s",
		number_text(value, level), SV(repo_id(c->repo, &f->record)),
		number_text(min, f->scale->min), number_text(max, f->scale->max)),
	    "choose a level of the scale");
}

static void
check_values(struct check *c, const struct record *r, struct str at, const struct values *values,
    uint32_t preferred)
{
	for (uint32_t i = 0; i < values->n; i++)
		check_level(c, r, at, repo_str(c->repo, values->p[i].key), values->p[i].key,
		    values->p[i].number, preferred);
}

static uint32_t
framework_of_cycle(const struct check *c, uint32_t cycle)
{
	const struct cycle *found = (const struct cycle *)repo_get(c->repo, KIND_CYCLE, cycle);

	return found ? found->framework : 0;
}

static void
check_label(struct check *c, const struct review *v)
{
	const struct texts *labels = &c->repo->workspace.ratings;
	struct str_guess guess = {.word = v->rating};
	struct check_finding *f;

	if (!v->rating.p)
		return;
	for (uint32_t i = 0; i < labels->n; i++) {
		if (str_eq(labels->p[i], v->rating))
			return;
		str_guess(&guess, labels->p[i]);
	}
	f = check_add(c, RULE_RATING_OFF_SCALE, &v->record, S("/rating"),
	    str_fmt(c->arena, "\"%.*s\" is no rating of whet.yaml", SV(v->rating)),
	    labels->n ? "choose one of the labels under ratings, or add it there"
		      : "list the labels there are under ratings in whet.yaml");
	check_guessed(c, &f->finding, &guess);
}

static void
check_framework(struct check *c, const struct framework *f)
{
	if (f->scale && f->scale->min >= f->scale->max)
		check_add(c, RULE_RATING_OFF_SCALE, &f->record, S("/scale/max"),
		    S("the scale's max is not above its min"), "a scale has two levels or more");
	for (uint32_t i = 0; i < f->roles.n; i++) {
		const struct framework_role *role = &f->roles.p[i];

		check_values(c, &f->record,
		    JOIN(c->arena, check_at(c, S("/roles"), repo_str(c->repo, role->key)),
			S("/expects")),
		    &role->expects, f->record.id);
	}
}

static void
check_plan(struct check *c, const struct plan *p)
{
	for (uint32_t i = 0; i < p->focus.n; i++) {
		const struct plan_focus *f = &p->focus.p[i];
		struct str at = check_at(c, S("/focus"), repo_str(c->repo, f->key));

		if (!f->skill)
			continue;
		check_level(c, &p->record, at, S("current"), f->skill, f->current, 0);
		check_level(c, &p->record, at, S("target"), f->skill, f->target, 0);
	}
}

static void
check_opportunity(struct check *c, const struct opportunity *o)
{
	for (uint32_t i = 0; i < o->skills.n; i++) {
		const struct opportunity_step *s = &o->skills.p[i];
		struct str at = check_at(c, S("/skills"), repo_str(c->repo, s->key));

		check_level(c, &o->record, at, S("from"), s->key, s->from, 0);
		check_level(c, &o->record, at, S("to"), s->key, s->to, 0);
	}
}

void
check_levels(struct check *c)
{
	const struct record *r;

	for (size_t i = 0; (r = check_next(c, KIND_FEEDBACK, &i));) {
		const struct feedback *f = (const struct feedback *)r;

		check_values(c, r, S("/ratings"), &f->ratings, framework_of_cycle(c, f->cycle));
	}
	for (size_t i = 0; (r = check_next(c, KIND_REVIEW, &i));) {
		const struct review *v = (const struct review *)r;

		check_values(c, r, S("/levels"), &v->levels, framework_of_cycle(c, v->cycle));
		check_label(c, v);
	}
	for (size_t i = 0; (r = check_next(c, KIND_FRAMEWORK, &i));)
		check_framework(c, (const struct framework *)r);
	for (size_t i = 0; (r = check_next(c, KIND_PLAN, &i));)
		check_plan(c, (const struct plan *)r);
	for (size_t i = 0; (r = check_next(c, KIND_OPPORTUNITY, &i));)
		check_opportunity(c, (const struct opportunity *)r);
}
