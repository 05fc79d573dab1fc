#include "needs_part.h"

#include <math.h>

#include "explain.h"
#include "ratings.h"
#include "relation.h"
#include "results.h"

struct explaining {
	struct explain to; /* scratch: texts of one person */
	const struct needs *needs;
	const struct gaps *person;
	const struct gap *gap;
};

/* The framework that a bare name of a skill in a record means. */
static uint32_t
framework_of(struct explaining *x, uint32_t cycle)
{
	const struct cycle *c = (const struct cycle *)repo_get(x->to.repo, KIND_CYCLE, cycle);

	if (c && c->framework)
		return c->framework;
	return x->person->framework ? x->person->framework->record.id : 0;
}

/* The entry of the gap's skill among values by skill; NULL where there is none. */
static const struct value *
value_of(struct explaining *x, const struct values *values, uint32_t framework)
{
	for (uint32_t i = 0; i < values->n; i++)
		if (str_eq(skill_name(&x->to.scratch, x->to.repo, values->p[i].key, framework),
			x->gap->level.name))
			return &values->p[i];
	return NULL;
}

static const char *
place_of_value(struct explaining *x, const struct record *r, const char *field,
    const struct value *v)
{
	struct arena *a = &x->to.scratch;
	struct str key = v ? node_token(a, repo_str(x->to.repo, v->key)) : S("");

	return explain_place(&x->to, r, str_fmt(a, "/%s/%.*s", field, SV(key)));
}

/* What roles expect. */

static const char *
place_in_role(struct explaining *x, const struct framework *f, const struct framework_role *role,
    const struct value *v)
{
	struct str name = node_token(&x->to.scratch, repo_str(x->to.repo, role->key));

	return place_of_value(x, &f->record,
	    str_fmt(&x->to.scratch, "roles/%.*s/expects", SV(name)).p, v);
}

static void
explain_expected(struct explaining *x)
{
	const struct framework *f = x->person->framework;
	const struct framework_role *role = x->person->role;
	const struct value *v = role ? value_of(x, &role->expects, f->record.id) : NULL;

	if (!v)
		explain_line(&x->to, 2, "expected = none: %s",
		    role ? "the role does not ask for it" : "there is no role");
	else
		explain_line(&x->to, 2, "expected = %s, by role %s (%s)",
		    explain_number(&x->to, v->number), explain_name(&x->to, role->key),
		    place_in_role(x, f, role, v));
}

static void
explain_next(struct explaining *x)
{
	const struct framework_role *role = x->person->role;

	if (isnan(x->gap->level.next))
		return;
	explain_line(&x->to, 2, "next = %s, the most that a next role asks",
	    explain_number(&x->to, x->gap->level.next));
	for (uint32_t i = 0; i < role->next.n; i++) {
		const struct framework *f;
		const struct framework_role *next =
		    levels_next_role(&f, x->to.repo, x->person->framework, role->next.p[i]);
		const struct value *v = next ? value_of(x, &next->expects, f->record.id) : NULL;

		if (v)
			explain_line(&x->to, 3, "%s: %s (%s)", explain_name(&x->to, next->key),
			    explain_number(&x->to, v->number), place_in_role(x, f, next, v));
	}
}

/* What was assessed. */

static void
explain_review(struct explaining *x)
{
	const struct level *level = &x->gap->level;
	const struct review *v = (const struct review *)level->source;

	explain_line(&x->to, 2, "assessed = %s, the last final review, up to %s (%s)",
	    explain_number(&x->to, level->assessed), explain_day(&x->to, level->date),
	    place_of_value(x, &v->record, "levels",
		value_of(x, &v->levels, framework_of(x, v->cycle))));
	if (level->disputed)
		explain_line(&x->to, 3, "disputed: its acknowledgement does not agree");
}

static void
explain_rating(struct explaining *x, const char *whose)
{
	const struct level *level = &x->gap->level;
	const struct feedback *f = (const struct feedback *)level->source;

	explain_line(&x->to, 2, "assessed = %s, %s, of %s (%s)",
	    explain_number(&x->to, level->assessed), whose, explain_day(&x->to, level->date),
	    place_of_value(x, &f->record, "ratings",
		value_of(x, &f->ratings, framework_of(x, f->cycle))));
}

/* The feedback of a cycle about the person, and the answers in it about the skill. */
static void
explain_answers(struct feedback_list *of_cycle, struct explaining *x, const struct cycle *c)
{
	const struct record *person = &x->person->person->record;
	struct feedback_list all;

	*of_cycle = (struct feedback_list){0};
	ratings_feedback(&all, &x->to.scratch, x->to.repo, person, x->needs->as_of);
	for (size_t i = 0; i < all.n; i++) {
		const struct feedback *f = all.p[i];
		enum relation relation = relation_of(x->to.repo, f, person->id);
		const struct value *v = value_of(x, &f->ratings, framework_of(x, f->cycle));

		if (f->cycle != c->record.id)
			continue;
		*vec_push(&x->to.scratch, of_cycle) = f;
		if (v && !isnan(v->number) && relation != RELATION_SELF)
			explain_line(&x->to, 3, "%s, %s: %s (%s)",
			    f->outsider ? f->outsider->name.p : explain_name(&x->to, f->from),
			    relation_words[relation - 1], explain_number(&x->to, v->number),
			    place_of_value(x, &f->record, "ratings", v));
	}
}

static void
explain_groups(struct explaining *x, const struct cycle *c, const struct rating *rating)
{
	struct out over, under;
	const char *plus = "";

	out_init(&over, &x->to.scratch, -1);
	out_init(&under, &x->to.scratch, -1);
	for (int g = RELATION_MANAGER; g < RELATIONS; g++) {
		const struct rating_group *group = &rating->groups[g];
		double weight = ratings_weight(x->to.repo, c, (enum relation)g);

		if (!group->raters)
			continue;
		explain_line(&x->to, 3, "%s: mean of %u rater%s %s, weight %s",
		    relation_words[g - 1], group->raters, str_plural(group->raters),
		    explain_figure(&x->to, group->mean), explain_number(&x->to, weight));
		out_fmt(&over, "%s%s x %s", plus, explain_number(&x->to, weight),
		    explain_figure(&x->to, group->mean));
		out_fmt(&under, "%s%s", plus, explain_number(&x->to, weight));
		plus = " + ";
	}
	explain_line(&x->to, 3, "= (%.*s) / (%.*s)", SV(out_all(&over)), SV(out_all(&under)));
}

static void
explain_others(struct explaining *x)
{
	const struct level *level = &x->gap->level;
	const struct cycle *c = (const struct cycle *)level->source;
	uint32_t framework = framework_of(x, c->record.id);
	struct feedback_list of_cycle;
	struct ratings ratings;

	explain_line(&x->to, 2, "assessed = mean of the others in the latest cycle, up to %s (%s)",
	    explain_day(&x->to, level->date),
	    explain_place(&x->to, &c->record, c->period.p ? S("/period") : S("/due")));
	explain_answers(&of_cycle, x, c);
	ratings_of(&ratings, &x->to.scratch, x->to.repo, &x->person->person->record, &of_cycle,
	    framework);
	for (size_t i = 0; i < ratings.n; i++)
		if (str_eq(skill_name(&x->to.scratch, x->to.repo, ratings.p[i].skill, framework),
			level->name))
			explain_groups(x, c, &ratings.p[i]);
	explain_line(&x->to, 2, "assessed = %s", explain_figure(&x->to, level->assessed));
}

static void
explain_results(struct explaining *x)
{
	const struct level *level = &x->gap->level;
	const struct results *r = (const struct results *)level->source;
	struct arena *a = &x->to.scratch;

	for (uint32_t i = 0; i < r->skills.n; i++) {
		uint32_t key = r->skills.p[i].key;

		if (!str_eq(skill_name(a, x->to.repo, key, framework_of(x, r->cycle)), level->name))
			continue;
		explain_line(&x->to, 2, "assessed = %s, %s as published, of a cycle up to %s (%s)",
		    explain_number(&x->to, level->assessed),
		    level->basis == LEVEL_OTHERS ? "mean of the others" : "their own rating",
		    explain_day(&x->to, level->date),
		    explain_place(&x->to, &r->record,
			str_fmt(a, "/skills/%.*s/%s", SV(node_token(a, repo_str(x->to.repo, key))),
			    level->basis == LEVEL_OTHERS ? "others" : "self")));
	}
}

static void
explain_assessed(struct explaining *x)
{
	const struct level *level = &x->gap->level;

	if (!level->source) {
		explain_line(&x->to, 2,
		    "assessed = none: no final review, cycle or rating names it by then");
		return;
	}
	if (level->source->kind == KIND_RESULTS)
		explain_results(x);
	else if (level->basis == LEVEL_REVIEW)
		explain_review(x);
	else if (level->basis == LEVEL_OTHERS)
		explain_others(x);
	else
		explain_rating(x, level->basis == LEVEL_MANAGER ? "the manager's latest rating"
								: "their own latest rating");
}

/* What follows. */

static void
explain_gap(struct explaining *x)
{
	const struct gap *g = x->gap;

	if (isnan(g->gap)) {
		explain_line(&x->to, 2, "gap = none");
		return;
	}
	explain_line(&x->to, 2, "gap = expected - assessed = %s - %s = %s",
	    explain_figure(&x->to, g->level.expected), explain_figure(&x->to, g->level.assessed),
	    explain_figure(&x->to, g->gap));
}

static void
explain_ways(struct explaining *x)
{
	const struct gap *g = x->gap;
	struct arena *a = &x->to.scratch;

	for (size_t i = 0; i < g->opportunities.n; i++) {
		const struct gap_opportunity *o = &g->opportunities.p[i];

		explain_line(&x->to, 2, "%s fits: %s <= assessed < %s (%s)",
		    explain_name(&x->to, o->of->record.id), explain_number(&x->to, o->from),
		    explain_number(&x->to, o->to),
		    explain_place(&x->to, &o->of->record, S("/skills")));
	}
	for (size_t i = 0; i < g->actions.n; i++) {
		const struct gap_action *action = &g->actions.p[i];
		struct str focus = node_token(a, repo_str(x->to.repo, action->focus->key));
		struct str key = node_token(a, repo_str(x->to.repo, action->action->key));

		explain_line(&x->to, 2, "covered by %.*s, open (%s)",
		    SV(needs_action(x->needs, action)),
		    explain_place(&x->to, &action->plan->record,
			str_fmt(a, "/focus/%.*s/actions/%.*s", SV(focus), SV(key))));
	}
}

/* Where the role is said. */
static const char *
place_of_role(struct explaining *x)
{
	const struct person *person = x->person->person;

	if (x->person->role_name != person_on(person, x->needs->as_of).role)
		return "asked for";
	return explain_place(&x->to, &person->record,
	    x->person->role_name == person->role ? S("/role") : S("/past"));
}

static void
explain_person(struct explaining *x)
{
	const struct record *r = &x->person->person->record;

	explain_line(&x->to, 0, "%s: %.*s", explain_name(&x->to, r->id),
	    SV(x->person->person->name));
	explain_line(&x->to, 1, "as of %s, role %s (%s)", explain_day(&x->to, x->needs->as_of),
	    x->person->role_name ? explain_name(&x->to, x->person->role_name) : "none",
	    place_of_role(x));
	for (size_t i = 0; i < x->person->n; i++) {
		x->gap = &x->person->p[i];
		explain_line(&x->to, 1, "%.*s", SV(x->gap->skill));
		explain_expected(x);
		explain_next(x);
		explain_assessed(x);
		explain_gap(x);
		explain_ways(x);
	}
}

void
needs_explain(struct out *o, const struct needs *n)
{
	struct explaining x = {.to = {.out = o, .repo = n->repo}, .needs = n};

	for (size_t i = 0; i < n->n; i++) {
		struct arena_mark mark = arena_mark(&x.to.scratch);

		if (i)
			out_char(o, '\n');
		x.person = &n->people[i];
		explain_person(&x);
		arena_rewind(&x.to.scratch, mark);
	}
	arena_free(&x.to.scratch);
}
