#include "summary.h"

#include "acknowledgement.h"
#include "checkin.h"
#include "cycle.h"
#include "feedback.h"
#include "framework.h"
#include "goal.h"
#include "journal.h"
#include "note.h"
#include "opportunity.h"
#include "person.h"
#include "plan.h"
#include "request.h"
#include "results.h"
#include "review.h"
#include "team.h"

/* Offsets in the struct of a kind; 0 for none. people is a struct syms whose first is the owner. */
static const struct {
	size_t title, owner, people, start, due;
} at[KINDS] = {
    [KIND_PERSON] = {.title = offsetof(struct person, name),
	.start = offsetof(struct person, start),
	.due = offsetof(struct person, end)},
    [KIND_TEAM] = {.title = offsetof(struct team, name), .owner = offsetof(struct team, lead)},
    [KIND_FRAMEWORK] = {.title = offsetof(struct framework, title)},
    [KIND_OPPORTUNITY] = {.title = offsetof(struct opportunity, title)},
    [KIND_GOAL] = {.title = offsetof(struct goal, title),
	.owner = offsetof(struct goal, owner),
	.start = offsetof(struct goal, start),
	.due = offsetof(struct goal, due)},
    [KIND_CHECKIN] = {.owner = offsetof(struct checkin, by),
	.start = offsetof(struct checkin, date)},
    [KIND_PLAN] = {.owner = offsetof(struct plan, owner),
	.start = offsetof(struct plan, start),
	.due = offsetof(struct plan, due)},
    [KIND_JOURNAL] = {.title = offsetof(struct journal, title),
	.owner = offsetof(struct journal, owner),
	.start = offsetof(struct journal, date)},
    [KIND_NOTE] = {.people = offsetof(struct note, with), .start = offsetof(struct note, date)},
    [KIND_FEEDBACK] = {.people = offsetof(struct feedback, about),
	.start = offsetof(struct feedback, date)},
    [KIND_REQUEST] = {.owner = offsetof(struct request, by),
	.start = offsetof(struct request, date),
	.due = offsetof(struct request, due)},
    [KIND_CYCLE] = {.title = offsetof(struct cycle, title),
	.owner = offsetof(struct cycle, collector),
	.start = offsetof(struct cycle, start),
	.due = offsetof(struct cycle, due)},
    [KIND_RESULTS] = {.owner = offsetof(struct results, about),
	.start = offsetof(struct results, published)},
    [KIND_REVIEW] = {.owner = offsetof(struct review, about),
	.start = offsetof(struct review, start),
	.due = offsetof(struct review, due)},
    [KIND_ACKNOWLEDGEMENT] = {.owner = offsetof(struct acknowledgement, by),
	.start = offsetof(struct acknowledgement, date)},
};

static const void *
member(const struct record *r, size_t offset)
{
	return (const char *)r + offset;
}

struct summary
summary_of(const struct record *r)
{
	struct summary s = {.start = DATE_NONE, .due = DATE_NONE};
	const struct syms *people = member(r, at[r->kind].people);

	if (at[r->kind].title)
		s.title = *(const struct str *)member(r, at[r->kind].title);
	if (at[r->kind].owner)
		s.owner = *(const uint32_t *)member(r, at[r->kind].owner);
	if (at[r->kind].people && people->n)
		s.owner = people->p[0];
	if (at[r->kind].start)
		s.start = *(const int32_t *)member(r, at[r->kind].start);
	if (at[r->kind].due)
		s.due = *(const int32_t *)member(r, at[r->kind].due);
	return s;
}

struct people {
	summary_visitor *visit;
	void *ctx;
};

static void
visit_person(void *ctx, struct ref ref, const struct field_path *path)
{
	struct people *people = ctx;

	if (!path->above && path->field->refers & REF_OWNER)
		people->visit(people->ctx, ref.id);
}

void
summary_people(const struct record *r, summary_visitor *visit, void *ctx)
{
	struct people people = {visit, ctx};

	if (r->kind == KIND_PERSON || r->kind == KIND_TEAM)
		visit(ctx, r->id);
	else
		fields_visit(r, kinds[r->kind].table, visit_person, &people);
}

struct search {
	uint32_t who;
	bool found;
};

static void
look(void *ctx, uint32_t who)
{
	struct search *search = ctx;

	search->found = search->found || who == search->who;
}

bool
summary_is_of(const struct record *r, uint32_t who)
{
	struct search search = {who, false};

	summary_people(r, look, &search);
	return search.found;
}

bool
summary_in_team(const struct repo *repo, uint32_t who, const struct record *team, int32_t day)
{
	const struct person *person = (const struct person *)repo_get(repo, KIND_PERSON, who);
	uint32_t team_id = person ? person_team_on(person, day) : who;
	size_t n, steps = 0;

	repo_of_kind(&n, repo, KIND_TEAM);
	for (; team_id && steps <= n; steps++) {
		const struct team *t = (const struct team *)repo_get(repo, KIND_TEAM, team_id);

		if (!t || &t->record == team)
			return t;
		team_id = t->parent;
	}
	return false;
}

bool
summary_meets(const struct record *r, struct period p)
{
	struct summary s = summary_of(r);
	int32_t start = s.start == DATE_NONE ? s.due : s.start;
	int32_t due = s.due == DATE_NONE && r->kind != KIND_PERSON ? start : s.due;

	if (start == DATE_NONE)
		return true;
	return start <= p.end && (due == DATE_NONE || due >= p.start);
}
