/* whet-check: validate the records of a workspace. */
#include "baseline.h"
#include "bundle.h"
#include "check.h"
#include "judge.h"
#include "outlet.h"
#include "push.h"
#include "say.h"
#include "scope.h"
#include "validate.h"

static struct {
	bool list, show_source, allow_empty, receive;
	const char *explain, *fail_on, *baseline, *write_baseline, *schema, *print_schema;
	struct opt_list reports, resolve;
	struct scope_choice scope;
} given;

static const struct opt options[] = {
    {"changed", 0, "REV", "report what changed since the work parted from REV",
	&given.scope.changed, &given.scope.since, NULL},
    {"staged", 0, NULL, "check what is staged, and report what that changes", &given.scope.staged,
	NULL, NULL},
    {"stdin-filename", 0, "PATH", "the file that standard input, -, stands in for", NULL,
	&given.scope.stdin_filename, NULL},
    {"files0-from", 0, "FILE", "read further paths from FILE, each ended by a NUL", NULL,
	&given.scope.names, NULL},
    {"receive", 0, NULL, "check a push, in Git's hook pre-receive", &given.receive, NULL, NULL},
    {"explain", 0, "RULE", "explain a rule with a wrong and a right example", NULL, &given.explain,
	NULL},
    {"list-rules", 0, NULL, "list all rules with their severities", &given.list, NULL, NULL},
    {"print-schema", 0, "KIND", "print the schema of a kind, whole in one document", NULL,
	&given.print_schema, NULL},
    {"schema", 0, "FILE", "validate any files against a JSON Schema, without a workspace", NULL,
	&given.schema, NULL},
    {"resolve", 0, "URI=DIR", "schemas whose URIs begin with URI are files in DIR", NULL, NULL,
	&given.resolve},
    {"fail-on", 0, "SEVERITY", "exit 1 from error (default), warning or info on", NULL,
	&given.fail_on, NULL},
    {"show-source", 0, NULL, "quote source lines elsewhere than on a terminal too",
	&given.show_source, NULL, NULL},
    {"report", 0, "FORMAT=FILE", "write a further report to FILE; may be given several times", NULL,
	NULL, &given.reports},
    {"baseline", 0, "FILE", "leave out the findings that FILE lists", NULL, &given.baseline, NULL},
    {"write-baseline", 0, "FILE", "list all findings there are in FILE", NULL,
	&given.write_baseline, NULL},
    {"allow-empty", 0, NULL, "a workspace without records is no error", &given.allow_empty, NULL,
	NULL},
    OPT_END,
};

static const struct opt_tool spec = {"whet-check", "validate goals, feedback, plans and reviews",
    "[options] [PATH...|-]", options, tool_options};

/* Sees to the exit status of findings that fail, and of files that could not be read. */
static void
judge(struct tool *t, const struct scope *scope, enum severity fail)
{
	judge_findings(t, fail);
	for (size_t i = 0; i < t->repo->n_files; i++) {
		const struct repo_file *file = &t->repo->files[i];

		if (file->error && file->from == t->repo->source && scope_has(scope, file->path))
			tool_worst(t, EXIT_ENVIRONMENT);
	}
	if (t->repo->settings_error && scope_has(scope, S("whet.yaml")))
		tool_worst(t, EXIT_ENVIRONMENT);
}

/* Checks t->source and prints what is found. */
static void
check(struct tool *t, struct outlet *outlet, const struct scope *scope, enum severity fail)
{
	struct findings findings = {"whet-check", t->repo, &t->sink, NULL, 0, fail, t->as_of, NULL};
	int status;

	check_records(t->repo, &t->sink);
	sink_sort(&t->sink);
	tool_worst(t, status = baseline_use(t, given.baseline, given.write_baseline));
	if (status || scope_filter(scope, t))
		return;
	if (!t->repo->n_files && !given.allow_empty && !scope->is_compared)
		tool_worst(t, tool_usage(t, "no records here yet: whet new KIND writes one "
					    "(--allow-empty accepts none)"));
	findings.files = scope_files(&findings.n_files, scope, t);
	if (t->sink.n || !given.receive)
		outlet_print(outlet, t, &findings);
	judge(t, scope, fail);
}

/* --schema: files by themselves. */
static int
validate(struct tool *t, struct outlet *outlet, enum severity fail)
{
	struct findings findings = {"whet-check", NULL, &t->sink, NULL, t->operands.n, fail,
	    t->as_of, NULL};
	const struct scope_choice *scope = &given.scope;
	const struct schema *schema = NULL;

	if (given.receive || given.baseline || given.write_baseline || scope->changed ||
	    scope->staged || scope->stdin_filename || scope->names)
		tool_worst(t, tool_usage(t, "--schema checks the files that are named: leave out "
					    "what is about a workspace"));
	else if (!given.schema)
		tool_worst(t, tool_usage(t, "--resolve belongs to --schema"));
	else
		tool_worst(t, validate_schema(&schema, t, given.schema, &given.resolve));
	if (t->status)
		return tool_end(t);
	tool_worst(t, validate_files(&findings.files, t, schema));
	outlet_print(outlet, t, &findings);
	judge_findings(t, fail);
	return tool_end(t);
}

/* What goes with a single state of the workspace. */
static bool
is_about_one_state(const struct tool *t)
{
	return t->operands.n || t->rev || t->chosen || t->output || given.reports.n ||
	       given.baseline || given.write_baseline || given.scope.staged ||
	       given.scope.changed || given.scope.names || given.scope.stdin_filename;
}

/* Checks each branch of a push. */
static void
receive(struct tool *t, struct outlet *outlet, enum severity fail)
{
	struct pushes pushes = {0};
	int worst = is_about_one_state(t)
			? tool_usage(t, "--receive is told by Git what to check: it goes with -C, "
					"--fail-on, --show-source, -q and -v alone")
			: push_read(&pushes, t);

	for (size_t i = 0; i < pushes.n; i++) {
		struct scope scope;
		bool found;

		t->status = EXIT_CLEAN;
		if (!push_open(&scope, &found, t, &pushes.p[i]) && found && !tool_load_anyway(t) &&
		    !scope_read(&scope, t))
			check(t, outlet, &scope, fail);
		out_flush(&t->out);
		if (t->status)
			say("%.*s is refused, and with it all of this push: mend what is said "
			    "above, commit, and push again",
			    SV(pushes.p[i].branch));
		worst = t->status > worst ? t->status : worst;
		tool_unload(t);
	}
	t->status = worst;
}

int
main(int argc, char **argv)
{
	struct outlet outlet = {0};
	struct scope scope;
	struct tool t;
	enum severity fail;
	int status = tool_begin(&t, &spec, findings_format_names(), argc, argv);

	if (status != OPT_GO_ON)
		return status;
	if (given.list)
		judge_list_rules(&t);
	else if (given.explain)
		tool_worst(&t, judge_explain(&t, given.explain));
	else if (given.print_schema)
		tool_worst(&t, bundle_print(&t, given.print_schema));
	if (given.list || given.explain || given.print_schema)
		return tool_end(&t);
	outlet.source = given.show_source;
	fail = judge_lowest(&t, given.fail_on);
	if (outlet_open(&outlet, &t, &given.reports) || t.status)
		return tool_end(&t);
	if (given.schema || given.resolve.n)
		return validate(&t, &outlet, fail);
	if (given.receive)
		receive(&t, &outlet, fail);
	else if (!scope_open(&scope, &t, &given.scope) && !tool_load_anyway(&t) &&
		 !scope_read(&scope, &t))
		check(&t, &outlet, &scope, fail);
	return tool_end(&t);
}
