/* What two states of a workspace do not have alike: text, JSON, Markdown. */
#ifndef VIEW_DIFFERENCE_H
#define VIEW_DIFFERENCE_H

#include "difference.h"
#include "out.h"

/* A record that differs. */
struct view_record {
	const struct history_record *record;
	struct changes changes; /* at least one */
};

struct view_difference {
	struct arena *arena;
	struct repo *repo;   /* of the state after */
	struct str from, to; /* the two: a commit's id, "index" or "worktree"; p NULL: nothing */
	struct view_record *p;
	size_t n;
};

/* Text is wrapped to width columns, 0: not at all. */
void view_difference_text(struct out *o, const struct view_difference *v, size_t width);
void view_difference_json(struct out *o, const struct view_difference *v);

/* By the people and teams whom records belong to: for a comment on a pull request. */
void view_difference_markdown(struct out *o, const struct view_difference *v);

#endif
