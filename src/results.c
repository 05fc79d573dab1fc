#include "results.h"

#define AT(member) offsetof(struct results, member)

static const struct field results_fields[] = {
    RECORD_FIELDS,
    {"cycle", FIELD_SYM, AT(cycle), REF_CYCLE, NULL, NULL, NULL},
    {"about", FIELD_SYM, AT(about), REF_PERSON, NULL, NULL, NULL},
    {"published", FIELD_DATE, AT(published), 0, NULL, NULL, NULL},
    {"groups", FIELD_TREE, 0, 0, NULL, NULL, NULL},
    {"skills", FIELD_TREE, 0, 0, NULL, NULL, NULL},
    {"comments", FIELD_TREE, 0, 0, NULL, NULL, NULL},
    {"receipts", FIELD_TREE, 0, 0, NULL, NULL, NULL},
};
const struct table results_table = {"results", sizeof(struct results), FIELDS(results_fields),
    {NULL}};
