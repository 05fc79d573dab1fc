#include "report_part.h"

#include <stdlib.h>

#include "answer.h"

/* Something that waits for somebody. */
struct open_item {
	struct str what; /* users' text, or ours with users' text in it */
	uint32_t owner;	 /* symbol of a person */
	int32_t due;	 /* DATE_NONE: without a date */
	const struct record *record;
	size_t order; /* as it was found */
};

struct open_items {
	struct open_item *p;
	size_t n, cap;
};

static void
add_item(struct open_items *list, struct report *r, struct open_item item)
{
	item.order = list->n;
	report_use(r, item.record);
	*vec_push(r->arena, list) = item;
}

static void
add_promises(struct open_items *list, struct report *r)
{
	struct promise_list promises;

	report_promises(&promises, r);
	for (size_t i = 0; i < promises.n; i++) {
		const struct promise *p = &promises.p[i];

		if (p->done == DATE_NONE && p->dropped == DATE_NONE)
			add_item(list, r,
			    (struct open_item){p->title, p->owner, p->due, p->record, 0});
	}
}

static void
add_unread_reviews(struct open_items *list, struct report *r)
{
	struct record_list reviews;
	uint32_t who = r->q->person->record.id;

	links_to(&reviews, r->arena, r->repo, &r->q->person->record, KIND_REVIEW, "about");
	for (size_t i = 0; i < reviews.n; i++) {
		const struct review *v = (const struct review *)reviews.p[i];
		const struct cycle *c =
		    (const struct cycle *)repo_get(r->repo, KIND_CYCLE, v->cycle);
		struct period period = {v->start, v->due};

		if (v->status != REVIEW_FINAL || !report_is_known(r, v) ||
		    links_acknowledged_by(r->arena, r->repo, &v->record, who, r->q->as_of))
			continue;
		add_item(list, r,
		    (struct open_item){str_fmt(r->arena, "Acknowledge the review of %.*s",
					   SV(report_period_name(r->arena, r->repo, period, c))),
			who, DATE_NONE, &v->record, 0});
	}
}

static void
add_request(struct open_items *list, struct report *r, const struct request *q)
{
	const struct record *about = repo_get(r->repo, KIND_PERSON, q->about);
	const struct cycle *cycle = (const struct cycle *)repo_get(r->repo, KIND_CYCLE, q->cycle);
	uint32_t who = r->q->person->record.id;
	struct record_list answers;

	if (!about || q->date > r->q->as_of ||
	    (cycle && cycle->collection == COLLECTION_CONFIDENTIAL))
		return;
	links_to(&answers, r->arena, r->repo, about, KIND_FEEDBACK, "about");
	for (uint32_t i = 0; i < q->asked.n; i++) {
		uint32_t asked = q->asked.p[i];

		if ((q->about != who && asked != who) ||
		    answer_of(q, asked, &answers, r->q->as_of) != ANSWER_MISSING)
			continue;
		add_item(list, r,
		    (struct open_item){str_fmt(r->arena,
					   "Answer the request for feedback about %.*s",
					   SV(report_name(r, q->about))),
			asked, q->due, &q->record, 0});
	}
}

/* Requests about the person, and those that ask the person. */
static void
add_requests(struct open_items *list, struct report *r)
{
	struct record_list requests;

	links_to(&requests, r->arena, r->repo, &r->q->person->record, KIND_REQUEST, NULL);
	for (size_t i = 0; i < requests.n; i++)
		add_request(list, r, (const struct request *)requests.p[i]);
}

/* What is over its date first, what has none last. */
static int
by_due(const void *left, const void *right)
{
	const struct open_item *a = left, *b = right;

	if ((a->due == DATE_NONE) != (b->due == DATE_NONE))
		return a->due == DATE_NONE ? 1 : -1;
	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

static void
write_when(struct report *r, int32_t due)
{
	int32_t days = due == DATE_NONE ? 0 : r->q->as_of - due;

	if (due == DATE_NONE)
		report_cell_words(r, "open");
	else if (days > 0)
		report_cell_words(r, "overdue, %d day%s", days, str_plural((uint64_t)days));
	else if (days == 0)
		report_cell_words(r, "today");
	else
		report_cell_words(r, "in %d day%s", -days, str_plural((uint64_t)-days));
}

void
report_due(struct report *r)
{
	static const char *const titles[] = {"Due", "What", "Owner", "State", "Said in"};
	struct open_items list = {0};
	char date[11];

	report_heading(r, 2, "Due");
	add_promises(&list, r);
	add_unread_reviews(&list, r);
	add_requests(&list, r);
	if (!list.n) {
		report_say(r, "Nothing is open.");
		return;
	}
	qsort(list.p, list.n, sizeof *list.p, by_due);
	report_head(r, titles, "lllll");
	for (size_t i = 0; i < list.n; i++) {
		const struct open_item *item = &list.p[i];

		report_row(r);
		report_cell_words(r, "%s", date_text(date, item->due));
		report_cell(r, item->what);
		report_cell(r, report_name(r, item->owner));
		write_when(r, item->due);
		report_cell(r, str_fmt(r->arena, "%s:%.*s", kinds[item->record->kind].name,
				   SV(repo_id(r->repo, item->record))));
		report_row_end(r);
	}
	report_gap(r);
}
