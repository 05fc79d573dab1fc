#include "request.h"

#define AT(member) offsetof(struct request, member)

static const struct field request_fields[] = {
    RECORD_FIELDS,
    {"about", FIELD_SYM, AT(about), REF_PERSON, NULL, NULL, NULL},
    {"asked", FIELD_SYMS, AT(asked), REF_PERSON, NULL, NULL, NULL},
    {"by", FIELD_SYM, AT(by), REF_PERSON, NULL, NULL, "asked by"},
    {"date", FIELD_DATE, AT(date), 0, NULL, NULL, NULL},
    {"due", FIELD_DATE, AT(due), 0, NULL, NULL, NULL},
    {"questions", FIELD_PROSES, 0, 0, NULL, NULL, "question"},
    {"cycle", FIELD_SYM, AT(cycle), REF_CYCLE, NULL, NULL, NULL},
    {"declined", FIELD_DATES, AT(declined), REF_PERSON, NULL, NULL, NULL},
};
const struct table request_table = {"request", sizeof(struct request), FIELDS(request_fields),
    {NULL}};
