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

/* Which files are parsed, where that is not all of them; arrays by file. */
struct load_choice {
	bool *wanted;
	struct str *bytes; /* of all files that could be read */
	int *errors;	   /* of reading */
};

/* Reads all files and chooses those that a report about the person of an id needs. Bytes live in
 * repo->workers. threaded: may they be read by several threads? */
void load_choose(struct load_choice *choice, struct repo *repo, struct str id, bool threaded);

/* Reads, parses and validates repo->files and sets repo->records, in the order of files: all of them
 * where around.n is 0, else what load_choose chooses. Findings about single files go to sink; those
 * about imported ones are left out. */
void load_records(struct repo *repo, struct sink *sink, struct str around);

#endif
