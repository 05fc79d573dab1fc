#include "report_part.h"

#include "note.h"
#include "plan.h"
#include "results.h"

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

void
report_feedback_in(struct feedback_list *list, struct report *r, struct period period)
{
	*list = (struct feedback_list){0};
	for (size_t i = 0; i < r->feedback.n; i++) {
		const struct feedback *f = r->feedback.p[i];
		int32_t day = ratings_day(r->repo, f);

		if (day < period.start || day > period.end)
			continue;
		report_use(r, &f->record);
		*vec_push(r->arena, list) = f;
	}
}

/* Results count to the period of their cycle. */
static bool
is_in_period(const struct report *r, const struct results *results)
{
	const struct cycle *c = (const struct cycle *)repo_get(r->repo, KIND_CYCLE, results->cycle);
	int32_t day =
	    c && c->due != DATE_NONE && c->due < results->published ? c->due : results->published;

	return results->published <= r->q->as_of && day >= r->q->period.start &&
	       day <= r->q->period.end;
}

void
report_results_in(struct record_list *list, struct report *r)
{
	struct record_list all;

	*list = (struct record_list){0};
	links_to(&all, r->arena, r->repo, &r->q->person->record, KIND_RESULTS, "about");
	for (size_t i = 0; i < all.n; i++)
		if (is_in_period(r, (const struct results *)all.p[i]))
			*vec_push(r->arena, list) = all.p[i];
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

void
report_records(struct record_list *list, struct arena *a, struct repo *repo,
    const struct report_query *q)
{
	struct report r = {.arena = a, .repo = repo, .q = q};

	r.used = NEW_ARRAY(a, bool, repo->n_records);
	report_reviews(list, &r);
}

/* Promises. */

bool
report_is_own(const struct record *record, uint32_t who)
{
	const struct note *note = (const struct note *)record;

	if (record->kind == KIND_PLAN)
		return ((const struct plan *)record)->owner == who;
	if (record->kind == KIND_REVIEW)
		return ((const struct review *)record)->about == who;
	for (uint32_t i = 0; i < note->with.n; i++)
		if (note->with.p[i] == who)
			return true;
	return false;
}

static void
add_promises(struct promise_list *list, struct report *r, const struct record *record)
{
	uint32_t who = r->q->person->record.id;
	struct promise_list all = {0};

	if (record->kind == KIND_REVIEW && !report_is_known(r, (const struct review *)record))
		return;
	promises_add(&all, r->arena, record, r->q->as_of);
	for (size_t i = 0; i < all.n; i++)
		if (all.p[i].owner == who || report_is_own(record, who)) {
			report_use(r, record);
			*vec_push(r->arena, list) = all.p[i];
		}
}

void
report_promises(struct promise_list *list, struct report *r)
{
	static const enum kind sources[] = {KIND_PLAN, KIND_NOTE, KIND_REVIEW};
	struct record_list records;

	*list = (struct promise_list){0};
	for (size_t k = 0; k < sizeof sources / sizeof *sources; k++) {
		links_to(&records, r->arena, r->repo, &r->q->person->record, sources[k], NULL);
		for (size_t i = 0; i < records.n; i++)
			add_promises(list, r, records.p[i]);
	}
}
