/* Keys that a mapping may not have: what it may have instead, and which was meant. */
#include "schema_message.h"

/* The names that are no keys of a mapping. */
static struct name_list
names_left(struct run *run, const struct name_list *names, const struct node *map)
{
	struct str *sorted = NEW_ARRAY(run->arena, struct str, names->n);
	struct str *present = NEW_ARRAY(run->arena, struct str, names->n);
	struct name_list left = {0};
	size_t n = 0;

	for (size_t i = 0; i < names->n; i++)
		sorted[i] = names->p[i];
	str_sort(sorted, names->n);
	for (const struct node *e = map->first; e && n < names->n; e = e->next)
		if (str_among(e->key->text, sorted, names->n))
			present[n++] = e->key->text;
	str_sort(present, n);
	for (size_t i = 0; i < names->n; i++)
		if (!str_among(names->p[i], present, n))
			*vec_push(run->arena, &left) = names->p[i];
	return left;
}

/* Finds, at the first unknown key of a mapping, what is said of all of them. */
static struct unknown_keys *
unknown_keys(struct run *run, const struct frame *mapping, bool deep)
{
	enum { LISTED = 30 };
	struct unknown_keys *u = run->unknown;
	struct name_list known;

	if (u->found)
		return u;
	known = words_keys(run, mapping->schema, deep);
	u->found = true;
	u->left = names_left(run, &known, mapping->node);
	if (u->left.n && u->left.n <= LISTED)
		u->help = str_fmt(run->arena, "it may have %.*s", SV(words_names(run, &u->left)));
	else if (!known.n)
		u->help = S("it has no keys of its own");
	return u;
}

/* The key that was meant by an unknown one; p is NULL where none is near, or where near ones have been
 * sought for many keys of the mapping already. */
static struct str
meant_key(struct unknown_keys *u, struct str name)
{
	enum { MOST = 40 };
	struct str_guess guess = {.word = name};

	if (u->n_sought++ < MOST)
		for (size_t i = 0; i < u->left.n; i++)
			str_guess(&guess, u->left.p[i]);
	return guess.best;
}

void
explain_unknown(struct run *run, const struct frame *f)
{
	bool deep = f->keyword == KEYWORD_UNEVALUATED_PROPERTIES;
	struct unknown_keys *u = unknown_keys(run, f->up, deep);
	struct failure *new = failure_new(run, f, FAILURE_UNKNOWN, (enum keyword_id)f->keyword);

	new->error.node = f->origin->key;
	new->node = f->up->node;
	new->guess = meant_key(u, f->name);
	new->error.message = str_fmt(run->arena, "unknown key %.*s in %.*s",
	    SV(words_quoted(run, f->name)), SV(words_mapping(run, f->up)));
	if (new->guess.p)
		words_add(run, &new->error.message, ", did you mean ",
		    str_fmt(run->arena, "\"%.*s\"?", SV(new->guess)));
	else
		new->error.help = u->help;
}
