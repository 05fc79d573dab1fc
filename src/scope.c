#include "scope.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "file.h"
#include "say.h"

/* Names that end in a NUL each. */
static int
read_names(struct scope *scope, struct tool *t, const char *file)
{
	struct str rest = S(""), name;
	bool is_stdin = strcmp(file, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
	int error = fd < 0 ? errno : file_read_fd(&rest, &t->arena, fd);

	if (!is_stdin && fd >= 0)
		close(fd);
	if (error) {
		say("cannot read %s: %s", file, strerror(error));
		return EXIT_ENVIRONMENT;
	}
	while (rest.n) {
		str_cut(&name, &rest, rest, '\0');
		if (!name.n)
			return tool_usage(t, "an empty name stands in %s", file);
		*vec_push(&t->arena, &scope->words) = str_c(&t->arena, name);
	}
	return 0;
}

/* Lets standard input stand in for a file. */
static int
give_stdin(struct tool *t, const char *file)
{
	struct str path, bytes;
	int status = tool_path(&path, t, file), error;

	if (status)
		return status;
	error = file_read_fd(&bytes, &t->arena, STDIN_FILENO);
	if (error) {
		say("cannot read standard input: %s", strerror(error));
		return EXIT_ENVIRONMENT;
	}
	source_give(t->source, path, bytes);
	return 0;
}

/* Replaces "-" by what standard input stands in for. */
static int
take_stdin(struct scope *scope, struct tool *t, const struct scope_choice *choice)
{
	bool found = false;

	for (size_t i = 0; i < scope->words.n; i++) {
		if (strcmp(scope->words.p[i], "-") != 0)
			continue;
		if (!choice->stdin_filename)
			return tool_usage(t, "standard input stands in for which file? "
					     "--stdin-filename PATH says it");
		scope->words.p[i] = choice->stdin_filename;
		found = true;
	}
	if (found && choice->names && strcmp(choice->names, "-") == 0)
		return tool_usage(t, "standard input is read once: for - or for --files0-from");
	if (choice->stdin_filename && !found)
		return tool_usage(t, "--stdin-filename goes with the path -");
	return found ? give_stdin(t, choice->stdin_filename) : 0;
}

/* What --changed compares with where it is not said. */
static const char *
usual_base(struct git *git)
{
	static const char *const usual[] = {"@{upstream}", "origin/HEAD", "main"};

	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		if (git_has_revision(git, usual[i]))
			return usual[i];
	return NULL;
}

/* The base is where the work parted from a revision. */
static int
part_from(struct scope *scope, struct tool *t, const char *since)
{
	struct source *s = t->source;
	struct git_id id;
	bool found;
	int status;

	if (!s->git)
		return tool_usage(t, "--changed: this is in no Git repository");
	if (!since && !(since = usual_base(s->git)))
		return tool_usage(t, "--changed: there is no upstream, origin/HEAD or main to "
				     "compare with; --changed=REV names something");
	status = git_resolve(&id, &found, s->git, since);
	if (!status && found)
		status = source_commit(&found, s);
	if (status || !found)
		return status;
	status = git_fork(&scope->base, &scope->has_base, s->git, s->commit.id, id);
	if (status || scope->has_base)
		return status;
	return tool_usage(t, "--changed: nothing is known that this and \"%s\" have in common%s",
	    since,
	    git_is_shallow(s->git) ? "; \"git fetch --unshallow\" gets the rest of the history"
				   : "");
}

static int
choose_base(struct scope *scope, struct tool *t, const struct scope_choice *choice)
{
	int status;

	scope->is_compared = choice->staged || choice->changed;
	if (choice->changed)
		return part_from(scope, t, choice->since);
	if (!choice->staged)
		return 0;
	status = source_commit(&scope->has_base, t->source);
	scope->base = t->source->commit.id;
	return status;
}

static int
refuse(struct tool *t, const struct scope_choice *choice)
{
	if (choice->staged && choice->changed)
		return tool_usage(t, "--staged or --changed, not both");
	if (choice->staged && t->rev)
		return tool_usage(t, "--staged or --rev, not both");
	if (choice->stdin_filename && (choice->staged || choice->changed))
		return tool_usage(t,
		    "standard input is neither staged nor committed: leave out --%s",
		    choice->staged ? "staged" : "changed");
	return 0;
}

int
scope_open(struct scope *scope, struct tool *t, const struct scope_choice *choice)
{
	int status = refuse(t, choice);

	*scope = (struct scope){.is_chosen = t->operands.n || choice->names, .words = t->operands};
	if (!status)
		status =
		    choice->staged ? source_index(&t->source, &t->arena, t->dir) : tool_open(t);
	if (!status)
		status = take_stdin(scope, t, choice);
	if (!status && choice->names)
		status = read_names(scope, t, choice->names);
	if (!status)
		status = choose_base(scope, t, choice);
	tool_worst(t, status);
	return status;
}

static bool
holds_a_file(const struct repo *repo, struct str path)
{
	if (str_is(path, "whet.yaml"))
		return true;
	for (size_t i = 0; i < repo->n_files; i++)
		if (path_is_under(repo->files[i].path, path))
			return true;
	return false;
}

/* What is said of a path without records. */
static const char *const absences[] = {
    [SOURCE_NOWHERE] = "is not there",
    [SOURCE_LINKED] = "lies behind a symbolic link, which is not followed: name where it leads",
    [SOURCE_MISNAMED] = "is not looked at: names of records' files end in .yaml or .yml; rename it",
    [SOURCE_EXCLUDED] = "is not looked at: whet.yaml leaves it out; take it out of exclude there",
    [SOURCE_NOT_INCLUDED] = "is not looked at: it is not in a folder for records; move it, or add "
			    "the folder to include in whet.yaml",
    [SOURCE_IGNORED] = "is not looked at: Git ignores it; git check-ignore -v says by which line, "
		       "git add -f tracks it all the same",
    [SOURCE_ELSEWHERE] = "belongs to another workspace or repository: whet check -C checks that",
    [SOURCE_BARREN] = "holds no records' files",
};

static const char *
absence(struct tool *t, struct str path)
{
	const struct workspace *w = &t->repo->workspace;
	struct source_patterns include = workspace_include(&t->arena, w),
			       exclude = {w->exclude.p, w->exclude.n};

	return absences[source_why_not(t->source, &t->arena, &include, &exclude, path)];
}

/* The folder above a path that cannot be read, in whose place it is reported; else the path. */
static struct str
what_can_be_seen(const struct repo *repo, struct str path)
{
	for (size_t i = 0; i < repo->n_files; i++)
		if (repo->files[i].error && path_is_under(path, repo->files[i].path))
			return repo->files[i].path;
	return path;
}

static int
read_changed(struct scope *scope, struct tool *t)
{
	const struct source *s = t->source;
	bool found = scope->has_base;
	struct git_commit base;
	int status = found ? git_read_commit(&base, &found, s->git, &t->arena, scope->base) : 0;

	if (!status)
		status =
		    source_changed(&scope->changed, &t->arena, s, found ? &base.tree : NULL, false);
	scope->has_base = found;
	return status;
}

int
scope_read(struct scope *scope, struct tool *t)
{
	scope->paths = NEW_ARRAY(&t->arena, struct str, scope->words.n);
	for (size_t i = 0; i < scope->words.n; i++) {
		struct str *path = &scope->paths[i];
		int status = tool_path(path, t, scope->words.p[i]);

		if (!status)
			*path = what_can_be_seen(t->repo, *path);
		if (!status && !holds_a_file(t->repo, *path))
			status = tool_usage(t, "\"%s\" %s", scope->words.p[i], absence(t, *path));
		tool_worst(t, status);
	}
	if (!t->status && scope->is_compared)
		tool_worst(t, read_changed(scope, t));
	return t->status;
}

/* Does a path lie below those that are asked about? */
static bool
is_chosen(const struct scope *scope, struct str path)
{
	for (size_t i = 0; i < scope->words.n; i++)
		if (path_is_under(path, scope->paths[i]))
			return true;
	return !scope->is_chosen;
}

bool
scope_has(const struct scope *scope, struct str path)
{
	return is_chosen(scope, path) &&
	       (!scope->is_compared || str_among(path, scope->changed.p, scope->changed.n));
}

/* What the base had. */
struct known {
	struct str key;
	enum severity severity;
	size_t n[SEVERITY_ERROR + 1]; /* by severity: how many it stands for */
};

struct base {
	bool is_read;
	struct known *p;
	size_t n;
};

static int
by_key(const void *left, const void *right)
{
	return str_cmp(((const struct known *)left)->key, ((const struct known *)right)->key);
}

static void
list_known(struct base *base, struct arena *a, const struct sink *sink)
{
	base->p = NEW_ARRAY(a, struct known, sink->n);
	for (; base->n < sink->n; base->n++) {
		const struct finding *f = &sink->p[base->n];
		struct known *known = &base->p[base->n];

		known->key = finding_key(a, f);
		known->severity = f->severity;
		for (int s = SEVERITY_INFO; s <= SEVERITY_ERROR; s++)
			known->n[s] = finding_count(f, (enum severity)s);
	}
	if (base->n)
		qsort(base->p, base->n, sizeof *base->p, by_key);
}

/* Checks the base. */
static int
read_base(struct base *base, const struct scope *scope, struct tool *t)
{
	struct arena a = {0};
	struct sink sink = {.arena = &a};
	struct source *source = NULL;
	struct repo *repo;
	bool found = false;
	int status =
	    scope->has_base ? source_at_commit(&source, &found, &a, t->source, scope->base) : 0;

	base->is_read = true;
	if (!status && found)
		status = repo_load(&repo, &a, source, &sink);
	if (!status && found) {
		check_records(repo, &sink);
		sink_sort(&sink);
		list_known(base, &t->arena, &sink);
		repo_free(repo);
	}
	source_close(source);
	arena_free(&a);
	return status;
}

static bool
is_known(const struct base *base, struct arena *a, const struct finding *f)
{
	struct known wanted = {.key = finding_key(a, f)};
	const struct known *found = NULL;
	bool known;

	if (base->n)
		found = bsearch(&wanted, base->p, base->n, sizeof wanted, by_key);
	known = found && found->severity >= f->severity;
	for (int s = SEVERITY_INFO; known && f->rest && s <= SEVERITY_ERROR; s++)
		known = found->n[s] >= finding_count(f, (enum severity)s);
	return known;
}

int
scope_filter(const struct scope *scope, struct tool *t)
{
	struct base base = {0};
	struct sink *sink = &t->sink;
	size_t kept = 0;

	for (size_t i = 0; i < sink->n; i++) {
		const struct finding *f = &sink->p[i];
		bool here = is_chosen(scope, f->path);

		if (here && !scope_has(scope, f->path)) {
			int status = base.is_read ? 0 : read_base(&base, scope, t);

			if (status)
				return status;
			here = !is_known(&base, &t->arena, f);
		}
		if (here)
			sink->p[kept++] = *f;
	}
	sink->n = kept;
	return 0;
}

struct str *
scope_files(size_t *n, const struct scope *scope, struct tool *t)
{
	const struct repo *repo = t->repo;
	struct str *paths = NEW_ARRAY(&t->arena, struct str, repo->n_files + 1);

	*n = 0;
	for (size_t i = 0; i < repo->n_files; i++)
		if (repo->files[i].from == repo->source && scope_has(scope, repo->files[i].path))
			paths[(*n)++] = repo->files[i].path;
	if (scope_has(scope, S("whet.yaml")))
		paths[(*n)++] = S("whet.yaml");
	str_sort(paths, *n);
	return paths;
}
