#include "review.h"

#define NEXT(member) offsetof(struct next_step, member)
#define AT(member) offsetof(struct review, member)

const char *const review_status_words[] = {"draft", "final", NULL};

static const struct field next_fields[] = {
    {"title", FIELD_TEXT, NEXT(title), 0, NULL, NULL, NULL},
    {"owner", FIELD_SYM, NEXT(owner), REF_PERSON, NULL, NULL, NULL},
    {"due", FIELD_DATE, NEXT(due), 0, NULL, NULL, NULL},
    {"done", FIELD_DATE, NEXT(done), 0, NULL, NULL, NULL},
};
static const struct table next_table = {"next step", sizeof(struct next_step), FIELDS(next_fields),
    {NULL}};

static const struct field review_fields[] = {
    RECORD_FIELDS,
    {"about", FIELD_SYM, AT(about), REF_PERSON, NULL, NULL, NULL},
    {"by", FIELD_SYM, AT(by), REF_PERSON, NULL, NULL, NULL},
    {"period", FIELD_TEXT, AT(period), 0, NULL, NULL, NULL},
    {"cycle", FIELD_SYM, AT(cycle), REF_CYCLE, NULL, NULL, NULL},
    {"status", FIELD_ENUM, AT(status), 0, NULL, review_status_words, NULL},
    {"summary", FIELD_PROSE, AT(summary), 0, NULL, NULL, NULL},
    {"levels", FIELD_VALUES, AT(levels), REF_SKILL, NULL, NULL, "level"},
    {"rating", FIELD_TEXT, AT(rating), 0, NULL, NULL, NULL},
    {"next", FIELD_MAP, AT(next), 0, &next_table, NULL, NULL},
};
const struct table review_table = {"review", sizeof(struct review), FIELDS(review_fields), {NULL}};
