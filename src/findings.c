#include "findings.h"

#include <string.h>

#include "json.h"

static const char *const colours[] = {
    [SEVERITY_OFF] = "",
    [SEVERITY_INFO] = "\033[36m",
    [SEVERITY_WARNING] = "\033[33m",
    [SEVERITY_ERROR] = "\033[31m",
};

static void
paint(struct out *o, const struct findings_style *style, const char *colour)
{
	if (style->colour)
		out_text(o, colour);
}

/* Bytes of the file that a finding is in, read once for findings that follow each other. */
struct reading {
	const struct repo *repo;
	struct arena *arena;
	struct str path;
	struct str bytes;
};

static void
read_file(struct reading *r, struct str path)
{
	int error = 0;

	if (r->path.p && str_eq(r->path, path))
		return;
	arena_free(r->arena);
	r->path = path;
	r->bytes = S("");
	source_read_path(&r->bytes, &error, r->repo->source, r->arena, path);
}

static struct str
line_of(struct str bytes, uint32_t line)
{
	while (--line && bytes.n)
		bytes = str_sub(bytes, str_index(bytes, '\n') + 1, bytes.n);
	return str_sub(bytes, 0, str_index(bytes, '\n'));
}

/* The line with a mark under what the finding is about, aligned by columns of the terminal. */
static void
print_source(struct out *o, struct reading *r, const struct finding *f,
    const struct findings_style *style)
{
	struct str line, rest, part;
	size_t before = 0, width = 0;

	if (!f->line)
		return;
	read_file(r, f->path);
	line = line_of(r->bytes, f->line);
	if (f->line == 1 && str_starts(line, S("\xef\xbb\xbf")))
		line = str_sub(line, 3, line.n);
	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	rest = line;
	for (uint32_t i = 1; rest.n && i < f->column + f->width; i++) {
		struct str at = rest;
		size_t columns;

		utf8_next(&rest);
		columns = at.p[0] == '\t' ? 1 : str_columns(str_sub(at, 0, at.n - rest.n));
		*(i < f->column ? &before : &width) += columns;
	}
	out_fmt(o, "%5u | ", f->line);
	while (str_cut(&part, &line, line, '\t')) {
		out_term(o, part);
		out_char(o, ' ');
	}
	out_term(o, part);
	out_text(o, "\n      | ");
	out_pad(o, ' ', before);
	paint(o, style, colours[f->severity]);
	out_pad(o, '^', width ? width : 1);
	paint(o, style, "\033[0m");
	out_char(o, '\n');
}

static void
print_finding(struct out *o, const struct finding *f, const struct findings_style *style)
{
	paint(o, style, "\033[1m");
	out_term(o, f->path);
	if (f->line)
		out_fmt(o, ":%u:%u", f->line, f->column);
	out_text(o, ": ");
	paint(o, style, colours[f->severity]);
	out_text(o, severity_names[f->severity]);
	paint(o, style, "\033[0m");
	out_text(o, ": ");
	out_term(o, f->message);
	out_fmt(o, " [%s]\n", rules[f->rule].id);
}

static void
print_totals(struct out *o, const struct sink *sink, const struct repo *repo)
{
	size_t records = 0;

	for (size_t i = 0; i < repo->n_records; i++)
		records += !repo->records[i]->imported;
	out_fmt(o, "%zu record%s in %zu file%s: ", records, str_plural(records), repo->n_files,
	    str_plural(repo->n_files));
	if (!sink->n)
		out_text(o, "no findings");
	for (int s = SEVERITY_ERROR, any = 0; s > SEVERITY_OFF; s--) {
		size_t n = sink_count(sink, (enum severity)s);

		if (n)
			out_fmt(o, "%s%zu %s%s", any++ ? ", " : "", n, severity_names[s],
			    n == 1 || s == SEVERITY_INFO ? "" : "s");
	}
	out_char(o, '\n');
}

static void
print_text(struct out *o, const struct sink *sink, const struct repo *repo,
    const struct findings_style *style)
{
	struct arena scratch = {0};
	struct reading reading = {.repo = repo, .arena = &scratch};

	for (size_t i = 0; i < sink->n; i++) {
		const struct finding *f = &sink->p[i];

		print_finding(o, f, style);
		if (style->terminal || style->source)
			print_source(o, &reading, f, style);
		if (style->terminal && f->help.p) {
			out_text(o, "      = ");
			out_term(o, f->help);
			out_char(o, '\n');
		}
	}
	if (style->terminal && !style->quiet)
		print_totals(o, sink, repo);
	arena_free(&scratch);
}

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

static void
print_json(struct out *o, const struct sink *sink, const struct repo *repo,
    const struct findings_style *style)
{
	struct json j;
	size_t records = 0;

	(void)style;
	for (size_t i = 0; i < repo->n_records; i++)
		records += !repo->records[i]->imported;
	json_init(&j, o, true);
	json_object(&j);
	json_key(&j, "version");
	json_int(&j, 1);
	json_key(&j, "findings");
	json_array(&j);
	for (size_t i = 0; i < sink->n; i++)
		json_finding(&j, &sink->p[i]);
	json_end(&j);
	json_key(&j, "counts");
	json_object(&j);
	json_key(&j, "files");
	json_int(&j, (int64_t)repo->n_files);
	json_key(&j, "records");
	json_int(&j, (int64_t)records);
	for (int s = SEVERITY_ERROR; s > SEVERITY_OFF; s--) {
		json_key(&j, severity_names[s]);
		json_int(&j, (int64_t)sink_count(sink, (enum severity)s));
	}
	json_end(&j);
	json_end(&j);
}

static void
print_ndjson(struct out *o, const struct sink *sink, const struct repo *repo,
    const struct findings_style *style)
{
	struct json j;

	(void)repo;
	(void)style;
	json_init(&j, o, false);
	for (size_t i = 0; i < sink->n; i++)
		json_finding(&j, &sink->p[i]);
}

const struct findings_format findings_formats[] = {
    {"text", print_text},
    {"json", print_json},
    {"ndjson", print_ndjson},
    {NULL, NULL},
};

const char *const findings_format_names[] = {"text", "json", "ndjson", NULL};

void
findings_print(struct out *o, const char *format, const struct sink *sink, const struct repo *repo,
    const struct findings_style *style)
{
	for (const struct findings_format *f = findings_formats; f->name; f++)
		if (strcmp(f->name, format) == 0)
			f->print(o, sink, repo, style);
}
