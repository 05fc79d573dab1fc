#include "team.h"

#define AT(member) offsetof(struct team, member)

static const struct field team_fields[] = {
    RECORD_FIELDS,
    {"name", FIELD_TEXT, AT(name), 0, NULL, NULL, NULL},
    {"parent", FIELD_SYM, AT(parent), REF_TEAM, NULL, NULL, "parent team"},
    {"lead", FIELD_SYM, AT(lead), REF_PERSON, NULL, NULL, NULL},
};
const struct table team_table = {"team", sizeof(struct team), FIELDS(team_fields), {NULL}};
