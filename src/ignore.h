/* Comments that leave findings out: "# whet: ignore[RULE, ...] REASON", behind what it is about or on a
 * line of its own above it. */
#ifndef IGNORE_H
#define IGNORE_H

#include "yaml.h"

/* One rule of one comment. */
struct ignore {
	enum rule rule;
	struct str wrong; /* why it has no effect; p is NULL where it has one */
	uint32_t covers;  /* the line whose findings it leaves out */
	uint32_t line;	  /* its own place, as a finding has it */
	uint32_t column, width;
	bool used; /* it has left something out */
};

/* Those of a file, in its order. */
struct ignores {
	struct ignore *p;
	size_t n, cap;
};

/* Is a comment, from its "#" on, such a one, be it right or wrong? */
bool ignore_is(struct str comment);

/* Reads a file's comments. What stands in a scalar is none, and a file that is broken has none, since
 * nobody can tell. */
void ignore_read(struct ignores *ignores, struct arena *a, struct yaml *y);

/* Is a finding, which has its place, left out? Notes that the comment is of use. */
bool ignore_covers(struct ignores *ignores, const struct finding *f);

/* Drops those that are left out from the findings from a number on. */
void ignore_drop(struct sink *sink, size_t from, struct ignores *ignores);

/* Adds a finding for each comment that is wrong, or of no use to whet-check. */
void ignore_report(struct sink *sink, const struct ignores *ignores, struct str path);

#endif
