#include "participants.h"

#include "team.h"

int32_t
participants_day(const struct cycle *c)
{
	return c->opens != DATE_NONE ? c->opens : c->start;
}

static bool
is_named(const struct cycle *c, uint32_t symbol)
{
	for (uint32_t i = 0; i < c->participants.n; i++)
		if (c->participants.p[i] == symbol)
			return true;
	return false;
}

/* Is the team named, or one above it? */
static bool
is_team_named(const struct repo *repo, const struct cycle *c, uint32_t symbol)
{
	size_t steps;

	repo_of_kind(&steps, repo, KIND_TEAM);
	for (steps++; symbol && steps; steps--) {
		const struct team *team = (const struct team *)repo_get(repo, KIND_TEAM, symbol);

		if (is_named(c, symbol))
			return true;
		symbol = team ? team->parent : 0;
	}
	return false;
}

void
participants_of(struct person_list *list, struct arena *a, const struct repo *repo,
    const struct cycle *c)
{
	int32_t day = participants_day(c);
	size_t n;
	struct record **people = repo_of_kind(&n, repo, KIND_PERSON);

	*list = (struct person_list){0};
	for (size_t i = 0; i < n; i++) {
		const struct person *p = (const struct person *)people[i];

		if (!p->record.valid || repo_get(repo, KIND_PERSON, p->record.id) != people[i] ||
		    !person_is_active(p, day))
			continue;
		if (is_named(c, p->record.id) || is_team_named(repo, c, person_on(p, day).team))
			*vec_push(a, list) = p;
	}
}
