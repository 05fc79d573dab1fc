/* difference: what two states of a workspace do not have alike, record by record. Records are told apart by
 * (kind, id), so that a move or a split of files is one. */
#ifndef DIFFERENCE_H
#define DIFFERENCE_H

#include "history.h"
#include "repo.h"

struct readings;

struct difference_query {
	struct source *before; /* NULL: there was nothing */
	struct repo *after;    /* its settings say for both which files hold records */
	const struct str
	    *paths; /* files that the two do not have alike, from the workspace's folder,
				  * sorted */
	size_t n_paths;
};

struct difference {
	struct {
		struct history_record *p;
		size_t n, cap;
	} records; /* by kind, id and path; without commits. Trees live as long as the difference */
	struct readings *readings;
	struct {
		struct edition **p;
		size_t n, cap;
	} editions; /* of the files that differ */
};

/* 0, or the exit status of an error that was said. Lives in a until difference_free. */
int difference_of(struct difference *d, struct arena *a, const struct difference_query *query);
void difference_free(struct difference *d);

/* What changed in one of its records, in words. Lives in a. */
void difference_changes(struct changes *list, struct arena *a, const struct difference *d,
    const struct history_record *r);

#endif
