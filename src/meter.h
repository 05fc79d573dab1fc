/* How far long work has come: a line on stderr that is written over as it goes on and taken away
 * before anything else is said. There is one for the whole program. */
#ifndef METER_H
#define METER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* When it is shown, in milliseconds: a second after the start at the earliest, then at most ten times
 * a second. */
struct meter_clock {
	int64_t due; /* not before that time */
};
void meter_clock_start(struct meter_clock *clock, int64_t now);

/* Is it time? Then it is so again a tenth of a second later. */
bool meter_clock_due(struct meter_clock *clock, int64_t now);

/* "reading files  12,345 of 20,000". Returns text. */
enum { METER_TEXT = 80 };
char *meter_text(char text[static METER_TEXT], const char *what, size_t done, size_t total);

/* Is there to be a line at all? Not until this says so: only a terminal should have one. */
void meter_allow(bool allowed);

/* Begins some work that takes total steps. Where work is going on, it was a part of the same: its
 * second is not waited for again. */
void meter_start(const char *what, size_t total);

/* A step is done, by a worker of pool.h; the caller's own steps are those of worker 0, which alone looks
 * at the clock. */
void meter_step(unsigned worker);

/* Takes the line away until the next step: something else is about to be printed. From the thread of
 * meter_start, as all but meter_step. */
void meter_clear(void);
void meter_end(void);

#endif
