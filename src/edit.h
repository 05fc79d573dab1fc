/* edit: changes a YAML file at one place, by the byte spans of its tree: order, comments, quoting, indentation
 * and line ends of all else stay as they are. What comes of it is parsed again and compared with what was
 * meant before it counts. */
#ifndef EDIT_H
#define EDIT_H

#include "yaml.h"

/* A file that is being changed. */
struct edit {
	struct arena *arena;
	struct str path;   /* as findings name it */
	struct str bytes;  /* as changed so far */
	size_t document;   /* the one that is changed, from 0 */
	struct yaml *yaml; /* of bytes */
	struct node *root; /* of the document */
};

/* What is to stand somewhere. */
struct edit_value {
	const struct node *node; /* the value; collections are written in the style they have */
	struct str
	    source; /* the file that node was read from: how it is written there is kept where it
			    * can be, with its comments; p is NULL where it was not read from any */
};

/* Begins to change a document of a file, whose bytes have to outlive it. False where the file does not
 * parse as a whole, or has no such document or nothing in it: there is no place that is certain. */
bool edit_open(struct edit *e, struct arena *a, struct str path, struct str bytes, size_t document);

/* Each of these returns NULL after changing e->bytes, else a reason why it cannot be done, and changes
 * nothing. Pointers are JSON Pointers. */

/* Sets a value. A key that its mapping does not have is added at the end of it, with the mappings that
 * it needs; the index of a list may be that behind its last entry, or "-". */
const char *edit_set(struct edit *e, struct str pointer, struct edit_value value);

/* Removes a key with its value, or an entry of a list. */
const char *edit_remove(struct edit *e, struct str pointer);

#endif
