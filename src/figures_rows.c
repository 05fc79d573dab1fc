#include <math.h>

#include "figures_part.h"

/* In this order; those behind the title only where key results are shown. */
enum {
	GOAL,
	KEY_RESULT,
	OWNER,
	SCORE,
	EXPECTED,
	PACE,
	DAYS,
	STALE,
	SAID,
	TITLE,
	BASELINE,
	CURRENT,
	TARGET,
	UNIT,
	COLUMNS
};

static struct str
or_none(struct str text)
{
	return text.n ? text : S("-");
}

static void
add_none(struct grid *grid, int from, int to)
{
	for (int i = from; i < to; i++)
		grid_text(grid, S("-"));
}

static void
add_goal(struct grid *grid, const struct figures *f, const struct goal_progress *g)
{
	const struct repo *repo = f->progress->repo;

	grid_text(grid, repo_id(repo, &g->goal->record));
	grid_text(grid, S("-"));
	grid_text(grid, or_none(repo_str(repo, g->goal->owner)));
	grid_text(grid, figures_percent(f->arena, g->score));
	grid_text(grid, figures_percent(f->arena, g->expected));
	grid_text(grid, str_of(pace_names[g->pace]))->tone = figures_tones[g->pace];
	grid_text(grid,
	    g->n_checkins ? str_fmt(f->arena, "%d", (int)g->days_since_checkin) : S("-"));
	grid_text(grid, g->stale ? S("stale") : S("-"))->tone = g->stale ? TONE_WARN : TONE_PLAIN;
	grid_text(grid, g->declared ? str_of(outlook_words[g->declared - 1]) : S("-"));
	grid_text(grid, or_none(g->goal->title));
	if (f->details)
		add_none(grid, BASELINE, COLUMNS);
}

/* "min..max", either of which may be missing. */
static struct str
limits(struct arena *a, const struct key_result *kr)
{
	struct str min = isnan(kr->min) ? S("") : figures_number(a, kr->min);
	struct str max = isnan(kr->max) ? S("") : figures_number(a, kr->max);

	return str_fmt(a, "%.*s..%.*s", SV(min), SV(max));
}

static void
add_measures(struct grid *grid, const struct figures *f, const struct kr_progress *k)
{
	struct str current = figures_number(f->arena, k->current), target = S("yes");

	switch ((enum shape)k->shape) {
	case SHAPE_METRIC:
		target = figures_number(f->arena, k->kr->target);
		break;
	case SHAPE_SUSTAIN:
		target = limits(f->arena, k->kr);
		break;
	case SHAPE_MILESTONES:
		current = str_fmt(f->arena, "%u", figures_milestones(k, f->progress->as_of));
		target = str_fmt(f->arena, "%u", k->kr->milestones.n);
		break;
	case SHAPE_YES_NO:
		current = !k->latest ? S("-") : k->current > 0 ? S("yes") : S("no");
	}
	grid_text(grid, figures_number(f->arena, k->kr->baseline));
	grid_text(grid, current);
	grid_text(grid, target);
	grid_text(grid, or_none(k->kr->unit));
}

static void
add_key_result(struct grid *grid, const struct figures *f, const struct goal_progress *g,
    const struct kr_progress *k)
{
	const struct repo *repo = f->progress->repo;

	grid_text(grid, repo_id(repo, &g->goal->record));
	grid_text(grid, repo_str(repo, k->kr->key));
	grid_text(grid, or_none(repo_str(repo, k->kr->owner ? k->kr->owner : g->goal->owner)));
	grid_text(grid, figures_percent(f->arena, k->progress));
	add_none(grid, EXPECTED, TITLE);
	grid_text(grid, or_none(k->kr->title));
	add_measures(grid, f, k);
}

static void
add_rollup(struct grid *grid, const struct figures *f, const struct rollup *r)
{
	grid_text(grid, repo_id(f->progress->repo, r->of));
	grid_text(grid, str_fmt(f->arena, "%u", r->goals));
	grid_text(grid, figures_percent(f->arena, r->score));
	for (int i = 0; i < PACES; i++)
		grid_text(grid, str_fmt(f->arena, "%u", r->pace[i]));
}

void
figures_rows(struct out *o, const struct figures *f)
{
	static const struct grid_column columns[3 + PACES > COLUMNS ? 3 + PACES : COLUMNS];
	size_t n = f->rolled_up ? 3 + PACES : f->details ? COLUMNS : BASELINE;
	struct grid grid;

	grid_init(&grid, f->arena, columns, n);
	for (size_t i = 0; i < f->rollups.n; i++)
		add_rollup(&grid, f, &f->rollups.p[i]);
	for (size_t i = 0; !f->rolled_up && i < f->progress->n; i++) {
		const struct goal_progress *g = &f->progress->goals[i];

		if (!f->chosen[i] || !g->counted)
			continue;
		add_goal(&grid, f, g);
		for (uint32_t k = 0; f->details && k < g->of; k++)
			add_key_result(&grid, f, g, &g->krs[k]);
	}
	grid_print(o, &grid, &f->style);
}
