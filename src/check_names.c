#include "check.h"

#include "shape.h"
#include "summary.h"
#include <string.h>

enum { FEW = 8 };

/* What a name that is not there can stand for. */
struct meant {
	const struct check *c;
	uint32_t refers;	/* REF_ bits of what it has to be */
	struct str_guess guess; /* of the names that there are */
	struct str titled; /* id of the record that has it as its title; p is NULL where none has */
	const char *other; /* what has this very name and is something else; NULL: nothing */
	struct str few[FEW]; /* all names that there are, */
	size_t n;	     /* where they are few */
};

static void
say_near(struct check *c, struct finding *f, struct str near)
{
	f->message = str_fmt(c->arena, "%.*s, did you mean \"%.*s\"?", SV(f->message), SV(near));
	f->help = str_fmt(c->arena, "write \"%.*s\"", SV(near));
}

void
check_guessed(struct check *c, struct finding *f, const struct str_guess *guess)
{
	if (guess->best.p)
		say_near(c, f, guess->best);
}

static void
consider(struct meant *m, struct str name)
{
	str_guess(&m->guess, name);
	if (m->n < FEW)
		m->few[m->n] = name;
	m->n++;
}

static void
consider_records(struct meant *m, enum kind kind)
{
	const struct repo *repo = m->c->repo;
	bool shaped = id_is_valid(m->guess.word);
	size_t n;
	struct record **r = repo_of_kind(&n, repo, kind);

	for (size_t i = 0; i < n; i++) {
		struct str_guess title = {.word = m->guess.word};

		consider(m, repo_id(repo, r[i]));
		if (shaped || m->titled.p)
			continue;
		str_guess(&title, summary_of(r[i]).title);
		if (title.best.p && !title.distance)
			m->titled = repo_id(repo, r[i]);
	}
}

static void
consider_names(struct meant *m)
{
	const struct repo *repo = m->c->repo;

	for (int kind = KIND_NONE + 1; kind < KIND_WORKSPACE; kind++)
		if (m->refers & (1u << kind))
			consider_records(m, (enum kind)kind);
	for (uint32_t symbol = 1; symbol < repo->n_symbols; symbol++)
		if ((m->refers & REF_SKILL && repo->skills[symbol]) ||
		    (m->refers & REF_ROLE && repo->roles[symbol]))
			consider(m, repo_str(repo, symbol));
}

static void
consider_others(struct meant *m)
{
	const struct repo *repo = m->c->repo;
	uint32_t symbol = intern_find(repo->intern, m->guess.word);

	if (!symbol || symbol >= repo->n_symbols)
		return;
	for (int kind = KIND_NONE + 1; kind < KIND_WORKSPACE && !m->other; kind++)
		if (!(m->refers & (1u << kind)) && repo_get(repo, (enum kind)kind, symbol))
			m->other = kinds[kind].name;
	if (!m->other && repo->skills[symbol] && !(m->refers & REF_SKILL))
		m->other = "skill";
	if (!m->other && repo->roles[symbol] && !(m->refers & REF_ROLE))
		m->other = "role";
}

/* All names that there are, to choose from. */
static struct str
few_help(struct meant *m, struct arena *a)
{
	struct str list = S("");

	str_sort(m->few, m->n);
	for (size_t i = 0; i < m->n; i++)
		list = str_fmt(a, "%.*s%s\"%.*s\"", SV(list),
		    !i		   ? ""
		    : i + 1 < m->n ? ", "
				   : " and ",
		    SV(m->few[i]));
	return str_fmt(a, "correct the name (there %s %.*s), or add what it means",
	    m->n == 1 ? "is" : "are", SV(list));
}

void
check_suggest(struct check *c, struct finding *f, struct str name, uint32_t refers, struct str what,
    bool with_kind)
{
	struct meant m = {.c = c, .refers = refers, .guess = {.word = name}};
	struct str best;

	consider_names(&m);
	consider_others(&m);
	best = m.titled.p ? m.titled : m.guess.best;
	if (m.other) {
		f->message = str_fmt(c->arena, "%.*s, but there is %s %s of that name",
		    SV(f->message), strchr("aeiou", m.other[0]) ? "an" : "a", m.other);
		f->help = with_kind ? str_fmt(c->arena, "write \"%s:%.*s\"", m.other, SV(name))
				    : str_fmt(c->arena, "name a %.*s", SV(what));
	} else if (best.p) {
		say_near(c, f, with_kind ? JOIN(c->arena, what, S(":"), best) : best);
	} else if (m.n && m.n <= FEW) {
		f->help = few_help(&m, c->arena);
	}
}
