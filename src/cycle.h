/* cycle: a round of reviews or of feedback all round. */
#ifndef CYCLE_H
#define CYCLE_H

#include "record.h"

enum collection {
	COLLECTION_NONE, /* not said: counts as attributed */
	COLLECTION_ATTRIBUTED,
	COLLECTION_CONFIDENTIAL,
};

extern const char *const collection_words[];

struct cycle_group {
	uint32_t key;  /* symbol of a relation's word */
	double min;    /* answers wanted */
	double weight; /* in the mean of the others */
};

struct cycle {
	struct record record;
	struct str title;
	struct str period; /* as written */
	int32_t start;	   /* filled in from period once the repository is loaded */
	int32_t due;
	int32_t opens; /* first and last day of asking */
	int32_t closes;
	uint32_t framework;	  /* symbol */
	struct syms participants; /* people and teams */
	LIST(struct cycle_group) groups;
	uint8_t collection;	  /* enum collection */
	uint32_t collector;	  /* symbol of a person */
	double threshold;	  /* NaN: 3 */
	double comment_threshold; /* NaN: 5 */
	double requests_max;	  /* NaN: 5 */
};

extern const struct table cycle_table;

#endif
