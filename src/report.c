#include "report.h"

#include "date.h"
#include "report_part.h"
#include "skill.h"
#include "team.h"

struct str
report_title(struct arena *a, const struct repo *repo, const struct report_query *q)
{
	struct str name = q->person->name.n ? q->person->name : repo_id(repo, &q->person->record);

	return str_fmt(a, "Review: %.*s, %.*s", SV(name),
	    SV(report_period_name(a, repo, q->period, q->cycle)));
}

/* The last cycle that ended before another began; NULL where there is none. */
static const struct cycle *
cycle_before(const struct repo *repo, const struct cycle *cycle)
{
	const struct cycle *found = NULL;
	size_t n;
	struct record **r = repo_of_kind(&n, repo, KIND_CYCLE);

	for (size_t i = 0; i < n; i++) {
		const struct cycle *c = (const struct cycle *)r[i];

		if (links_counts(repo, r[i]) && c->due != DATE_NONE && c->due < cycle->start &&
		    (!found || c->due >= found->due))
			found = c;
	}
	return found;
}

static void
choose_before(struct report *r)
{
	const struct report_query *q = r->q;

	r->before = period_before(q->period);
	r->cycle_before = q->cycle ? cycle_before(r->repo, q->cycle) : NULL;
	if (r->cycle_before)
		r->before = (struct period){r->cycle_before->start, r->cycle_before->due};
	report_use(r, q->cycle ? &q->cycle->record : NULL);
	report_use(r, r->cycle_before ? &r->cycle_before->record : NULL);
}

/* Who it is about, and from when to when. */
static void
write_head(struct report *r)
{
	const struct report_query *q = r->q;
	struct person_position at = person_on(q->person, q->as_of);
	const struct framework *framework;
	const struct framework_role *role = skill_role(&framework, r->repo, at.role);
	char as_of[11];

	report_line(r, "# ", report_title(r->arena, r->repo, q), "\n\n");
	if (role)
		report_use(r, &framework->record);
	if (at.role)
		report_line(r, "", role && role->title.n ? role->title : repo_str(r->repo, at.role),
		    at.team ? ", " : ". ");
	if (at.team)
		report_line(r, "", report_name(r, at.team), ". ");
	if (at.manager)
		report_line(r, "Manager: ", report_name(r, at.manager), ". ");
	report_say(r, "%.*s, as of %s.", SV(report_dates(r, q->period.start, q->period.end)),
	    date_text(as_of, q->as_of));
}

/* All but what is due, what is read from history, and the sources. */
static void
write_records(struct report *r)
{
	r->progress = progress_new(r->arena, r->repo, r->q->as_of);
	report_use(r, &r->q->person->record);
	ratings_feedback(&r->feedback, r->arena, r->repo, &r->q->person->record, r->q->as_of);
	choose_before(r);
	write_head(r);
	report_summary(r);
	report_next(r);
	report_goals(r);
	report_feedback(r);
	report_plan(r);
	report_journal(r);
	report_compare(r);
}

int
report_review(struct out *o, struct arena *a, struct repo *repo, const struct report_query *q)
{
	struct out text;
	struct report r = {.arena = a, .o = &text, .repo = repo, .q = q};
	int status;

	out_init(&text, a, -1);
	r.used = NEW_ARRAY(a, bool, repo->n_records);
	write_records(&r);
	report_due(&r);
	status = report_history(&r);
	report_sources(&r);
	out_str(o, out_all(&text));
	return status;
}

void
report_used(bool *used, struct repo *repo, const struct report_query *q)
{
	struct arena scratch = {0};
	struct out text;
	struct report r = {.arena = &scratch, .o = &text, .repo = repo, .q = q, .used = used};

	out_init(&text, &scratch, -1);
	write_records(&r);
	arena_free(&scratch);
}
