/* promise: something that somebody said they would do: an action of a plan or a note, a next step of a
 * review. */
#ifndef PROMISE_H
#define PROMISE_H

#include "plan.h"
#include "repo.h"

struct promise {
	const struct record *record; /* the plan, note or review that it stands in */
	uint32_t focus;		     /* symbol of the plan's focus that it serves, 0: none */
	uint32_t key;		     /* symbol of the action or step */
	struct str title;
	uint32_t owner; /* symbol of a person: of an action without one, the plan's */
	int32_t due;
	int32_t done;	 /* DATE_NONE: not by the as-of date */
	int32_t dropped; /* the same */
};

struct promise_list {
	struct promise *p;
	size_t n, cap;
};

/* Adds those of a record in the order of the file: none where it is of another kind, or a plan or
 * note that begins after the as-of date. Reviews bear no date: whether one is known is for the
 * caller to say. The list lives in a. */
void promises_add(struct promise_list *list, struct arena *a, const struct record *record,
    int32_t as_of);

/* Does a record bind anybody to its promises on a day? A review bears no date: what it says is agreed
 * when its period has ended. A plan or review of somebody who has left binds nobody any more. */
bool promises_bind(const struct repo *repo, const struct record *record, int32_t day);

/* How an action is learnt from: as it says, else as its opportunity does. */
enum mode promise_mode(const struct repo *repo, const struct plan_action *action);

#endif
