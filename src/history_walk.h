/* The first pass over history: which files changed in which commit. Only trees are read. */
#ifndef HISTORY_WALK_H
#define HISTORY_WALK_H

#include "history_kept.h"
#include "ids.h"
#include "spool.h"

/* A file that changed. Of a merge there is one for each parent, next to each other; behind them come
 * files that one parent has and neither the merge nor another parent has, where a record may have come
 * from them. */
struct walk_event {
	uint32_t path;		      /* symbol of the path from the workspace's folder */
	uint32_t parent;	      /* which parent's version before is */
	struct git_id before, after;  /* blobs; zeroes: it is not there */
	bool last_before, last_after; /* no event of a younger commit names the blob */
};

struct walk_commit {
	size_t first_event; /* how many there are of the commits before */
	uint32_t n_events;
	uint32_t n_parents;
	uint32_t first_parent;
	uint32_t
	    number;   /* from 0, the oldest first; commits that change none of the files asked for
			  * may not be here */
	bool cut_off; /* a parent is not there: its events are all that it holds, and no changes */
};

struct walk {
	struct ids ids; /* of the commits, children before parents */
	VEC(struct walk_commit) commits;
	struct spool events;
	size_t n_events;
	size_t n_blobs; /* that events name */
	struct intern *paths;
	size_t missing_trees; /* times that a partial clone lacked a folder */
};

/* Walks from the query's tip; lives in a until history_walk_end. 0, or the exit status of an error
 * that was said. */
int history_walk(struct walk *w, struct arena *a, const struct history_query *query);
void history_walk_end(struct walk *w);

#endif
