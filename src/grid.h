/* Text in columns. On a terminal they are aligned, fit its width and have titles and bars; elsewhere
 * a row is one line of cells with tabs between, and there are neither. */
#ifndef GRID_H
#define GRID_H

#include <stdbool.h>

#include "out.h"

enum tone {
	TONE_PLAIN,
	TONE_GOOD,
	TONE_WARN,
	TONE_BAD,
	TONE_FAINT,
	TONE_STRONG,
	TONE_PLACE,
	TONES
};

/* How a grid is printed. */
struct grid_style {
	bool aligned; /* for a terminal; else tabs */
	bool colour;  /* tones are shown */
	bool blocks;  /* bars of U+2588; else of ASCII */
	size_t width; /* columns that an aligned row may take */
};

struct grid_column {
	const char *title;
	bool right; /* figures stand at the right */
	bool path;  /* cut at its front, between folders if it can be: the file's name is kept */
	bool drawn; /* a bar: left out where there are tabs */
	size_t
	    least; /* columns it is cut down to where rows would be wider than the terminal, and to
		       * fewer where nothing is left to leave out; 0: never cut */
	unsigned spare; /* is left out where cutting is not enough, 1 first, and on a terminal where
			 * all of it is empty; 0: never */
};

struct grid_cell {
	struct str text; /* printed with control characters escaped */
	double share;	 /* of a bar's length, clamped to 0..1; NaN: no bar */
	enum tone tone;
};

struct grid {
	struct arena *arena; /* holds the cells, not their texts */
	const struct grid_column *columns;
	size_t n_columns;
	struct grid_cell *p; /* row by row */
	size_t n, cap;
};

void grid_init(struct grid *g, struct arena *a, const struct grid_column *columns, size_t n);

/* Adds the next cell: a row is full after n_columns of them. Text is not copied. The cell may be
 * given a tone until the next one is added. */
struct grid_cell *grid_text(struct grid *g, struct str text);
struct grid_cell *grid_bar(struct grid *g, double share);

/* Prints the rows, which are full, and where it is aligned a line of titles above them. Without rows
 * it prints nothing. */
void grid_print(struct out *o, const struct grid *g, const struct grid_style *style);

/* Prints text in a tone. */
void tone_print(struct out *o, struct str text, enum tone tone, bool colour);

#endif
