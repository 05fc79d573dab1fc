/* due: what is due of whom: goals, check-ins, promises, answers, acknowledgements, feedback, cycles and
 * reviews, as of a day. Whoever has left has nothing due, and nobody waits for what is about them.
 * Left out are records that do not count (links_counts). Nothing here tells who said what in a
 * confidential cycle, nor, outside of its collector's workspace, who was asked in it. */
#ifndef DUE_H
#define DUE_H

#include "repo.h"

/* Days ahead that are looked at where nothing else is asked for. */
enum { DUE_WITHIN = 14 };

/* What waits. They are listed in this order, which is that of their names. */
enum due_type {
	DUE_ACKNOWLEDGEMENT, /* of a final review, or of feedback of the last feedback_days, by the
			      * person it is about; it has no date */
	DUE_ACTION,	     /* a promise, of whom it binds; without a date where none was said */
	DUE_CHECKIN,	     /* of a goal, by its cadence, the owner's days away left out */
	DUE_CYCLE,    /* one that closes with reviews, answers or results missing, of its collector,
		       * else of who leads its first participant */
	DUE_FEEDBACK, /* for a person who has had none from others for feedback_days, of their
		       * manager, else their own; without a date where they never had any and do
		       * not say when they started */
	DUE_GOAL,     /* one that is neither closed nor a draft nor dropped, at its end */
	DUE_REQUEST,  /* answers that are missing, of who asked for them, else of the cycle's
		       * collector, else of whom they are about */
	DUE_RESPONSE, /* an answer, of the person asked: one item for each of them */
	DUE_REVIEW, /* a final review, at a cycle's close, of the participant's manager, else of the
		       * participant: one item for each of them */
};

extern const char *const due_type_names[]; /* by enum due_type */

struct due_item {
	enum due_type type;
	bool overdue;		     /* the day after due has come; never without a date */
	const struct record *record; /* what it stands in, or is about */
	struct str part;	     /* what of the record: FOCUS/ACTION, an action, a next step, a
				      * person; p NULL: the record itself */
	uint32_t owner;	  /* symbol of a person or team who has to act; 0: nobody known */
	int32_t due;	  /* last day on which it is in time; DATE_NONE: none was said */
	int32_t days;	  /* from due to the as-of date, below 0 still ahead; 0 without a date */
	struct str title; /* of the goal, promise or cycle, else our words; may hold users' text */
	struct str path;  /* file and line, from 1, where it stands */
	uint32_t line;
	struct str settle;  /* the command or, as "edit PATH:LINE", the place that settles it */
	struct str pointer; /* JSON Pointer of the place in record, "" the whole */
};

struct due_list {
	struct due_item *p; /* by due (none last), type, KIND:ID of the record, part */
	size_t n, cap;
};

struct due_query {
	int32_t as_of;
	int32_t within;		     /* days after as_of up to which something is listed */
	const struct record *person; /* theirs, and that of a team they lead; NULL: of all */
	const struct record *team;   /* its own and its people's, teams below too; NULL: of all */
	/* Is an item listed of which type, record, part, owner and due are known? NULL: all are. */
	bool (*wants)(void *ctx, const struct due_item *item);
	void *ctx;
};

/* Collects what is overdue, due within the days asked for, or without a date. The list lives in a. */
void due_collect(struct due_list *list, struct arena *a, struct repo *repo,
    const struct due_query *q);

/* "overdue, 3 days", "today", "in 1 day"; "open" without a date. */
struct str due_when(struct arena *a, const struct due_item *item);

#endif
