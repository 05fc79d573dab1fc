#include "skill.h"

/* The framework that a name is qualified by, and the symbol of the rest; false for a bare name. */
static bool
split(const struct framework **framework, uint32_t *rest, const struct repo *repo, uint32_t name)
{
	struct str head, tail;

	if (!str_cut(&head, &tail, repo_str(repo, name), '/'))
		return false;
	*framework = (const struct framework *)repo_find(repo, KIND_FRAMEWORK, head);
	*rest = intern_find(repo->intern, tail);
	return true;
}

struct skill
skill_find(const struct repo *repo, uint32_t name, uint32_t preferred)
{
	const struct framework *f;
	struct record **r;
	uint32_t rest;
	size_t n;

	if (split(&f, &rest, repo, name))
		return (struct skill){f, f ? framework_skill(f, rest) : NULL};
	f = (const struct framework *)repo_get(repo, KIND_FRAMEWORK, preferred);
	if (f && framework_skill(f, name))
		return (struct skill){f, framework_skill(f, name)};
	r = repo_of_kind(&n, repo, KIND_FRAMEWORK);
	for (size_t i = 0; i < n; i++) {
		f = (const struct framework *)r[i];
		if (framework_skill(f, name))
			return (struct skill){f, framework_skill(f, name)};
	}
	return (struct skill){NULL, NULL};
}

const struct framework_role *
skill_role(const struct framework **framework, const struct repo *repo, uint32_t name)
{
	struct record **r;
	uint32_t rest;
	size_t n;

	if (split(framework, &rest, repo, name)) {
		const struct framework_role *role =
		    *framework ? framework_role(*framework, rest) : NULL;

		*framework = role ? *framework : NULL;
		return role;
	}
	r = repo_of_kind(&n, repo, KIND_FRAMEWORK);
	for (size_t i = 0; i < n; i++) {
		*framework = (const struct framework *)r[i];
		if (framework_role(*framework, name))
			return framework_role(*framework, name);
	}
	*framework = NULL;
	return NULL;
}

struct str
skill_name(struct arena *a, const struct repo *repo, uint32_t name, uint32_t preferred)
{
	struct skill s = skill_find(repo, name, preferred);

	if (!s.entry)
		return repo_str(repo, name);
	return JOIN(a, repo_id(repo, &s.framework->record), S("/"), repo_str(repo, s.entry->key));
}

struct str
skill_short(const struct repo *repo, struct str name)
{
	struct str framework, skill;
	struct record **r;
	size_t n, having = 0;
	uint32_t key;

	if (!str_cut(&framework, &skill, name, '/'))
		return name;
	key = intern_find(repo->intern, skill);
	r = repo_of_kind(&n, repo, KIND_FRAMEWORK);
	for (size_t i = 0; i < n; i++)
		having += framework_skill((const struct framework *)r[i], key) != NULL;
	return having == 1 ? skill : name;
}

struct str
skill_title(const struct repo *repo, uint32_t name, uint32_t preferred)
{
	struct skill s = skill_find(repo, name, preferred);

	return s.entry && s.entry->title.n ? s.entry->title : repo_str(repo, name);
}
