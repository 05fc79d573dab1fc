#include "check.h"

#include "goal.h"
#include "person.h"
#include "team.h"

/* Records of one kind, each leading to at most one other by a field. */
struct chain {
	enum kind kind;
	enum rule rule;
	size_t offset;	     /* of the symbol in the struct */
	const char *pointer; /* of the field */
	const char *message; /* "... goes round in a circle" */
	const char *help;
};

static const struct chain chains[] = {
    {KIND_GOAL, RULE_SUPPORTS_CYCLE, offsetof(struct goal, supports), "/supports",
	"goals support each other in a circle", "let one of them support nothing, or another goal"},
    {KIND_PERSON, RULE_REPORTING_CYCLE, offsetof(struct person, manager), "/manager",
	"people report to each other in a circle", "correct a manager"},
    {KIND_TEAM, RULE_REPORTING_CYCLE, offsetof(struct team, parent), "/parent",
	"teams lie in each other in a circle", "correct a parent"},
};

static const struct record *
next_of(const struct check *c, const struct chain *chain, const struct record *r)
{
	uint32_t id = *(const uint32_t *)(const void *)((const char *)r + chain->offset);

	return repo_get(c->repo, chain->kind, id);
}

static void
report(struct check *c, const struct chain *chain, const struct record *first)
{
	struct str path = str_dup(c->arena, repo_id(c->repo, first));
	const struct record *r = first;

	do {
		r = next_of(c, chain, r);
		path = str_fmt(c->arena, "%.*s -> %.*s", SV(path), SV(repo_id(c->repo, r)));
	} while (r != first);
	check_add(c, chain->rule, first, str_of(chain->pointer),
	    str_fmt(c->arena, "%s: %.*s", chain->message, SV(path)), chain->help);
}

/* Walks from every record until it meets one that has been seen: in this walk, that closes a
 * circle, which is reported once at its record that comes first. */
static void
check_chain(struct check *c, const struct chain *chain)
{
	uint32_t *seen = NEW_ARRAY(&c->scratch, uint32_t, c->repo->n_records);
	uint32_t walk = 0;
	const struct record *r;

	for (size_t i = 0; (r = check_next(c, chain->kind, &i));) {
		const struct record *at = r, *first;

		for (walk++; at && !seen[at->index]; at = next_of(c, chain, at))
			seen[at->index] = walk;
		if (!at || seen[at->index] != walk)
			continue;
		first = at;
		for (const struct record *k = next_of(c, chain, at); k != at;
		     k = next_of(c, chain, k))
			if (k->index < first->index)
				first = k;
		report(c, chain, first);
	}
}

void
check_cycles(struct check *c)
{
	for (size_t i = 0; i < sizeof chains / sizeof *chains; i++)
		check_chain(c, &chains[i]);
}
