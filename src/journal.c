#include "journal.h"

#define AT(member) offsetof(struct journal, member)

static const struct field journal_fields[] = {
    RECORD_FIELDS,
    {"owner", FIELD_SYM, AT(owner), REF_PERSON, NULL, NULL, NULL},
    {"date", FIELD_DATE, AT(date), 0, NULL, NULL, NULL},
    {"title", FIELD_TEXT, AT(title), 0, NULL, NULL, NULL},
    {"text", FIELD_PROSE, AT(text), 0, NULL, NULL, NULL},
    {"impact", FIELD_PROSE, AT(impact), 0, NULL, NULL, NULL},
    {"skills", FIELD_SYMS, AT(skills), REF_SKILL, NULL, NULL, "skill"},
    {"goal", FIELD_SYM, AT(goal), REF_GOAL, NULL, NULL, NULL},
    {"evidence", FIELD_TEXTS, AT(evidence), 0, NULL, NULL, NULL},
};
const struct table journal_table = {"journal entry", sizeof(struct journal), FIELDS(journal_fields),
    {NULL}};
