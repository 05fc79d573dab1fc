/* Goals, check-ins, and promises. */
#include "due_part.h"
#include "progress.h"
#include "promise.h"

static void
add_goal(struct due_search *s, const struct goal_progress *g)
{
	const struct goal *goal = g->goal;
	struct due_item item = {.type = DUE_GOAL,
	    .record = &goal->record,
	    .owner = goal->owner,
	    .due = goal->due,
	    .title = goal->title};

	if (g->pace == PACE_DRAFT || g->pace == PACE_DROPPED || g->pace == PACE_CLOSED)
		return;
	if (goal->due != DATE_NONE && due_is_wanted(s, &item))
		due_add(s, item);
}

/* A goal that holds its check-ins is edited; else they are records of their own. */
static void
add_checkin(struct due_search *s, const struct progress *p, const struct goal_progress *g)
{
	const struct goal *goal = g->goal;
	struct due_item item = {.type = DUE_CHECKIN,
	    .record = &goal->record,
	    .owner = goal->owner,
	    .due = progress_checkin_due(p, g, s->q->as_of + s->q->within),
	    .title = goal->title,
	    .settle = goal->checkins.n ? (struct str){NULL, 0} : S("whet new checkin")};

	if (item.due != DATE_NONE && due_is_wanted(s, &item))
		due_add(s, item);
}

void
due_goals(struct due_search *s)
{
	struct progress *p = progress_new(s->arena, s->repo, s->q->as_of);

	for (size_t i = 0; i < p->n; i++)
		if (p->goals[i].counted) {
			add_goal(s, &p->goals[i]);
			add_checkin(s, p, &p->goals[i]);
		}
}

static void
add_promise(struct due_search *s, const struct promise *p)
{
	static const char *const lists[KINDS] = {[KIND_NOTE] = "actions", [KIND_REVIEW] = "next"};
	struct str key = repo_str(s->repo, p->key), focus = repo_str(s->repo, p->focus);
	struct due_item item = {.type = DUE_ACTION,
	    .record = p->record,
	    .part = p->focus ? JOIN(s->arena, focus, S("/"), key) : key,
	    .owner = p->owner,
	    .due = p->due,
	    .title = p->title};

	if (!due_is_wanted(s, &item))
		return;
	item.pointer = p->focus ? str_fmt(s->arena, "/focus/%.*s/actions/%.*s", SV(focus), SV(key))
				: str_fmt(s->arena, "/%s/%.*s", lists[p->record->kind], SV(key));
	due_add(s, item);
}

void
due_promises(struct due_search *s)
{
	static const enum kind sources[] = {KIND_PLAN, KIND_NOTE, KIND_REVIEW};
	const struct record *record;

	for (size_t k = 0; k < sizeof sources / sizeof *sources; k++)
		for (size_t at = 0; (record = due_next(s, sources[k], &at));) {
			struct arena_mark mark = arena_mark(&s->scratch);
			struct promise_list promises = {0};

			if (promises_bind(s->repo, record, s->q->as_of))
				promises_add(&promises, &s->scratch, record, s->q->as_of);
			for (size_t i = 0; i < promises.n; i++) {
				const struct promise *p = &promises.p[i];

				if (p->done == DATE_NONE && p->dropped == DATE_NONE)
					add_promise(s, p);
			}
			arena_rewind(&s->scratch, mark);
		}
}
