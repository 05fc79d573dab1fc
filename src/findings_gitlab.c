/* GitLab code quality: a list of issues, told apart by fingerprints that outlive shifted lines. */
#include "findings.h"
#include "json.h"

static const char *const levels[] = {
    [SEVERITY_INFO] = "info",
    [SEVERITY_WARNING] = "minor",
    [SEVERITY_ERROR] = "major",
};

static void
print_issue(struct json *j, struct arena *a, const struct findings *all, const struct finding *f)
{
	json_object(j);
	json_put_str(j, "description", findings_message(a, f));
	json_put_str(j, "check_name", str_of(rules[f->rule].id));
	json_put_str(j, "fingerprint", findings_fingerprint(a, f));
	json_put_str(j, "severity", str_of(levels[f->severity]));
	json_key(j, "location");
	json_object(j);
	json_put_str(j, "path", findings_path(a, all, f->path));
	json_key(j, "lines");
	json_object(j);
	json_put_int(j, "begin", f->line ? f->line : 1);
	json_end(j);
	json_end(j);
	json_end(j);
}

void
findings_gitlab(struct out *o, const struct findings *f, const struct findings_style *style)
{
	struct arena scratch = {0};
	struct json j;

	(void)style;
	json_init(&j, o, true);
	json_array(&j);
	for (size_t i = 0; i < f->sink->n; i++) {
		struct arena_mark mark = arena_mark(&scratch);

		print_issue(&j, &scratch, f, &f->sink->p[i]);
		arena_rewind(&scratch, mark);
	}
	json_end(&j);
	arena_free(&scratch);
}
