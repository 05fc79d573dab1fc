/* The rule table: every check that whet makes has a name, a severity, a meaning, a remedy and an explanation.
 * A new rule is one enumerator here, one row in rule.c, its explanation in rules/RULE.txt and one
 * folder under tests/cases/check, or tests/cases/audit. */
#ifndef RULE_H
#define RULE_H

#include <stdbool.h>

#include "str.h"

enum severity {
	SEVERITY_OFF,
	SEVERITY_INFO,
	SEVERITY_WARNING,
	SEVERITY_ERROR,
};

enum rule {
	RULE_UNREADABLE,
	RULE_ENCODING,
	RULE_LIMIT,
	RULE_YAML_SYNTAX,
	RULE_CONFLICT_MARKER,
	RULE_DUPLICATE_KEY,
	RULE_ANCHOR,
	RULE_ALIAS,
	RULE_TAG,
	RULE_MERGE_KEY,
	RULE_EMPTY,
	RULE_KIND_MISSING,
	RULE_KIND_UNKNOWN,
	RULE_SCHEMA,
	RULE_PROSE_COMMENT,
	RULE_DUPLICATE_ID,
	RULE_DANGLING,
	RULE_SUPPORTS_CYCLE,
	RULE_REPORTING_CYCLE,
	RULE_DATE_ORDER,
	RULE_BASELINE_EQUALS_TARGET,
	RULE_ZERO_WEIGHT,
	RULE_CHECKIN_OUTSIDE,
	RULE_CHECKIN_UNKNOWN,
	RULE_PLAN_SKILL,
	RULE_RATING_OFF_SCALE,
	RULE_EVIDENCE,
	RULE_AUDIENCE,
	RULE_CONFIDENTIAL_RESPONSE,
	RULE_IMPORT_MISSING,
	RULE_IGNORE,
	RULE_IGNORE_UNUSED,
	RULE_PLAN_ONLY_COURSES,
	RULE_ACTION_WITHOUT_MEASURE,
	RULE_NEED_WITHOUT_ACTION,
	RULE_PERSON_WITHOUT_COACH,
	RULE_IMPROVEMENT_WITHOUT_SUGGESTION,
	RULE_GOAL_WITHOUT_SKILL,
	/* About history: whet-audit's. */
	RULE_GOALPOST_MOVED,
	RULE_GOALPOST_REPLANNED,
	RULE_CHECKIN_CHANGED,
	RULE_CHECKIN_BACKDATED,
	RULE_FEEDBACK_CHANGED,
	RULE_WRITTEN_BY_OTHER,
	RULE_SIGNATURE,
	RULE_SQUASHED,
	RULE_SEAL_BROKEN,
	RULE_SEAL_SOURCES,
	RULE_SEAL_UNKNOWN,
	RULE_CONFIDENTIAL_PAST,
	RULE_AUDIENCE_PAST,
	RULE_RESULTS_TWICE,
	RULE_LEFT_PERSON,
	RULE_PUBLIC_REMOTE,
	RULES,
	RULES_OF_AUDIT = RULE_GOALPOST_MOVED /* the first of them */
};

struct rule_row {
	const char *id;		/* lower case with hyphens */
	enum severity severity; /* unless the workspace sets another */
	const char *meaning;	/* one line */
	const char *remedy;	/* one line: what to do where a finding does not say it better */
};

extern const struct rule_row rules[RULES];

extern const char *const severity_names[]; /* by enum severity: "off" to "error" */

/* Those that a tool applies, "whet-audit" or another that finds things: [from, to). */
struct rule_range {
	int from, to; /* enum rule */
};
struct rule_range rules_of(const char *tool);

/* False where there is none of this name. */
bool rule_find(enum rule *rule, struct str id);
bool severity_find(enum severity *severity, struct str name);

/* Why the rule is there and what to do, a wrong and a right example: plain text in lines of at most
 * 78 columns, the last one ended too. */
struct str rule_explanation(enum rule rule);

#endif
