#include "view_trace_part.h"

#include <math.h>

#include "json.h"
#include "words.h"

struct str
view_trace_record(const struct view_trace *v, const struct record *r)
{
	if (!r)
		return (struct str){NULL, 0};
	return JOIN(v->arena, kind_name((enum kind)r->kind), S(":"), repo_id(v->repo, r));
}

struct str
view_trace_focus(const struct view_trace *v, const struct trace_focus *f)
{
	return JOIN(v->arena, S("plan:"), repo_id(v->repo, &f->plan->record), S("#"),
	    repo_str(v->repo, f->focus->key));
}

struct str
view_trace_skill(const struct view_trace *v, const struct trace_focus *f)
{
	return f->skill.p ? skill_short(v->repo, f->skill) : f->skill;
}

int32_t
view_trace_day(const struct trace_action *action)
{
	if (action->state == TRACE_DONE)
		return action->action->done;
	return action->state == TRACE_DROPPED ? action->action->dropped : action->action->due;
}

uint32_t
view_trace_owner(const struct trace_focus *f, const struct trace_action *action)
{
	return action->action->owner ? action->action->owner : f->plan->owner;
}

/* Rows. */

static struct str
day(const struct view_trace *v, int32_t date)
{
	char text[11];

	return str_dup(v->arena, str_of(date_text(text, date)));
}

static struct str
level(const struct view_trace *v, double value)
{
	char text[32];

	if (isnan(value))
		return S("");
	return str_dup(v->arena, str_of(number_text(text, round(value * 100) / 100)));
}

static struct str
listed(const struct view_trace *v, struct str list, struct str word)
{
	return list.n ? JOIN(v->arena, list, S(" "), word) : word;
}

static struct str
sources(const struct view_trace *v, const struct plan_focus *focus)
{
	struct str list = S("");

	for (uint32_t i = 0; i < focus->source.n; i++) {
		struct ref ref = focus->source.p[i];

		list = listed(v, list,
		    JOIN(v->arena, kind_name((enum kind)ref.kind), S(":"),
			repo_str(v->repo, ref.id)));
	}
	return list;
}

static struct str
evidence(const struct view_trace *v, const struct plan_action *action)
{
	struct str list = S("");

	for (uint32_t i = 0; i < action->evidence.n; i++)
		list = listed(v, list, action->evidence.p[i]);
	return list;
}

static void
add_action(struct grid *g, const struct view_trace *v, const struct trace_focus *f,
    const struct trace_action *action)
{
	const struct trace_change *c = &action->change;

	grid_text(g, repo_str(v->repo, action->action->key));
	grid_text(g, str_of(trace_states[action->state]));
	grid_text(g, day(v, view_trace_day(action)));
	grid_text(g, c->before ? level(v, c->before->assessed) : S(""));
	grid_text(g, c->after ? level(v, c->after->assessed) : S(""));
	grid_text(g, action->state == TRACE_DONE ? str_of(trace_outcomes[c->outcome]) : S(""));
	grid_text(g, repo_str(v->repo, view_trace_owner(f, action)));
	grid_text(g, action->action->title);
	grid_text(g, evidence(v, action->action));
}

static void
print_rows(struct out *o, const struct view_trace *v)
{
	static const struct grid_column columns[] = {
	    {.title = "FOCUS"},
	    {.title = "SKILL"},
	    {.title = "SOURCE"},
	    {.title = "ACTION"},
	    {.title = "STATE"},
	    {.title = "DAY"},
	    {.title = "BEFORE"},
	    {.title = "AFTER"},
	    {.title = "OUTCOME"},
	    {.title = "OWNER"},
	    {.title = "TITLE"},
	    {.title = "EVIDENCE"},
	};
	enum { COLUMNS = sizeof columns / sizeof *columns, OF_FOCUS = 3 };
	struct grid g;

	grid_init(&g, v->arena, columns, COLUMNS);
	for (size_t i = 0; i < v->focuses.n; i++) {
		const struct trace_focus *f = &v->focuses.p[i];
		uint32_t k = 0;

		do {
			grid_text(&g, view_trace_focus(v, f));
			grid_text(&g, view_trace_skill(v, f));
			grid_text(&g, sources(v, f->focus));
			if (f->focus->actions.n)
				add_action(&g, v, f, &f->actions[k]);
			for (int c = OF_FOCUS; !f->focus->actions.n && c < COLUMNS; c++)
				grid_text(&g, S(""));
		} while (++k < f->focus->actions.n);
	}
	grid_print(o, &g, &v->style);
}

/* Tree. */

static void
print_source(struct out *o, const struct view_trace *v, const struct level_source *s)
{
	char date[11];

	out_str(o, level(v, s->assessed));
	out_text(o, " (");
	out_str(o, view_trace_record(v, s->source));
	out_fmt(o, ", %s%s)", date_text(date, s->date), s->disputed ? ", disputed" : "");
}

static void
print_change(struct out *o, const struct view_trace *v, const struct trace_focus *f,
    const struct trace_action *action)
{
	const struct trace_change *c = &action->change;
	enum tone tone = c->outcome == TRACE_ROSE   ? TONE_GOOD
			 : c->outcome == TRACE_FELL ? TONE_WARN
						    : TONE_PLAIN;

	if (action->state != TRACE_DONE || !f->skill.p)
		return;
	out_text(o, "      ");
	out_term(o, view_trace_skill(v, f));
	out_text(o, ": ");
	if (c->before)
		print_source(o, v, c->before);
	else
		out_text(o, "not assessed before");
	if (c->after) {
		out_text(o, ", then ");
		print_source(o, v, c->after);
		out_text(o, ": ");
		tone_print(o, str_of(trace_outcomes[c->outcome]), tone, v->style.colour);
	} else if (c->before)
		out_text(o, ", not reassessed");
	out_char(o, '\n');
}

static void
print_action(struct out *o, const struct view_trace *v, const struct trace_focus *f,
    const struct trace_action *action)
{
	static const enum tone tones[] = {
	    [TRACE_OPEN] = TONE_PLAIN,
	    [TRACE_OVERDUE] = TONE_WARN,
	    [TRACE_DONE] = TONE_GOOD,
	    [TRACE_DROPPED] = TONE_FAINT,
	};
	struct str proof = evidence(v, action->action);
	struct str state = str_of(trace_states[action->state]);

	out_text(o, "    ");
	tone_print(o, state, tones[action->state], v->style.colour);
	out_pad(o, ' ', sizeof "overdue" - state.n);
	out_str(o, day(v, view_trace_day(action)));
	out_text(o, "  ");
	out_term(o, action->action->title);
	out_text(o, " (");
	out_str(o, repo_str(v->repo, view_trace_owner(f, action)));
	out_text(o, ")\n");
	if (proof.n) {
		out_text(o, "      evidence: ");
		out_term(o, proof);
		out_char(o, '\n');
	}
	print_change(o, v, f, action);
}

static void
print_focus(struct out *o, const struct view_trace *v, const struct trace_focus *f)
{
	const struct plan_focus *focus = f->focus;
	struct str from = sources(v, focus);

	out_text(o, "  ");
	tone_print(o, view_trace_focus(v, f), TONE_STRONG, v->style.colour);
	out_text(o, "  ");
	out_term(o, f->skill.p ? view_trace_skill(v, f) : focus->title);
	if (!isnan(focus->current) && !isnan(focus->target)) {
		out_text(o, ", from ");
		out_str(o, level(v, focus->current));
		out_text(o, " to ");
		out_str(o, level(v, focus->target));
	}
	out_char(o, '\n');
	if (from.n) {
		out_text(o, "    source: ");
		out_term(o, from);
		out_char(o, '\n');
	}
	for (uint32_t i = 0; i < focus->actions.n; i++)
		print_action(o, v, f, &f->actions[i]);
	if (!focus->actions.n)
		out_text(o, "    no action yet\n");
}

static void
print_gap(struct out *o, const struct view_trace *v)
{
	const struct level *l = v->gap ? &v->gap->level : NULL;
	char date[11];

	if (!l || isnan(l->expected))
		out_text(o, "  nothing is expected");
	else {
		out_text(o, "  expected ");
		out_str(o, level(v, l->expected));
	}
	if (!l || !l->source)
		out_text(o, ", not assessed\n");
	else {
		out_text(o, ", assessed ");
		out_str(o, level(v, l->assessed));
		out_text(o, " (");
		out_str(o, view_trace_record(v, l->source));
		out_fmt(o, ", %s%s)\n", date_text(date, l->date), l->disputed ? ", disputed" : "");
	}
}

static void
print_improvement(struct out *o, const struct view_trace *v, const struct trace_improvement *i)
{
	out_fmt(o, "  %u. ", i->number);
	out_term(o, words_line(v->arena, trace_words(v->arena, v->repo, i)));
	if (i->skill) {
		out_text(o, " [");
		out_term(o, repo_str(v->repo, i->skill));
		out_char(o, ']');
	}
	out_char(o, '\n');
}

static const char *
nothing(const struct view_trace *v)
{
	if (!v->record)
		return "  no focus of a plan is on this skill\n";
	return v->record->kind == KIND_PLAN ? "  the plan has no focus yet\n"
					    : "  no focus of a plan names it as its source\n";
}

static void
print_tree(struct out *o, const struct view_trace *v)
{
	tone_print(o, v->of, TONE_STRONG, v->style.colour);
	out_char(o, '\n');
	if (!v->record)
		print_gap(o, v);
	for (size_t i = 0; i < v->improvements.n; i++)
		print_improvement(o, v, &v->improvements.p[i]);
	for (size_t i = 0; i < v->focuses.n; i++)
		print_focus(o, v, &v->focuses.p[i]);
	if (!v->focuses.n)
		out_text(o, nothing(v));
}

void
view_trace_text(struct out *o, const struct view_trace *v)
{
	if (v->style.aligned)
		print_tree(o, v);
	else
		print_rows(o, v);
}
