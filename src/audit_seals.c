/* Is what was acknowledged still what was seen? */
#include "audit.h"

#include "acknowledgement.h"
#include "links.h"
#include "review.h"
#include "seal.h"
#include "sha256.h"

/* States of the past that are tried for one seal, and records that one finding names. */
enum { STATES_MOST = 64, NAMED_MOST = 5 };

/* A change of what was acknowledged. */
struct sealed_change {
	const struct history_commit *commit;
	struct str words;
};

/* The last acknowledgement of a record by one person, with its seal. */
struct sealed {
	struct sealed *next; /* of the same record */
	const struct acknowledgement *by;
	const struct record *of;
	struct str record;		     /* KIND:ID of it */
	const struct history_commit *commit; /* that brought the seal; NULL: none has yet */
	struct str path;		     /* where the record stood then */
	struct str here;		     /* where it stands, as far as history has been read */
	struct str digest;		     /* of the record alone likewise */
	bool matched;			     /* goal, feedback: a version was what was seen */
	struct {
		struct sealed_change *p;
		size_t n, cap;
	} changes; /* since that version; of a review since commit */
};

/* Commits that changed a record. */
struct touches {
	const struct history_commit **p;
	size_t n, cap;
};

struct seals {
	struct {
		struct sealed **p;
		size_t n, cap;
	} all;
	struct audit_memo of;	   /* first struct sealed by KIND:ID of what is acknowledged */
	struct audit_memo by;	   /* struct sealed by KIND:ID of the acknowledgement */
	struct audit_memo touches; /* struct touches by KIND:ID */
	struct git_steps walk;	   /* all commits, the youngest first, once they are asked for */
};

/* History. */

static void
take_change(struct audit *audit, struct sealed *s, const struct history_record *h)
{
	struct changes changes = {0};
	struct sealed_change *c;

	history_changes(&changes, &audit->scratch, h, NULL);
	c = vec_push(audit->arena, &s->changes);
	c->commit = h->commit;
	c->words = audit_words(audit, &changes);
}

/* The seal of a record that is made from nothing else. */
static struct str
seal_alone(struct audit *audit, struct str record, struct str digest)
{
	return sha256_text(&audit->scratch, JOIN(&audit->scratch, record, S(" "), digest, S("\n")));
}

static void
take_version(struct audit *audit, struct sealed *s, const struct history_record *h)
{
	struct str digest = h->after ? seal_digest(audit->arena, h->after, s->by->date) : S("");

	if (str_eq(digest, s->digest))
		return;
	s->digest = digest;
	if (h->kind != KIND_REVIEW && str_eq(seal_alone(audit, s->record, digest), s->by->seen)) {
		s->matched = true;
		s->changes.n = 0;
	} else if (h->kind == KIND_REVIEW ? s->commit != NULL : s->matched) {
		take_change(audit, s, h);
	}
}

static void
take_seal(struct sealed *s, const struct history_record *h)
{
	if (!h->after || !str_eq(node_str(node_get(h->after, S("seen"))), s->by->seen) ||
	    (h->before && str_eq(node_str(node_get(h->before, S("seen"))), s->by->seen)))
		return;
	s->commit = h->commit;
	s->path = s->here;
	if (s->of->kind == KIND_REVIEW)
		s->changes.n = 0;
}

static void
remember_touch(struct audit *audit, struct str name, const struct history_commit *c)
{
	struct touches **touches =
	    (struct touches **)audit_memo(audit, &audit->seals->touches, name);

	if (!*touches)
		*touches = NEW(audit->arena, struct touches);
	*vec_push(audit->arena, *touches) = c;
}

void
audit_seals_take(struct audit *audit, const struct history_record *h)
{
	struct str name = audit_record(&audit->scratch, h->kind, h->id);
	struct sealed *s;

	if (!audit->seals->all.n || h->op == CHANGE_GAP)
		return;
	remember_touch(audit, name, h->commit);
	for (s = *audit_memo(audit, &audit->seals->of, name); s; s = s->next) {
		take_version(audit, s, h);
		s->here = h->path;
	}
	s = *audit_memo(audit, &audit->seals->by, name);
	if (s)
		take_seal(s, h);
}

/* States of the past. */

static bool
read_walk(struct audit *audit)
{
	const struct source *source = audit->repo->source;

	if (!audit->seals->walk.n)
		audit->status = git_walk(&audit->seals->walk, source->git, audit->arena,
		    source->commit.id, NULL, NULL);
	return !audit->status;
}

/* Lets the sealed record stand in a state as it stood when it was acknowledged: what else a branch held
 * that was squashed or rebased may have changed since. */
static void
lay_over(struct audit *audit, const struct sealed *s, struct source *state, struct arena *a)
{
	struct git *git = audit->repo->source->git;
	struct git_commit commit;
	struct git_entry entry;
	struct str path = JOIN(a, audit->repo->source->prefix, s->path), bytes;
	bool found = false;

	if (!s->commit || git_read_commit(&commit, &found, git, a, s->commit->id) || !found ||
	    git_path(&entry, &found, git, a, commit.tree, path) || !found ||
	    git_read_blob(&bytes, &found, git, a, entry.id) || !found)
		return;
	source_give(state, s->path, bytes);
}

/* Is the record as a commit has it, and what it was made from, what was seen? *seal lives in the audit's
 * arena. */
static bool
fits(struct seal *seal, struct audit *audit, const struct sealed *s, struct git_id commit)
{
	struct arena a = {0};
	struct sink sink = {.arena = &a};
	const struct review *now = (const struct review *)s->of;
	struct source *source = NULL;
	struct repo *repo = NULL;
	const struct record *r = NULL;
	bool found;

	*seal = (struct seal){0};
	audit->status = source_at_commit(&source, &found, &a, audit->repo->source, commit);
	if (!audit->status && found) {
		lay_over(audit, s, source, &a);
		audit->status =
		    repo_load_around(&repo, &a, source, &sink, repo_str(audit->repo, now->about));
	}
	if (!audit->status && repo)
		r = repo_find(repo, KIND_REVIEW, repo_id(audit->repo, s->of));
	if (r)
		seal_of(seal, audit->arena, repo, r, s->by->date);
	if (repo)
		repo_free(repo);
	source_close(source);
	arena_free(&a);
	return seal->digest.p && str_eq(seal->digest, s->by->seen);
}

/* Goes back from the commit that brought the seal. *number is that of the commit that fits; see
 * history_commit. */
static bool
find_state(size_t *number, struct seal *seal, struct audit *audit, const struct sealed *s)
{
	const struct git_steps *walk = &audit->seals->walk;
	size_t at;

	if (!read_walk(audit))
		return false;
	at = s->commit ? walk->n - 1 - s->commit->number : 0;
	for (size_t i = 0; i < STATES_MOST && at < walk->n && !audit->status; i++, at++)
		if (fits(seal, audit, s, walk->p[at].id)) {
			*number = walk->n - 1 - at;
			return true;
		}
	return false;
}

/* Findings, at the seal. */

/* Does a record's file stand as the last commit has it? */
static bool
is_committed(struct audit *audit, const struct record *r)
{
	struct source *source = audit->repo->source;
	struct arena scratch = {0};
	struct str path = repo_path(audit->repo, r), bytes;
	struct git_entry entry;
	struct git_id id = {0};
	int error = 0;
	bool found = false;

	source_read_path(&bytes, &error, source, &scratch, path);
	if (!error)
		error = git_hash_blob(&id, bytes);
	if (!error)
		error = git_path(&entry, &found, source->git, &scratch, source->commit.tree,
		    JOIN(&scratch, source->prefix, path));
	arena_free(&scratch);
	return !error && found && git_id_eq(id, entry.id);
}

/* "ada acknowledged review:ada-2026-q3 on 2026-09-30" */
static struct str
words_of(struct audit *audit, const struct sealed *s)
{
	char date[11];

	return str_fmt(audit->arena, "%.*s acknowledged %.*s on %s",
	    SV(repo_str(audit->repo, s->by->by)), SV(s->record), date_text(date, s->by->date));
}

static void
report(struct audit *audit, const struct sealed *s, enum rule rule, struct str message)
{
	check_add(&audit->check, rule, &s->by->record, S("/seen"), message, NULL);
}

static void
report_broken(struct audit *audit, const struct sealed *s)
{
	struct str text = JOIN(audit->arena, S("changed since "), words_of(audit, s), S(": "));
	bool committed = is_committed(audit, s->of);

	for (size_t i = 0; i < s->changes.n; i++)
		text = JOIN(audit->arena, text, str_of(i ? "; " : ""), s->changes.p[i].words,
		    S(" ("), audit_commit(audit, s->changes.p[i].commit), S(")"));
	if (!committed)
		text = JOIN(audit->arena, text,
		    str_of(s->changes.n ? "; and not committed yet" : "not committed yet"));
	report(audit, s, RULE_SEAL_BROKEN, text);
}

static void
report_unknown(struct audit *audit, const struct sealed *s)
{
	if (audit->result->limits.truncated.n)
		return;
	report(audit, s, RULE_SEAL_UNKNOWN,
	    JOIN(audit->arena, words_of(audit, s),
		S(", and nothing in this history is what was seen then")));
}

/* "goal:fast (Cara, 2026-09-28, fc99e83246)": who changed it last, which nobody did who only added it before
 * the commit of a number. */
static struct str
with_commit(struct audit *audit, struct str record, size_t number)
{
	const struct touches *t = *audit_memo(audit, &audit->seals->touches, record);
	const struct history_commit *last = t && t->n ? t->p[t->n - 1] : NULL;
	struct str kind, id;
	const struct record *r;

	str_cut(&kind, &id, record, ':');
	r = repo_find(audit->repo, kind_of(kind), id);
	if (r && !is_committed(audit, r))
		return JOIN(audit->arena, record, S(" (not committed yet)"));
	if (!last || last->number < number)
		return record;
	return JOIN(audit->arena, record, S(" ("), audit_commit(audit, last), S(")"));
}

/* Sources that are not what they were. */
struct differing {
	struct audit *audit;
	size_t number; /* of the commit that fits */
	size_t n;
	struct str names;
};

static void
add_differing(struct differing *d, struct str record, size_t number, const char *how)
{
	struct arena *a = d->audit->arena;

	if (d->n++ < NAMED_MOST)
		d->names = JOIN(a, d->names, str_of(d->n > 1 ? "; " : ""),
		    with_commit(d->audit, record, number), str_of(how));
}

/* Compares what a review was made from with what it is made from now. */
static void
compare_sources(struct differing *d, const struct seal *then, const struct seal *now,
    struct str record)
{
	for (size_t i = 0; i < then->n; i++) {
		const struct seal_part *other = seal_part(now, then->p[i].record);

		if (str_eq(then->p[i].record, record))
			continue;
		if (!other)
			add_differing(d, then->p[i].record, d->number + 1,
			    ", no longer part of it");
		else if (!str_eq(other->digest, then->p[i].digest))
			add_differing(d, then->p[i].record, 0, "");
	}
	for (size_t i = 0; i < now->n; i++)
		if (!seal_part(then, now->p[i].record))
			add_differing(d, now->p[i].record, d->number + 1, ", new");
}

static void
report_sources(struct audit *audit, const struct sealed *s, const struct seal *then,
    const struct seal *now, size_t number)
{
	struct differing d = {audit, number, 0, {0}};

	compare_sources(&d, then, now, s->record);
	if (!d.n)
		return;
	if (d.n > NAMED_MOST)
		d.names =
		    str_fmt(audit->arena, "%.*s; and %zu more", SV(d.names), d.n - NAMED_MOST);
	report(audit, s, RULE_SEAL_SOURCES,
	    JOIN(audit->arena, S("since "), words_of(audit, s),
		S(", what it is made from has changed: "), d.names));
}

static void
judge_review(struct audit *audit, const struct sealed *s, const struct seal *now)
{
	const struct seal_part *was, *is = seal_part(now, s->record);
	struct seal then;
	size_t number;

	if (!find_state(&number, &then, audit, s)) {
		if (s->changes.n)
			report_broken(audit, s);
		else
			report_unknown(audit, s);
		return;
	}
	was = seal_part(&then, s->record);
	if (!str_eq(was->digest, is->digest))
		report_broken(audit, s);
	report_sources(audit, s, &then, now, number);
}

static void
judge(struct audit *audit, const struct sealed *s)
{
	struct seal now;

	seal_of(&now, audit->arena, audit->repo, s->of, s->by->date);
	if (str_eq(now.digest, s->by->seen))
		return;
	if (s->of->kind == KIND_REVIEW)
		judge_review(audit, s, &now);
	else if (s->matched)
		report_broken(audit, s);
	else
		report_unknown(audit, s);
}

/* All seals. */

static void
add_sealed(struct audit *audit, const struct record *of, const struct acknowledgement *by)
{
	struct seals *seals = audit->seals;
	struct sealed *s = NEW(audit->arena, struct sealed);
	void **first;

	s->by = by;
	s->of = of;
	s->record = audit_record(audit->arena, (enum kind)of->kind, repo_id(audit->repo, of));
	first = audit_memo(audit, &seals->of, s->record);
	s->next = *first;
	*first = s;
	*audit_memo(audit, &seals->by,
	    audit_record(audit->arena, KIND_ACKNOWLEDGEMENT, repo_id(audit->repo, &by->record))) =
	    s;
	*vec_push(audit->arena, &seals->all) = s;
}

void
audit_seals_begin(struct audit *audit)
{
	static const enum kind sealable[] = {KIND_GOAL, KIND_FEEDBACK, KIND_REVIEW};
	struct record_list list;
	const struct record *r;

	audit->seals = NEW(audit->arena, struct seals);
	for (size_t k = 0; k < sizeof sealable / sizeof *sealable; k++)
		for (size_t i = 0; (r = check_next(&audit->check, sealable[k], &i));) {
			if (!links_counts(audit->repo, r))
				continue;
			links_acknowledgements(&list, audit->arena, audit->repo, r, DATE_LAST);
			for (size_t n = 0; n < list.n; n++)
				if (((const struct acknowledgement *)list.p[n])->seen.n)
					add_sealed(audit, r,
					    (const struct acknowledgement *)list.p[n]);
		}
}

void
audit_seals_end(struct audit *audit)
{
	for (size_t i = 0; i < audit->seals->all.n && !audit->status; i++)
		judge(audit, audit->seals->all.p[i]);
}
