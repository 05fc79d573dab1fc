#include "plan.h"

#define ACTION(member) offsetof(struct plan_action, member)
#define FOCUS(member) offsetof(struct plan_focus, member)
#define CHECKIN(member) offsetof(struct plan_checkin, member)
#define AT(member) offsetof(struct plan, member)

static const struct field action_fields[] = {
    {"title", FIELD_TEXT, ACTION(title), 0, NULL, NULL, NULL},
    {"mode", FIELD_ENUM, ACTION(mode), 0, NULL, mode_words, NULL},
    {"opportunity", FIELD_SYM, ACTION(opportunity), REF_OPPORTUNITY, NULL, NULL, NULL},
    {"owner", FIELD_SYM, ACTION(owner), REF_PERSON, NULL, NULL, NULL},
    {"start", FIELD_DATE, ACTION(start), 0, NULL, NULL, NULL},
    {"due", FIELD_DATE, ACTION(due), 0, NULL, NULL, NULL},
    {"done", FIELD_DATE, ACTION(done), 0, NULL, NULL, NULL},
    {"dropped", FIELD_DATE, ACTION(dropped), 0, NULL, NULL, NULL},
    {"effort_hours", FIELD_NUMBER, ACTION(effort_hours), 0, NULL, NULL, "effort in hours"},
    {"measure", FIELD_PROSE, ACTION(measure), 0, NULL, NULL, NULL},
    {"evidence", FIELD_TEXTS, ACTION(evidence), 0, NULL, NULL, NULL},
    {"learned", FIELD_PROSE, ACTION(learned), 0, NULL, NULL, "what was learned"},
};
static const struct table action_table = {"action", sizeof(struct plan_action),
    FIELDS(action_fields), {NULL}};

static const struct field focus_fields[] = {
    {"skill", FIELD_SYM, FOCUS(skill), REF_SKILL, NULL, NULL, NULL},
    {"title", FIELD_TEXT, FOCUS(title), 0, NULL, NULL, NULL},
    {"current", FIELD_NUMBER, FOCUS(current), 0, NULL, NULL, "current level"},
    {"target", FIELD_NUMBER, FOCUS(target), 0, NULL, NULL, "target level"},
    {"why", FIELD_PROSE, FOCUS(why), 0, NULL, NULL, NULL},
    {"source", FIELD_REFS, FOCUS(source), REF_ANY, NULL, NULL, NULL},
    {"actions", FIELD_MAP, FOCUS(actions), 0, &action_table, NULL, NULL},
};
static const struct table focus_table = {"focus", sizeof(struct plan_focus), FIELDS(focus_fields),
    {NULL}};

static const struct field checkin_fields[] = {
    {"date", FIELD_DATE, CHECKIN(date), 0, NULL, NULL, NULL},
    {"by", FIELD_SYM, CHECKIN(by), REF_PERSON, NULL, NULL, NULL},
    {"note", FIELD_PROSE, CHECKIN(note), 0, NULL, NULL, NULL},
};
static const struct table checkin_table = {"check-in", sizeof(struct plan_checkin),
    FIELDS(checkin_fields), {"date", "by"}};

static const struct field plan_fields[] = {
    RECORD_FIELDS,
    {"owner", FIELD_SYM, AT(owner), REF_PERSON, NULL, NULL, NULL},
    {"coach", FIELD_SYM, AT(coach), REF_PERSON, NULL, NULL, NULL},
    {"start", FIELD_DATE, AT(start), 0, NULL, NULL, NULL},
    {"due", FIELD_DATE, AT(due), 0, NULL, NULL, NULL},
    {"period", FIELD_TEXT, AT(period), 0, NULL, NULL, NULL},
    {"target_role", FIELD_SYM, AT(target_role), REF_ROLE, NULL, NULL, "target role"},
    {"focus", FIELD_MAP, AT(focus), 0, &focus_table, NULL, NULL},
    {"checkins", FIELD_LIST, AT(checkins), 0, &checkin_table, NULL, NULL},
};
const struct table plan_table = {"development plan", sizeof(struct plan), FIELDS(plan_fields),
    {NULL}};
