/* Progress as output: tables with bars, JSON, CSV, and the explanation of every figure. */
#ifndef FIGURES_H
#define FIGURES_H

#include "grid.h"
#include "progress.h"

struct figures {
	struct arena *arena; /* for texts */
	const struct progress *progress;
	const bool *chosen; /* goals to print, by place among progress->goals */
	bool rolled_up;	    /* by and rollups are given */
	enum rollup_by by;
	struct rollups rollups;		    /* of the chosen goals */
	const struct progress_trend *trend; /* NULL: none was asked for */
	bool details;			    /* text: key results below each goal */
	struct grid_style style;	    /* text */
};

/* Chosen goals by id, or where they are rolled up only the roll-up; by `supports` a tree of goals. Where
 * the style is not aligned, for a pipe: see whet-progress(1). */
void figures_text(struct out *o, const struct figures *f);

/* The goals and the roll-up, which is empty where none was asked for; the trend where one was. */
void figures_json(struct out *o, const struct figures *f);

/* A row per key result, one for a goal that has none; or a row per line of the roll-up. With a trend a row for
 * each goal or line of the roll-up at each point instead. */
void figures_csv(struct out *o, const struct figures *f);

/* How each figure of the chosen goals came about: inputs with file and line, formula, steps. */
void figures_explain(struct out *o, const struct figures *f);

/* The names of text, json and csv, the default first, ended by NULL; and printing in one of them. */
extern const char *const figures_formats[];
void figures_print(struct out *o, const char *format, const struct figures *f);

/* How a key result stands: "480 -> 410 ms, target 300", "2 of 3 done", "yes". Its texts may hold
 * bytes from the file. */
struct str figures_words(struct arena *a, const struct kr_progress *k, int32_t as_of);

#endif
