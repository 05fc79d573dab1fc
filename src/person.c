#include "person.h"

#define PAST(member) offsetof(struct person_past, member)
#define AWAY(member) offsetof(struct person_away, member)
#define KEY(member) offsetof(struct person_key, member)
#define AT(member) offsetof(struct person, member)

static const struct field past_fields[] = {
    {"until", FIELD_DATE, PAST(until), 0, NULL, NULL, NULL},
    {"role", FIELD_SYM, PAST(role), REF_ROLE, NULL, NULL, NULL},
    {"team", FIELD_SYM, PAST(team), REF_TEAM, NULL, NULL, NULL},
    {"manager", FIELD_SYM, PAST(manager), REF_PERSON, NULL, NULL, NULL},
};
static const struct table past_table = {"past position", sizeof(struct person_past),
    FIELDS(past_fields), {"until"}};

static const struct field away_fields[] = {
    {"from", FIELD_DATE, AWAY(from), 0, NULL, NULL, "first day away"},
    {"to", FIELD_DATE, AWAY(to), 0, NULL, NULL, "last day away"},
};
static const struct table away_table = {"absence", sizeof(struct person_away), FIELDS(away_fields),
    {"from"}};

static const struct field key_fields[] = {
    {"key", FIELD_TEXT, KEY(key), 0, NULL, NULL, NULL},
    {"from", FIELD_DATE, KEY(from), 0, NULL, NULL, "valid from"},
    {"to", FIELD_DATE, KEY(to), 0, NULL, NULL, "valid to"},
};
static const struct table key_table = {"signing key", sizeof(struct person_key), FIELDS(key_fields),
    {"key"}};

static const struct field person_fields[] = {
    RECORD_FIELDS,
    {"name", FIELD_TEXT, AT(name), 0, NULL, NULL, NULL},
    {"emails", FIELD_TEXTS, AT(emails), 0, NULL, NULL, "address"},
    {"role", FIELD_SYM, AT(role), REF_ROLE, NULL, NULL, NULL},
    {"team", FIELD_SYM, AT(team), REF_TEAM, NULL, NULL, NULL},
    {"manager", FIELD_SYM, AT(manager), REF_PERSON, NULL, NULL, NULL},
    {"start", FIELD_DATE, AT(start), 0, NULL, NULL, "first day"},
    {"end", FIELD_DATE, AT(end), 0, NULL, NULL, "last day"},
    {"past", FIELD_LIST, AT(past), 0, &past_table, NULL, NULL},
    {"away", FIELD_LIST, AT(away), 0, &away_table, NULL, NULL},
    {"signing_keys", FIELD_LIST, AT(signing_keys), 0, &key_table, NULL, NULL},
};
const struct table person_table = {"person", sizeof(struct person), FIELDS(person_fields), {NULL}};

struct person_position
person_on(const struct person *p, int32_t day)
{
	struct person_position now = {p->role, p->team, p->manager};
	const struct person_past *nearest = NULL;

	for (uint32_t i = 0; i < p->past.n; i++) {
		const struct person_past *past = &p->past.p[i];

		if (past->until != DATE_NONE && day <= past->until &&
		    (!nearest || past->until < nearest->until))
			nearest = past;
	}
	if (nearest && nearest->role)
		now.role = nearest->role;
	if (nearest && nearest->team)
		now.team = nearest->team;
	if (nearest && nearest->manager)
		now.manager = nearest->manager;
	return now;
}

bool
person_is_active(const struct person *p, int32_t day)
{
	return (p->start == DATE_NONE || p->start <= day) && (p->end == DATE_NONE || day <= p->end);
}

bool
person_has_left(const struct person *p, int32_t day)
{
	return p->end != DATE_NONE && p->end < day;
}

uint32_t
person_team_on(const struct person *p, int32_t day)
{
	return person_is_active(p, day) ? person_on(p, day).team : 0;
}

static bool
is_away(const struct person *p, int32_t day)
{
	for (uint32_t i = 0; i < p->away.n; i++)
		if (p->away.p[i].from != DATE_NONE && p->away.p[i].from <= day &&
		    day <= p->away.p[i].to)
			return true;
	return false;
}

int32_t
person_days_away(const struct person *p, int32_t from, int32_t to)
{
	int32_t days = 0;

	for (int32_t day = from; p->away.n && day <= to; day++)
		days += is_away(p, day);
	return days;
}
