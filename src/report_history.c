#include "report_part.h"

#include <stdlib.h>

#include "moved.h"

/* A change, and what it is told with. */
struct told {
	struct moved moved;
	size_t order; /* as it was found */
	size_t first; /* order of the first that it is told with */
};

struct telling {
	struct told *p;
	size_t n, cap;
};

/* What one replan explains is told together, and so is what else happened in one commit. */
static bool
is_told_with(const struct moved *a, const struct moved *b)
{
	return a->goal == b->goal && a->explained == b->explained &&
	       (a->explained || a->commit == b->commit);
}

static void
tell(struct report *r, struct telling *list, const struct moved *moved)
{
	struct told told = {*moved, list->n, list->n};

	for (size_t i = list->n; i-- > 0;)
		if (is_told_with(&list->p[i].moved, moved)) {
			told.first = list->p[i].first;
			break;
		}
	*vec_push(r->arena, list) = told;
}

static int
by_goal(const void *left, const void *right)
{
	const struct told *a = left, *b = right;

	if (a->moved.goal != b->moved.goal)
		return a->moved.goal->record.index < b->moved.goal->record.index ? -1 : 1;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

/* n changes, a line for each commit. */
static void
write_changes(struct report *r, const struct told *t, size_t n, const char *indent)
{
	char date[11], hex[41];

	for (size_t i = 0; i < n; i++) {
		const struct history_commit *c = t[i].moved.commit;
		bool first = i == 0 || t[i - 1].moved.commit != c;

		if (first) {
			struct str author = repo_name_by_email(r->repo, c->author_email);

			out_fmt(r->o, "%s%s- %s, `%.10s`, ", i ? "\n" : "", indent,
			    date_text(date, git_when_day(c->when)), git_id_text(hex, c->id));
			report_line(r, "", author.n ? author : c->author_name, "");
		}
		report_line(r, first ? ": " : "; ", t[i].moved.text, "");
	}
	out_char(r->o, '\n');
}

/* n changes that are told together. */
static void
write_told(struct report *r, const struct told *t, size_t n)
{
	const struct replan *p = t->moved.explained;
	char date[11];

	if (!p) {
		write_changes(r, t, n, "");
		return;
	}
	out_fmt(r->o, "- Replanned %s", date_text(date, p->date));
	if (p->agreed_by)
		report_line(r, ", agreed by ", report_name(r, p->agreed_by), "");
	out_char(r->o, '\n');
	write_changes(r, t, n, "  ");
	out_text(r->o, "  - Why:");
	report_words(r, &t->moved.goal->record, p->why, "    ");
}

static void
write_moves(struct report *r, struct telling *list)
{
	if (!list->n)
		return;
	report_say(r,
	    "What changed in goals after they had started, with the reasons that were noted.");
	qsort(list->p, list->n, sizeof *list->p, by_goal);
	for (size_t i = 0, n; i < list->n; i += n) {
		const struct told *t = &list->p[i];

		for (n = 1; i + n < list->n && t[n].first == t->first;)
			n++;
		if (i == 0 || t[-1].moved.goal != t->moved.goal) {
			report_gap(r);
			report_line(r, "### ", report_title_of(r, &t->moved.goal->record), "\n\n");
		}
		write_told(r, t, n);
	}
	report_gap(r);
}

/* What cannot be known here; false where all of it is known. */
static bool
write_limits(struct report *r, const struct history_limits *limits)
{
	char hex[41];

	for (size_t i = 0; i < limits->truncated.n; i++)
		report_say(r,
		    "History is truncated at `%.10s`: this clone is shallow, and what changed before "
		    "is not known here.",
		    git_id_text(hex, limits->truncated.p[i]));
	if (limits->trees || limits->blobs)
		report_say(r,
		    "This clone lacks a part of the history, and what changed in it is not known here.");
	return limits->truncated.n || limits->trees || limits->blobs;
}

/* 0, or an exit status. */
static int
write_history_of(struct report *r, const struct goal_list *goals)
{
	const struct goal **list = NEW_ARRAY(r->arena, const struct goal *, goals->n);
	struct moved_query query = {r->repo, list, goals->n, r->q->as_of, false};
	struct history_limits limits;
	struct moved_list moves;
	struct telling telling = {0};
	bool limited;
	int status;

	for (size_t i = 0; i < goals->n; i++)
		list[i] = goals->p[i]->goal;
	status = moved_find(&moves, &limits, r->arena, &query);
	if (status)
		return status;
	history_say_limits(&limits);
	limited = write_limits(r, &limits);
	for (size_t i = 0; i < moves.n; i++)
		tell(r, &telling, &moves.p[i]);
	write_moves(r, &telling);
	if (!moves.n)
		report_say(r,
		    "No target, date, weight or commitment was changed after its goal had started%s.",
		    limited ? ", as far as is known here" : "");
	return 0;
}

int
report_history(struct report *r)
{
	struct goal_list goals;
	bool found;
	int status;

	report_heading(r, 2, "History");
	report_goals_of(&goals, r, r->progress, r->q->period, true);
	status = source_commit(&found, r->repo->source);
	if (status)
		return status;
	if (!found)
		report_say(r, "There are no commits here, so no history can be told.");
	else if (!goals.n)
		report_say(r, "No goals owned in this period.");
	else
		status = write_history_of(r, &goals);
	return status;
}
