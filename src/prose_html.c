#include "prose.h"

#include "prose_tree.h"

#include <assert.h>

struct lines {
	struct str *p; /* lines of the report without their ends */
	size_t n, cap;
};

static struct lines
split(struct arena *a, struct str text)
{
	struct lines lines = {0};

	while (text.n)
		str_cut(vec_push(a, &lines), &text, text, '\n');
	return lines;
}

/* What stands behind the bar that a row of a table begins with; false where there is none. */
static bool
row_cells(struct str *cells, struct str line)
{
	line = str_trim(line);
	*cells = str_sub(line, 1, line.n);
	return str_starts(line, S("|"));
}

/* Cuts the next cell and its bar off; false where there is none. A bar behind a backslash does not
 * end a cell. */
static bool
next_cell(struct str *cell, struct str *cells)
{
	size_t n = 0;

	if (cells->n == 0)
		return false;
	while (n < cells->n && cells->p[n] != '|')
		n += cells->p[n] == '\\' ? 2 : 1;
	*cell = str_trim(str_sub(*cells, 0, n));
	*cells = str_sub(*cells, n + 1, cells->n);
	return true;
}

/* Whether a cell of the second line says how its column is aligned: left unless it ends in ":". */
static bool
is_delimiter(struct str cell)
{
	if (str_starts(cell, S(":")))
		cell = str_sub(cell, 1, cell.n);
	if (str_ends(cell, S(":")))
		cell.n--;
	for (size_t i = 0; i < cell.n; i++)
		if (cell.p[i] != '-')
			return false;
	return cell.n > 0;
}

static bool
is_table(const struct str *lines, size_t n)
{
	struct str cells, cell;

	for (size_t i = 0; i < n; i++)
		if (!row_cells(&cells, lines[i]))
			return false;
	if (n < 2)
		return false;
	row_cells(&cells, lines[1]);
	while (next_cell(&cell, &cells))
		if (!is_delimiter(cell))
			return false;
	return true;
}

/* A cell is read as a heading, because that holds inlines and nothing else. */
static void
write_cell(struct out *o, struct str cell)
{
	struct str start = S("<h1>"), end = S("</h1>\n");
	struct str heading = str_fmt(o->arena, "# %.*s\n", SV(cell));
	char *html = cmark_markdown_to_html(heading.p, heading.n, CMARK_OPT_DEFAULT);
	struct str inner = str_of(html);

	if (str_starts(inner, start) && str_ends(inner, end))
		out_str(o, str_sub(inner, start.n, inner.n - end.n));
	cmark_get_default_mem_allocator()->free(html);
}

static const char *
alignment(struct str delimiter)
{
	if (!str_ends(delimiter, S(":")))
		return "";
	return str_starts(delimiter, S(":")) ? " align=\"center\"" : " align=\"right\"";
}

static void
write_row(struct out *o, struct str line, struct str delimiters, const char *tag)
{
	struct str columns, column, cells, cell;

	row_cells(&columns, delimiters);
	row_cells(&cells, line);
	out_text(o, "<tr>\n");
	while (next_cell(&column, &columns)) {
		out_fmt(o, "<%s%s>", tag, alignment(column));
		if (next_cell(&cell, &cells))
			write_cell(o, cell);
		out_fmt(o, "</%s>\n", tag);
	}
	out_text(o, "</tr>\n");
}

static struct str
table(struct arena *a, const struct str *lines, size_t n)
{
	struct out o;

	out_init(&o, a, -1);
	out_text(&o, "<table>\n<thead>\n");
	write_row(&o, lines[0], lines[1], "th");
	out_text(&o, "</thead>\n<tbody>\n");
	for (size_t i = 2; i < n; i++)
		write_row(&o, lines[i], lines[1], "td");
	out_text(&o, "</tbody>\n</table>\n");
	return out_all(&o);
}

/* cmark has no tables: it reads them as paragraphs, which become blocks of HTML. */
static void
replace_table(struct arena *a, cmark_node *paragraph, const struct lines *lines)
{
	size_t first = (size_t)cmark_node_get_start_line(paragraph) - 1;
	size_t end = (size_t)cmark_node_get_end_line(paragraph);
	cmark_node *block;

	assert(lines->p);
	if (first >= end || end > lines->n || !is_table(lines->p + first, end - first))
		return;
	block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
	cmark_node_set_on_enter(block, str_c(a, table(a, lines->p + first, end - first)));
	cmark_node_replace(paragraph, block);
	cmark_node_free(paragraph);
}

void
prose_html(struct out *o, struct str markdown)
{
	struct arena scratch = {0};
	struct lines lines = split(&scratch, markdown);
	cmark_node *document =
	    cmark_parse_document(markdown.p, markdown.n, CMARK_OPT_VALIDATE_UTF8);
	cmark_iter *iter = cmark_iter_new(document);
	cmark_event_type event;
	char *html;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(iter);

		if (event == CMARK_EVENT_EXIT && cmark_node_get_type(n) == CMARK_NODE_PARAGRAPH)
			replace_table(&scratch, n, &lines);
	}
	cmark_iter_free(iter);
	html = cmark_render_html(document, CMARK_OPT_DEFAULT);
	out_text(o, html);
	cmark_get_default_mem_allocator()->free(html);
	cmark_node_free(document);
	arena_free(&scratch);
}
