#include "figures_part.h"

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

/* On a terminal goals stand indented below the one they support. */
static void
add_node(struct tree *t, uint32_t i, size_t depth)
{
	const struct goal_progress *g = &t->f->progress->goals[i];
	const struct repo *repo = t->f->progress->repo;
	const struct rollup *r = t->rollup[i];
	struct str below = S("");

	if (r)
		below = str_fmt(t->arena, "%.*s of %u", SV(figures_percent(t->arena, r->score)),
		    r->goals);
	grid_text(&t->grid,
	    str_fmt(t->arena, "%*s%.*s", (int)depth * 2, "", SV(repo_id(repo, &g->goal->record))));
	grid_text(&t->grid, repo_str(repo, g->goal->owner));
	grid_bar(&t->grid, g->score)->tone = figures_tones[g->pace];
	grid_text(&t->grid, figures_percent(t->arena, g->score));
	grid_text(&t->grid, figures_steps(t->f, i));
	grid_text(&t->grid, below);
	grid_text(&t->grid, str_of(pace_names[g->pace]))->tone = figures_tones[g->pace];
	grid_text(&t->grid, g->goal->title);
}

/* In a pipe the goal above has a column of its own. */
static void
add_row(struct tree *t, uint32_t i)
{
	const struct progress *p = t->f->progress;
	const struct goal_progress *g = &p->goals[i];
	const struct rollup *r = t->rollup[i];
	uint32_t above = goal_above(p, i);

	grid_text(&t->grid, repo_id(p->repo, &g->goal->record));
	grid_text(&t->grid,
	    above == UINT32_MAX ? S("-") : repo_id(p->repo, &p->goals[above].goal->record));
	grid_text(&t->grid, repo_str(p->repo, g->goal->owner));
	grid_text(&t->grid, figures_percent(t->arena, g->score));
	grid_text(&t->grid, r ? figures_percent(t->arena, r->score) : S("-"));
	grid_text(&t->grid, str_fmt(t->arena, "%u", r ? r->goals : 0));
	grid_text(&t->grid, str_of(pace_names[g->pace]))->tone = figures_tones[g->pace];
	grid_text(&t->grid, g->goal->title);
}

/* The root and all below it, in order. */
static void
add_branch(struct tree *t, uint32_t root)
{
	uint32_t at = root;
	size_t depth = 0;

	while (at != UINT32_MAX) {
		if (t->f->style.aligned)
			add_node(t, at, depth);
		else
			add_row(t, at);
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

void
figures_tree(struct out *o, const struct figures *f)
{
	const struct grid_column columns[] = {
	    {.title = "GOAL", .least = 20},
	    {.title = "OWNER", .least = 12, .spare = 4},
	    {.title = "", .drawn = true, .spare = 1},
	    {.title = "SCORE", .right = true},
	    {.title = "TREND", .spare = f->trend ? 0 : 5},
	    {.title = "SUPPORT", .right = true, .spare = 2},
	    {.title = "PACE"},
	    {.title = "TITLE", .least = 12, .spare = 3},
	};
	static const struct grid_column tabbed[] = {{.title = "goal"}, {.title = "supports"},
	    {.title = "owner"}, {.title = "score"}, {.title = "score of supporters"},
	    {.title = "supporters"}, {.title = "pace"}, {.title = "title"}};
	struct tree t = {.f = f, .arena = f->arena};

	if (f->style.aligned)
		grid_init(&t.grid, t.arena, columns, sizeof columns / sizeof *columns);
	else
		grid_init(&t.grid, t.arena, tabbed, sizeof tabbed / sizeof *tabbed);
	plant(&t);
	for (uint32_t i = 0; i < f->progress->n; i++)
		if (t.shown[i] && goal_above(f->progress, i) == UINT32_MAX)
			add_branch(&t, i);
	grid_print(o, &t.grid, &f->style);
}
