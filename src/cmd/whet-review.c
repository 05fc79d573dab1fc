/* whet-review: the review summary of a person and a period. */
#include <string.h>

#include "report.h"
#include "tool.h"

static struct {
	const char *period;
} given;

static const struct opt options[] = {
    {"period", 0, "PERIOD",
	"2026-Q3, 2026-H2, 2026, 2026-10, 2026-07-01..2026-09-30 or a cycle's id", NULL,
	&given.period, NULL},
    TOOL_HISTORY,
    OPT_END,
};

static const struct opt_tool spec = {"whet-review",
    "write the review summary of a person and a period", "[options] PERSON --period PERIOD",
    options, tool_options};

static const char *const formats[] = {"markdown", "html", NULL};

static int
find_query(struct report_query *q, struct tool *t)
{
	struct record *person;
	struct period period;
	int status = tool_find(&person, t, KIND_PERSON, t->operands.p[0]);

	if (!status)
		status = tool_period(&q->period, t, given.period);
	if (status)
		return status;
	q->person = (const struct person *)person;
	if (!period_parse(&period, str_of(given.period),
		workspace_fiscal_month(&t->repo->workspace)))
		q->cycle =
		    (const struct cycle *)repo_find(t->repo, KIND_CYCLE, str_of(given.period));
	q->as_of = t->as_of;
	return 0;
}

static void
write_review(struct tool *t, const struct report_query *q)
{
	struct out markdown = {0};
	struct out *o = strcmp(t->format, "html") == 0 ? &markdown : &t->out;

	out_init(&markdown, &t->arena, -1);
	tool_worst(t, report_review(o, &t->arena, t->repo, q));
	if (o == &markdown)
		report_html(&t->out, report_title(&t->arena, t->repo, q), out_all(&markdown));
}

int
main(int argc, char **argv)
{
	struct report_query query = {0};
	struct tool t;
	int status = tool_begin(&t, &spec, formats, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	if (t.operands.n != 1 || !given.period)
		status = tool_usage(&t, "%s: whet review PERSON --period 2026-Q3",
		    t.operands.n == 0  ? "say whose review"
		    : t.operands.n > 1 ? "one person at a time"
				       : "say of which period");
	else
		status = tool_load_around(&t, t.operands.p[0]);
	if (!status)
		status = find_query(&query, &t);
	if (status) {
		tool_worst(&t, status);
		return tool_end(&t);
	}
	tool_leave_out(&t);
	tool_page(&t);
	write_review(&t, &query);
	return tool_end(&t);
}
