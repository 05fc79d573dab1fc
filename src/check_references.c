#include "check.h"

static bool
has_frameworks(const struct check *c)
{
	size_t n;

	repo_of_kind(&n, c->repo, KIND_FRAMEWORK);
	return n > 0;
}

static void
guess_names(struct str_guess *guess, const struct check *c, const struct repo_dangling *d)
{
	for (int kind = KIND_NONE + 1; kind < KIND_WORKSPACE; kind++) {
		struct record **r;
		size_t n;

		if (d->ref.kind ? (uint32_t)kind != d->ref.kind : !(d->refers & (1u << kind)))
			continue;
		r = repo_of_kind(&n, c->repo, (enum kind)kind);
		for (size_t i = 0; i < n; i++)
			str_guess(guess, repo_id(c->repo, r[i]));
	}
	for (uint32_t symbol = 1; symbol < c->repo->n_symbols; symbol++)
		if ((d->refers & REF_SKILL && c->repo->skills[symbol]) ||
		    (d->refers & REF_ROLE && c->repo->roles[symbol]))
			str_guess(guess, repo_str(c->repo, symbol));
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

static void
report(struct check *c, const struct repo_dangling *d)
{
	struct str id = repo_str(c->repo, d->ref.id), what = what_is_missing(c, d);
	struct str_guess guess = {.word = id};
	struct str message = str_fmt(c->arena, "no %.*s \"%.*s\" in %s", SV(what), SV(id),
	    d->refers & (REF_SKILL | REF_ROLE) ? "any framework" : "this workspace");
	struct check_finding *f;

	guess_names(&guess, c, d);
	if (guess.best.p)
		message =
		    str_fmt(c->arena, "%.*s, did you mean \"%.*s\"?", SV(message), SV(guess.best));
	f = check_add(c, is_plan_skill(d) ? RULE_PLAN_SKILL : RULE_DANGLING, d->from, d->pointer,
	    message,
	    guess.best.p ? str_c(c->arena, str_fmt(c->arena, "write \"%.*s\"", SV(guess.best)))
			 : NULL);
	f->at_key = d->at_key;
}

void
check_references(struct check *c)
{
	bool frameworks = has_frameworks(c);

	for (size_t i = 0; i < c->repo->n_dangling; i++) {
		const struct repo_dangling *d = &c->repo->dangling[i];
		uint32_t refers = d->ref.kind ? 1u << d->ref.kind : d->refers;

		if (!frameworks && refers & (REF_SKILL | REF_ROLE))
			continue;
		if (!check_may_exist(c, repo_str(c->repo, d->ref.id), refers))
			report(c, d);
	}
}
