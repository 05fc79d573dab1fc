#include "gaps.h"

static struct str
unknown_role(struct arena *a, const struct repo *repo, struct str whose, struct str role)
{
	struct str_guess guess = {.word = role};
	struct record **all;
	size_t n;

	all = repo_of_kind(&n, repo, KIND_FRAMEWORK);
	for (size_t i = 0; i < n; i++) {
		const struct framework *f = (const struct framework *)all[i];

		for (uint32_t k = 0; k < f->roles.n; k++)
			str_guess(&guess, repo_str(repo, f->roles.p[k].key));
	}
	if (guess.best.p)
		return str_fmt(a, "no framework has %.*srole \"%.*s\", did you mean \"%.*s\"?",
		    SV(whose), SV(role), SV(guess.best));
	return str_fmt(a, "no framework has %.*srole \"%.*s\"; whet ls framework lists them",
	    SV(whose), SV(role));
}

static struct str
not_here(struct arena *a, struct str id, const struct person *person, int32_t as_of)
{
	char day[11], other[11];

	if (person->end != DATE_NONE && person->end < as_of)
		return str_fmt(a, "%.*s left on %s: --as-of looks back", SV(id),
		    date_text(other, person->end));
	return str_fmt(a, "%.*s is not here yet on %s, but from %s", SV(id), date_text(day, as_of),
	    date_text(other, person->start));
}

static struct str
obstacle_of(struct arena *a, const struct repo *repo, const struct person *person, bool measured,
    int32_t as_of)
{
	uint32_t role = person_on(person, as_of).role;
	struct str id = repo_id(repo, &person->record);
	const struct framework *f;

	if (!person_is_active(person, as_of))
		return not_here(a, id, person, as_of);
	if (!measured && !role)
		return str_fmt(a, "%.*s has no role, so nothing is expected: add `role` to %.*s",
		    SV(id), SV(repo_path(repo, &person->record)));
	if (!measured && !skill_role(&f, repo, role))
		return unknown_role(a, repo, str_fmt(a, "%.*s's ", SV(id)), repo_str(repo, role));
	return S("");
}

struct str
gaps_obstacle(struct arena *a, const struct repo *repo, const struct person *person, uint32_t role,
    int32_t as_of)
{
	const struct framework *f;
	size_t n;

	repo_of_kind(&n, repo, KIND_FRAMEWORK);
	if (!n)
		return S("no framework here, so nothing is expected of anybody: whet new framework "
			 "makes one");
	if (role && !skill_role(&f, repo, role))
		return unknown_role(a, repo, S(""), repo_str(repo, role));
	return person ? obstacle_of(a, repo, person, role != 0, as_of) : S("");
}
