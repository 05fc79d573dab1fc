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
	json_key(j, "path");
	json_str(j, f->path);
	json_key(j, "line");
	json_number_or_null(j, f->line);
	json_key(j, "column");
	json_number_or_null(j, f->column);
	json_key(j, "rule");
	json_str(j, str_of(rules[f->rule].id));
	json_key(j, "severity");
	json_str(j, str_of(severity_names[f->severity]));
	json_key(j, "message");
	json_str(j, f->message);
	json_key(j, "help");
	json_str(j, f->help);
	json_key(j, "kind");
	json_str(j, f->kind);
	json_key(j, "id");
	json_str(j, f->id);
	json_key(j, "pointer");
	json_str(j, f->pointer);
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
	json_key(&j, "version");
	json_int(&j, 1);
	json_key(&j, "findings");
	json_array(&j);
	for (size_t i = 0; i < f->sink->n; i++)
		json_finding(&j, &f->sink->p[i]);
	json_end(&j);
	json_key(&j, "counts");
	json_object(&j);
	json_key(&j, "files");
	json_int(&j, (int64_t)files);
	json_key(&j, "records");
	json_int(&j, (int64_t)records);
	for (int s = SEVERITY_ERROR; s > SEVERITY_OFF; s--) {
		json_key(&j, severity_names[s]);
		json_int(&j, (int64_t)sink_count(f->sink, (enum severity)s));
	}
	json_end(&j);
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
