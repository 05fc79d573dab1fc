/* The first pass over history in the making; private to history_walk*.c. */
#ifndef HISTORY_WALK_PART_H
#define HISTORY_WALK_PART_H

#include "history_tree.h"
#include "history_walk.h"
#include "source_list.h"

/* Files that are asked for, where not all are. */
struct wanted {
	bool *files;   /* by symbol of the path */
	bool *folders; /* lead to such a file */
	size_t n;      /* length of both */
};

struct pass {
	struct walk *walk;
	const struct history_query *query;
	struct arena *arena;  /* the walk's */
	struct arena passing; /* what it needs until it ends */
	struct arena scratch; /* rewound after each commit */
	struct arena found;   /* events of a commit; the same */
	struct source_filter filter;
	struct trees trees;
	bool chosen;   /* events of wanted files alone are asked for */
	bool narrowed; /* and nothing else is compared */
	struct wanted wanted;
	struct kept *kept;	    /* NULL: nothing is */
	struct git_steps steps;	    /* by number of the commit */
	VEC(uint32_t) parents;	    /* numbers of commits: of each those from first_parent on */
	struct ids_seen blobs;	    /* that events name */
	struct file_events taken;   /* those of the commit's events that are asked for */
	struct file_events *events; /* where comparing puts what it finds */
	int status;
};

/* Compares a commit's tree with those of its parents, and adds what differs, where it is asked for, to p->events. */
void history_walk_compare(struct pass *p, const struct walk_commit *c);

#endif
