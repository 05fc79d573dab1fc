/* whet-audit: what history shows of the records of a workspace. */
#include <string.h>

#include "audit.h"
#include "baseline.h"
#include "judge.h"
#include "outlet.h"
#include "redaction.h"
#include "verdicts.h"
#include "view_grades.h"

static struct {
	bool list, show_source;
	const char *explain, *fail_on, *baseline, *write_baseline, *redaction;
	struct opt_list reports;
} given;

static const struct opt options[] = {
    {"explain", 0, "RULE", "explain a rule with a wrong and a right example", NULL, &given.explain,
	NULL},
    {"list-rules", 0, NULL, "list the rules about history with their severities", &given.list, NULL,
	NULL},
    {"fail-on", 0, "SEVERITY", "exit 1 from error (default), warning or info on", NULL,
	&given.fail_on, NULL},
    {"show-source", 0, NULL, "quote source lines elsewhere than on a terminal too",
	&given.show_source, NULL, NULL},
    {"report", 0, "FORMAT=FILE", "write a further report to FILE; may be given several times", NULL,
	NULL, &given.reports},
    {"baseline", 0, "FILE", "leave out the findings that FILE lists", NULL, &given.baseline, NULL},
    {"write-baseline", 0, "FILE", "list all findings there are in FILE", NULL,
	&given.write_baseline, NULL},
    {"redaction-plan", 0, "KIND:ID",
	"list what taking a record out of history would mean; rewrites nothing", NULL,
	&given.redaction, NULL},
    OPT_END,
};

static const struct opt_tool spec = {"whet-audit",
    "what moved after it was agreed, who wrote what, and what lies open", "[options]", options,
    tool_options};

/* Loads the workspace, and keeps to what is found by whet-audit itself. What earlier runs have kept is taken
 * for nothing. */
static int
load(bool *found, struct tool *t)
{
	int status;

	history_remember(false);
	verdicts_allow(false);
	status = tool_open(t);
	if (!status)
		status = tool_has_history(found, t);
	if (!status && *found)
		status = tool_load(t);
	if (!status && *found)
		tool_leave_out(t);
	t->sink.n = 0;
	return status;
}

static int
audit(struct tool *t, struct outlet *outlet, enum severity fail)
{
	struct audit_result result;
	struct findings findings = {"whet-audit", t->repo, &t->sink, NULL, 0, fail, t->as_of,
	    &result.grades};
	struct grid_style style = tool_grid_style(t);
	int status = audit_run(&result, &t->sink, t->repo, t->as_of);

	if (status)
		return status;
	sink_sort(&t->sink);
	status = baseline_use(t, given.baseline, given.write_baseline);
	if (status)
		return status;
	outlet_print(outlet, t, &findings);
	if (strcmp(t->format, "text") == 0 && !t->quiet)
		view_grades(&t->out, &t->arena, &result.grades, &style, t->verbose);
	out_flush(&t->out);
	history_say_limits(&result.limits);
	judge_findings(t, fail);
	return 0;
}

static int
plan(struct tool *t)
{
	bool json = strcmp(t->format, "json") == 0;
	struct grid_style style = tool_grid_style(t);
	struct redaction r;
	int status;

	if (!json && strcmp(t->format, "text") != 0)
		return tool_usage(t, "--redaction-plan has the formats text and json");
	status = redaction_plan(&r, t, given.redaction);
	if (status)
		return status;
	if (json)
		redaction_json(&t->out, &r);
	else
		redaction_text(&t->out, &t->arena, &r, &style);
	out_flush(&t->out);
	history_say_limits(&r.limits);
	return 0;
}

int
main(int argc, char **argv)
{
	struct outlet outlet = {0};
	struct tool t;
	enum severity fail;
	bool found = false;
	int status = tool_begin(&t, &spec, findings_format_names(), argc, argv);

	if (status != OPT_GO_ON)
		return status;
	if (given.list)
		judge_list_rules(&t);
	else if (given.explain)
		tool_worst(&t, judge_explain(&t, given.explain));
	if (given.list || given.explain)
		return tool_end(&t);
	if (t.operands.n)
		tool_worst(&t, tool_usage(&t, "history is audited as a whole: leave out \"%s\"",
				   t.operands.p[0]));
	outlet.source = given.show_source;
	fail = judge_lowest(&t, given.fail_on);
	if (outlet_open(&outlet, &t, &given.reports) || t.status)
		return tool_end(&t);
	status = load(&found, &t);
	if (!status && found)
		status = given.redaction ? plan(&t) : audit(&t, &outlet, fail);
	tool_worst(&t, status);
	return tool_end(&t);
}
