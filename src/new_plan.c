#include "new.h"

#include <math.h>

#include "gaps.h"
#include "json.h"
#include "say.h"
#include "scalar.h"
#include "shape.h"

/* One to three is a plan; more is a wish. */
enum { FOCUSES = 3 };

/* The YAML of a plan's focus in the making. */
struct form {
	struct arena *arena;
	const struct repo *repo;
	const struct gaps *gaps;
	struct period left; /* what of the plan's period is still to come */
	struct out out;
};

/* A line, indented by so many steps. */
static void put(struct form *f, size_t depth, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

static void
put(struct form *f, size_t depth, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	out_char(&f->out, '\n');
	out_pad(&f->out, ' ', 2 * depth);
	out_str(&f->out, str_vfmt(f->arena, fmt, args));
	va_end(args);
}

/* Means to two decimals. */
static struct str
number(struct form *f, double value)
{
	char text[32];

	return str_dup(f->arena, str_of(number_text(text, round(value * 100) / 100)));
}

/* A skill as the short name of a focus. */
static struct str
key_of(struct form *f, const struct gap *g)
{
	char *key = str_c(f->arena, g->skill);

	for (size_t i = 0; i < g->skill.n; i++)
		if (key[i] == '/')
			key[i] = '-';
	return (struct str){key, g->skill.n};
}

/* What there is to reach: what the role expects, and where that is reached what a next one does. */
static double
target_of(const struct gap *g)
{
	return gap_is_open(g) ? g->level.expected : g->level.next;
}

/* The opportunity to begin with: experience before what is social, that before what is formal; NULL
 * where none fits. */
static const struct gap_opportunity *
first_step(const struct gap *g)
{
	const struct gap_opportunity *best = NULL;

	for (size_t i = 0; i < g->opportunities.n; i++) {
		const struct gap_opportunity *o = &g->opportunities.p[i];

		if (!best || (o->of->mode && (!best->of->mode || o->of->mode < best->of->mode)))
			best = o;
	}
	return best;
}

static void
put_prerequisites(struct form *f, const struct gap_opportunity *o)
{
	struct str words = S("");

	for (uint32_t i = 0; i < o->before.n; i++)
		words = str_fmt(f->arena, "%.*s%s%.*s", SV(words), i ? ", " : "",
		    SV(repo_str(f->repo, o->before.p[i])));
	if (words.n)
		put(f, 3, "# It asks for something to be done first: %.*s.", SV(words));
}

static void
put_action(struct form *f, const struct gap *g, int32_t due)
{
	const struct gap_opportunity *o = first_step(g);
	char day[11];

	put(f, 2, "actions:");
	if (!o) {
		put(f, 3, "# No opportunity here fits this level: what could one try?");
		put(f, 3, "first-step:");
		put(f, 4, "title: %.*s", SV(FILL_IN));
		put(f, 4, "# mode: experience");
	} else {
		put(f, 3, "# From level %.*s to %.*s.", SV(number(f, o->from)),
		    SV(number(f, o->to)));
		put_prerequisites(f, o);
		put(f, 3, "%.*s:", SV(repo_id(f->repo, &o->of->record)));
		put(f, 4, "title: %.*s", SV(scalar_text(f->arena, o->of->title, false)));
		if (o->of->mode)
			put(f, 4, "mode: %s", mode_words[o->of->mode - 1]);
		put(f, 4, "opportunity: %.*s", SV(repo_id(f->repo, &o->of->record)));
		if (!isnan(o->of->effort_hours))
			put(f, 4, "effort_hours: %.*s", SV(number(f, o->of->effort_hours)));
	}
	put(f, 4, "due: %s", date_text(day, due));
	put(f, 4, "# How one will see that it helped.");
	put(f, 4, "# measure: |");
	put(f, 4, "#   Somebody else notices that it is different.");
}

/* Why it stands here: "engineer-3 expects 3; assessed 2 on 2026-06-30". */
static void
put_reasons(struct form *f, const struct gap *g)
{
	char day[11];

	put(f, 1, "# %s%.*s expects %.*s; assessed %.*s on %s.",
	    gap_is_open(g) ? "" : "A role next to ", SV(repo_str(f->repo, f->gaps->role_name)),
	    SV(number(f, target_of(g))), SV(number(f, g->level.assessed)),
	    date_text(day, g->level.date));
	if (g->level.disputed)
		put(f, 1, "# The review that says so is not agreed with: talk about it first.");
	for (size_t i = 0; i < g->actions.n; i++)
		put(f, 1, "# Worked on already: %.*s in plan %.*s.",
		    SV(repo_str(f->repo, g->actions.p[i].action->key)),
		    SV(repo_id(f->repo, &g->actions.p[i].plan->record)));
}

static void
put_focus(struct form *f, const struct gap *g, int32_t due)
{
	put_reasons(f, g);
	put(f, 1, "%.*s:", SV(key_of(f, g)));
	put(f, 2, "skill: %.*s", SV(g->skill));
	put(f, 2, "current: %.*s", SV(number(f, g->level.assessed)));
	put(f, 2, "target: %.*s", SV(number(f, target_of(g))));
	put(f, 2, "# why: |");
	put(f, 2, "#   What it will make possible, for you and for the team.");
	put(f, 2, "source: [%s:%.*s]", kinds[g->level.source->kind].name,
	    SV(repo_id(f->repo, g->level.source)));
	put_action(f, g, due);
}

/* The open gaps, or where there are none the ways to a next role; at most FOCUSES, largest first. */
static size_t
choose(const struct gap *chosen[FOCUSES], const struct gaps *gaps, bool next)
{
	size_t n = 0;

	for (size_t i = 0; i < gaps->n && n < FOCUSES; i++) {
		const struct gap *g = &gaps->p[i];

		if (next ? g->level.next > g->level.assessed : gap_is_open(g))
			chosen[n++] = g;
	}
	return n;
}

/* What of the period of a plan lies before us; all of it where it is over, and a quarter of a year where
 * it is none, which its check says. */
static struct period
time_left(struct form *f, struct str text, int32_t today)
{
	struct sink unheard = {.arena = f->arena};
	const struct yaml *y = yaml_parse(f->arena, &unheard, S("plan"), text);
	const struct node *root = y->n_docs ? y->docs[0].root : NULL;
	struct period p = {today, today + 90};

	if (!repo_period(&p, f->repo, node_str(node_get(root, S("period"))))) {
		date_parse(&p.start, node_str(node_get(root, S("start"))));
		date_parse(&p.end, node_str(node_get(root, S("due"))));
	}
	if (p.start < today && today <= p.end)
		p.start = today;
	return p;
}

int
new_plan_gaps(struct new_record *record, struct arena *a, const struct repo *repo,
    const struct person *person, int32_t today)
{
	struct str obstacle = gaps_obstacle(a, repo, person, 0, today);
	const struct gap *chosen[FOCUSES];
	struct gaps gaps;
	struct form f = {.arena = a, .repo = repo, .gaps = &gaps};
	size_t n;

	if (obstacle.n) {
		say("%.*s", SV(obstacle));
		return 2;
	}
	gaps_of(&gaps, a, repo, gap_catalogue(a, repo), person, 0, today);
	n = choose(chosen, &gaps, false);
	if (!n)
		n = choose(chosen, &gaps, true);
	if (!n) {
		say("nothing is assessed below what the role or a next one expects of %.*s: whet "
		    "gaps shows what is",
		    SV(repo_id(repo, &person->record)));
		return 2;
	}
	out_init(&f.out, a, -1);
	f.left = time_left(&f, record->text, today);
	for (size_t i = 0; i < n; i++)
		put_focus(&f, chosen[i],
		    f.left.start + (f.left.end - f.left.start) * (int32_t)(i + 1) / (int32_t)n);
	record->text = template_set(a, record->text, S("focus"), out_all(&f.out));
	return 0;
}
