/* audit: what history shows of a workspace's records: what was changed after it had been agreed or
 * acknowledged, whether what was acknowledged is still what was seen, how well it is known who wrote what, and
 * what lies open that should not. It finds and changes nothing; whatever Git says of
 * dates and addresses is a claim. */
#ifndef AUDIT_H
#define AUDIT_H

#include "check.h"
#include "findings.h"
#include "history.h"
#include "signature.h"

struct audit_result {
	struct findings_grades grades; /* by record */
	struct history_limits limits;  /* what could not be seen */
};

/* Audits all records of a repository whose source has a commit (see source_commit), and its history up to
 * there. today tells who has left. Findings go to sink; the result lives as long as they do. 0, or the exit
 * status of an error that was said. */
int audit_run(struct audit_result *result, struct sink *sink, struct repo *repo, int32_t today);

/* What the parts of audit share. */

/* What is remembered by the symbol of a name. */
struct audit_memo {
	void **p;
	size_t n, cap;
};

/* What a commit tells of who made it. */
struct audit_author {
	const struct history_commit *commit;
	const struct person *person; /* whom the author's address belongs to; NULL: nobody here */
	struct {
		const struct person **p;
		size_t n, cap;
	} others;	   /* of a squash: whom else it names as authors */
	struct str squash; /* what shows that a host made it of others' commits; p NULL: nothing */
	bool verified;	   /* signature is known */
	enum signature signature;   /* in the eyes of person */
	const struct record *first; /* of a squash: the first record that rests on it */
	size_t n;		    /* and how many do */
};

struct audit {
	struct repo *repo;
	struct arena *arena;  /* the sink's */
	struct arena scratch; /* rewound after each record of the history */
	struct check check;   /* what is found in records that are here, until it has its place */
	struct intern *names;
	struct audit_result *result;
	struct goalposts *goalposts;
	struct authors *authors;
	struct seals *seals;
	struct privacy *privacy;
	struct signatures *signatures;
	struct {
		struct audit_author **p;
		size_t n, cap;
	} commits;  /* by number: what has been asked of them */
	int status; /* of an error that was said; 0: none */
};

/* What is remembered under a name: a place for it, NULL at first. The name is not kept. */
void **audit_memo(struct audit *audit, struct audit_memo *memo, struct str name);

/* KIND:ID of a record; in a. */
struct str audit_record(struct arena *a, enum kind kind, struct str id);

/* Adds a finding about a record; pointer leads to it. It need not be here any more: then it is about the
 * file at path, where the record stood last. */
void audit_add(struct audit *audit, enum rule rule, const struct history_record *h,
    struct str pointer, struct str message);

/* What a commit tells; valid as long as the audit. Not while history is being read. */
struct audit_author *audit_author(struct audit *audit, const struct history_commit *c);

/* How its author has signed it, who must be a person here. */
enum signature audit_signature(struct audit *audit, const struct history_commit *c);

/* Name of the author: that of the person, or as it is written. */
struct str audit_name(struct audit *audit, const struct history_commit *c);

/* "Ada Okafor, 2026-08-18, daeedf6303": who made a commit, when and which. */
struct str audit_commit(struct audit *audit, const struct history_commit *c);

/* "3 days", "1 day" */
struct str audit_days(struct audit *audit, int32_t days);

/* What changed, a few of these at most. */
struct str audit_words(struct audit *audit, const struct changes *changes);

/* Check-ins in the list of a goal or plan, the first of them. */
const struct node *audit_entries(const struct node *root);

/* What tells one from the others: "2026-07-28/ada"; in scratch. */
struct str audit_identity(struct audit *audit, const struct node *entry);

/* The one of that name and its place in the list; NULL, and as many as there are, where there is none. */
const struct node *audit_entry(size_t *place, struct audit *audit, const struct node *root,
    struct str identity);

/* The parts: begin, take each record of the history, end. */
void audit_goalposts_begin(struct audit *audit); /* what was agreed or said and changed later */
void audit_goalposts_take(struct audit *audit, const struct history_record *h);
void audit_goalposts_end(struct audit *audit);
void audit_authors_begin(struct audit *audit); /* who wrote what */
void audit_authors_take(struct audit *audit, const struct history_record *h);
void audit_authors_end(struct audit *audit);
void audit_seals_begin(struct audit *audit); /* is what was acknowledged still what was seen? */
void audit_seals_take(struct audit *audit, const struct history_record *h);
void audit_seals_end(struct audit *audit);
void audit_privacy_begin(struct audit *audit); /* what lies open in history, or beside it */
void audit_privacy_take(struct audit *audit, const struct history_record *h);
void audit_privacy_end(struct audit *audit, int32_t today);

#endif
