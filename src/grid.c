#include "grid.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum {
	BAR = 8, /* columns of a bar */
	GAP = 2, /* columns between two cells */
	LEAST = 4,
};

static const char *const colours[TONES] = {
    [TONE_GOOD] = "\033[32m",
    [TONE_WARN] = "\033[33m",
    [TONE_BAD] = "\033[31m",
    [TONE_FAINT] = "\033[2m",
    [TONE_STRONG] = "\033[1m",
    [TONE_PLACE] = "\033[36m",
};

void
grid_init(struct grid *g, struct arena *a, const struct grid_column *columns, size_t n)
{
	*g = (struct grid){.arena = a, .columns = columns, .n_columns = n};
}

struct grid_cell *
grid_text(struct grid *g, struct str text)
{
	struct grid_cell *cell = vec_push(g->arena, g);

	*cell = (struct grid_cell){.text = text, .share = NAN};
	return cell;
}

struct grid_cell *
grid_bar(struct grid *g, double share)
{
	struct grid_cell *cell = grid_text(g, S(""));

	cell->share = share;
	return cell;
}

void
tone_print(struct out *o, struct str text, enum tone tone, bool colour)
{
	const char *on = colour && text.n ? colours[tone] : NULL;

	if (on)
		out_text(o, on);
	out_str(o, text);
	if (on)
		out_text(o, "\033[0m");
}

/* What is printed, and where it goes first. */
struct print {
	struct out *out;
	const struct grid *grid;
	const struct grid_style *style;
	struct arena scratch; /* texts of one row */
	size_t *widths;	      /* of each column */
	bool *hidden;	      /* columns that are left out */
};

static struct str
escaped(struct arena *a, struct str text)
{
	struct out o;

	out_init(&o, a, -1);
	out_term(&o, text);
	return out_all(&o);
}

/* Only what is complete fills the bar, and whatever is above 0 begins it. */
static struct str
bar_text(struct arena *a, double share, bool blocks)
{
	struct out o;
	long filled;

	if (isnan(share))
		return S("");
	out_init(&o, a, -1);
	share = share < 0 ? 0 : share > 1 ? 1 : share;
	filled = lround(share * BAR);
	if (filled == BAR && share < 1 - 1e-9)
		filled = BAR - 1;
	if (filled == 0 && share > 1e-9)
		filled = 1;
	for (long i = 0; i < BAR; i++)
		out_text(&o, i < filled ? blocks ? "\u2588" : "#" : blocks ? "\u2591" : ".");
	return out_all(&o);
}

static struct str
cell_text(struct print *p, size_t column, const struct grid_cell *cell)
{
	if (p->grid->columns[column].drawn)
		return bar_text(&p->scratch, cell->share, p->style->blocks);
	return escaped(&p->scratch, cell->text);
}

static size_t
cell_width(struct print *p, size_t column, const struct grid_cell *cell)
{
	struct arena_mark mark = arena_mark(&p->scratch);
	size_t width = str_columns(cell_text(p, column, cell));

	arena_rewind(&p->scratch, mark);
	return width;
}

/* Columns of a row. */
static size_t
row_width(const struct print *p)
{
	size_t total = 0, shown = 0;

	for (size_t c = 0; c < p->grid->n_columns; c++) {
		total += p->hidden[c] ? 0 : p->widths[c];
		shown += !p->hidden[c];
	}
	return total + (shown ? shown - 1 : 0) * GAP;
}

/* Takes from the columns that can give most, down to what each is cut to, or LEAST where it is far;
 * false where the row does not fit even so. */
static bool
shrink(struct print *p, bool far)
{
	size_t n = p->grid->n_columns;

	for (size_t total = row_width(p); total > p->style->width; total--) {
		size_t most = 0, from = n;

		for (size_t c = 0; c < n; c++) {
			size_t least = far ? LEAST : p->grid->columns[c].least;

			if (!p->grid->columns[c].least || p->hidden[c] ||
			    p->widths[c] <= least + most)
				continue;
			most = p->widths[c] - least;
			from = c;
		}
		if (from == n)
			return false;
		p->widths[from]--;
	}
	return true;
}

/* Hides the column that is spared first; false where there is none. */
static bool
hide(struct print *p)
{
	size_t n = p->grid->n_columns, first = n;

	for (size_t c = 0; c < n; c++) {
		unsigned spare = p->grid->columns[c].spare;

		if (spare && !p->hidden[c] && (first == n || spare < p->grid->columns[first].spare))
			first = c;
	}
	if (first < n)
		p->hidden[first] = true;
	return first < n;
}

static void
measure(struct print *p)
{
	const struct grid *g = p->grid;
	size_t *full = NEW_ARRAY(&p->scratch, size_t, g->n_columns);

	for (const struct grid_cell *row = g->p; row < g->p + g->n; row += g->n_columns)
		for (size_t c = 0; c < g->n_columns; c++) {
			size_t width = cell_width(p, c, &row[c]);

			if (width > full[c])
				full[c] = width;
		}
	for (size_t c = 0; c < g->n_columns; c++) {
		size_t title = str_columns(str_of(g->columns[c].title));

		p->hidden[c] = full[c] == 0 && g->columns[c].spare;
		if (full[c] < title)
			full[c] = title;
	}
	do
		memcpy(p->widths, full, g->n_columns * sizeof *full);
	while (!shrink(p, false) && hide(p));
	shrink(p, true);
}

/* What of text from its begin stands in no more than room columns. */
static struct str
head(struct str text, size_t room)
{
	struct str rest = text;
	size_t used = 0, end = 0;

	while (rest.n) {
		struct str before = rest;

		utf8_next(&rest);
		used += str_columns(str_sub(before, 0, before.n - rest.n));
		if (used > room)
			break;
		end = text.n - rest.n;
	}
	return str_sub(text, 0, end);
}

/* What of a path up to its end does, from a folder on where a whole one does. */
static struct str
tail(struct str text, size_t room)
{
	size_t used = str_columns(text), slash;

	while (used > room) {
		struct str before = text;

		utf8_next(&text);
		used -= str_columns(str_sub(before, 0, before.n - text.n));
	}
	slash = str_index(text, '/');
	return slash < text.n ? str_sub(text, slash, text.n) : text;
}

/* As much of text as fits, with a sign that there was more. */
static struct str
cut(struct print *p, size_t column, struct str text)
{
	struct str more = p->style->blocks ? S("\u2026") : S("...");
	size_t width = p->widths[column], room = width - str_columns(more);

	if (str_columns(text) <= width)
		return text;
	if (p->grid->columns[column].path)
		return str_fmt(&p->scratch, "%.*s%.*s", SV(more), SV(tail(text, room)));
	return str_fmt(&p->scratch, "%.*s%.*s", SV(head(text, room)), SV(more));
}

/* Nothing is written behind the last text of a row. */
static void
print_aligned(struct print *p, const struct grid_cell *row, const struct str *texts)
{
	size_t n = p->grid->n_columns, blanks = 0;

	while (n && (!texts[n - 1].n || p->hidden[n - 1]))
		n--;
	for (size_t c = 0; c < n; c++) {
		struct str text = cut(p, c, texts[c]);
		size_t pad = p->widths[c] - str_columns(text);
		bool right = p->grid->columns[c].right;

		if (p->hidden[c])
			continue;
		out_pad(p->out, ' ', blanks + (right ? pad : 0));
		tone_print(p->out, text, row ? row[c].tone : TONE_STRONG, p->style->colour);
		blanks = GAP + (right ? 0 : pad);
	}
	out_char(p->out, '\n');
}

static void
print_tabbed(struct print *p, const struct grid_cell *row, const struct str *texts)
{
	bool first = true;

	for (size_t c = 0; c < p->grid->n_columns; c++) {
		if (p->grid->columns[c].drawn)
			continue;
		if (!first)
			out_char(p->out, '\t');
		tone_print(p->out, texts[c], row[c].tone, p->style->colour);
		first = false;
	}
	out_char(p->out, '\n');
}

void
grid_print(struct out *o, const struct grid *g, const struct grid_style *style)
{
	struct print p = {.out = o, .grid = g, .style = style};
	struct str *texts;
	struct arena_mark mark;

	assert(g->n % g->n_columns == 0);
	texts = NEW_ARRAY(&p.scratch, struct str, g->n_columns);
	p.widths = NEW_ARRAY(&p.scratch, size_t, g->n_columns);
	p.hidden = NEW_ARRAY(&p.scratch, bool, g->n_columns);
	if (style->aligned && g->n) {
		measure(&p);
		for (size_t c = 0; c < g->n_columns; c++)
			texts[c] = str_of(g->columns[c].title);
		print_aligned(&p, NULL, texts);
	}
	mark = arena_mark(&p.scratch);
	for (size_t i = 0; i < g->n; i += g->n_columns) {
		for (size_t c = 0; c < g->n_columns; c++)
			texts[c] = cell_text(&p, c, &g->p[i + c]);
		if (style->aligned)
			print_aligned(&p, &g->p[i], texts);
		else
			print_tabbed(&p, &g->p[i], texts);
		arena_rewind(&p.scratch, mark);
	}
	arena_free(&p.scratch);
}
