#include "report_part.h"

#include "note.h"
#include "plan.h"

/* Marks what the figures of a goal were computed from. */
static void
use_goal(struct report *r, const struct progress *progress, const struct goal_progress *g)
{
	report_use(r, &g->goal->record);
	for (uint32_t i = 0; i < g->n_checkins; i++)
		report_use(r, g->checkins[i].record);
	for (size_t i = 0; !g->of && g->supporters && i < progress->n; i++) {
		const struct goal_progress *below = &progress->goals[i];

		if (below->parent == g - progress->goals && !r->used[below->goal->record.index])
			use_goal(r, progress, below);
	}
}

void
report_goals_of(struct goal_list *list, struct report *r, const struct progress *progress,
    struct period period, bool owned)
{
	struct record_list records;

	*list = (struct goal_list){0};
	links_to(&records, r->arena, r->repo, &r->q->person->record, KIND_GOAL,
	    owned ? "owner" : "contributors");
	for (size_t i = 0; i < records.n; i++) {
		const struct goal *g = (const struct goal *)records.p[i];

		if (!summary_meets(&g->record, period) ||
		    (!owned && g->owner == r->q->person->record.id))
			continue;
		use_goal(r, progress, progress_of(progress, g));
		*vec_push(r->arena, list) = progress_of(progress, g);
	}
}

/* The day that feedback counts to. */
static int32_t
day_of(const struct report *r, const struct feedback *f)
{
	const struct cycle *c = (const struct cycle *)repo_get(r->repo, KIND_CYCLE, f->cycle);

	if (!c || c->start == DATE_NONE)
		return f->date;
	return f->date < c->start ? c->start : f->date > c->due ? c->due : f->date;
}

void
report_feedback_in(struct feedback_list *list, struct report *r, struct period period)
{
	*list = (struct feedback_list){0};
	for (size_t i = 0; i < r->feedback.n; i++) {
		const struct feedback *f = r->feedback.p[i];
		int32_t day = day_of(r, f);

		if (day < period.start || day > period.end)
			continue;
		report_use(r, &f->record);
		*vec_push(r->arena, list) = f;
	}
}

bool
report_is_of_period(const struct report *r, const struct review *v)
{
	if (r->q->cycle && v->cycle == r->q->cycle->record.id)
		return true;
	return v->start == r->q->period.start && v->due == r->q->period.end;
}

bool
report_is_known(const struct report *r, const struct review *v)
{
	return v->due <= r->q->as_of || report_is_of_period(r, v);
}

void
report_reviews(struct record_list *list, struct report *r)
{
	struct record_list all;
	bool final = false;

	links_to(&all, r->arena, r->repo, &r->q->person->record, KIND_REVIEW, "about");
	for (size_t i = 0; i < all.n; i++) {
		const struct review *v = (const struct review *)all.p[i];

		final = final || (report_is_of_period(r, v) && v->status == REVIEW_FINAL);
	}
	*list = (struct record_list){0};
	for (size_t i = 0; i < all.n; i++) {
		const struct review *v = (const struct review *)all.p[i];

		if (report_is_of_period(r, v) && (v->status == REVIEW_FINAL || !final))
			*vec_push(r->arena, list) = report_use(r, &v->record);
	}
}

/* Promises. */

struct collecting {
	struct report *r;
	struct promise_list *list;
	const struct record *record;
	bool all; /* the record is the person's: promises of others count too */
};

static void
add_promise(const struct collecting *c, struct str title, uint32_t owner, int32_t due, int32_t done,
    int32_t dropped)
{
	if (!c->all && owner != c->r->q->person->record.id)
		return;
	report_use(c->r, c->record);
	*vec_push(c->r->arena, c->list) = (struct promise){.record = c->record,
	    .title = title,
	    .owner = owner,
	    .due = due,
	    .done = done != DATE_NONE && done <= c->r->q->as_of ? done : DATE_NONE,
	    .dropped = dropped != DATE_NONE && dropped <= c->r->q->as_of ? dropped : DATE_NONE};
}

static void
add_plan(struct collecting *c, const struct plan *p)
{
	if (p->start > c->r->q->as_of)
		return;
	c->all = p->owner == c->r->q->person->record.id;
	for (uint32_t i = 0; i < p->focus.n; i++)
		for (uint32_t k = 0; k < p->focus.p[i].actions.n; k++) {
			const struct plan_action *a = &p->focus.p[i].actions.p[k];

			add_promise(c, a->title, a->owner ? a->owner : p->owner, a->due, a->done,
			    a->dropped);
		}
}

static void
add_review(struct collecting *c, const struct review *v)
{
	if (!report_is_known(c->r, v))
		return;
	c->all = v->about == c->r->q->person->record.id;
	for (uint32_t i = 0; i < v->next.n; i++)
		add_promise(c, v->next.p[i].title, v->next.p[i].owner, v->next.p[i].due,
		    v->next.p[i].done, DATE_NONE);
}

static void
add_note(struct collecting *c, const struct note *n)
{
	if (n->date > c->r->q->as_of)
		return;
	c->all = false;
	for (uint32_t i = 0; i < n->with.n; i++)
		c->all = c->all || n->with.p[i] == c->r->q->person->record.id;
	for (uint32_t i = 0; i < n->actions.n; i++)
		add_promise(c, n->actions.p[i].title, n->actions.p[i].owner, n->actions.p[i].due,
		    n->actions.p[i].done, DATE_NONE);
}

void
report_promises(struct promise_list *list, struct report *r)
{
	static const enum kind sources[] = {KIND_PLAN, KIND_NOTE, KIND_REVIEW};
	struct collecting c = {.r = r, .list = list};
	struct record_list records;

	*list = (struct promise_list){0};
	for (size_t k = 0; k < sizeof sources / sizeof *sources; k++) {
		links_to(&records, r->arena, r->repo, &r->q->person->record, sources[k], NULL);
		for (size_t i = 0; i < records.n; i++) {
			c.record = records.p[i];
			if (sources[k] == KIND_PLAN)
				add_plan(&c, (const struct plan *)c.record);
			else if (sources[k] == KIND_NOTE)
				add_note(&c, (const struct note *)c.record);
			else
				add_review(&c, (const struct review *)c.record);
		}
	}
}
