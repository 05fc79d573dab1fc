/* results: what a confidential cycle publishes about one person. */
#ifndef RESULTS_H
#define RESULTS_H

#include "record.h"

/* What it says of one skill. */
struct results_skill {
	uint32_t key;  /* symbol of the skill */
	double self;   /* one's own view, NaN: not given */
	double others; /* mean of the groups that are shown, NaN: none is */
};

struct results {
	struct record record;
	uint32_t cycle; /* symbol */
	uint32_t about; /* symbol of a person */
	int32_t published;
	LIST(struct results_skill) skills;
};

extern const struct table results_table;

#endif
