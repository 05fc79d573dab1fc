#include <stdlib.h>

#include "schema_message.h"

static int
by_place(const void *left, const void *right)
{
	const struct failure *a = left, *b = right;

	if (a->error.node->from != b->error.node->from)
		return a->error.node->from < b->error.node->from ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

static size_t
find_name(const struct name_list *names, struct str name)
{
	size_t i = 0;

	while (i < names->n && !str_eq(names->p[i], name))
		i++;
	return i;
}

static void
remove_name(struct name_list *names, struct str name)
{
	size_t i = find_name(names, name);

	if (i == names->n)
		return;
	for (names->n--; i < names->n; i++)
		names->p[i] = names->p[i + 1];
}

/* A key that is missing, and a misspelt one beside it, are one mistake. */
static void
drop_misspelt(struct failures *all, const struct failure *unknown)
{
	for (size_t i = 0; i < all->n; i++) {
		struct failure *f = &all->p[i];
		bool meant = false;

		if (f->sort != FAILURE_MISSING || f->node != unknown->node)
			continue;
		if (f->ways.n == 1) {
			remove_name(&f->ways.p[0], unknown->guess);
			f->dropped |= f->ways.p[0].n == 0;
			continue;
		}
		for (size_t w = 0; w < f->ways.n; w++)
			meant |= find_name(&f->ways.p[w], unknown->guess) < f->ways.p[w].n;
		f->dropped |= meant;
	}
}

/* Two failures of one place, the first reported first: is the second worth saying? */
static void
drop_repeated(struct failure *first, struct failure *second)
{
	if (first->dropped || second->dropped || first->error.node != second->error.node)
		return;
	if (first->sort != FAILURE_MISSING || second->sort != FAILURE_MISSING) {
		/* Of an empty mapping it is enough to say what it needs. */
		if (second->sort == FAILURE_MISSING)
			first->dropped = true;
		else
			second->dropped = true;
	} else if (first->ways.n == 1 && second->ways.n == 1) {
		for (size_t i = 0; i < first->ways.p[0].n; i++)
			remove_name(&second->ways.p[0], first->ways.p[0].p[i]);
		second->dropped = second->ways.p[0].n == 0;
	}
}

/* The sets of keys: "a" and "b", or "c". */
static struct str
ways_words(struct run *run, const struct ways *ways)
{
	enum { MOST = 8 };
	struct str list = {NULL, 0};
	bool several = false;

	for (size_t i = 0; i < ways->n; i++)
		several |= ways->p[i].n > 1;
	for (size_t i = 0; i < ways->n && i < MOST; i++)
		words_add(run, &list, several ? ", or " : " or ", words_names(run, &ways->p[i]));
	return ways->n > MOST ? JOIN(run->arena, list, S(" or ...")) : list;
}

static struct str
complete(struct run *run, const struct failure *f)
{
	struct str wanted;

	switch (f->sort) {
	case FAILURE_MISSING:
		if (!f->because.p)
			return str_fmt(run->arena, "%.*s needs %.*s%.*s", SV(f->subject),
			    SV(ways_words(run, &f->ways)), SV(f->ways.n == 1 ? f->hint : S("")));
		return str_fmt(run->arena, "%.*s with %.*s needs %.*s too", SV(f->subject),
		    SV(words_quoted(run, f->because)), SV(ways_words(run, &f->ways)));
	case FAILURE_TYPE:
	case FAILURE_CHOICE:
	case FAILURE_FORM:
		wanted = words_either(run, &f->wanted);
		if (f->absent)
			return str_fmt(run->arena, "%.*s has no value: it must be %.*s",
			    SV(f->subject), SV(wanted));
		if (!f->got.p)
			return str_fmt(run->arena, "%.*s must be %.*s%.*s", SV(f->subject),
			    SV(wanted), SV(f->hint));
		return str_fmt(run->arena, "%.*s must be %.*s, not %.*s%.*s", SV(f->subject),
		    SV(wanted), SV(f->got), SV(f->hint));
	default:
		return f->error.message;
	}
}

/* Appends a copy of an error; it shares its help with the one before it where they are equal. */
static void
hand_over(struct schema_errors *errors, struct arena *a, const struct schema_error *error)
{
	struct schema_error *e = vec_push(a, errors);
	struct str before = errors->n > 1 ? e[-1].help : S("");

	*e = *error;
	e->message = str_dup(a, e->message);
	e->pointer = str_dup(a, e->pointer);
	if (!e->help.n)
		e->help = (struct str){NULL, 0};
	else
		e->help = before.p && str_eq(e->help, before) ? before : str_dup(a, e->help);
}

/* What to do about a failure for which nobody has said it; empty where the message leaves nothing to
 * add. */
static struct str
remedy(struct run *run, const struct failure *f)
{
	if (f->guess.p)
		return str_fmt(run->arena, "write \"%.*s\"", SV(f->guess));
	if (f->sort == FAILURE_MISSING)
		return JOIN(run->arena, S("add "), ways_words(run, &f->ways));
	return f->about.p ? f->about : f->error.help;
}

/* Why the run was given up, said of the root. */
static void
say_end(struct schema_errors *errors, struct arena *a, const struct run *run)
{
	struct schema_error *e = vec_push(a, errors);

	e->node = run->root;
	e->message = str_of(run->gave_up);
	e->pointer = S("");
	e->keyword = "$ref";
}

void
failures_finish(struct schema_errors *errors, struct arena *a, struct run *run)
{
	struct failures *all = run->failures;

	for (size_t i = 0; i < all->n; i++)
		all->p[i].order = i;
	if (all->n)
		qsort(all->p, all->n, sizeof *all->p, by_place);
	for (size_t i = 0; i < all->n; i++)
		if (all->p[i].guess.p)
			drop_misspelt(all, &all->p[i]);
	for (size_t i = 0; i < all->n; i++)
		for (size_t j = i + 1; j < all->n && all->p[j].error.node == all->p[i].error.node;
		     j++)
			drop_repeated(&all->p[i], &all->p[j]);
	for (size_t i = 0; i < all->n; i++) {
		struct failure *f = &all->p[i];

		if (f->dropped)
			continue;
		f->error.message = complete(run, f);
		if (f->where.p && !f->because.p)
			words_add(run, &f->error.message, " ", f->where);
		if (!f->error.help.n)
			f->error.help = remedy(run, f);
		hand_over(errors, a, &f->error);
	}
	errors->more += all->more;
	if (run->gave_up)
		say_end(errors, a, run);
}
