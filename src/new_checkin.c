#include "new.h"

#include <math.h>

#include "json.h"
#include "progress.h"
#include "say.h"
#include "scalar.h"
#include "shape.h"
#include "team.h"

/* The YAML of one goal's entry in the making. */
struct form {
	struct arena *arena;
	struct out out;
	const struct repo *repo;
	const struct goal_progress *goal;
	bool figures; /* a key result has one to start from */
	bool dead;    /* nothing was ever said of it: the whole entry is commented out */
};

/* One line. at is the depth at which the mark of a comment stands, 0: the line counts. */
static void
put(struct form *f, size_t at, size_t depth, struct str text)
{
	if (f->dead)
		at = 1;
	out_pad(&f->out, ' ', 2 * (at ? at : depth));
	if (at) {
		out_text(&f->out, "# ");
		out_pad(&f->out, ' ', 2 * (depth - at));
	}
	out_str(&f->out, text);
	out_char(&f->out, '\n');
}

static bool
has_value(const struct kr_progress *kr)
{
	return kr->shape == SHAPE_METRIC || kr->shape == SHAPE_YES_NO ||
	       (kr->shape == SHAPE_SUSTAIN && kr->latest);
}

static struct str
number(struct arena *a, double d)
{
	char text[32];

	return str_dup(a, str_of(number_text(text, d)));
}

/* Where it is to get: "480 -> 300". */
static struct str
aim_of(struct form *f, const struct kr_progress *kr)
{
	struct arena *a = f->arena;
	const struct key_result *of = kr->kr;
	struct str min = number(a, of->min), max = number(a, of->max);

	if (kr->shape == SHAPE_METRIC)
		return str_fmt(a, "%.*s -> %.*s", SV(number(a, of->baseline)),
		    SV(number(a, of->target)));
	if (kr->shape == SHAPE_MILESTONES)
		return str_fmt(a, "milestones, marked done in %.*s",
		    SV(repo_path(f->repo, &f->goal->goal->record)));
	if (kr->shape == SHAPE_YES_NO)
		return S("true or false");
	if (isnan(of->max))
		return str_fmt(a, "at least %.*s", SV(min));
	if (isnan(of->min))
		return str_fmt(a, "at most %.*s", SV(max));
	return str_fmt(a, "between %.*s and %.*s", SV(min), SV(max));
}

static struct str
value_of(struct arena *a, const struct kr_progress *kr)
{
	if (kr->shape == SHAPE_YES_NO)
		return kr->current > 0 ? S("true") : S("false");
	if (has_value(kr))
		return number(a, kr->current);
	return number(a, isnan(kr->kr->min) ? kr->kr->max : kr->kr->min);
}

static struct str
last_of(struct arena *a, const struct kr_progress *kr)
{
	char day[11];

	if (kr->shape == SHAPE_MILESTONES)
		return S("");
	if (!kr->latest)
		return S(", no figure yet");
	return str_fmt(a, ", last %.*s on %s", SV(value_of(a, kr)),
	    date_text(day, kr->latest->date));
}

/* "#   p99  p99 latency of checkout (ms): 480 -> 300, last 410 on 2026-08-11" */
static void
put_about(struct form *f, const struct kr_progress *kr)
{
	struct arena *a = f->arena;
	const struct key_result *of = kr->kr;
	struct str unit = of->unit.n ? str_fmt(a, " (%.*s)", SV(of->unit)) : S("");

	put(f, 1, 2,
	    scalar_comment(a, str_fmt(a, "%.*s  %.*s%.*s: %.*s%.*s", SV(repo_str(f->repo, of->key)),
				  SV(of->title), SV(unit), SV(aim_of(f, kr)), SV(last_of(a, kr)))));
}

static struct str
key_of(struct form *f, uint32_t symbol)
{
	struct str key = repo_str(f->repo, symbol);

	return id_is_valid(key) ? key : scalar_text(f->arena, key, false);
}

static void
put_values(struct form *f)
{
	const struct goal_progress *g = f->goal;
	bool any = false;

	for (uint32_t i = 0; i < g->of; i++)
		any = any || g->krs[i].shape != SHAPE_MILESTONES;
	if (!any)
		return;
	put(f, 0, 2, S("values:"));
	for (uint32_t i = 0; i < g->of; i++) {
		const struct kr_progress *kr = &g->krs[i];
		struct str line = str_fmt(f->arena, "%.*s: %.*s", SV(key_of(f, kr->kr->key)),
		    SV(value_of(f->arena, kr)));

		if (kr->shape != SHAPE_MILESTONES)
			put(f, has_value(kr) ? 0 : 3, 3, line);
	}
}

static void
put_entry(struct form *f)
{
	const struct goal_progress *g = f->goal;
	const struct goal *goal = g->goal;
	char start[11], due[11], confidence[32];

	f->figures = false;
	for (uint32_t i = 0; i < g->of; i++)
		f->figures = f->figures || has_value(&g->krs[i]);
	f->dead = !f->figures && isnan(g->confidence) && !g->declared;
	put(f, 1, 1,
	    scalar_comment(f->arena,
		str_fmt(f->arena, "%.*s%s%s%s%s", SV(goal->title),
		    goal->start == DATE_NONE ? "" : ", from ", date_text(start, goal->start),
		    goal->due == DATE_NONE ? "" : " to ", date_text(due, goal->due))));
	if (!g->of)
		put(f, 1, 2, S("progress comes from the goals that support it"));
	for (uint32_t i = 0; i < g->of; i++)
		put_about(f, &g->krs[i]);
	put(f, 0, 1, str_fmt(f->arena, "%.*s:", SV(key_of(f, goal->record.id))));
	put_values(f);
	put(f, f->figures || isnan(g->confidence) ? 2 : 0, 2,
	    str_fmt(f->arena, "confidence: %s",
		isnan(g->confidence) ? "7" : number_text(confidence, g->confidence)));
	put(f, f->figures || !g->declared ? 2 : 0, 2,
	    str_fmt(f->arena, "status: %s", outlook_words[g->declared ? g->declared - 1 : 0]));
	put(f, 2, 2, S("note: |"));
	put(f, 2, 3, S("What happened since the last time, what comes next."));
}

static bool
has(struct syms syms, uint32_t symbol)
{
	for (uint32_t i = 0; i < syms.n; i++)
		if (syms.p[i] == symbol)
			return true;
	return false;
}

/* Does a person report on a goal? They own it, own a part of it, work on it, or lead its team. */
static bool
is_reported_by(const struct new *n, const struct goal *goal, uint32_t by)
{
	const struct team *team = (const struct team *)repo_get(n->repo, KIND_TEAM, goal->owner);

	if (goal->owner == by || has(goal->contributors, by) || (team && team->lead == by))
		return true;
	for (uint32_t i = 0; i < goal->key_results.n; i++)
		if (goal->key_results.p[i].owner == by)
			return true;
	return false;
}

static bool
is_open(const struct goal_progress *g, int32_t day)
{
	const struct goal *goal = g->goal;

	if (!g->counted || goal->status == GOAL_DRAFT || goal->status == GOAL_DROPPED)
		return false;
	if (goal->close && (goal->close->date == DATE_NONE || goal->close->date <= day))
		return false;
	return goal->start == DATE_NONE || goal->start <= day;
}

/* Did a person check in on a goal that day? */
static bool
has_checkin(const struct goal_progress *g, uint32_t by, int32_t day)
{
	for (uint32_t i = 0; i < g->n_checkins; i++)
		if (g->checkins[i].by == by && g->checkins[i].date == day)
			return true;
	return false;
}

static void
say_none(const struct new *n, const struct record *by, bool reported)
{
	struct str id = repo_id(n->repo, by);

	if (reported)
		say("%.*s has checked in on every open goal that day already: edit what is there",
		    SV(id));
	else
		say("%.*s has no goal that is open on that day; whet ls goal --owner %.*s lists all",
		    SV(id), SV(id));
}

struct str
new_checkin_goals(const struct new *n, const struct record *by, int32_t day)
{
	struct progress *progress = progress_new(n->arena, n->repo, day);
	struct form form = {.arena = n->arena, .repo = n->repo};
	struct str ended = S("");
	size_t entries = 0;
	bool reported = false;

	out_init(&form.out, n->arena, -1);
	out_char(&form.out, '\n');
	for (size_t i = 0; i < progress->n; i++) {
		const struct goal *goal = progress->goals[i].goal;

		form.goal = &progress->goals[i];
		if (!is_open(form.goal, day) || !is_reported_by(n, goal, by->id))
			continue;
		if (goal->due != DATE_NONE && goal->due < day) {
			ended = str_fmt(n->arena, "%.*s%s%.*s", SV(ended), ended.n ? ", " : "",
			    SV(repo_id(n->repo, &goal->record)));
			continue;
		}
		if (has_checkin(form.goal, by->id, day)) {
			reported = true;
			continue;
		}
		if (entries++)
			out_char(&form.out, '\n');
		put_entry(&form);
	}
	if (!entries) {
		say_none(n, by, reported);
		return (struct str){NULL, 0};
	}
	if (ended.n)
		out_fmt(&form.out,
		    "\n  # These have ended: say how, under close: in their files.\n  # %.*s\n",
		    SV(ended));
	return str_sub(out_all(&form.out), 0, form.out.n - 1);
}
