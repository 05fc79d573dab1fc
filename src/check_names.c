#include "check.h"

#include <string.h>

#include "shape.h"
#include "summary.h"

/* Names that are listed at most, and comparisons of names in a workspace: where very much is wrong, what
 * was meant by the rest is not guessed. */
enum { FEW = 8, COMPARISONS = 5000000 };

/* What is said of a name wherever it stands for the same. */
struct suggestion {
	struct suggestion *next; /* of the same name */
	uint32_t refers;
	bool with_kind;
	struct str says; /* ends the message */
	struct str help; /* p is NULL where there is no better one */
};

/* What a name that is not there can stand for. */
struct meant {
	struct check *c;
	uint32_t refers;	/* REF_ bits of what it has to be */
	struct str_guess guess; /* of the names that there are */
	struct str titled; /* id of the record that has it as its title; p is NULL where none has */
	const char *other; /* what has this very name and is something else; NULL: nothing */
	struct str few[FEW]; /* all names that there are, */
	size_t n;	     /* where they are few */
};

static void
say(struct check *c, struct finding *f, const struct suggestion *s)
{
	f->message = JOIN(c->arena, f->message, s->says);
	f->help = s->help.p ? s->help : f->help;
}

static void
suggest_near(struct suggestion *s, struct check *c, struct str near)
{
	s->says = str_fmt(c->arena, ", did you mean \"%.*s\"?", SV(near));
	s->help = str_fmt(c->arena, "write \"%.*s\"", SV(near));
}

void
check_guessed(struct check *c, struct finding *f, const struct str_guess *guess)
{
	struct suggestion s = {.says = S("")};

	if (guess->best.p)
		suggest_near(&s, c, guess->best);
	say(c, f, &s);
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

	m->c->compared += n;
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
	if (!(m->refers & (REF_SKILL | REF_ROLE)))
		return;
	m->c->compared += repo->n_symbols / 16;
	for (uint32_t symbol = 1; symbol < repo->n_symbols; symbol++)
		if ((m->refers & REF_SKILL && repo->skills[symbol]) ||
		    (m->refers & REF_ROLE && repo->roles[symbol]))
			consider(m, repo_str(repo, symbol));
}

/* A plan or review of the name of a person is common, and says nothing of what is meant where no kind is
 * written. */
static void
consider_others(struct meant *m, bool with_kind)
{
	const struct repo *repo = m->c->repo;
	uint32_t symbol = intern_find(repo->intern, m->guess.word);
	bool person = m->refers & REF_OWNER && !with_kind;
	uint32_t others = (person ? REF_OWNER : REF_ANY) & ~m->refers;

	if (!symbol || symbol >= repo->n_symbols)
		return;
	for (int kind = KIND_NONE + 1; kind < KIND_WORKSPACE && !m->other; kind++)
		if (others & (1u << kind) && repo_get(repo, (enum kind)kind, symbol))
			m->other = kinds[kind].name;
	if (m->other || person || with_kind)
		return;
	if (repo->skills[symbol] && !(m->refers & REF_SKILL))
		m->other = "skill";
	else if (repo->roles[symbol] && !(m->refers & REF_ROLE))
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

static void
suggest(struct suggestion *s, struct check *c, struct str name, struct str what)
{
	struct meant m = {.c = c, .refers = s->refers, .guess = {.word = name}};
	struct str best;

	if (c->compared < COMPARISONS)
		consider_names(&m);
	consider_others(&m, s->with_kind);
	best = m.titled.p ? m.titled : m.guess.best;
	if (m.other) {
		s->says = str_fmt(c->arena, ", but there is %s %s of that name",
		    strchr("aeiou", m.other[0]) ? "an" : "a", m.other);
		s->help = s->with_kind ? str_fmt(c->arena, "write \"%s:%.*s\"", m.other, SV(name))
				       : str_fmt(c->arena, "name a %.*s", SV(what));
	} else if (best.p) {
		suggest_near(s, c, s->with_kind ? JOIN(c->arena, what, S(":"), best) : best);
	} else if (m.n && m.n <= FEW) {
		s->help = few_help(&m, c->arena);
	}
}

void
check_suggest(struct check *c, struct finding *f, struct str name, uint32_t refers, struct str what,
    bool with_kind)
{
	uint32_t symbol = intern_find(c->repo->intern, name);
	struct suggestion *s, **known;

	if (!c->suggestions)
		c->suggestions =
		    NEW_ARRAY(&c->scratch, struct suggestion *, c->repo->n_symbols + 1);
	known = &c->suggestions[symbol < c->repo->n_symbols ? symbol : 0];
	for (s = symbol ? *known : NULL; s; s = s->next)
		if (s->refers == refers && s->with_kind == with_kind)
			break;
	if (!s) {
		s = NEW(&c->scratch, struct suggestion);
		*s = (struct suggestion){*known, refers, with_kind, S(""), {NULL, 0}};
		suggest(s, c, name, what);
		*known = s;
	}
	say(c, f, s);
}
