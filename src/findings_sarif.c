/* SARIF 2.1.0 (OASIS): one run, all rules, and a result for each finding. */
#include "findings.h"
#include "json.h"
#include "uri.h"
#include "version.h"

static const char *const levels[] = {
    [SEVERITY_OFF] = "none",
    [SEVERITY_INFO] = "note",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_ERROR] = "error",
};

static void
print_text(struct json *j, const char *key, struct str text)
{
	json_key(j, key);
	json_object(j);
	json_put_str(j, "text", text);
	json_end(j);
}

/* Its first paragraph, on one line. */
static struct str
description(struct arena *a, enum rule rule)
{
	struct str all = rule_explanation(rule);
	struct str s = str_dup(a, str_sub(all, 0, str_find(all, S("\n\n"))));
	char *p = str_c(a, s);

	for (size_t i = 0; i < s.n; i++)
		if (p[i] == '\n')
			p[i] = ' ';
	return (struct str){p, s.n};
}

static void
print_rule(struct json *j, struct arena *a, enum rule rule)
{
	const struct rule_row *row = &rules[rule];

	json_object(j);
	json_put_str(j, "id", str_of(row->id));
	print_text(j, "shortDescription", str_of(row->meaning));
	print_text(j, "fullDescription", description(a, rule));
	print_text(j, "help", rule_explanation(rule));
	json_key(j, "defaultConfiguration");
	json_object(j);
	json_put_bool(j, "enabled", row->severity != SEVERITY_OFF);
	json_put_str(j, "level", str_of(levels[row->severity]));
	json_end(j);
	json_end(j);
}

static void
print_tool(struct json *j, struct arena *a, const char *name)
{
	struct rule_range range = rules_of(name);

	json_key(j, "tool");
	json_object(j);
	json_key(j, "driver");
	json_object(j);
	json_put_str(j, "name", str_of(name));
	json_put_str(j, "semanticVersion", S(WHET_VERSION));
	json_key(j, "rules");
	json_array(j);
	for (int i = range.from; i < range.to; i++)
		print_rule(j, a, (enum rule)i);
	json_end(j);
	json_end(j);
	json_end(j);
}

static void
print_region(struct json *j, const struct finding *f)
{
	json_key(j, "region");
	json_object(j);
	json_put_int(j, "startLine", f->line);
	json_put_int(j, "startColumn", f->column);
	json_put_int(j, "endColumn", (int64_t)f->column + f->width);
	json_end(j);
}

static void
print_location(struct json *j, struct arena *a, const struct findings *all, const struct finding *f)
{
	json_key(j, "locations");
	json_array(j);
	json_object(j);
	json_key(j, "physicalLocation");
	json_object(j);
	json_key(j, "artifactLocation");
	json_object(j);
	json_put_str(j, "uri", uri_of_path(a, findings_path(a, all, f->path)));
	json_put_str(j, "uriBaseId", S("%SRCROOT%"));
	json_end(j);
	if (f->line)
		print_region(j, f);
	json_end(j);
	json_end(j);
	json_end(j);
}

static void
print_result(struct json *j, struct arena *a, const struct findings *all, const struct finding *f)
{
	json_object(j);
	json_put_str(j, "ruleId", str_of(rules[f->rule].id));
	json_put_int(j, "ruleIndex", (int)f->rule - rules_of(all->tool).from);
	json_put_str(j, "level", str_of(levels[f->severity]));
	print_text(j, "message", findings_message(a, f));
	print_location(j, a, all, f);
	json_key(j, "partialFingerprints");
	json_object(j);
	json_put_str(j, "whetFinding/v1", findings_fingerprint(a, f));
	json_end(j);
	json_end(j);
}

static void
print_run(struct json *j, struct arena *a, const struct findings *f)
{
	json_object(j);
	print_tool(j, a, f->tool);
	json_put_str(j, "columnKind", S("unicodeCodePoints"));
	json_key(j, "results");
	json_array(j);
	for (size_t i = 0; i < f->sink->n; i++) {
		struct arena_mark mark = arena_mark(a);

		print_result(j, a, f, &f->sink->p[i]);
		arena_rewind(a, mark);
	}
	json_end(j);
	json_end(j);
}

void
findings_sarif(struct out *o, const struct findings *f, const struct findings_style *style)
{
	struct arena scratch = {0};
	struct json j;

	(void)style;
	json_init(&j, o, true);
	json_object(&j);
	json_put_str(&j, "$schema", S("https://json.schemastore.org/sarif-2.1.0.json"));
	json_put_str(&j, "version", S("2.1.0"));
	json_key(&j, "runs");
	json_array(&j);
	print_run(&j, &scratch, f);
	json_end(&j);
	json_end(&j);
	arena_free(&scratch);
}
