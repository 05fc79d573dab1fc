#include "findings.h"

#include <string.h>

#include "sha256.h"

static const struct {
	const char *name;
	findings_print_format *print;
} formats[] = {
    {"text", findings_text},
    {"gcc", findings_gcc},
    {"json", findings_json},
    {"ndjson", findings_ndjson},
    {"sarif", findings_sarif},
    {"github", findings_github},
    {"gitlab", findings_gitlab},
    {"junit", findings_junit},
    {"checkstyle", findings_checkstyle},
    {"tap", findings_tap},
};

enum { FORMATS = sizeof formats / sizeof *formats };

const char *const *
findings_format_names(void)
{
	static const char *names[FORMATS + 1];

	for (size_t i = 0; i < FORMATS; i++)
		names[i] = formats[i].name;
	return names;
}

void
findings_print(struct out *o, const char *format, const struct findings *f,
    const struct findings_style *style)
{
	for (size_t i = 0; i < FORMATS; i++)
		if (strcmp(formats[i].name, format) == 0)
			formats[i].print(o, f, style);
}

bool
findings_next_file(struct findings_file *at, const struct findings *f)
{
	const struct sink *sink = f->sink;
	bool checked = at->files < f->n_files, found = at->end < sink->n;

	if (!checked && !found)
		return false;
	at->first = at->end;
	at->worst = SEVERITY_OFF;
	if (checked && (!found || str_cmp(f->files[at->files], sink->p[at->end].path) <= 0))
		at->path = f->files[at->files++];
	else
		at->path = sink->p[at->end].path;
	for (; at->end < sink->n && str_eq(sink->p[at->end].path, at->path); at->end++)
		if (sink->p[at->end].severity > at->worst)
			at->worst = sink->p[at->end].severity;
	return true;
}

void
findings_counts(size_t *files, size_t *records, const struct findings *f)
{
	*files = f->repo ? f->repo->n_files : f->n_files;
	*records = 0;
	for (size_t i = 0; f->repo && i < f->repo->n_records; i++)
		*records += !f->repo->records[i]->imported;
}

struct str
findings_prefix(const struct findings *f, struct str *path)
{
	struct str prefix = f->repo ? f->repo->source->prefix : S("");

	for (; prefix.n && str_starts(*path, S("../")); *path = str_sub(*path, 3, path->n))
		for (prefix.n--; prefix.n && prefix.p[prefix.n - 1] != '/'; prefix.n--)
			;
	return prefix;
}

struct str
findings_path(struct arena *a, const struct findings *f, struct str path)
{
	struct str prefix = findings_prefix(f, &path);

	return JOIN(a, prefix, path);
}

struct str
findings_message(struct arena *a, const struct finding *f)
{
	return f->help.n ? JOIN(a, f->message, S("; "), f->help) : f->message;
}

struct str
findings_fingerprint(struct arena *a, const struct finding *f)
{
	struct str text = sha256_text(a, finding_key(a, f));

	return str_sub(text, str_index(text, ':') + 1, text.n);
}
