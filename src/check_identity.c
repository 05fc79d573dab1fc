#include "check.h"

#include "checkin.h"
#include "goal.h"

static void
twice(struct check *c, const struct record *r, const struct record *first)
{
	struct str what =
	    r->kind == first->kind ? S("") : S(" (people and teams share one name space)");

	check_add(c, RULE_DUPLICATE_ID, r, S("/id"),
	    str_fmt(c->arena, "%s \"%.*s\" exists already in %.*s%.*s", kinds[first->kind].name,
		SV(repo_id(c->repo, r)), SV(repo_path(c->repo, first)), SV(what)),
	    "give one of the two another id");
}

/* Records are sorted by kind and id: those of one name stand side by side. */
static void
same_kind(struct check *c)
{
	const struct record *first = NULL;

	for (size_t i = 0; i < c->repo->n_records; i++) {
		const struct record *r = c->repo->records[i];

		if (r->imported)
			continue;
		if (first && first->kind == r->kind && first->id == r->id)
			twice(c, r, first);
		else
			first = r;
	}
}

void
check_identity(struct check *c)
{
	const struct record *r;

	same_kind(c);
	for (size_t i = 0; (r = check_next(c, KIND_TEAM, &i));) {
		const struct record *person = repo_get(c->repo, KIND_PERSON, r->id);

		if (person)
			twice(c, r, person);
	}
}
