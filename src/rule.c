#include "rule.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "embed.h"

/* rules/manual makes whet-rules(5) from this table, in its order. */
const struct rule_row rules[RULES] = {
    [RULE_UNREADABLE] = {"unreadable", SEVERITY_ERROR, "a file cannot be read"},
    [RULE_ENCODING] = {"encoding", SEVERITY_ERROR, "a file is not UTF-8 text"},
    [RULE_LIMIT] = {"limit", SEVERITY_ERROR, "a file is too large or nested too deep"},
    [RULE_YAML_SYNTAX] = {"yaml-syntax", SEVERITY_ERROR, "a file is not YAML"},
    [RULE_CONFLICT_MARKER] = {"conflict-marker", SEVERITY_ERROR, "a merge was not finished"},
    [RULE_DUPLICATE_KEY] = {"duplicate-key", SEVERITY_ERROR, "a mapping has a key twice"},
    [RULE_ANCHOR] = {"anchor", SEVERITY_ERROR, "a value has a YAML anchor"},
    [RULE_ALIAS] = {"alias", SEVERITY_ERROR, "a YAML alias stands for a value"},
    [RULE_TAG] = {"tag", SEVERITY_ERROR, "a value has a YAML tag"},
    [RULE_MERGE_KEY] = {"merge-key", SEVERITY_ERROR, "a YAML merge key takes in another mapping"},
    [RULE_EMPTY] = {"empty", SEVERITY_ERROR, "a file or document holds no record"},
    [RULE_KIND_MISSING] = {"kind-missing", SEVERITY_ERROR, "a record does not say its kind"},
    [RULE_KIND_UNKNOWN] = {"kind-unknown", SEVERITY_ERROR,
	"a record is of a kind that does not exist"},
    [RULE_SCHEMA] = {"schema", SEVERITY_ERROR, "a record does not have the shape of its kind"},
    [RULE_PROSE_COMMENT] = {"prose-comment", SEVERITY_WARNING,
	"a text is cut off by a YAML comment"},
    [RULE_DUPLICATE_ID] = {"duplicate-id", SEVERITY_ERROR, "two records share kind and id"},
    [RULE_DANGLING] = {"dangling", SEVERITY_ERROR, "a reference leads nowhere"},
    [RULE_SUPPORTS_CYCLE] = {"supports-cycle", SEVERITY_ERROR,
	"goals support each other in a circle"},
    [RULE_REPORTING_CYCLE] = {"reporting-cycle", SEVERITY_ERROR,
	"people or teams are above each other in a circle"},
    [RULE_DATE_ORDER] = {"date-order", SEVERITY_ERROR, "a stretch of time ends before it begins"},
    [RULE_BASELINE_EQUALS_TARGET] = {"baseline-equals-target", SEVERITY_ERROR,
	"a metric has no way to go"},
    [RULE_ZERO_WEIGHT] = {"zero-weight", SEVERITY_ERROR, "weights add up to zero"},
    [RULE_CHECKIN_OUTSIDE] = {"checkin-outside", SEVERITY_WARNING,
	"a check-in is dated outside its goal"},
    [RULE_CHECKIN_UNKNOWN] = {"checkin-unknown", SEVERITY_ERROR,
	"a check-in has a value that no key result takes"},
    [RULE_PLAN_SKILL] = {"plan-skill", SEVERITY_ERROR,
	"a plan works on a skill that no framework has"},
    [RULE_RATING_OFF_SCALE] = {"rating-off-scale", SEVERITY_ERROR,
	"a rating or level is not on the scale"},
    [RULE_EVIDENCE] = {"evidence", SEVERITY_WARNING, "a piece of evidence cannot be found"},
    [RULE_AUDIENCE] = {"audience", SEVERITY_ERROR,
	"a record can be read by more people than it is for"},
    [RULE_CONFIDENTIAL_RESPONSE] = {"confidential-response", SEVERITY_ERROR,
	"a confidential cycle's answer or request is in the repository"},
    [RULE_IMPORT_MISSING] = {"import-missing", SEVERITY_INFO, "an imported workspace is not here"},
    [RULE_IGNORE] = {"ignore", SEVERITY_WARNING,
	"a comment that should leave out a finding is wrong"},
    [RULE_IGNORE_UNUSED] = {"ignore-unused", SEVERITY_WARNING,
	"a comment leaves out a finding that is not there"},
    [RULE_PLAN_ONLY_COURSES] = {"plan-only-courses", SEVERITY_OFF,
	"a plan learns from courses only"},
    [RULE_ACTION_WITHOUT_MEASURE] = {"action-without-measure", SEVERITY_OFF,
	"an action does not say how one will see that it helped"},
    [RULE_NEED_WITHOUT_ACTION] = {"need-without-action", SEVERITY_OFF,
	"a plan names a need and does nothing about it"},
    [RULE_PERSON_WITHOUT_COACH] = {"person-without-coach", SEVERITY_OFF,
	"nobody is named to help a person with their plan"},
    [RULE_IMPROVEMENT_WITHOUT_SUGGESTION] = {"improvement-without-suggestion", SEVERITY_OFF,
	"feedback says what to improve and not how"},
    [RULE_GOAL_WITHOUT_SKILL] = {"goal-without-skill", SEVERITY_OFF,
	"a person's goal develops no skill"},
};

const char *const severity_names[] = {
    [SEVERITY_OFF] = "off",
    [SEVERITY_INFO] = "info",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_ERROR] = "error",
};

bool
rule_find(enum rule *rule, struct str id)
{
	for (size_t i = 0; i < RULES; i++)
		if (str_is(id, rules[i].id)) {
			*rule = (enum rule)i;
			return true;
		}
	return false;
}

bool
severity_find(enum severity *severity, struct str name)
{
	for (size_t i = 0; i < sizeof severity_names / sizeof *severity_names; i++)
		if (str_is(name, severity_names[i])) {
			*severity = (enum severity)i;
			return true;
		}
	return false;
}

struct str
rule_explanation(enum rule rule)
{
	char name[64];
	size_t i = 0;

	snprintf(name, sizeof name, "rules/%s.txt", rules[rule].id);
	while (i < n_embeds && strcmp(embeds[i].name, name) != 0)
		i++;
	assert(i < n_embeds);
	return (struct str){embeds[i].data, embeds[i].size};
}
