/* whet-360: feedback all round: who is asked, who has answered, what a cycle says of a person. */
#include <string.h>

#include "invite.h"
#include "participants.h"
#include "publish.h"
#include "receipt.h"
#include "say.h"
#include "view360.h"
#include "view_asking.h"

static struct {
	const char *cycle, *responses;
	bool all, explain, write, publish;
} given;

static const struct opt options[] = {
    {"cycle", 0, "CYCLE", "the cycle to sum up", NULL, &given.cycle, NULL},
    {"all", 0, NULL, "everybody whom the cycle looks at", &given.all, NULL, NULL},
    {"responses", 0, "DIR", "read the answers of a confidential cycle in the collector's workspace",
	NULL, &given.responses, NULL},
    {"explain", 0, NULL, "say how each figure came about", &given.explain, NULL, NULL},
    {"publish", 0, NULL, "write the results of a confidential cycle, once, after it has closed",
	&given.publish, NULL, NULL},
    {"write", 0, NULL, "plan: write the requests", &given.write, NULL, NULL},
    TOOL_HISTORY,
    OPT_END,
};

static const struct opt_tool spec = {"whet-360",
    "feedback all round: what a cycle says of a person",
    "[options] PERSON --cycle CYCLE | --all --cycle CYCLE | status CYCLE | plan CYCLE | receipt FILE",
    options, tool_options};

/* What is asked for. */
struct request {
	struct tool *tool;
	struct collector collector;
	struct feedback360_query query;
	struct publication publication; /* of --publish */
	struct view360 view;
	bool published; /* read results, since the answers are not here */
	size_t silent;	/* people without answers or results */
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

/* Is there something to show or publish of a person? Says what there is not. */
static bool
is_known(struct request *q, const struct person *p, const struct feedback360 *f)
{
	if (!f) {
		q->silent++;
		if (!given.all)
			tool_worst(q->tool, collector_closed(q->tool, q->query.cycle));
		return false;
	}
	if (q->published)
		return true;
	say_left_out(q, f);
	if (!f->answers)
		say_silent(q, p);
	return f->answers || !given.publish;
}

static void
print_person(void *ctx, const struct person *p, const struct feedback360 *f)
{
	struct request *q = ctx;
	struct arena_mark mark = arena_mark(q->view.arena);

	if (is_known(q, p, f)) {
		if (given.publish)
			tool_worst(q->tool, publish(&q->publication, f));
		else
			view360_person(&q->view, f);
	}
	arena_rewind(q->view.arena, mark);
}

static void
print(struct request *q, const struct person_list *people)
{
	struct tool *t = q->tool;
	struct arena scratch = {0};

	q->view = (struct view360){.arena = &scratch,
	    .out = &t->out,
	    .repo = q->collector.repo,
	    .format = t->format,
	    .all = given.all,
	    .explain = given.explain,
	    .style = tool_grid_style(t)};

	if (!given.publish)
		view360_begin(&q->view);
	feedback360_each(&q->query, people, q->published, print_person, q);
	if (!given.publish)
		view360_end(&q->view);
	if (given.all && q->silent == people->n) {
		say("no %s in cycle \"%s\" yet", q->published ? "results" : "answers", given.cycle);
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

/* Where the answers are, or else what was published of them. */
static int
open_answers(struct request *q, const char *person)
{
	struct tool *t = q->tool;
	struct record *cycle;
	int status = tool_find(&cycle, t, KIND_CYCLE, given.cycle);

	if (status)
		return status;
	q->published = !given.responses && !given.publish &&
		       ((const struct cycle *)cycle)->collection == COLLECTION_CONFIDENTIAL;
	if (!q->published)
		status = collector_open(&q->collector, t, given.cycle, given.responses, person);
	if (!status && given.publish)
		status = publish_begin(&q->publication, t, &q->collector);
	if (!status && given.publish && t->status)
		return tool_usage(t, "nothing is published while something is left out");
	if (q->published) {
		q->collector =
		    (struct collector){.repo = t->repo, .cycle = (const struct cycle *)cycle};
		tool_leave_out(t);
	}
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
		status = open_answers(q, person);
	if (!status)
		status = find_people(&people, q);
	if (status)
		return status;
	q->query = (struct feedback360_query){.repo = q->collector.repo,
	    .shared = t->repo,
	    .cycle = q->collector.cycle,
	    .as_of = t->as_of,
	    .words = !given.explain,
	    .receipts = given.publish};
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

	if (given.cycle || given.all || given.explain || given.publish || t->operands.n != 2)
		return tool_usage(t, "write: whet 360 %s CYCLE", t->operands.p[0]);
	if (strcmp(t->format, "markdown") == 0)
		return tool_usage(t, "%s has text and json", t->operands.p[0]);
	status = tool_load(t);
	if (!status)
		status = collector_open(&q->collector, t, t->operands.p[1], given.responses, "");
	return status;
}

/* The cycle, and who was asked in it. */
static int
open_asking(struct view_asking *v, struct asking *asking, struct request *q)
{
	struct tool *t = q->tool;
	int status = open_cycle(q);

	if (status)
		return status;
	*v = (struct view_asking){.arena = &t->arena,
	    .repo = q->collector.repo,
	    .cycle = q->collector.cycle,
	    .asking = asking,
	    .as_of = t->as_of,
	    .style = tool_grid_style(t)};
	asking_of(asking, &t->arena, v->repo, v->cycle, t->as_of);
	return 0;
}

static int
show_status(struct request *q)
{
	struct tool *t = q->tool;
	struct asking asking;
	struct view_asking v;
	int status = open_asking(&v, &asking, q);

	if (status)
		return status;
	(strcmp(t->format, "json") == 0 ? view_asking_json : view_asking_text)(&t->out, &v);
	return 0;
}

static int
show_plan(struct request *q)
{
	struct tool *t = q->tool;
	struct asking asking;
	struct rota rota;
	struct view_asking v;
	int status = open_asking(&v, &asking, q);

	if (status)
		return status;
	v.rota = &rota;
	rota_of(&rota, &t->arena, v.repo, v.cycle, &asking);
	if (given.write)
		return invite(t, &q->collector, &rota);
	(strcmp(t->format, "json") == 0 ? view_asking_plan_json : view_asking_plan_text)(&t->out,
	    &v);
	return 0;
}

static int
show_receipt(struct request *q)
{
	struct tool *t = q->tool;
	int status;

	if (given.cycle || given.all || given.explain || given.publish || given.write ||
	    given.responses || t->operands.n != 2)
		return tool_usage(t, "write: whet 360 receipt FILE");
	status = tool_load(t);
	return status ? status : receipt(t, t->operands.p[1]);
}

/* Commands: they are followed by a word, a person is not. */
static const struct {
	const char *name;
	int (*run)(struct request *q);
} commands[] = {
    {"status", show_status},
    {"plan", show_plan},
    {"receipt", show_receipt},
};

static int
run(struct request *q)
{
	const struct opt_list *words = &q->tool->operands;

	if (tool_history && (given.responses || given.write))
		return tool_usage(q->tool, "--history is for reports on what is here: leave out "
					   "--responses, --publish and --write");
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
