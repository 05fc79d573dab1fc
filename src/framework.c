#include "framework.h"

#define SCALE(member) offsetof(struct framework_scale, member)
#define LEVEL(member) offsetof(struct framework_level, member)
#define SKILL(member) offsetof(struct framework_skill, member)
#define ROLE(member) offsetof(struct framework_role, member)
#define AT(member) offsetof(struct framework, member)

static const struct field scale_fields[] = {
    {"min", FIELD_NUMBER, SCALE(min), 0, NULL, NULL, "lowest level"},
    {"max", FIELD_NUMBER, SCALE(max), 0, NULL, NULL, "highest level"},
    {"labels", FIELD_TREE, 0, 0, NULL, NULL, NULL},
};
static const struct table scale_table = {"scale", sizeof(struct framework_scale),
    FIELDS(scale_fields), {NULL}};

static const struct field level_fields[] = {
    {"criteria", FIELD_PROSE, LEVEL(criteria), 0, NULL, NULL, NULL},
    {"examples", FIELD_PROSES, 0, 0, NULL, NULL, NULL},
};
static const struct table level_table = {"level", sizeof(struct framework_level),
    FIELDS(level_fields), {NULL}};

static const struct field skill_fields[] = {
    {"title", FIELD_TEXT, SKILL(title), 0, NULL, NULL, NULL},
    {"category", FIELD_TEXT, SKILL(category), 0, NULL, NULL, NULL},
    {"levels", FIELD_MAP, SKILL(levels), 0, &level_table, NULL, NULL},
};
static const struct table skill_table = {"skill", sizeof(struct framework_skill),
    FIELDS(skill_fields), {NULL}};

static const struct field role_fields[] = {
    {"title", FIELD_TEXT, ROLE(title), 0, NULL, NULL, NULL},
    {"expects", FIELD_VALUES, ROLE(expects), REF_SKILL, NULL, NULL, "expected level"},
    {"next", FIELD_SYMS, ROLE(next), REF_ROLE, NULL, NULL, "next role"},
};
static const struct table role_table = {"role", sizeof(struct framework_role), FIELDS(role_fields),
    {NULL}};

static const struct field framework_fields[] = {
    RECORD_FIELDS,
    {"title", FIELD_TEXT, AT(title), 0, NULL, NULL, NULL},
    {"scale", FIELD_ONE, AT(scale), 0, &scale_table, NULL, NULL},
    {"skills", FIELD_MAP, AT(skills), 0, &skill_table, NULL, NULL},
    {"roles", FIELD_MAP, AT(roles), 0, &role_table, NULL, NULL},
};
const struct table framework_table = {"framework", sizeof(struct framework),
    FIELDS(framework_fields), {NULL}};

const struct framework_skill *
framework_skill(const struct framework *f, uint32_t skill)
{
	for (uint32_t i = 0; i < f->skills.n; i++)
		if (f->skills.p[i].key == skill)
			return &f->skills.p[i];
	return NULL;
}

const struct framework_role *
framework_role(const struct framework *f, uint32_t role)
{
	for (uint32_t i = 0; i < f->roles.n; i++)
		if (f->roles.p[i].key == role)
			return &f->roles.p[i];
	return NULL;
}
