#include "acknowledgement.h"

#define AT(member) offsetof(struct acknowledgement, member)

static const struct field acknowledgement_fields[] = {
    RECORD_FIELDS,
    {"of", FIELD_REF, AT(of), REF_ANY, NULL, NULL, NULL},
    {"by", FIELD_SYM, AT(by), REF_PERSON, NULL, NULL, NULL},
    {"date", FIELD_DATE, AT(date), 0, NULL, NULL, NULL},
    {"seen", FIELD_TEXT, AT(seen), 0, NULL, NULL, "digest"},
    {"agrees", FIELD_BOOL, AT(agrees), 0, NULL, NULL, NULL},
    {"comment", FIELD_PROSE, AT(comment), 0, NULL, NULL, NULL},
};
const struct table acknowledgement_table = {"acknowledgement", sizeof(struct acknowledgement),
    FIELDS(acknowledgement_fields), {NULL}};
