/* whet-360: feedback all round, what a cycle says of a person. */
#include <string.h>

#include "participants.h"
#include "say.h"
#include "tool.h"
#include "view360.h"

static struct {
	const char *cycle, *responses;
	bool all, explain;
} given;

static const struct opt options[] = {
    {"cycle", 0, "CYCLE", "the cycle to sum up", NULL, &given.cycle, NULL},
    {"all", 0, NULL, "everybody whom the cycle looks at", &given.all, NULL, NULL},
    {"responses", 0, "DIR", "read the answers of a confidential cycle in the collector's workspace",
	NULL, &given.responses, NULL},
    {"explain", 0, NULL, "say how each figure came about", &given.explain, NULL, NULL},
    OPT_END,
};

static const struct opt_tool spec = {"whet-360",
    "feedback all round: what a cycle says of a person",
    "[options] PERSON --cycle CYCLE | --all --cycle CYCLE", options, tool_options};

/* What is asked for. */
struct request {
	struct tool *tool;
	struct source *source; /* of the collector's workspace; NULL: the answers are here */
	struct repo *repo;     /* where the answers lie */
	struct sink sink;      /* findings about its files */
	struct feedback360_query query;
	const struct record *person; /* in the shared workspace; NULL: all */
	size_t silent;		     /* people without answers */
};

static int
read_options(struct request *q)
{
	struct tool *t = q->tool;

	if (!given.cycle)
		return tool_usage(t, "say of which cycle: whet 360 ada --cycle 2026-h1");
	if (given.all ? t->operands.n != 0 : t->operands.n != 1)
		return tool_usage(t, "%s: whet 360 ada --cycle 2026-h1, or --all",
		    t->operands.n
			? given.all ? "name somebody or say --all" : "one person at a time"
			: "say whose feedback");
	if (given.explain && strcmp(t->format, "text") != 0)
		return tool_usage(t, "--explain is text: leave out --format");
	return 0;
}

/* Where the answers are held, by what the cycle says. */
static int
check_place(struct request *q, const struct cycle *c)
{
	struct tool *t = q->tool;
	struct str collector = repo_str(t->repo, c->collector);

	if (c->collection != COLLECTION_CONFIDENTIAL)
		return given.responses
			   ? tool_usage(t,
				 "cycle \"%s\" is attributed, its answers are here: leave "
				 "out --responses",
				 given.cycle)
			   : 0;
	if (given.responses)
		return 0;
	return tool_usage(t,
	    "cycle \"%s\" is confidential, its answers are not here: --responses DIR reads them in "
	    "the workspace of the collector%s%.*s",
	    given.cycle, collector.n ? ", " : "", SV(collector));
}

/* Opens the collector's workspace, which nobody else may read. */
static int
load_responses(struct request *q, const char *person)
{
	struct tool *t = q->tool;
	int status;

	q->sink.arena = &t->arena;
	status = source_folder(&q->source, &t->arena, given.responses);
	if (status)
		return status;
	if (str_eq(q->source->root, t->source->root))
		return tool_usage(t,
		    "%s is the shared workspace: answers of a confidential cycle are kept in "
		    "another one, that only the collector can read",
		    given.responses);
	status = repo_load_around(&q->repo, &t->arena, q->source, &q->sink, str_of(person));
	if (status)
		return status;
	if (q->repo->workspace.readers != AUDIENCE_SELF)
		return tool_usage(t,
		    "%s is not the collector's alone: its whet.yaml has to say `readers: self`",
		    given.responses);
	return 0;
}

/* The record of the same kind and id where the answers lie. */
static int
find_there(const struct record **r, struct request *q, const struct record *here)
{
	struct tool *t = q->tool;
	struct str id = repo_id(t->repo, here);

	*r = repo_find(q->repo, (enum kind)here->kind, id);
	if (*r)
		return 0;
	return tool_usage(t,
	    "%s does not know the %s \"%.*s\": `imports` of its whet.yaml has to name the shared "
	    "workspace",
	    given.responses, kinds[here->kind].name, SV(id));
}

static int
check_framework(struct tool *t, const struct cycle *c)
{
	struct record *framework;

	if (!c->framework || t->repo->missing_imports)
		return 0;
	return tool_find(&framework, t, KIND_FRAMEWORK, repo_str(t->repo, c->framework).p);
}

static int
find_query(struct request *q)
{
	struct tool *t = q->tool;
	const char *person = given.all ? "" : t->operands.p[0];
	struct record *cycle, *found = NULL;
	const struct record *there;
	int status = tool_find(&cycle, t, KIND_CYCLE, given.cycle);

	if (!status && !given.all)
		status = tool_find(&found, t, KIND_PERSON, person);
	if (!status)
		status = check_framework(t, (const struct cycle *)cycle);
	if (!status)
		status = check_place(q, (const struct cycle *)cycle);
	q->repo = t->repo;
	if (!status && given.responses)
		status = load_responses(q, person);
	if (!status)
		status = find_there(&there, q, cycle);
	if (status)
		return status;
	q->query = (struct feedback360_query){.repo = q->repo,
	    .shared = t->repo,
	    .cycle = (const struct cycle *)there,
	    .as_of = t->as_of,
	    .words = !given.explain};
	if (found)
		status = find_there(&q->person, q, found);
	return status;
}

/* Says which ratings are not counted. */
static void
say_left_out(struct request *q, const struct feedback360 *f)
{
	struct str path;

	if (!f->odd)
		return;
	path = repo_path(q->repo, f->odd);
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
		    SV(repo_id(q->repo, &p->record)), given.cycle, date_text(day, p->end));
	else
		say("no answers about %.*s in cycle \"%s\" yet", SV(repo_id(q->repo, &p->record)),
		    given.cycle);
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
print(struct request *q)
{
	struct tool *t = q->tool;
	struct arena scratch = {0};
	struct person_list people = {0};
	struct view360 v = {.arena = &scratch,
	    .out = &t->out,
	    .repo = q->repo,
	    .format = t->format,
	    .all = given.all,
	    .explain = given.explain,
	    .style = tool_grid_style(t)};

	if (q->person)
		*vec_push(&t->arena, &people) = (const struct person *)q->person;
	else
		participants_of(&people, &t->arena, q->repo, q->query.cycle);
	view360_begin(&v);
	for (size_t i = 0; i < people.n; i++)
		print_person(q, &v, people.p[i]);
	view360_end(&v);
	if (given.all && q->silent == people.n) {
		say("no answers in cycle \"%s\" yet", given.cycle);
		tool_worst(t, EXIT_FINDINGS);
	}
	arena_free(&scratch);
}

int
main(int argc, char **argv)
{
	struct tool t;
	struct request q = {.tool = &t};
	int status = tool_begin(&t, &spec, view360_formats, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	status = read_options(&q);
	if (!status)
		status = given.all ? tool_load(&t) : tool_load_around(&t, t.operands.p[0]);
	if (!status)
		status = find_query(&q);
	tool_worst(&t, status);
	if (!status) {
		tool_leave_out(&t);
		if (strcmp(t.format, "json") != 0)
			tool_page(&t);
		print(&q);
	}
	if (q.repo && q.repo != t.repo)
		repo_free(q.repo);
	if (q.source)
		source_close(q.source);
	return tool_end(&t);
}
