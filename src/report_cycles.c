#include "report_part.h"

#include "view360.h"

static struct feedback360_query
query_for(const struct report *r, const struct cycle *c)
{
	return (struct feedback360_query){.repo = r->repo,
	    .shared = r->repo,
	    .person = r->q->person,
	    .cycle = c,
	    .as_of = r->q->as_of};
}

static void
write_table(struct report *r, const struct feedback360 *f)
{
	struct view360 view = {.arena = r->arena, .out = r->o, .repo = r->repo};

	report_use(r, f->framework ? &f->framework->record : NULL);
	report_use(r, f->before ? &f->before->record : NULL);
	view360_table(&view, f);
}

void
report_published(struct report *r, const struct cycle *c)
{
	struct feedback360_query query = query_for(r, c);
	struct feedback360 f;

	if (feedback360_published(&f, r->arena, &query))
		write_table(r, &f);
}

static bool
is_answered(const struct report *r, const struct cycle *c)
{
	for (size_t i = 0; i < r->feedback.n; i++)
		if (r->feedback.p[i]->cycle == c->record.id)
			return true;
	return false;
}

static bool
is_shown(const struct report *r, const struct cycle *c)
{
	bool ends_here = c->due >= r->q->period.start && c->due <= r->q->period.end;

	return c->collection != COLLECTION_CONFIDENTIAL && c->due != DATE_NONE &&
	       (c == r->q->cycle || ends_here) && is_answered(r, c);
}

/* Marks the answers of a cycle. */
static void
use_answers(struct report *r, const struct cycle *c)
{
	for (size_t i = 0; c && i < r->feedback.n; i++)
		if (r->feedback.p[i]->cycle == c->record.id)
			report_use(r, &r->feedback.p[i]->record);
}

static void
write_cycle(struct report *r, const struct cycle *c)
{
	struct feedback360_query query = query_for(r, c);
	struct feedback360 f;

	feedback360_of(&f, r->arena, &query);
	if (!f.n_skills)
		return;
	report_line(r, "### All round: ", report_title_of(r, report_use(r, &c->record)), "\n\n");
	use_answers(r, c);
	use_answers(r, f.before);
	write_table(r, &f);
	if (f.off_scale || f.unknown)
		report_say(r,
		    "Left out: %zu ratings off the scale, %zu of skills that no framework has.",
		    f.off_scale, f.unknown);
}

void
report_cycles(struct feedback_list *rest, struct report *r, const struct feedback_list *feedback)
{
	size_t n;
	struct record **cycles = repo_of_kind(&n, r->repo, KIND_CYCLE);

	*rest = (struct feedback_list){0};
	for (size_t i = 0; i < feedback->n; i++) {
		const struct cycle *c =
		    (const struct cycle *)repo_get(r->repo, KIND_CYCLE, feedback->p[i]->cycle);

		if (!c || !is_shown(r, c))
			*vec_push(r->arena, rest) = feedback->p[i];
	}
	for (size_t i = 0; i < n; i++)
		if (is_shown(r, (const struct cycle *)cycles[i]))
			write_cycle(r, (const struct cycle *)cycles[i]);
}
