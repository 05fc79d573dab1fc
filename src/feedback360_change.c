#include "feedback360_part.h"

#include <math.h>

/* Did others rate the person in that cycle, as far as is known here? */
static bool
is_known(struct arena *a, const struct repo *repo, const struct record *person,
    const struct cycle *c, int32_t as_of)
{
	struct feedback_list list;

	if (c->collection == COLLECTION_CONFIDENTIAL)
		return results_of(a, repo, person, c, as_of);
	ratings_in_cycle(&list, a, repo, person, c, as_of);
	return list.n;
}

/* The last cycle by end that ended before this one, with the same framework and the same person;
 * NULL where there is none. */
static const struct cycle *
cycle_before(struct arena *a, const struct repo *repo, const struct record *person,
    const struct feedback360_query *q)
{
	struct str framework = repo_str(q->repo, q->cycle->framework);
	const struct cycle *found = NULL;
	size_t n;
	struct record **all = repo_of_kind(&n, repo, KIND_CYCLE);

	for (size_t i = 0; i < n; i++) {
		const struct cycle *c = (const struct cycle *)all[i];

		if (!c->record.valid || c->due == DATE_NONE || c->due >= q->cycle->due ||
		    (found && c->due < found->due))
			continue;
		if (str_eq(repo_str(repo, c->framework), framework) &&
		    is_known(a, repo, person, c, q->as_of))
			found = c;
	}
	return found;
}

static struct feedback360_skill *
skill_of(struct feedback360 *f, struct str name)
{
	for (size_t i = 0; i < f->n_skills; i++)
		if (str_eq(f->skills[i].name, name))
			return &f->skills[i];
	return NULL;
}

static void
compare_results(struct feedback360 *f, struct arena *a, const struct repo *repo,
    const struct results *results)
{
	const struct node *skills = node_get(repo_document(repo, a, &results->record), S("skills"));

	for (const struct node *n = skills ? skills->first : NULL; n; n = n->next) {
		struct feedback360_skill *s = skill_of(f, n->key->text);

		if (s)
			s->change = s->others - node_number(node_get(n, S("others")));
	}
}

static void
compare_answers(struct feedback360 *f, struct arena *a, const struct feedback360_query *q,
    const struct record *person)
{
	struct feedback360_query query = {.repo = q->shared,
	    .shared = q->shared,
	    .person = (const struct person *)person,
	    .cycle = f->before,
	    .as_of = q->as_of};
	struct feedback_list responses;
	struct feedback360 before;

	feedback360_figures(&before, &responses, a, &query);
	for (size_t i = 0; i < before.n_skills; i++) {
		struct feedback360_skill *s = skill_of(f, before.skills[i].name);

		if (s)
			s->change = s->others - before.skills[i].others;
	}
}

void
feedback360_change(struct feedback360 *f, struct arena *a, const struct feedback360_query *q)
{
	const struct record *person =
	    repo_find(q->shared, KIND_PERSON, repo_id(q->repo, &q->person->record));

	f->before = person ? cycle_before(a, q->shared, person, q) : NULL;
	if (!f->before)
		return;
	f->before_id = repo_id(q->shared, &f->before->record);
	if (f->before->collection == COLLECTION_CONFIDENTIAL)
		compare_results(f, a, q->shared,
		    results_of(a, q->shared, person, f->before, q->as_of));
	else
		compare_answers(f, a, q, person);
}
