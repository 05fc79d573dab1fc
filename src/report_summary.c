#include "report_part.h"

/* Those who have seen it and do not disagree; who does has a heading of their own. */
static void
write_acknowledgements(struct report *r, const struct record *review)
{
	struct record_list known;
	char date[11];

	links_acknowledgements(&known, r->arena, r->repo, review, r->q->as_of);
	for (size_t i = 0; i < known.n; i++) {
		const struct acknowledgement *a = (const struct acknowledgement *)known.p[i];

		if (a->agrees == 0)
			continue;
		report_use(r, &a->record);
		report_line(r, "Acknowledged by **", report_name(r, a->by), "**");
		out_fmt(r->o, " on %s%s%s", date_text(date, a->date),
		    a->agrees == 1 ? ", who agrees" : "",
		    a->comment.from != a->comment.to ? ":" : ".");
		report_words(r, &a->record, a->comment, "");
		report_gap(r);
	}
}

static void
write_review(struct report *r, const struct review *v)
{
	report_line(r, "By **", report_name(r, v->by),
	    v->status == REVIEW_FINAL ? "**, final.\n\n"
				      : "**. This is a draft: it may still change.\n\n");
	report_prose(r, &v->record, v->summary);
	if (v->rating.n)
		report_line(r, "Rating: **", v->rating, "**\n\n");
	write_acknowledgements(r, &v->record);
}

/* Who does not agree with what. */
struct disagreement {
	const struct acknowledgement *acknowledgement;
	const struct record *of;
};

struct disagreements {
	struct disagreement *p;
	size_t n, cap;
};

static void
look_for_disagreement(struct disagreements *list, struct report *r, const struct record *of)
{
	struct record_list known;

	links_acknowledgements(&known, r->arena, r->repo, of, r->q->as_of);
	for (size_t i = 0; i < known.n; i++) {
		const struct acknowledgement *a =
		    (const struct acknowledgement *)report_use(r, known.p[i]);

		if (a->agrees == 0)
			*vec_push(r->arena, list) = (struct disagreement){a, of};
	}
}

static void
write_disagreements(struct report *r, const struct disagreements *list)
{
	char date[11];

	if (list->n)
		report_heading(r, 3, "Disagreement");
	for (size_t i = 0; i < list->n; i++) {
		const struct acknowledgement *a = list->p[i].acknowledgement;

		report_line(r, "**", report_name(r, a->by), "**");
		out_fmt(r->o, " on %s, about ", date_text(date, a->date));
		report_reference(r, (struct ref){list->p[i].of->kind, list->p[i].of->id});
		out_text(r->o,
		    a->comment.from == a->comment.to ? ", without a comment.\n\n" : ":\n\n");
		report_prose(r, &a->record, a->comment);
	}
}

static void
write_goal_counts(struct report *r, const struct goal_list *own, const struct goal_list *others)
{
	uint32_t counts[PACES] = {0};
	const char *before = " (";

	for (size_t i = 0; i < own->n; i++)
		counts[own->p[i]->pace]++;
	out_fmt(r->o, "- Goals: %zu", own->n);
	for (int pace = 0; pace < PACES; pace++) {
		if (!counts[pace])
			continue;
		out_text(r->o, before);
		if (own->n > 1)
			out_fmt(r->o, "%u ", counts[pace]);
		out_str(r->o, report_pace(r, (enum pace)pace));
		before = ", ";
	}
	out_text(r->o, own->n ? ")" : "");
	if (others->n)
		out_fmt(r->o, ", and a part in %zu more", others->n);
	out_char(r->o, '\n');
}

static void
write_feedback_counts(struct report *r, const struct feedback_list *feedback)
{
	uint32_t suggestions = report_suggestions(feedback);

	out_fmt(r->o, "- Feedback: %zu", feedback->n);
	if (feedback->n) {
		out_text(r->o, " (");
		report_relations(r, feedback);
		out_fmt(r->o, suggestions ? "), with %u suggestion%s" : ")", suggestions,
		    str_plural(suggestions));
	}
	out_text(r->o, "\n\n");
}

void
report_summary(struct report *r)
{
	struct disagreements disagreements = {0};
	struct goal_list own, others;
	struct feedback_list feedback;
	struct record_list reviews;

	report_heading(r, 2, "Summary");
	report_reviews(&reviews, r);
	for (size_t i = 0; i < reviews.n; i++)
		write_review(r, (const struct review *)reviews.p[i]);
	if (!reviews.n)
		report_say(r, "No review has been written for this period.");
	report_goals_of(&own, r, r->progress, r->q->period, true);
	report_goals_of(&others, r, r->progress, r->q->period, false);
	report_feedback_in(&feedback, r, r->q->period);
	for (size_t i = 0; i < reviews.n; i++)
		look_for_disagreement(&disagreements, r, reviews.p[i]);
	for (size_t i = 0; i < own.n; i++)
		look_for_disagreement(&disagreements, r, &own.p[i]->goal->record);
	for (size_t i = 0; i < feedback.n; i++)
		look_for_disagreement(&disagreements, r, &feedback.p[i]->record);
	write_disagreements(r, &disagreements);
	report_heading(r, 3, "In figures");
	write_goal_counts(r, &own, &others);
	write_feedback_counts(r, &feedback);
}

void
report_next(struct report *r)
{
	static const char *const titles[] = {"Step", "Owner", "Due", "State"};
	struct record_list reviews;
	size_t n = 0;
	char date[11];

	report_heading(r, 2, "Next steps");
	report_reviews(&reviews, r);
	for (size_t i = 0; i < reviews.n; i++) {
		const struct review *v = (const struct review *)reviews.p[i];

		for (uint32_t k = 0; k < v->next.n; k++) {
			const struct next_step *step = &v->next.p[k];
			bool done = step->done != DATE_NONE && step->done <= r->q->as_of;

			if (n++ == 0)
				report_head(r, titles, "llll");
			report_row(r);
			report_cell(r, step->title);
			report_cell(r, report_name(r, step->owner));
			report_cell_words(r, "%s", date_text(date, step->due));
			report_cell_words(r, "%s%s", done ? "done " : "open",
			    done ? date_text(date, step->done) : "");
			report_row_end(r);
		}
	}
	if (n)
		report_gap(r);
	else
		report_say(r, "No next steps have been agreed.");
}
