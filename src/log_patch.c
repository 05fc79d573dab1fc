/* What a commit did to the text of a record. */
#include "log_part.h"

#include <stdlib.h>

#include "edition.h"
#include "shape.h"

/* A record's file before or after the commit. */
struct version {
	struct git_version text; /* first of the file, then of what is compared */
	struct str id;		 /* of the record */
	struct edition edition;
	size_t lines; /* those above what is compared */
};

static int
open_commit(struct log_patches *p, struct arena *a, const struct history_commit *c)
{
	struct git *git = p->source->git;
	struct git_commit commit, parent = {0};
	bool found;
	int status = git_read_commit(&commit, &found, git, a, c->id);

	p->commit = c;
	p->merge = !found || commit.n_parents > 1;
	p->has_before = false;
	if (status || p->merge)
		return status;
	p->after = commit.tree;
	if (commit.n_parents)
		status = git_read_commit(&parent, &p->has_before, git, a, commit.parents[0]);
	if (!status && p->has_before)
		p->before = parent.tree;
	return status;
}

/* Leaves the text alone where there is no such file, or none that is here. */
static int
read_file(struct version *v, struct log_patches *p, struct arena *a, struct git_id tree)
{
	struct git *git = p->source->git;
	struct git_entry entry;
	bool found;
	int status =
	    git_path(&entry, &found, git, a, tree, JOIN(a, p->source->prefix, v->text.path));

	if (!status && found && (entry.mode == GIT_FILE || entry.mode == GIT_EXECUTABLE))
		status = git_read_blob(&v->text.bytes, &found, git, a, entry.id);
	if (!status && v->text.bytes.p)
		edition_parse(&v->edition, a, v->text.bytes);
	return status;
}

/* Of the file's text leaves that of the record's document, if any. */
static void
cut_document(struct version *v, enum kind kind)
{
	const struct edition_doc *docs = v->edition.docs;
	struct str file = v->text.bytes;
	size_t n = v->edition.n_docs, i = 0, from;

	while (i < n && !(docs[i].kind == kind &&
			    str_eq(docs[i].id.p ? docs[i].id : path_stem(v->text.path), v->id)))
		i++;
	v->text.bytes = (struct str){NULL, 0};
	if (i == n)
		return;
	from = i ? docs[i].from : 0;
	v->text.bytes = str_sub(file, from, i + 1 < n ? docs[i + 1].from : file.n);
	for (size_t at = 0; at < from; at++)
		v->lines += file.p[at] == '\n';
}

/* Prints "-12,4" or "+12" of a hunk's head with the lines above counted in. */
static void
shift(struct out *o, struct str range, size_t lines)
{
	struct str first, count;
	bool has_count = str_cut(&first, &count, range, ',');
	unsigned long line = strtoul(first.p + 1, NULL, 10);

	out_fmt(o, "%c%lu", *first.p, line ? line + (unsigned long)lines : 0);
	if (has_count)
		out_fmt(o, ",%.*s", SV(count));
}

/* "@@ -1,4 +1,5 @@ kind: goal" */
static void
shift_hunk(struct out *o, struct str head, const struct version *before,
    const struct version *after)
{
	struct str word;

	str_cut(&word, &head, head, ' ');
	out_text(o, "@@ ");
	str_cut(&word, &head, head, ' ');
	shift(o, word, before->lines);
	out_char(o, ' ');
	str_cut(&word, &head, head, ' ');
	shift(o, word, after->lines);
	out_fmt(o, " %.*s", SV(head));
}

/* The patch of the texts as one of the file, without what Git says of blobs. */
static struct str
place(struct arena *a, struct str patch, const struct version *before, const struct version *after)
{
	struct out o;
	struct str line;
	bool begun = false;

	out_init(&o, a, -1);
	while (patch.n) {
		str_cut(&line, &patch, patch, '\n');
		begun = begun || str_starts(line, S("--- "));
		if (!begun)
			continue;
		if (str_starts(line, S("@@")))
			shift_hunk(&o, line, before, after);
		else
			out_str(&o, line);
		out_char(&o, '\n');
	}
	return out_all(&o);
}

static int
compare(struct str *patch, struct log_patches *p, struct arena *a, enum kind kind,
    struct version *before, struct version *after)
{
	int status = p->has_before ? read_file(before, p, a, p->before) : 0;

	if (!status)
		status = read_file(after, p, a, p->after);
	if (status)
		return status;
	if (kind && !before->edition.broken && !after->edition.broken) {
		cut_document(before, kind);
		cut_document(after, kind);
	}
	status = git_patch_text(patch, a, before->text, after->text);
	if (!status)
		*patch = place(a, *patch, before, after);
	return status;
}

int
log_patch(struct str *patch, struct log_patches *p, struct arena *a, const struct log_record *r)
{
	struct version before = {.text.path = r->from_path.p ? r->from_path : r->path,
	    .id = r->from_id.p ? r->from_id : r->id};
	struct version after = {.text.path = r->path, .id = r->id};
	int status = p->commit == r->commit ? 0 : open_commit(p, a, r->commit);

	*patch = S("");
	if (!status && !p->merge)
		status = compare(patch, p, a, r->kind, &before, &after);
	arena_free(&before.edition.arena);
	arena_free(&after.edition.arena);
	return status;
}
