#include "goal.h"

#include <math.h>

#define MILESTONE(member) offsetof(struct milestone, member)
#define KR(member) offsetof(struct key_result, member)
#define CLOSE(member) offsetof(struct goal_close, member)
#define REPLAN(member) offsetof(struct replan, member)
#define AT(member) offsetof(struct goal, member)

const char *const commitment_words[] = {"committed", "aspirational", "learning", NULL};
const char *const goal_status_words[] = {"draft", "active", "dropped", NULL};
const char *const outcome_words[] = {"met", "partly", "missed", "dropped", NULL};
const char *const shape_names[] = {"yes-no", "metric", "sustain", "milestones", NULL};

static const struct field milestone_fields[] = {
    {"title", FIELD_TEXT, MILESTONE(title), 0, NULL, NULL, NULL},
    {"weight", FIELD_NUMBER, MILESTONE(weight), 0, NULL, NULL, NULL},
    {"due", FIELD_DATE, MILESTONE(due), 0, NULL, NULL, NULL},
    {"done", FIELD_DATE, MILESTONE(done), 0, NULL, NULL, NULL},
};
static const struct table milestone_table = {"milestone", sizeof(struct milestone),
    FIELDS(milestone_fields), {NULL}};

static const struct field kr_fields[] = {
    {"title", FIELD_TEXT, KR(title), 0, NULL, NULL, NULL},
    {"unit", FIELD_TEXT, KR(unit), 0, NULL, NULL, NULL},
    {"weight", FIELD_NUMBER, KR(weight), 0, NULL, NULL, NULL},
    {"owner", FIELD_SYM, KR(owner), REF_OWNER, NULL, NULL, NULL},
    {"baseline", FIELD_NUMBER, KR(baseline), 0, NULL, NULL, NULL},
    {"target", FIELD_NUMBER, KR(target), 0, NULL, NULL, NULL},
    {"min", FIELD_NUMBER, KR(min), 0, NULL, NULL, "minimum"},
    {"max", FIELD_NUMBER, KR(max), 0, NULL, NULL, "maximum"},
    {"milestones", FIELD_MAP, KR(milestones), 0, &milestone_table, NULL, NULL},
};
static const struct table kr_table = {"key result", sizeof(struct key_result), FIELDS(kr_fields),
    {NULL}};

static const struct field close_fields[] = {
    {"date", FIELD_DATE, CLOSE(date), 0, NULL, NULL, NULL},
    {"outcome", FIELD_ENUM, CLOSE(outcome), 0, NULL, outcome_words, NULL},
    {"learned", FIELD_PROSE, CLOSE(learned), 0, NULL, NULL, "what was learned"},
};
static const struct table close_table = {"close", sizeof(struct goal_close), FIELDS(close_fields),
    {NULL}};

static const struct field replan_fields[] = {
    {"date", FIELD_DATE, REPLAN(date), 0, NULL, NULL, NULL},
    {"what", FIELD_TEXT, REPLAN(what), 0, NULL, NULL, NULL},
    {"why", FIELD_PROSE, REPLAN(why), 0, NULL, NULL, NULL},
    {"agreed_by", FIELD_SYM, REPLAN(agreed_by), REF_PERSON, NULL, NULL, "agreed by"},
};
static const struct table replan_table = {"replan", sizeof(struct replan), FIELDS(replan_fields),
    {"date", "what"}};

static const struct field goal_fields[] = {
    RECORD_FIELDS,
    {"title", FIELD_TEXT, AT(title), 0, NULL, NULL, NULL},
    {"why", FIELD_PROSE, AT(why), 0, NULL, NULL, NULL},
    {"owner", FIELD_SYM, AT(owner), REF_OWNER, NULL, NULL, NULL},
    {"contributors", FIELD_SYMS, AT(contributors), REF_OWNER, NULL, NULL, "contributor"},
    {"start", FIELD_DATE, AT(start), 0, NULL, NULL, NULL},
    {"due", FIELD_DATE, AT(due), 0, NULL, NULL, NULL},
    {"period", FIELD_TEXT, AT(period), 0, NULL, NULL, NULL},
    {"commitment", FIELD_ENUM, AT(commitment), 0, NULL, commitment_words, NULL},
    {"supports", FIELD_SYM, AT(supports), REF_GOAL, NULL, NULL, NULL},
    {"skills", FIELD_SYMS, AT(skills), REF_SKILL, NULL, NULL, "skill"},
    {"weight", FIELD_NUMBER, AT(weight), 0, NULL, NULL, NULL},
    {"cadence_days", FIELD_NUMBER, AT(cadence_days), 0, NULL, NULL, "check-in cadence in days"},
    {"status", FIELD_ENUM, AT(status), 0, NULL, goal_status_words, NULL},
    {"key_results", FIELD_MAP, AT(key_results), 0, &kr_table, NULL, NULL},
    {"checkins", FIELD_LIST, AT(checkins), 0, &goal_checkin_table, NULL, NULL},
    {"close", FIELD_ONE, AT(close), 0, &close_table, NULL, NULL},
    {"replans", FIELD_LIST, AT(replans), 0, &replan_table, NULL, NULL},
};
const struct table goal_table = {"goal", sizeof(struct goal), FIELDS(goal_fields), {NULL}};

enum shape
key_result_shape(const struct key_result *kr)
{
	if (kr->milestones.n)
		return SHAPE_MILESTONES;
	if (!isnan(kr->baseline) && !isnan(kr->target))
		return SHAPE_METRIC;
	return isnan(kr->min) && isnan(kr->max) ? SHAPE_YES_NO : SHAPE_SUSTAIN;
}

const struct key_result *
goal_key_result(const struct goal *g, uint32_t key)
{
	for (uint32_t i = 0; i < g->key_results.n; i++)
		if (g->key_results.p[i].key == key)
			return &g->key_results.p[i];
	return NULL;
}
