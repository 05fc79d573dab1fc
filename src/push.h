/* A push, as a hook "pre-receive" of Git is told of it on standard input. The pushed objects are read in
 * quarantine, where Git keeps them until the hook accepts. */
#ifndef PUSH_H
#define PUSH_H

#include "scope.h"

/* One branch that is pushed to. */
struct push {
	struct str branch; /* without refs/heads/ */
	bool is_new;
	struct git_id old; /* what it was; not where it is new */
	struct git_id tip; /* what it is to become */
};

struct pushes {
	struct push *p;
	size_t n, cap;
};

/* Reads the lines of standard input, "OLD NEW REF" each. Tags, other refs, and branches that are deleted
 * are left out: no branch gets records from them. 0, or the exit status after saying what is wrong. */
int push_read(struct pushes *pushes, struct tool *t);

/* Opens t->source and the scope at the tip of a branch: one check, however many commits are pushed. It is
 * compared with where the branch and its tip parted or, for a new branch, HEAD and its tip; where they
 * have nothing in common, all is new. *found is false where no workspace is there, which is no error
 * unless the branch had one. 0, or the exit status after saying what is wrong. */
int push_open(struct scope *scope, bool *found, struct tool *t, const struct push *push);

#endif
