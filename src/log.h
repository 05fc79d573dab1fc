/* The log: what happened to records, commit by commit, filtered by record, person and time. */
#ifndef LOG_H
#define LOG_H

#include "history.h"
#include "repo.h"

/* One change of one record in one commit. */
struct log_event {
	const struct history_commit *commit;
	enum kind kind;	      /* KIND_NONE: of a gap where nothing is known */
	uint32_t lineage;     /* number of the record through renames */
	struct str id;
	struct str path;      /* from the workspace's folder */
	struct str from_path; /* where it stood before; p NULL: the same */
	struct change change;
};

struct log {
	struct arena *arena;
	struct repo *repo;   /* for names of people */
	struct git_id tip;
	int32_t since, until; /* days of the committer in his zone; DATE_NONE: any */
	struct ref *records; /* records to follow by kind and id */
	size_t n_records;
	uint32_t *people; /* symbols: records that belong to, come from or concern one of these */
	size_t n_people;
	const struct str *paths; /* files to follow, from the workspace's folder */
	size_t n_paths;
	struct log_event *p; /* after log_run: oldest first, by commit, kind, id */
	size_t n, cap;
};

/* Runs through the history of log->repo's source from tip. Without records, people and paths all that
 * happened is listed. 0, or the exit status of an error that has been said. */
int log_run(struct log *log);

/* Events of one commit: [*from, *to), moving backwards from *from, which begins as log->n. False
 * where none is left. */
bool log_newest(const struct log *log, size_t *from, size_t *to);

#endif
