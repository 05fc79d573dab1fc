#include "figures_part.h"

#include <math.h>
#include <string.h>

#include "json.h"

enum { GOAL, OWNER, BAR, SCORE, TREND, EXPECTED, PACE, LAST, SAID, TITLE, GOAL_COLUMNS };

static const struct grid_column goal_columns[GOAL_COLUMNS] = {
    [GOAL] = {.title = "GOAL", .least = 20},
    [OWNER] = {.title = "OWNER", .least = 12, .spare = 5},
    [BAR] = {.title = "", .drawn = true, .spare = 1},
    [SCORE] = {.title = "SCORE", .right = true},
    [TREND] = {.title = "TREND", .spare = 6},
    [EXPECTED] = {.title = "EXPECT", .right = true, .spare = 2},
    [PACE] = {.title = "PACE"},
    [LAST] = {.title = "CHECK-IN"},
    [SAID] = {.title = "SAID", .spare = 3},
    [TITLE] = {.title = "TITLE", .least = 14, .spare = 4},
};

const enum tone figures_tones[PACES] = {
    [PACE_DRAFT] = TONE_FAINT,
    [PACE_DROPPED] = TONE_FAINT,
    [PACE_CLOSED] = TONE_FAINT,
    [PACE_NOT_STARTED] = TONE_FAINT,
    [PACE_MET] = TONE_GOOD,
    [PACE_ON_PACE] = TONE_GOOD,
    [PACE_BEHIND] = TONE_WARN,
    [PACE_OVERDUE] = TONE_BAD,
    [PACE_FAR_BEHIND] = TONE_BAD,
};

struct str
figures_percent(struct arena *a, double p)
{
	char text[32];

	return str_dup(a, str_of(percent_text(text, p)));
}

struct str
figures_number(struct arena *a, double value)
{
	char text[32];

	return isfinite(value) ? str_dup(a, str_of(number_text(text, value))) : S("-");
}

static struct str
metric_words(struct arena *a, const struct kr_progress *k, struct str unit)
{
	struct str from = figures_number(a, k->kr->baseline), to = figures_number(a, k->kr->target);

	if (!k->latest)
		return str_fmt(a, "%.*s%.*s, target %.*s", SV(from), SV(unit), SV(to));
	return str_fmt(a, "%.*s -> %.*s%.*s, target %.*s", SV(from),
	    SV(figures_number(a, k->current)), SV(unit), SV(to));
}

static struct str
sustain_words(struct arena *a, const struct kr_progress *k, struct str unit)
{
	struct str limits = S("");

	if (!isnan(k->kr->min))
		limits = str_fmt(a, "min %.*s", SV(figures_number(a, k->kr->min)));
	if (!isnan(k->kr->max))
		limits = str_fmt(a, "%.*s%smax %.*s", SV(limits), limits.n ? ", " : "",
		    SV(figures_number(a, k->kr->max)));
	if (!k->latest)
		return str_fmt(a, "no value yet (%.*s)", SV(limits));
	return str_fmt(a, "%.*s%.*s (%.*s), kept at %u of %u check-in%s",
	    SV(figures_number(a, k->current)), SV(unit), SV(limits), k->held, k->values,
	    str_plural(k->values));
}

uint32_t
figures_milestones(const struct kr_progress *k, int32_t as_of)
{
	uint32_t done = 0;

	for (uint32_t i = 0; i < k->kr->milestones.n; i++) {
		const struct milestone *m = &k->kr->milestones.p[i];

		done += m->done != DATE_NONE && m->done <= as_of;
	}
	return done;
}

struct str
figures_words(struct arena *a, const struct kr_progress *k, int32_t as_of)
{
	struct str unit = k->kr->unit.n ? str_fmt(a, " %.*s", SV(k->kr->unit)) : S("");

	switch ((enum shape)k->shape) {
	case SHAPE_METRIC:
		return metric_words(a, k, unit);
	case SHAPE_SUSTAIN:
		return sustain_words(a, k, unit);
	case SHAPE_MILESTONES:
		return str_fmt(a, "%u of %u done", figures_milestones(k, as_of),
		    k->kr->milestones.n);
	case SHAPE_YES_NO:
		break;
	}
	return !k->latest ? S("no answer yet") : k->current > 0 ? S("yes") : S("not yet");
}

static struct str
checkin_words(const struct figures *f, const struct goal_progress *g)
{
	const char *stale = g->stale ? " stale" : "";

	if (!g->n_checkins)
		return str_fmt(f->arena, "none%s", stale);
	return str_fmt(f->arena, "%d d%s", g->days_since_checkin, stale);
}

static void
add_goal(struct grid *grid, const struct figures *f, const struct goal_progress *g)
{
	grid_text(grid, repo_id(f->progress->repo, &g->goal->record));
	grid_text(grid, repo_str(f->progress->repo, g->goal->owner));
	grid_bar(grid, g->score)->tone = figures_tones[g->pace];
	grid_text(grid, figures_percent(f->arena, g->score));
	grid_text(grid, figures_steps(f, (size_t)(g - f->progress->goals)));
	grid_text(grid, figures_percent(f->arena, g->expected));
	grid_text(grid, str_of(pace_names[g->pace]))->tone = figures_tones[g->pace];
	grid_text(grid, checkin_words(f, g))->tone = g->stale ? TONE_WARN : TONE_PLAIN;
	grid_text(grid, g->declared ? str_of(outlook_words[g->declared - 1]) : S("-"));
	grid_text(grid, g->goal->title);
}

static void
add_key_result(struct grid *grid, const struct figures *f, const struct kr_progress *k)
{
	const struct repo *repo = f->progress->repo;
	struct str words = figures_words(f->arena, k, f->progress->as_of);

	grid_text(grid, str_fmt(f->arena, "  %.*s", SV(repo_str(repo, k->kr->key))));
	grid_text(grid, k->kr->owner ? repo_str(repo, k->kr->owner) : S(""));
	grid_bar(grid, k->progress);
	grid_text(grid, figures_percent(f->arena, k->progress));
	for (int i = TREND; i < TITLE; i++)
		grid_text(grid, S(""));
	grid_text(grid, str_fmt(f->arena, "%.*s: %.*s", SV(words), SV(k->kr->title)));
}

static void
print_goals(struct out *o, const struct figures *f)
{
	struct grid_column columns[GOAL_COLUMNS];
	struct grid grid;

	memcpy(columns, goal_columns, sizeof columns);
	if (f->details)
		columns[TITLE] =
		    (struct grid_column){.title = "TITLE", .least = f->trend ? 14 : 40};
	if (f->trend)
		columns[TREND].spare = 0;
	grid_init(&grid, f->arena, columns, GOAL_COLUMNS);
	for (size_t i = 0; i < f->progress->n; i++) {
		const struct goal_progress *g = &f->progress->goals[i];

		if (!f->chosen[i] || !g->counted)
			continue;
		add_goal(&grid, f, g);
		for (uint32_t k = 0; f->details && k < g->of; k++)
			add_key_result(&grid, f, &g->krs[k]);
	}
	grid_print(o, &grid, &f->style);
}

/* By team or person. */

/* What asks for attention first: it is what stays where the cell is cut. */
static struct str
pace_words(struct arena *a, const struct rollup *r)
{
	struct str words = S("");

	for (int i = PACES; i-- > 0;)
		if (r->pace[i])
			words = str_fmt(a, "%.*s%s%u %s", SV(words), words.n ? ", " : "",
			    r->pace[i], pace_names[i]);
	return words;
}

static void
print_teams(struct out *o, const struct figures *f)
{
	const struct grid_column columns[] = {
	    {.title = "TEAM", .least = 16},
	    {.title = "GOALS", .right = true},
	    {.title = "", .drawn = true, .spare = 1},
	    {.title = "SCORE", .right = true},
	    {.title = "TREND", .spare = f->trend ? 0 : 2},
	    {.title = "PACE", .least = f->trend ? 20 : 40},
	};
	struct grid grid;

	grid_init(&grid, f->arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < f->rollups.n; i++) {
		const struct rollup *r = &f->rollups.p[i];

		grid_text(&grid, repo_id(f->progress->repo, r->of));
		grid_text(&grid, str_fmt(f->arena, "%u", r->goals));
		grid_bar(&grid, r->score);
		grid_text(&grid, figures_percent(f->arena, r->score));
		grid_text(&grid, figures_steps(f, i));
		grid_text(&grid, pace_words(f->arena, r));
	}
	grid_print(o, &grid, &f->style);
}

static void
print_people(struct out *o, const struct figures *f)
{
	static const struct grid_column columns[] = {
	    {.title = "PERSON", .least = 16},
	    {.title = "GOALS", .right = true},
	    {.title = "PACE", .least = 40},
	};
	struct grid grid;

	grid_init(&grid, f->arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < f->rollups.n; i++) {
		grid_text(&grid, repo_id(f->progress->repo, f->rollups.p[i].of));
		grid_text(&grid, str_fmt(f->arena, "%u", f->rollups.p[i].goals));
		grid_text(&grid, pace_words(f->arena, &f->rollups.p[i]));
	}
	grid_print(o, &grid, &f->style);
}

void
figures_text(struct out *o, const struct figures *f)
{
	if (f->trend && !f->style.aligned)
		figures_trend_rows(o, f);
	else if (f->rolled_up && f->by == ROLLUP_SUPPORTS)
		figures_tree(o, f);
	else if (!f->style.aligned)
		figures_rows(o, f);
	else if (!f->rolled_up)
		print_goals(o, f);
	else if (f->by == ROLLUP_TEAM)
		print_teams(o, f);
	else
		print_people(o, f);
}
