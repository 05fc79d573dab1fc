/* What one says to the other: requests and their answers, feedback, acknowledgements. */
#include "answer.h"
#include "due_part.h"
#include "feedback.h"
#include "person.h"
#include "ratings.h"
#include "results.h"
#include "review.h"

static struct str
id_of(const struct due_search *s, uint32_t symbol)
{
	return repo_str(s->repo, symbol);
}

/* Requests. */

static void
add_response(struct due_search *s, const struct request *q, uint32_t i)
{
	uint32_t asked = q->asked.p[i];
	struct due_item item = {.type = DUE_RESPONSE,
	    .record = &q->record,
	    .part = id_of(s, asked),
	    .owner = asked,
	    .due = q->due};

	if (!due_is_wanted(s, &item))
		return;
	item.pointer = str_fmt(s->arena, "/asked/%u", i);
	item.title = str_fmt(s->arena, "Feedback about %.*s", SV(due_name(s, q->about)));
	item.settle = str_fmt(s->arena, "whet new feedback --set about=%.*s --set request=%.*s",
	    SV(id_of(s, q->about)), SV(id_of(s, q->record.id)));
	due_add(s, item);
}

/* Who asked, else the cycle's collector, else whom it is about. */
static uint32_t
asker_of(const struct due_search *s, const struct request *q)
{
	const struct cycle *c = (const struct cycle *)repo_get(s->repo, KIND_CYCLE, q->cycle);

	if (q->by && !due_has_left(s, q->by))
		return q->by;
	return c && c->collector && !due_has_left(s, c->collector) ? c->collector : q->about;
}

static void
add_request(struct due_search *s, const struct request *q, uint32_t missing)
{
	struct due_item item = {.type = DUE_REQUEST,
	    .record = &q->record,
	    .owner = asker_of(s, q),
	    .due = q->due};

	if (!missing || !due_is_wanted(s, &item))
		return;
	item.title = str_fmt(s->arena, "Feedback about %.*s: %u of %u answers missing",
	    SV(due_name(s, q->about)), missing, q->asked.n);
	due_add(s, item);
}

/* Who was asked in a confidential cycle is known in its collector's own workspace only. */
static bool
is_open(const struct due_search *s, const struct request *q)
{
	if (links_confidential(s->repo, q->cycle) && s->repo->workspace.readers != AUDIENCE_SELF)
		return false;
	return q->date <= s->q->as_of && !due_has_left(s, q->about);
}

static void
look_at_request(struct due_search *s, const struct request *q)
{
	const struct record *about = repo_get(s->repo, KIND_PERSON, q->about);
	struct record_list feedback = {0};
	uint32_t missing = 0;

	if (about)
		links_to(&feedback, &s->scratch, s->repo, about, KIND_FEEDBACK, "about");
	for (uint32_t i = 0; i < q->asked.n; i++) {
		uint32_t asked = q->asked.p[i];

		if (due_has_left(s, asked) ||
		    answer_of(q, asked, &feedback, s->q->as_of) != ANSWER_MISSING)
			continue;
		missing++;
		add_response(s, q, i);
	}
	add_request(s, q, missing);
}

void
due_requests(struct due_search *s)
{
	const struct record *r;

	for (size_t at = 0; (r = due_next(s, KIND_REQUEST, &at));) {
		struct arena_mark mark = arena_mark(&s->scratch);

		if (is_open(s, (const struct request *)r))
			look_at_request(s, (const struct request *)r);
		arena_rewind(&s->scratch, mark);
	}
}

/* Acknowledgements. */

static bool
wants_acknowledgement(struct due_search *s, const struct due_item *item)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	bool wants = due_is_wanted(s, item) && !links_acknowledged_by(&s->scratch, s->repo,
						   item->record, item->owner, s->q->as_of);

	arena_rewind(&s->scratch, mark);
	return wants;
}

static void
add_acknowledgement(struct due_search *s, struct due_item item, struct str title)
{
	item.title = title;
	item.settle = str_fmt(s->arena, "whet new acknowledgement --set of=%s:%.*s",
	    kinds[item.record->kind].name, SV(repo_id(s->repo, item.record)));
	due_add(s, item);
}

/* Of a review of oneself there is nothing to acknowledge. */
static void
look_at_review(struct due_search *s, const struct review *v)
{
	const struct record *cycle = repo_get(s->repo, KIND_CYCLE, v->cycle);
	struct period period = {v->start, v->due};
	struct due_item item = {.type = DUE_ACKNOWLEDGEMENT,
	    .record = &v->record,
	    .owner = v->about,
	    .due = DATE_NONE};
	struct str name;

	if (v->status != REVIEW_FINAL || v->by == v->about || v->due > s->q->as_of ||
	    !wants_acknowledgement(s, &item))
		return;
	if (cycle)
		name = repo_id(s->repo, cycle);
	else
		name = period_name(s->arena, period, workspace_fiscal_month(&s->repo->workspace));
	add_acknowledgement(s, item, str_fmt(s->arena, "Review of %.*s", SV(name)));
}

static void
look_at_feedback(struct due_search *s, const struct feedback *f)
{
	int32_t since = s->q->as_of - workspace_feedback_days(&s->repo->workspace);
	struct str from = f->outsider ? f->outsider->name : due_name(s, f->from);
	char date[11];

	if (f->date > s->q->as_of || f->date < since || links_confidential(s->repo, f->cycle))
		return;
	for (uint32_t i = 0; i < f->about.n; i++) {
		struct due_item item = {.type = DUE_ACKNOWLEDGEMENT,
		    .record = &f->record,
		    .part = id_of(s, f->about.p[i]),
		    .owner = f->about.p[i],
		    .due = DATE_NONE};

		if (item.owner == f->from || !wants_acknowledgement(s, &item))
			continue;
		add_acknowledgement(s, item,
		    str_fmt(s->arena, "Feedback by %.*s of %s", SV(from),
			date_text(date, f->date)));
	}
}

/* Who keeps a workspace alone wrote down what others said, and has seen it. */
void
due_acknowledgements(struct due_search *s)
{
	const struct record *r;

	for (size_t at = 0; (r = due_next(s, KIND_REVIEW, &at));)
		look_at_review(s, (const struct review *)r);
	if (s->repo->workspace.readers == AUDIENCE_SELF)
		return;
	for (size_t at = 0; (r = due_next(s, KIND_FEEDBACK, &at));)
		look_at_feedback(s, (const struct feedback *)r);
}

/* Feedback. */

/* The last day on which others gave a person feedback that the person can see: on a confidential
 * cycle's day of publication. DATE_NONE: never. */
static int32_t
last_feedback(struct due_search *s, const struct record *person)
{
	struct feedback_list feedback;
	struct record_list results;
	int32_t last = DATE_NONE;

	ratings_feedback(&feedback, &s->scratch, s->repo, person, s->q->as_of);
	for (size_t i = 0; i < feedback.n; i++)
		if (feedback.p[i]->from != person->id)
			last = feedback.p[i]->date;
	links_to(&results, &s->scratch, s->repo, person, KIND_RESULTS, "about");
	for (size_t i = 0; i < results.n; i++) {
		int32_t day = ((const struct results *)results.p[i])->published;

		if (day <= s->q->as_of && day > last)
			last = day;
	}
	return last;
}

/* Who has no manager asks for it. */
static void
look_at_person(struct due_search *s, const struct person *p)
{
	int32_t last = last_feedback(s, &p->record), since = last == DATE_NONE ? p->start : last;
	uint32_t manager = person_on(p, s->q->as_of).manager;
	struct due_item item = {.type = DUE_FEEDBACK,
	    .record = &p->record,
	    .owner = manager && !due_has_left(s, manager) ? manager : p->record.id,
	    .due = since == DATE_NONE ? DATE_NONE
				      : since + workspace_feedback_days(&s->repo->workspace)};
	char date[11];

	if (!due_is_wanted(s, &item))
		return;
	item.title =
	    str_fmt(s->arena, "Feedback for %.*s: none %s%s", SV(due_name(s, p->record.id)),
		last == DATE_NONE ? "yet" : "since ", date_text(date, last));
	item.settle = str_fmt(s->arena, "whet new %s --set about=%.*s",
	    item.owner == p->record.id ? "request" : "feedback", SV(repo_id(s->repo, &p->record)));
	due_add(s, item);
}

void
due_feedback(struct due_search *s)
{
	const struct record *r;

	for (size_t at = 0; (r = due_next(s, KIND_PERSON, &at));) {
		struct arena_mark mark = arena_mark(&s->scratch);

		if (person_is_active((const struct person *)r, s->q->as_of))
			look_at_person(s, (const struct person *)r);
		arena_rewind(&s->scratch, mark);
	}
}
