/* Regular expressions as JSON Schema has them: the dialect of JavaScript in its Unicode mode, on
 * PCRE2. What only PCRE2 knows is refused, so that editors and browsers read the same schema. */
#ifndef PATTERN_H
#define PATTERN_H

#include <stdbool.h>
#include <stdint.h>

#include "str.h"

struct pattern;

/* Compiles a pattern into a. NULL where it is none; then *error, in a, says why. */
struct pattern *pattern_new(struct arena *a, struct str text, struct str *error);

/* What one thread needs to match; made with {0}. */
struct matcher {
	void *data;    /* PCRE2 match data; NULL until first used */
	void *context; /* PCRE2 match limits */
};
void matcher_free(struct matcher *m);

enum pattern_verdict {
	PATTERN_NO,
	PATTERN_YES,
	PATTERN_LIMIT, /* given up: it takes more than limit steps of backtracking, or much memory */
};

/* Does the pattern match anywhere in s, which is UTF-8? */
enum pattern_verdict pattern_match(const struct pattern *p, struct str s, uint32_t limit,
    struct matcher *m);

#endif
