#include "load.h"

#include <string.h>

#include "file.h"
#include "shape.h"
#include "verdicts.h"

void
load_check_rules(struct sink *sink, struct yaml *y, const struct node *root)
{
	const struct node *set = node_get(root, S("rules"));

	for (const struct node *e = set && set->type == NODE_MAP ? set->first : NULL; e;
	     e = e->next) {
		struct str_guess guess = {.word = e->key->text};
		struct finding *f;
		enum rule rule;

		if (rule_find(&rule, e->key->text) || key_is_private(e->key->text))
			continue;
		if (!sink_room(sink)) {
			sink_pass(sink, RULE_SCHEMA, 1);
			continue;
		}
		for (int i = 0; i < RULES; i++)
			str_guess(&guess, str_of(rules[i].id));
		f = sink_add(sink, RULE_SCHEMA);
		yaml_place(f, y, e->key->from, e->key->to);
		f->message =
		    guess.best.p
			? str_fmt(sink->arena, "unknown rule \"%.*s\", did you mean \"%.*s\"?",
			      SV(e->key->text), SV(guess.best))
			: str_fmt(sink->arena, "unknown rule \"%.*s\"", SV(e->key->text));
		f->help = guess.best.p ? str_fmt(sink->arena, "write \"%.*s\"", SV(guess.best))
				       : S("whet check --list-rules lists them");
		f->instead = true;
		f->pointer = JOIN(sink->arena, S("/rules/"), node_token(sink->arena, e->key->text));
	}
}

static void
say_unreadable(struct sink *sink, struct str path, int error)
{
	struct finding *f = sink_add(sink, RULE_UNREADABLE);

	f->path = path;
	f->message = str_fmt(sink->arena, "cannot be read: %s", source_error(error));
	f->help = str_of(source_remedy(error));
}

/* Of a file without a document the parser speaks as of one for records. */
struct yaml *
load_settings_file(struct sink *sink, struct arena *a, struct str path, struct str bytes,
    const char *kind)
{
	size_t before = sink->n;
	struct yaml *y = yaml_parse(a, sink, path, bytes);
	struct finding *f;

	for (size_t i = before; i < sink->n; i++)
		if (sink->p[i].rule == RULE_EMPTY) {
			sink->p[i].message = S("there are no settings here");
			sink->p[i].help =
			    str_fmt(sink->arena, "write \"kind: %s\" and \"version: 1\"", kind);
		}
	if (y->n_docs < 2)
		return y;
	f = sink_add(sink, RULE_SCHEMA);
	yaml_place(f, y, y->docs[1].from, y->docs[1].from + 1);
	f->message = S("settings are one document: what stands here is not read");
	f->help = S("remove the line \"---\"");
	f->pointer = S("");
	return y;
}

/* Notes the first file of settings with which something is wrong. */
static void
note_failure(struct repo *repo, const struct sink *sink, struct sink_mark from)
{
	repo->settings_failed = sink_failed_since(sink, from);
	for (size_t i = from.n; i < sink->n && !repo->settings_fault.n; i++)
		if (sink->p[i].severity == SEVERITY_ERROR)
			repo->settings_fault = str_dup(repo->arena, sink->p[i].path);
}

void
load_settings(struct repo *repo, struct sink *sink)
{
	struct schema_scratch scratch = {0};
	struct load_layers layers = {0};
	struct str path = S("whet.yaml"), bytes;
	struct sink unsaid = {.arena = sink->arena};
	struct sink_mark before;
	const struct node *root;

	sink->tally = &repo->settings_tally;
	before = sink_mark(sink);
	source_read_path(&bytes, &repo->settings_error, repo->source, repo->arena, path);
	if (repo->settings_error)
		say_unreadable(sink, path, repo->settings_error);
	repo->settings = load_settings_file(repo->settings_error ? &unsaid : sink, repo->arena,
	    path, repo->settings_error ? S("") : bytes, "workspace");
	root = repo->settings->n_docs ? repo->settings->docs[0].root : NULL;
	if (root)
		shape_validate(sink, repo->settings, root, shape_of(KIND_WORKSPACE), &scratch);
	load_check_rules(sink, repo->settings, root);
	ignore_read(&repo->settings_ignores, repo->arena, repo->settings);
	ignore_drop(sink, before.n, &repo->settings_ignores);
	workspace_read(&repo->workspace, root, repo->arena, repo->intern);
	*vec_push(repo->arena, &layers) = (struct load_layer){repo->settings, root};
	load_policies(&layers, repo, sink);
	if (layers.n > 1) {
		repo->workspace = (struct workspace){0};
		workspace_read(&repo->workspace, load_merge(&layers, repo->arena), repo->arena,
		    repo->intern);
	}
	load_schemas(repo, sink, &layers);
	note_failure(repo, sink, before);
	sink->severities = repo->workspace.severities;
	sink->tally = NULL;
	schema_scratch_free(&scratch);
}

/* Files. */

/* What a source lists. */
struct listing {
	struct source *from;
	struct source_files files;
	struct str above; /* where its paths begin: empty for the workspace's own */
};

/* All of them, in memory that is given back once repo->files has what stays. */
struct listings {
	struct arena scratch;
	struct listing *p;
	size_t n, cap;
};

static void
keep_file(struct repo *repo, const struct listing *l, const struct source_file *file)
{
	struct repo_file *f = &repo->files[repo->n_files++];

	f->source = *file;
	f->source.path = str_dup(repo->arena, file->path);
	f->from = l->from;
	f->path = l->above.n ? JOIN(repo->arena, l->above, S("/"), file->path) : f->source.path;
}

static void
keep_files(struct repo *repo, const struct listings *all)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		n += all->p[i].files.n;
	repo->files = NEW_ARRAY(repo->arena, struct repo_file, n);
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->p[i].files.n; k++)
			keep_file(repo, &all->p[i], &all->p[i].files.p[k]);
}

static int
list_own(struct listings *all, struct repo *repo)
{
	const struct workspace *w = &repo->workspace;
	struct source_patterns include = workspace_include(repo->arena, w),
			       exclude = {w->exclude.p, w->exclude.n};
	struct listing *l = vec_push(&all->scratch, all);

	l->from = repo->source;
	if (verdicts_list(&l->files, repo->verdicts, &all->scratch))
		return 0;
	return source_list(&l->files, repo->source, &all->scratch, &include, &exclude);
}

/* The revision that an import is read at: its rev, else the gitlink where it is a submodule. */
static const char *
import_revision(struct repo *repo, const struct workspace_import *import)
{
	struct source *s = repo->source;
	struct git_entry entry;
	bool found = false;
	char hex[41];

	if (import->rev.p)
		return str_c(repo->arena, import->rev);
	if (!s->git || source_commit(&found, s) || !found)
		return NULL;
	if (git_path(&entry, &found, s->git, repo->arena, s->commit.tree,
		str_fmt(repo->arena, "%.*s%.*s", SV(s->prefix), SV(import->path))) ||
	    !found || entry.mode != GIT_SUBMODULE)
		return NULL;
	return str_c(repo->arena, str_of(git_id_text(hex, entry.id)));
}

/* The workspace's folder on disk, a slash at its end; empty where there is no working tree. */
static struct str
folder_on_disk(struct repo *repo)
{
	struct source *s = repo->source;

	if (s->root.n || !s->git || git_is_bare(s->git))
		return s->root;
	return str_fmt(repo->arena, "%.*s%.*s", SV(git_top(s->git)), SV(s->prefix));
}

struct str
load_folder(struct repo *repo)
{
	struct str folder = folder_on_disk(repo);

	return folder.n ? folder : JOIN(repo->arena, S("/"), repo->source->prefix);
}

/* The folder on disk that an import's path leads to; NULL where there is no workspace. */
static const char *
import_folder(struct repo *repo, const struct workspace_import *import)
{
	struct str base = folder_on_disk(repo);
	const char *dir;

	if (!base.n || !import->path.p)
		return NULL;
	dir = import->path.p[0] == '/' ? str_c(repo->arena, import->path)
				       : file_join(repo->arena, str_c(repo->arena, base),
					     str_c(repo->arena, import->path));
	return file_exists(file_join(repo->arena, dir, "whet.yaml")) ? dir : NULL;
}

/* An import as it was at the end of the day that the workspace is read at; as it is where it has no history.
 * NULL where it was not there. */
static struct source *
import_then(struct repo *repo, struct source *now)
{
	struct source *then;
	bool found;

	if (!now->git)
		return now;
	if (source_at(&then, &found, repo->arena, now, repo->source->day) || !found)
		return NULL;
	*vec_push(repo->arena, &repo->imports) = then;
	return then;
}

struct source *
load_import(struct repo *repo, const struct workspace_import *import)
{
	const char *dir = import_folder(repo, import);
	const char *rev = dir ? import_revision(repo, import) : NULL;
	struct source *source = NULL;

	if (!dir || (rev ? source_revision(&source, repo->arena, dir, rev)
			 : source_folder(&source, repo->arena, dir)))
		return NULL;
	*vec_push(repo->arena, &repo->imports) = source;
	return rev || !repo->source->has_day ? source : import_then(repo, source);
}

static bool
list_import(struct listings *all, struct repo *repo, const struct workspace_import *import)
{
	static const char *const folders[] = {"people", "teams", "frameworks", "goals", "cycles"};
	struct str wanted[sizeof folders / sizeof *folders];
	struct source_patterns include = {wanted, sizeof folders / sizeof *folders}, exclude = {0};
	struct listing l = {.from = load_import(repo, import), .above = import->path};

	if (!l.from)
		return false;
	for (size_t i = 0; i < include.n; i++)
		wanted[i] = str_of(folders[i]);
	if (source_list(&l.files, l.from, &all->scratch, &include, &exclude))
		return false;
	*vec_push(&all->scratch, all) = l;
	return true;
}

/* More than its schema lets a workspace have are not opened. */
enum { IMPORTS_MOST = 100 };

static void
list_imports(struct listings *all, struct repo *repo, struct sink *sink)
{
	const struct workspace *w = &repo->workspace;
	size_t before = sink->n;

	for (uint32_t i = 0; i < w->imports.n && i < IMPORTS_MOST; i++) {
		struct yaml *y = repo->settings;
		struct node *at;
		struct finding *f;

		if (list_import(all, repo, &w->imports.p[i]))
			continue;
		repo->missing_imports++;
		f = sink_add(sink, RULE_IMPORT_MISSING);
		f->pointer = str_fmt(sink->arena, "/imports/%u/path", i);
		at = node_at(y->docs[0].root, f->pointer, true);
		yaml_place(f, y, at->from, at->to);
		f->kind = kind_name(KIND_WORKSPACE);
		f->message = str_fmt(sink->arena,
		    "the imported workspace \"%.*s\" is not there: what it might hold is not missed",
		    SV(w->imports.p[i].path));
		f->help = S("clone it beside this one, or git submodule update --init");
	}
	ignore_drop(sink, before, &repo->settings_ignores);
}

int
load_list(struct repo *repo, struct sink *sink)
{
	struct listings all = {0};
	int status = list_own(&all, repo);

	if (!status) {
		list_imports(&all, repo, sink);
		keep_files(repo, &all);
	}
	arena_free(&all.scratch);
	return status;
}
