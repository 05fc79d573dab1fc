/* How a log is gathered; private to log*.c. */
#ifndef LOG_PART_H
#define LOG_PART_H

#include "log.h"
#include "reading.h"

struct gathering {
	struct log *log;
	struct log_query *query;
	struct readings *readings;
	struct arena scratch; /* rewound after each record */
	struct {
		uint32_t *p;
		size_t n, cap;
	} above; /* by symbol of a person: their team, of a team: its parent; 0: none */
	bool author_is_person;		   /* there is one with the id that the author's wish has */
	const struct history_commit *last; /* that log_likes_author was asked about */
	bool liked;			   /* what it said */
};

void log_begin_wishes(struct gathering *g);

/* Takes in a person or team as it is after a commit: all of a commit before they are asked about. */
void log_prepare_wishes(struct gathering *g, const struct history_record *r);

/* Does a record meet a wish? A record or file that is asked for is followed through all of history. */
bool log_meets_wish(struct gathering *g, const struct history_record *r);

/* May it still turn out to be wanted, or a part of it? What check-ins say of a goal belongs to the
 * history of the goal. */
bool log_may_meet_wish(const struct log_query *q, const struct history_record *r);

/* Does it pass the filters of time, kind and team? */
bool log_passes_filters(struct gathering *g, const struct history_record *r);

/* Is the commit by the author who is asked for? Once all of history is known. */
bool log_likes_author(struct gathering *g, const struct history_commit *c);

/* Where patches come from: the trees of one commit after the other. Begin with source and the rest 0. */
struct log_patches {
	struct source *source;
	const struct history_commit *commit; /* whose trees these are; NULL: none yet */
	bool merge;			     /* there are no patches */
	bool has_before;		     /* there is a commit before this one */
	struct git_id before, after;	     /* trees */
};

/* What the record's commit did to the record's document, as the hunks of a unified diff with the lines of the
 * file and the two lines that name it; where its file could not be read before or after, what it did to all
 * of the file. Empty for a merge, and where nothing but the place has changed. 0, or the exit status of an
 * error that was said. Lives in a. */
int log_patch(struct str *patch, struct log_patches *p, struct arena *a,
    const struct log_record *r);

/* Leaves of a check-in's changes those on goals that are asked for. */
void log_keep_on_goals(struct changes *changes, const struct log_query *q);

#endif
