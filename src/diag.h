/* Findings about the user's data, and the sink that collects them. */
#ifndef DIAG_H
#define DIAG_H

#include <stdbool.h>
#include <stdint.h>

#include "rule.h"
#include "str.h"

/* How many findings of a file are kept. */
enum { FINDINGS_MOST = 1000 };

/* Bytes of a record's id that findings about it have. */
enum { FINDING_ID = 200 };

/* Bytes of its longest message or help. */
enum { FINDING_TEXT = 1000 };

/* What has been found in one file. */
struct tally {
	uint32_t kept;			   /* findings in the sink */
	uint32_t more[SEVERITY_ERROR + 1]; /* by severity: those that are counted only */
};

struct finding {
	struct str path; /* file, as the source names it; empty where there is none */
	uint32_t line;	 /* from 1; 0 where there is none */
	uint32_t column; /* characters, from 1; 0 where there is none */
	uint32_t width;	 /* characters of that line that the finding is about, at least 1 */
	enum rule rule;
	enum severity severity; /* as the workspace sets it; SEVERITY_OFF is never kept */
	struct str message; /* one line: what is wrong; may hold bytes from the file; by sink_sort
				 * no longer than FINDING_TEXT */
	struct str help;    /* likewise: what to do; by sink_sort the rule's where it is empty */
	struct str kind;    /* of the record, p is NULL where unknown */
	struct str id;	    /* of the record, of a long one FINDING_ID; p is NULL where unknown */
	struct str pointer; /* JSON Pointer in the record, p is NULL where unknown */
	bool instead;	    /* it says better what is wrong than rule schema does in this place */
	uint32_t ordinal;   /* of those with this rule, record and pointer, from 1; by sink_sort */
	const struct tally *rest; /* it stands for what is counted there; NULL: for itself */
};

struct sink {
	struct arena *arena;	   /* holds the findings and their texts */
	const uint8_t *severities; /* enum severity by enum rule, NULL for the defaults */
	struct finding *p;
	size_t n, cap;
	struct tally *tally;   /* of the file in hand; NULL: all findings are kept */
	struct finding unkept; /* written to instead of one that is not */
};

/* How far a sink had got. */
struct sink_mark {
	size_t n;
	struct tally tally;
};

/* The severity that the sink gives to findings of a rule. */
enum severity sink_severity(const struct sink *sink, enum rule rule);

/* Adds a finding of a rule with its severity and returns it, to be filled in; a place to write into
 * that is kept by nobody where the rule is off, or where the file in hand has FINDINGS_MOST: then it is
 * counted only. Never NULL, and valid until the next call. */
struct finding *sink_add(struct sink *sink, enum rule rule);

/* How many more of the file in hand are kept. Who has much to say need not make texts where it is 0. */
size_t sink_room(const struct sink *sink);

/* Counts some findings of a rule that nobody makes, since there is no room for them. */
void sink_pass(struct sink *sink, enum rule rule, size_t n);

/* Adds, behind the findings of a file, the one that stands for those that are counted only; nothing
 * where there are none. Its severity is the worst of theirs. tally must outlive the sink's findings. */
void sink_close(struct sink *sink, const struct tally *tally, struct str path);

/* Adds to one sink what another holds, with the severities it has there. Texts are copied: nothing
 * of from is referred to afterwards. */
void sink_take(struct sink *to, const struct sink *from);

/* Orders by path, line, column, rule, message, then record and pointer, and what stands for others behind
 * those of its path; drops what repeats the one before it in all of these, and findings of rule schema in
 * whose place another says it better and is no less severe; numbers those that share rule, record and
 * pointer; shortens what is long, and sees to it that each has a help. */
void sink_sort(struct sink *sink);

/* What a finding is called wherever its lines move to: "RULE KIND:ID POINTER ORDINAL", parted by
 * blanks and percent-encoded between them. The path stands for a record without a name, "-" for the
 * top of it or an unknown place, and nothing for the ordinal 1. The sink has been sorted. */
struct str finding_key(struct arena *a, const struct finding *f);

/* How many findings of this severity one stands for: 1 or 0, unless it stands for others. */
size_t finding_count(const struct finding *f, enum severity severity);

/* Findings of this severity, counted only or not. */
size_t sink_count(const struct sink *sink, enum severity severity);

/* Marks hold while the same file is in hand, until sink_sort. */
struct sink_mark sink_mark(const struct sink *sink);

/* Has anything been found since, and is one of severity error among it? */
bool sink_found_since(const struct sink *sink, struct sink_mark mark);
bool sink_failed_since(const struct sink *sink, struct sink_mark mark);

#endif
