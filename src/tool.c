#include "tool.h"

#include <errno.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "file.h"
#include "history.h"
#include "meter.h"
#include "say.h"
#include "shape.h"
#include "verdicts.h"

/* Where the shared options go; tool_begin copies them. */
static struct {
	const char *dir, *rev, *as_of, *format, *output, *colour;
	bool no_cache, quiet, verbose;
} given;

const struct opt tool_options[] = {
    {"directory", 'C', "DIR", "work on the workspace that DIR lies in", NULL, &given.dir, NULL},
    {"rev", 0, "REV", "read the records of a revision", NULL, &given.rev, NULL},
    {"as-of", 0, "DATE", "compute as of that day instead of today", NULL, &given.as_of, NULL},
    {"format", 0, "FORMAT", "choose the output format", NULL, &given.format, NULL},
    {"output", 'o', "FILE", "write to FILE instead of standard output", NULL, &given.output, NULL},
    {"color", 0, "WHEN", "auto, always or never", NULL, &given.colour, NULL},
    {"no-cache", 0, NULL, "read every file, whatever an earlier run has remembered",
	&given.no_cache, NULL, NULL},
    {"quiet", 'q', NULL, "say less", &given.quiet, NULL, NULL},
    {"verbose", 'v', NULL, "say more", &given.verbose, NULL, NULL},
    OPT_END,
};

int
tool_usage(struct tool *t, const char *fmt, ...)
{
	struct str text;
	va_list args;

	va_start(args, fmt);
	text = str_vfmt(&t->arena, fmt, args);
	va_end(args);
	say("%.*s", SV(text));
	return EXIT_USAGE;
}

void
tool_worst(struct tool *t, int status)
{
	if (status > t->status)
		t->status = status;
}

static bool
wants_colour(const struct tool *t)
{
	const char *none = getenv("NO_COLOR"), *force = getenv("CLICOLOR_FORCE"),
		   *term = getenv("TERM");

	if (given.colour && strcmp(given.colour, "auto") != 0)
		return strcmp(given.colour, "always") == 0;
	if (none && *none)
		return false;
	if (force && *force && strcmp(force, "0") != 0)
		return true;
	return t->terminal && term && strcmp(term, "dumb") != 0;
}

static size_t
terminal_columns(void)
{
	const char *columns = getenv("COLUMNS");
	long n = columns ? strtol(columns, NULL, 10) : 0;
	struct winsize size;

	if (n > 0)
		return (size_t)n;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
		return size.ws_col;
	return 80;
}

static int
choose_format(struct tool *t, const char *const *formats)
{
	struct str_guess guess = {.word = str_of(given.format)};
	struct str list = S("");

	t->format = formats ? formats[0] : "text";
	t->chosen = given.format;
	if (!given.format)
		return OPT_GO_ON;
	for (size_t i = 0; formats && formats[i]; i++) {
		if (strcmp(given.format, formats[i]) == 0) {
			t->format = formats[i];
			return OPT_GO_ON;
		}
		str_guess(&guess, str_of(formats[i]));
		list = str_fmt(&t->arena, "%.*s%s%s", SV(list), i ? ", " : "", formats[i]);
	}
	return tool_usage(t, "unknown format \"%s\": %s has %.*s", given.format, t->spec->name,
	    SV(formats ? list : S("only one")));
}

static int
choose_day(struct tool *t)
{
	const char *wrong = "";

	if (given.as_of) {
		int status = tool_day(&t->as_of, t, "as-of", given.as_of);

		return status ? status : OPT_GO_ON;
	}
	if (date_today(&t->as_of, &wrong))
		return OPT_GO_ON;
	return tool_usage(t, "%s holds no date: %s", wrong,
	    strcmp(wrong, "WHET_TODAY") == 0 ? "write YYYY-MM-DD" : "write seconds since 1970");
}

/* Git gives these to its hooks; one that decides takes nobody's word. */
static bool
is_run_by_git(void)
{
	static const char *const names[] = {"GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX",
	    "GIT_QUARANTINE_PATH"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (getenv(names[i]))
			return true;
	return false;
}

int
tool_begin(struct tool *t, const struct opt_tool *spec, const char *const *formats, int argc,
    char **argv)
{
	int status;

	*t = (struct tool){.spec = spec};
	setlocale(LC_CTYPE, "");
	t->utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	str_locale();
	t->sink.arena = &t->arena;
	status = opt_parse(&t->operands, &t->arena, spec, argc, argv);
	if (status == OPT_GO_ON)
		status = choose_format(t, formats);
	if (status == OPT_GO_ON)
		status = choose_day(t);
	if (status == OPT_GO_ON && given.colour && strcmp(given.colour, "auto") != 0 &&
	    strcmp(given.colour, "always") != 0 && strcmp(given.colour, "never") != 0)
		status = tool_usage(t, "--color \"%s\": write auto, always or never", given.colour);
	if (status != OPT_GO_ON) {
		arena_free(&t->arena);
		return status;
	}
	t->dir = given.dir ? given.dir : ".";
	t->rev = given.rev;
	t->dated = given.as_of;
	t->output = given.output;
	t->quiet = given.quiet;
	t->verbose = given.verbose;
	t->terminal = !t->output && isatty(STDOUT_FILENO);
	t->colour = wants_colour(t);
	verdicts_allow(!given.no_cache && !is_run_by_git());
	history_remember(!given.no_cache && !is_run_by_git());
	meter_allow(!t->quiet && isatty(STDERR_FILENO));
	t->columns = t->terminal ? terminal_columns() : 80;
	out_init(&t->out, &t->arena, t->output ? -1 : STDOUT_FILENO);
	return OPT_GO_ON;
}

int
tool_open(struct tool *t)
{
	int status = t->rev ? source_revision(&t->source, &t->arena, t->dir, t->rev)
			    : source_folder(&t->source, &t->arena, t->dir);

	return status || !tool_history ? status : tool_go_back(t);
}

static int
load(struct tool *t, struct str around)
{
	int status = t->source ? 0 : tool_open(t);

	if (!status)
		status = repo_load_around(&t->repo, &t->arena, t->source, &t->sink, around);
	if (status)
		tool_worst(t, status);
	else
		sink_sort(&t->sink);
	return status;
}

int
tool_has_history(bool *found, struct tool *t)
{
	int status = source_commit(found, t->source);

	if (status || *found)
		return status;
	if (t->source->git) {
		say("nothing has been committed yet, so there is no history");
		return 0;
	}
	say("%s is in no Git repository, so there is no history; git init makes one", t->dir);
	return EXIT_ENVIRONMENT;
}

void
tool_unload(struct tool *t)
{
	if (t->repo)
		repo_free(t->repo);
	source_close(t->source);
	source_close(t->tip);
	t->repo = NULL;
	t->source = t->tip = NULL;
	t->sink.n = 0;
	t->sink.severities = NULL;
}

int
tool_load_anyway(struct tool *t)
{
	return load(t, S(""));
}

int
tool_settings(struct tool *t)
{
	const struct finding *f = t->sink.p;

	if (!t->repo->settings_failed)
		return 0;
	while (!str_eq(f->path, t->repo->settings_fault) || f->severity != SEVERITY_ERROR)
		f++;
	if (f->line)
		say("%.*s:%u:%u: %.*s; whet check says how to mend it", SV(f->path), f->line,
		    f->column, SV(f->message));
	else
		say("%.*s %.*s; %.*s", SV(f->path), SV(f->message), SV(f->help));
	return t->repo->settings_error ? EXIT_ENVIRONMENT : EXIT_USAGE;
}

int
tool_load(struct tool *t)
{
	return tool_load_around(t, "");
}

int
tool_load_around(struct tool *t, const char *person)
{
	int status = load(t, str_of(person));

	if (!status && *person && !repo_find(t->repo, KIND_PERSON, str_of(person))) {
		tool_unload(t);
		status = load(t, S(""));
	}
	if (!status)
		tool_worst(t, status = tool_settings(t));
	return status;
}

/* Files that something is said of. They are named as long as they are few. */
struct naming {
	struct arena *arena;
	const struct repo_file *last;
	struct str names;
	size_t n;
};

enum { NAMES_MOST = 3 };

static void
name_file(struct naming *names, const struct repo_file *file)
{
	if (file == names->last)
		return;
	names->last = file;
	if (names->n++ < NAMES_MOST)
		names->names = str_fmt(names->arena, "%.*s%s%.*s", SV(names->names),
		    names->n > 1 ? ", " : "", SV(file->path));
}

/* " (goals/a.yaml, goals/b.yaml)"; empty where there are too many. */
static struct str
in_brackets(const struct naming *names)
{
	return names->n > NAMES_MOST ? S("") : str_fmt(names->arena, " (%.*s)", SV(names->names));
}

static void
say_unread(struct tool *t, const struct repo *repo)
{
	struct naming closed = {.arena = &t->arena}, odd = closed;

	for (size_t i = 0; i < repo->n_files; i++) {
		const struct repo_file *file = &repo->files[i];

		if (file->broken && file->from == repo->source)
			name_file(file->error ? &closed : &odd, file);
	}
	if (closed.n) {
		say("%zu file%s or folder%s cannot be read%.*s; whet check says why", closed.n,
		    str_plural(closed.n), str_plural(closed.n), SV(in_brackets(&closed)));
		tool_worst(t, EXIT_ENVIRONMENT);
	}
	if (odd.n) {
		say("%zu file%s left out, at least in part, that cannot be read as records%.*s; "
		    "whet check says why",
		    odd.n, str_plural(odd.n), SV(in_brackets(&odd)));
		tool_worst(t, EXIT_FINDINGS);
	}
}

void
tool_say_unread(struct tool *t)
{
	say_unread(t, t->repo);
}

static int
by_file(const void *left, const void *right)
{
	const struct record *a = *(struct record *const *)left, *b = *(struct record *const *)right;

	return (a->file > b->file) - (a->file < b->file);
}

static bool
is_left_out(const struct record *r)
{
	return !r->valid && !r->beside && !r->imported;
}

void
tool_leave_out(struct tool *t)
{
	tool_leave_out_of(t, t->repo);
}

void
tool_leave_out_of(struct tool *t, const struct repo *repo)
{
	const struct record **wrong = NEW_ARRAY(&t->arena, const struct record *, repo->n_records);
	struct naming names = {.arena = &t->arena};
	size_t n = 0;

	for (size_t i = 0; i < repo->n_records; i++)
		if (is_left_out(repo->records[i]))
			wrong[n++] = repo->records[i];
	if (n) {
		qsort(wrong, n, sizeof *wrong, by_file);
		for (size_t i = 0; i < n; i++)
			name_file(&names, &repo->files[wrong[i]->file]);
		say("%zu record%s left out that do%s not validate%.*s; whet check says why", n,
		    str_plural(n), n == 1 ? "es" : "", SV(in_brackets(&names)));
		tool_worst(t, EXIT_FINDINGS);
	}
	say_unread(t, repo);
}

static void
guess_ids(struct str_guess *guess, const struct tool *t, enum kind kind)
{
	size_t n;
	struct record **all = repo_of_kind(&n, t->repo, kind);

	for (size_t i = 0; i < n; i++)
		str_guess(guess, repo_id(t->repo, all[i]));
}

/* Where a broken file may hold what a word means, says so. */
static bool
say_suspects(struct tool *t, const char *what, const char *word, uint32_t refers)
{
	struct naming names = {.arena = &t->arena};
	const struct repo_file *file;
	size_t at = 0;
	bool closed = false;

	while ((file = repo_suspect(t->repo, &at, str_of(word), refers))) {
		closed = closed || file->error;
		name_file(&names, file);
	}
	if (!names.n)
		return false;
	say("no %s \"%s\" in what can be read, but perhaps in %zu file%s that cannot%.*s; "
	    "whet check says why",
	    what, word, names.n, str_plural(names.n), SV(in_brackets(&names)));
	tool_worst(t, closed ? EXIT_ENVIRONMENT : EXIT_USAGE);
	return true;
}

/* Says that a word means no record of the kinds in refers (REF_ bits). */
static int
not_found(struct tool *t, const char *what, const char *word, uint32_t refers)
{
	struct str_guess guess = {.word = str_of(word)};

	if (say_suspects(t, what, word, refers))
		return EXIT_USAGE;
	for (int kind = KIND_NONE + 1; kind < KIND_WORKSPACE; kind++)
		if (refers & (1u << kind))
			guess_ids(&guess, t, (enum kind)kind);
	if (guess.best.p)
		return tool_usage(t, "no %s \"%s\" here, did you mean \"%.*s\"?", what, word,
		    SV(guess.best));
	return tool_usage(t, "no %s \"%s\" here; whet ls lists what there is", what, word);
}

int
tool_find(struct record **r, struct tool *t, enum kind kind, const char *word)
{
	*r = repo_find(t->repo, kind, str_of(word));
	return *r ? 0 : not_found(t, kinds[kind].name, word, 1u << kind);
}

int
tool_find_owner(struct record **r, struct tool *t, const char *word)
{
	*r = repo_find(t->repo, KIND_PERSON, str_of(word));
	if (!*r)
		*r = repo_find(t->repo, KIND_TEAM, str_of(word));
	return *r ? 0 : not_found(t, "person or team", word, REF_OWNER);
}

int
tool_kind(enum kind *kind, struct tool *t, const char *word, bool workspace)
{
	struct str_guess guess = {.word = str_of(word)};
	int end = workspace ? KINDS : KIND_WORKSPACE;

	*kind = kind_of(guess.word);
	if (*kind != KIND_NONE && (int)*kind < end)
		return 0;
	for (int k = KIND_NONE + 1; k < end; k++)
		str_guess(&guess, kind_name((enum kind)k));
	if (guess.best.p)
		return tool_usage(t, "no kind \"%s\", did you mean \"%.*s\"?", word,
		    SV(guess.best));
	return tool_usage(t, "no kind \"%s\"; whet(5) lists them", word);
}

int
tool_day(int32_t *day, struct tool *t, const char *option, const char *word)
{
	*day = DATE_NONE;
	if (!word || date_parse(day, str_of(word)))
		return 0;
	return tool_usage(t, "--%s \"%s\" is no date: write YYYY-MM-DD", option, word);
}

struct grid_style
tool_grid_style(const struct tool *t)
{
	return (struct grid_style){.aligned = t->terminal,
	    .colour = t->colour,
	    .blocks = t->utf8,
	    .width = t->columns};
}

/* An absolute path without ".", ".." and doubled slashes. */
static struct str
normalise(struct arena *a, struct str path)
{
	char *out = arena_bytes(a, path.n + 2);
	size_t n = 0;

	while (path.n) {
		struct str part;

		str_cut(&part, &path, path, '/');
		if (str_eq(part, S(".."))) {
			while (n > 0 && out[--n] != '/')
				;
		} else if (part.n && !str_eq(part, S("."))) {
			out[n++] = '/';
			memcpy(out + n, part.p, part.n);
			n += part.n;
		}
	}
	return (struct str){out, n};
}

int
tool_path(struct str *path, struct tool *t, const char *word)
{
	const struct source *s = t->source;
	struct str root = s->root, full = str_of(word);
	char base[PATH_MAX];

	if (!root.n && s->git && !git_is_bare(s->git))
		root = str_fmt(&t->arena, "%.*s%.*s", SV(git_top(s->git)), SV(s->prefix));
	if (!root.n) {
		*path = normalise(&t->arena, full);
		*path = str_sub(*path, 1, path->n);
		return 0;
	}
	if (word[0] != '/') {
		if (!realpath(t->dir, base))
			return tool_usage(t, "%s: %s", t->dir, strerror(errno));
		full = str_fmt(&t->arena, "%s/%s", base, word);
	}
	full = normalise(&t->arena, full);
	if (!path_is_under(full, str_sub(root, 0, root.n - 1)))
		return tool_usage(t, "\"%s\" lies outside the workspace %.*s", word, SV(root));
	*path = str_sub(full, root.n, full.n);
	return 0;
}

bool
path_is_under(struct str path, struct str above)
{
	return !above.n || str_eq(path, above) ||
	       (str_starts(path, above) && path.p[above.n] == '/');
}

int
tool_period(struct period *p, struct tool *t, const char *word)
{
	if (repo_period(p, t->repo, str_of(word)))
		return 0;
	if (id_is_valid(str_of(word)) && say_suspects(t, "period", word, REF_CYCLE))
		return EXIT_USAGE;
	return tool_usage(t,
	    "\"%s\" is no period: write 2026, 2026-H2, 2026-Q3, 2026-10, "
	    "2026-07-01..2026-12-31 or a cycle's id",
	    word);
}

/* Writes what is left; a reader that has gone away is no error. */
static void
finish(struct tool *t)
{
	int error = 0;

	if (t->output)
		error = file_replace(t->output, out_all(&t->out));
	else if (!out_flush(&t->out) && t->out.error != EPIPE)
		error = t->out.error;
	if (error) {
		say("cannot write %s: %s", t->output ? t->output : "the results", strerror(error));
		tool_worst(t, EXIT_ENVIRONMENT);
	}
}

int
tool_end(struct tool *t)
{
	finish(t);
	tool_page_end(t);
	tool_unload(t);
	arena_free(&t->arena);
	return t->status;
}
