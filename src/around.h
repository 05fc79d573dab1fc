/* Which files a report about one person needs, told from the names in them before their records are made.
 * That finds too much at times and never too little. */
#ifndef AROUND_H
#define AROUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is known of a file. Names are numbers. */
struct around_file {
	uint32_t kinds; /* 1 << enum kind of its records; that of KIND_NONE for what is none */
	bool is_opaque; /* it may name what is not among its words: always needed */
	uint32_t n_ids, n_words;
	const uint32_t *ids;   /* names of its records */
	const uint32_t *words; /* names that stand in it; others may, too, and twice */
};

/* Sets wanted[i] of those n files that name the person, those that name what these hold, goals that support
 * them, all that they refer to, and all that hold what is shared: teams, frameworks, cycles and
 * opportunities, and the kinds in also, a set of 1 << enum kind. Names are below n_names; the person's, which may
 * be that of another record as well, is 0 where no file has it. */
void around_choose(bool *wanted, const struct around_file *files, size_t n, uint32_t n_names,
    uint32_t person, uint32_t also);

/* Is something of these kinds always wanted? */
bool around_is_shared(uint32_t of);

#endif
