/* The difference of two trees of one record, in the words of the domain. Driven by the field tables;
 * keys that have no row there are compared as they are. */
#ifndef CHANGE_H
#define CHANGE_H

#include "field.h"

enum change_op {
	CHANGE_ADD,    /* was not there before */
	CHANGE_REMOVE, /* is not there any more */
	CHANGE_CHANGE,
	CHANGE_MOVE, /* stands in another file */
	CHANGE_GAP,  /* of a record: this version cannot be read */
};

extern const char *const change_op_names[]; /* by enum change_op */

struct change {
	enum change_op op;
	struct str
	    field; /* keys joined by dots: key_results.p99.target; p NULL: the whole record */
	struct str before; /* a scalar as the file has it; p NULL: absent, or no scalar */
	struct str after;
	struct str text; /* what happened, in words; may hold bytes from the file */
};

struct changes {
	struct change *p;
	size_t n, cap;
};

/* A value of a check-in that is new or has changed. */
struct change_value {
	struct str goal;	  /* id; p NULL: the goal that is being compared */
	const struct node *entry; /* the check-in on that goal: a mapping with `values` */
	const struct node
	    *record; /* the record that holds it: entry's date and by may stand there */
	struct str key_result;
	const struct node *before; /* the value in this check-in until now; NULL: new */
	const struct node *after;
};

/* Who knows what stands outside of the record; callbacks may be NULL. */
struct change_context {
	void *ctx;
	/* Words for a value, "480 -> 390 ms, 39 %"; p NULL where nothing more is known than the two
	 * nodes. */
	struct str (*value)(void *ctx, struct arena *a, const struct change_value *value);
};

/* What tells an entry of a list apart, "2026-07-28/ada": it stands for the entry in `field`. Empty where
 * nothing does. */
struct str change_identity(struct arena *a, const struct table *t, const struct node *entry);

/* Adds what changed from before to after, in the order of the table: nothing where they are equal.
 * One of them may be NULL: the record was added or removed. id names it. context may be NULL. Lists
 * and texts live in a; the trees are not referred to afterwards. */
void changes_of(struct changes *list, struct arena *a, enum kind kind, struct str id,
    const struct node *before, const struct node *after, const struct change_context *context);

#endif
