#include "links.h"

#include <string.h>

#include "acknowledgement.h"

bool
links_counts(const struct repo *repo, const struct record *r)
{
	return r->valid && !r->imported && repo_get(repo, (enum kind)r->kind, r->id) == r;
}

const struct cycle *
links_confidential(const struct repo *repo, uint32_t cycle)
{
	const struct cycle *c = (const struct cycle *)repo_get(repo, KIND_CYCLE, cycle);

	return c && c->collection == COLLECTION_CONFIDENTIAL ? c : NULL;
}

/* Is it the field of that key of the record itself, not of something in it? */
static bool
is_own_field(enum kind kind, const struct field *field, const char *key)
{
	const struct table *table = kinds[kind].table;

	for (size_t i = 0; i < table->n; i++)
		if (&table->fields[i] == field)
			return strcmp(field->key, key) == 0;
	return false;
}

void
links_to(struct record_list *list, struct arena *a, const struct repo *repo,
    const struct record *to, enum kind kind, const char *key)
{
	size_t n;
	const struct repo_link *links = repo_links_to(&n, repo, to);

	*list = (struct record_list){0};
	for (size_t i = 0; i < n; i++) {
		const struct record *from = links[i].from;

		if (from->kind != kind || (key && !is_own_field(kind, links[i].field, key)))
			continue;
		if ((list->n && list->p[list->n - 1] == from) || !links_counts(repo, from))
			continue;
		*vec_push(a, list) = from;
	}
}

/* Is there a later one of the same person in the list? Of one day the last by id counts. */
static bool
is_superseded(const struct record_list *list, size_t i)
{
	const struct acknowledgement *a = (const struct acknowledgement *)list->p[i];

	for (size_t k = 0; k < list->n; k++) {
		const struct acknowledgement *b = (const struct acknowledgement *)list->p[k];

		if (k != i && b->by == a->by &&
		    (b->date > a->date || (b->date == a->date && k > i)))
			return true;
	}
	return false;
}

void
links_acknowledgements(struct record_list *list, struct arena *a, const struct repo *repo,
    const struct record *of, int32_t as_of)
{
	struct record_list all, known = {0};

	links_to(&all, a, repo, of, KIND_ACKNOWLEDGEMENT, "of");
	for (size_t i = 0; i < all.n; i++)
		if (((const struct acknowledgement *)all.p[i])->date <= as_of)
			*vec_push(a, &known) = all.p[i];
	*list = (struct record_list){0};
	for (size_t i = 0; i < known.n; i++)
		if (!is_superseded(&known, i))
			*vec_push(a, list) = known.p[i];
}

bool
links_acknowledged_by(struct arena *a, const struct repo *repo, const struct record *of,
    uint32_t who, int32_t as_of)
{
	struct record_list known;

	links_acknowledgements(&known, a, repo, of, as_of);
	for (size_t i = 0; i < known.n; i++)
		if (((const struct acknowledgement *)known.p[i])->by == who)
			return true;
	return false;
}
