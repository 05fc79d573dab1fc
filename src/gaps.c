#include "gaps.h"

#include <math.h>
#include <stdlib.h>

#include "links.h"

enum { NEAR_PER_LEVEL = 1000000000 }; /* levels that differ by less are the same */

/* A number that levels which are the same share; the lowest where it is not known. */
static double
rank(double level)
{
	return isnan(level) ? -INFINITY : round(level * NEAR_PER_LEVEL);
}

static int
by_number(double a, double b)
{
	return (a > b) - (a < b);
}

bool
gap_is_open(const struct gap *g)
{
	return rank(g->gap) > 0;
}

/* Opportunities. */

struct catalogue_step {
	struct str skill; /* as skill_name has it */
	double from, to;
	const struct opportunity *of;
};

struct gap_catalogue {
	struct catalogue_step *p;
	size_t n, cap;
};

static double
hours(const struct opportunity *o)
{
	return isnan(o->effort_hours) ? INFINITY : o->effort_hours;
}

/* By mode as enum mode has them, by effort, by id; what is not said stands last. */
static int
by_offer(const void *left, const void *right)
{
	const struct opportunity *a = *(const struct opportunity *const *)left;
	const struct opportunity *b = *(const struct opportunity *const *)right;
	int mode_a = a->mode ? a->mode : MODE_FORMAL + 1;
	int mode_b = b->mode ? b->mode : MODE_FORMAL + 1;

	if (mode_a != mode_b)
		return mode_a - mode_b;
	if (hours(a) != hours(b))
		return by_number(hours(a), hours(b));
	return (a->record.index > b->record.index) - (a->record.index < b->record.index);
}

/* An opportunity whose prerequisites are being offered. */
struct offer {
	const struct opportunity *of;
	uint32_t next; /* prerequisite to look at */
};

struct offering {
	struct arena *a;
	const struct repo *repo;
	struct gap_catalogue *catalogue;
	bool *seen; /* by place among the opportunities */
	VEC(struct offer) open;
};

static void
open_offer(struct offering *o, const struct opportunity *of)
{
	size_t place = of->record.index - o->repo->first[KIND_OPPORTUNITY];

	if (o->seen[place] || !links_counts(o->repo, &of->record))
		return;
	o->seen[place] = true;
	*vec_push(o->a, &o->open) = (struct offer){.of = of};
}

static void
add_steps(struct offering *o, const struct opportunity *of)
{
	for (uint32_t i = 0; i < of->skills.n; i++)
		*vec_push(o->a, o->catalogue) =
		    (struct catalogue_step){.skill =
						skill_name(o->a, o->repo, of->skills.p[i].key, 0),
			.from = of->skills.p[i].from,
			.to = of->skills.p[i].to,
			.of = of};
}

/* Adds an opportunity behind all that it asks for, unless it is there already. */
static void
offer(struct offering *o, const struct opportunity *of)
{
	open_offer(o, of);
	while (o->open.n) {
		struct offer *top = &o->open.p[o->open.n - 1];
		const struct record *before;

		if (top->next == top->of->prerequisites.n) {
			add_steps(o, top->of);
			o->open.n--;
			continue;
		}
		before = repo_get(o->repo, KIND_OPPORTUNITY, top->of->prerequisites.p[top->next++]);
		if (before)
			open_offer(o, (const struct opportunity *)before);
	}
}

struct gap_catalogue *
gap_catalogue(struct arena *a, const struct repo *repo)
{
	struct offering o = {.a = a, .repo = repo, .catalogue = NEW(a, struct gap_catalogue)};
	const struct opportunity **sorted;
	struct record **all;
	size_t n;

	all = repo_of_kind(&n, repo, KIND_OPPORTUNITY);
	sorted = NEW_ARRAY(a, const struct opportunity *, n);
	o.seen = NEW_ARRAY(a, bool, n);
	for (size_t i = 0; i < n; i++)
		sorted[i] = (const struct opportunity *)all[i];
	if (n)
		qsort(sorted, n, sizeof *sorted, by_offer);
	for (size_t i = 0; i < n; i++)
		offer(&o, sorted[i]);
	return o.catalogue;
}

/* Gaps of a person. */

struct finding_gaps {
	struct arena *a;
	const struct repo *repo;
	const struct gap_catalogue *catalogue;
	struct gaps *gaps;
	struct record_list plans; /* of the person, by id */
};

static bool
is_by(int32_t day, int32_t as_of)
{
	return day != DATE_NONE && day <= as_of;
}

/* Has the person done an action of theirs that takes up an opportunity? */
static bool
is_taken(const struct finding_gaps *f, uint32_t opportunity)
{
	for (size_t i = 0; i < f->plans.n; i++) {
		const struct plan *plan = (const struct plan *)f->plans.p[i];

		for (uint32_t k = 0; k < plan->focus.n; k++)
			for (uint32_t m = 0; m < plan->focus.p[k].actions.n; m++) {
				const struct plan_action *action = &plan->focus.p[k].actions.p[m];

				if (action->opportunity == opportunity &&
				    is_by(action->done, f->gaps->as_of))
					return true;
			}
	}
	return false;
}

static struct syms
not_taken(const struct finding_gaps *f, const struct syms *prerequisites)
{
	struct syms left = {.p = NEW_ARRAY(f->a, uint32_t, prerequisites->n)};

	for (uint32_t i = 0; i < prerequisites->n; i++)
		if (!is_taken(f, prerequisites->p[i]))
			left.p[left.n++] = prerequisites->p[i];
	return left;
}

static void
add_opportunities(struct finding_gaps *f, struct gap *g)
{
	double assessed = rank(g->level.assessed);

	for (size_t i = 0; i < f->catalogue->n && !isnan(g->level.assessed); i++) {
		const struct catalogue_step *s = &f->catalogue->p[i];

		if (!str_eq(s->skill, g->level.name) || isnan(s->from) ||
		    rank(s->from) > assessed || assessed >= rank(s->to))
			continue;
		*vec_push(f->a, &g->opportunities) = (struct gap_opportunity){.of = s->of,
		    .from = s->from,
		    .to = s->to,
		    .before = not_taken(f, &s->of->prerequisites)};
	}
}

static void
add_actions_of_focus(struct finding_gaps *f, struct gap *g, const struct plan *plan,
    const struct plan_focus *focus)
{
	uint32_t preferred = f->gaps->framework ? f->gaps->framework->record.id : 0;

	if (!focus->skill ||
	    !str_eq(skill_name(f->a, f->repo, focus->skill, preferred), g->level.name))
		return;
	for (uint32_t i = 0; i < focus->actions.n; i++) {
		const struct plan_action *action = &focus->actions.p[i];

		if (!is_by(action->done, f->gaps->as_of) && !is_by(action->dropped, f->gaps->as_of))
			*vec_push(f->a, &g->actions) = (struct gap_action){plan, focus, action};
	}
}

static void
add_actions(struct finding_gaps *f, struct gap *g)
{
	for (size_t i = 0; i < f->plans.n; i++) {
		const struct plan *plan = (const struct plan *)f->plans.p[i];

		if (!is_by(plan->start, f->gaps->as_of) || plan->due < f->gaps->as_of)
			continue;
		for (uint32_t k = 0; k < plan->focus.n; k++)
			add_actions_of_focus(f, g, plan, &plan->focus.p[k]);
	}
}

static int
by_size(const void *left, const void *right)
{
	const struct gap *a = left, *b = right;
	int order = by_number(rank(b->gap), rank(a->gap));

	if (!order)
		order = by_number(rank(b->level.next), rank(a->level.next));
	return order ? order : str_cmp(a->skill, b->skill);
}

void
gaps_of(struct gaps *gaps, struct arena *a, const struct repo *repo,
    const struct gap_catalogue *catalogue, const struct person *person, uint32_t role,
    int32_t as_of)
{
	gaps_until(gaps, a, repo, catalogue, person, role, as_of, as_of);
}

void
gaps_until(struct gaps *gaps, struct arena *a, const struct repo *repo,
    const struct gap_catalogue *catalogue, const struct person *person, uint32_t role,
    int32_t as_of, int32_t until)
{
	struct finding_gaps f = {.a = a, .repo = repo, .catalogue = catalogue, .gaps = gaps};
	struct levels_query query = {.person = person,
	    .role = role ? role : person_on(person, as_of).role,
	    .next = true,
	    .as_of = as_of,
	    .until = until};
	struct arena scratch = {0};
	struct levels levels;

	levels_of(&levels, &scratch, repo, &query);
	*gaps = (struct gaps){.person = person,
	    .role_name = query.role,
	    .role = levels.role,
	    .framework = levels.framework,
	    .as_of = as_of};
	links_to(&f.plans, a, repo, &person->record, KIND_PLAN, "owner");
	for (size_t i = 0; i < levels.n; i++) {
		struct gap *g = vec_push(a, gaps);

		g->level = levels.p[i];
		g->level.name = str_dup(a, g->level.name);
		g->skill = skill_short(repo, g->level.name);
		g->gap = g->level.expected - g->level.assessed;
		add_opportunities(&f, g);
		add_actions(&f, g);
	}
	if (gaps->n)
		qsort(gaps->p, gaps->n, sizeof *gaps->p, by_size);
	arena_free(&scratch);
}

/* Who could teach whom. */

/* An assessed level of somebody. */
struct knowing {
	struct str skill; /* as skill_name has it */
	double level;
	const struct person *person;
};

struct knowings {
	struct knowing *p; /* by skill, level and the person's id */
	size_t n, cap;
};

static int
by_skill_and_level(const void *left, const void *right)
{
	const struct knowing *a = left, *b = right;
	int order = str_cmp(a->skill, b->skill);

	if (!order)
		order = by_number(rank(a->level), rank(b->level));
	if (!order)
		order = by_number(a->person->record.index, b->person->record.index);
	return order;
}

static void
collect(struct knowings *all, struct arena *a, const struct gaps *people, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < people[i].n; k++) {
			const struct level *level = &people[i].p[k].level;

			if (!isnan(level->assessed))
				*vec_push(a, all) = (struct knowing){level->name, level->assessed,
				    people[i].person};
		}
	if (all->n)
		qsort(all->p, all->n, sizeof *all->p, by_skill_and_level);
}

/* The first that knows a skill as well as is expected; NULL where nobody does. */
static const struct knowing *
nearest(const struct knowings *all, const struct level *wanted)
{
	size_t low = 0, high = all->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct knowing *k = &all->p[middle];
		int order = str_cmp(k->skill, wanted->name);

		if (order < 0 || (!order && rank(k->level) < rank(wanted->expected)))
			low = middle + 1;
		else
			high = middle;
	}
	return low < all->n && str_eq(all->p[low].skill, wanted->name) ? &all->p[low] : NULL;
}

static int
by_distance(const void *left, const void *right)
{
	const struct teaching *a = left, *b = right;
	int order = by_number(rank(a->taught - a->assessed), rank(b->taught - b->assessed));

	if (!order)
		order = str_cmp(a->skill, b->skill);
	if (!order)
		order = by_number(a->learner->record.index, b->learner->record.index);
	return order;
}

void
gaps_teach(struct teachings *list, struct arena *a, const struct gaps *learners, size_t n_learners,
    const struct gaps *teachers, size_t n_teachers)
{
	struct knowings all = {0};

	*list = (struct teachings){0};
	collect(&all, a, teachers, n_teachers);
	for (size_t i = 0; i < n_learners; i++)
		for (size_t k = 0; k < learners[i].n; k++) {
			const struct gap *g = &learners[i].p[k];
			const struct knowing *by = gap_is_open(g) ? nearest(&all, &g->level) : NULL;

			if (by)
				*vec_push(a, list) = (struct teaching){.skill = g->skill,
				    .teacher = by->person,
				    .learner = learners[i].person,
				    .taught = by->level,
				    .expected = g->level.expected,
				    .assessed = g->level.assessed};
		}
	if (list->n)
		qsort(list->p, list->n, sizeof *list->p, by_distance);
}
