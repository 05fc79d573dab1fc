/* explain: lines that say how a figure came about, with the places of what went into it. */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include "out.h"
#include "repo.h"

struct explain {
	struct out *out;
	struct repo *repo;
	struct arena scratch; /* texts; who explains one thing after the other rewinds it */
};

/* A line, indented by depth, its text escaped for a terminal. */
void explain_line(struct explain *x, int depth, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Texts in scratch: a number in its shortest form, a figure to six digits ("none" for NaN), a day, a
 * symbol. */
const char *explain_number(struct explain *x, double value);
const char *explain_figure(struct explain *x, double value);
const char *explain_day(struct explain *x, int32_t date);
const char *explain_name(struct explain *x, uint32_t symbol);

/* PATH:LINE of what a JSON Pointer leads to in a record, or of what is nearest to it. */
const char *explain_place(struct explain *x, const struct record *r, struct str pointer);

#endif
