#include "new.h"

#include <stdio.h>
#include <unistd.h>

#include "check.h"
#include "editor.h"
#include "file.h"
#include "say.h"

enum { FINDINGS = 1, ENVIRONMENT = 3 }; /* exit statuses */

static bool
holds_nothing(struct arena *a, const struct new_file *file)
{
	struct sink sink = {.arena = a};
	struct str bytes = S("");
	const struct yaml *y;

	if (file_read(&bytes, a, file->path, false))
		return false;
	y = yaml_parse(a, &sink, file->record.path, bytes);
	for (size_t i = 0; i < y->n_docs; i++)
		if (y->docs[i].root)
			return false;
	return !y->broken;
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
	struct out err;

	check_records(repo, sink);
	keep_own(sink, path);
	check->line = first_error(sink);
	out_init(&err, a, STDERR_FILENO);
	findings_print(&err, "text", sink, repo, &file->style);
	out_flush(&err);
	if (is_listed(repo, path))
		return sink_count(sink, SEVERITY_ERROR) ? FINDINGS : 0;
	say("%.*s is not among the workspace's records: see include and exclude in whet.yaml, and "
	    ".gitignore",
	    SV(path));
	return FINDINGS;
}

int
new_check(struct new_check *check, const struct new_file *file)
{
	struct arena a = {0};
	struct sink sink = {.arena = &a};
	struct source *source = NULL;
	struct repo *repo = NULL;
	int status = source_folder(&source, &a, file->dir);

	*check = (struct new_check){.empty = holds_nothing(&a, file)};
	if (!status)
		status = repo_load(&repo, &a, source, &sink);
	if (!status && !check->empty)
		status = check_in(check, &a, repo, &sink, file);
	if (repo)
		repo_free(repo);
	source_close(source);
	arena_free(&a);
	return status;
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
	*gone = is_untouched(file);
	if (*gone)
		unlink(file->path);
	say("the editor \"%s\" failed: %s %s", editor_name(),
	    *gone ? "set VISUAL or EDITOR, or use --no-edit; nothing was written to"
		  : "what you wrote is in",
	    file->path);
	return ENVIRONMENT;
}

int
new_edit(bool *gone, const struct new_file *file)
{
	struct arena a = {0};
	struct new_check check = {0};
	bool again;
	int status;

	*gone = false;
	do {
		status = editor_run(&a, file->path, check.line);
		if (status) {
			status = editor_failed(gone, file);
			break;
		}
		status = new_check(&check, file);
		again = status == FINDINGS && wants_to_edit_again();
	} while (again);
	if (!status && check.empty) {
		*gone = unlink(file->path) == 0;
		say("the text is empty: nothing was written");
		status = FINDINGS;
	}
	arena_free(&a);
	return status;
}
