/* Findings about the user's data, and the sink that collects them. */
#ifndef DIAG_H
#define DIAG_H

#include <stdbool.h>
#include <stdint.h>

#include "rule.h"
#include "str.h"

struct finding {
	struct str path; /* file, as the source names it; empty where there is none */
	uint32_t line;	 /* from 1; 0 where there is none */
	uint32_t column; /* characters, from 1; 0 where there is none */
	uint32_t width;	 /* characters of that line that the finding is about, at least 1 */
	enum rule rule;
	enum severity severity; /* as the workspace sets it; SEVERITY_OFF is never kept */
	struct str message;	/* one line: what is wrong; may hold bytes from the file */
	struct str help;    /* one line: what to do; by sink_sort the rule's where it is empty */
	struct str kind;    /* of the record, p is NULL where unknown */
	struct str id;	    /* of the record, p is NULL where unknown */
	struct str pointer; /* JSON Pointer in the record, p is NULL where unknown */
	bool instead;	    /* it says better what is wrong than rule schema does in this place */
	uint32_t ordinal;   /* of those with this rule, record and pointer, from 1; by sink_sort */
};

struct sink {
	struct arena *arena;	   /* holds the findings and their texts */
	const uint8_t *severities; /* enum severity by enum rule, NULL for the defaults */
	struct finding *p;
	size_t n, cap;
};

/* The severity that the sink gives to findings of a rule. */
enum severity sink_severity(const struct sink *sink, enum rule rule);

/* Adds a finding of a rule with its severity and returns it, to be filled in; a place to write into
 * that is kept by nobody where the rule is off. Never NULL. */
struct finding *sink_add(struct sink *sink, enum rule rule);

/* Adds to one sink what another holds, with the severities it has there. Texts are copied: nothing
 * of from is referred to afterwards. */
void sink_take(struct sink *to, const struct sink *from);

/* Orders by path, line, column, rule, message, then record and pointer; drops what repeats the one
 * before it in all of these, and findings of rule schema in whose place another says it better and is
 * no less severe; numbers those that share rule, record and pointer; sees to it that each
 * has a help. */
void sink_sort(struct sink *sink);

/* What a finding is called wherever its lines move to: "RULE KIND:ID POINTER ORDINAL", parted by
 * blanks and percent-encoded between them. The path stands for a record without a name, "-" for the
 * top of it or an unknown place, and nothing for the ordinal 1. The sink has been sorted. */
struct str finding_key(struct arena *a, const struct finding *f);

/* Findings of this severity. */
size_t sink_count(const struct sink *sink, enum severity severity);

/* Is one of severity error among those from a number on? Numbers hold until sink_sort. */
bool sink_failed_since(const struct sink *sink, size_t from);

#endif
