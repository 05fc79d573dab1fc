/* Versions of files, parsed; private to history*.c. */
#ifndef HISTORY_VERSION_H
#define HISTORY_VERSION_H

#include "crew.h"
#include "edition.h"
#include "history_walk.h"

/* What a version that cannot be read stands for at a path: the last one there that could be. */
struct stand_in {
	struct stand_in *next;
	uint32_t path;
	struct version *version;
};

/* The third lifetime: a version is freed when nothing will be compared with it any more. */
struct version {
	struct version *next; /* in the table */
	struct git_id blob;
	struct edition edition;
	uint32_t uses;		    /* it is in the table: 1, and versions that it stands in for */
	bool missing;		    /* broken, for a partial clone lacks it */
	struct stand_in *stand_ins; /* broken */
};

struct versions {
	struct walk *walk;
	struct git *git;
	struct arena *arena;	/* of the structs, which are used again */
	struct version **table; /* those that are loaded, by hash of the blob */
	size_t n;
	size_t n_slots; /* a power of two, at least n */
	struct {
		struct version **p;
		size_t n, cap;
	} spare;	       /* structs to be used again */
	struct crew *crew;     /* parses */
	struct arena *scratch; /* of each of the crew */
	struct portion {
		struct arena arena; /* holds the events, and blobs while they are parsed */
		size_t first_event;
		const struct walk_event *events;
	} next, ready;	/* of the last versions_load, and of the one before */
	size_t n_items; /* of the crew until the last one */
	size_t missing; /* versions that a partial clone lacks */
};

/* The events of commits [from, to), which live in a. 0, or the exit status of an error that was said. */
int walk_events(const struct walk_event **events, struct arena *a, const struct walk *w,
    size_t from, size_t to);

void versions_init(struct versions *v, struct arena *a, struct walk *walk, struct git *git);

/* Reads the events of the walk's commits [from, to) and all blobs that they name, those of the oldest first,
 * and goes on while they are parsed. Those of the call before are ready when it returns. */
int versions_load(struct versions *v, size_t from, size_t to);

/* The events of a commit that is ready. */
const struct walk_event *versions_events(const struct versions *v, const struct walk_commit *c);

/* The version of a blob that was loaded; NULL of none. */
struct version *versions_get(const struct versions *v, struct git_id blob);

/* The readable version of a blob at a path: the one it stands for where it is broken, else NULL. */
struct version *versions_readable(const struct versions *v, uint32_t path, struct git_id blob);

/* Makes a broken version stand for another one at a path. */
void versions_stand_in(struct version *broken, uint32_t path, struct version *version);

/* No event will name the blob any more. */
void versions_done(struct versions *v, struct git_id blob);

/* Frees what is left. */
void versions_free(struct versions *v);

#endif
