/* whet-progress: progress and pace of goals, and how they roll up. */
#include <string.h>

#include "figures.h"
#include "say.h"
#include "tool.h"

static struct {
	const char *owner, *team, *period, *by, *trend;
	bool explain;
} given;

static const struct opt options[] = {
    {"owner", 0, "WHO", "goals of a person or team", NULL, &given.owner, NULL},
    {"team", 0, "TEAM", "goals of a team, the teams below it and their people", NULL, &given.team,
	NULL},
    {"period", 0, "PERIOD", "goals whose time meets a period", NULL, &given.period, NULL},
    {"by", 0, "WHAT", "roll up by team, supports or person", NULL, &given.by, NULL},
    {"trend", 0, "STEP", "week, month or quarter: the scores at the end of each", NULL,
	&given.trend, NULL},
    {"explain", 0, NULL, "say how each figure came about", &given.explain, NULL, NULL},
    TOOL_HISTORY,
    OPT_END,
};

static const struct opt_tool spec = {"whet-progress", "progress and pace of goals",
    "[options] [GOAL...]", options, tool_options};

/* What is asked for. */
struct request {
	struct tool *tool;
	struct progress *progress;
	struct goal_filter filter;
	struct period period;
	int by; /* enum rollup_by, -1 for none */
	struct progress_trend trend;
};

static int
read_by(struct request *q)
{
	q->by = -1;
	for (int i = 0; given.by && rollup_names[i]; i++)
		if (strcmp(given.by, rollup_names[i]) == 0)
			q->by = i;
	if (given.by && q->by < 0)
		return tool_usage(q->tool, "--by \"%s\": write team, supports or person", given.by);
	if (given.explain && (given.by || given.trend || strcmp(q->tool->format, "text") != 0))
		return tool_usage(q->tool,
		    "--explain is text about single goals: leave out --by, --trend and --format");
	if (given.trend && q->by == ROLLUP_PERSON)
		return tool_usage(q->tool,
		    "--trend is of scores, which people have not: leave out --by person");
	return 0;
}

static int
read_goals(struct request *q)
{
	struct tool *t = q->tool;
	bool *named = NEW_ARRAY(&t->arena, bool, q->progress->n);
	int status = 0;

	for (size_t i = 0; i < t->operands.n && !status; i++) {
		const char *word = t->operands.p[i];
		struct record *r;

		status = tool_find(&r, t, KIND_GOAL, strncmp(word, "goal:", 5) ? word : word + 5);
		if (!status)
			named[r->index - t->repo->first[KIND_GOAL]] = true;
		q->filter.named = named;
	}
	return status;
}

static int
read_filter(struct request *q)
{
	struct record *owner = NULL, *team = NULL;
	int status = read_goals(q);

	if (!status && given.owner)
		status = tool_find_owner(&owner, q->tool, given.owner);
	if (!status && given.team)
		status = tool_find(&team, q->tool, KIND_TEAM, given.team);
	if (!status && given.period)
		status = tool_period(&q->period, q->tool, given.period);
	q->filter.owner = owner;
	q->filter.team = team;
	q->filter.period = given.period ? &q->period : NULL;
	return status;
}

/* What tool_leave_out does not know of: of two goals with one id the second is valid, too. */
static void
leave_out_twins(struct tool *t, const struct progress *p)
{
	size_t n = progress_twins(p);

	if (!n)
		return;
	say("%zu goal%s left out whose id another one has; whet check says which", n,
	    str_plural(n));
	tool_worst(t, EXIT_FINDINGS);
}

/* Why there are goals, and none of them is rolled up. */
static void
say_nothing_rolled_up(struct tool *t, enum rollup_by by)
{
	size_t n_teams;

	repo_of_kind(&n_teams, t->repo, KIND_TEAM);
	if (by == ROLLUP_TEAM && !n_teams)
		say("there are no teams here: whet new team makes one, and `team` of a person says "
		    "who is in it");
	else if (by == ROLLUP_TEAM)
		say("these goals are of no team: `owner` of a goal or `team` of its owner says of "
		    "which");
	else if (by == ROLLUP_PERSON)
		say("these goals are owned by no person");
}

/* The days of a trend: the period that was named, else from the first day of goals that were, or of the
 * fiscal year. */
static struct period
days_of_trend(struct request *q, const bool *chosen)
{
	struct period days = q->period;
	struct str name;
	int32_t first = DATE_NONE;

	if (given.period)
		return days;
	tool_year(&days, &name, q->tool);
	for (size_t i = 0; q->filter.named && i < q->progress->n; i++) {
		int32_t start = chosen[i] ? q->progress->goals[i].goal->start : DATE_NONE;

		if (start != DATE_NONE && (first == DATE_NONE || start < first))
			first = start;
	}
	if (first != DATE_NONE)
		days.start = first;
	return days;
}

/* 0, or the exit status where there is no trend. */
static int
find_trend(struct request *q, const struct figures *f)
{
	struct tool *t = q->tool;
	struct progress_trend_query query = {.now = q->progress,
	    .filter = &q->filter,
	    .rollups = f->rolled_up ? &f->rollups : NULL,
	    .by = f->by,
	    .period = days_of_trend(q, f->chosen)};
	int status = tool_trend(&query.step, t, given.trend);

	if (!status)
		status = progress_trend(&q->trend, &t->arena, &query);
	return status ? status : tool_say_trend(t, &q->trend.count, q->trend.n, query.step, "");
}

static int
print(struct request *q)
{
	struct tool *t = q->tool;
	int status = 0;
	bool text = strcmp(t->format, "text") == 0;
	size_t n;
	struct figures f = {.arena = &t->arena,
	    .progress = q->progress,
	    .chosen = progress_choose(&n, &t->arena, q->progress, &q->filter),
	    .rolled_up = q->by >= 0,
	    .details = t->verbose || q->filter.named,
	    .style = tool_grid_style(t)};

	if (!n && !t->quiet)
		say("no goal matches");
	if (f.rolled_up) {
		f.by = (enum rollup_by)q->by;
		progress_roll_up(&f.rollups, &t->arena, q->progress, f.by, f.chosen,
		    q->filter.team);
		if (text && n && !f.rollups.n && !t->quiet)
			say_nothing_rolled_up(t, f.by);
	}
	if (given.trend && n) {
		f.trend = &q->trend;
		status = find_trend(q, &f);
	}
	if (status)
		return status;
	if (text)
		tool_page(t);
	if (given.explain)
		figures_explain(&t->out, &f);
	else
		figures_print(&t->out, t->format, &f);
	return 0;
}

int
main(int argc, char **argv)
{
	struct tool t;
	struct request q = {.tool = &t};
	int status = tool_begin(&t, &spec, figures_formats, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	status = read_by(&q);
	if (!status)
		status = tool_load(&t);
	if (!status) {
		q.progress = progress_new(&t.arena, t.repo, t.as_of);
		status = read_filter(&q);
	}
	tool_worst(&t, status);
	if (!status) {
		tool_leave_out(&t);
		leave_out_twins(&t, q.progress);
		tool_worst(&t, print(&q));
	}
	return tool_end(&t);
}
