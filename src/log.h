/* What whet-log prints: who changed which records when, in words. */
#ifndef LOG_H
#define LOG_H

#include "grid.h"
#include "history.h"
#include "repo.h"
#include "spool.h"

/* What is asked for. */
enum wish_type {
	WISH_RECORD, /* one record, under whatever id it went */
	WISH_WHO,    /* records that belong to, come from or concern a person or team */
	WISH_PATH,   /* records that ever stood in a file or below a folder */
	WISH_TEAM, /* as WISH_WHO, of a team, those below it and the people in them, as it stood in
		      * each commit */
	WISH_AUTHOR, /* commits by a person or, where there is none of that id, by somebody whose name
		      * or address holds the text, capitals or not */
};

struct wish {
	enum wish_type type;
	enum kind kind;		/* of a record */
	struct str text;	/* id, or path from the workspace's folder, or text */
	bool met;		/* set by log_gather: history knows of such a thing */
	struct str_guess guess; /* set by log_gather where it does not: what may have been meant */
};

struct log_query {
	struct source *source;		   /* with its commit known: where history begins */
	const struct workspace *workspace; /* its settings */
	const struct str *paths;	   /* see history_query; set by log_follow */
	size_t n_paths;
	struct wish *wishes;  /* records are asked for by the first of them; the rest are filters */
	size_t n_wishes;      /* that ask for records: what meets one of them. 0: everything */
	size_t n_all;	      /* with the filters: WISH_TEAM, WISH_AUTHOR, of each one at most */
	uint32_t kinds;	      /* 1 << enum kind of those that are wanted; 0: all */
	int32_t since, until; /* days of the committer's zone; DATE_NONE: any */
	const struct repo *repo; /* whose people the authors are; NULL: those at history's end */
	bool values;		 /* fields, and values before and after, are wanted beside words */
};

/* A record in a commit. */
struct log_record {
	const struct history_commit *commit;
	enum kind kind; /* KIND_NONE: of a file that has never been readable */
	struct str id;
	struct str path;
	struct str from_path; /* p NULL: the same */
	struct str from_id;   /* p NULL: the same */
	uint32_t lineage;
	bool wanted; /* meets a wish by itself */
	struct changes changes;
};

struct log_records {
	struct log_record *p;
	size_t n, cap;
};

/* Where the records of a commit are kept. */
struct log_commit {
	const struct history_commit *commit;
	size_t at, size; /* in the spool */
};

struct log {
	struct arena *arena;
	struct {
		struct log_commit *p;
		size_t n, cap;
	} commits; /* in which a record may be wanted, the oldest first */
	struct spool spool;
	struct {
		bool *p;
		size_t n, cap;
	} lineages; /* by number: wanted whatever happened to them */
	struct history_limits limits;
	bool values; /* of the query */
	const struct repo *repo;
	struct intern *names;
	struct {
		uint32_t *p;
		size_t n, cap;
	} people; /* by symbol of an address in lower case: id of the person, 0 for nobody */
};

/* Where all wishes are for records that are in the repository, sets the query's paths and repo, so that
 * no more of history is read than they need. False where all of it has to be read. */
bool log_follow(struct log_query *query, struct arena *a, const struct repo *repo);

/* Reads the history. 0, or the exit status of an error that was said. Lives in a until log_free. */
int log_gather(struct log *log, struct arena *a, struct log_query *query);
void log_free(struct log *log);

/* The wanted records of a commit of the log, by its place there. They live in a; what tells of the commit and
 * the record as long as the log. 0, or the exit status of an error that was said. */
int log_read(struct log_records *records, struct arena *a, const struct log *log, size_t commit);

/* The id of the person whom an author's address belongs to; p NULL where nobody has it. */
struct str log_person(const struct log *log, const struct history_commit *commit);

/* How text is printed. */
struct log_style {
	bool colour;
	size_t width;		/* lines are wrapped between words to that many columns; 0: not */
	struct source *patches; /* the source of the query: the difference of each record's document
				 * as well; NULL: not */
};

/* Prints it, the newest first. 0, or the exit status of an error that was said. */
int log_print_text(struct out *o, const struct log *log, const struct log_style *style);
int log_print_ndjson(struct out *o, const struct log *log);

enum log_stat {
	LOG_STAT_RECORD,
	LOG_STAT_PERSON, /* whoever made the commits */
};

extern const char *const log_stat_names[]; /* by enum log_stat, ended by NULL */

/* Prints a row for each record, by kind and id, or for each person and then each other author, by address:
 * commits, changes, the first day and the last. style NULL: in ndjson. 0, or the exit status of an error that
 * was said. */
int log_print_stat(struct out *o, const struct log *log, enum log_stat by,
    const struct grid_style *style);

#endif
