/* What was agreed or said, and changed later. */
#include "audit.h"

#include "checkin.h"
#include "moved.h"
#include "person.h"

/* Days after its date within which a check-in is written. */
enum { LATE = 7 };

struct goalposts {
	struct moved_query query;
	struct moved_search search;
	struct moved_list moves;
	struct audit_memo written; /* the commit that brought a check-in: by lineage and entry */
	struct audit_memo acknowledged; /* the commit that acknowledged a record: by KIND:ID */
};

/* Goals. */

/* "key_results.p99.target" as a JSON Pointer. */
static struct str
pointer_of(struct arena *a, struct str field)
{
	struct str pointer = S(""), key;

	for (bool more = field.n; more;) {
		more = str_cut(&key, &field, field, '.');
		pointer = JOIN(a, pointer, S("/"), node_token(a, key));
	}
	return pointer;
}

static struct str
name_of(struct audit *audit, struct str id)
{
	const struct person *p = (const struct person *)repo_find(audit->repo, KIND_PERSON, id);

	return p && p->name.n ? p->name : id;
}

/* "48 days after the start", "after Cara Lindqvist had acknowledged the goal" */
static struct str
when_of(struct audit *audit, const struct moved *m)
{
	struct arena *a = audit->arena;
	struct str after = S("");

	if (m->days)
		after = JOIN(a, audit_days(audit, m->days), S(" after the start"));
	if (m->seen.commit)
		after = JOIN(a, after, str_of(after.n ? " and after " : "after "),
		    name_of(audit, m->seen.by), S(" had acknowledged the goal"));
	return after;
}

static void
report_move(struct audit *audit, const struct moved *m)
{
	const struct record *r = &m->goal->record;
	struct str replanned = S("");
	char date[11];

	if (m->explained)
		replanned = str_fmt(audit->arena, ", as replanned on %s",
		    date_text(date, m->explained->date));
	check_add(&audit->check, m->explained ? RULE_GOALPOST_REPLANNED : RULE_GOALPOST_MOVED, r,
	    pointer_of(audit->arena, m->field),
	    str_fmt(audit->arena, "%.*s, %.*s%.*s (%.*s)", SV(m->text), SV(when_of(audit, m)),
		SV(replanned), SV(audit_commit(audit, m->commit))),
	    NULL);
}

/* The first day of a goal that is in no repository; DATE_NONE where it is not known. */
static int32_t
start_of(const struct audit *audit, const struct node *goal)
{
	struct period period;
	int32_t start;

	if (date_parse(&start, node_str(node_get(goal, S("start")))))
		return start;
	return repo_period(&period, audit->repo, node_str(node_get(goal, S("period"))))
		   ? period.start
		   : DATE_NONE;
}

/* A goal that has been taken away can move no more. */
static void
take_removed_goal(struct audit *audit, const struct history_record *h)
{
	int32_t start = start_of(audit, h->before);

	if (start == DATE_NONE || git_when_day(h->commit->when) <= start ||
	    str_is(node_str(node_get(h->before, S("status"))), "draft"))
		return;
	audit_add(audit, RULE_GOALPOST_MOVED, h, S(""),
	    str_fmt(audit->arena, "goal \"%.*s\" removed, %.*s after the start (%.*s)", SV(h->id),
		SV(audit_days(audit, git_when_day(h->commit->when) - start)),
		SV(audit_commit(audit, h->commit))));
}

/* Check-ins. */

/* The day it was written: that of the author, or of the committer where that is earlier, since a rebase
 * makes a new one. */
static int32_t
day_written(const struct history_commit *c)
{
	int32_t author = git_when_day(c->written), committer = git_when_day(c->when);

	return author < committer ? author : committer;
}

/* A check-in is there for the first time. What a repository begins with is not asked when it was
 * written. */
static void
take_written(struct audit *audit, const struct history_record *h, struct str name,
    const struct node *checkin, struct str pointer)
{
	int32_t date, late;

	*audit_memo(audit, &audit->goalposts->written, name) = (void *)h->commit;
	if (h->given || h->commit->number == 0 ||
	    !date_parse(&date, node_str(node_get(checkin, S("date")))))
		return;
	late = day_written(h->commit) - date;
	if (late > LATE)
		audit_add(audit, RULE_CHECKIN_BACKDATED, h, pointer,
		    str_fmt(audit->arena, "check-in dated %.*s was committed %.*s later (%.*s)",
			SV(node_str(node_get(checkin, S("date")))), SV(audit_days(audit, late)),
			SV(audit_commit(audit, h->commit))));
}

/* A check-in is not any more what it was; not on the day it was written, when mistakes are mended. */
static void
take_rewritten(struct audit *audit, const struct history_record *h, struct str name,
    const struct changes *changes, struct str pointer)
{
	const struct history_commit *first = *audit_memo(audit, &audit->goalposts->written, name);
	int32_t days = first ? git_when_day(h->commit->when) - git_when_day(first->when) : 0;

	if (!changes->n || days <= 0)
		return;
	audit_add(audit, RULE_CHECKIN_CHANGED, h, pointer,
	    str_fmt(audit->arena, "%.*s, %.*s after the check-in was written (%.*s)",
		SV(audit_words(audit, changes)), SV(audit_days(audit, days)),
		SV(audit_commit(audit, h->commit))));
}

static void
take_checkin(struct audit *audit, const struct history_record *h)
{
	struct str name = str_fmt(&audit->scratch, "%u", h->lineage);
	struct changes changes = {0};

	if (h->op == CHANGE_ADD) {
		take_written(audit, h, name, h->after, S(""));
		return;
	}
	history_changes(&changes, &audit->scratch, h, NULL);
	if (changes.n && changes.p[0].op == CHANGE_MOVE) {
		changes.p++;
		changes.n--;
	}
	take_rewritten(audit, h, name, &changes, S(""));
}

/* Check-ins in the list of a goal or plan. */

/* Of a record's changes those of one entry. */
static struct changes
changes_in(struct audit *audit, const struct changes *all, struct str id)
{
	struct str field = JOIN(&audit->scratch, S("checkins."), id);
	struct changes own = {0};

	for (size_t i = 0; i < all->n; i++) {
		const struct change *c = &all->p[i];

		if (str_starts(c->field, field) &&
		    (c->field.n == field.n || c->field.p[field.n] == '.'))
			*vec_push(&audit->scratch, &own) = *c;
	}
	return own;
}

static void
take_entries(struct audit *audit, const struct history_record *h)
{
	struct changes all = {0}, own;
	size_t place;

	if (!audit_entries(h->before) && !audit_entries(h->after))
		return;
	history_changes(&all, &audit->scratch, h, NULL);
	for (const struct node *e = audit_entries(h->before); e; e = e->next) {
		struct str id = audit_identity(audit, e);
		bool here = audit_entry(&place, audit, h->after, id);

		own = changes_in(audit, &all, id);
		take_rewritten(audit, h, str_fmt(&audit->scratch, "%u %.*s", h->lineage, SV(id)),
		    &own, here ? str_fmt(audit->arena, "/checkins/%zu", place) : S("/checkins"));
	}
	for (const struct node *e = audit_entries(h->after); e; e = e->next) {
		struct str id = audit_identity(audit, e);

		if (audit_entry(&place, audit, h->before, id))
			continue;
		audit_entry(&place, audit, h->after, id);
		take_written(audit, h, str_fmt(&audit->scratch, "%u %.*s", h->lineage, SV(id)), e,
		    str_fmt(audit->arena, "/checkins/%zu", place));
	}
}

/* Feedback. */

/* Where what was seen is sealed, it is the seal that tells. */
static void
take_acknowledgement(struct audit *audit, const struct history_record *h)
{
	void **first;

	if (!h->after || node_get(h->after, S("seen")))
		return;
	first = audit_memo(audit, &audit->goalposts->acknowledged,
	    node_str(node_get(h->after, S("of"))));
	if (!*first)
		*first = (void *)h->commit;
}

static void
take_feedback(struct audit *audit, const struct history_record *h)
{
	struct str name = audit_record(&audit->scratch, KIND_FEEDBACK, h->id);
	const struct history_commit *first =
	    *audit_memo(audit, &audit->goalposts->acknowledged, name);
	struct changes changes = {0};

	if (!first || first == h->commit ||
	    (h->before && h->after && node_equal(h->before, h->after)))
		return;
	history_changes(&changes, &audit->scratch, h, NULL);
	audit_add(audit, RULE_FEEDBACK_CHANGED, h, S(""),
	    str_fmt(audit->arena, "%.*s, after it had been acknowledged (%.*s)",
		SV(audit_words(audit, &changes)), SV(audit_commit(audit, h->commit))));
}

void
audit_goalposts_take(struct audit *audit, const struct history_record *h)
{
	moved_take(&audit->goalposts->search, h);
	if (h->op == CHANGE_GAP)
		return;
	if (h->kind == KIND_GOAL && h->op == CHANGE_REMOVE)
		take_removed_goal(audit, h);
	else if (h->kind == KIND_GOAL || h->kind == KIND_PLAN)
		take_entries(audit, h);
	else if (h->kind == KIND_CHECKIN)
		take_checkin(audit, h);
	else if (h->kind == KIND_ACKNOWLEDGEMENT)
		take_acknowledgement(audit, h);
	else if (h->kind == KIND_FEEDBACK)
		take_feedback(audit, h);
}

void
audit_goalposts_begin(struct audit *audit)
{
	struct goalposts *g = NEW(audit->arena, struct goalposts);
	const struct goal **goals;
	const struct record *r;
	size_t n;

	repo_of_kind(&n, audit->repo, KIND_GOAL);
	goals = NEW_ARRAY(audit->arena, const struct goal *, n);
	g->query = (struct moved_query){audit->repo, goals, 0, DATE_LAST, true};
	for (size_t i = 0; (r = check_next(&audit->check, KIND_GOAL, &i));)
		goals[g->query.n++] = (const struct goal *)r;
	moved_begin(&g->search, &g->moves, audit->arena, &g->query);
	audit->goalposts = g;
}

void
audit_goalposts_end(struct audit *audit)
{
	for (size_t i = 0; i < audit->goalposts->moves.n; i++)
		report_move(audit, &audit->goalposts->moves.p[i]);
}
