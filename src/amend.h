/* amend: a record's file is changed in place, if what comes of it is in order. */
#ifndef AMEND_H
#define AMEND_H

#include "edit.h"
#include "tool.h"

struct amend {
	struct tool *tool; /* with the workspace loaded */
	const struct record *record;
	const char *path;	/* of its file, absolute */
	int lock;		/* the file, open and locked; -1: not open */
	struct str before;	/* its bytes as they were found */
	const struct node *old; /* the record's tree in them */
	struct edit edit;	/* the file as it is to be */
};

/* Locks a record's file, waiting for others who do, and reads it. 0, or the exit status after saying what is
 * wrong. Is to be closed in any case. */
int amend_open(struct amend *amend, struct tool *t, const struct record *r);

/* Checks the workspace with the file as it is to be, and prints errors that it does not have as it is. 0,
 * EXIT_FINDINGS where there are any, or the exit status after saying what is wrong. */
int amend_check(struct amend *amend);

/* Writes the file, unless somebody has changed it meanwhile. 0 or the exit status. */
int amend_write(struct amend *amend);

void amend_close(struct amend *amend);

#endif
