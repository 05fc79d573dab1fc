/* The files in which history is kept, and what is known of them; private to history_kept*.c.
 *
 * The first holds commits and what they changed. Each run adds chunks to it: this head; what tells which files the
 * commits changed, which is how many events each has, the number of each event's path, and paths that are new, as
 * a length and bytes each; the commits, and the ids of their parents; the blobs of the events. All but the head
 * are read when they are asked for. The second holds the order in which one tip's walk met the commits of the
 * first, as their places there. */
#ifndef HISTORY_KEPT_PART_H
#define HISTORY_KEPT_PART_H

#include "history_kept.h"
#include "ids.h"
#include "pack.h"

/* What both files begin with. */
struct kept_header {
	char magic[8];
	uint64_t key; /* of whet and the workspace's settings */
};

/* What the second goes on with; then come the places. */
struct kept_order {
	uint64_t sum;	 /* of what follows it */
	uint64_t size;	 /* bytes of the first file that it is about */
	uint64_t chunks; /* sum of the sums of the chunks in them */
	struct git_id tip;
	uint32_t n; /* places */
};

struct kept_chunk {
	uint64_t sum;	      /* of the events of commits and the paths, and of the numbers below */
	uint64_t commits_sum; /* of commits and parents */
	uint64_t size;	      /* bytes of events and paths, a multiple of eight */
	uint32_t n_commits, n_events, n_parents, n_paths;
};

/* An event but for its path. */
struct kept_blobs {
	uint32_t parent;
	struct git_id before, after;
};

struct kept_commit {
	int64_t seconds;
	uint64_t sum; /* of the blobs of its events, and of this with a sum of 0 */
	struct git_id id, tree;
	uint32_t first_event, n_events; /* in the chunk */
	uint32_t first_parent, n_parents;
};

/* A chunk that was read. */
struct kept_part {
	struct kept_chunk head;
	uint32_t first;			   /* place of its first commit in the file */
	const uint32_t *n_events;	   /* of its commits */
	const uint32_t *paths;		   /* of its events: numbers in the file */
	const struct kept_commit *commits; /* NULL until they are asked for */
	const struct git_id *parents;
	size_t commits_at, blobs_at; /* in the file */
};

/* A commit, by its place. */
struct kept_place {
	uint32_t part;
	uint32_t first_event; /* in the part */
};

struct kept {
	struct arena *arena;
	struct intern *symbols;	       /* of paths */
	const char *path, *order_path; /* of the files */
	int fd;			       /* of what is read of the first; -1: nothing is */
	uint64_t key;
	size_t found;	 /* bytes of the first file when it was read */
	size_t size;	 /* those that are in order; 0: none */
	uint64_t chunks; /* see kept_order; of those */
	VEC(struct kept_part) parts;
	VEC(struct kept_place) places;
	struct ids ids;		    /* of the commits, where all were read */
	VEC(uint32_t) at;	    /* places by number in ids */
	VEC(struct str) paths;	    /* by number in the file */
	VEC(uint32_t) path_symbols; /* by number in the file; 0: it has not been asked for */
	VEC(uint32_t) path_numbers; /* in the file, plus 1, by symbol; 0: it has none yet */
	/* A walk in its order. */
	const uint32_t *order; /* places; NULL: it is not known */
	uint32_t n_order, next;
	bool damaged; /* something could not be read that should be there */
	/* What is to be written. */
	struct git_id tip;
	VEC(uint32_t) walked; /* places of the commits that this run has met */
	uint32_t n_new;	      /* commits that it has added */
	struct arena fresh;
	struct kept_chunk head;
	VEC(struct kept_commit) new_commits;
	VEC(uint32_t) new_counts;
	VEC(uint32_t) new_event_paths;
	VEC(struct kept_blobs) new_blobs;
	VEC(struct git_id) new_parents;
	struct pack new_paths;
	bool failed; /* nothing more is written */
};

extern const char kept_magic[8];

uint64_t kept_chunk_sum(struct kept_chunk head, struct str events);
uint64_t kept_commit_sum(struct kept_commit c, const struct kept_blobs *blobs);
uint64_t kept_order_sum(struct kept_order order, struct str places);

/* Gives the next number of the file to a path, whose text lives as long as k; symbol 0: it is not known yet. */
void kept_add_path(struct kept *k, struct str path, uint32_t symbol);

#endif
