#include "checkin.h"

#define ENTRY(member) offsetof(struct checkin_entry, member)
#define AT(member) offsetof(struct checkin, member)

const char *const outlook_words[] = {"on-track", "at-risk", "off-track", NULL};

/* What an entry holds in both places. */
#define ENTRY_FIELDS                                                              \
	{"values", FIELD_VALUES, ENTRY(values), 0, NULL, NULL, "value"},          \
	    {"confidence", FIELD_NUMBER, ENTRY(confidence), 0, NULL, NULL, NULL}, \
	    {"status", FIELD_ENUM, ENTRY(status), 0, NULL, outlook_words, NULL},  \
	    {"note", FIELD_PROSE, ENTRY(note), 0, NULL, NULL, NULL},              \
	    {"blockers", FIELD_TEXTS, ENTRY(blockers), 0, NULL, NULL, "blocker"}, \
	{                                                                         \
		"evidence", FIELD_TEXTS, ENTRY(evidence), 0, NULL, NULL, NULL     \
	}

static const struct field entry_fields[] = {ENTRY_FIELDS};
static const struct table entry_table = {"check-in on", sizeof(struct checkin_entry),
    FIELDS(entry_fields), {NULL}};

static const struct field goal_checkin_fields[] = {
    {"date", FIELD_DATE, ENTRY(date), 0, NULL, NULL, NULL},
    {"by", FIELD_SYM, ENTRY(by), REF_PERSON, NULL, NULL, NULL},
    ENTRY_FIELDS,
};
const struct table goal_checkin_table = {"check-in", sizeof(struct checkin_entry),
    FIELDS(goal_checkin_fields), {"date", "by"}};

static const struct field checkin_fields[] = {
    RECORD_FIELDS,
    {"by", FIELD_SYM, AT(by), REF_PERSON, NULL, NULL, NULL},
    {"date", FIELD_DATE, AT(date), 0, NULL, NULL, NULL},
    {"goals", FIELD_MAP, AT(goals), REF_GOAL, &entry_table, NULL, NULL},
};
const struct table checkin_table = {"check-in", sizeof(struct checkin), FIELDS(checkin_fields),
    {NULL}};
