#include "report_part.h"

#include <math.h>
#include <string.h>

#include "plan.h"
#include "results.h"
#include "skill.h"

static const char *
state_word(const struct report *r, const struct plan_action *a, int32_t *day)
{
	*day = a->done;
	if (a->done != DATE_NONE && a->done <= r->q->as_of)
		return "done ";
	*day = a->dropped;
	if (a->dropped != DATE_NONE && a->dropped <= r->q->as_of)
		return "dropped ";
	*day = DATE_NONE;
	return "open";
}

static void
write_actions(struct report *r, const struct plan *plan, const struct plan_focus *focus)
{
	static const char *const titles[] = {"Action", "How", "Owner", "Due", "State"};
	char date[11];

	if (focus->actions.n)
		report_head(r, titles, "lllll");
	for (uint32_t i = 0; i < focus->actions.n; i++) {
		const struct plan_action *a = &focus->actions.p[i];
		int32_t day;
		const char *state = state_word(r, a, &day);

		report_row(r);
		report_cell(r, a->title);
		report_cell_words(r, "%s", a->mode ? mode_words[a->mode - 1] : "");
		report_cell(r, report_name(r, a->owner ? a->owner : plan->owner));
		report_cell_words(r, "%s", date_text(date, a->due));
		report_cell_words(r, "%s%s", state, date_text(date, day));
		report_row_end(r);
	}
	report_gap(r);
}

static bool
has_more(const struct plan_action *a)
{
	return a->measure.from != a->measure.to || a->learned.from != a->learned.to ||
	       a->evidence.n;
}

/* What the table has no room for. */
static void
write_action_words(struct report *r, const struct plan *plan, const struct plan_focus *focus)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < focus->actions.n; i++) {
		const struct plan_action *a = &focus->actions.p[i];

		if (!has_more(a))
			continue;
		n++;
		report_line(r, "- **", a->title, "**\n");
		if (a->measure.from != a->measure.to) {
			out_text(r->o, "  - It has helped when:");
			report_words(r, &plan->record, a->measure, "    ");
		}
		if (a->learned.from != a->learned.to) {
			out_text(r->o, "  - Learned:");
			report_words(r, &plan->record, a->learned, "    ");
		}
		if (a->evidence.n) {
			out_text(r->o, "  - Evidence: ");
			report_evidence(r, &a->evidence);
		}
	}
	report_gap(r);
}

static void
write_levels_aimed(struct report *r, const struct plan_focus *focus)
{
	struct str current = report_number(r, focus->current);
	struct str target = report_number(r, focus->target);

	if (current.n && target.n)
		report_say(r, "From level %.*s to level %.*s.", SV(current), SV(target));
	else if (target.n)
		report_say(r, "To level %.*s.", SV(target));
	else if (current.n)
		report_say(r, "Level %.*s now.", SV(current));
}

static void
write_focus(struct report *r, const struct plan *plan, const struct trace_focus *trace)
{
	const struct plan_focus *focus = trace->focus;
	struct str skill = focus->skill ? skill_title(r->repo, focus->skill, 0) : S("");
	struct str title = focus->title.n ? focus->title : skill;

	report_line(r, "#### ", title.n ? title : repo_str(r->repo, focus->key), "\n\n");
	if (focus->title.n && skill.n)
		report_line(r, "Skill: ", skill, ".\n\n");
	write_levels_aimed(r, focus);
	report_prose(r, &plan->record, focus->why);
	for (uint32_t i = 0; i < focus->source.n; i++) {
		out_text(r->o, i == 0 ? "It grew from " : i + 1 < focus->source.n ? ", " : " and ");
		report_reference(r, focus->source.p[i]);
	}
	out_text(r->o, focus->source.n ? ".\n\n" : "");
	write_actions(r, plan, focus);
	write_action_words(r, plan, focus);
	report_outcome(r, trace);
}

static void
write_plan_checkins(struct report *r, const struct plan *plan)
{
	uint32_t n = 0;
	char date[11];

	for (uint32_t i = 0; i < plan->checkins.n; i++) {
		const struct plan_checkin *c = &plan->checkins.p[i];

		if (c->date < r->q->period.start || c->date > r->q->period.end ||
		    c->date > r->q->as_of)
			continue;
		if (n++ == 0)
			report_heading(r, 4, "On the way");
		out_fmt(r->o, "- **%s**, ", date_text(date, c->date));
		report_line(r, "", report_name(r, c->by ? c->by : plan->owner), ":");
		report_words(r, &plan->record, c->note, "  ");
	}
	report_gap(r);
}

static void
write_plan(struct report *r, const struct plan *plan)
{
	const struct framework *framework;
	const struct framework_role *role = skill_role(&framework, r->repo, plan->target_role);
	struct trace_focuses focuses;

	report_use(r, &plan->record);
	report_use(r, role ? &framework->record : NULL);
	out_fmt(r->o, "### Plan, %.*s\n\n", SV(report_dates(r, plan->start, plan->due)));
	if (plan->target_role)
		report_line(r, "Towards: ",
		    role && role->title.n ? role->title : repo_str(r->repo, plan->target_role),
		    plan->coach ? ". " : ".\n\n");
	if (plan->coach)
		report_line(r, "Coach: ", report_name(r, plan->coach), ".\n\n");
	trace_plan(&focuses, r->arena, r->repo, plan, r->q->as_of);
	for (size_t i = 0; i < focuses.n; i++)
		write_focus(r, plan, &focuses.p[i]);
	write_plan_checkins(r, plan);
}

/* Levels. */

/* The cycle whose answers or published results a level rests on. */
static const struct record *
cycle_of(struct report *r, const struct level *level)
{
	if (level->source->kind != KIND_RESULTS)
		return level->source;
	return repo_get(r->repo, KIND_CYCLE, ((const struct results *)level->source)->cycle);
}

static struct str
words_of_source(struct report *r, const struct level *level)
{
	const struct review *v = (const struct review *)level->source;
	const struct cycle *c;
	struct period period;

	switch (level->basis) {
	case LEVEL_REVIEW:
		period = (struct period){v->start, v->due};
		c = (const struct cycle *)repo_get(r->repo, KIND_CYCLE, v->cycle);
		return str_fmt(r->arena, "review of %.*s",
		    SV(report_period_name(r->arena, r->repo, period, c)));
	case LEVEL_OTHERS:
		return str_fmt(r->arena, "mean of others, %.*s",
		    SV(report_title_of(r, cycle_of(r, level))));
	case LEVEL_MANAGER:
		return S("rating by the manager");
	case LEVEL_SELF:
		return S("own rating");
	case LEVEL_NONE:
		break;
	}
	return S("not assessed");
}

/* Does one record say all that is assessed? *said is a level that it says: NULL where none is. */
static bool
is_of_one_source(const struct level **said, const struct levels *levels)
{
	*said = NULL;
	for (size_t i = 0; i < levels->n; i++) {
		const struct level *level = &levels->p[i];

		if (level->basis == LEVEL_NONE)
			continue;
		if (*said && (*said)->source != level->source)
			return false;
		*said = level;
	}
	return true;
}

static void
write_source(struct report *r, const struct level *said)
{
	char date[11];

	if (!said) {
		report_say(r, "No level has been assessed yet.");
		return;
	}
	report_line(r, "Assessed: ", words_of_source(r, said), "");
	out_fmt(r->o, ", %s.", date_text(date, said->date));
	if (said->disputed)
		report_line(r, " ", report_name(r, r->q->person->record.id),
		    " does not agree with it.");
	out_text(r->o, "\n\n");
}

static void
write_level_head(struct report *r, const struct levels *levels, bool sources)
{
	const struct framework_role *roles[] = {levels->role, levels->aim};
	char columns[sizeof "lrrrll"] = "l";
	size_t n = 1;

	report_row(r);
	report_cell_words(r, "Skill");
	for (size_t i = 0; i < 2; i++) {
		if (!roles[i])
			continue;
		report_cell(r,
		    roles[i]->title.n ? roles[i]->title : repo_str(r->repo, roles[i]->key));
		columns[n++] = 'r';
	}
	report_cell_words(r, sources ? "Assessed | By | Date" : "Assessed");
	report_row_end(r);
	memcpy(columns + n, "rll", sources ? 3 : 1);
	report_rule(r, columns);
}

static void
write_levels(struct report *r, const struct levels *levels)
{
	const struct level *said;
	bool disputed = false, sources = !is_of_one_source(&said, levels);
	char date[11];

	if (!sources)
		write_source(r, said);
	write_level_head(r, levels, sources);
	for (size_t i = 0; i < levels->n; i++) {
		const struct level *level = &levels->p[i];

		report_row(r);
		report_cell(r, skill_title(r->repo, level->skill, 0));
		if (levels->role)
			report_cell_words(r, "%.*s", SV(report_number(r, level->expected)));
		if (levels->aim)
			report_cell_words(r, "%.*s", SV(report_number(r, level->aimed)));
		report_cell_words(r, "%.*s", SV(report_number(r, level->assessed)));
		if (sources) {
			report_line(r, " ", words_of_source(r, level),
			    level->disputed ? " \u2020 |" : " |");
			report_cell_words(r, "%s", date_text(date, level->date));
		}
		report_row_end(r);
		disputed = disputed || (sources && level->disputed);
	}
	report_gap(r);
	if (disputed)
		report_line(r, "\u2020 ", report_name(r, r->q->person->record.id),
		    " does not agree with this review.\n\n");
}

void
report_use_source(struct report *r, enum level_basis basis, const struct record *source)
{
	report_use(r, source);
	for (size_t k = 0; basis == LEVEL_OTHERS && k < r->feedback.n; k++)
		if (r->feedback.p[k]->cycle == source->id)
			report_use(r, &r->feedback.p[k]->record);
}

void
report_use_levels(struct report *r, const struct levels *levels)
{
	for (size_t i = 0; i < levels->n; i++)
		report_use_source(r, levels->p[i].basis, levels->p[i].source);
}

void
report_plan(struct report *r)
{
	int32_t as_of = r->q->as_of, end = r->q->period.end;
	struct levels_query query = {.person = r->q->person,
	    .as_of = as_of,
	    .until = as_of > end ? as_of : end};
	struct record_list plans;
	struct levels levels;
	size_t shown = 0;

	report_heading(r, 2, "Development plan");
	links_to(&plans, r->arena, r->repo, &r->q->person->record, KIND_PLAN, "owner");
	for (size_t i = 0; i < plans.n; i++) {
		const struct plan *plan = (const struct plan *)plans.p[i];

		if (!summary_meets(&plan->record, r->q->period))
			continue;
		write_plan(r, plan);
		shown++;
		query.target_role = plan->target_role ? plan->target_role : query.target_role;
	}
	if (!shown)
		report_say(r, "No development plan covers this period.");
	levels_of(&levels, r->arena, r->repo, &query);
	report_use_levels(r, &levels);
	if (levels.n) {
		report_heading(r, 3, "Expected and assessed levels");
		write_levels(r, &levels);
		report_gaps(r, query.target_role);
	}
	report_follow_through(r);
}
