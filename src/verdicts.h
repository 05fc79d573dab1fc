/* Files in which an earlier run found nothing wrong, with their records, so that what has not changed
 * since is not read again: one file under the Git directory for each workspace in a working tree, written
 * whole and moved into its place. A file counts as unchanged while size, times and inode are those of
 * then; one that had changed in the last two seconds is not remembered, for its times might not tell. What
 * is remembered holds for the same whet, schemas and whet.yaml. Files with findings or ignore comments
 * are read each time. Whatever goes wrong here costs time and nothing else, and is not said. */
#ifndef VERDICTS_H
#define VERDICTS_H

#include "repo.h"

struct verdicts;

/* May anything be remembered in this process? Not unless it is allowed. */
void verdicts_allow(bool allow);

/* What is remembered of the repository's files, once they are listed. Lives in repo->arena; NULL where
 * nothing may be. */
struct verdicts *verdicts_open(struct repo *repo);

/* The records of a file, which live in a; false where it has to be read. From any thread, one for each
 * file. */
bool verdicts_recall(struct record ***records, size_t *n, struct verdicts *v, size_t file,
    struct arena *a);

/* Notes that a file has been read since, without a finding. From any thread, as above. */
void verdicts_clear(struct verdicts *v, size_t file);

/* Writes what the next run may recall, where that is more than before; repo->records are as they were
 * read, in the order of files. */
void verdicts_keep(struct verdicts *v);

#endif
