/* whet-ls: list records. */
#include <math.h>
#include <string.h>

#include "grid.h"
#include "json.h"
#include "links.h"
#include "summary.h"
#include "traced.h"
#include "view_untraced.h"

static struct {
	const char *owner, *team, *period, *trace;
	bool untraced;
} given;

static const struct opt options[] = {
    {"owner", 0, "WHO", "records that belong to, come from or concern a person or team", NULL,
	&given.owner, NULL},
    {"team", 0, "TEAM", "the same for a team, the teams below it and their people", NULL,
	&given.team, NULL},
    {"period", 0, "PERIOD", "records whose time meets a period", NULL, &given.period, NULL},
    {"trace", 0, "RECORD", "what became of feedback, another record, or a gap (PERSON/SKILL)", NULL,
	&given.trace, NULL},
    {"untraced", 0, NULL, "improvements that led to nothing", &given.untraced, NULL, NULL},
    TOOL_HISTORY,
    OPT_END,
};

static const struct opt_tool spec = {"whet-ls", "list records by kind, owner, team and period",
    "[options] [KIND...]", options, tool_options};

static const char *const formats[] = {"text", "json", "ndjson", NULL};

/* What is listed. */
struct filter {
	struct tool *tool;
	bool any_kind, kinds[KINDS];
	const struct record *owner, *team; /* NULL: any */
	bool any_time;
	struct period period;
};

static int
read_kinds(struct filter *f)
{
	struct tool *t = f->tool;

	f->any_kind = t->operands.n == 0;
	for (size_t i = 0; i < t->operands.n; i++) {
		enum kind kind;
		int status = tool_kind(&kind, t, t->operands.p[i], false);

		if (status)
			return status;
		f->kinds[kind] = true;
	}
	return 0;
}

static int
read_filter(struct filter *f)
{
	struct tool *t = f->tool;
	struct record *r;
	int status = read_kinds(f);

	f->any_time = !given.period;
	if (!status && given.owner) {
		status = tool_find_owner(&r, t, given.owner);
		f->owner = r;
	}
	if (!status && given.team) {
		status = tool_find(&r, t, KIND_TEAM, given.team);
		f->team = r;
	}
	if (!status && given.period)
		status = tool_period(&f->period, t, given.period);
	return status;
}

struct in_team {
	const struct filter *filter;
	bool found;
};

static void
look(void *ctx, uint32_t who)
{
	struct in_team *in = ctx;
	const struct filter *f = in->filter;

	in->found = in->found || summary_in_team(f->tool->repo, who, f->team, f->tool->as_of);
}

static bool
is_wanted(const struct filter *f, const struct record *r)
{
	struct in_team in = {f, false};

	if (r->imported || (!f->any_kind && !f->kinds[r->kind]))
		return false;
	if (f->owner && !summary_is_of(r, f->owner->id))
		return false;
	if (f->team)
		summary_people(r, look, &in);
	if (f->team && !in.found)
		return false;
	return f->any_time || summary_meets(r, f->period);
}

static void
json_record(struct json *j, struct repo *repo, const struct record *r)
{
	struct summary s = summary_of(r);

	json_object(j);
	json_put_str(j, "kind", kind_name((enum kind)r->kind));
	json_put_str(j, "id", repo_id(repo, r));
	json_put_str(j, "path", repo_path(repo, r));
	json_put_int(j, "line", repo_line(repo, r));
	json_put_str(j, "title", s.title);
	json_put_str(j, "owner", s.owner ? repo_str(repo, s.owner) : (struct str){NULL, 0});
	json_put_date(j, "start", s.start);
	json_put_date(j, "due", s.due);
	json_end(j);
}

static void
print_json(const struct filter *f, bool lines)
{
	struct tool *t = f->tool;
	struct json j;

	json_init(&j, &t->out, !lines);
	if (!lines) {
		json_object(&j);
		json_put_int(&j, "version", 1);
		json_key(&j, "records");
		json_array(&j);
	}
	for (size_t i = 0; i < t->repo->n_records; i++)
		if (is_wanted(f, t->repo->records[i]))
			json_record(&j, t->repo, t->repo->records[i]);
	if (!lines) {
		json_end(&j);
		json_end(&j);
	}
}

static struct str
date_cell(struct arena *a, int32_t date)
{
	char text[11];

	return str_dup(a, str_of(date_text(text, date)));
}

static void
print_text(const struct filter *f)
{
	static const struct grid_column columns[] = {
	    {.title = "KIND"},
	    {.title = "ID", .least = 24},
	    {.title = "OWNER", .least = 12},
	    {.title = "START", .spare = 1},
	    {.title = "DUE", .spare = 3},
	    {.title = "TITLE", .least = 16, .spare = 4},
	    {.title = "PATH", .least = 20, .path = true, .spare = 2},
	};
	struct tool *t = f->tool;
	struct grid_style style = tool_grid_style(t);
	struct grid g;

	grid_init(&g, &t->arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < t->repo->n_records; i++) {
		const struct record *r = t->repo->records[i];
		struct summary s = summary_of(r);

		if (!is_wanted(f, r))
			continue;
		grid_text(&g, kind_name((enum kind)r->kind));
		grid_text(&g, repo_id(t->repo, r));
		grid_text(&g, repo_str(t->repo, s.owner));
		grid_text(&g, date_cell(&t->arena, s.start));
		grid_text(&g, date_cell(&t->arena, s.due));
		grid_text(&g, s.title);
		grid_text(&g, repo_path(t->repo, r));
	}
	grid_print(&t->out, &g, &style);
}

/* Adds what feedback and results say that can be improved and no focus took up. */
static void
collect_untraced(struct trace_improvements *list, const struct filter *f)
{
	struct tool *t = f->tool;

	for (size_t i = 0; i < t->repo->n_records; i++) {
		const struct record *r = t->repo->records[i];

		if (links_counts(t->repo, r) && is_wanted(f, r) && !trace_is_followed(t->repo, r) &&
		    summary_of(r).start <= t->as_of)
			trace_improvements(list, &t->arena, t->repo, r);
	}
}

static void
print_untraced(const struct filter *f)
{
	struct tool *t = f->tool;
	struct trace_improvements list = {0};
	struct view_untraced v = {.arena = &t->arena,
	    .repo = t->repo,
	    .as_of = t->as_of,
	    .list = &list,
	    .style = tool_grid_style(t)};

	tool_leave_out(t);
	collect_untraced(&list, f);
	if (strcmp(t->format, "text") == 0)
		view_untraced_text(&t->out, &v);
	else
		view_untraced_json(&t->out, &v, strcmp(t->format, "ndjson") == 0);
}

static void
print_records(const struct filter *f)
{
	struct tool *t = f->tool;

	tool_say_unread(t);
	if (strcmp(t->format, "text") == 0)
		print_text(f);
	else
		print_json(f, strcmp(t->format, "ndjson") == 0);
}

static int
print_trace(struct tool *t)
{
	struct view_trace v;
	int status = traced_find(&v, t, given.trace);

	if (status)
		return status;
	tool_leave_out(t);
	if (strcmp(t->format, "text") == 0)
		view_trace_text(&t->out, &v);
	else
		view_trace_json(&t->out, &v, strcmp(t->format, "ndjson") == 0);
	return 0;
}

static int
check_usage(struct tool *t)
{
	if (given.trace && given.untraced)
		return tool_usage(t, "--trace or --untraced, not both");
	if (given.trace && (t->operands.n || given.owner || given.team || given.period))
		return tool_usage(t,
		    "--trace is about one record: leave out KIND, --owner, --team and --period");
	if (given.untraced && t->operands.n)
		return tool_usage(t, "--untraced lists improvements: leave out KIND");
	return 0;
}

int
main(int argc, char **argv)
{
	struct tool t;
	struct filter f = {.tool = &t};
	int status = tool_begin(&t, &spec, formats, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	status = check_usage(&t);
	if (!status)
		status = tool_load(&t);
	if (!status)
		status = given.trace ? print_trace(&t) : read_filter(&f);
	tool_worst(&t, status);
	if (!status && given.untraced)
		print_untraced(&f);
	else if (!status && !given.trace)
		print_records(&f);
	return tool_end(&t);
}
