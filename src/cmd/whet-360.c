/* whet-360: feedback all round: who is asked, who has answered, what a cycle says of a person. */
#include <string.h>

#include "invite.h"
#include "participants.h"
#include "say.h"
#include "view360.h"
#include "view_asking.h"

static struct {
	const char *cycle, *responses;
	bool all, explain, write;
} given;

static const struct opt options[] = {
    {"cycle", 0, "CYCLE", "the cycle to sum up", NULL, &given.cycle, NULL},
    {"all", 0, NULL, "everybody whom the cycle looks at", &given.all, NULL, NULL},
    {"responses", 0, "DIR", "read the answers of a confidential cycle in the collector's workspace",
	NULL, &given.responses, NULL},
    {"explain", 0, NULL, "say how each figure came about", &given.explain, NULL, NULL},
    {"write", 0, NULL, "plan: write the requests", &given.write, NULL, NULL},
    OPT_END,
};

static const struct opt_tool spec = {"whet-360",
    "feedback all round: what a cycle says of a person",
    "[options] PERSON --cycle CYCLE | --all --cycle CYCLE | status CYCLE | plan CYCLE", options,
    tool_options};

/* What is asked for. */
struct request {
	struct tool *tool;
	struct collector collector;
	struct feedback360_query query;
	size_t silent; /* people without answers */
};

/* What a cycle says of people. */

static int
read_options(struct tool *t)
{
	if (!given.cycle)
		return tool_usage(t, "say of which cycle: whet 360 ada --cycle 2026-h1");
	if (given.all ? t->operands.n != 0 : t->operands.n != 1)
		return tool_usage(t, "%s: whet 360 ada --cycle 2026-h1, or --all",
		    t->operands.n
			? given.all ? "name somebody or say --all" : "one person at a time"
			: "say whose feedback");
	if (given.write)
		return tool_usage(t, "--write is for whet 360 plan CYCLE");
	if (given.explain && strcmp(t->format, "text") != 0)
		return tool_usage(t, "--explain is text: leave out --format");
	return 0;
}

/* Says which ratings are not counted. */
static void
say_left_out(struct request *q, const struct feedback360 *f)
{
	struct str path;

	if (!f->odd)
		return;
	path = repo_path(q->collector.repo, f->odd);
	if (f->unknown)
		say("%zu rating%s of skills that no framework has left out (%.*s); whet check says "
		    "which",
		    f->unknown, str_plural(f->unknown), SV(path));
	if (f->off_scale)
		say("%zu rating%s off the scale left out (%.*s); whet check says which",
		    f->off_scale, str_plural(f->off_scale), SV(path));
	tool_worst(q->tool, EXIT_FINDINGS);
}

static void
say_silent(struct request *q, const struct person *p)
{
	char day[11];

	q->silent++;
	if (given.all)
		return;
	tool_worst(q->tool, EXIT_FINDINGS);
	if (p->end != DATE_NONE && p->end < participants_day(q->query.cycle))
		say("no answers about %.*s in cycle \"%s\": the last day here was %s",
		    SV(repo_id(q->collector.repo, &p->record)), given.cycle,
		    date_text(day, p->end));
	else
		say("no answers about %.*s in cycle \"%s\" yet",
		    SV(repo_id(q->collector.repo, &p->record)), given.cycle);
}

static void
print_person(struct request *q, struct view360 *v, const struct person *p)
{
	struct arena_mark mark = arena_mark(v->arena);
	struct feedback360 f;

	q->query.person = p;
	feedback360_of(&f, v->arena, &q->query);
	say_left_out(q, &f);
	if (!f.answers)
		say_silent(q, p);
	view360_person(v, &f);
	arena_rewind(v->arena, mark);
}

static void
print(struct request *q, const struct person_list *people)
{
	struct tool *t = q->tool;
	struct arena scratch = {0};
	struct view360 v = {.arena = &scratch,
	    .out = &t->out,
	    .repo = q->collector.repo,
	    .format = t->format,
	    .all = given.all,
	    .explain = given.explain,
	    .style = tool_grid_style(t)};

	view360_begin(&v);
	for (size_t i = 0; i < people->n; i++)
		print_person(q, &v, people->p[i]);
	view360_end(&v);
	if (given.all && q->silent == people->n) {
		say("no answers in cycle \"%s\" yet", given.cycle);
		tool_worst(t, EXIT_FINDINGS);
	}
	arena_free(&scratch);
}

static int
find_people(struct person_list *people, struct request *q)
{
	struct tool *t = q->tool;
	struct record *here;
	const struct record *there;
	int status;

	if (given.all) {
		participants_of(people, &t->arena, q->collector.repo, q->collector.cycle);
		return 0;
	}
	status = tool_find(&here, t, KIND_PERSON, t->operands.p[0]);
	if (!status)
		status = collector_find(&there, &q->collector, t, here);
	if (!status)
		*vec_push(&t->arena, people) = (const struct person *)there;
	return status;
}

static int
report(struct request *q)
{
	struct tool *t = q->tool;
	const char *person = given.all || !t->operands.n ? "" : t->operands.p[0];
	struct person_list people = {0};
	int status = read_options(t);

	if (!status)
		status = tool_load_around(t, person);
	if (!status)
		status = collector_open(&q->collector, t, given.cycle, given.responses, person);
	if (!status)
		status = find_people(&people, q);
	if (status)
		return status;
	q->query = (struct feedback360_query){.repo = q->collector.repo,
	    .shared = t->repo,
	    .cycle = q->collector.cycle,
	    .as_of = t->as_of,
	    .words = !given.explain};
	tool_leave_out(t);
	if (strcmp(t->format, "json") != 0)
		tool_page(t);
	print(q, &people);
	return 0;
}

/* Who has answered. */

/* Loads all there is for a command about a cycle, whose name is the second word. */
static int
open_cycle(struct request *q)
{
	struct tool *t = q->tool;
	int status;

	if (given.cycle || given.all || given.explain || t->operands.n != 2)
		return tool_usage(t, "write: whet 360 %s CYCLE", t->operands.p[0]);
	if (strcmp(t->format, "markdown") == 0)
		return tool_usage(t, "%s has text and json", t->operands.p[0]);
	status = tool_load(t);
	if (!status)
		status = collector_open(&q->collector, t, t->operands.p[1], given.responses, "");
	if (!status)
		tool_leave_out(t);
	return status;
}

static int
show_status(struct request *q)
{
	struct tool *t = q->tool;
	struct asking asking;
	struct view_asking v = {.arena = &t->arena, .asking = &asking, .as_of = t->as_of};
	int status = open_cycle(q);

	if (status)
		return status;
	v.repo = q->collector.repo;
	v.cycle = q->collector.cycle;
	v.style = tool_grid_style(t);
	asking_of(&asking, &t->arena, v.repo, v.cycle, t->as_of);
	(strcmp(t->format, "json") == 0 ? view_asking_json : view_asking_text)(&t->out, &v);
	return 0;
}

static int
show_plan(struct request *q)
{
	struct tool *t = q->tool;
	struct asking asking;
	struct rota rota;
	struct view_asking v = {.arena = &t->arena, .asking = &asking, .rota = &rota};
	int status = open_cycle(q);

	if (status)
		return status;
	v.repo = q->collector.repo;
	v.cycle = q->collector.cycle;
	v.style = tool_grid_style(t);
	asking_of(&asking, &t->arena, v.repo, v.cycle, t->as_of);
	rota_of(&rota, &t->arena, v.repo, v.cycle, &asking);
	if (given.write)
		return invite(t, &q->collector, &rota);
	(strcmp(t->format, "json") == 0 ? view_asking_plan_json : view_asking_plan_text)(&t->out,
	    &v);
	return 0;
}

/* Commands about a cycle: they are followed by its name, a person is not. */
static const struct {
	const char *name;
	int (*run)(struct request *q);
} commands[] = {
    {"status", show_status},
    {"plan", show_plan},
};

static int
run(struct request *q)
{
	const struct opt_list *words = &q->tool->operands;

	for (size_t i = 0; words->n && !given.cycle && i < sizeof commands / sizeof *commands; i++)
		if (strcmp(words->p[0], commands[i].name) == 0)
			return commands[i].run(q);
	return report(q);
}

int
main(int argc, char **argv)
{
	struct tool t;
	struct request q = {.tool = &t};
	int status = tool_begin(&t, &spec, view360_formats, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	tool_worst(&t, run(&q));
	collector_close(&q.collector);
	return tool_end(&t);
}
