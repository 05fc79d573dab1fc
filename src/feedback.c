#include "feedback.h"

#define POINT(member) offsetof(struct feedback_point, member)
#define OUTSIDER(member) offsetof(struct feedback_outsider, member)
#define AT(member) offsetof(struct feedback, member)

const char *const relation_words[] = {"self", "manager", "peer", "direct-report", "other", NULL};

static const struct field point_fields[] = {
    {"text", FIELD_PROSE, POINT(text), 0, NULL, NULL, NULL},
    {"situation", FIELD_PROSE, POINT(situation), 0, NULL, NULL, NULL},
    {"behaviour", FIELD_PROSE, POINT(behaviour), 0, NULL, NULL, NULL},
    {"impact", FIELD_PROSE, POINT(impact), 0, NULL, NULL, NULL},
    {"suggestion", FIELD_PROSE, POINT(suggestion), 0, NULL, NULL, NULL},
    {"skill", FIELD_SYM, POINT(skill), REF_SKILL, NULL, NULL, NULL},
    {"goal", FIELD_SYM, POINT(goal), REF_GOAL, NULL, NULL, NULL},
};
static const struct table strength_table = {"strength", sizeof(struct feedback_point),
    FIELDS(point_fields), {NULL}};
static const struct table improvement_table = {"improvement", sizeof(struct feedback_point),
    FIELDS(point_fields), {NULL}};

static const struct field outsider_fields[] = {
    {"name", FIELD_TEXT, OUTSIDER(name), 0, NULL, NULL, NULL},
    {"affiliation", FIELD_TEXT, OUTSIDER(affiliation), 0, NULL, NULL, NULL},
};
static const struct table outsider_table = {"outsider", sizeof(struct feedback_outsider),
    FIELDS(outsider_fields), {NULL}};

static const struct field feedback_fields[] = {
    RECORD_FIELDS,
    {"about", FIELD_SYMS, AT(about), REF_PERSON, NULL, NULL, NULL},
    {"from", FIELD_SYM, AT(from), REF_PERSON, NULL, NULL, NULL},
    {"from", FIELD_ONE, AT(outsider), 0, &outsider_table, NULL, NULL},
    {"date", FIELD_DATE, AT(date), 0, NULL, NULL, NULL},
    {"relation", FIELD_ENUM, AT(relation), 0, NULL, relation_words, NULL},
    {"strengths", FIELD_PROSE, AT(strength), 0, NULL, NULL, NULL},
    {"strengths", FIELD_LIST, AT(strengths), 0, &strength_table, NULL, NULL},
    {"improvements", FIELD_PROSE, AT(improvement), 0, NULL, NULL, NULL},
    {"improvements", FIELD_LIST, AT(improvements), 0, &improvement_table, NULL, NULL},
    {"ratings", FIELD_VALUES, AT(ratings), REF_SKILL, NULL, NULL, "rating"},
    {"cycle", FIELD_SYM, AT(cycle), REF_CYCLE, NULL, NULL, NULL},
    {"request", FIELD_SYM, AT(request), REF_REQUEST, NULL, NULL, NULL},
    {"nonce", FIELD_TEXT, AT(nonce), 0, NULL, NULL, NULL},
};
const struct table feedback_table = {"feedback", sizeof(struct feedback), FIELDS(feedback_fields),
    {NULL}};
