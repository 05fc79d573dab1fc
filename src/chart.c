#include "chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"

enum {
	COLUMNS_LEAST = 10, /* of the plot, however narrow the terminal */
	DATE_ROOM = 12,	    /* columns of 2026-07-01 and two blanks */
	MONTH_ROOM = 9,	    /* of 2026-07 */
};

/* What stands in a cell of the plot, the more important the later. */
enum cell { CELL_BLANK, CELL_LINE, CELL_WAY, CELL_POINT };

enum glyph {
	GLYPH_BLANK,
	GLYPH_LINE,
	GLYPH_WAY,
	GLYPH_POINT,
	GLYPH_SIDE,
	GLYPH_MARK,
	GLYPH_CORNER,
	GLYPH_FLOOR,
	GLYPH_DAY
};

static const char *const glyphs[2][9] = {
    {" ", "-", ".", "o", "|", "+", "+", "-", "+"},
    {" ", "\u2504", "\u00b7", "\u25cf", "\u2502", "\u2524", "\u2514", "\u2500", "\u252c"},
};

/* Lines of steps. */

struct str
chart_steps(struct arena *a, const double *values, size_t n, double top, bool blocks)
{
	static const char *const of_blocks[] = {"\u2581", "\u2582", "\u2583", "\u2584", "\u2585",
	    "\u2586", "\u2587", "\u2588"};
	static const char *const of_digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
	const char *const *steps = blocks ? of_blocks : of_digits;
	int n_steps = blocks ? 8 : 10;
	struct out o;

	out_init(&o, a, -1);
	for (size_t i = 0; i < n; i++) {
		int step = top > 0 && values[i] > 0 ? (int)(values[i] / top * n_steps) : 0;

		if (isnan(values[i]))
			out_text(&o, blocks ? "\u00b7" : ".");
		else
			out_text(&o, steps[step < n_steps ? step : n_steps - 1]);
	}
	return out_all(&o);
}

/* Scales. */

struct chart_scale
chart_scale(double least, double greatest, size_t most, double finest)
{
	static const double factors[] = {1, 2, 5, 10, 20, 50};
	double widen = least == 0 ? 1 : fabs(least) / 10, unit;
	struct chart_scale s = {least, greatest / 2 - least / 2, 2};

	if (least == greatest)
		return chart_scale(least - widen, greatest + widen, most, finest);
	unit = pow(10, floor(log10(fmax((greatest - least) / (double)most, finest))));
	for (size_t i = 0; i < sizeof factors / sizeof *factors && isfinite(greatest - least);
	     i++) {
		double step = unit * factors[i], low = floor(least / step + 1e-9) * step;
		double n = ceil((greatest - low) / step - 1e-9);

		s = (struct chart_scale){low, step, n > 1 ? (size_t)n : 1};
		if (s.n <= most)
			break;
	}
	return s;
}

struct chart_calendar
chart_calendar(struct period days, size_t columns)
{
	static const struct chart_calendar steps[] = {{1, 0}, {2, 0}, {7, 0}, {14, 0}, {30, 1},
	    {61, 2}, {91, 3}, {182, 6}, {365, 12}, {731, 24}, {1826, 60}, {3652, 120},
	    {36525, 1200}};
	double per_day =
	    (double)(columns - 1) / (days.end > days.start ? days.end - days.start : 1);
	size_t i = 0;

	while (i + 1 < sizeof steps / sizeof *steps &&
	       steps[i].days * per_day < (steps[i].months ? MONTH_ROOM : DATE_ROOM))
		i++;
	return steps[i];
}

int32_t
chart_mark(const struct chart_calendar *c, int32_t first, int32_t day)
{
	int year, month, of_month;

	if (!c->months)
		return day + (c->days - (day - first) % c->days) % c->days;
	date_civil(&year, &month, &of_month, day);
	month += year * 12 - 1 + (of_month > 1);
	month += (c->months - month % c->months) % c->months;
	return date_of(month / 12, month % 12 + 1, 1);
}

/* Drawing. */

static bool
is_shown(const struct chart *c, const struct chart_point *at)
{
	return at->day >= c->days.start && at->day <= c->days.end;
}

struct plot {
	const struct chart *chart;
	struct arena *arena;
	struct chart_scale scale;
	size_t per_step; /* rows of a step of the scale */
	size_t rows;	 /* the lowest is row 0 */
	size_t columns;
	size_t labels;		   /* columns of the widest */
	unsigned char *cells;	   /* enum cell, row by row */
	const char *const *glyphs; /* by enum glyph */
};

static size_t
row_of(const struct plot *p, double value)
{
	double row = (value - p->scale.low) / p->scale.step * (double)p->per_step;
	double top = (double)(p->rows - 1);

	return (size_t)lround(row < 0 ? 0 : row > top ? top : row);
}

static size_t
column_of(const struct plot *p, int32_t day)
{
	struct period days = p->chart->days;
	double share =
	    days.end > days.start ? ((double)day - days.start) / (days.end - days.start) : 0;

	return (size_t)lround(share * (double)(p->columns - 1));
}

static void
set(struct plot *p, size_t column, size_t row, enum cell cell)
{
	unsigned char *at = &p->cells[row * p->columns + column];

	if (*at < cell)
		*at = (unsigned char)cell;
}

/* A way between two cells, both left alone if points stand there. */
static void
draw_way(struct plot *p, size_t column, size_t row, size_t to_column, size_t to_row)
{
	long across = (long)to_column - (long)column, up = (long)to_row - (long)row;
	long n = labs(across) > labs(up) ? labs(across) : labs(up);

	for (long i = 0; i <= n && n; i++)
		set(p, (size_t)((long)column + lround((double)(across * i) / (double)n)),
		    (size_t)((long)row + lround((double)(up * i) / (double)n)), CELL_WAY);
}

static void
draw(struct plot *p)
{
	const struct chart *c = p->chart;
	const struct chart_point *last = NULL;

	for (size_t i = 0; i < c->n_lines; i++)
		memset(&p->cells[row_of(p, c->lines[i].value) * p->columns], CELL_LINE, p->columns);
	for (size_t i = 0; i < c->n; i++) {
		const struct chart_point *at = &c->points[i];
		size_t column, row;

		if (!is_shown(c, at))
			continue;
		column = column_of(p, at->day);
		row = row_of(p, at->value);
		if (last && c->steps) {
			draw_way(p, column_of(p, last->day), row_of(p, last->value), column,
			    row_of(p, last->value));
			draw_way(p, column, row_of(p, last->value), column, row);
		} else if (last) {
			draw_way(p, column_of(p, last->day), row_of(p, last->value), column, row);
		}
		set(p, column, row, CELL_POINT);
		last = at;
	}
}

/* Printing. */

/* The value at a mark, with as many digits behind the point as the step has. */
static struct str
label_of(const struct plot *p, size_t mark)
{
	double value = p->scale.low + (double)mark * p->scale.step;
	int digits = p->scale.step < 1 ? (int)ceil(-log10(p->scale.step) - 1e-9) : 0;

	if (fabs(value) < p->scale.step / 2)
		value = 0;
	if (fabs(value) >= 1e9 || digits > 6)
		return str_fmt(p->arena, "%g", value);
	return str_fmt(p->arena, "%.*f", digits, value);
}

/* The lines that stand in a row: their names as they are printed at its right, in the tone of the first. */
static struct str
names_in(enum tone *tone, const struct plot *p, size_t row)
{
	const struct chart *c = p->chart;
	struct out o;

	*tone = TONE_PLAIN;
	out_init(&o, p->arena, -1);
	for (size_t i = 0; i < c->n_lines; i++) {
		if (row_of(p, c->lines[i].value) != row)
			continue;
		if (!o.n)
			*tone = c->lines[i].tone;
		out_text(&o, o.n ? ", " : " ");
		out_term(&o, c->lines[i].name);
	}
	return out_all(&o);
}

static void
print_row(struct out *o, const struct plot *p, size_t row)
{
	static const enum glyph drawn[] =
	    {[CELL_LINE] = GLYPH_LINE, [CELL_WAY] = GLYPH_WAY, [CELL_POINT] = GLYPH_POINT};
	enum tone tones[] = {[CELL_POINT] = TONE_STRONG};
	struct str names = names_in(&tones[CELL_LINE], p, row);
	const unsigned char *cells = &p->cells[row * p->columns];
	bool marked = row % p->per_step == 0;
	struct str label = marked ? label_of(p, row / p->per_step) : S("");
	size_t n = p->columns, end;

	while (n && cells[n - 1] == CELL_BLANK)
		n--;
	out_pad(o, ' ', p->labels - label.n);
	out_str(o, label);
	out_fmt(o, " %s", p->glyphs[marked ? GLYPH_MARK : GLYPH_SIDE]);
	for (size_t i = 0; i < n; i = end) {
		struct out run;

		out_init(&run, p->arena, -1);
		for (end = i; end < n && cells[end] == cells[i]; end++)
			out_text(&run, p->glyphs[drawn[cells[i]]]);
		tone_print(o, out_all(&run), tones[cells[i]], p->chart->style.colour);
	}
	tone_print(o, names, tones[CELL_LINE], p->chart->style.colour);
	out_char(o, '\n');
}

/* The axis of days, and their dates below it: the last one ends with the axis where it has no room. */
static void
print_days(struct out *o, const struct plot *p)
{
	struct period days = p->chart->days;
	struct chart_calendar calendar = chart_calendar(days, p->columns);
	char *dates = arena_bytes(p->arena, p->columns + DATE_ROOM);
	size_t done = 0, end = 0;

	out_pad(o, ' ', p->labels + 1);
	out_text(o, p->glyphs[GLYPH_CORNER]);
	memset(dates, ' ', p->columns + DATE_ROOM);
	for (int32_t day = days.start; (day = chart_mark(&calendar, days.start, day)) <= days.end;
	     day++) {
		size_t column = column_of(p, day), n = calendar.months ? 7 : 10;
		char text[11];

		for (; done < column; done++)
			out_text(o, p->glyphs[GLYPH_FLOOR]);
		out_text(o, p->glyphs[GLYPH_DAY]);
		done++;
		if (column + n > p->columns && p->columns >= n)
			column = p->columns - n;
		if (end && column < end + 2)
			continue;
		memcpy(dates + column, date_text(text, day), n);
		end = column + n;
	}
	for (; done < p->columns; done++)
		out_text(o, p->glyphs[GLYPH_FLOOR]);
	out_char(o, '\n');
	out_pad(o, ' ', p->labels + 2);
	out_fmt(o, "%.*s\n", (int)end, dates);
}

/* Columns of the labels, of the names at the right, and of what is left between them. */
static void
measure(struct plot *p)
{
	size_t width = p->chart->style.width, names = 0, taken;
	enum tone tone;

	for (size_t i = 0; i <= p->scale.n; i++) {
		struct str label = label_of(p, i);

		if (label.n > p->labels)
			p->labels = label.n;
	}
	for (size_t row = 0; row < p->rows; row++) {
		size_t columns = str_columns(names_in(&tone, p, row));

		if (columns > names)
			names = columns;
	}
	taken = p->labels + 2 + names;
	p->columns = width > taken + COLUMNS_LEAST ? width - taken : COLUMNS_LEAST;
}

static struct chart_scale
scale_of(const struct chart *c)
{
	double least = INFINITY, greatest = -INFINITY;

	for (size_t i = 0; i < c->n; i++)
		if (is_shown(c, &c->points[i])) {
			least = fmin(least, c->points[i].value);
			greatest = fmax(greatest, c->points[i].value);
		}
	for (size_t i = 0; i < c->n_lines; i++) {
		least = fmin(least, c->lines[i].value);
		greatest = fmax(greatest, c->lines[i].value);
	}
	if (!(least <= greatest))
		least = greatest = 0;
	return chart_scale(least, greatest, c->height > 4 ? c->height / 2 : 2, c->whole);
}

void
chart_print(struct out *o, const struct chart *c)
{
	struct arena scratch = {0};
	struct plot p = {.chart = c,
	    .arena = &scratch,
	    .scale = scale_of(c),
	    .glyphs = glyphs[c->style.blocks]};

	p.per_step = c->height > p.scale.n ? (c->height - 1) / p.scale.n : 1;
	p.rows = p.scale.n * p.per_step + 1;
	measure(&p);
	p.cells = arena_alloc(&scratch, p.rows * p.columns);
	draw(&p);
	for (size_t row = p.rows; row-- > 0;)
		print_row(o, &p, row);
	print_days(o, &p);
	arena_free(&scratch);
}
