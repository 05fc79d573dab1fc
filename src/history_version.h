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
	struct edition edition;
	uint32_t uses; /* events to come name it: 1, and versions that it stands in for */
	bool missing;  /* broken, for a partial clone lacks it */
	struct stand_in *stand_ins; /* broken */
};

struct versions {
	struct walk *walk;
	struct git *git;
	struct arena *arena; /* of the structs, which are used again */
	struct version **of; /* by number of blob, NULL where not loaded */
	uint32_t *uses;	     /* by number of blob: events that name it */
	struct {
		struct version **p;
		size_t n, cap;
	} spare;		   /* structs to be used again */
	struct crew *crew;	   /* parses */
	struct arena *scratch;	   /* of each of the crew */
	struct arena *next_bytes;  /* blobs that are being parsed: of the last versions_load */
	struct arena *ready_bytes; /* of the one before */
	size_t next;		   /* items of the crew until then */
	size_t missing;		   /* versions that a partial clone lacks */
};

void versions_init(struct versions *v, struct arena *a, struct walk *walk, struct git *git);

/* Reads all blobs that the events of the walk's commits [from, to) name, those of the oldest first,
 * and goes on while they are parsed. Those of the call before are ready when it returns. */
int versions_load(struct versions *v, size_t from, size_t to);

/* The version of a blob that was loaded. */
struct version *versions_get(const struct versions *v, uint32_t blob);

/* The readable version of a blob at a path: the one it stands for where it is broken, else NULL. */
struct version *versions_readable(const struct versions *v, uint32_t path, uint32_t blob);

/* Makes a broken version stand for another one at a path. */
void versions_stand_in(struct version *broken, uint32_t path, struct version *version);

/* An event that names the blob is done with. */
void versions_done(struct versions *v, uint32_t blob);

/* Frees what is left. */
void versions_free(struct versions *v);

#endif
