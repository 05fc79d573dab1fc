/* merge: three versions of a file of records become one by what they say, not by their lines. Entries added on
 * both sides are united, different fields merge; what cannot be told for certain is a conflict, with both
 * sides' words between markers as Git writes them. */
#ifndef MERGE_H
#define MERGE_H

#include "kind.h"
#include "node.h"

/* What was changed differently on the two sides. */
struct merge_conflict {
	enum kind kind; /* of the record */
	struct str id;
	struct str pointer;	 /* JSON Pointer in it as it is in the result; empty: all of it */
	const struct node *ours; /* NULL: removed, or not there */
	const struct node *theirs;
};

struct merge {
	struct arena *arena;
	struct str path;	       /* of the file: its name is the id of a record without one */
	struct str base, ours, theirs; /* bytes */
	const char *our_label, *their_label; /* what markers call the two */
	unsigned marker_size;		     /* characters; 0: 7 */

	struct str bytes;   /* the result */
	bool conflicts;	    /* it holds markers */
	const char *unsure; /* why lines were merged and not records; NULL: records were */
	struct {
		struct merge_conflict *p;
		size_t n, cap;
	} list; /* of the conflicts in records */
};

/* Merges; everything lives in the arena. 0, or the exit status of an error that was said. */
int merge_files(struct merge *m);

#endif
