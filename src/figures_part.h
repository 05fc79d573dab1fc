/* What the text of figures shares; private to figures*.c. */
#ifndef FIGURES_PART_H
#define FIGURES_PART_H

#include "figures.h"
#include "json.h"

/* By enum pace. */
extern const enum tone figures_tones[];

/* "60 %", "-" for NaN; and a number in its shortest form, "-" for NaN. */
struct str figures_percent(struct arena *a, double p);
struct str figures_number(struct arena *a, double value);

/* Milestones of a key result that are done on a day. */
uint32_t figures_milestones(const struct kr_progress *k, int32_t as_of);

/* Goals, or a roll-up by team or person, for a pipe: rows of the same columns, a fact in each, "-" where
 * there is none. */
void figures_rows(struct out *o, const struct figures *f);

/* The trend of a goal or, unless by `supports`, of a line of the roll-up, by its place: as many of the newest
 * points as have room. Empty where none was asked for. */
struct str figures_steps(const struct figures *f, size_t i);

/* The trend alone. */
void figures_trend_json(struct json *j, const struct figures *f);
void figures_trend_csv(struct out *o, const struct figures *f);
void figures_trend_rows(struct out *o, const struct figures *f);

/* The roll-up by `supports`. */
void figures_tree(struct out *o, const struct figures *f);

#endif
