/* Bytes that are put aside and read again later, in any order: a few MB in memory, what comes after them in
 * a temporary file that has no name. Where none can be written, all of it stays in memory. */
#ifndef SPOOL_H
#define SPOOL_H

#include "str.h"

struct spool {
	struct arena arena; /* holds the buffer */
	char *p;	    /* the last bytes: those not in the file */
	size_t n, cap;
	size_t filed;	/* bytes in the file, before those */
	int fd;		/* of the file; 0: there is none yet */
	bool in_memory; /* it cannot be written */
};

/* Puts bytes behind the others; gives their place. Begin with a zeroed spool. */
size_t spool_add(struct spool *s, struct str bytes);

/* Bytes [at, at + n). 0, or the exit status of an error that was said. */
int spool_read(struct str *bytes, struct arena *a, const struct spool *s, size_t at, size_t n);

void spool_free(struct spool *s);

#endif
