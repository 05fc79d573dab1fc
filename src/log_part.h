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
		bool *p;
		size_t n, cap;
	} lineages; /* by number: wanted whatever happened to them */
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

/* Leaves of a check-in's changes those on goals that are asked for. */
void log_keep_on_goals(struct changes *changes, const struct log_query *q);

#endif
