/* redaction: what taking a record out of history would mean. It rewrites nothing. */
#ifndef REDACTION_H
#define REDACTION_H

#include "history.h"
#include "tool.h"

/* A commit whose files hold the record. */
struct redaction_commit {
	struct git_id id;
	struct git_when when; /* of the committer */
	struct git_person author;
	struct str path;    /* where the record stands, from the workspace's folder */
	struct git_id blob; /* of that file */
	bool
	    is_version; /* no parent has this file there: it brought a version of the record, or moved it */
};

/* Everything lives in the arena of redaction_plan. */
struct redaction {
	struct str record; /* KIND:ID */
	struct {
		struct redaction_commit *p;
		size_t n, cap;
	} commits;		/* parents first */
	struct git_refs refs;	/* names of commits that lead to one of them */
	size_t rewritten;	/* commits that would get another id: these and all behind them */
	size_t is_signed;	/* of those, how many are signed */
	struct git_paths paths; /* where it ever stood, from the repository's top, sorted */
	struct git_paths
	    shared;		/* of those, where other records stood beside it in the same file */
	struct git_paths seals; /* acknowledgements that would fit no more, KIND:ID */
	struct git_paths links; /* records here that refer to it, KIND:ID */
	struct history_limits limits;
};

/* Looks for a record in all that the repository's branches, tags and other names lead to. t->repo is loaded.
 * 0, or the exit status after saying what is wrong: that history has no such record, too. */
int redaction_plan(struct redaction *r, struct tool *t, const char *record);

/* Prints it as text or as JSON. */
void redaction_text(struct out *o, struct arena *a, const struct redaction *r,
    const struct grid_style *style);
void redaction_json(struct out *o, const struct redaction *r);

#endif
