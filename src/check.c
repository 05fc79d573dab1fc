#include "check.h"

#include <stdlib.h>

/* Is a finding of a severity kept? Else it is counted. */
static bool
takes(struct check *c, enum severity severity, const struct record *r)
{
	struct tally *tally = &c->repo->files[r->file].tally;
	bool taken = severity != SEVERITY_OFF && tally->kept < FINDINGS_MOST;

	tally->more[severity] += !taken;
	return taken;
}

bool
check_takes(struct check *c, enum rule rule, const struct record *r)
{
	return takes(c, sink_severity(c->sink, rule), r);
}

static struct check_finding *
add(struct check *c, enum severity severity, enum rule rule, const struct record *r,
    struct str pointer, struct str message, const char *help)
{
	struct check_finding *f = &c->unkept;

	if (takes(c, severity, r)) {
		f = vec_push(&c->scratch, &c->found);
		c->repo->files[r->file].tally.kept++;
	}
	f->record = r;
	f->at_key = false;
	f->finding = (struct finding){.rule = rule, .severity = severity, .width = 1};
	f->finding.path = repo_path(c->repo, r);
	f->finding.kind = kind_name((enum kind)r->kind);
	f->finding.id = utf8_head(repo_id(c->repo, r), FINDING_ID);
	f->finding.pointer = pointer;
	f->finding.message = message;
	f->finding.help = str_of(help);
	return f;
}

struct check_finding *
check_add(struct check *c, enum rule rule, const struct record *r, struct str pointer,
    struct str message, const char *help)
{
	return add(c, sink_severity(c->sink, rule), rule, r, pointer, message, help);
}

struct check_finding *
check_remark(struct check *c, enum rule rule, const struct record *r, struct str pointer,
    struct str message, const char *help)
{
	enum severity severity = sink_severity(c->sink, rule);

	return add(c, severity < SEVERITY_INFO ? severity : SEVERITY_INFO, rule, r, pointer,
	    message, help);
}

struct str
check_at(struct check *c, struct str pointer, struct str key)
{
	return JOIN(c->arena, pointer, S("/"), node_token(&c->scratch, key));
}

const struct record *
check_next(const struct check *c, enum kind kind, size_t *i)
{
	size_t n;
	struct record **r = repo_of_kind(&n, c->repo, kind);

	while (*i < n && r[*i]->imported)
		++*i;
	return *i < n ? r[(*i)++] : NULL;
}

/* What may be referred to in another workspace. */
enum { IMPORTED = REF_OWNER | REF_FRAMEWORK | REF_GOAL | REF_CYCLE | REF_SKILL | REF_ROLE };

bool
check_may_exist(const struct check *c, struct str id, uint32_t refers)
{
	size_t at = 0;

	return (c->repo->missing_imports && refers & IMPORTED) ||
	       repo_suspect(c->repo, &at, id, refers);
}

static int
by_file(const void *left, const void *right)
{
	const struct check_finding *a = left, *b = right;

	return (a->record->file > b->record->file) - (a->record->file < b->record->file);
}

static void
place(struct check *c, struct check_finding *f, struct yaml *y)
{
	const struct record *r = f->record;
	struct node *root = r->document < y->n_docs ? y->docs[r->document].root : NULL;
	struct node *at =
	    root ? field_node(&f->finding.pointer, kinds[r->kind].table, root, c->arena) : NULL;

	if (!at)
		return;
	if (at == root && root->type == NODE_MAP && root->first)
		at = node_get(root, S("id")) ? node_get(root, S("id")) : root->first->key;
	else if (at->key && (f->at_key || at->type == NODE_MAP || at->type == NODE_SEQ))
		at = at->key;
	yaml_place(&f->finding, y, at->from, at->to);
}

/* Each file that has findings is read once more. */
static void
place_all(struct check *c)
{
	size_t i = 0;

	if (c->found.n)
		qsort(c->found.p, c->found.n, sizeof *c->found.p, by_file);
	while (i < c->found.n) {
		uint32_t file = c->found.p[i].record->file;
		struct arena_mark mark = arena_mark(&c->scratch);
		struct yaml *y = repo_read(c->repo, file, &c->scratch);

		for (; i < c->found.n && c->found.p[i].record->file == file; i++)
			place(c, &c->found.p[i], y);
		arena_rewind(&c->scratch, mark);
	}
}

static bool
is_left_out(const struct check *c, const struct check_finding *f)
{
	return ignore_covers(&c->repo->files[f->record->file].ignores, &f->finding);
}

void
check_report(struct check *c)
{
	place_all(c);
	for (size_t i = 0; i < c->found.n; i++)
		if (!is_left_out(c, &c->found.p[i]))
			*vec_push(c->sink->arena, c->sink) = c->found.p[i].finding;
	arena_free(&c->scratch);
}

static void
report_ignores(struct repo *repo, struct sink *sink)
{
	sink->tally = &repo->settings_tally;
	ignore_report(sink, &repo->settings_ignores, repo->settings->path);
	for (size_t i = 0; i < repo->n_files; i++) {
		struct repo_file *file = &repo->files[i];

		sink->tally = &file->tally;
		if (file->from == repo->source)
			ignore_report(sink, &file->ignores, file->path);
	}
	sink->tally = NULL;
}

void
check_close(struct repo *repo, struct sink *sink)
{
	sink_close(sink, &repo->settings_tally, repo->settings->path);
	for (size_t i = 0; i < repo->n_files; i++)
		if (repo->files[i].from == repo->source)
			sink_close(sink, &repo->files[i].tally, repo->files[i].path);
}

void
check_records(struct repo *repo, struct sink *sink)
{
	struct check c = {.repo = repo, .arena = sink->arena, .sink = sink};

	check_identity(&c);
	check_references(&c);
	check_cycles(&c);
	check_dates(&c);
	check_goals(&c);
	check_checkins(&c);
	check_levels(&c);
	check_evidence(&c);
	check_privacy(&c);
	check_habits(&c);
	check_report(&c);
	report_ignores(repo, sink);
	check_close(repo, sink);
}
