/* Running another program. */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>

#include "str.h"

/* Runs argv (ended by NULL, found by PATH) with our standard streams and waits for it; hushed:
 * standard output and error go nowhere. ^C on the terminal is meant for the program alone. Returns
 * its exit status, 128 + the signal that ended it, or 127 where it could not be run. */
int command_run(const char *const *argv, bool hushed);

/* The same with input on its standard input, what it says on standard error going nowhere; output, unless
 * NULL, is what it prints. 127 also where input cannot be handed over. */
int command_filter(struct str *output, struct arena *a, const char *const *argv, struct str input);

#endif
