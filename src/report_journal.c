#include "report_part.h"

#include "journal.h"
#include "skill.h"

static void
write_entry(struct report *r, const struct journal *j)
{
	const struct record *goal = repo_get(r->repo, KIND_GOAL, j->goal);
	char date[11];

	report_use(r, &j->record);
	out_fmt(r->o, "### %s: ", date_text(date, j->date));
	report_line(r, "", j->title, "\n\n");
	report_prose(r, &j->record, j->text);
	if (j->impact.from != j->impact.to) {
		out_text(r->o, "Impact:");
		report_words(r, &j->record, j->impact, "");
		report_gap(r);
	}
	for (uint32_t i = 0; i < j->skills.n; i++)
		report_line(r, i ? ", " : "- Skills: ", skill_title(r->repo, j->skills.p[i], 0),
		    "");
	out_text(r->o, j->skills.n ? "\n" : "");
	if (goal)
		report_line(r, "- Goal: ", report_title_of(r, report_use(r, goal)), "\n");
	if (j->evidence.n) {
		out_text(r->o, "- Evidence: ");
		report_evidence(r, &j->evidence);
	}
	report_gap(r);
}

static void
sort_by_date(struct record_list *list)
{
	for (size_t i = 1; i < list->n; i++) {
		const struct record *moved = list->p[i];
		size_t k = i;

		for (; k > 0 && ((const struct journal *)list->p[k - 1])->date >
				    ((const struct journal *)moved)->date;
		     k--)
			list->p[k] = list->p[k - 1];
		list->p[k] = moved;
	}
}

void
report_journal(struct report *r)
{
	struct record_list list;
	size_t shown = 0;

	report_heading(r, 2, "Journal");
	links_to(&list, r->arena, r->repo, &r->q->person->record, KIND_JOURNAL, "owner");
	sort_by_date(&list);
	for (size_t i = 0; i < list.n; i++) {
		const struct journal *j = (const struct journal *)list.p[i];

		if (j->date > r->q->as_of || !summary_meets(&j->record, r->q->period))
			continue;
		write_entry(r, j);
		shown++;
	}
	if (!shown)
		report_say(r, "No journal entries in this period.");
}
