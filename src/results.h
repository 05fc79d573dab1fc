/* results: what a confidential cycle publishes about one person. */
#ifndef RESULTS_H
#define RESULTS_H

#include "record.h"

struct results {
	struct record record;
	uint32_t cycle; /* symbol */
	uint32_t about; /* symbol of a person */
	int32_t published;
};

extern const struct table results_table;

#endif
