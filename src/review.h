/* review: the words of a reviewer on a person and a period. */
#ifndef REVIEW_H
#define REVIEW_H

#include "record.h"

enum review_status {
	REVIEW_STATUS_NONE, /* not said: counts as draft */
	REVIEW_DRAFT,
	REVIEW_FINAL,
};

extern const char *const review_status_words[];

struct next_step {
	uint32_t key; /* symbol */
	struct str title;
	uint32_t owner; /* symbol of a person */
	int32_t due;
	int32_t done; /* the day it was */
};

struct review {
	struct record record;
	uint32_t about; /* symbols of people */
	uint32_t by;
	struct str period; /* as written, where given instead of a cycle */
	uint32_t cycle;	   /* symbol */
	int32_t start;	   /* filled in from period or cycle once the repository is loaded */
	int32_t due;
	uint8_t status; /* enum review_status */
	struct prose summary;
	struct values levels; /* assessed level by skill */
	struct str rating;    /* a label of the workspace */
	LIST(struct next_step) next;
};

extern const struct table review_table;

#endif
