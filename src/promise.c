#include "promise.h"

#include "note.h"
#include "person.h"
#include "review.h"

static int32_t
by_then(int32_t day, int32_t as_of)
{
	return day != DATE_NONE && day <= as_of ? day : DATE_NONE;
}

static void
add_plan(struct promise_list *list, struct arena *a, const struct plan *p, int32_t as_of)
{
	for (uint32_t i = 0; i < p->focus.n; i++)
		for (uint32_t k = 0; k < p->focus.p[i].actions.n; k++) {
			const struct plan_action *action = &p->focus.p[i].actions.p[k];

			*vec_push(a, list) = (struct promise){.record = &p->record,
			    .focus = p->focus.p[i].key,
			    .key = action->key,
			    .title = action->title,
			    .owner = action->owner ? action->owner : p->owner,
			    .due = action->due,
			    .done = by_then(action->done, as_of),
			    .dropped = by_then(action->dropped, as_of)};
		}
}

static void
add_note(struct promise_list *list, struct arena *a, const struct note *n, int32_t as_of)
{
	for (uint32_t i = 0; i < n->actions.n; i++) {
		const struct note_action *action = &n->actions.p[i];

		*vec_push(a, list) = (struct promise){.record = &n->record,
		    .key = action->key,
		    .title = action->title,
		    .owner = action->owner,
		    .due = action->due,
		    .done = by_then(action->done, as_of),
		    .dropped = DATE_NONE};
	}
}

static void
add_review(struct promise_list *list, struct arena *a, const struct review *v, int32_t as_of)
{
	for (uint32_t i = 0; i < v->next.n; i++) {
		const struct next_step *step = &v->next.p[i];

		*vec_push(a, list) = (struct promise){.record = &v->record,
		    .key = step->key,
		    .title = step->title,
		    .owner = step->owner,
		    .due = step->due,
		    .done = by_then(step->done, as_of),
		    .dropped = DATE_NONE};
	}
}

void
promises_add(struct promise_list *list, struct arena *a, const struct record *record, int32_t as_of)
{
	const struct plan *plan = (const struct plan *)record;
	const struct note *note = (const struct note *)record;

	if (record->kind == KIND_PLAN && plan->start <= as_of)
		add_plan(list, a, plan, as_of);
	else if (record->kind == KIND_NOTE && note->date <= as_of)
		add_note(list, a, note, as_of);
	else if (record->kind == KIND_REVIEW)
		add_review(list, a, (const struct review *)record, as_of);
}

static bool
has_left(const struct repo *repo, uint32_t who, int32_t day)
{
	const struct person *p = (const struct person *)repo_get(repo, KIND_PERSON, who);

	return p && person_has_left(p, day);
}

bool
promises_bind(const struct repo *repo, const struct record *record, int32_t day)
{
	const struct review *review = (const struct review *)record;

	if (record->kind == KIND_PLAN)
		return !has_left(repo, ((const struct plan *)record)->owner, day);
	if (record->kind == KIND_REVIEW)
		return review->due <= day && !has_left(repo, review->about, day);
	return true;
}

enum mode
promise_mode(const struct repo *repo, const struct plan_action *action)
{
	const struct opportunity *o =
	    (const struct opportunity *)repo_get(repo, KIND_OPPORTUNITY, action->opportunity);

	if (action->mode)
		return (enum mode)action->mode;
	return o ? (enum mode)o->mode : MODE_NONE;
}
