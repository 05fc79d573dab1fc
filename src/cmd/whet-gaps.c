/* whet-gaps: expected against assessed levels, and what closes the gap. */
#include <string.h>

#include "links.h"
#include "needs.h"
#include "say.h"
#include "summary.h"
#include "team.h"
#include "tool.h"

static struct {
	const char *team, *role;
	bool explain;
} given;

static const struct opt options[] = {
    {"team", 0, "TEAM", "people of a team and of the teams below it", NULL, &given.team, NULL},
    {"role", 0, "ROLE", "against another role than their own", NULL, &given.role, NULL},
    {"explain", 0, NULL, "say how each figure came about", &given.explain, NULL, NULL},
    TOOL_HISTORY,
    OPT_END,
};

static const struct opt_tool spec = {"whet-gaps",
    "expected against assessed levels, and what closes the gap", "[options] [PERSON]", options,
    tool_options};

/* What is asked for. */
struct request {
	struct tool *tool;
	const struct person *person; /* NULL: many */
	const struct record *team;   /* NULL: of all teams, and of none */
	uint32_t role;		     /* symbol, 0: their own */
	const struct gap_catalogue *catalogue;
};

struct people {
	struct gaps *p; /* by id */
	size_t n, cap;
};

static int
check_usage(struct tool *t)
{
	if (t->operands.n > 1)
		return tool_usage(t, "one person at a time, or the people of a --team");
	if (t->operands.n && given.team)
		return tool_usage(t, "a person or --team, not both");
	if (given.explain && strcmp(t->format, "text") != 0)
		return tool_usage(t, "--explain is text: leave out --format");
	return 0;
}

static int
find(struct request *q)
{
	struct tool *t = q->tool;
	struct record *person = NULL, *team = NULL;
	struct str obstacle;
	int status = 0;

	if (t->operands.n)
		status = tool_find(&person, t, KIND_PERSON, t->operands.p[0]);
	if (!status && given.team)
		status = tool_find(&team, t, KIND_TEAM, given.team);
	if (status)
		return status;
	q->person = (const struct person *)person;
	q->team = team;
	q->role = given.role ? intern(t->repo->intern, str_of(given.role)) : 0;
	obstacle = gaps_obstacle(&t->arena, t->repo, q->person, q->role, t->as_of);
	return obstacle.n ? tool_usage(t, "%.*s", SV(obstacle)) : 0;
}

/* The people of a team (NULL: all) on the day; all but one are measured by their own role. */
static void
collect(struct people *people, const struct request *q, const struct record *team)
{
	struct tool *t = q->tool;
	struct record **all;
	size_t n;

	*people = (struct people){0};
	all = repo_of_kind(&n, t->repo, KIND_PERSON);
	for (size_t i = 0; i < n; i++) {
		const struct person *p = (const struct person *)all[i];

		if (!links_counts(t->repo, all[i]) || !person_is_active(p, t->as_of) ||
		    (team && !summary_in_team(t->repo, p->record.id, team, t->as_of)))
			continue;
		gaps_of(vec_push(&t->arena, people), &t->arena, t->repo, q->catalogue, p, q->role,
		    t->as_of);
	}
}

/* The people whose gaps are printed: all that were collected, or the one who was named. */
static void
choose(struct needs *n, const struct request *q, const struct people *people)
{
	if (!q->person) {
		n->people = people->p;
		n->n = people->n;
	}
	for (size_t i = 0; i < people->n; i++)
		if (people->p[i].person == q->person) {
			n->people = &people->p[i];
			n->n = 1;
		}
}

static void
say_without_role(struct tool *t, const struct needs *n)
{
	size_t without = 0;

	for (size_t i = 0; i < n->n; i++)
		without += !n->people[i].role;
	if (without && !t->quiet)
		say("%zu of these people %s no role that a framework has, so nothing is expected "
		    "of them",
		    without, without == 1 ? "has" : "have");
}

/* Of a named person tool_leave_out has said why. */
static void
say_nobody(struct request *q)
{
	char day[11];

	date_text(day, q->tool->as_of);
	if (q->team)
		say("nobody is in team \"%s\" or a team below it on %s: `team` of a person says "
		    "who is",
		    given.team, day);
	else if (!q->person)
		say("nobody is here on %s: whet new person adds somebody", day);
	if (!q->person)
		tool_worst(q->tool, EXIT_USAGE);
}

static struct str
title_of(struct tool *t, const struct record *team)
{
	const struct team *of = (const struct team *)team;

	if (!team)
		return S("Everybody");
	return of->name.n ? of->name : repo_id(t->repo, team);
}

static void
print(struct request *q)
{
	struct tool *t = q->tool;
	struct teachings teachings;
	struct people people;
	struct needs n = {.arena = &t->arena,
	    .repo = t->repo,
	    .as_of = t->as_of,
	    .title = title_of(t, q->team),
	    .many = !q->person,
	    .teachings = &teachings,
	    .style = tool_grid_style(t)};

	q->catalogue = gap_catalogue(&t->arena, t->repo);
	collect(&people, q, q->team);
	choose(&n, q, &people);
	if (!n.n) {
		say_nobody(q);
		return;
	}
	say_without_role(t, &n);
	gaps_teach(&teachings, &t->arena, n.people, n.n, people.p, people.n);
	if (strcmp(t->format, "text") == 0)
		tool_page(t);
	if (given.explain)
		needs_explain(&t->out, &n);
	else
		needs_print(&t->out, t->format, &n);
}

int
main(int argc, char **argv)
{
	struct tool t;
	struct request q = {.tool = &t};
	int status = tool_begin(&t, &spec, needs_formats, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	status = check_usage(&t);
	if (!status)
		status = tool_load(&t);
	if (!status)
		status = find(&q);
	tool_worst(&t, status);
	if (!status) {
		tool_leave_out(&t);
		print(&q);
	}
	return tool_end(&t);
}
