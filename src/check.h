/* Rules about records: what is wrong within one that its schema cannot say, and between records. */
#ifndef CHECK_H
#define CHECK_H

#include "repo.h"

/* Checks all records that are not imported. Findings go to sink with their places; the files they
 * are in are read again for that, and only those. What comments in the files leave out is left out, and
 * comments of no use are reported. Never depends on today's date. */
void check_records(struct repo *repo, struct sink *sink);

/* What the parts of check share, and whet-audit, which finds more in the same records. */

struct check_finding {
	const struct record *record;
	bool at_key; /* it stands at the key of what pointer leads to, not at the value */
	struct finding finding; /* without its place; pointer leads to it from the record */
};

struct check {
	struct repo *repo;
	struct arena *arena;  /* texts: the sink's */
	struct arena scratch; /* freed at the end */
	struct sink *sink;
	struct {
		struct check_finding *p;
		size_t n, cap;
	} found;			 /* in scratch */
	struct suggestion **suggestions; /* private to check_names.c: by symbol of the name */
	uint64_t compared;		 /* names, for them */
	struct check_finding unkept;	 /* written to instead of one that is not kept */
};

/* A new finding about a place in a record; help NULL: the message says what to do. Valid until the
 * next one; kept by nobody where the rule is off or the file has too many (see sink_add). */
struct check_finding *check_add(struct check *c, enum rule rule, const struct record *r,
    struct str pointer, struct str message, const char *help);

/* The same of severity info at most. */
struct check_finding *check_remark(struct check *c, enum rule rule, const struct record *r,
    struct str pointer, struct str message, const char *help);

/* Is a finding of the rule about a record kept? Else it is counted, and there is nothing to say. */
bool check_takes(struct check *c, enum rule rule, const struct record *r);

/* Says in a finding what has been guessed, if anything: its help is then to write that. */
void check_guessed(struct check *c, struct finding *f, const struct str_guess *guess);

/* Says in a finding about a name that is not there what may have been meant, of what refers (REF_ bits)
 * allows: `what` in words. Its message is complete but for that, its help is replaced by a better one.
 * with_kind: the name is written behind a kind, which is `what`. */
void check_suggest(struct check *c, struct finding *f, struct str name, uint32_t refers,
    struct str what, bool with_kind);

/* A pointer to what stands under a key. */
struct str check_at(struct check *c, struct str pointer, struct str key);

/* Gives all that was found its place, moves it to the sink without what comments leave out, and frees
 * the scratch. */
void check_report(struct check *c);

/* Says how much more has been found in each file of its own than is listed. */
void check_close(struct repo *repo, struct sink *sink);

/* Records of a kind that are the workspace's own: moves on from *i, NULL at the end. */
const struct record *check_next(const struct check *c, enum kind kind, size_t *i);

/* May something exist that is not found: in a file that could not be read, or in an import that is
 * not there? refers are REF_ bits. */
bool check_may_exist(const struct check *c, struct str id, uint32_t refers);

void check_identity(struct check *c);	/* duplicate-id */
void check_references(struct check *c); /* dangling, plan-skill */
void check_cycles(struct check *c);	/* supports-cycle, reporting-cycle */
void check_dates(struct check *c);	/* date-order, periods */
void check_goals(struct check *c);	/* baseline-equals-target, zero-weight */
void check_checkins(struct check *c);	/* checkin-outside, checkin-unknown, check-ins twice */
void check_levels(struct check *c);	/* rating-off-scale */
void check_evidence(struct check *c);	/* evidence */
void check_privacy(struct check *c);	/* audience, confidential-response */
void check_habits(struct check *c);	/* rules that are off unless the workspace sets them */

#endif
