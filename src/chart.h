/* Numbers over days, drawn with characters. */
#ifndef CHART_H
#define CHART_H

#include "date.h"
#include "grid.h"

struct chart_point {
	int32_t day;
	double value; /* finite */
};

/* A value that holds at all times, drawn as a line with its name at the right. */
struct chart_line {
	double value; /* finite */
	struct str name;
	enum tone tone;
};

struct chart {
	const struct chart_point *points; /* by day */
	size_t n;
	const struct chart_line *lines;
	size_t n_lines;
	struct period days; /* that the axis spans; points outside are not drawn */
	bool steps;    /* a value holds until the next; else they are joined by straight lines */
	bool whole;    /* values are counted: there is nothing between whole numbers */
	size_t height; /* rows that the values may take, 2 or more; the axis takes two more */
	struct grid_style
	    style; /* width of all, blocks: of box-drawing characters; else of ASCII */
};

void chart_print(struct out *o, const struct chart *c);

/* Values between 0 and top as a line of steps, one each, and a dot for NaN. */
struct str chart_steps(struct arena *a, const double *values, size_t n, double top, bool blocks);

/* The marks of an axis of values: low, low + step ... low + n * step. */
struct chart_scale {
	double low, step;
	size_t n; /* 1 or more */
};

/* Steps of 1, 2 or 5 times a power of ten, none below `finest`, the smallest that take no more than `most` of them, 2 or more, from
 * below the least value to above the greatest. */
struct chart_scale chart_scale(double least, double greatest, size_t most, double finest);

/* The marks of an axis of days: every so many days from its first one on, or the first days of months. */
struct chart_calendar {
	int days;
	int months; /* 0: days count */
};

/* The closest marks whose dates have room below an axis of so many columns, 2 or more. */
struct chart_calendar chart_calendar(struct period days, size_t columns);

/* The first mark after a day, or on it, of an axis that begins on the first of these days. */
int32_t chart_mark(const struct chart_calendar *c, int32_t first, int32_t day);

#endif
