/* Talk on stderr. */
#ifndef SAY_H
#define SAY_H

/* Prints one line, "whet: " and the text, with what could upset a terminal escaped. */
void say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
