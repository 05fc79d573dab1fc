/* What loading a repository consists of: settings, files, and the records, on all cores. */
#ifndef LOAD_H
#define LOAD_H

#include "repo.h"

/* Reads whet.yaml, which the source has found, into repo->workspace and makes its severities the
 * sink's. */
void load_settings(struct repo *repo, struct sink *sink);

/* Sets repo->files: the workspace's own by path, then those of its imports. 0 or the exit status of
 * an error that has been said. */
int load_list(struct repo *repo, struct sink *sink);

/* Reads, parses and validates repo->files and sets repo->records, in the order of files. Findings
 * about single files go to sink; those about imported ones are left out. */
void load_records(struct repo *repo, struct sink *sink);

#endif
