/* The first pass over history: which files changed in which commit. Only trees are read. */
#ifndef HISTORY_WALK_H
#define HISTORY_WALK_H

#include "history_kept.h"
#include "ids.h"

/* A file that changed. Of a merge there is one for each parent, next to each other; behind them come
 * files that one parent has and neither the merge nor another parent has, where a record may have come
 * from them. */
struct walk_event {
	uint32_t path;	 /* symbol of the path from the workspace's folder */
	uint32_t before; /* number of the blob, 0: it was not there */
	uint32_t after;	 /* 0: it is not there any more */
	uint32_t parent; /* which parent's version before is */
};

struct walk_events {
	struct walk_event *p;
	size_t n, cap;
};

struct walk_commit {
	struct git_id tree;
	size_t first_parent; /* its parents are [first_parent, first_parent + n_parents) */
	size_t n_parents;
	size_t first_event; /* its events are [first_event, first_event + n_events) */
	size_t n_events;
	bool cut_off; /* a parent is not there: its events are all that it holds, and no changes */
};

struct walk {
	struct ids ids; /* of the commits, children before parents */
	struct walk_commit *commits;
	struct {
		uint32_t *p;
		size_t n, cap;
	} parents; /* numbers of commits */
	struct walk_events events;
	struct ids blobs; /* the first is none */
	struct intern *paths;
	size_t missing_trees; /* times that a partial clone lacked a folder */
};

/* Walks from the query's tip; lives in a until history_walk_end. 0, or the exit status of an error
 * that was said. */
int history_walk(struct walk *w, struct arena *a, const struct history_query *query);
void history_walk_end(struct walk *w);

#endif
