/* Who wrote what: a grade for each record that says whose it is, and for each check-in in a list. */
#include "audit.h"

#include "acknowledgement.h"
#include "feedback.h"
#include "goal.h"
#include "journal.h"
#include "links.h"
#include "note.h"
#include "plan.h"
#include "request.h"
#include "review.h"
#include "summary.h"

/* Commits that changed a record or entry, the oldest first. */
struct part {
	const struct history_commit **p;
	size_t n, cap;
	bool given; /* a shallow clone begins with it: who brought it is not known here */
};

struct authors {
	struct {
		struct part **p;
		size_t n, cap;
	} records;		   /* by lineage */
	struct audit_memo current; /* the part of a record: by KIND:ID */
	struct audit_memo entries; /* the part of an entry: by KIND:ID ENTRY */
};

/* Whose words a record is, by kind. */
static const struct {
	size_t who; /* symbol of a person or team in the record; 0: note's list */
	const char
	    *says; /* "by", "from" somebody, of what is said in a name; NULL: it belongs to them */
	enum kind kind;
} rows[] = {
    {offsetof(struct goal, owner), NULL, KIND_GOAL},
    {offsetof(struct checkin, by), "by", KIND_CHECKIN},
    {offsetof(struct plan, owner), NULL, KIND_PLAN},
    {offsetof(struct journal, owner), "of", KIND_JOURNAL},
    {0, NULL, KIND_NOTE},
    {offsetof(struct feedback, from), "from", KIND_FEEDBACK},
    {offsetof(struct request, by), "by", KIND_REQUEST},
    {offsetof(struct review, by), "by", KIND_REVIEW},
    {offsetof(struct acknowledgement, by), "by", KIND_ACKNOWLEDGEMENT},
};

enum { ROWS = sizeof rows / sizeof *rows };

/* ROWS: it is nobody's. */
static size_t
row_of(enum kind kind)
{
	size_t i = 0;

	while (i < ROWS && rows[i].kind != kind)
		i++;
	return i;
}

/* History. */

static void
touch(struct audit *audit, struct part *part, const struct history_record *h)
{
	part->given = part->given || h->given;
	*vec_push(audit->arena, part) = h->commit;
}

/* Is what a record says, but for its list of check-ins, that of before or of a merge's other parent? */
static bool
is_as_before(const struct history_record *h)
{
	bool same = h->before && h->after && node_equal_but(h->before, h->after, S("checkins"));

	for (size_t i = 0; i < h->n_others && !same; i++)
		same = node_equal_but(h->others[i], h->after, S("checkins"));
	return same;
}

static bool
holds_entry(struct audit *audit, const struct node *root, struct str id, const struct node *entry)
{
	size_t place;
	const struct node *e = root ? audit_entry(&place, audit, root, id) : NULL;

	return e && node_equal(e, entry);
}

static void
take_entries(struct audit *audit, const struct history_record *h, struct str name)
{
	for (const struct node *e = audit_entries(h->after); e; e = e->next) {
		struct str id = audit_identity(audit, e);
		bool same = holds_entry(audit, h->before, id, e);
		struct part **part;

		for (size_t i = 0; i < h->n_others && !same; i++)
			same = holds_entry(audit, h->others[i], id, e);
		if (same)
			continue;
		part = (struct part **)audit_memo(audit, &audit->authors->entries,
		    JOIN(&audit->scratch, name, S(" "), id));
		if (!*part)
			*part = NEW(audit->arena, struct part);
		touch(audit, *part, h);
	}
}

static struct part *
part_of(struct audit *audit, uint32_t lineage)
{
	struct authors *authors = audit->authors;

	while (authors->records.n <= lineage)
		vec_push(audit->arena, &authors->records);
	if (!authors->records.p[lineage])
		authors->records.p[lineage] = NEW(audit->arena, struct part);
	return authors->records.p[lineage];
}

void
audit_authors_take(struct audit *audit, const struct history_record *h)
{
	struct part *part;
	struct str name;

	if (row_of(h->kind) == ROWS || h->op == CHANGE_GAP)
		return;
	name = audit_record(&audit->scratch, h->kind, h->id);
	part = part_of(audit, h->lineage);
	*audit_memo(audit, &audit->authors->current, name) = part;
	if (!is_as_before(h))
		touch(audit, part, h);
	take_entries(audit, h, name);
}

/* Grades. */

/* A record or an entry in one, and whose it says it is. */
struct words {
	const struct record *record;
	size_t row;
	struct str entry; /* p NULL: the record */
	struct str pointer;
	uint32_t who; /* symbol of a person or team; 0: of those who were there */
	const struct part *part;
};

static bool
is_theirs(const struct audit *audit, const struct words *w, const struct person *person,
    int32_t day)
{
	const struct record *team = repo_get(audit->repo, KIND_TEAM, w->who);
	const struct note *note = (const struct note *)w->record;

	if (!person)
		return false;
	if (w->who)
		return person->record.id == w->who ||
		       (team && summary_in_team(audit->repo, person->record.id, team, day));
	for (uint32_t i = 0; i < note->with.n; i++)
		if (note->with.p[i] == person->record.id)
			return true;
	return false;
}

/* Did one of theirs write a commit? A squash has several authors, as far as it tells. */
static bool
is_by_them(struct audit *audit, const struct words *w, const struct history_commit *c)
{
	const struct audit_author *author = audit_author(audit, c);
	int32_t day = git_when_day(c->when);
	bool theirs = is_theirs(audit, w, author->person, day);

	for (size_t i = 0; i < author->others.n && !theirs; i++)
		theirs = is_theirs(audit, w, author->others.p[i], day);
	return theirs;
}

/* A record rests on a commit that a host made of others. */
static void
note_squash(struct audit *audit, const struct words *w, const struct history_commit *c)
{
	struct audit_author *author = audit_author(audit, c);

	if (!author->n++)
		author->first = w->record;
}

static void
report_other(struct audit *audit, const struct words *w, const struct history_commit *c)
{
	const struct person *person = audit_author(audit, c)->person;
	struct str whose = repo_str(audit->repo, w->who);

	check_add(&audit->check, RULE_WRITTEN_BY_OTHER, w->record, w->pointer,
	    str_fmt(audit->arena, "%s %.*s, but committed with %s (%.*s)",
		w->entry.p ? "by" : rows[w->row].says, SV(whose),
		person ? "another person's address" : "an address that no person here lists",
		SV(audit_commit(audit, c))),
	    NULL);
}

static void
report_signature(struct audit *audit, const struct words *w, const struct history_commit *c,
    enum signature signature)
{
	const char *what = signature == SIGNATURE_BAD
			       ? "the signature does not fit what the commit holds"
			       : "signed with a key that the author does not list for that day";

	check_add(&audit->check, RULE_SIGNATURE, w->record, w->pointer,
	    str_fmt(audit->arena, "%s (%.*s)", what, SV(audit_commit(audit, c))), NULL);
}

/* The signature of a commit, which is looked at where its author lists keys. What is wrong with it is
 * reported with the first record that the commit wrote. */
static enum signature
look_at_signature(struct audit *audit, const struct words *w, const struct history_commit *c)
{
	struct audit_author *author = audit_author(audit, c);
	bool known = author->verified;
	enum signature signature;

	if (!author->person || !author->person->signing_keys.n || author->squash.p)
		return SIGNATURE_NONE;
	signature = audit_signature(audit, c);
	if (!known && (signature == SIGNATURE_BAD || signature == SIGNATURE_OTHER))
		report_signature(audit, w, c, signature);
	return signature;
}

static const char *
why_not_signed(struct audit *audit, const struct history_commit *c, enum signature signature)
{
	const struct person *person = audit_author(audit, c)->person;

	if (!person->signing_keys.n)
		return "the author lists no key";
	return signature == SIGNATURE_NONE    ? "not signed"
	       : signature == SIGNATURE_BAD   ? "signature does not fit"
	       : signature == SIGNATURE_OTHER ? "signed with a key that is not listed"
					      : "signature could not be verified here";
}

/* Grade 1 is the first commit's; 2 and 3 need all of them. */
static void
grade(struct audit *audit, struct findings_grade *g, const struct words *w)
{
	const struct part *part = w->part;

	g->grade = is_by_them(audit, w, part->p[0]) ? 3 : 0;
	if (!g->grade)
		g->why = JOIN(audit->arena, S("written by "), audit_name(audit, part->p[0]));
	if (!g->grade && (w->entry.p || rows[w->row].says))
		report_other(audit, w, part->p[0]);
	for (size_t i = 0; i < part->n; i++) {
		const struct history_commit *c = part->p[i];
		enum signature signature = look_at_signature(audit, w, c);

		if (audit_author(audit, c)->squash.p)
			note_squash(audit, w, c);
		if (g->grade >= 2 && !is_by_them(audit, w, c)) {
			g->grade = 1;
			g->why = JOIN(audit->arena, S("changed by "), audit_name(audit, c));
		} else if (g->grade >= 2 && audit_author(audit, c)->squash.p) {
			g->grade = 1;
			g->why = S("squashed by a host");
		} else if (g->grade == 3 && signature != SIGNATURE_GOOD) {
			g->grade = 2;
			g->why = str_of(why_not_signed(audit, c, signature));
		}
	}
}

static void
add_grade(struct audit *audit, const struct words *w)
{
	struct findings_grade *g = vec_push(audit->arena, &audit->result->grades);
	char hex[41];

	g->record =
	    audit_record(audit->arena, (enum kind)w->record->kind, repo_id(audit->repo, w->record));
	if (w->entry.p)
		g->part = JOIN(audit->arena, S("checkins/"), w->entry);
	g->grade = -1;
	if (w->part->given) {
		g->why = S("older than this shallow clone");
		return;
	}
	g->commit = str_dup(audit->arena, str_of(git_id_text(hex, w->part->p[0]->id)));
	grade(audit, g, w);
}

/* What nobody has committed yet has no grade. */
static void
grade_entry(struct audit *audit, const struct record *r, size_t row, size_t place, int32_t date,
    uint32_t by, uint32_t owner)
{
	struct arena *a = audit->arena;
	char day[11];
	struct words w = {.record = r, .row = row, .who = by ? by : owner};

	w.entry = JOIN(a, str_of(date_text(day, date)), str_of(by ? "/" : ""),
	    by ? repo_str(audit->repo, by) : S(""));
	w.pointer = str_fmt(a, "/checkins/%zu", place);
	w.part = *audit_memo(audit, &audit->authors->entries,
	    JOIN(a, audit_record(a, (enum kind)r->kind, repo_id(audit->repo, r)), S(" "), w.entry));
	if (w.part)
		add_grade(audit, &w);
}

static void
grade_entries(struct audit *audit, const struct record *r, size_t row)
{
	const struct goal *goal = (const struct goal *)r;
	const struct plan *plan = (const struct plan *)r;

	for (uint32_t i = 0; r->kind == KIND_GOAL && i < goal->checkins.n; i++)
		grade_entry(audit, r, row, i, goal->checkins.p[i].date, goal->checkins.p[i].by,
		    goal->owner);
	for (uint32_t i = 0; r->kind == KIND_PLAN && i < plan->checkins.n; i++)
		grade_entry(audit, r, row, i, plan->checkins.p[i].date, plan->checkins.p[i].by,
		    plan->owner);
}

static void
grade_record(struct audit *audit, const struct record *r, size_t row)
{
	struct words w = {.record = r, .row = row, .pointer = S("")};

	if (rows[row].who)
		w.who = *(const uint32_t *)((const char *)r + rows[row].who);
	w.part = *audit_memo(audit, &audit->authors->current,
	    audit_record(audit->arena, (enum kind)r->kind, repo_id(audit->repo, r)));
	if (w.part && w.part->n && (w.who || !rows[row].who))
		add_grade(audit, &w);
	grade_entries(audit, r, row);
}

static void
report_squashes(struct audit *audit)
{
	for (size_t i = 0; i < audit->commits.n; i++) {
		const struct audit_author *author = audit->commits.p[i];

		if (!author || !author->n)
			continue;
		check_add(&audit->check, RULE_SQUASHED, author->first, S(""),
		    str_fmt(audit->arena,
			"squashed by a host (%.*s): the author's own commits are gone, and "
			"who wrote what in %zu record%s is a claim (%.*s)",
			SV(author->squash), author->n, str_plural(author->n),
			SV(audit_commit(audit, author->commit))),
		    NULL);
	}
}

void
audit_authors_begin(struct audit *audit)
{
	audit->authors = NEW(audit->arena, struct authors);
}

void
audit_authors_end(struct audit *audit)
{
	for (size_t i = 0; i < audit->repo->n_records; i++) {
		const struct record *r = audit->repo->records[i];
		size_t row = row_of((enum kind)r->kind);

		if (row < ROWS && links_counts(audit->repo, r))
			grade_record(audit, r, row);
	}
	report_squashes(audit);
}
