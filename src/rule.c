#include "rule.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "embed.h"

/* rules/manual makes whet-rules(5) from this table, in its order. */
const struct rule_row rules[RULES] = {
    [RULE_UNREADABLE] = {"unreadable", SEVERITY_ERROR, "a file cannot be read",
	"see to it that the file can be read"},
    [RULE_ENCODING] = {"encoding", SEVERITY_ERROR, "a file is not UTF-8 text",
	"save the file as UTF-8 text"},
    [RULE_LIMIT] = {"limit", SEVERITY_ERROR,
	"a file is too large, nested too deep, or wrong too often",
	"divide it into several files, nest it less, mend what is listed"},
    [RULE_YAML_SYNTAX] = {"yaml-syntax", SEVERITY_ERROR, "a file is not YAML",
	"look at quotes, colons, brackets and indentation here"},
    [RULE_CONFLICT_MARKER] = {"conflict-marker", SEVERITY_ERROR, "a merge was not finished",
	"keep one of the two sides and remove the markers"},
    [RULE_DUPLICATE_KEY] = {"duplicate-key", SEVERITY_ERROR, "a mapping has a key twice",
	"keep one of the two"},
    [RULE_ANCHOR] = {"anchor", SEVERITY_ERROR, "a value has a YAML anchor", "remove the anchor"},
    [RULE_ALIAS] = {"alias", SEVERITY_ERROR, "a YAML alias stands for a value",
	"write the value itself"},
    [RULE_TAG] = {"tag", SEVERITY_ERROR, "a value has a YAML tag", "remove the tag"},
    [RULE_MERGE_KEY] = {"merge-key", SEVERITY_ERROR, "a YAML merge key takes in another mapping",
	"write out the keys that it takes in"},
    [RULE_EMPTY] = {"empty", SEVERITY_ERROR, "a file or document holds no record",
	"write a record, or remove the file"},
    [RULE_KIND_MISSING] = {"kind-missing", SEVERITY_ERROR, "a record does not say its kind",
	"add a line such as \"kind: goal\""},
    [RULE_KIND_UNKNOWN] = {"kind-unknown", SEVERITY_ERROR,
	"a record is of a kind that does not exist", "write one of the kinds in whet(5)"},
    [RULE_SCHEMA] = {"schema", SEVERITY_ERROR, "a record does not have the shape of its kind",
	"correct what stands there"},
    [RULE_PROSE_COMMENT] = {"prose-comment", SEVERITY_WARNING,
	"a text is cut off by a YAML comment", "write the text as a block after \"|\""},
    [RULE_DUPLICATE_ID] = {"duplicate-id", SEVERITY_ERROR, "two records share kind and id",
	"give one of the two another id"},
    [RULE_DANGLING] = {"dangling", SEVERITY_ERROR, "a reference leads nowhere",
	"correct the name, or add the record it means"},
    [RULE_SUPPORTS_CYCLE] = {"supports-cycle", SEVERITY_ERROR,
	"goals support each other in a circle", "remove one of these \"supports\""},
    [RULE_REPORTING_CYCLE] = {"reporting-cycle", SEVERITY_ERROR,
	"people or teams are above each other in a circle", "correct one of these lines"},
    [RULE_DATE_ORDER] = {"date-order", SEVERITY_ERROR, "a stretch of time ends before it begins",
	"correct one of the two dates"},
    [RULE_BASELINE_EQUALS_TARGET] = {"baseline-equals-target", SEVERITY_ERROR,
	"a metric has no way to go", "make baseline and target differ"},
    [RULE_ZERO_WEIGHT] = {"zero-weight", SEVERITY_ERROR, "weights add up to zero",
	"give one of them a weight above 0"},
    [RULE_CHECKIN_OUTSIDE] = {"checkin-outside", SEVERITY_WARNING,
	"a check-in is dated outside its goal", "correct the date, or the dates of the goal"},
    [RULE_CHECKIN_UNKNOWN] = {"checkin-unknown", SEVERITY_ERROR,
	"a check-in has a value that no key result takes",
	"correct the name, or add the key result to the goal"},
    [RULE_PLAN_SKILL] = {"plan-skill", SEVERITY_ERROR,
	"a plan works on a skill that no framework has",
	"correct the name, or add the skill to a framework"},
    [RULE_RATING_OFF_SCALE] = {"rating-off-scale", SEVERITY_ERROR,
	"a rating or level is not on the scale", "write a value of the scale"},
    [RULE_EVIDENCE] = {"evidence", SEVERITY_WARNING, "a piece of evidence cannot be found",
	"correct it, or remove it"},
    [RULE_AUDIENCE] = {"audience", SEVERITY_ERROR,
	"a record can be read by more people than it is for",
	"move the record to a repository for its readers"},
    [RULE_CONFIDENTIAL_RESPONSE] = {"confidential-response", SEVERITY_ERROR,
	"a confidential cycle's answer or request is in the repository",
	"give it to the collector, and remove it here"},
    [RULE_IMPORT_MISSING] = {"import-missing", SEVERITY_INFO, "an imported workspace is not here",
	"clone it beside this one, or git submodule update --init"},
    [RULE_IGNORE] = {"ignore", SEVERITY_WARNING,
	"a comment that should leave out a finding is wrong",
	"write \"# whet: ignore[RULE] REASON\""},
    [RULE_IGNORE_UNUSED] = {"ignore-unused", SEVERITY_WARNING,
	"a comment leaves out a finding that is not there", "remove the comment"},
    [RULE_PLAN_ONLY_COURSES] = {"plan-only-courses", SEVERITY_OFF,
	"a plan learns from courses only", "add an action in the daily work, or with others"},
    [RULE_ACTION_WITHOUT_MEASURE] = {"action-without-measure", SEVERITY_OFF,
	"an action does not say how one will see that it helped", "add \"measure\""},
    [RULE_NEED_WITHOUT_ACTION] = {"need-without-action", SEVERITY_OFF,
	"a plan names a need and does nothing about it", "add an action with a date"},
    [RULE_PERSON_WITHOUT_COACH] = {"person-without-coach", SEVERITY_OFF,
	"nobody is named to help a person with their plan",
	"add \"coach\", or \"manager\" to the person"},
    [RULE_IMPROVEMENT_WITHOUT_SUGGESTION] = {"improvement-without-suggestion", SEVERITY_OFF,
	"feedback says what to improve and not how", "add \"suggestion\""},
    [RULE_GOAL_WITHOUT_SKILL] = {"goal-without-skill", SEVERITY_OFF,
	"a person's goal develops no skill", "add \"skills\""},
    [RULE_GOALPOST_MOVED] = {"goalpost-moved", SEVERITY_WARNING,
	"what was agreed in a goal was changed later, and nothing says why",
	"say what and why under \"replans\" of the goal"},
    [RULE_GOALPOST_REPLANNED] = {"goalpost-replanned", SEVERITY_INFO,
	"what was agreed in a goal was changed later, and the goal says why",
	"nothing, where all who agreed on the goal know of it"},
    [RULE_CHECKIN_CHANGED] = {"checkin-changed", SEVERITY_WARNING,
	"a check-in was changed after the day it was written",
	"write a new check-in where something has changed"},
    [RULE_CHECKIN_BACKDATED] = {"checkin-backdated", SEVERITY_WARNING,
	"a check-in was committed more than a week after its date",
	"date a check-in by the day it is written on"},
    [RULE_FEEDBACK_CHANGED] = {"feedback-changed", SEVERITY_WARNING,
	"feedback was changed after it had been acknowledged",
	"ask whoever acknowledged it to read it again"},
    [RULE_WRITTEN_BY_OTHER] = {"written-by-other", SEVERITY_WARNING,
	"what is said in somebody's name was committed by another",
	"ask whose name it bears; or add the address to emails, where it is theirs"},
    [RULE_SIGNATURE] = {"signature", SEVERITY_WARNING,
	"a commit's signature is not one of its author",
	"ask the author; or add the key to signing_keys, where it is theirs"},
    [RULE_SQUASHED] = {"squashed", SEVERITY_INFO, "a host has made one commit of the author's own",
	"merge without squashing where it has to be proved who wrote what"},
    [RULE_SEAL_BROKEN] = {"seal-broken", SEVERITY_WARNING,
	"what was acknowledged is not what was seen any more",
	"ask whoever acknowledged it to read it again, and to acknowledge it anew"},
    [RULE_SEAL_SOURCES] = {"seal-sources", SEVERITY_INFO,
	"what an acknowledged review was made from has changed since",
	"nothing, where life has gone on; whet review --as-of DATE --history shows what was seen"},
    [RULE_SEAL_UNKNOWN] = {"seal-unknown", SEVERITY_WARNING,
	"an acknowledgement fits nothing that history holds",
	"ask for the branch that it was made on, or have it acknowledged anew"},
    [RULE_CONFIDENTIAL_PAST] = {"confidential-past", SEVERITY_ERROR,
	"a confidential cycle's answer or request is in history",
	"tell who gave it; whet audit --redaction-plan KIND:ID lists what holds it"},
    [RULE_AUDIENCE_PAST] = {"audience-past", SEVERITY_ERROR,
	"history holds a record for fewer people than can read it",
	"tell whom it is about; whet audit --redaction-plan KIND:ID lists what holds it"},
    [RULE_RESULTS_TWICE] = {"results-twice", SEVERITY_WARNING,
	"results of a confidential cycle were published twice",
	"compare the two yourself: what differs may tell who said what"},
    [RULE_LEFT_PERSON] = {"left-person", SEVERITY_INFO, "records of somebody who has left are kept",
	"decide together how long they are needed; deletion here is not erasure"},
    [RULE_PUBLIC_REMOTE] = {"public-remote", SEVERITY_INFO,
	"the repository is also at a public host",
	"see to it that it is private there, forks and logs of pipelines included"},
};

const char *const severity_names[] = {
    [SEVERITY_OFF] = "off",
    [SEVERITY_INFO] = "info",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_ERROR] = "error",
};

struct rule_range
rules_of(const char *tool)
{
	bool audit = strcmp(tool, "whet-audit") == 0;

	return audit ? (struct rule_range){RULES_OF_AUDIT, RULES}
		     : (struct rule_range){0, RULES_OF_AUDIT};
}

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
	struct str text;

	snprintf(name, sizeof name, "rules/%s.txt", rules[rule].id);
	text = embed_find(str_of(name));
	assert(text.p);
	return text;
}
