/* whet-review: the review summary of a person and a period. */
#include <string.h>

#include "report.h"
#include "seal.h"
#include "tool.h"

static struct {
	const char *period;
	bool digest;
} given;

static const struct opt options[] = {
    {"period", 0, "PERIOD",
	"2026-Q3, 2026-H2, 2026, 2026-10, 2026-07-01..2026-09-30 or a cycle's id", NULL,
	&given.period, NULL},
    {"digest", 0, NULL, "print the digest of the review record and all it was made from",
	&given.digest, NULL, NULL},
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

/* One line for each review record of the period, as sha256sum prints it; with -v what it is the digest of
 * before it. */
static int
write_digests(struct tool *t, const struct report_query *q)
{
	struct record_list reviews;
	struct seal seal;

	report_records(&reviews, &t->arena, t->repo, q);
	for (size_t i = 0; i < reviews.n; i++) {
		seal_of(&seal, &t->arena, t->repo, reviews.p[i], q->as_of);
		for (size_t k = 0; t->verbose && k < seal.n; k++)
			out_fmt(&t->out, "%.*s %.*s\n", SV(seal.p[k].record), SV(seal.p[k].digest));
		out_fmt(&t->out, "%.*s  review:%.*s\n", SV(seal.digest),
		    SV(repo_id(t->repo, reviews.p[i])));
	}
	if (reviews.n)
		return 0;
	return tool_usage(t, "there is no review of %s for %s; whet new review writes one",
	    t->operands.p[0], given.period);
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
	if (!status && given.digest) {
		tool_leave_out(&t);
		status = write_digests(&t, &query);
	}
	if (status || given.digest) {
		tool_worst(&t, status);
		return tool_end(&t);
	}
	tool_leave_out(&t);
	tool_page(&t);
	write_review(&t, &query);
	return tool_end(&t);
}
