/* Files compiled into the tools, so that a built tool needs no data folder. */
#ifndef EMBED_H
#define EMBED_H

#include "str.h"

struct embed {
	const char *name; /* path below the project's root or src: "schemas/goal.schema.json" */
	const char *data; /* bytes, followed by a NUL that size does not count */
	size_t size;	  /* bytes */
};

/* Sorted by name; the table is generated when whet is built. */
extern const struct embed embeds[];
extern const size_t n_embeds;

/* The bytes of the file of that name; p is NULL where there is none. */
struct str embed_find(struct str name);

#endif
