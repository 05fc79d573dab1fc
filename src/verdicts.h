/* What an earlier run has found in files, and their records, so that what has not changed since is not read
 * again: one file under the Git directory for a workspace's working tree and one for its revisions, written
 * whole and moved into its place. A file on disk counts as unchanged while size, times and inode are those of
 * then; one that had changed in the last two seconds is not remembered, for its times might not tell. What
 * Git has is known by its blob's id. What is remembered holds for the same whet, schemas and settings. Rules
 * that look at more than one file have no part in this. Whatever goes wrong here costs time and nothing else,
 * and is not said. */
#ifndef VERDICTS_H
#define VERDICTS_H

#include "repo.h"

struct verdicts;

/* May anything be remembered in this process? Not unless it is allowed. */
void verdicts_allow(bool allow);

/* What is remembered of the repository's files, once its settings are read. Lives in repo->arena; NULL where
 * nothing may be. */
struct verdicts *verdicts_open(struct repo *repo);

/* What source_list gives for the repository's own source, where that is remembered; lives in a. v may be NULL. */
bool verdicts_list(struct source_files *files, const struct verdicts *v, struct arena *a);

/* Finds what is remembered of each of the repository's files, once they are listed: before all that follows. */
void verdicts_match(struct verdicts *v);

/* Is so much remembered that reading what is not costs little? It may have changed since. */
bool verdicts_are_most(const struct verdicts *v);

/* Are all of the repository's own files as they are remembered? Then marks in wanted, by file, what a report
 * about the person or record of an id needs, those with kinds in also, and files of imports: see around_choose. No
 * other file may be recalled. */
bool verdicts_choose(bool *wanted, struct verdicts *v, struct str id, uint32_t also);

/* Before any file is recalled where verdicts_choose has not chosen. */
void verdicts_expect_all(struct verdicts *v);

/* Bytes in which the texts of a file's people stand as they are, addresses among them; empty where it holds
 * none. After verdicts_choose. */
struct str verdicts_of_people(const struct verdicts *v, size_t file);

/* The records of a file, which live in a, what was found in it, which goes to sink, and all that is known of
 * repo->files[file]; false where it has to be read. From any thread, one for each file. */
bool verdicts_recall(struct record ***records, size_t *n, struct verdicts *v, size_t file,
    struct arena *a, struct sink *sink);

/* Notes that a file of some bytes has been read since, what was found in it, from a number on in sink, and
 * what is known of repo->files[file]; a holds it until verdicts_keep. From any thread, as above. */
void verdicts_note(struct verdicts *v, size_t file, size_t bytes, const struct sink *sink,
    size_t from, struct arena *a);

/* Writes what the next run may recall, where that is more than before; repo->records are as they were
 * read, in the order of files. */
void verdicts_keep(struct verdicts *v);

#endif
