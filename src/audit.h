/* audit: what history shows of a workspace's records: what was changed after it had been agreed or
 * acknowledged. It finds and changes nothing; whatever Git says of dates and addresses is a claim. */
#ifndef AUDIT_H
#define AUDIT_H

#include "check.h"
#include "history.h"

/* Audits all records of a repository whose source has a commit (see source_commit), and its history up to
 * there. Findings go to sink. *limits says what could not be seen. 0, or the exit status of an error that
 * was said. */
int audit_run(struct history_limits *limits, struct sink *sink, struct repo *repo);

/* What the parts of audit share. */

struct audit {
	struct repo *repo;
	struct arena *arena;  /* the sink's */
	struct check check;   /* what is found in records that are here, until it has its place */
	struct intern *names; /* what the parts remember by name */
	struct goalposts *goalposts;
};

/* Adds a finding about a record; pointer leads to it. It need not be here any more: then it is about the
 * file at path, where the record stood last. */
void audit_add(struct audit *audit, enum rule rule, const struct history_record *h,
    struct str pointer, struct str message);

/* "Ada Okafor, 2026-08-18, daeedf6303": who made a commit, when and which. */
struct str audit_commit(struct audit *audit, const struct history_commit *c);

/* "3 days", "1 day" */
struct str audit_days(struct audit *audit, int32_t days);

/* What changed, a few of these at most. */
struct str audit_words(struct audit *audit, const struct changes *changes);

/* What was agreed or said and changed later: begin, take each record of the history, end. */
void audit_goalposts_begin(struct audit *audit);
void audit_goalposts_take(struct audit *audit, const struct history_record *h);
void audit_goalposts_end(struct audit *audit);

#endif
