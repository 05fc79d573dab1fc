/* Comparing trees that no table describes, and lists; private to change*.c. */
#ifndef CHANGE_TREE_H
#define CHANGE_TREE_H

#include "change.h"

struct diff {
	struct changes *list;
	struct arena *arena;
	const struct change_context *context; /* NULL: none */
	const struct node *record;	      /* as it is now, or was */
};

/* n, or NULL where it is null, which is as good as absent. */
const struct node *diff_present(const struct node *n);

bool diff_is_collection(const struct node *n); /* false for NULL */

struct str diff_scalar(const struct node *n); /* its text; p is NULL for NULL and collections */

/* The first entry of a collection of this type; NULL for anything else. */
const struct node *diff_first(const struct node *n, enum node_type type);

/* Goes through the keys of two mappings, each of which may be NULL: those of after in its order, then
 * those that only before has. */
struct diff_walk {
	const struct node *old,
	    *now; /* the values of the key that has been come to; NULL: absent */
	const struct node *before, *after;
	const struct node *next;  /* entry of after that comes next */
	const struct node *guess; /* entry of before that is likely to be the same */
	const struct node *rest;  /* entries of before that may be in it alone */
	size_t shared;		  /* keys that were in both */
};

struct diff_walk diff_begin(const struct node *before, const struct node *after);
bool diff_next(struct diff_walk *w);

enum change_op diff_op(const struct node *before, const struct node *after);

/* Adds a change; all texts are copied but field. */
void diff_add(struct diff *d, enum change_op op, struct str field, const struct node *before,
    const struct node *after, struct str text);

/* Compares by key and value; words is what the log calls it, and what begins the words of changes. */
void diff_trees(struct diff *d, struct str field, struct str words, const struct node *before,
    const struct node *after);

/* Compares two mappings; between stands in the words of a change between words and its key. */
void diff_keys(struct diff *d, struct str field, struct str words, const char *between,
    const struct node *before, const struct node *after);

/* Compares lists in which an entry is the same wherever it stands. */
void diff_sets(struct diff *d, struct str field, struct str words, const struct node *before,
    const struct node *after);

/* Entries of a list, or one scalar in the place of a list. */
struct entries {
	const struct node **p; /* NULL: crossed out */
	size_t n;
};

struct entries entries_of(struct arena *a, const struct node *list);

/* Crosses out what both have. False, with nothing done, where that would take too long. */
bool entries_cross_out(struct entries *before, struct entries *after);

#endif
