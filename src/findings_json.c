/* The pinned shapes: one object, or a finding on each line. */
#include "findings.h"
#include "json.h"

static void
json_number_or_null(struct json *j, uint32_t n)
{
	if (n)
		json_int(j, n);
	else
		json_null(j);
}

static void
json_finding(struct json *j, const struct finding *f)
{
	json_object(j);
	json_put_str(j, "path", f->path);
	json_key(j, "line");
	json_number_or_null(j, f->line);
	json_key(j, "column");
	json_number_or_null(j, f->column);
	json_put_str(j, "rule", str_of(rules[f->rule].id));
	json_put_str(j, "severity", str_of(severity_names[f->severity]));
	json_put_str(j, "message", f->message);
	json_put_str(j, "help", f->help);
	json_put_str(j, "kind", f->kind);
	json_put_str(j, "id", f->id);
	json_put_str(j, "pointer", f->pointer);
	json_end(j);
}

static void
json_grades(struct json *j, const struct findings_grades *grades)
{
	json_key(j, "grades");
	json_array(j);
	for (size_t i = 0; i < grades->n; i++) {
		const struct findings_grade *g = &grades->p[i];

		json_object(j);
		json_put_str(j, "record", g->record);
		json_put_str(j, "part", g->part);
		json_key(j, "grade");
		if (g->grade < 0)
			json_null(j);
		else
			json_int(j, g->grade);
		json_put_str(j, "commit", g->commit);
		json_end(j);
	}
	json_end(j);
}

void
findings_json(struct out *o, const struct findings *f, const struct findings_style *style)
{
	struct json j;
	size_t files, records;

	(void)style;
	findings_counts(&files, &records, f);
	json_init(&j, o, true);
	json_object(&j);
	json_put_int(&j, "version", 1);
	json_key(&j, "findings");
	json_array(&j);
	for (size_t i = 0; i < f->sink->n; i++)
		json_finding(&j, &f->sink->p[i]);
	json_end(&j);
	json_key(&j, "counts");
	json_object(&j);
	json_put_int(&j, "files", (int64_t)files);
	json_put_int(&j, "records", (int64_t)records);
	for (int s = SEVERITY_ERROR; s > SEVERITY_OFF; s--) {
		json_put_int(&j, severity_names[s], (int64_t)sink_count(f->sink, (enum severity)s));
	}
	json_end(&j);
	if (f->grades)
		json_grades(&j, f->grades);
	json_end(&j);
}

void
findings_ndjson(struct out *o, const struct findings *f, const struct findings_style *style)
{
	struct json j;

	(void)style;
	json_init(&j, o, false);
	for (size_t i = 0; i < f->sink->n; i++)
		json_finding(&j, &f->sink->p[i]);
}
