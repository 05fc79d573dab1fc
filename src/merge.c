#include "merge_parts.h"

#include "edition.h"
#include "git.h"
#include "shape.h"
#include "yaml.h"

/* A record in a version of the file. */
struct doc {
	enum kind kind;
	struct str id;
	const struct node *root;
	struct str text; /* from its "---" to the next one */
};

struct docs {
	struct doc *p;
	size_t n;
};

enum { BASE, OURS, THEIRS, SIDES };

struct work {
	struct merge *merge;
	struct docs docs[SIDES];
	struct str ours, theirs; /* what comes of the two: the same but for conflicts */
};

static const char not_in_order[] = "a version of it is not in order";
static const char comments_lost[] = "not all comments could be kept otherwise";
static const char no_place[] = "what is in conflict could not be written otherwise";

/* Reading. */

static const struct doc *
doc_of(const struct docs *docs, enum kind kind, struct str id)
{
	for (size_t i = 0; i < docs->n; i++)
		if (docs->p[i].kind == kind && str_eq(docs->p[i].id, id))
			return &docs->p[i];
	return NULL;
}

static struct yaml *
parse(struct merge *m, struct str bytes)
{
	struct sink sink = {.arena = m->arena};
	struct yaml *y = yaml_parse(m->arena, &sink, m->path, bytes);

	return sink.n || y->broken ? NULL : y;
}

/* The records of a version; NULL, or why they cannot be told apart. */
static const char *
read_docs(struct docs *docs, struct merge *m, struct str bytes)
{
	struct yaml *y = bytes.n ? parse(m, bytes) : NULL;

	*docs = (struct docs){0};
	if (!bytes.n)
		return NULL;
	if (!y)
		return not_in_order;
	docs->p = NEW_ARRAY(m->arena, struct doc, y->n_docs);
	for (size_t i = 0; i < y->n_docs; i++) {
		struct doc *d = &docs->p[i];
		struct edition_doc read;

		if (!edition_doc_read(&read, y->docs[i].root, y->docs[i].from))
			return "it does not say what kind of record it is";
		*d = (struct doc){read.kind, read.id.p ? read.id : path_stem(m->path), read.root,
		    str_sub(bytes, i ? y->docs[i].from : 0,
			i + 1 < y->n_docs ? y->docs[i + 1].from : bytes.n)};
		if (doc_of(docs, d->kind, d->id))
			return "it holds two records of one id";
		docs->n++;
	}
	return NULL;
}

/* Documents. */

/* The place of a record in bytes, which are in order. False where it is not there. */
static bool
find_doc(struct docs *docs, size_t *at, struct merge *m, struct str bytes, enum kind kind,
    struct str id)
{
	const struct doc *d;

	read_docs(docs, m, bytes);
	d = doc_of(docs, kind, id);
	*at = d ? (size_t)(d - docs->p) : 0;
	return d;
}

static struct str
without_doc(struct merge *m, struct str bytes, const struct doc *d)
{
	struct docs docs;
	size_t at;

	if (!find_doc(&docs, &at, m, bytes, d->kind, d->id))
		return bytes;
	return JOIN(m->arena, str_sub(bytes, 0, (size_t)(docs.p[at].text.p - bytes.p)),
	    str_sub(bytes, (size_t)(docs.p[at].text.p - bytes.p) + docs.p[at].text.n, bytes.n));
}

static struct str
with_doc(struct merge *m, struct str bytes, const struct doc *d)
{
	struct str eol = str_find(bytes, S("\r\n")) < bytes.n ? S("\r\n") : S("\n");
	struct str end = bytes.n && !str_ends(bytes, S("\n")) ? eol : S("");
	struct str mark =
	    !bytes.n || str_starts(d->text, S("---")) ? S("") : JOIN(m->arena, S("---"), eol);

	return JOIN(m->arena, bytes, end, mark, d->text);
}

/* Conflicts. */

/* Writes theirs of a conflict into their version: a value, or nothing where they have removed it. */
static bool
put_theirs(struct work *w, const struct merge_conflict *c)
{
	struct merge *m = w->merge;
	struct str *bytes = &w->theirs;
	struct edit_value value = {c->theirs, m->theirs};
	struct docs docs;
	struct edit e;
	size_t at;

	if (!find_doc(&docs, &at, m, *bytes, c->kind, c->id) ||
	    !edit_open(&e, m->arena, m->path, *bytes, at))
		return false;
	if (value.node ? edit_set(&e, c->pointer, value) != NULL
		       : edit_remove(&e, c->pointer) != NULL)
		return false;
	*bytes = e.bytes;
	return true;
}

/* A record that one side has changed, as it has it, and the other has removed. */
static void
put_whole(struct work *w, const struct doc *left, bool ours)
{
	struct merge *m = w->merge;

	*vec_push(m->arena, &m->list) = (struct merge_conflict){left->kind, left->id, S(""),
	    ours ? left->root : NULL, ours ? NULL : left->root};
	w->theirs = ours ? without_doc(m, w->theirs, left) : with_doc(m, w->theirs, left);
}

/* Merging. */

static const char *
merge_docs(struct work *w)
{
	struct merge *m = w->merge;
	const struct docs *ours = &w->docs[OURS], *theirs = &w->docs[THEIRS],
			  *base = &w->docs[BASE];
	struct str *bytes = &w->ours;

	*bytes = m->ours;
	for (size_t i = 0; i < ours->n; i++) {
		const struct doc *d = &ours->p[i], *was = doc_of(base, d->kind, d->id),
				 *other = doc_of(theirs, d->kind, d->id);
		struct edit e;

		if (!other)
			continue;
		if (!edit_open(&e, m->arena, m->path, *bytes, i))
			return not_in_order;
		merge_record(m, &e, d->kind, d->id, was ? was->root : NULL, other->root);
		*bytes = e.bytes;
	}
	for (size_t i = ours->n; i--;) {
		const struct doc *d = &ours->p[i], *was = doc_of(base, d->kind, d->id);

		if (was && !doc_of(theirs, d->kind, d->id) && node_same(was->root, d->root))
			*bytes = without_doc(m, *bytes, d);
	}
	for (size_t i = 0; i < theirs->n; i++)
		if (!doc_of(ours, theirs->p[i].kind, theirs->p[i].id) &&
		    !doc_of(base, theirs->p[i].kind, theirs->p[i].id))
			*bytes = with_doc(m, *bytes, &theirs->p[i]);
	return NULL;
}

/* Makes their version from ours: the same but where there is a conflict. False where it cannot be written. */
static bool
put_conflicts(struct work *w)
{
	struct merge *m = w->merge;
	size_t n = m->list.n;

	w->theirs = w->ours;
	for (size_t i = 0; i < n; i++)
		if (!put_theirs(w, &m->list.p[i]))
			return false;
	for (size_t i = 0; i < w->docs[BASE].n; i++) {
		const struct doc *base = &w->docs[BASE].p[i],
				 *ours = doc_of(&w->docs[OURS], base->kind, base->id),
				 *theirs = doc_of(&w->docs[THEIRS], base->kind, base->id);

		if (ours && !theirs && !node_same(base->root, ours->root))
			put_whole(w, ours, true);
		if (theirs && !ours && !node_same(base->root, theirs->root))
			put_whole(w, theirs, false);
	}
	return true;
}

/* Lines. */

static int
merge_text(struct merge *m, struct str base, struct str ours, struct str theirs)
{
	struct git_merge_labels labels = {m->our_label, m->their_label, m->marker_size};

	return git_merge_text(&m->bytes, &m->conflicts, m->arena, &labels, base, ours, theirs);
}

/* Lines merged, for a reason. What reads differently but has no conflict by lines shows all that differs. */
static int
merge_lines(struct merge *m, const char *reason, bool readable)
{
	int status = merge_text(m, m->base, m->ours, m->theirs);

	m->unsure = reason;
	if (!status && !m->conflicts && readable)
		status = merge_text(m, S(""), m->ours, m->theirs);
	return status;
}

/* Do lines that were merged say just what the records merged say? */
static bool
says_the_same(struct work *w, struct str lines)
{
	struct docs merged, other;

	if (read_docs(&merged, w->merge, w->ours) || read_docs(&other, w->merge, lines) ||
	    merged.n != other.n)
		return false;
	for (size_t i = 0; i < merged.n; i++) {
		const struct doc *d = &merged.p[i], *o = doc_of(&other, d->kind, d->id);

		if (!o || !merge_is_alike(d->root, o->root))
			return false;
	}
	return true;
}

static bool
keeps_comments(struct work *w)
{
	struct merge *m = w->merge;

	return merge_keeps_comments(m->arena, m->base,
	    &(struct merge_sides){m->ours, m->theirs, w->ours, w->theirs});
}

/* Nothing is in conflict: lines merged keep the layout of both sides, where they say the same. */
static int
finish(struct work *w)
{
	struct merge *m = w->merge;
	int status = merge_text(m, m->base, m->ours, m->theirs);

	if (status || (!m->conflicts && says_the_same(w, m->bytes)))
		return status;
	m->conflicts = false;
	m->bytes = w->ours;
	return keeps_comments(w) ? 0 : merge_lines(m, comments_lost, true);
}

/* Only where there is a conflict do the two versions differ. */
static int
finish_conflicts(struct work *w)
{
	struct merge *m = w->merge;

	if (!keeps_comments(w))
		return merge_lines(m, comments_lost, true);
	return merge_text(m, S(""), w->ours, w->theirs);
}

int
merge_files(struct merge *m)
{
	const struct str sides[SIDES] = {m->base, m->ours, m->theirs};
	struct work w = {.merge = m};

	const char *reason = NULL;

	for (int side = 0; side < SIDES && !reason; side++)
		reason = read_docs(&w.docs[side], m, sides[side]);
	if (!reason)
		reason = merge_docs(&w);
	if (reason)
		return merge_lines(m, reason, false);
	if (!put_conflicts(&w))
		return merge_lines(m, no_place, true);
	return m->list.n ? finish_conflicts(&w) : finish(&w);
}
