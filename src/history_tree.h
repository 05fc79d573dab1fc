/* Git's trees, each read once and kept for a while; private to history*.c. */
#ifndef HISTORY_TREE_H
#define HISTORY_TREE_H

#include "ids.h"

struct tree {
	struct str bytes; /* the object, for git_parse_entry: entries in Git's order */
	bool missing;	  /* a partial clone lacks it, or it cannot be read */
	bool nested;	  /* it holds a whet.yaml */
};

/* Trees that came into memory one after the other. */
struct generation {
	struct arena arena;
	struct ids ids;
	struct {
		struct tree **p;
		size_t n, cap;
	} trees; /* by number of id */
};

struct trees {
	struct git *git;
	struct generation young, old;
	int status; /* of an error that was said; 0: none */
};

/* Valid until trees_forget. */
const struct tree *trees_get(struct trees *t, struct git_id id);

/* Drops the older generation when the younger one has grown: a commit's trees are compared with those
 * of its parents, which come next, so that hardly any are read twice. */
void trees_forget(struct trees *t);

void trees_free(struct trees *t);

#endif
