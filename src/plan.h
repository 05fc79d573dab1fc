/* plan: a development plan: what to learn, why, and by which dated actions. */
#ifndef PLAN_H
#define PLAN_H

#include "opportunity.h"
#include "record.h"

struct plan_action {
	uint32_t key; /* symbol */
	struct str title;
	uint8_t mode;	      /* enum mode */
	uint32_t opportunity; /* symbol */
	uint32_t
	    owner; /* symbol of a person, 0: the plan's; a manager's promise names the manager */
	int32_t start;
	int32_t due;
	int32_t done;	 /* the day it was */
	int32_t dropped; /* the day it was given up */
	double effort_hours;
	struct prose measure; /* how one will see that it helped */
	struct texts evidence;
	struct prose learned;
};

struct plan_focus {
	uint32_t key;	/* symbol */
	uint32_t skill; /* symbol, 0 where only a title is given */
	struct str title;
	double current; /* level now */
	double target;	/* level to reach */
	struct prose why;
	struct refs source; /* where the need was seen */
	LIST(struct plan_action) actions;
};

struct plan_checkin {
	int32_t date;
	uint32_t by; /* symbol of a person, 0: the owner */
	struct prose note;
};

struct plan {
	struct record record;
	uint32_t owner; /* symbols of people */
	uint32_t coach;
	struct str period;    /* as written, where given instead of start and due */
	int32_t start;	      /* first day; filled in from period once the repository is loaded */
	int32_t due;	      /* last day */
	uint32_t target_role; /* symbol */
	LIST(struct plan_focus) focus;
	LIST(struct plan_checkin) checkins;
};

extern const struct table plan_table;

#endif
