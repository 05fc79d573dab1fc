#include "report_part.h"

#include <math.h>

#include "json.h"
#include "prose.h"
#include "skill.h"

/* "480 ms"; "" for NaN. The unit is users' text. */
static struct str
amount(struct report *r, double value, struct str unit)
{
	char text[32];

	if (isnan(value))
		return S("");
	return str_fmt(r->arena, "%s%s%.*s", number_text(text, value), unit.n ? " " : "", SV(unit));
}

static void
write_declared(struct report *r, const struct goal_progress *g)
{
	struct str words = S("");

	if (g->declared)
		words = report_plain(r, outlook_words[g->declared - 1]);
	if (!isnan(g->confidence))
		words = str_fmt(r->arena, "%.*s%sconfidence %.*s of 10", SV(words),
		    words.n ? ", " : "", SV(report_number(r, g->confidence)));
	report_cell_words(r, "%.*s", SV(words));
}

static void
write_overview(struct report *r, const struct goal_list *own, const struct goal_list *others)
{
	static const char *const titles[] = {"Goal", "Commitment", "Dates", "Progress", "Pace",
	    "Declared"};
	const struct goal_list *lists[] = {own, others};

	report_head(r, titles, "llllll");
	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < lists[k]->n; i++) {
			const struct goal_progress *g = lists[k]->p[i];

			report_row(r);
			report_line(r, " ", report_title_of(r, &g->goal->record), "");
			if (lists[k] == others)
				report_line(r, " (", report_name(r, g->goal->owner), ")");
			out_text(r->o, " |");
			report_cell_words(r, "%s", report_commitment(g->goal));
			report_cell_words(r, "%.*s",
			    SV(report_dates(r, g->goal->start, g->goal->due)));
			report_cell_words(r, "%.*s", SV(report_bar(r, g->score)));
			report_cell_words(r, "%.*s", SV(report_pace_of(r, g)));
			write_declared(r, g);
			report_row_end(r);
		}
	report_gap(r);
}

/* Key results. */

static void
write_target(struct report *r, const struct kr_progress *k)
{
	const struct key_result *kr = k->kr;
	struct str min = amount(r, kr->min, kr->unit), max = amount(r, kr->max, kr->unit);

	switch ((enum shape)k->shape) {
	case SHAPE_METRIC:
		report_cell(r, amount(r, kr->target, kr->unit));
		break;
	case SHAPE_SUSTAIN:
		report_cell(r, min.n && max.n ? str_fmt(r->arena, "%.*s to %.*s", SV(min), SV(max))
			       : min.n	      ? str_fmt(r->arena, "at least %.*s", SV(min))
					      : str_fmt(r->arena, "at most %.*s", SV(max)));
		break;
	case SHAPE_MILESTONES:
		report_cell_words(r, "%u done", kr->milestones.n);
		break;
	case SHAPE_YES_NO:
		report_cell_words(r, "yes");
	}
}

static bool
is_done(const struct report *r, const struct milestone *m)
{
	return m->done != DATE_NONE && m->done <= r->q->as_of;
}

static void
write_current(struct report *r, const struct kr_progress *k)
{
	uint32_t done = 0;

	switch ((enum shape)k->shape) {
	case SHAPE_METRIC:
	case SHAPE_SUSTAIN:
		report_cell(r, amount(r, k->current, k->kr->unit));
		break;
	case SHAPE_MILESTONES:
		for (uint32_t i = 0; i < k->kr->milestones.n; i++)
			done += is_done(r, &k->kr->milestones.p[i]);
		report_cell_words(r, "%u done", done);
		break;
	case SHAPE_YES_NO:
		report_cell_words(r, "%s", k->latest ? k->current > 0 ? "yes" : "not yet" : "");
	}
}

/* Columns of the table of key results that not every goal has something for. */
struct shown {
	bool baseline;
	bool holds;
};

static struct shown
shown_of(const struct goal_progress *g)
{
	struct shown shown = {false, false};

	for (uint32_t i = 0; i < g->of; i++) {
		shown.baseline = shown.baseline || g->krs[i].shape == SHAPE_METRIC;
		shown.holds = shown.holds || g->krs[i].holds >= 0;
	}
	return shown;
}

static void
write_milestones(struct report *r, const struct key_result *kr, struct shown shown)
{
	char date[11];

	for (uint32_t i = 0; i < kr->milestones.n; i++) {
		const struct milestone *m = &kr->milestones.p[i];

		report_row(r);
		report_line(r, " \u2013 ", m->title, " |");
		if (shown.baseline)
			report_cell_words(r, "%s", "");
		report_cell_words(r, "%s", date_text(date, m->due));
		if (is_done(r, m))
			report_cell_words(r, "done %s", date_text(date, m->done));
		else
			report_cell_words(r, "open");
		report_cell_words(r, "%s", "");
		if (shown.holds)
			report_cell_words(r, "%s", "");
		report_row_end(r);
	}
}

static void
write_key_result_head(struct report *r, struct shown shown)
{
	static const char *const titles[] = {"Key result", "Baseline", "Target", "Current",
	    "Progress", "Holds"};
	static const char columns[] = "lrrrll";
	const char *some[6];
	char their[sizeof columns] = "";
	size_t n = 0;

	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		if ((i == 1 && !shown.baseline) || (i == 5 && !shown.holds))
			continue;
		some[n] = titles[i];
		their[n++] = columns[i];
	}
	report_head(r, some, their);
}

static void
write_key_results(struct report *r, const struct goal_progress *g)
{
	static const char *const holds[] = {"", "not now", "yes"};
	struct shown shown = shown_of(g);

	if (!g->of)
		return;
	write_key_result_head(r, shown);
	for (uint32_t i = 0; i < g->of; i++) {
		const struct kr_progress *k = &g->krs[i];
		struct str title = k->kr->title.n ? k->kr->title : repo_str(r->repo, k->kr->key);

		if (fabs(k->weight - 1) > PROGRESS_TOLERANCE)
			title = str_fmt(r->arena, "%.*s (weight %.*s)", SV(title),
			    SV(report_number(r, k->weight)));
		report_row(r);
		report_cell(r, title);
		if (shown.baseline)
			report_cell(r, amount(r, k->kr->baseline, k->kr->unit));
		write_target(r, k);
		write_current(r, k);
		report_cell_words(r, "%.*s", SV(report_bar(r, k->progress)));
		if (shown.holds)
			report_cell_words(r, "%s", holds[k->holds + 1]);
		report_row_end(r);
		write_milestones(r, k->kr, shown);
	}
	report_gap(r);
}

/* Check-ins. */

static void
write_values(struct report *r, const struct goal *goal, const struct values *values)
{
	const char *before = ": ";

	for (uint32_t i = 0; i < values->n; i++) {
		const struct value *v = &values->p[i];
		const struct key_result *kr = goal_key_result(goal, v->key);

		report_line(r, before, repo_str(r->repo, v->key), " ");
		before = ", ";
		if (v->logical)
			out_text(r->o, v->number > 0 ? "yes" : "not yet");
		else
			prose_line(r->o, amount(r, v->number, kr ? kr->unit : S("")));
	}
}

static void
write_checkin(struct report *r, const struct goal *goal, const struct goal_checkin *c)
{
	const struct checkin_entry *e = c->entry;
	char date[11];

	report_use(r, c->record);
	out_fmt(r->o, "- **%s**", date_text(date, c->date));
	if (c->by != goal->owner)
		report_line(r, " by ", report_name(r, c->by), "");
	if (e->status)
		out_fmt(r->o, ", %.*s", SV(report_plain(r, outlook_words[e->status - 1])));
	if (!isnan(e->confidence))
		out_fmt(r->o, ", confidence %.*s", SV(report_number(r, e->confidence)));
	write_values(r, goal, &e->values);
	if (e->note.from != e->note.to) {
		out_char(r->o, '.');
		report_words(r, c->record, e->note, "  ");
	} else {
		out_char(r->o, '\n');
	}
	for (uint32_t i = 0; i < e->blockers.n; i++)
		report_line(r, "  - In the way: ", e->blockers.p[i], "\n");
	if (e->evidence.n) {
		out_text(r->o, "  - Evidence: ");
		report_evidence(r, &e->evidence);
	}
}

static void
write_checkins(struct report *r, const struct goal_progress *g)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < g->n_checkins; i++) {
		const struct goal_checkin *c = &g->checkins[i];

		if (c->date < r->q->period.start || c->date > r->q->period.end)
			continue;
		if (n++ == 0)
			report_say(r, "Check-ins:");
		write_checkin(r, g->goal, c);
	}
	if (n)
		report_gap(r);
	else
		report_say(r, "No check-ins in this period.");
}

/* Whose it is, until when, and what for, on one line. */
static void
write_facts(struct report *r, const struct goal_progress *g)
{
	const struct goal *goal = g->goal;
	const struct record *above = repo_get(r->repo, KIND_GOAL, goal->supports);
	const char *commitment = report_commitment(goal);
	char expected[32];

	out_fmt(r->o, "%c%s", commitment[0] - 'a' + 'A', commitment + 1);
	if (goal->start != DATE_NONE)
		out_fmt(r->o, ", %.*s", SV(report_dates(r, goal->start, goal->due)));
	report_line(r, ". Owner: ", report_name(r, goal->owner), "");
	for (uint32_t i = 0; i < goal->contributors.n; i++)
		report_line(r, i ? ", " : ", with ", report_name(r, goal->contributors.p[i]), "");
	if (above) {
		report_line(r, ". Supports: ", report_title_of(r, report_use(r, above)), "");
		report_line(r, " (", report_name(r, ((const struct goal *)above)->owner), ")");
	}
	for (uint32_t i = 0; i < goal->skills.n; i++)
		report_line(r, i ? ", " : ". Skills: ", skill_title(r->repo, goal->skills.p[i], 0),
		    "");
	out_text(r->o, ".\n\n");
	if (g->of && g->measured < g->of)
		report_say(r, "Key results with a value so far: %u of %u.", g->measured, g->of);
	if (g->pace >= PACE_ON_PACE)
		report_say(r, "Expected by now: %s.", percent_text(expected, g->expected));
}

static void
write_close(struct report *r, const struct goal *goal)
{
	const struct goal_close *close = goal->close;
	char date[11];

	if (!close || close->date > r->q->as_of)
		return;
	out_fmt(r->o, "Closed %s", date_text(date, close->date));
	if (close->outcome)
		out_fmt(r->o, ": %s", outcome_words[close->outcome - 1]);
	out_text(r->o, ".");
	if (close->learned.from != close->learned.to) {
		out_text(r->o, " What was learned:");
		report_words(r, &goal->record, close->learned, "");
	} else {
		out_char(r->o, '\n');
	}
	report_gap(r);
}

static void
write_goal(struct report *r, const struct goal_progress *g)
{
	report_line(r, "### ", report_title_of(r, &g->goal->record), "\n\n");
	report_prose(r, &g->goal->record, g->goal->why);
	write_facts(r, g);
	write_key_results(r, g);
	write_checkins(r, g);
	write_close(r, g->goal);
}

void
report_goals(struct report *r)
{
	struct goal_list own, others;

	report_heading(r, 2, "Goals");
	report_goals_of(&own, r, r->progress, r->q->period, true);
	report_goals_of(&others, r, r->progress, r->q->period, false);
	if (!own.n && !others.n) {
		report_say(r, "No goals in this period.");
		return;
	}
	write_overview(r, &own, &others);
	for (size_t i = 0; i < own.n; i++)
		write_goal(r, own.p[i]);
	for (size_t i = 0; i < others.n; i++)
		write_goal(r, others.p[i]);
}
