#include "baseline.h"

#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "say.h"

struct entry {
	struct str key;
	bool found;
};

struct entries {
	struct entry *p;
	size_t n, cap;
};

static int
by_key(const void *left, const void *right)
{
	return str_cmp(((const struct entry *)left)->key, ((const struct entry *)right)->key);
}

/* A rule, a record, a place and perhaps a number. */
static bool
is_key(struct str line)
{
	size_t blanks = 0;

	for (size_t i = 0; i < line.n; i++)
		blanks += line.p[i] == ' ';
	return blanks == 2 || blanks == 3;
}

/* Sorts; of equal entries, which a merge may leave, one stays. */
static void
sort(struct entries *entries)
{
	size_t kept = 0;

	if (entries->n)
		qsort(entries->p, entries->n, sizeof *entries->p, by_key);
	for (size_t i = 0; i < entries->n; i++)
		if (!kept || !str_eq(entries->p[kept - 1].key, entries->p[i].key))
			entries->p[kept++] = entries->p[i];
	entries->n = kept;
}

static int
read_entries(struct entries *entries, struct tool *t, const char *file)
{
	struct str rest, line;
	bool more = true;
	int error = file_read(&rest, &t->arena, file, false);

	if (error) {
		say("cannot read %s: %s; --write-baseline writes it", file, strerror(error));
		return EXIT_ENVIRONMENT;
	}
	for (size_t n = 1; more; n++) {
		more = str_cut(&line, &rest, rest, '\n');
		line = str_trim(line);
		if (!line.n || line.p[0] == '#')
			continue;
		if (!is_key(line))
			return tool_usage(t,
			    "%s:%zu: no known finding stands here; --write-baseline writes the file anew",
			    file, n);
		vec_push(&t->arena, entries)->key = line;
	}
	sort(entries);
	return 0;
}

/* Findings that the file lists are dropped. */
static void
drop(struct sink *sink, struct entries *entries)
{
	struct arena scratch = {0};
	size_t kept = 0;

	for (size_t i = 0; i < sink->n; i++) {
		struct arena_mark mark = arena_mark(&scratch);
		struct entry wanted = {.key = finding_key(&scratch, &sink->p[i])}, *found = NULL;

		if (entries->n)
			found = bsearch(&wanted, entries->p, entries->n, sizeof wanted, by_key);
		if (found)
			found->found = true;
		else
			sink->p[kept++] = sink->p[i];
		arena_rewind(&scratch, mark);
	}
	sink->n = kept;
	arena_free(&scratch);
}

int
baseline_apply(struct tool *t, const char *file)
{
	struct entries entries = {0};
	int status = read_entries(&entries, t, file);
	size_t gone = 0;

	if (status)
		return status;
	drop(&t->sink, &entries);
	for (size_t i = 0; i < entries.n; i++)
		gone += !entries.p[i].found;
	if (gone && !t->operands.n && !t->quiet)
		say("%zu finding%s of %s %s no longer there; --write-baseline writes the file anew",
		    gone, str_plural(gone), file, gone == 1 ? "is" : "are");
	return 0;
}

int
baseline_write(struct tool *t, const char *file)
{
	struct entries entries = {0};
	struct out o;
	int error;

	if (t->operands.n)
		return tool_usage(t,
		    "--write-baseline takes all findings of the workspace: leave out the paths");
	for (size_t i = 0; i < t->sink.n; i++)
		if (t->sink.p[i].rest)
			say("%.*s: %.*s: a baseline cannot hold them; %.*s", SV(t->sink.p[i].path),
			    SV(t->sink.p[i].message), SV(t->sink.p[i].help));
		else
			vec_push(&t->arena, &entries)->key = finding_key(&t->arena, &t->sink.p[i]);
	sort(&entries);
	out_init(&o, &t->arena, -1);
	out_fmt(&o, "# Findings that are known: whet %s --baseline leaves them out.\n",
	    t->spec->name + strlen("whet-"));
	for (size_t i = 0; i < entries.n; i++) {
		out_str(&o, entries.p[i].key);
		out_char(&o, '\n');
	}
	error = file_replace(file, out_all(&o));
	if (error) {
		say("cannot write %s: %s", file, strerror(error));
		return EXIT_ENVIRONMENT;
	}
	t->sink.n = 0;
	if (!t->quiet)
		say("%zu finding%s written to %s", entries.n, str_plural(entries.n), file);
	return 0;
}

int
baseline_use(struct tool *t, const char *known, const char *write)
{
	if (write)
		return baseline_write(t, write);
	return known ? baseline_apply(t, known) : 0;
}
