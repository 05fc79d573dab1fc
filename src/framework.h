/* framework: skills with levels, and what roles expect of them. */
#ifndef FRAMEWORK_H
#define FRAMEWORK_H

#include "record.h"

struct framework_scale {
	double min; /* lowest level */
	double max; /* highest level, above min */
};

struct framework_level {
	uint32_t key;	       /* the level as written: "3" */
	struct prose criteria; /* how one sees that someone stands there */
};

struct framework_skill {
	uint32_t key; /* symbol */
	struct str title;
	struct str category;
	LIST(struct framework_level) levels;
};

struct framework_role {
	uint32_t key; /* symbol */
	struct str title;
	struct values expects; /* level by skill */
	struct syms next;      /* roles one grows into */
};

struct framework {
	struct record record;
	struct str title;
	struct framework_scale *scale;
	LIST(struct framework_skill) skills;
	LIST(struct framework_role) roles;
};

extern const struct table framework_table;

/* NULL where the framework has no such skill or role. */
const struct framework_skill *framework_skill(const struct framework *f, uint32_t skill);
const struct framework_role *framework_role(const struct framework *f, uint32_t role);

#endif
