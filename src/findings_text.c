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

/* Columns of a character as a terminal shows it, a tab as one blank. */
static size_t
columns_of(struct reading *r, struct str c)
{
	struct arena_mark mark = arena_mark(&r->line);
	struct out shown;
	size_t columns;

	if (c.n == 1 && (c.p[0] == '\t' || (c.p[0] >= ' ' && c.p[0] < 0x7f)))
		return 1;
	out_init(&shown, &r->line, -1);
	out_term(&shown, c);
	columns = str_columns(out_all(&shown));
	arena_rewind(&r->line, mark);
	return columns;
}

/* Cuts off up to n characters of a line that take up to most columns; returns how many they take. */
static size_t
cut(struct str *part, struct reading *r, struct str *rest, size_t n, size_t most)
{
	size_t columns = 0;
	struct str from = *rest;

	for (; n && in_line(*rest); n--) {
		struct str after = *rest;
		size_t one;

		utf8_next(&after);
		one = columns_of(r, str_sub(*rest, 0, rest->n - after.n));
		if (columns + one > most)
			break;
		columns += one;
		*rest = after;
	}
	*part = str_sub(from, 0, from.n - rest->n);
	return columns;
}

static void
show(struct out *o, struct str part)
{
	while (part.n) {
		size_t n = str_index(part, '\t');

		out_term(o, str_sub(part, 0, n));
		if (n < part.n)
			out_char(o, ' ');
		part = str_sub(part, n + 1, part.n);
	}
}

/* What is shown of a line: what stands before the mark, above it and behind it, and their columns. */
struct window {
	struct str parts[3];
	size_t columns[3];
	bool cut[2]; /* at its front, at its end */
};

/* As much as there is room for: of a long line what stands around the mark, a third of it before. */
static struct window
window_of(struct reading *r, const struct finding *f, size_t room)
{
	enum { DOTS = 3 };
	uint32_t from = f->column > room ? f->column - (uint32_t)room : 1;
	const size_t most = room * 4; /* characters: some take no column */
	struct window w = {.cut[0] = from > 1};
	struct str rest, ahead, part;
	size_t columns;

	go_to(r, f->line, from);
	rest = r->rest;
	w.columns[0] = cut(&w.parts[0], r, &rest, f->column - from, SIZE_MAX);
	ahead = rest;
	columns = w.columns[0] + cut(&part, r, &ahead, f->width, room / 2) + DOTS;
	w.cut[0] |= columns > room;
	while (w.cut[0] && w.columns[0] > room / 3 - DOTS && w.parts[0].n)
		w.columns[0] -= cut(&part, r, &w.parts[0], 1, SIZE_MAX);
	room -= w.columns[0] + (w.cut[0] ? DOTS : 0);
	ahead = rest;
	columns = cut(&part, r, &ahead, most, room);
	w.cut[1] = in_line(ahead);
	room = w.cut[1] ? room - DOTS : columns;
	w.columns[1] = cut(&w.parts[1], r, &rest, f->width < most ? f->width : most, room);
	w.columns[2] = cut(&w.parts[2], r, &rest, most, room - w.columns[1]);
	return w;
}

/* The line with a mark under what the finding is about, aligned by columns of the terminal. */
static void
print_source(struct out *o, struct reading *r, const struct finding *f,
    const struct findings_style *style)
{
	enum { MARGIN = 8, WIDTH = 200, LEAST = 40 };
	struct window w;
	size_t room = style->width ? style->width : WIDTH + MARGIN;

	begin_file(r, f->path);
	w = window_of(r, f, room > LEAST + MARGIN ? room - MARGIN : LEAST);
	out_fmt(o, "%5u | %s", f->line, w.cut[0] ? "..." : "");
	for (int i = 0; i < 3; i++)
		show(o, w.parts[i]);
	out_text(o, w.cut[1] ? "...\n      | " : "\n      | ");
	out_pad(o, ' ', w.columns[0] + (w.cut[0] ? 3 : 0));
	paint(o, style, colours[f->severity]);
	out_pad(o, '^', w.columns[1] ? w.columns[1] : 1);
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
