#include "relation.h"

#include "person.h"

static uint32_t
manager_on(const struct repo *repo, uint32_t person, int32_t day)
{
	const struct person *p = (const struct person *)repo_get(repo, KIND_PERSON, person);

	return p ? person_on(p, day).manager : 0;
}

/* Does the line upwards from a person lead to another? */
static bool
is_above(const struct repo *repo, uint32_t above, uint32_t person, int32_t day)
{
	size_t people;

	repo_of_kind(&people, repo, KIND_PERSON);
	for (size_t steps = 0; person && steps <= people; steps++) {
		person = manager_on(repo, person, day);
		if (person == above)
			return true;
	}
	return false;
}

enum relation
relation_on(const struct repo *repo, uint32_t from, uint32_t about, int32_t day)
{
	if (!from)
		return RELATION_OTHER;
	if (from == about)
		return RELATION_SELF;
	if (manager_on(repo, about, day) == from)
		return RELATION_MANAGER;
	if (manager_on(repo, from, day) == about)
		return RELATION_DIRECT_REPORT;
	if (is_above(repo, from, about, day) || is_above(repo, about, from, day))
		return RELATION_OTHER;
	return RELATION_PEER;
}

enum relation
relation_of(const struct repo *repo, const struct feedback *f, uint32_t about)
{
	if (f->relation != RELATION_NONE)
		return (enum relation)f->relation;
	return relation_on(repo, f->from, about, f->date);
}
