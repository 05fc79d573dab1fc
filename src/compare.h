/* compare: the two states that whet-diff's operands name, and the records. */
#ifndef COMPARE_H
#define COMPARE_H

#include "difference.h"
#include "tool.h"

/* A record that is asked for. */
struct compare_wish {
	enum kind kind;
	struct str id;
};

struct compare {
	bool staged;	       /* given: what is staged is compared, not the working tree */
	struct source *before; /* NULL: there was nothing */
	struct str from, to;   /* a commit's id, "index" or "worktree"; p NULL: nothing */
	struct difference_query query;
	struct {
		struct compare_wish *p;
		size_t n, cap;
	} wishes; /* none: all records */
};

/* Reads the tool's operands, opens both states and loads the later one. 0, or the exit status after saying
 * what is wrong. Is to be closed in any case. */
int compare_open(struct compare *c, struct tool *t);
void compare_close(struct compare *c);

/* Is a record asked for? */
bool compare_wants(const struct compare *c, const struct history_record *r);

/* Says which records that were asked for are in neither state. 0, or the exit status. */
int compare_say_unknown(const struct compare *c, struct tool *t, const struct difference *d);

#endif
