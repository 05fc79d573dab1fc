/* What fuzz targets share. A target is LLVMFuzzerTestOneInput: whatever the bytes, it ends, and what it
 * checks with must() holds. replay.c runs it on files, libFuzzer and drive.c on what they make of them. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "diag.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program, saying what, where it does not hold. */
static inline void
must(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "wrong: %s\n", what);
	abort();
}

/* Two runs over the same bytes have found the same. */
static inline void
must_agree(const struct sink *a, const struct sink *b)
{
	must(a->n == b->n, "as many findings again");
	for (size_t i = 0; i < a->n; i++) {
		const struct finding *x = &a->p[i], *y = &b->p[i];

		must(x->rule == y->rule && x->line == y->line && x->column == y->column &&
			 x->width == y->width && str_eq(x->path, y->path) &&
			 str_eq(x->message, y->message) && str_eq(x->pointer, y->pointer),
		    "the same findings again");
	}
}

#endif
