#include "report_part.h"

#include <math.h>

#include "skill.h"

/* The same figures of one period. */
struct side {
	struct period period;
	int32_t as_of; /* the last day of the period that they know of */
	uint32_t goals[PACES];
	uint32_t n_goals;
	struct feedback_list feedback;
	uint32_t suggestions;
	uint32_t due;	  /* promises with a date in the period that has come */
	uint32_t on_time; /* of these, done by their date */
	struct levels levels;
};

/* Promises that were given up are not due, and what is due today may still be done. */
static void
count_promises(struct side *s, struct report *r)
{
	struct promise_list list;

	report_promises(&list, r);
	for (size_t i = 0; i < list.n; i++) {
		const struct promise *p = &list.p[i];

		if (p->due < s->period.start || p->due > s->as_of || p->dropped != DATE_NONE ||
		    (p->due == r->q->as_of && p->done == DATE_NONE))
			continue;
		s->due++;
		s->on_time += p->done != DATE_NONE && p->done <= p->due;
	}
}

static void
measure(struct side *s, struct report *r, struct period period)
{
	struct levels_query query = {.person = r->q->person};
	const struct progress *progress = r->progress;
	struct goal_list goals;

	s->period = period;
	s->as_of = period.end < r->q->as_of ? period.end : r->q->as_of;
	if (s->as_of != r->q->as_of)
		progress = progress_new(r->arena, r->repo, s->as_of);
	report_goals_of(&goals, r, progress, period, true);
	for (size_t i = 0; i < goals.n; i++)
		s->goals[goals.p[i]->pace]++;
	s->n_goals = (uint32_t)goals.n;
	report_feedback_in(&s->feedback, r, period);
	s->suggestions = report_suggestions(&s->feedback);
	count_promises(s, r);
	query.as_of = s->as_of;
	query.until = period.end;
	levels_of(&s->levels, r->arena, r->repo, &query);
	report_use_levels(r, &s->levels);
}

static void
write_row(struct report *r, const char *words, uint32_t before, uint32_t now)
{
	report_row(r);
	report_cell_words(r, "%s", words);
	report_cell_words(r, "%u", before);
	report_cell_words(r, "%u", now);
	report_row_end(r);
}

static void
write_figures(struct report *r, const struct side *before, const struct side *now)
{
	report_row(r);
	report_cell_words(r, "%s", "");
	report_cell(r, report_period_name(r->arena, r->repo, before->period, r->cycle_before));
	report_cell(r, report_period_name(r->arena, r->repo, now->period, r->q->cycle));
	report_row_end(r);
	report_rule(r, "lrr");
	write_row(r, "Goals", before->n_goals, now->n_goals);
	for (int pace = 0; pace < PACES; pace++)
		if (before->goals[pace] || now->goals[pace])
			write_row(r,
			    str_fmt(r->arena, "\u2013 %.*s", SV(report_pace(r, (enum pace)pace))).p,
			    before->goals[pace], now->goals[pace]);
	write_row(r, "Feedback received", (uint32_t)before->feedback.n, (uint32_t)now->feedback.n);
	write_row(r, "Improvements with a suggestion", before->suggestions, now->suggestions);
	write_row(r, "Actions and promises due", before->due, now->due);
	write_row(r, "\u2013 done by their date", before->on_time, now->on_time);
	report_gap(r);
}

static double
assessed_in(const struct levels *levels, struct str name)
{
	for (size_t i = 0; i < levels->n; i++)
		if (str_eq(levels->p[i].name, name))
			return levels->p[i].assessed;
	return NAN;
}

static void
write_level_changes(struct report *r, const struct levels *before, const struct levels *now)
{
	uint32_t n = 0;

	for (size_t i = 0; i < now->n; i++) {
		double was = assessed_in(before, now->p[i].name), is = now->p[i].assessed;

		if (isnan(was) || isnan(is) || fabs(is - was) < PROGRESS_TOLERANCE)
			continue;
		if (n++ == 0)
			report_say(r, "Levels that are assessed differently:");
		report_line(r, "- ", skill_title(r->repo, now->p[i].skill, 0), ": ");
		out_fmt(r->o, "%.*s, before %.*s\n", SV(report_number(r, is)),
		    SV(report_number(r, was)));
	}
	if (n)
		report_gap(r);
	else
		report_say(r, "No skill is assessed differently.");
}

void
report_compare(struct report *r)
{
	struct side *before = NEW(r->arena, struct side), *now = NEW(r->arena, struct side);
	struct str name = report_period_name(r->arena, r->repo, r->before, r->cycle_before);

	report_line(r, "## Compared with ", name, "\n\n");
	measure(before, r, r->before);
	measure(now, r, r->q->period);
	if (!before->n_goals && !before->feedback.n && !before->due) {
		report_line(r, "Nothing is recorded for ", name, ".\n\n");
		return;
	}
	write_figures(r, before, now);
	write_level_changes(r, &before->levels, &now->levels);
}
