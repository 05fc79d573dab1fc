#include "note.h"

#define ACTION(member) offsetof(struct note_action, member)
#define AT(member) offsetof(struct note, member)

static const struct field action_fields[] = {
    {"title", FIELD_TEXT, ACTION(title), 0, NULL, NULL, NULL},
    {"owner", FIELD_SYM, ACTION(owner), REF_PERSON, NULL, NULL, NULL},
    {"due", FIELD_DATE, ACTION(due), 0, NULL, NULL, NULL},
    {"done", FIELD_DATE, ACTION(done), 0, NULL, NULL, NULL},
};
static const struct table action_table = {"action", sizeof(struct note_action),
    FIELDS(action_fields), {NULL}};

static const struct field note_fields[] = {
    RECORD_FIELDS,
    {"with", FIELD_SYMS, AT(with), REF_PERSON, NULL, NULL, NULL},
    {"date", FIELD_DATE, AT(date), 0, NULL, NULL, NULL},
    {"text", FIELD_PROSE, AT(text), 0, NULL, NULL, NULL},
    {"actions", FIELD_MAP, AT(actions), 0, &action_table, NULL, NULL},
};
const struct table note_table = {"note", sizeof(struct note), FIELDS(note_fields), {NULL}};
