/* Text for people and for editors. */
#include "findings.h"

#include <string.h>

#include "file.h"

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

/* A file that findings are in, read once for those that follow each other, and how far it has been
 * looked at: findings come in the order of the file. */
struct reading {
	const struct repo *repo; /* NULL: files by themselves */
	struct arena file;	 /* bytes */
	struct arena line;	 /* what is shown of a line */
	struct str path;
	struct str rest; /* of the file, from here on */
	uint32_t row, column;
};

/* Characters of a long line that are shown, and how many of them before the mark. */
enum { SHOWN = 200, BEFORE = 60 };

static void
begin_file(struct reading *r, struct str path)
{
	int error = 0;

	if (r->path.p && str_eq(r->path, path))
		return;
	arena_free(&r->file);
	r->path = path;
	r->rest = S("");
	if (r->repo)
		source_read_path(&r->rest, &error, r->repo->source, &r->file, path);
	else
		file_read(&r->rest, &r->file, path.p, false);
	if (str_starts(r->rest, S("\xef\xbb\xbf")))
		r->rest = str_sub(r->rest, 3, r->rest.n);
	r->row = r->column = 1;
}

static bool
in_line(struct str rest)
{
	return rest.n && rest.p[0] != '\n' &&
	       !(rest.p[0] == '\r' && rest.n > 1 && rest.p[1] == '\n');
}

static void
go_to(struct reading *r, uint32_t row, uint32_t column)
{
	for (; r->row < row; r->row++, r->column = 1)
		r->rest = str_sub(r->rest, str_index(r->rest, '\n') + 1, r->rest.n);
	for (; r->column < column && in_line(r->rest); r->column++)
		utf8_next(&r->rest);
}

/* Some characters of a line as a terminal shows them, a tab as one blank; returns the columns. */
static size_t
show(struct out *o, struct str *rest, size_t n)
{
	size_t before = o->n;

	for (; n && in_line(*rest); n--) {
		struct str at = *rest;

		utf8_next(rest);
		if (at.p[0] == '\t')
			out_char(o, ' ');
		else
			out_term(o, str_sub(at, 0, at.n - rest->n));
	}
	return str_columns(str_sub(out_all(o), before, o->n));
}

/* The line with a mark under what the finding is about, aligned by columns of the terminal; of a long
 * one what stands around the mark. */
static void
print_source(struct out *o, struct reading *r, const struct finding *f,
    const struct findings_style *style)
{
	uint32_t from = f->column > SHOWN / 2 ? f->column - BEFORE : 1;
	uint32_t ahead = f->column - from, most = SHOWN - ahead;
	struct arena_mark mark = arena_mark(&r->line);
	size_t before, width, marked = f->width < most ? f->width : most;
	struct out line;
	struct str rest;

	begin_file(r, f->path);
	go_to(r, f->line, from);
	rest = r->rest;
	out_init(&line, &r->line, -1);
	if (from > 1)
		out_text(&line, "...");
	before = (from > 1 ? 3 : 0) + show(&line, &rest, ahead);
	width = show(&line, &rest, marked);
	show(&line, &rest, most - marked);
	if (in_line(rest))
		out_text(&line, "...");
	out_fmt(o, "%5u | ", f->line);
	out_str(o, out_all(&line));
	out_text(o, "\n      | ");
	out_pad(o, ' ', before);
	paint(o, style, colours[f->severity]);
	out_pad(o, '^', width ? width : 1);
	paint(o, style, "\033[0m");
	out_char(o, '\n');
	arena_rewind(&r->line, mark);
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
print_totals(struct out *o, const struct findings *f)
{
	const struct sink *sink = f->sink;
	size_t files, records;

	findings_counts(&files, &records, f);
	if (f->repo)
		out_fmt(o, "%zu record%s in ", records, str_plural(records));
	out_fmt(o, "%zu file%s: ", files, str_plural(files));
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

void
findings_text(struct out *o, const struct findings *f, const struct findings_style *style)
{
	struct reading reading = {.repo = f->repo};

	for (size_t i = 0; i < f->sink->n; i++) {
		const struct finding *one = &f->sink->p[i];

		print_finding(o, one, style);
		if (one->line && (style->terminal || style->source))
			print_source(o, &reading, one, style);
		if (style->terminal && one->help.n) {
			out_text(o, "      = ");
			out_term(o, one->help);
			out_char(o, '\n');
		}
	}
	if (style->terminal && !style->quiet)
		print_totals(o, f);
	arena_free(&reading.file);
	arena_free(&reading.line);
}

/* What editors and log scanners know from compilers: always with a place. */
void
findings_gcc(struct out *o, const struct findings *f, const struct findings_style *style)
{
	static const char *const levels[] = {
	    [SEVERITY_INFO] = "note",
	    [SEVERITY_WARNING] = "warning",
	    [SEVERITY_ERROR] = "error",
	};

	(void)style;
	for (size_t i = 0; i < f->sink->n; i++) {
		const struct finding *one = &f->sink->p[i];

		out_term(o, one->path);
		out_fmt(o, ":%u:%u: %s: ", one->line ? one->line : 1, one->column ? one->column : 1,
		    levels[one->severity]);
		out_term(o, one->message);
		out_fmt(o, " [%s]\n", rules[one->rule].id);
	}
}
