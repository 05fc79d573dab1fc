#include "results.h"

#define SKILL(member) offsetof(struct results_skill, member)
#define AT(member) offsetof(struct results, member)

static const struct field skill_fields[] = {
    {"expected", FIELD_TREE, 0, 0, NULL, NULL, NULL},
    {"groups", FIELD_TREE, 0, 0, NULL, NULL, NULL},
    {"hidden", FIELD_TREE, 0, 0, NULL, NULL, NULL},
    {"self", FIELD_NUMBER, SKILL(self), 0, NULL, NULL, NULL},
    {"others", FIELD_NUMBER, SKILL(others), 0, NULL, NULL, NULL},
    {"gap", FIELD_TREE, 0, 0, NULL, NULL, NULL},
    {"class", FIELD_TREE, 0, 0, NULL, NULL, NULL},
    {"change", FIELD_TREE, 0, 0, NULL, NULL, NULL},
};
static const struct table skill_table = {"skill", sizeof(struct results_skill),
    FIELDS(skill_fields), {NULL}};

static const struct field results_fields[] = {
    RECORD_FIELDS,
    {"cycle", FIELD_SYM, AT(cycle), REF_CYCLE, NULL, NULL, NULL},
    {"about", FIELD_SYM, AT(about), REF_PERSON, NULL, NULL, NULL},
    {"published", FIELD_DATE, AT(published), 0, NULL, NULL, NULL},
    {"groups", FIELD_TREE, 0, 0, NULL, NULL, NULL},
    {"skills", FIELD_MAP, AT(skills), 0, &skill_table, NULL, NULL},
    {"comments", FIELD_TREE, 0, 0, NULL, NULL, NULL},
    {"receipts", FIELD_TREE, 0, 0, NULL, NULL, NULL},
};
const struct table results_table = {"results", sizeof(struct results), FIELDS(results_fields),
    {NULL}};
