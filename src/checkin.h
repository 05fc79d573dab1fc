/* checkin: one person's word on their goals on one day. The same entry also stands inside a goal. */
#ifndef CHECKIN_H
#define CHECKIN_H

#include "record.h"

/* How the owner sees the goal. */
enum outlook {
	OUTLOOK_NONE, /* not said */
	OUTLOOK_ON_TRACK,
	OUTLOOK_AT_RISK,
	OUTLOOK_OFF_TRACK,
};

extern const char *const outlook_words[];

struct checkin_entry {
	uint32_t key;	      /* in a checkin record: symbol of the goal */
	uint32_t by;	      /* in a goal: symbol of the person, 0: the owner */
	int32_t date;	      /* in a goal */
	uint8_t status;	      /* enum outlook */
	struct values values; /* by key result */
	double confidence;    /* 1 to 10 */
	struct prose note;
	struct texts blockers;
	struct texts evidence;
};

struct checkin {
	struct record record;
	uint32_t by; /* symbol of a person */
	int32_t date;
	LIST(struct checkin_entry) goals;
};

extern const struct table checkin_table;
extern const struct table goal_checkin_table; /* entries of a goal's own list */

#endif
