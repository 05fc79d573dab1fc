#include "redaction.h"

#include "date.h"
#include "json.h"

static size_t
count_versions(const struct redaction *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->commits.n; i++)
		n += r->commits.p[i].is_version;
	return n;
}

/* Text. */

static void
print_commits(struct out *o, struct arena *a, const struct redaction *r,
    const struct grid_style *style)
{
	static const struct grid_column columns[] = {
	    {.title = "COMMIT"},
	    {.title = "DATE"},
	    {.title = "VERSION"},
	    {.title = "BLOB", .spare = 1},
	    {.title = "AUTHOR", .least = 12, .spare = 2},
	    {.title = "FILE", .least = 24, .path = true},
	};
	struct grid g;

	grid_init(&g, a, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < r->commits.n; i++) {
		const struct redaction_commit *c = &r->commits.p[i];
		char hex[41], date[11];

		grid_text(&g, str_dup(a, str_sub(str_of(git_id_text(hex, c->id)), 0, 10)));
		grid_text(&g, str_dup(a, str_of(date_text(date, git_when_day(c->when)))));
		grid_text(&g, c->is_version ? S("new") : S("the same"));
		grid_text(&g, str_dup(a, str_sub(str_of(git_id_text(hex, c->blob)), 0, 10)));
		grid_text(&g, c->author.name);
		grid_text(&g, c->path);
	}
	grid_print(o, &g, style);
}

static void
print_list(struct out *o, const char *before, const struct git_paths *list)
{
	out_text(o, before);
	for (size_t i = 0; i < list->n; i++) {
		out_text(o, i ? ", " : " ");
		out_term(o, list->p[i]);
	}
	out_text(o, ".\n");
}

static void
print_refs(struct out *o, const struct redaction *r)
{
	out_text(o, "\nNames that lead to them:\n");
	for (size_t i = 0; i < r->refs.n; i++) {
		out_text(o, "  ");
		out_term(o, r->refs.p[i].name);
		out_char(o, '\n');
	}
	if (!r->refs.n)
		out_text(o, "  none\n");
}

/* A word for sh. */
static void
print_quoted(struct out *o, struct str word)
{
	out_char(o, '\'');
	for (size_t i = 0; i < word.n; i++)
		if (word.p[i] == '\'')
			out_text(o, "'\\''");
		else
			out_term(o, str_sub(word, i, i + 1));
	out_char(o, '\'');
}

static void
print_consequences(struct out *o, const struct redaction *r)
{
	out_text(o, "\nWhat taking it out would mean:\n");
	out_fmt(o,
	    "- %zu commit%s, these and all that follow them, get%s new ids: whoever has a clone has "
	    "to clone again, and links to commits, in evidence too, lead nowhere.\n",
	    r->rewritten, str_plural(r->rewritten), r->rewritten == 1 ? "s" : "");
	if (r->is_signed)
		out_fmt(o, "- %zu of them %s signed: the signature%s lost.\n", r->is_signed,
		    r->is_signed == 1 ? "is" : "are", r->is_signed == 1 ? " is" : "s are");
	if (r->seals.n)
		print_list(o, "- Acknowledgements do not fit any more what was seen:", &r->seals);
	if (r->links.n)
		print_list(o, "- Records refer to it, and would lead nowhere:", &r->links);
	out_text(o,
	    "- Clones, forks, pull requests, what hosts cache and back up, logs of pipelines "
	    "and mails keep it. Deletion is not erasure: tell whom it is about.\n"
	    "- This repository keeps it in reflogs and as loose objects until "
	    "git reflog expire --expire=now --all && git gc --prune=now\n");
}

static void
print_how(struct out *o, const struct redaction *r)
{
	out_text(o, "\nNothing has been rewritten. People use git filter-repo, in a fresh clone "
		    "with all names");
	if (r->shared.n < r->paths.n)
		out_text(o, ":\n  git filter-repo --invert-paths");
	for (size_t i = 0; i < r->paths.n; i++) {
		if (str_among(r->paths.p[i], r->shared.p, r->shared.n))
			continue;
		out_text(o, " --path ");
		print_quoted(o, r->paths.p[i]);
	}
	out_text(o, r->shared.n < r->paths.n ? "\n" : ".\n");
	if (r->shared.n)
		print_list(o,
		    "Other records stand beside it in a file, which only a --blob-callback leaves "
		    "there:",
		    &r->shared);
}

void
redaction_text(struct out *o, struct arena *a, const struct redaction *r,
    const struct grid_style *style)
{
	size_t versions = count_versions(r);

	out_term(o, r->record);
	out_fmt(o, " is in %zu commit%s, %zu of which brought a version of it:\n", r->commits.n,
	    str_plural(r->commits.n), versions);
	print_commits(o, a, r, style);
	print_refs(o, r);
	print_consequences(o, r);
	print_how(o, r);
}

/* JSON. */

static void
json_names(struct json *j, const char *key, const struct git_paths *list)
{
	json_key(j, key);
	json_array(j);
	for (size_t i = 0; i < list->n; i++)
		json_str(j, list->p[i]);
	json_end(j);
}

static void
json_commits(struct json *j, const struct redaction *r)
{
	json_key(j, "commits");
	json_array(j);
	for (size_t i = 0; i < r->commits.n; i++) {
		const struct redaction_commit *c = &r->commits.p[i];
		char hex[41], when[32];

		json_object(j);
		json_put_str(j, "commit", str_of(git_id_text(hex, c->id)));
		json_put_str(j, "date", str_of(git_when_text(when, c->when)));
		json_key(j, "author");
		json_object(j);
		json_put_str(j, "name", c->author.name);
		json_put_str(j, "email", c->author.email);
		json_end(j);
		json_put_str(j, "path", c->path);
		json_put_str(j, "blob", str_of(git_id_text(hex, c->blob)));
		json_put_bool(j, "new", c->is_version);
		json_end(j);
	}
	json_end(j);
}

void
redaction_json(struct out *o, const struct redaction *r)
{
	struct json j;

	json_init(&j, o, true);
	json_object(&j);
	json_put_int(&j, "version", 1);
	json_put_str(&j, "record", r->record);
	json_commits(&j, r);
	json_key(&j, "refs");
	json_array(&j);
	for (size_t i = 0; i < r->refs.n; i++) {
		char hex[41];

		json_object(&j);
		json_put_str(&j, "ref", r->refs.p[i].name);
		json_put_str(&j, "commit", str_of(git_id_text(hex, r->refs.p[i].commit)));
		json_end(&j);
	}
	json_end(&j);
	json_put_int(&j, "rewritten", (int64_t)r->rewritten);
	json_put_int(&j, "signed", (int64_t)r->is_signed);
	json_names(&j, "paths", &r->paths);
	json_names(&j, "shared", &r->shared);
	json_names(&j, "acknowledgements", &r->seals);
	json_names(&j, "references", &r->links);
	json_end(&j);
}
