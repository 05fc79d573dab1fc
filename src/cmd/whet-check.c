/* whet-check: validate the records of a workspace. */
#include "baseline.h"
#include "check.h"
#include "outlet.h"
#include "say.h"
#include "tool.h"
#include "validate.h"

static struct {
	bool list, show_source, allow_empty;
	const char *explain, *fail_on, *baseline, *write_baseline, *schema;
	struct opt_list reports, resolve;
} given;

static const struct opt options[] = {
    {"explain", 0, "RULE", "explain a rule with a wrong and a right example", NULL, &given.explain,
	NULL},
    {"list-rules", 0, NULL, "list all rules with their severities", &given.list, NULL, NULL},
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
    "[options] [PATH...]", options, tool_options};

static int
list_rules(struct tool *t)
{
	for (int i = 0; i < RULES; i++)
		out_fmt(&t->out, "%-30s %-8s %s\n", rules[i].id, severity_names[rules[i].severity],
		    rules[i].meaning);
	return tool_end(t);
}

static int
explain(struct tool *t)
{
	struct str_guess guess = {.word = str_of(given.explain)};
	enum rule rule;

	if (rule_find(&rule, guess.word)) {
		out_fmt(&t->out, "%s (%s): %s\n\n", rules[rule].id,
		    severity_names[rules[rule].severity], rules[rule].meaning);
		out_str(&t->out, rule_explanation(rule));
		return tool_end(t);
	}
	for (int i = 0; i < RULES; i++)
		str_guess(&guess, str_of(rules[i].id));
	tool_worst(t, guess.best.p ? tool_usage(t, "unknown rule \"%s\", did you mean \"%.*s\"?",
					 given.explain, SV(guess.best))
				   : tool_usage(t, "unknown rule \"%s\"; --list-rules lists them",
					 given.explain));
	return tool_end(t);
}

static bool
holds_a_file(const struct repo *repo, struct str path)
{
	if (str_is(path, "whet.yaml"))
		return true;
	for (size_t i = 0; i < repo->n_files; i++)
		if (path_is_under(repo->files[i].path, path))
			return true;
	return false;
}

/* What the command line asks about. */
struct scope {
	struct str *paths; /* from the workspace's folder */
	size_t n;	   /* 0: everything */
};

static bool
is_within(const struct scope *scope, struct str path)
{
	bool within = scope->n == 0;

	for (size_t i = 0; i < scope->n; i++)
		within = within || path_is_under(path, scope->paths[i]);
	return within;
}

/* What is said of a path without records. */
static const char *const absences[] = {
    [SOURCE_NOWHERE] = "is not there",
    [SOURCE_LINKED] = "lies behind a symbolic link, which is not followed: name where it leads",
    [SOURCE_MISNAMED] = "is not looked at: names of records' files end in .yaml or .yml; rename it",
    [SOURCE_EXCLUDED] = "is not looked at: whet.yaml leaves it out; take it out of exclude there",
    [SOURCE_NOT_INCLUDED] = "is not looked at: it is not in a folder for records; move it, or add "
			    "the folder to include in whet.yaml",
    [SOURCE_IGNORED] = "is not looked at: Git ignores it; git check-ignore -v says by which line, "
		       "git add -f tracks it all the same",
    [SOURCE_ELSEWHERE] = "belongs to another workspace or repository: whet check -C checks that",
    [SOURCE_BARREN] = "holds no records' files",
};

static const char *
absence(struct tool *t, struct str path)
{
	const struct workspace *w = &t->repo->workspace;
	struct source_patterns include = workspace_include(&t->arena, w),
			       exclude = {w->exclude.p, w->exclude.n};

	return absences[source_why_not(t->source, &t->arena, &include, &exclude, path)];
}

/* The folder above a path that cannot be read, in whose place it is reported; else the path. */
static struct str
what_can_be_seen(const struct repo *repo, struct str path)
{
	for (size_t i = 0; i < repo->n_files; i++)
		if (repo->files[i].error && path_is_under(path, repo->files[i].path))
			return repo->files[i].path;
	return path;
}

/* A path without records is said. */
static void
read_scope(struct scope *scope, struct tool *t)
{
	*scope = (struct scope){NEW_ARRAY(&t->arena, struct str, t->operands.n), t->operands.n};
	for (size_t i = 0; i < scope->n; i++) {
		struct str *path = &scope->paths[i];
		int status = tool_path(path, t, t->operands.p[i]);

		if (!status)
			*path = what_can_be_seen(t->repo, *path);
		if (!status && !holds_a_file(t->repo, *path))
			status = tool_usage(t, "\"%s\" %s", t->operands.p[i], absence(t, *path));
		tool_worst(t, status);
	}
}

/* Findings outside of the scope are left out. */
static void
filter(struct sink *sink, const struct scope *scope)
{
	size_t kept = 0;

	for (size_t i = 0; i < sink->n; i++)
		if (is_within(scope, sink->p[i].path))
			sink->p[kept++] = sink->p[i];
	sink->n = kept;
}

/* Paths of the workspace's own files, as far as they are within the scope. */
static void
list_checked(struct findings *f, struct tool *t, const struct scope *scope)
{
	const struct repo *repo = t->repo;
	struct str *paths = NEW_ARRAY(&t->arena, struct str, repo->n_files + 1);

	for (size_t i = 0; i < repo->n_files; i++)
		if (repo->files[i].from == repo->source && is_within(scope, repo->files[i].path))
			paths[f->n_files++] = repo->files[i].path;
	if (is_within(scope, S("whet.yaml")))
		paths[f->n_files++] = S("whet.yaml");
	str_sort(paths, f->n_files);
	f->files = paths;
}

/* Sees to the exit status of findings that fail. */
static void
judge_findings(struct tool *t, enum severity fail)
{
	for (int s = (int)fail; s <= SEVERITY_ERROR; s++)
		if (sink_count(&t->sink, (enum severity)s))
			tool_worst(t, EXIT_FINDINGS);
}

/* The same, and of files that could not be read. */
static void
judge(struct tool *t, const struct scope *scope, enum severity fail)
{
	judge_findings(t, fail);
	for (size_t i = 0; i < t->repo->n_files; i++) {
		const struct repo_file *file = &t->repo->files[i];

		if (file->error && file->from == t->repo->source && is_within(scope, file->path))
			tool_worst(t, EXIT_ENVIRONMENT);
	}
	if (t->repo->settings_error && is_within(scope, S("whet.yaml")))
		tool_worst(t, EXIT_ENVIRONMENT);
}

/* 0, or the exit status. */
static int
leave_out_known(struct tool *t)
{
	int status = 0;

	if (given.write_baseline)
		status = baseline_write(t, given.write_baseline);
	else if (given.baseline)
		status = baseline_apply(t, given.baseline);
	tool_worst(t, status);
	return status;
}

static enum severity
lowest_that_fails(struct tool *t)
{
	enum severity severity = SEVERITY_ERROR;

	if (given.fail_on &&
	    (!severity_find(&severity, str_of(given.fail_on)) || severity == SEVERITY_OFF))
		tool_worst(t,
		    tool_usage(t, "--fail-on \"%s\": write error, warning or info", given.fail_on));
	return severity;
}

/* --schema: files by themselves. */
static int
validate(struct tool *t, struct outlet *outlet, enum severity fail)
{
	struct findings findings = {"whet-check", NULL, &t->sink, NULL, t->operands.n, fail,
	    t->as_of};
	const struct schema *schema = NULL;

	if (given.baseline || given.write_baseline)
		tool_worst(t, tool_usage(t, "a baseline is of a workspace: leave out --schema"));
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

int
main(int argc, char **argv)
{
	struct outlet outlet = {0};
	struct findings findings;
	struct scope scope;
	struct tool t;
	enum severity fail;
	int status = tool_begin(&t, &spec, findings_format_names(), argc, argv);

	if (status != OPT_GO_ON)
		return status;
	if (given.list)
		return list_rules(&t);
	if (given.explain)
		return explain(&t);
	outlet.source = given.show_source;
	fail = lowest_that_fails(&t);
	if (outlet_open(&outlet, &t, &given.reports) || t.status)
		return tool_end(&t);
	if (given.schema || given.resolve.n)
		return validate(&t, &outlet, fail);
	if (tool_load_anyway(&t))
		return tool_end(&t);
	read_scope(&scope, &t);
	if (t.status)
		return tool_end(&t);
	check_records(t.repo, &t.sink);
	sink_sort(&t.sink);
	if (leave_out_known(&t))
		return tool_end(&t);
	filter(&t.sink, &scope);
	if (!t.repo->n_files && !given.allow_empty)
		tool_worst(&t, tool_usage(&t, "no records here yet: whet new KIND writes one "
					      "(--allow-empty accepts none)"));
	findings = (struct findings){"whet-check", t.repo, &t.sink, NULL, 0, fail, t.as_of};
	list_checked(&findings, &t, &scope);
	outlet_print(&outlet, &t, &findings);
	judge(&t, &scope, fail);
	return tool_end(&t);
}
