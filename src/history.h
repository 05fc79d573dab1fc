/* The history of a workspace's records. One walk over the commits compares trees, blobs are then read
 * in the order they were introduced and parsed once; records are told apart by (kind, id) and
 * followed through moves, renames, splits and joins of files.
 *
 * What a merge shows is what it holds that none of its parents does: where there is such, it is an evil
 * merge. A text whose lines come from several parents is none. */
#ifndef HISTORY_H
#define HISTORY_H

#include "change.h"
#include "git.h"
#include "pairing.h"
#include "workspace.h"

struct history_commit {
	struct git_id id;
	struct git_when when;	 /* of the committer */
	struct git_when written; /* of the author */
	struct str author_name;	 /* as written */
	struct str author_email;
	size_t number; /* from 0, the oldest first; parents before children */
	bool merge;    /* it has several parents: what is visited of it is its own */
};

/* What happened to one record in one commit. */
struct history_record {
	const struct history_commit *commit;
	enum change_op op;
	enum kind kind; /* KIND_NONE: of a gap, where nothing is known about it */
	struct str id;
	uint32_t lineage;     /* number of the record: the same before and after its id changed with
			       * its file's name */
	struct str path;      /* from the workspace's folder; where it stood, of a removed one */
	struct str from_path; /* where it stood before, if elsewhere; p NULL: the same */
	struct str from_id;   /* the id it had before; p NULL: the same */
	const struct node *before;  /* NULL: there was none */
	const struct node *after;   /* NULL: there is none now */
	const struct node **others; /* of a merge: the record in its other parents that have it */
	size_t n_others;
	bool unreadable; /* CHANGE_ADD: its file was there before and could not be read */
	bool given; /* a shallow clone begins here: it was there already, and nothing happened */
	struct str gap; /* CHANGE_GAP: why the version cannot be read; p NULL otherwise */
};

/* Called for each record of each commit: the oldest commit first, in a commit by kind, id and path.
 * Nodes and the record itself are valid during the call, texts and the commit as long as the arena of
 * history_run. */
typedef void history_visitor(void *ctx, const struct history_record *r);

struct history_query {
	struct git *git;
	struct git_id tip;
	struct str prefix; /* the workspace's folder in the repository: "" or "a/b/" */
	const struct workspace *workspace; /* include and exclude, for all commits alike */
	const struct str *paths;  /* records that stand in these files at the tip, followed back */
	size_t n_paths;		  /* 0: all records */
	history_visitor *prepare; /* for all records of a commit before visit; may be NULL */
	history_visitor *visit;
	void *ctx; /* of both */
};

/* What history_run could not see. */
struct history_limits {
	struct git_ids truncated; /* commits where a shallow clone is cut off */
	size_t trees;		  /* folders that a partial clone lacks */
	size_t blobs;		  /* versions of files that it lacks: each is visited as a gap */
	bool replaced;		  /* git replace stands in for objects, which is not looked at */
};

/* May what is found out be kept for the next run in this process? Not unless it is allowed. */
void history_remember(bool allow);

/* Visits all that happened. What git_*() returns: 0, or the exit status of an error that was said. */
int history_run(struct history_limits *limits, struct arena *a, const struct history_query *query);

/* Says on stderr what could not be seen. */
void history_say_limits(const struct history_limits *limits);

/* What became of a record: sets op and all that tells before from after, in a record that is empty but for
 * what it is and where it stands. Lives in a. */
void history_pair(struct history_record *r, struct arena *a, const struct pair *pair);

/* By kind, id and path. */
void history_sort(struct history_record *records, size_t n);

/* What changed in a record, in words: changes_of, and what becomes of the whole: moved, a gap. Of a
 * merge, only what differs from all its parents and is not put together from lines of theirs. */
void history_changes(struct changes *list, struct arena *a, const struct history_record *r,
    const struct change_context *context);

#endif
