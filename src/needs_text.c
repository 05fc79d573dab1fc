#include "needs_part.h"

#include <math.h>

#include "json.h"
#include "prose.h"

/* A document of headings, tables and sentences: for a terminal or as Markdown. */
struct page {
	struct out *out;
	const struct needs *needs;
	struct arena *arena;
	bool markdown;
	bool any; /* something stands above */
};

static void
heading(struct page *p, int level, struct str words)
{
	if (p->any)
		out_char(p->out, '\n');
	p->any = true;
	if (p->markdown) {
		out_pad(p->out, '#', (size_t)level);
		out_char(p->out, ' ');
		prose_line(p->out, words);
		out_char(p->out, '\n');
	} else {
		tone_print(p->out, words, TONE_STRONG, p->needs->style.colour);
	}
	out_char(p->out, '\n');
}

static void
table(struct page *p, const struct grid *grid)
{
	if (p->markdown)
		prose_table(p->out, grid);
	else
		grid_print(p->out, grid, &p->needs->style);
}

/* Words. */

static struct str
number(struct page *p, double value)
{
	char text[32];

	if (isnan(value))
		return S("");
	return str_dup(p->arena, str_of(number_text(text, round(value * 100) / 100)));
}

static struct str
day(struct page *p, int32_t date)
{
	char text[11];

	return str_dup(p->arena, str_of(date_text(text, date)));
}

static struct str
name_of(struct page *p, const struct person *person)
{
	return person->name.n ? person->name : repo_id(p->needs->repo, &person->record);
}

static struct str
joined(struct page *p, struct str list, struct str word)
{
	return list.n ? str_fmt(p->arena, "%.*s, %.*s", SV(list), SV(word)) : word;
}

static enum tone
tone_of(const struct gap *g)
{
	if (isnan(g->gap))
		return TONE_FAINT;
	return !gap_is_open(g) ? TONE_GOOD : g->gap < 1 ? TONE_WARN : TONE_BAD;
}

/* Is there a way to go: to what is expected, or to what a next role asks? */
static bool
can_grow(const struct gap *g)
{
	return gap_is_open(g) || g->level.next > g->level.assessed;
}

/* One person. */

static struct str
role_words(struct page *p, const struct gaps *g)
{
	struct str role = repo_str(p->needs->repo, g->role_name);
	struct str next = S("");

	for (uint32_t i = 0; g->role && i < g->role->next.n; i++) {
		const struct framework *f;
		const struct framework_role *r =
		    levels_next_role(&f, p->needs->repo, g->framework, g->role->next.p[i]);

		next = joined(p, next,
		    r && r->title.n ? r->title : repo_str(p->needs->repo, g->role->next.p[i]));
	}
	if (g->role && g->role->title.n)
		role = g->role->title;
	return next.n ? str_fmt(p->arena, "%.*s (next: %.*s)", SV(role), SV(next)) : role;
}

static struct str
source_words(struct page *p, const struct level *level)
{
	static const char *const words[] = {
	    [LEVEL_REVIEW] = "review",
	    [LEVEL_OTHERS] = "mean of others",
	    [LEVEL_MANAGER] = "manager",
	    [LEVEL_SELF] = "own rating",
	    [LEVEL_NONE] = "not assessed",
	};

	return str_fmt(p->arena, "%s%s", words[level->basis], level->disputed ? ", disputed" : "");
}

static struct str
action_words(struct page *p, const struct gap *g)
{
	struct str words = S("");

	for (size_t i = 0; i < g->actions.n; i++)
		words = joined(p, words, needs_action(p->needs, &g->actions.p[i]));
	return words;
}

static void
write_levels(struct page *p, const struct gaps *person)
{
	static const struct grid_column columns[] = {
	    {.title = "SKILL", .least = 12},
	    {.title = "EXPECT", .right = true},
	    {.title = "HAS", .right = true},
	    {.title = "GAP", .right = true},
	    {.title = "NEXT", .right = true},
	    {.title = "BY", .least = 12, .spare = 3},
	    {.title = "DATE", .spare = 2},
	    {.title = "SOURCE", .least = 16, .spare = 1},
	    {.title = "COVERED BY", .least = 20, .spare = 4},
	};
	struct grid grid;

	grid_init(&grid, p->arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < person->n; i++) {
		const struct gap *g = &person->p[i];

		grid_text(&grid, g->skill);
		grid_text(&grid, number(p, g->level.expected));
		grid_text(&grid, number(p, g->level.assessed));
		grid_text(&grid, number(p, g->gap))->tone = tone_of(g);
		grid_text(&grid, number(p, g->level.next));
		grid_text(&grid, source_words(p, &g->level))->tone =
		    g->level.disputed ? TONE_WARN : TONE_PLAIN;
		grid_text(&grid, day(p, g->level.date));
		grid_text(&grid, needs_record(p->needs, &g->level));
		grid_text(&grid, action_words(p, g));
	}
	table(p, &grid);
}

static struct str
prerequisites(struct page *p, const struct gap_opportunity *o)
{
	struct str words = S("");

	for (uint32_t i = 0; i < o->before.n; i++)
		words = joined(p, words, repo_str(p->needs->repo, o->before.p[i]));
	return words;
}

static void
write_opportunities(struct page *p, const struct gaps *person)
{
	static const struct grid_column columns[] = {
	    {.title = "SKILL", .least = 12},
	    {.title = "OPPORTUNITY", .least = 16},
	    {.title = "LEVELS"},
	    {.title = "HOW", .spare = 3},
	    {.title = "HOURS", .right = true, .spare = 2},
	    {.title = "FIRST", .least = 12, .spare = 4},
	    {.title = "TITLE", .least = 16, .spare = 1},
	};
	struct grid grid;

	grid_init(&grid, p->arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < person->n; i++)
		for (size_t k = 0; can_grow(&person->p[i]) && k < person->p[i].opportunities.n;
		     k++) {
			const struct gap_opportunity *o = &person->p[i].opportunities.p[k];

			grid_text(&grid, person->p[i].skill);
			grid_text(&grid, repo_id(p->needs->repo, &o->of->record));
			grid_text(&grid, str_fmt(p->arena, "%.*s to %.*s", SV(number(p, o->from)),
					     SV(number(p, o->to))));
			grid_text(&grid, str_of(o->of->mode ? mode_words[o->of->mode - 1] : NULL));
			grid_text(&grid, number(p, o->of->effort_hours));
			grid_text(&grid, prerequisites(p, o));
			grid_text(&grid, o->of->title);
		}
	if (!grid.n)
		return;
	heading(p, 2, S("Opportunities"));
	table(p, &grid);
}

/* Open gaps that no action covers. */
static void
write_uncovered(struct page *p)
{
	static const struct grid_column columns[] = {
	    {.title = "PERSON", .least = 12},
	    {.title = "SKILL", .least = 12},
	    {.title = "GAP", .right = true},
	};
	const struct needs *n = p->needs;
	struct grid grid;

	grid_init(&grid, p->arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < n->n; i++)
		for (size_t k = 0; k < n->people[i].n; k++) {
			const struct gap *g = &n->people[i].p[k];

			if (!gap_is_open(g) || g->actions.n)
				continue;
			grid_text(&grid, repo_id(n->repo, &n->people[i].person->record));
			grid_text(&grid, g->skill);
			grid_text(&grid, number(p, g->gap))->tone = tone_of(g);
		}
	if (!grid.n)
		return;
	heading(p, 2, S("Gaps that no open action covers"));
	table(p, &grid);
}

static void
write_teachings(struct page *p)
{
	static const struct grid_column columns[] = {
	    {.title = "SKILL", .least = 12},
	    {.title = "TEACHER", .least = 12},
	    {.title = "HAS", .right = true},
	    {.title = "LEARNER", .least = 12},
	    {.title = "HAS", .right = true},
	    {.title = "EXPECT", .right = true},
	};
	const struct teachings *all = p->needs->teachings;
	struct grid grid;

	grid_init(&grid, p->arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < all->n; i++) {
		const struct teaching *t = &all->p[i];

		grid_text(&grid, t->skill);
		grid_text(&grid, repo_id(p->needs->repo, &t->teacher->record));
		grid_text(&grid, number(p, t->taught));
		grid_text(&grid, repo_id(p->needs->repo, &t->learner->record));
		grid_text(&grid, number(p, t->assessed));
		grid_text(&grid, number(p, t->expected));
	}
	if (!grid.n)
		return;
	heading(p, 2, S("Who could teach whom"));
	table(p, &grid);
}

static void
write_person(struct page *p, const struct gaps *person)
{
	heading(p, 1,
	    str_fmt(p->arena, "%.*s, %.*s, as of %.*s", SV(name_of(p, person->person)),
		SV(role_words(p, person)), SV(day(p, person->as_of))));
	write_levels(p, person);
	write_opportunities(p, person);
}

/* Many people. */

/* Skills of all of them, by name. */
struct skills {
	struct str *p;
	size_t n, cap;
};

static void
collect_skills(struct skills *skills, struct page *p)
{
	struct skills all = {0};

	for (size_t i = 0; i < p->needs->n; i++)
		for (size_t k = 0; k < p->needs->people[i].n; k++)
			*vec_push(p->arena, &all) = p->needs->people[i].p[k].skill;
	str_sort(all.p, all.n);
	for (size_t i = 0; i < all.n; i++)
		if (!i || !str_eq(all.p[i], all.p[i - 1]))
			*vec_push(p->arena, skills) = all.p[i];
}

static const struct gap *
gap_in(const struct gaps *person, struct str skill)
{
	for (size_t i = 0; i < person->n; i++)
		if (str_eq(person->p[i].skill, skill))
			return &person->p[i];
	return NULL;
}

/* "2/3": assessed, expected. */
static void
add_cell(struct grid *grid, struct page *p, const struct gap *g)
{
	struct str has = g ? number(p, g->level.assessed) : S("");
	struct str expected = g ? number(p, g->level.expected) : S("");

	if (!has.n && !expected.n) {
		grid_text(grid, S(""));
		return;
	}
	grid_text(grid, str_fmt(p->arena, "%.*s/%.*s", SV(has.n ? has : S("-")),
			    SV(expected.n ? expected : S("-"))))
	    ->tone = tone_of(g);
}

static void
write_map(struct page *p)
{
	const struct needs *n = p->needs;
	struct skills skills = {0};
	struct grid_column *columns;
	struct grid grid;

	collect_skills(&skills, p);
	columns = NEW_ARRAY(p->arena, struct grid_column, skills.n + 1);
	columns[0] = (struct grid_column){.title = "PERSON", .least = 8};
	for (size_t i = 0; i < skills.n; i++)
		columns[i + 1] = (struct grid_column){.title = str_c(p->arena, skills.p[i]),
		    .right = true,
		    .least = 4};
	grid_init(&grid, p->arena, columns, skills.n + 1);
	for (size_t i = 0; i < n->n; i++) {
		grid_text(&grid, repo_id(n->repo, &n->people[i].person->record));
		for (size_t k = 0; k < skills.n; k++)
			add_cell(&grid, p, gap_in(&n->people[i], skills.p[k]));
	}
	table(p, &grid);
}

static void
write_many(struct page *p)
{
	heading(p, 1,
	    str_fmt(p->arena, "%.*s: assessed/expected levels as of %.*s", SV(p->needs->title),
		SV(day(p, p->needs->as_of))));
	write_map(p);
}

static void
write_page(struct page *p)
{
	if (p->needs->many)
		write_many(p);
	else
		write_person(p, &p->needs->people[0]);
	write_uncovered(p);
	write_teachings(p);
}

void
needs_text(struct out *o, const struct needs *n)
{
	struct page page = {.out = o, .needs = n, .arena = n->arena};

	write_page(&page);
}

void
needs_markdown(struct out *o, const struct needs *n)
{
	struct page page = {.out = o, .needs = n, .arena = n->arena, .markdown = true};

	write_page(&page);
}
