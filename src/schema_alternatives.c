#include "schema_choice.h"

void
choice_words(struct choice *c, struct failure *new)
{
	struct str words;

	for (size_t i = 0; i < c->n && i < TRIED; i++) {
		words = outline_words(c->run, c->branches[i].schema);
		if (words.p)
			words_push(c->run, &new->wanted, words);
	}
	if (!new->wanted.n)
		words_push(c->run, &new->wanted, S("what its schema wants"));
}

struct str
choice_keys(struct choice *c)
{
	enum { MOST = 5 };
	struct str list = {NULL, 0};

	for (size_t i = 0; i < c->n; i++) {
		const struct schema *s = c->branches[i].schema;
		const struct name_list *required = outline_required(c->run, s);
		struct str title = outline_title(c->run, s);

		if (outline_types(c->run, s) != ON_MAP)
			continue;
		if (!title.n || !required || !required->n || c->n > MOST)
			return S("");
		words_add(c->run, &list, ", ",
		    str_fmt(c->run->arena, "%.*s has %.*s", SV(words_article(c->run, title)),
			SV(words_names(c->run, required))));
	}
	return list.p ? list : S("");
}

/* Where several are as likely. */

static bool
same_ways(const struct ways *a, const struct ways *b)
{
	if (a->n != 1 || b->n != 1 || a->p[0].n != b->p[0].n)
		return a->n == b->n && a->n == 0;
	for (size_t i = 0; i < a->p[0].n; i++)
		if (!str_eq(a->p[0].p[i], b->p[0].p[i]))
			return false;
	return true;
}

static bool
same_failure(const struct failure *a, const struct failure *b)
{
	return a->error.node == b->error.node && a->error.keyword == b->error.keyword &&
	       str_eq(a->error.message, b->error.message) && a->wanted.n == b->wanted.n &&
	       (!a->wanted.n || str_eq(a->wanted.p[0], b->wanted.p[0])) &&
	       same_ways(&a->ways, &b->ways);
}

/* The same failure among those of a branch; NULL where there is none. */
static struct failure *
find_same(const struct branch *b, const struct failure *failure)
{
	for (size_t i = 0; i < b->failures.n; i++)
		if (same_failure(&b->failures.p[i], failure))
			return &b->failures.p[i];
	return NULL;
}

/* Marks what all branches say. */
static void
find_common(struct choice *c)
{
	const struct failures *first = &c->branches[0].failures;

	for (size_t i = 0; i < first->n && run_spend(c->run, c->n * first->n / 4); i++) {
		size_t n = 1;

		while (n < c->n && find_same(&c->branches[n], &first->p[i]))
			n++;
		first->p[i].common = n == c->n;
		for (n = 1; n < c->n && first->p[i].common; n++)
			find_same(&c->branches[n], &first->p[i])->common = true;
	}
}

/* Adds a failure that all branches have, in the name of none of them. */
static void
add_common(struct choice *c, const struct failure *failure)
{
	struct failure common = *failure;

	if (common.sort == FAILURE_MISSING && common.error.node == c->f->origin) {
		common.subject = words_mapping(c->run, c->f);
		common.error.help = (struct str){NULL, 0};
	}
	failure_add(c->run, &common);
}

/* What a branch has of its own to say, where that is one thing; else NULL. */
static struct failure *
own_failure(const struct branch *b)
{
	struct failure *own = NULL;

	for (size_t i = 0; i < b->failures.n; i++) {
		if (b->failures.p[i].common)
			continue;
		if (own)
			return NULL;
		own = &b->failures.p[i];
	}
	return own;
}

/* Puts one failure into that of another branch: another value, or another key, would do as well. */
static void
merge(struct choice *c, struct failure *into, const struct failure *from)
{
	for (size_t w = 0; w < from->ways.n; w++)
		*vec_push(c->run->arena, &into->ways) = from->ways.p[w];
	for (size_t w = 0; w < from->wanted.n; w++)
		words_push(c->run, &into->wanted, from->wanted.p[w]);
	if (!into->hint.n)
		into->hint = from->hint;
	if (from->sort == FAILURE_CHOICE || !into->got.p)
		into->got = from->got;
	into->error.help = (struct str){NULL, 0};
}

bool
choice_merges(const struct choice *c, const struct failure *failure)
{
	return failure->error.node == c->f->origin && !failure->because.p &&
	       (failure->wanted.n || failure->sort == FAILURE_MISSING);
}

/* The names that are not in the other list. */
static struct name_list
names_beside(struct run *run, const struct name_list *names, const struct name_list *other)
{
	struct name_list left = {0};

	for (size_t i = 0; i < names->n; i++) {
		size_t j = 0;

		while (j < other->n && !str_eq(names->p[i], other->p[j]))
			j++;
		if (j == other->n)
			words_push(run, &left, names->p[i]);
	}
	return left;
}

static bool
are_there(const struct node *map, const struct name_list *names)
{
	for (size_t i = 0; i < names->n; i++)
		if (!node_get(map, names->p[i]))
			return false;
	return names->n > 0;
}

/* Two that require different keys, all of which are there; false where it is not so. */
static bool
say_keys(struct choice *c)
{
	const struct name_list *x = outline_required(c->run, c->branches[0].schema),
			       *y = outline_required(c->run, c->branches[1].schema);
	struct name_list one = {0}, other = {0};
	struct failure *new;

	if (c->n != 2 || !x || !y)
		return false;
	one = names_beside(c->run, x, y);
	other = names_beside(c->run, y, x);
	if (!are_there(c->f->node, &one) || !are_there(c->f->node, &other))
		return false;
	new = failure_new(c->run, c->f, FAILURE_VALUE, c->check->keyword);
	new->error.message = str_fmt(c->run->arena, "%.*s may have %.*s or %.*s, not both",
	    SV(words_mapping(c->run, c->f)), SV(words_names(c->run, &one)),
	    SV(words_names(c->run, &other)));
	new->error.help = S("remove one of the two");
	return true;
}

void
choice_say_together(struct choice *c)
{
	const struct failures *all = &c->branches[0].failures;
	struct failure *first, merged;
	size_t n_common = 0;
	bool mergeable;

	find_common(c);
	first = own_failure(&c->branches[0]);
	mergeable = first && choice_merges(c, first);
	for (size_t i = 1; i < c->n && mergeable; i++) {
		const struct failure *own = own_failure(&c->branches[i]);

		mergeable = own && choice_merges(c, own) && !own->wanted.n == !first->wanted.n;
	}
	for (size_t i = 0; i < all->n; i++)
		if (all->p[i].common) {
			add_common(c, &all->p[i]);
			n_common++;
		}
	if (mergeable) {
		merged = *first;
		for (size_t i = 1; i < c->n; i++)
			merge(c, &merged, own_failure(&c->branches[i]));
		merged.subject = words_mapping(c->run, c->f);
		failure_add(c->run, &merged);
	} else if (!n_common && !say_keys(c)) {
		first = failure_new(c->run, c->f, FAILURE_FORM, c->check->keyword);
		choice_words(c, first);
		first->error.help = choice_keys(c);
	}
}

/* Where more than one of oneOf accept. */

void
choice_say_accepting(struct choice *c)
{
	enum { NAMED = 4 };
	struct run *run = c->run;
	struct failure *new;
	struct name_list words = {0};
	struct str list = {NULL, 0};

	if (say_keys(c))
		return;
	new = failure_new(run, c->f, FAILURE_VALUE, KEYWORD_ONE_OF);
	for (size_t i = 0; i < c->n && i < NAMED; i++) {
		struct str one = outline_words(run, c->branches[i].schema);

		if (one.p)
			words_push(run, &words, one);
	}
	for (size_t i = 0; i < words.n; i++)
		words_add(run, &list, i + 1 < words.n ? ", " : " and ", words.p[i]);
	new->error.message =
	    words.n < 2
		? str_fmt(run->arena, "%.*s fits more than one way to write it", SV(new->subject))
		: str_fmt(run->arena, "%.*s can be read as %.*s", SV(new->subject), SV(list));
	new->error.help = S("change it so that it is one of them only");
}
