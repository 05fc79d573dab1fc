/* publish: the results records of a confidential cycle, written once. */
#ifndef PUBLISH_H
#define PUBLISH_H

#include "collector.h"
#include "feedback360.h"

struct publication {
	struct tool *tool;
	const struct collector *collector;
	struct {
		struct str *p; /* ids of people */
		size_t n, cap;
	} past; /* whose results of the cycle stand in the history of the shared workspace */
};

/* May results of the cycle be written at all: after it has closed, into a working tree? Also reads the
 * history. 0, or the exit status after saying why not. */
int publish_begin(struct publication *p, struct tool *t, const struct collector *c);

/* Writes what f holds, with its receipts, as a results record into the shared workspace and prints its
 * path. Refuses where the person has or had results of the cycle already, so that no two of them can be
 * compared. 0, or the exit status after saying what is wrong. */
int publish(const struct publication *p, const struct feedback360 *f);

#endif
