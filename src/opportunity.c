#include "opportunity.h"

#define STEP(member) offsetof(struct opportunity_step, member)
#define AT(member) offsetof(struct opportunity, member)

const char *const mode_words[] = {"experience", "social", "formal", NULL};

static const struct field step_fields[] = {
    {"from", FIELD_NUMBER, STEP(from), 0, NULL, NULL, "from level"},
    {"to", FIELD_NUMBER, STEP(to), 0, NULL, NULL, "to level"},
};
static const struct table step_table = {"skill", sizeof(struct opportunity_step),
    FIELDS(step_fields), {NULL}};

static const struct field opportunity_fields[] = {
    RECORD_FIELDS,
    {"title", FIELD_TEXT, AT(title), 0, NULL, NULL, NULL},
    {"mode", FIELD_ENUM, AT(mode), 0, NULL, mode_words, NULL},
    {"skills", FIELD_MAP, AT(skills), REF_SKILL, &step_table, NULL, NULL},
    {"effort_hours", FIELD_NUMBER, AT(effort_hours), 0, NULL, NULL, "effort in hours"},
    {"cost", FIELD_TEXT, AT(cost), 0, NULL, NULL, NULL},
    {"link", FIELD_TEXT, AT(link), 0, NULL, NULL, NULL},
    {"prerequisites", FIELD_SYMS, AT(prerequisites), REF_OPPORTUNITY, NULL, NULL, "prerequisite"},
};
const struct table opportunity_table = {"opportunity", sizeof(struct opportunity),
    FIELDS(opportunity_fields), {NULL}};
