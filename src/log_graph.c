/* One key result over time. */
#include <math.h>
#include <stdlib.h>

#include "chart.h"
#include "figures.h"
#include "json.h"
#include "log_ask.h"
#include "progress.h"
#include "say.h"

enum { HEIGHT = 15 };

struct graph {
	struct tool *tool;
	const struct goal_progress *goal;
	const struct kr_progress *kr;
	struct {
		struct chart_point *p;
		size_t n, cap;
	} points;
	struct {
		struct chart_line *p;
		size_t n, cap;
	} lines;
};

static int
find_key_result(struct graph *g, struct progress *progress, const char *goal, const char *name)
{
	struct tool *t = g->tool;
	struct str_guess guess = {.word = str_of(name)};
	struct record *r;
	int status = tool_find(&r, t, KIND_GOAL, goal);

	if (status)
		return status;
	g->goal = progress_of(progress, (const struct goal *)r);
	if (!g->goal->counted)
		return tool_usage(t, "goal \"%s\" has no figures here%s", goal,
		    r->imported ? ": it belongs to another workspace" : "; whet check says why");
	for (uint32_t i = 0; i < g->goal->of; i++) {
		struct str key = repo_str(t->repo, g->goal->krs[i].kr->key);

		if (str_eq(key, guess.word)) {
			g->kr = &g->goal->krs[i];
			return 0;
		}
		str_guess(&guess, key);
	}
	if (guess.best.p)
		return tool_usage(t, "goal \"%s\" has no key result \"%s\", did you mean \"%.*s\"?",
		    goal, name, SV(guess.best));
	return tool_usage(t, "goal \"%s\" has no key result \"%s\"", goal, name);
}

/* What is drawn. */

static void
add_point(struct graph *g, int32_t day, double value)
{
	*vec_push(&g->tool->arena, &g->points) = (struct chart_point){day, value};
}

static void
add_line(struct graph *g, const char *name, double value, enum tone tone)
{
	struct arena *a = &g->tool->arena;
	struct str unit = g->kr->kr->unit;
	char number[32];

	if (isfinite(value))
		*vec_push(a, &g->lines) = (struct chart_line){value,
		    str_fmt(a, "%s %s%s%.*s", name, number_text(number, value), unit.n ? " " : "",
			SV(unit)),
		    tone};
}

static void
add_values(struct graph *g)
{
	const struct key_result *kr = g->kr->kr;

	for (uint32_t i = 0; i < g->goal->n_checkins; i++) {
		double value = progress_value(g->kr, &g->goal->checkins[i]);

		if (isfinite(value))
			add_point(g, g->goal->checkins[i].date, value);
	}
	add_line(g, "target", kr->target, TONE_GOOD);
	add_line(g, "baseline", kr->baseline, TONE_FAINT);
	add_line(g, "min", kr->min, TONE_WARN);
	add_line(g, "max", kr->max, TONE_WARN);
}

static int
by_day(const void *left, const void *right)
{
	const struct chart_point *a = left, *b = right;

	return (a->day > b->day) - (a->day < b->day);
}

/* How many are done, from the goal's first day on. */
static void
add_milestones(struct graph *g)
{
	const struct key_result *kr = g->kr->kr;
	int32_t start = g->goal->goal->start;
	size_t n = 0;

	for (uint32_t i = 0; i < kr->milestones.n; i++) {
		int32_t done = kr->milestones.p[i].done;

		if (done != DATE_NONE && done <= g->tool->as_of)
			add_point(g, done, 1);
	}
	if (g->points.n && start != DATE_NONE)
		add_point(g, start, 0);
	if (g->points.n)
		qsort(g->points.p, g->points.n, sizeof *g->points.p, by_day);
	for (size_t i = 0; i < g->points.n; i++)
		g->points.p[i].value = (double)(n += g->points.p[i].value > 0);
	add_line(g, "all", kr->milestones.n, TONE_GOOD);
}

/* The goal's days and those of its values, unless others are asked for. */
static struct period
days_of(const struct graph *g, const struct log_query *q)
{
	const struct goal *goal = g->goal->goal;
	struct period days = {goal->start, goal->due};

	if (days.start == DATE_NONE || g->points.p[0].day < days.start)
		days.start = g->points.p[0].day;
	if (days.end == DATE_NONE || g->points.p[g->points.n - 1].day > days.end)
		days.end = g->points.p[g->points.n - 1].day;
	if (q->since != DATE_NONE)
		days.start = q->since;
	if (q->until != DATE_NONE)
		days.end = q->until;
	return days;
}

static size_t
count_within(const struct graph *g, struct period days)
{
	size_t n = 0;

	for (size_t i = 0; i < g->points.n; i++)
		n += g->points.p[i].day >= days.start && g->points.p[i].day <= days.end;
	return n;
}

/* "The latency that people see (goal:ada-latency, p99), in ms" */
static void
print_title(struct out *o, const struct graph *g)
{
	const struct repo *repo = g->tool->repo;
	const struct key_result *kr = g->kr->kr;
	struct out title;

	out_init(&title, &g->tool->arena, -1);
	out_term(&title, kr->title.n ? kr->title : repo_str(repo, kr->key));
	tone_print(o, out_all(&title), TONE_STRONG, g->tool->colour);
	out_fmt(o, " (goal:%.*s, %.*s)", SV(repo_id(repo, &g->goal->goal->record)),
	    SV(repo_str(repo, kr->key)));
	if (g->kr->shape == SHAPE_MILESTONES)
		out_text(o, ", done");
	else if (kr->unit.n)
		out_text(o, ", in ");
	out_term(o, kr->unit);
	out_text(o, "\n\n");
}

/* "On 2026-09-30: 480 -> 318 ms, target 300, 90 %" */
static void
print_state(struct out *o, const struct graph *g)
{
	struct tool *t = g->tool;
	char date[11], percent[32];

	out_fmt(o, "\nAs of %s: ", date_text(date, t->as_of));
	out_term(o, figures_words(&t->arena, g->kr, t->as_of));
	out_fmt(o, ", %s\n", percent_text(percent, g->kr->progress));
}

static int
draw(struct graph *g, const struct log_query *q)
{
	struct tool *t = g->tool;
	struct period days = {0, 0};

	if (g->kr->shape == SHAPE_YES_NO)
		return tool_usage(t,
		    "this key result is answered by yes or no, and there is no curve "
		    "of it; whet log tells when it was");
	if (g->kr->shape == SHAPE_MILESTONES)
		add_milestones(g);
	else
		add_values(g);
	if (g->points.n)
		days = days_of(g, q);
	if (!count_within(g, days)) {
		say("this key result has no value%s by %s", g->points.n ? " in these days" : " yet",
		    date_text((char[11]){0}, t->as_of));
		return 0;
	}
	tool_page(t);
	print_title(&t->out, g);
	chart_print(&t->out, &(struct chart){.points = g->points.p,
				 .n = g->points.n,
				 .lines = g->lines.p,
				 .n_lines = g->lines.n,
				 .days = days,
				 .steps = g->kr->shape == SHAPE_MILESTONES,
				 .whole = g->kr->shape == SHAPE_MILESTONES,
				 .height = HEIGHT,
				 .style = tool_grid_style(t)});
	print_state(&t->out, g);
	return 0;
}

int
log_graph(struct tool *t, struct log_query *q, const char *period, const char *key_result)
{
	struct graph g = {.tool = t};
	struct progress *progress;
	int status = tool_load(t);

	if (!status)
		status = log_ask_period(q, t, period);
	if (status)
		return status;
	progress = progress_new(&t->arena, t->repo, t->as_of);
	status = find_key_result(&g, progress, str_c(&t->arena, q->wishes[0].text), key_result);
	if (status || !g.kr)
		return status;
	tool_leave_out(t);
	return draw(&g, q);
}
