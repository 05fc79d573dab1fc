/* What is remembered of one file as bytes; private to verdicts*.c. Reading is total, see pack.h. */
#ifndef VERDICTS_PART_H
#define VERDICTS_PART_H

#include "pack.h"
#include "repo.h"

/* How many records, and each of them. */
void verdicts_pack_records(struct pack *k, struct record *const *records, size_t n);
void verdicts_unpack_records(struct record ***records, size_t *n, struct unpack *u, uint32_t file);

/* What was found in a file: n findings, what its comments leave out, and how many more findings there were. */
void verdicts_pack_found(struct pack *k, const struct repo_file *file, const struct finding *found,
    size_t n);

/* Into sink and file. Of bytes that turn out to be nothing of that kind it leaves no trace, and is false. */
bool verdicts_unpack_found(struct unpack *u, struct repo_file *file, struct sink *sink);

#endif
