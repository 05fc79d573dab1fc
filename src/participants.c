#include "participants.h"

#include "links.h"
#include "team.h"

int32_t
participants_day(const struct cycle *c)
{
	return c->opens != DATE_NONE ? c->opens : c->start;
}

int32_t
participants_close(const struct cycle *c)
{
	return c->closes != DATE_NONE ? c->closes : c->due;
}

/* Whom a cycle names: people and teams, by place among the records. */
static bool *
named(struct arena *a, const struct repo *repo, const struct cycle *c)
{
	bool *named = NEW_ARRAY(a, bool, repo->n_records);

	for (uint32_t i = 0; i < c->participants.n; i++) {
		const struct record *person = repo_get(repo, KIND_PERSON, c->participants.p[i]);
		const struct record *team = repo_get(repo, KIND_TEAM, c->participants.p[i]);

		if (person)
			named[person->index] = true;
		if (team)
			named[team->index] = true;
	}
	return named;
}

/* Is the team named, or one above it? */
static bool
is_team_named(const struct repo *repo, const bool *named, uint32_t symbol)
{
	size_t steps;

	repo_of_kind(&steps, repo, KIND_TEAM);
	for (steps++; symbol && steps; steps--) {
		const struct team *team = (const struct team *)repo_get(repo, KIND_TEAM, symbol);

		if (team && named[team->record.index])
			return true;
		symbol = team ? team->parent : 0;
	}
	return false;
}

void
participants_on(struct person_list *list, struct arena *a, const struct repo *repo,
    const struct cycle *c, int32_t day)
{
	const bool *is_named = named(a, repo, c);
	size_t n;
	struct record **people = repo_of_kind(&n, repo, KIND_PERSON);

	*list = (struct person_list){0};
	for (size_t i = 0; i < n; i++) {
		const struct person *p = (const struct person *)people[i];

		if (!p->record.valid || repo_get(repo, KIND_PERSON, p->record.id) != people[i])
			continue;
		if (is_named[people[i]->index] ||
		    is_team_named(repo, is_named, person_team_on(p, day)))
			*vec_push(a, list) = p;
	}
}

void
participants_of(struct person_list *list, struct arena *a, const struct repo *repo,
    const struct cycle *c)
{
	int32_t day = participants_day(c);
	struct person_list all;

	participants_on(&all, a, repo, c, day);
	*list = (struct person_list){0};
	for (size_t i = 0; i < all.n; i++)
		if (person_is_active(all.p[i], day))
			*vec_push(a, list) = all.p[i];
}

/* A review of a cycle names it, or is of exactly its period. */
static bool
is_of(const struct review *v, const struct cycle *c)
{
	return v->cycle ? v->cycle == c->record.id : v->start == c->start && v->due == c->due;
}

const struct review *
participants_review(struct arena *a, const struct repo *repo, const struct cycle *c,
    const struct person *p)
{
	const struct review *found = NULL;
	struct record_list reviews;

	links_to(&reviews, a, repo, &p->record, KIND_REVIEW, "about");
	for (size_t i = 0; i < reviews.n; i++) {
		const struct review *v = (const struct review *)reviews.p[i];

		if (is_of(v, c) && (!found || v->status == REVIEW_FINAL))
			found = v;
	}
	return found;
}
