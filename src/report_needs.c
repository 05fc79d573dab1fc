#include "report_part.h"

#include "gaps.h"
#include "results.h"

/* Gaps. */

static void
append(struct str *list, struct report *r, struct str word)
{
	*list = list->n ? JOIN(r->arena, *list, S("; "), word) : word;
}

static void
write_gap(struct report *r, const struct gap *g)
{
	struct str actions = S(""), opportunities = S("");

	for (size_t i = 0; i < g->actions.n; i++) {
		report_use(r, &g->actions.p[i].plan->record);
		append(&actions, r, g->actions.p[i].action->title);
	}
	for (size_t i = 0; i < g->opportunities.n; i++) {
		report_use(r, &g->opportunities.p[i].of->record);
		append(&opportunities, r, g->opportunities.p[i].of->title);
	}
	report_row(r);
	report_cell(r, skill_title(r->repo, g->level.skill, 0));
	report_cell_words(r, "%.*s", SV(report_number(r, g->level.expected)));
	report_cell_words(r, "%.*s", SV(report_number(r, g->level.assessed)));
	report_cell_words(r, "%.*s", SV(report_number(r, g->gap)));
	if (actions.n)
		report_cell(r, actions);
	else
		report_cell_words(r, "nothing yet");
	report_cell(r, opportunities);
	report_row_end(r);
}

void
report_gaps(struct report *r, uint32_t role)
{
	static const char *const titles[] = {"Skill", "Expected", "Assessed", "Gap", "Worked on by",
	    "Opportunities"};
	int32_t as_of = r->q->as_of, end = r->q->period.end;
	struct gaps gaps;
	size_t open = 0;

	gaps_until(&gaps, r->arena, r->repo, gap_catalogue(r->arena, r->repo), r->q->person, role,
	    as_of, as_of > end ? as_of : end);
	if (!gaps.role)
		return;
	for (size_t i = 0; i < gaps.n; i++) {
		if (!gap_is_open(&gaps.p[i]))
			continue;
		if (open++ == 0) {
			report_line(r, "### Gaps to ",
			    gaps.role->title.n ? gaps.role->title
					       : repo_str(r->repo, gaps.role->key),
			    "\n\n");
			report_head(r, titles, "lrrrll");
		}
		write_gap(r, &gaps.p[i]);
	}
	report_gap(r);
}

/* Did it help? */

void
report_outcome(struct report *r, const struct trace_focus *f)
{
	static const char *const words[] = {
	    [TRACE_ROSE] = "it rose",
	    [TRACE_SAME] = "the same",
	    [TRACE_FELL] = "it fell",
	};
	const struct trace_change *c = f->telling ? &f->telling->change : NULL;
	char done[11], date[11];

	if (!c || !f->skill.p)
		return;
	date_text(done, f->telling->action->done);
	if (!c->before)
		report_say(r, "Did it help? There was no assessment before %s to compare with.",
		    done);
	if (!c->before)
		return;
	report_use_source(r, c->before->basis, c->before->source);
	out_fmt(r->o, "Did it help? Assessed %.*s (%s) before %s, ",
	    SV(report_number(r, c->before->assessed)), date_text(date, c->before->date), done);
	if (!c->after)
		report_say(r, "and not again since.");
	if (!c->after)
		return;
	report_use_source(r, c->after->basis, c->after->source);
	report_say(r, "then %.*s (%s): %s.", SV(report_number(r, c->after->assessed)),
	    date_text(date, c->after->date), words[c->outcome]);
}

/* Improvements. */

/* Who said it and when. */
static void
write_origin(struct report *r, const struct record *record)
{
	const struct feedback *f = (const struct feedback *)record;
	const struct results *results = (const struct results *)record;
	const struct record *cycle;
	char date[11];

	if (record->kind == KIND_FEEDBACK) {
		report_cell(r, f->outsider ? f->outsider->name : report_name(r, f->from));
		report_cell_words(r, "%s", date_text(date, f->date));
		return;
	}
	cycle = repo_get(r->repo, KIND_CYCLE, results->cycle);
	report_cell(r, cycle ? report_title_of(r, cycle) : repo_str(r->repo, results->cycle));
	report_cell_words(r, "%s", date_text(date, results->published));
}

static struct str
takers(struct report *r, const struct record *source)
{
	struct trace_focuses list;
	struct str text = S("");

	trace_from(&list, r->arena, r->repo, source, r->q->as_of);
	for (size_t i = 0; i < list.n; i++) {
		const struct plan_focus *focus = list.p[i].focus;

		report_use(r, &list.p[i].plan->record);
		append(&text, r,
		    focus->title.n ? focus->title
		    : focus->skill ? skill_title(r->repo, focus->skill, 0)
				   : repo_str(r->repo, focus->key));
	}
	return text;
}

static void
write_improvement(struct report *r, const struct trace_improvement *i)
{
	report_row(r);
	write_origin(r, i->record);
	report_cell(r, i->skill ? skill_title(r->repo, i->skill, 0) : S(""));
	if (i->followed)
		report_cell(r, takers(r, i->record));
	else
		report_cell_words(r, "nothing yet");
	report_row_end(r);
}

void
report_follow_through(struct report *r)
{
	static const char *const titles[] = {"Improvement from", "Date", "Skill", "Taken up by"};
	struct trace_improvements list = {0};
	struct feedback_list feedback;
	struct record_list results;
	size_t followed = 0;

	report_feedback_in(&feedback, r, r->q->period);
	report_results_in(&results, r);
	for (size_t i = 0; i < feedback.n; i++)
		trace_improvements(&list, r->arena, r->repo, &feedback.p[i]->record);
	for (size_t i = 0; i < results.n; i++)
		trace_improvements(&list, r->arena, r->repo, results.p[i]);
	if (!list.n)
		return;
	for (size_t i = 0; i < list.n; i++)
		followed += list.p[i].followed;
	report_heading(r, 3, "Follow-through");
	report_say(r, "Taken up by a plan: %zu of %zu improvement%s of the period.", followed,
	    list.n, str_plural(list.n));
	report_head(r, titles, "llll");
	for (size_t i = 0; i < list.n; i++)
		write_improvement(r, &list.p[i]);
	report_gap(r);
}
