#include "levels.h"

#include <math.h>

#include "acknowledgement.h"
#include "links.h"
#include "ratings.h"
#include "relation.h"
#include "results.h"

/* What is known while the sources are read. */
struct reading {
	struct arena *a;
	const struct repo *repo;
	const struct levels_query *q;
	struct levels *levels;
	uint32_t framework; /* symbol of the role's, 0: none */
};

/* The entry of a skill, added where there is none. */
static struct level *
entry_of(struct reading *r, uint32_t skill, uint32_t framework)
{
	struct str name = skill_name(r->a, r->repo, skill, framework);
	struct level *level;

	for (size_t i = 0; i < r->levels->n; i++)
		if (str_eq(r->levels->p[i].name, name))
			return &r->levels->p[i];
	level = vec_push(r->a, r->levels);
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

/* Takes an assessment, unless what is there rests on something better or later. */
static void
assess(struct level *level, enum level_basis basis, double assessed, const struct record *source,
    int32_t date)
{
	if (isnan(assessed) || basis > level->basis)
		return;
	if (basis == level->basis && date < level->date)
		return;
	level->basis = basis;
	level->assessed = assessed;
	level->source = source;
	level->date = date;
	level->disputed = false;
}

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
read_next_roles(struct reading *r)
{
	const struct syms *names = &r->levels->role->next;

	for (uint32_t i = 0; i < names->n; i++) {
		const struct framework *f;
		const struct framework_role *role =
		    levels_next_role(&f, r->repo, r->levels->framework, names->p[i]);

		for (uint32_t k = 0; role && k < role->expects.n; k++) {
			const struct value *v = &role->expects.p[k];
			struct level *level = entry_of(r, v->key, f->record.id);

			level->next = fmax(level->next, v->number);
		}
	}
}

static void
read_roles(struct reading *r)
{
	uint32_t role = r->q->role ? r->q->role : person_on(r->q->person, r->q->as_of).role;
	const struct framework *of_role, *of_aim;

	r->levels->role = skill_role(&of_role, r->repo, role);
	r->levels->framework = of_role;
	r->levels->aim = skill_role(&of_aim, r->repo, r->q->target_role);
	r->framework = of_role ? of_role->record.id : of_aim ? of_aim->record.id : 0;
	for (uint32_t i = 0; of_role && i < r->levels->role->expects.n; i++) {
		const struct value *v = &r->levels->role->expects.p[i];

		entry_of(r, v->key, of_role->record.id)->expected = v->number;
	}
	for (uint32_t i = 0; of_aim && i < r->levels->aim->expects.n; i++) {
		const struct value *v = &r->levels->aim->expects.p[i];

		entry_of(r, v->key, of_aim->record.id)->aimed = v->number;
	}
	if (r->q->next && of_role)
		read_next_roles(r);
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
		for (uint32_t k = 0; k < v->levels.n; k++) {
			struct level *level =
			    entry_of(r, v->levels.p[k].key, framework_of(r, v->cycle));

			assess(level, LEVEL_REVIEW, v->levels.p[k].number, &v->record, v->due);
			if (level->source == &v->record)
				level->disputed = disputed;
		}
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
	for (size_t i = 0; i < ratings.n; i++)
		assess(entry_of(r, ratings.p[i].skill, framework_of(r, c->record.id)), LEVEL_OTHERS,
		    ratings_others(r->repo, &ratings.p[i], c), &c->record, c->due);
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
				assess(entry_of(r, f->ratings.p[k].key, framework_of(r, f->cycle)),
				    relation == RELATION_SELF ? LEVEL_SELF : LEVEL_MANAGER,
				    f->ratings.p[k].number, &f->record, f->date);
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
			struct level *level = entry_of(r, s->key, framework_of(r, results->cycle));

			assess(level, LEVEL_OTHERS, s->others, list.p[i], c->due);
			assess(level, LEVEL_SELF, s->self, list.p[i], c->due);
		}
	}
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
	struct reading r = {a, repo, q, levels, 0};

	*levels = (struct levels){0};
	read_roles(&r);
	read_reviews(&r);
	read_feedback(&r);
	read_results(&r);
	sort_rest(levels);
}
