#include "amend.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "file.h"
#include "findings.h"
#include "say.h"

/* Is an open file still the one that its path names? */
static bool
is_current(int fd, const char *path)
{
	struct stat opened, named;

	return fstat(fd, &opened) == 0 && stat(path, &named) == 0 &&
	       opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

/* Opens a file and locks it. Whoever had it locked may have put another in its place: then that one. The
 * locks of POSIX would end as soon as the file is read by any other way. */
static int
open_locked(const char *path)
{
	for (;;) {
		int fd = open(path, O_RDONLY | O_CLOEXEC);

		if (fd < 0)
			return -1;
		while (flock(fd, LOCK_EX) < 0 && errno == EINTR)
			;
		if (is_current(fd, path))
			return fd;
		close(fd);
	}
}

int
amend_open(struct amend *amend, struct tool *t, const struct record *r)
{
	struct str path = repo_path(t->repo, r);
	bool opened;

	*amend = (struct amend){.tool = t, .record = r, .lock = -1};
	if (r->imported)
		return tool_usage(t, "%.*s belongs to another workspace: change it there",
		    SV(path));
	amend->path = JOIN(&t->arena, t->source->root, path).p;
	amend->lock = open_locked(amend->path);
	if (amend->lock < 0 || file_read_fd(&amend->before, &t->arena, amend->lock)) {
		say("cannot change %.*s: %s", SV(path), strerror(errno));
		return EXIT_ENVIRONMENT;
	}
	opened = edit_open(&amend->edit, &t->arena, path, amend->before, r->document);
	if (!opened)
		return tool_usage(t, "%.*s is not in order: whet check says why", SV(path));
	amend->old = amend->edit.root;
	return 0;
}

/* The keys of all errors in a sink, sorted. */
static struct str *
errors_of(size_t *n, struct arena *a, const struct sink *sink)
{
	struct str *keys = NEW_ARRAY(a, struct str, sink->n);

	*n = 0;
	for (size_t i = 0; i < sink->n; i++)
		if (sink->p[i].severity == SEVERITY_ERROR)
			keys[(*n)++] = finding_key(a, &sink->p[i]);
	str_sort(keys, *n);
	return keys;
}

/* Leaves the errors that are not among those known, and prints them. */
static int
report(struct amend *amend, struct repo *repo, struct sink *sink)
{
	struct tool *t = amend->tool;
	struct findings findings = {.tool = t->spec->name, .repo = repo, .sink = sink};
	struct findings_style style = {.terminal = isatty(STDERR_FILENO),
	    .colour = t->colour,
	    .quiet = true,
	    .width = t->columns};
	size_t n, kept = 0;
	const struct str *known = errors_of(&n, &t->arena, &t->sink);
	struct out err;

	for (size_t i = 0; i < sink->n; i++)
		if (sink->p[i].severity == SEVERITY_ERROR &&
		    !str_among(finding_key(&t->arena, &sink->p[i]), known, n))
			sink->p[kept++] = sink->p[i];
	sink->n = kept;
	if (!kept)
		return 0;
	out_init(&err, &t->arena, STDERR_FILENO);
	findings_print(&err, "text", &findings, &style);
	out_flush(&err);
	say("%.*s stays as it is: that would not be in order", SV(amend->edit.path));
	return EXIT_FINDINGS;
}

int
amend_check(struct amend *amend)
{
	struct tool *t = amend->tool;
	struct sink sink = {.arena = &t->arena};
	struct source *source = NULL;
	struct repo *repo = NULL;
	int status = source_folder(&source, &t->arena, t->dir);

	check_records(t->repo, &t->sink);
	sink_sort(&t->sink);
	if (!status) {
		source_give(source, amend->edit.path, amend->edit.bytes);
		status = repo_load(&repo, &t->arena, source, &sink);
	}
	if (!status) {
		check_records(repo, &sink);
		sink_sort(&sink);
		status = report(amend, repo, &sink);
	}
	if (repo)
		repo_free(repo);
	source_close(source);
	return status;
}

int
amend_write(struct amend *amend)
{
	struct arena *a = &amend->tool->arena;
	struct str now, path = amend->edit.path;
	int error = file_read(&now, a, amend->path, false);

	if (!error && (!str_eq(now, amend->before) || !is_current(amend->lock, amend->path))) {
		say("%.*s has been changed meanwhile: nothing was written, try again", SV(path));
		return EXIT_ENVIRONMENT;
	}
	if (!error)
		error = file_replace(amend->path, amend->edit.bytes);
	if (!error)
		return 0;
	say("cannot write %.*s: %s", SV(path), strerror(error));
	return EXIT_ENVIRONMENT;
}

void
amend_close(struct amend *amend)
{
	if (amend->lock >= 0)
		close(amend->lock);
	amend->lock = -1;
}
