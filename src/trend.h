/* A workspace as it was at the ends of weeks, months or quarters gone by. */
#ifndef TREND_H
#define TREND_H

#include "date.h"
#include "repo.h"

enum trend_step { TREND_WEEK, TREND_MONTH, TREND_QUARTER };

extern const char *const trend_step_names[]; /* by enum trend_step, ended by NULL */

struct trend_query {
	struct source *source; /* whose history is read; see source_line */
	struct period period;  /* ends that lie in it */
	int32_t as_of;	       /* and not after this day */
	enum trend_step step;
	int fiscal_month; /* the first month of a year; quarters are counted from it */
};

/* The workspace on the evening of a day. */
struct trend_point {
	int32_t day;
	struct git_id revision;
	struct repo *repo; /* the same at days that have one revision; valid during the visit */
};

struct trend_count {
	size_t ends;   /* days that could have a point */
	size_t points; /* that were visited; before the workspace begins there are none */
	size_t broken; /* revisions left out since their settings cannot be read */
};

/* Visits the points, oldest first, until a visitor returns another status than 0. That, or the exit status of
 * an error that was said. */
typedef int trend_visitor(void *ctx, const struct trend_point *point);
int trend_run(struct trend_count *count, const struct trend_query *q, trend_visitor *visit,
    void *ctx);

/* The last day of the week (which begins on a Monday), month or quarter that a day lies in. */
int32_t trend_end(enum trend_step step, int fiscal_month, int32_t day);

#endif
