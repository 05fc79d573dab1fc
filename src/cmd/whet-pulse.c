/* whet-pulse: the five practices as shares, per team, over time. */
#include <string.h>

#include "say.h"
#include "tool.h"
#include "view_pulse.h"

static struct {
	const char *team, *period, *trend;
	bool missing;
} given;

static const struct opt options[] = {
    {"team", 0, "TEAM", "people of a team and of the teams below it", NULL, &given.team, NULL},
    {"period", 0, "PERIOD", "2026-Q3, 2026-H2, 2026-10, a cycle's id; else the year", NULL,
	&given.period, NULL},
    {"trend", 0, "STEP", "week, month or quarter: how it was at the end of each", NULL,
	&given.trend, NULL},
    {"missing", 0, NULL, "name the people and teams that are missing", &given.missing, NULL, NULL},
    TOOL_HISTORY,
    OPT_END,
};

static const struct opt_tool spec = {"whet-pulse", "the five practices as shares of a team",
    "[options]", options, tool_options};

static int
check_usage(struct tool *t)
{
	if (t->operands.n)
		return tool_usage(t, "\"%s\": --team names a team", t->operands.p[0]);
	return 0;
}

/* The period that was named, else the fiscal year that the as-of date lies in. */
static int
read_period(struct period *p, struct str *name, struct tool *t)
{
	*name = str_of(given.period);
	if (given.period)
		return tool_period(p, t, given.period);
	tool_year(p, name, t);
	return 0;
}

static int
find_trend(struct pulse_trend *trend, struct tool *t, const struct pulse_query *q)
{
	enum trend_step step;
	int status;

	*trend = (struct pulse_trend){0};
	if (!given.trend)
		return 0;
	status = tool_trend(&step, t, given.trend);
	if (!status)
		status = pulse_trend(trend, &t->arena, t->repo, q, step);
	return status ? status : tool_say_trend(t, &trend->count, trend->n, step, ", or the team,");
}

static int
print(struct tool *t)
{
	struct pulse_query q = {.as_of = t->as_of, .team = str_of(given.team)};
	struct pulse pulse;
	struct pulse_trend trend;
	struct record *team = NULL;
	char day[11];
	struct view_pulse v = {.arena = &t->arena,
	    .repo = t->repo,
	    .pulse = &pulse,
	    .trend = &trend,
	    .missing = given.missing,
	    .style = tool_grid_style(t)};
	int status = given.team ? tool_find(&team, t, KIND_TEAM, given.team) : 0;

	if (!status)
		status = read_period(&q.period, &v.period, t);
	if (status)
		return status;
	v.team = team;
	tool_leave_out(t);
	status = pulse_of(&pulse, &t->arena, t->repo, &q);
	if (!status && !pulse.people)
		return tool_usage(t,
		    "nobody is %s%s on %s: `start`, `end` and `team` of a person say who is",
		    given.team ? "in team " : "here", given.team ? given.team : "",
		    date_text(day, t->as_of));
	if (!status)
		status = find_trend(&trend, t, &q);
	if (status)
		return status;
	history_say_limits(&pulse.limits);
	if (strcmp(t->format, "text") == 0)
		tool_page(t);
	view_pulse_print(&t->out, t->format, &v);
	return 0;
}

int
main(int argc, char **argv)
{
	struct tool t;
	int status = tool_begin(&t, &spec, view_pulse_formats, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	status = check_usage(&t);
	if (!status)
		status = tool_load(&t);
	if (!status)
		status = print(&t);
	tool_worst(&t, status);
	return tool_end(&t);
}
