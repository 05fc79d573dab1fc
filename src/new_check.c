#include "new.h"

#include <stdio.h>
#include <unistd.h>

#include "check.h"
#include "editor.h"
#include "file.h"
#include "say.h"
#include "tool.h"

/* The file as it is now; NULL where it cannot be read. */
static struct yaml *
read_back(struct arena *a, const struct new_file *file)
{
	struct sink *unheard = NEW(a, struct sink);
	struct str bytes;

	unheard->arena = a;
	if (file_read(&bytes, a, file->path, false))
		return NULL;
	return yaml_parse(a, unheard, file->record.path, bytes);
}

static bool
holds_nothing(const struct yaml *y)
{
	for (size_t i = 0; i < y->n_docs; i++)
		if (y->docs[i].root)
			return false;
	return !y->broken;
}

/* Where something is still to be filled in that no finding speaks of. */
struct gaps {
	struct arena *arena;
	struct yaml *file;
	const struct sink *findings; /* of the file */
	struct str places;	     /* "title (line 10), owner (line 16)" */
	uint32_t first, last;	     /* their lines; 0: there are none */
};

static bool
is_found(const struct sink *findings, uint32_t line)
{
	for (size_t i = 0; i < findings->n; i++)
		if (findings->p[i].line == line)
			return true;
	return false;
}

static void
add_gap(struct gaps *g, const struct node *scalar, struct str key)
{
	uint32_t line;

	if (scalar->type != NODE_STR || !new_is_fill_in(scalar->text))
		return;
	line = yaml_at(g->file, scalar->from).line;
	if (line == g->last || is_found(g->findings, line))
		return;
	g->places = str_fmt(g->arena, "%.*s%s%.*s (line %u)", SV(g->places), g->last ? ", " : "",
	    SV(key), (unsigned)line);
	g->last = line;
	g->first = g->first ? g->first : line;
}

/* Looks below a node; key is the nearest one above that is filled in. */
static void
find_gaps(struct gaps *g, const struct node *node, struct str key)
{
	if (node->key) {
		add_gap(g, node->key, key);
		key = new_is_fill_in(node->key->text) ? key : node->key->text;
	}
	if (node->type != NODE_MAP && node->type != NODE_SEQ)
		add_gap(g, node, key);
	else
		for (const struct node *e = node->first; e; e = e->next)
			find_gaps(g, e, key);
}

static uint32_t
say_gaps(struct arena *a, struct yaml *y, const struct sink *findings)
{
	struct gaps g = {.arena = a, .file = y, .findings = findings};

	for (size_t i = 0; i < y->n_docs; i++)
		if (y->docs[i].root)
			find_gaps(&g, y->docs[i].root, S(""));
	if (g.first)
		say("%.*s: still to be filled in: %.*s", SV(y->path), SV(g.places));
	return g.first;
}

/* Says what to do where no goal is spoken of, since nothing was known of any. */
static void
say_if_silent(const struct new_file *file, const struct yaml *y)
{
	const struct node *root = y->n_docs ? y->docs[0].root : NULL;
	const struct node *goals = node_get(root, S("goals"));

	if (file->record.kind == KIND_CHECKIN && goals && goals->type == NODE_NULL)
		say("%.*s: no goal is spoken of yet: take away the \"# \" in front of what you "
		    "have to say",
		    SV(y->path));
}

static bool
is_listed(const struct repo *repo, struct str path)
{
	for (size_t i = 0; i < repo->n_files; i++)
		if (str_eq(repo->files[i].path, path))
			return true;
	return false;
}

/* Leaves only the findings of one file, sorted. */
static void
keep_own(struct sink *sink, struct str path)
{
	size_t kept = 0;

	for (size_t i = 0; i < sink->n; i++)
		if (str_eq(sink->p[i].path, path))
			sink->p[kept++] = sink->p[i];
	sink->n = kept;
	sink_sort(sink);
}

static uint32_t
first_error(const struct sink *sink)
{
	for (size_t i = 0; i < sink->n; i++)
		if (sink->p[i].severity == SEVERITY_ERROR)
			return sink->p[i].line;
	return 0;
}

static int
check_in(struct new_check *check, struct arena *a, struct repo *repo, struct sink *sink,
    const struct new_file *file)
{
	struct str path = file->record.path;
	struct findings findings = {.tool = "whet-new", .repo = repo, .sink = sink};
	struct out err;

	check_records(repo, sink);
	keep_own(sink, path);
	check->line = first_error(sink);
	out_init(&err, a, STDERR_FILENO);
	findings_print(&err, "text", &findings, &file->style);
	out_flush(&err);
	if (is_listed(repo, path))
		return sink_count(sink, SEVERITY_ERROR) ? EXIT_FINDINGS : 0;
	say("%.*s is not among the workspace's records: see include and exclude in whet.yaml, and "
	    ".gitignore",
	    SV(path));
	return EXIT_FINDINGS;
}

/* Says what the record lacks that no rule asks for; EXIT_FINDINGS where it lacks something. */
static int
check_gaps(struct new_check *check, struct arena *a, struct yaml *y, const struct sink *findings,
    const struct new_file *file)
{
	uint32_t gap = say_gaps(a, y, findings);

	say_if_silent(file, y);
	check->line = check->line ? check->line : gap;
	return gap ? EXIT_FINDINGS : 0;
}

int
new_check(struct new_check *check, const struct new_file *file)
{
	struct arena a = {0};
	struct sink sink = {.arena = &a};
	struct source *source = NULL;
	struct repo *repo = NULL;
	struct yaml *y = read_back(&a, file);
	int status = source_folder(&source, &a, file->dir), gaps = 0;

	*check = (struct new_check){.empty = y && holds_nothing(y)};
	if (!status)
		status = repo_load(&repo, &a, source, &sink);
	if (!status && !check->empty)
		status = check_in(check, &a, repo, &sink, file);
	if (y && !check->empty && status <= EXIT_FINDINGS)
		gaps = check_gaps(check, &a, y, &sink, file);
	if (repo)
		repo_free(repo);
	source_close(source);
	arena_free(&a);
	return status ? status : gaps;
}

/* Asks what to do with a record that is not right. */
static bool
wants_to_edit_again(void)
{
	char answer[64];

	while (isatty(STDIN_FILENO)) {
		fputs("[e]dit again or [k]eep it as it is? ", stderr);
		if (!fgets(answer, sizeof answer, stdin) || answer[0] == 'k')
			break;
		if (answer[0] == 'e' || answer[0] == '\n')
			return true;
	}
	return false;
}

static bool
is_untouched(const struct new_file *file)
{
	struct arena a = {0};
	struct str bytes = S("");
	bool same =
	    file_read(&bytes, &a, file->path, false) == 0 && str_eq(bytes, file->record.text);

	arena_free(&a);
	return same;
}

static int
editor_failed(bool *gone, const struct new_file *file)
{
	if (is_untouched(file))
		*gone = unlink(file->path) == 0;
	say("the editor \"%s\" failed: %s %s", editor_name(),
	    *gone ? "set VISUAL or EDITOR, or use --no-edit; nothing was written to"
		  : "what you wrote is in",
	    file->path);
	return EXIT_ENVIRONMENT;
}

static int
edit_once(struct new_check *check, bool *gone, struct arena *a, const struct new_file *file)
{
	int status = editor_run(a, file->path, check->line);

	*gone = !file_exists(file->path);
	if (status)
		return editor_failed(gone, file);
	if (!*gone)
		return new_check(check, file);
	say("the file was removed: nothing was written");
	return EXIT_FINDINGS;
}

int
new_edit(bool *gone, const struct new_file *file)
{
	struct arena a = {0};
	struct new_check check = {0};
	int status;

	do
		status = edit_once(&check, gone, &a, file);
	while (status == EXIT_FINDINGS && !*gone && wants_to_edit_again());
	if (!status && check.empty) {
		*gone = unlink(file->path) == 0;
		say("the text is empty: nothing was written");
		status = EXIT_FINDINGS;
	}
	arena_free(&a);
	return status;
}
