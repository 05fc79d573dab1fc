/* publish: the results record of a confidential cycle, written once. */
#ifndef PUBLISH_H
#define PUBLISH_H

#include "collector.h"
#include "feedback360.h"

/* May results of the cycle be written at all: after it has closed, into a working tree? 0, or the exit
 * status after saying why not. */
int publish_check(struct tool *t, const struct collector *c);

/* Writes what f holds, with its receipts, as a results record into the shared workspace and prints its
 * path. Refuses where the person has results of the cycle already, so that no two of them can be
 * compared. 0, or the exit status after saying what is wrong. */
int publish(struct tool *t, const struct collector *c, const struct feedback360 *f);

#endif
