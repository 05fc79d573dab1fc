/* moved: what had been agreed in a goal and was changed after the goal had started, and the replan that
 * explains it. */
#ifndef MOVED_H
#define MOVED_H

#include "goal.h"
#include "history.h"
#include "repo.h"

struct moved {
	const struct goal *goal;
	const struct history_commit *commit;
	struct str what; /* the field's own name: "target", "due"; "key result" of one that came or
			  * went */
	struct str text; /* what happened, in words; may hold users' text */
	const struct replan *explained; /* written in the same commit or dated within two weeks of
					 * it, and naming the field or key result; NULL: by none */
};

struct moved_list {
	struct moved *p; /* oldest commit first */
	size_t n, cap;
};

struct moved_query {
	struct repo *repo; /* of a source whose commit is known: see source_commit */
	const struct goal *const *goals;
	size_t n;
	int32_t as_of; /* commits of later days do not count */
};

/* Reads the history of these goals. *limits says what could not be seen. 0, or the exit status of an
 * error that was said. The list lives in a. */
int moved_find(struct moved_list *list, struct history_limits *limits, struct arena *a,
    const struct moved_query *q);

#endif
