#include "cycle.h"

#define GROUP(member) offsetof(struct cycle_group, member)
#define AT(member) offsetof(struct cycle, member)

const char *const collection_words[] = {"attributed", "confidential", NULL};

static const struct field group_fields[] = {
    {"min", FIELD_NUMBER, GROUP(min), 0, NULL, NULL, "answers wanted"},
    {"weight", FIELD_NUMBER, GROUP(weight), 0, NULL, NULL, NULL},
};
static const struct table group_table = {"rater group", sizeof(struct cycle_group),
    FIELDS(group_fields), {NULL}};

static const struct field cycle_fields[] = {
    RECORD_FIELDS,
    {"title", FIELD_TEXT, AT(title), 0, NULL, NULL, NULL},
    {"period", FIELD_TEXT, AT(period), 0, NULL, NULL, NULL},
    {"opens", FIELD_DATE, AT(opens), 0, NULL, NULL, NULL},
    {"closes", FIELD_DATE, AT(closes), 0, NULL, NULL, NULL},
    {"framework", FIELD_SYM, AT(framework), REF_FRAMEWORK, NULL, NULL, NULL},
    {"participants", FIELD_SYMS, AT(participants), REF_OWNER, NULL, NULL, "participant"},
    {"groups", FIELD_MAP, AT(groups), 0, &group_table, NULL, NULL},
    {"collection", FIELD_ENUM, AT(collection), 0, NULL, collection_words, NULL},
    {"collector", FIELD_SYM, AT(collector), REF_PERSON, NULL, NULL, NULL},
    {"threshold", FIELD_NUMBER, AT(threshold), 0, NULL, NULL, NULL},
    {"comment_threshold", FIELD_NUMBER, AT(comment_threshold), 0, NULL, NULL, NULL},
    {"requests_max", FIELD_NUMBER, AT(requests_max), 0, NULL, NULL, "most requests per person"},
    {"questions", FIELD_PROSES, 0, 0, NULL, NULL, "question"},
};
const struct table cycle_table = {"cycle", sizeof(struct cycle), FIELDS(cycle_fields), {NULL}};
