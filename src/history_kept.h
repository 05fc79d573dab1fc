/* What comparing commits has found out, kept under the Git directory for the next run: one file for each
 * workspace, to which each run adds what is new, and one with the order of the last walk. A commit's id stands
 * for all that is kept of it, so that nothing in it goes out of date; it holds for the same whet, workspace, include and exclude. Whatever goes
 * wrong here costs time and nothing else, and is not said; private to history*.c. */
#ifndef HISTORY_KEPT_H
#define HISTORY_KEPT_H

#include "history.h"
#include "intern.h"

struct kept;

/* A file that a commit changed; see struct walk_event. An id of zeroes: it is not there. */
struct file_event {
	uint32_t path; /* symbol of the path from the workspace's folder */
	uint32_t parent;
	struct git_id before, after;
};

struct file_events {
	struct file_event *p;
	size_t n, cap;
};

/* What is kept of the query's repository; paths become symbols of paths. NULL where nothing may be, or
 * history is cut off, since where it is may change. ordered: the order of the tip's walk is asked for, and where
 * it is known, kept_next alone may follow. Lives in a. */
struct kept *kept_open(struct arena *a, struct intern *paths, const struct history_query *query,
    bool ordered);

/* Is that order known? */
bool kept_is_ordered(const struct kept *k);

/* The next commit of the walk, children before parents, that changed one of these files, with all its events,
 * of a commit without parents those of the files, in a. Files are told by the symbols of their paths, of which there are n. The step has all but the ids of its
 * parents; its number counts from 0, the oldest first. False at the end, and where something is damaged. */
bool kept_next(struct git_step *step, uint32_t *number, struct file_events *events, struct arena *a,
    struct kept *k, const bool *files, size_t n);
bool kept_is_damaged(const struct kept *k);

/* git_recall; ctx is what kept_open gave. */
bool kept_step(void *ctx, struct git_step *step);

/* All events of the commit that the walk has come to, in a; false where they are not kept. */
bool kept_events(struct file_events *events, struct arena *a, struct kept *k, struct git_id commit);

/* Is it kept of that commit that it changed none of these files? Then nothing more is asked about it. */
bool kept_avoids(struct kept *k, struct git_id commit, const bool *files, size_t n);

/* Takes in the events of that commit, which are not kept yet. */
void kept_add(struct kept *k, const struct git_step *step, const struct file_events *events);

/* Writes what was taken in, and the order of the walk, where it was over so many commits; 0: it has failed. NULL is
 * fine. */
void kept_close(struct kept *k, size_t n_commits);

#endif
