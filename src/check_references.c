#include "check.h"

#include "shape.h"

static bool
has_frameworks(const struct check *c)
{
	size_t n;

	repo_of_kind(&n, c->repo, KIND_FRAMEWORK);
	return n > 0;
}

/* "person or team", "goal", "skill". */
static struct str
what_is_missing(struct check *c, const struct repo_dangling *d)
{
	struct str names = S("");

	if (d->ref.kind)
		return kind_name((enum kind)d->ref.kind);
	if (d->refers & REF_SKILL)
		return S("skill");
	if (d->refers & REF_ROLE)
		return S("role");
	for (int kind = KIND_NONE + 1; kind < KIND_WORKSPACE; kind++)
		if (d->refers & (1u << kind))
			names = str_fmt(c->arena, "%.*s%s%s", SV(names), names.n ? " or " : "",
			    kinds[kind].name);
	return names;
}

static bool
is_plan_skill(const struct repo_dangling *d)
{
	return d->from->kind == KIND_PLAN && d->refers & REF_SKILL;
}

/* Is it a name at all? Where not, its schema has said so, and can say less of what is meant. */
static bool
is_name(const struct repo_dangling *d, struct str id)
{
	struct str framework, rest;

	if (d->refers & (REF_SKILL | REF_ROLE) && str_cut(&framework, &rest, id, '/'))
		return id_is_valid(framework) && id_is_valid(rest);
	return id_is_valid(id);
}

static void
report(struct check *c, const struct repo_dangling *d, uint32_t refers)
{
	enum rule rule = is_plan_skill(d) ? RULE_PLAN_SKILL : RULE_DANGLING;
	struct str id = repo_str(c->repo, d->ref.id), written = id, what;
	struct check_finding *f;

	if (!check_takes(c, rule, d->from))
		return;
	what = what_is_missing(c, d);
	f = check_add(c, rule, d->from, d->pointer,
	    str_fmt(c->arena, "no %.*s \"%.*s\" in %s", SV(what), SV(id),
		d->refers & (REF_SKILL | REF_ROLE) ? "any framework" : "this workspace"),
	    NULL);
	f->at_key = d->at_key;
	f->finding.instead = !is_name(d, id);
	if (f->finding.instead)
		written = str_sub(id, str_index(id, ':') < id.n ? str_index(id, ':') + 1 : 0, id.n);
	check_suggest(c, &f->finding, written, refers, what, d->ref.kind != KIND_NONE);
}

void
check_references(struct check *c)
{
	bool frameworks = has_frameworks(c);

	for (size_t i = 0; i < c->repo->n_dangling; i++) {
		const struct repo_dangling *d = &c->repo->dangling[i];
		struct str id = repo_str(c->repo, d->ref.id);
		uint32_t refers = d->ref.kind ? 1u << d->ref.kind : d->refers;

		if (!frameworks && refers & (REF_SKILL | REF_ROLE))
			continue;
		/* Of a list in one text its schema has said what is wrong. */
		if (str_index(id, ',') == id.n && !check_may_exist(c, id, refers))
			report(c, d, refers);
	}
}
