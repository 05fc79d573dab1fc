/* Improvements that led to nothing, as output: a table, JSON. */
#ifndef VIEW_UNTRACED_H
#define VIEW_UNTRACED_H

#include "grid.h"
#include "trace.h"

struct view_untraced {
	struct arena *arena; /* for texts */
	struct repo *repo;
	int32_t as_of;
	const struct trace_improvements *list;
	struct grid_style style; /* text */
};

void view_untraced_text(struct out *o, const struct view_untraced *v);
void view_untraced_json(struct out *o, const struct view_untraced *v, bool lines);

#endif
