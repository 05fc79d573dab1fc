#include "figures.h"

#include <math.h>

#include "json.h"

enum { GOAL, OWNER, BAR, SCORE, EXPECTED, PACE, LAST, SAID, TITLE, GOAL_COLUMNS };

static const struct grid_column goal_columns[GOAL_COLUMNS] = {
    [GOAL] = {.title = "GOAL", .shrinks = true},
    [OWNER] = {.title = "OWNER", .shrinks = true},
    [BAR] = {.title = "", .drawn = true, .spare = true},
    [SCORE] = {.title = "SCORE", .right = true},
    [EXPECTED] = {.title = "EXPECT", .right = true, .spare = true},
    [PACE] = {.title = "PACE"},
    [LAST] = {.title = "CHECK-IN", .spare = true},
    [SAID] = {.title = "SAID", .spare = true},
    [TITLE] = {.title = "TITLE", .shrinks = true},
};

static const enum tone pace_tones[PACES] = {
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

static struct str
percent(struct arena *a, double p)
{
	char text[32];

	return str_dup(a, str_of(percent_text(text, p)));
}

static struct str
number(struct arena *a, double value)
{
	char text[32];

	return isfinite(value) ? str_dup(a, str_of(number_text(text, value))) : S("-");
}

static struct str
metric_words(struct arena *a, const struct kr_progress *k, struct str unit)
{
	struct str from = number(a, k->kr->baseline), to = number(a, k->kr->target);

	if (!k->latest)
		return str_fmt(a, "%.*s%.*s, target %.*s", SV(from), SV(unit), SV(to));
	return str_fmt(a, "%.*s -> %.*s%.*s, target %.*s", SV(from), SV(number(a, k->current)),
	    SV(unit), SV(to));
}

static struct str
sustain_words(struct arena *a, const struct kr_progress *k, struct str unit)
{
	struct str limits = S("");

	if (!isnan(k->kr->min))
		limits = str_fmt(a, "min %.*s", SV(number(a, k->kr->min)));
	if (!isnan(k->kr->max))
		limits = str_fmt(a, "%.*s%smax %.*s", SV(limits), limits.n ? ", " : "",
		    SV(number(a, k->kr->max)));
	if (!k->latest)
		return str_fmt(a, "no value yet (%.*s)", SV(limits));
	return str_fmt(a, "%.*s%.*s (%.*s), kept at %u of %u check-in%s", SV(number(a, k->current)),
	    SV(unit), SV(limits), k->held, k->values, str_plural(k->values));
}

static struct str
milestone_words(struct arena *a, const struct kr_progress *k, int32_t as_of)
{
	uint32_t done = 0;

	for (uint32_t i = 0; i < k->kr->milestones.n; i++) {
		const struct milestone *m = &k->kr->milestones.p[i];

		done += m->done != DATE_NONE && m->done <= as_of;
	}
	return str_fmt(a, "%u of %u done", done, k->kr->milestones.n);
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
		return milestone_words(a, k, as_of);
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
	grid_bar(grid, g->score)->tone = pace_tones[g->pace];
	grid_text(grid, percent(f->arena, g->score));
	grid_text(grid, percent(f->arena, g->expected));
	grid_text(grid, str_of(pace_names[g->pace]))->tone = pace_tones[g->pace];
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
	grid_text(grid, percent(f->arena, k->progress));
	for (int i = EXPECTED; i < TITLE; i++)
		grid_text(grid, S(""));
	grid_text(grid, str_fmt(f->arena, "%.*s: %.*s", SV(words), SV(k->kr->title)));
}

static void
print_goals(struct out *o, const struct figures *f)
{
	struct grid grid;

	grid_init(&grid, f->arena, goal_columns, GOAL_COLUMNS);
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

static struct str
pace_words(struct arena *a, const struct rollup *r)
{
	struct str words = S("");

	for (int i = 0; i < PACES; i++)
		if (r->pace[i])
			words = str_fmt(a, "%.*s%s%u %s", SV(words), words.n ? ", " : "",
			    r->pace[i], pace_names[i]);
	return words;
}

static void
print_teams(struct out *o, const struct figures *f)
{
	static const struct grid_column columns[] = {
	    {.title = "TEAM", .shrinks = true},
	    {.title = "GOALS", .right = true},
	    {.title = "", .drawn = true, .spare = true},
	    {.title = "SCORE", .right = true},
	    {.title = "PACE", .shrinks = true},
	};
	struct grid grid;

	grid_init(&grid, f->arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < f->rollups.n; i++) {
		const struct rollup *r = &f->rollups.p[i];

		grid_text(&grid, repo_id(f->progress->repo, r->of));
		grid_text(&grid, str_fmt(f->arena, "%u", r->goals));
		grid_bar(&grid, r->score);
		grid_text(&grid, percent(f->arena, r->score));
		grid_text(&grid, pace_words(f->arena, r));
	}
	grid_print(o, &grid, &f->style);
}

static void
print_people(struct out *o, const struct figures *f)
{
	static const struct grid_column columns[] = {
	    {.title = "PERSON", .shrinks = true},
	    {.title = "GOALS", .right = true},
	    {.title = "PACE", .shrinks = true},
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

/* By supports: chosen goals below the goal they support, which is shown with them. */

struct tree {
	const struct figures *f;
	struct arena *arena;
	struct grid grid;
	bool *shown;		      /* all by place among progress->goals */
	uint32_t *child;	      /* first that supports it, UINT32_MAX: none */
	uint32_t *sibling;	      /* next that supports the same, UINT32_MAX: none */
	const struct rollup **rollup; /* NULL: none */
};

/* Goals that support each other in a circle stand beside each other. */
static uint32_t
goal_above(const struct progress *p, uint32_t i)
{
	const struct goal_progress *g = &p->goals[i];

	return g->in_cycle || g->parent == UINT32_MAX || !p->goals[g->parent].counted ? UINT32_MAX
										      : g->parent;
}

static void
plant(struct tree *t)
{
	const struct progress *p = t->f->progress;

	t->shown = NEW_ARRAY(t->arena, bool, p->n);
	t->child = NEW_ARRAY(t->arena, uint32_t, p->n);
	t->sibling = NEW_ARRAY(t->arena, uint32_t, p->n);
	t->rollup = NEW_ARRAY(t->arena, const struct rollup *, p->n);
	for (size_t i = 0; i < t->f->rollups.n; i++) {
		const struct rollup *r = &t->f->rollups.p[i];

		t->rollup[r->of->index - p->repo->first[KIND_GOAL]] = r;
	}
	for (uint32_t i = 0; i < p->n; i++) {
		bool show = t->f->chosen[i] && p->goals[i].counted;

		t->child[i] = t->sibling[i] = UINT32_MAX;
		for (uint32_t at = i; show && at != UINT32_MAX && !t->shown[at];
		     at = goal_above(p, at))
			t->shown[at] = true;
	}
	for (uint32_t i = (uint32_t)p->n; i-- > 0;) {
		uint32_t above = t->shown[i] ? goal_above(p, i) : UINT32_MAX;

		if (above == UINT32_MAX)
			continue;
		t->sibling[i] = t->child[above];
		t->child[above] = i;
	}
}

static void
add_node(struct tree *t, uint32_t i, size_t depth)
{
	const struct goal_progress *g = &t->f->progress->goals[i];
	const struct repo *repo = t->f->progress->repo;
	const struct rollup *r = t->rollup[i];
	struct str below = S("");

	if (r)
		below = str_fmt(t->arena, "%.*s of %u", SV(percent(t->arena, r->score)), r->goals);
	grid_text(&t->grid,
	    str_fmt(t->arena, "%*s%.*s", (int)depth * 2, "", SV(repo_id(repo, &g->goal->record))));
	grid_text(&t->grid, repo_str(repo, g->goal->owner));
	grid_bar(&t->grid, g->score)->tone = pace_tones[g->pace];
	grid_text(&t->grid, percent(t->arena, g->score));
	grid_text(&t->grid, below);
	grid_text(&t->grid, str_of(pace_names[g->pace]))->tone = pace_tones[g->pace];
	grid_text(&t->grid, g->goal->title);
}

/* The root and all below it, in order. */
static void
add_branch(struct tree *t, uint32_t root)
{
	uint32_t at = root;
	size_t depth = 0;

	while (at != UINT32_MAX) {
		add_node(t, at, depth);
		if (t->child[at] != UINT32_MAX) {
			at = t->child[at];
			depth++;
			continue;
		}
		for (; at != root && t->sibling[at] == UINT32_MAX; depth--)
			at = t->f->progress->goals[at].parent;
		at = at == root ? UINT32_MAX : t->sibling[at];
	}
}

static void
print_tree(struct out *o, const struct figures *f)
{
	static const struct grid_column columns[] = {
	    {.title = "GOAL", .shrinks = true},
	    {.title = "OWNER", .shrinks = true},
	    {.title = "", .drawn = true, .spare = true},
	    {.title = "SCORE", .right = true},
	    {.title = "SUPPORT", .right = true},
	    {.title = "PACE"},
	    {.title = "TITLE", .shrinks = true},
	};
	struct tree t = {.f = f, .arena = f->arena};

	grid_init(&t.grid, t.arena, columns, sizeof columns / sizeof *columns);
	plant(&t);
	for (uint32_t i = 0; i < f->progress->n; i++)
		if (t.shown[i] && goal_above(f->progress, i) == UINT32_MAX)
			add_branch(&t, i);
	grid_print(o, &t.grid, &f->style);
}

void
figures_text(struct out *o, const struct figures *f)
{
	static void (*const print[])(struct out * o, const struct figures *f) = {
	    [ROLLUP_TEAM] = print_teams,
	    [ROLLUP_SUPPORTS] = print_tree,
	    [ROLLUP_PERSON] = print_people,
	};

	if (f->rolled_up)
		print[f->by](o, f);
	else
		print_goals(o, f);
}
