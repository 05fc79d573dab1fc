/* Reports of days gone by. */
#include "say.h"
#include "tool.h"

bool tool_history;

static int
say_too_early(struct tool *t, const struct source_line *line)
{
	bool shallow = git_is_shallow(t->source->git);
	char first[11], day[11];

	date_text(day, t->as_of);
	if (!line->n || line->p[0].day <= t->as_of)
		return tool_usage(t, "there was no workspace here by the end of %s", day);
	return tool_usage(t, "%s begins on %s, after %s%s",
	    shallow ? "what this shallow clone has of the history" : "the history",
	    date_text(first, line->p[0].day), day,
	    shallow ? "; git fetch --unshallow gets the rest" : "");
}

static void
say_revision(const struct tool *t)
{
	const struct git_commit *c = &t->source->commit;
	char id[41], day[11];

	say("the records are those of %.10s, committed on %s", git_id_text(id, c->id),
	    date_text(day, git_when_day(c->committer.when)));
}

int
tool_go_back(struct tool *t)
{
	struct source_line line;
	struct source *then;
	bool found;
	int status;

	if (!t->dated)
		return tool_usage(t, "--history needs a day: --as-of YYYY-MM-DD");
	if (!t->source->git) {
		say("%s is in no Git repository, so there is no history", t->dir);
		return EXIT_ENVIRONMENT;
	}
	status = source_line(&line, &t->arena, t->source);
	if (!status && !line.n)
		return tool_usage(t, "nothing has been committed yet, so there is no history");
	if (!status)
		status = source_line_at(&then, &found, &t->arena, t->source, &line, t->as_of);
	if (status)
		return status;
	if (!found)
		return say_too_early(t, &line);
	t->tip = t->source;
	t->source = then;
	if (t->verbose)
		say_revision(t);
	return 0;
}
