/* Plain patterns: alternatives of characters and classes, each with a number of repetitions, such as
 * ^[a-z0-9][a-z0-9._-]*$ and ^x-. They are most of what schemas hold, and are matched byte by byte
 * without ever going back, several times as fast as PCRE2 without a compiler for the machine. For
 * pattern.c. */
#ifndef PATTERN_PLAIN_H
#define PATTERN_PLAIN_H

#include "pattern.h"

/* One character or class. */
struct plain_step {
	uint64_t set[2]; /* bits of the ASCII characters that it takes */
	bool wide;	 /* takes some of the others too */
	uint32_t min, max;
};

/* One alternative. */
struct plain_way {
	struct plain_step *p;
	size_t n, cap;
	bool open; /* no $ at its end */
};

struct plain {
	struct plain_way *p;
	size_t n, cap;
};

/* Reads a pattern into a; false where it is not plain. */
bool plain_read(struct plain *plain, struct arena *a, struct str text);

/* Does it match s? PATTERN_LIMIT where s has characters that only PCRE2 can tell apart. */
enum pattern_verdict plain_match(const struct plain *plain, struct str s);

#endif
