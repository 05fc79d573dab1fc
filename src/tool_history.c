/* Reports of days gone by. */
#include "tool.h"

#include <string.h>

#include "say.h"

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

void
tool_year(struct period *p, struct str *name, struct tool *t)
{
	int fiscal = workspace_fiscal_month(&t->repo->workspace), year, month, day;

	date_civil(&year, &month, &day, t->as_of);
	*name = str_fmt(&t->arena, "%04d", month < fiscal ? year - 1 : year);
	period_parse(p, *name, fiscal);
}

int
tool_trend(enum trend_step *step, struct tool *t, const char *word)
{
	bool found;
	int status, i = 0;

	while (trend_step_names[i] && strcmp(word, trend_step_names[i]) != 0)
		i++;
	*step = (enum trend_step)i;
	if (!trend_step_names[i])
		return tool_usage(t, "--trend \"%s\": write week, month or quarter", word);
	status = source_commit(&found, t->source);
	if (!status && !found)
		return tool_usage(t, "--trend reads the history, and there are no commits here");
	return status;
}

int
tool_say_trend(struct tool *t, const struct trend_count *count, size_t points, enum trend_step step,
    const char *others)
{
	size_t without = count->ends - points - count->broken;
	const char *name = trend_step_names[step], *have = without == 1 ? "has" : "have";

	if (count->broken)
		say("%zu revision%s left out of the trend: whet.yaml cannot be read there",
		    count->broken, str_plural(count->broken));
	if (without && git_is_shallow(t->source->git))
		say("%zu of %zu %ss %s no point: this clone is shallow; git fetch --unshallow gets the rest",
		    without, count->ends, name, have);
	else if (without)
		say("%zu of %zu %ss %s no point: the history of the workspace%s begins later",
		    without, count->ends, name, have, others);
	if (!count->ends)
		say("no %s ends in the period by the as-of date", name);
	return points ? 0 : EXIT_USAGE;
}
