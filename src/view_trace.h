/* What became of a need that was seen, as output: a tree, rows, JSON. */
#ifndef VIEW_TRACE_H
#define VIEW_TRACE_H

#include "gaps.h"
#include "grid.h"
#include "trace.h"

struct view_trace {
	struct arena *arena; /* for texts */
	struct repo *repo;
	int32_t as_of;
	struct str of;		     /* what is traced: KIND:ID, plan:ID#FOCUS, PERSON/SKILL */
	const struct record *record; /* NULL: a gap */
	const struct gaps *person;   /* whose gap it is; NULL: a record is traced */
	const struct gap *gap; /* NULL: a record is traced, or nothing is known of the skill */
	struct trace_improvements improvements; /* of feedback and results */
	struct trace_focuses focuses;
	struct grid_style style; /* text */
};

/* On a terminal a tree; elsewhere a row for each action, and one for a focus without. */
void view_trace_text(struct out *o, const struct view_trace *v);
void view_trace_json(struct out *o, const struct view_trace *v, bool lines);

#endif
