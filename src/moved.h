/* moved: what had been agreed in a goal and was changed after the goal had started or somebody had
 * acknowledged it, and the replan that explains it. */
#ifndef MOVED_H
#define MOVED_H

#include "goal.h"
#include "history.h"
#include "repo.h"

/* Somebody has acknowledged a goal. */
struct moved_seen {
	const struct history_commit *commit; /* the one that says so; NULL: nobody has */
	struct str by;			     /* id of the person */
};

struct moved {
	const struct goal *goal;
	const struct history_commit *commit;
	int32_t days;		/* since the goal's start; 0: it had not started, or nobody knows */
	struct moved_seen seen; /* the last acknowledgement before it, where these count */
	struct str field;	/* keys joined by dots: see change.h */
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
	bool
	    acknowledged; /* what changed after an acknowledgement counts before the start as well */
};

/* Goals whose history is being visited. */
struct moved_search {
	struct arena *arena;
	const struct moved_query *q;
	struct moved_list *list;
	bool *wanted;		 /* by place among the goals */
	struct moved_seen *seen; /* by place among the goals */
};

/* Begins a search in a history that is visited for other reasons as well: moved_take takes each of its
 * records. What moves the query's goals is added to list, which lives in a as search does. */
void moved_begin(struct moved_search *search, struct moved_list *list, struct arena *a,
    const struct moved_query *q);
void moved_take(struct moved_search *search, const struct history_record *h);

/* Reads the history of these goals; acknowledgements of them cannot count. *limits says what could not be seen. 0, or the exit status of an
 * error that was said. The list lives in a. */
int moved_find(struct moved_list *list, struct history_limits *limits, struct arena *a,
    const struct moved_query *q);

#endif
