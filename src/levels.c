#include "levels.h"

#include <math.h>

#include "acknowledgement.h"
#include "links.h"
#include "ratings.h"
#include "relation.h"
#include "results.h"

const char *const level_bases[] = {
    [LEVEL_REVIEW] = "review",
    [LEVEL_OTHERS] = "others",
    [LEVEL_MANAGER] = "manager",
    [LEVEL_SELF] = "self",
    [LEVEL_NONE] = NULL,
};

/* What is known while the sources are read. */
struct reading {
	struct arena *a;
	const struct repo *repo;
	const struct levels_query *q;
	struct level_sources *found;
	uint32_t framework; /* symbol of the role's, 0: none */
};

/* The roles of a person. */
struct roles {
	const struct framework_role *role, *aim;
	const struct framework *of_role, *of_aim;
};

const struct framework_role *
levels_next_role(const struct framework **found, const struct repo *repo,
    const struct framework *of, uint32_t name)
{
	*found = of;
	if (framework_role(of, name))
		return framework_role(of, name);
	return skill_role(found, repo, name);
}

static void
find_roles(struct roles *roles, const struct repo *repo, const struct levels_query *q)
{
	uint32_t role = q->role ? q->role : person_on(q->person, q->as_of).role;

	roles->role = skill_role(&roles->of_role, repo, role);
	roles->aim = skill_role(&roles->of_aim, repo, q->target_role);
}

/* The framework that bare names of skills mean first: a symbol, or 0. */
static uint32_t
preferred(const struct roles *roles)
{
	const struct framework *f = roles->of_role ? roles->of_role : roles->of_aim;

	return f ? f->record.id : 0;
}

/* Sources. */

static struct level_source *
add_source(struct reading *r, const struct value *v, uint32_t framework, enum level_basis basis,
    const struct record *source, int32_t date)
{
	struct level_source *s = vec_push(r->a, r->found);

	*s = (struct level_source){.skill = v->key,
	    .name = skill_name(r->a, r->repo, v->key, framework),
	    .assessed = v->number,
	    .basis = basis,
	    .source = source,
	    .date = date};
	return s;
}

static bool
is_disputed(const struct reading *r, const struct record *review)
{
	struct record_list list;

	links_acknowledgements(&list, r->a, r->repo, review, r->q->as_of);
	for (size_t i = 0; i < list.n; i++) {
		const struct acknowledgement *a = (const struct acknowledgement *)list.p[i];

		if (a->by == r->q->person->record.id && a->agrees == 0)
			return true;
	}
	return false;
}

static uint32_t
framework_of(const struct reading *r, uint32_t cycle)
{
	const struct cycle *c = (const struct cycle *)repo_get(r->repo, KIND_CYCLE, cycle);

	return c && c->framework ? c->framework : r->framework;
}

static void
read_reviews(struct reading *r)
{
	struct record_list list;

	links_to(&list, r->a, r->repo, &r->q->person->record, KIND_REVIEW, "about");
	for (size_t i = 0; i < list.n; i++) {
		const struct review *v = (const struct review *)list.p[i];
		bool disputed = is_disputed(r, &v->record);

		if (v->status != REVIEW_FINAL || v->due == DATE_NONE || v->due > r->q->until)
			continue;
		for (uint32_t k = 0; k < v->levels.n; k++)
			add_source(r, &v->levels.p[k], framework_of(r, v->cycle), LEVEL_REVIEW,
			    &v->record, v->due)
			    ->disputed = disputed;
	}
}

static void
read_cycle(struct reading *r, const struct cycle *c, const struct feedback_list *feedback)
{
	struct feedback_list of_cycle = {0};
	struct ratings ratings;

	for (size_t i = 0; i < feedback->n; i++)
		if (feedback->p[i]->cycle == c->record.id)
			*vec_push(r->a, &of_cycle) = feedback->p[i];
	if (!of_cycle.n)
		return;
	ratings_of(&ratings, r->a, r->repo, &r->q->person->record, &of_cycle, r->framework);
	for (size_t i = 0; i < ratings.n; i++) {
		struct value v = {ratings.p[i].skill, false,
		    ratings_others(r->repo, &ratings.p[i], c)};

		add_source(r, &v, framework_of(r, c->record.id), LEVEL_OTHERS, &c->record, c->due);
	}
}

static void
read_feedback(struct reading *r)
{
	struct feedback_list list;
	struct record **cycles;
	size_t n;

	ratings_feedback(&list, r->a, r->repo, &r->q->person->record, r->q->as_of);
	for (size_t i = 0; i < list.n; i++) {
		const struct feedback *f = list.p[i];
		enum relation relation = relation_of(r->repo, f, r->q->person->record.id);

		if (relation != RELATION_MANAGER && relation != RELATION_SELF)
			continue;
		for (uint32_t k = 0; k < f->ratings.n; k++)
			if (!isnan(f->ratings.p[k].number))
				add_source(r, &f->ratings.p[k], framework_of(r, f->cycle),
				    relation == RELATION_SELF ? LEVEL_SELF : LEVEL_MANAGER,
				    &f->record, f->date);
	}
	cycles = repo_of_kind(&n, r->repo, KIND_CYCLE);
	for (size_t i = 0; i < n; i++) {
		const struct cycle *c = (const struct cycle *)cycles[i];

		if (links_counts(r->repo, cycles[i]) && c->due != DATE_NONE &&
		    c->due <= r->q->until)
			read_cycle(r, c, &list);
	}
}

/* What confidential cycles have published. */
static void
read_results(struct reading *r)
{
	struct record_list list;

	links_to(&list, r->a, r->repo, &r->q->person->record, KIND_RESULTS, "about");
	for (size_t i = 0; i < list.n; i++) {
		const struct results *results = (const struct results *)list.p[i];
		const struct cycle *c =
		    (const struct cycle *)repo_get(r->repo, KIND_CYCLE, results->cycle);

		if (!c || c->due == DATE_NONE || c->due > r->q->until ||
		    results->published > r->q->as_of)
			continue;
		for (uint32_t k = 0; k < results->skills.n; k++) {
			const struct results_skill *s = &results->skills.p[k];
			struct value others = {s->key, false, s->others};
			struct value self = {s->key, false, s->self};
			uint32_t framework = framework_of(r, results->cycle);

			add_source(r, &others, framework, LEVEL_OTHERS, list.p[i], c->due);
			add_source(r, &self, framework, LEVEL_SELF, list.p[i], c->due);
		}
	}
}

void
levels_sources(struct level_sources *list, struct arena *a, const struct repo *repo,
    const struct levels_query *q)
{
	struct reading r = {a, repo, q, list, 0};
	struct roles roles;

	*list = (struct level_sources){0};
	find_roles(&roles, repo, q);
	r.framework = preferred(&roles);
	read_reviews(&r);
	read_feedback(&r);
	read_results(&r);
}

/* Levels. */

struct levelling {
	struct arena *a;
	const struct repo *repo;
	struct levels *levels;
};

/* The entry of a skill by its name, added where there is none. */
static struct level *
entry_named(struct levelling *l, struct str name, uint32_t skill)
{
	struct level *level;

	for (size_t i = 0; i < l->levels->n; i++)
		if (str_eq(l->levels->p[i].name, name))
			return &l->levels->p[i];
	level = vec_push(l->a, l->levels);
	*level = (struct level){.skill = skill,
	    .name = name,
	    .expected = NAN,
	    .aimed = NAN,
	    .next = NAN,
	    .assessed = NAN,
	    .basis = LEVEL_NONE,
	    .date = DATE_NONE};
	return level;
}

static struct level *
entry_of(struct levelling *l, uint32_t skill, const struct framework *framework)
{
	return entry_named(l, skill_name(l->a, l->repo, skill, framework->record.id), skill);
}

/* Takes an assessment, unless what is there rests on something better or later. */
static void
assess(struct level *level, const struct level_source *s)
{
	if (isnan(s->assessed) || s->basis > level->basis)
		return;
	if (s->basis == level->basis && s->date < level->date)
		return;
	level->basis = s->basis;
	level->assessed = s->assessed;
	level->source = s->source;
	level->date = s->date;
	level->disputed = s->disputed;
}

static void
read_next_roles(struct levelling *l, const struct framework_role *of)
{
	const struct syms *names = &of->next;

	for (uint32_t i = 0; i < names->n; i++) {
		const struct framework *f;
		const struct framework_role *role =
		    levels_next_role(&f, l->repo, l->levels->framework, names->p[i]);

		for (uint32_t k = 0; role && k < role->expects.n; k++) {
			const struct value *v = &role->expects.p[k];
			struct level *level = entry_of(l, v->key, f);

			level->next = fmax(level->next, v->number);
		}
	}
}

static void
read_roles(struct levelling *l, const struct roles *roles, bool next)
{
	l->levels->role = roles->role;
	l->levels->framework = roles->of_role;
	l->levels->aim = roles->aim;
	for (uint32_t i = 0; roles->role && i < roles->role->expects.n; i++) {
		const struct value *v = &roles->role->expects.p[i];

		entry_of(l, v->key, roles->of_role)->expected = v->number;
	}
	for (uint32_t i = 0; roles->aim && i < roles->aim->expects.n; i++) {
		const struct value *v = &roles->aim->expects.p[i];

		entry_of(l, v->key, roles->of_aim)->aimed = v->number;
	}
	if (next && roles->role)
		read_next_roles(l, roles->role);
}

static bool
is_expected(const struct level *level)
{
	return !isnan(level->expected) || !isnan(level->aimed) || !isnan(level->next);
}

/* Those that no role expects stand behind the others, by name. */
static void
sort_rest(struct levels *levels)
{
	for (size_t i = 1; i < levels->n; i++) {
		struct level moved = levels->p[i];
		size_t k = i;

		if (is_expected(&moved))
			continue;
		for (; k > 0 && !is_expected(&levels->p[k - 1]) &&
		       str_cmp(levels->p[k - 1].name, moved.name) > 0;
		     k--)
			levels->p[k] = levels->p[k - 1];
		levels->p[k] = moved;
	}
}

void
levels_of(struct levels *levels, struct arena *a, const struct repo *repo,
    const struct levels_query *q)
{
	struct level_sources sources;
	struct levelling l = {a, repo, levels};
	struct roles roles;

	*levels = (struct levels){0};
	find_roles(&roles, repo, q);
	read_roles(&l, &roles, q->next);
	levels_sources(&sources, a, repo, q);
	for (size_t i = 0; i < sources.n; i++)
		assess(entry_named(&l, sources.p[i].name, sources.p[i].skill), &sources.p[i]);
	sort_rest(levels);
}
