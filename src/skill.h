/* skill: what the name of a skill or role means: SKILL or FRAMEWORK/SKILL, a role alike. */
#ifndef SKILL_H
#define SKILL_H

#include "framework.h"
#include "repo.h"

/* A skill with the framework that has it; entry NULL where none does. */
struct skill {
	const struct framework *framework;
	const struct framework_skill *entry;
};

/* A bare name is looked up in the preferred framework (its symbol, or 0), then in the others by
 * id. */
struct skill skill_find(const struct repo *repo, uint32_t name, uint32_t preferred);

/* The role; *framework (NULL where there is no such role) is the one that has it. */
const struct framework_role *skill_role(const struct framework **framework, const struct repo *repo,
    uint32_t name);

/* FRAMEWORK/SKILL, the same for both ways to write it; the name as it is where no framework has
 * it. */
struct str skill_name(struct arena *a, const struct repo *repo, uint32_t name, uint32_t preferred);

/* What skill_name returned, as short as it can be: SKILL where one framework alone has it. */
struct str skill_short(const struct repo *repo, struct str name);

/* The skill's title, else its name. */
struct str skill_title(const struct repo *repo, uint32_t name, uint32_t preferred);

#endif
