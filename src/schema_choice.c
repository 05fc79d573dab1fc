#include "schema_choice.h"
#include "schema_keyword.h"

enum rank {
	RANK_DEEP,   /* something within the instance is wrong */
	RANK_HERE,   /* the instance itself is, in another way than those below */
	RANK_OTHER,  /* a property has not the value by which this one is known */
	RANK_CHOICE, /* the instance is none of the values wanted */
	RANK_TYPE,   /* it is of another type */
};

/* Keys of a branch that are looked at, at most. */
enum { KEYS = 200 };

/* By type. */

/* Leaves those that accept what is of the instance's type; false where none does, and all are left. */
static bool
narrow_by_type(struct choice *c)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->n; i++)
		if (node_is_of(c->f->node, outline_types(c->run, c->branches[i].schema)))
			c->branches[kept++] = c->branches[i];
	c->n = kept ? kept : c->n;
	return kept > 0;
}

static void
say_types(struct choice *c)
{
	struct failure *new = failure_new(c->run, c->f, FAILURE_TYPE, c->check->keyword);
	unsigned types = 0;
	struct str keys = choice_keys(c);

	for (size_t i = 0; i < c->n; i++)
		types |= outline_types(c->run, c->branches[i].schema);
	choice_words(c, new);
	failure_of_type(c->run, new, types, c->f);
	if (types == ON_MAP && keys.n)
		new->error.help = keys;
}

/* By the value of a property. */

/* The values that a branch wants of a property; NULL where it takes any. */
static const struct check *
values_wanted(struct choice *c, const struct branch *b, struct str key)
{
	const struct schema *property = outline_property(c->run, b->schema, key);

	return property ? outline_values(c->run, property) : NULL;
}

static bool
is_among(const struct check *values, const struct node *n)
{
	if (values->keyword == KEYWORD_CONST)
		return node_equal(values->value, n);
	for (const struct node *v = values->value->first; v; v = v->next)
		if (node_equal(v, n))
			return true;
	return false;
}

/* All values that the branches want of a property, as those of one enum. */
static const struct check *
values_of_all(struct choice *c, const struct node *property)
{
	struct arena *a = &c->run->scratch->arena;
	struct node *all = NEW(a, struct node), **end = &all->first;
	struct check *check = NEW(a, struct check);

	for (size_t i = 0; i < c->n; i++) {
		const struct check *values = values_wanted(c, &c->branches[i], property->key->text);
		bool one = values->keyword == KEYWORD_CONST;

		for (const struct node *v = one ? values->value : values->value->first; v;
		     v = one ? NULL : v->next) {
			*end = arena_copy(a, v, sizeof *v);
			end = &(*end)->next;
			all->n++;
		}
	}
	*end = NULL;
	all->type = NODE_SEQ;
	*check = (struct check){.keyword = KEYWORD_ENUM, .value = all};
	return check;
}

static void
say_values(struct choice *c, const struct node *property)
{
	struct frame entry = {
	    .up = c->f,
	    .schema = outline_property(c->run, c->branches[0].schema, property->key->text),
	    .node = property,
	    .origin = property,
	    .name = property->key->text,
	    .depth = c->f->depth + 1,
	    .keyword = KEYWORD_PROPERTIES,
	    .entry = true,
	};
	struct failure *new = failure_new(c->run, &entry, FAILURE_CHOICE, KEYWORD_CONST);

	failure_of_choice(c->run, new, values_of_all(c, property), &entry);
}

/* Leaves those that want the value which the property has, where one does. False, and it has been said,
 * where each wants another one. */
static bool
narrow_by_property(struct choice *c, const struct node *property)
{
	size_t n_wanting = 0, n_having = 0, kept = 0;

	for (size_t i = 0; i < c->n; i++) {
		const struct check *values = values_wanted(c, &c->branches[i], property->key->text);

		n_wanting += values != NULL;
		n_having += values && is_among(values, property);
	}
	if (n_wanting == c->n && !n_having) {
		say_values(c, property);
		return false;
	}
	for (size_t i = 0; i < c->n && n_having; i++) {
		const struct check *values = values_wanted(c, &c->branches[i], property->key->text);

		if (!values || is_among(values, property))
			c->branches[kept++] = c->branches[i];
	}
	c->n = kept ? kept : c->n;
	return true;
}

static bool
narrow_by_values(struct choice *c)
{
	const struct node *e = c->f->node->type == NODE_MAP ? c->f->node->first : NULL;

	for (; e && c->n > 1 && run_spend(c->run, c->n / 8 + 1); e = e->next)
		if (!narrow_by_property(c, e))
			return false;
	return true;
}

/* By the keys that are there. */

static bool
knows(struct choice *c, struct branch *b, struct str key)
{
	const struct name_list *required = outline_required(c->run, b->schema);

	for (size_t i = 0; required && i < required->n && i < KEYS; i++)
		if (str_eq(required->p[i], key))
			return true;
	return outline_property(c->run, b->schema, key) != NULL;
}

static void
add_names(struct choice *c, struct name_list *names, const struct name_list *more)
{
	for (size_t i = 0; more && i < more->n && names->n < KEYS; i++)
		*vec_push(c->run->arena, names) = more->p[i];
}

/* Does it know a key that is near to this one? */
static bool
knows_near(struct choice *c, struct branch *b, struct str key)
{
	struct str_guess guess = {.word = key};

	if (!b->known.n) {
		struct name_list keys = words_keys(c->run, b->schema, true);

		add_names(c, &b->known, outline_required(c->run, b->schema));
		add_names(c, &b->known, &keys);
	}
	run_spend(c->run, b->known.n * 2);
	for (size_t i = 0; i < b->known.n && !c->run->gave_up; i++)
		str_guess(&guess, b->known.p[i]);
	return guess.best.p != NULL;
}

static void
count_keys(struct choice *c, size_t most, bool (*has)(struct choice *, struct branch *, struct str))
{
	bool *having = NEW_ARRAY(&c->run->scratch->arena, bool, c->n);

	for (const struct node *e = c->f->node->first; e && most-- && !c->run->gave_up;
	     e = e->next) {
		size_t n_having = 0;

		for (size_t i = 0; i < c->n; i++) {
			having[i] = has(c, &c->branches[i], e->key->text);
			n_having += having[i];
		}
		for (size_t i = 0; i < c->n && n_having < c->n; i++)
			c->branches[i].keys += having[i];
	}
}

/* Leaves those that know most of the keys by which they differ. */
static void
narrow_by_keys(struct choice *c)
{
	size_t most = 0, kept = 0;

	if (c->f->node->type != NODE_MAP)
		return;
	count_keys(c, KEYS, knows);
	for (size_t i = 0; i < c->n; i++)
		most = c->branches[i].keys > most ? c->branches[i].keys : most;
	if (!most && c->n <= TRIED)
		count_keys(c, KEYS / 4, knows_near);
	for (size_t i = 0; i < c->n; i++)
		most = c->branches[i].keys > most ? c->branches[i].keys : most;
	for (size_t i = 0; i < c->n; i++)
		if (c->branches[i].keys == most)
			c->branches[kept++] = c->branches[i];
	c->n = kept;
}

/* By what is wrong. */

static int
rank_failure(const struct failure *failure, unsigned level)
{
	if (failure->level == level && failure->sort == FAILURE_TYPE)
		return RANK_TYPE;
	if (failure->level == level && failure->sort == FAILURE_CHOICE)
		return RANK_CHOICE;
	if (failure->level == level + 1 && str_is(str_of(failure->error.keyword), "const"))
		return RANK_OTHER;
	return failure->level == level ? RANK_HERE : RANK_DEEP;
}

static void
apply(struct choice *c, const struct schema *schema)
{
	apply_in_place(c->run, c->f, c->check->keyword, schema, (struct str){NULL, 0}, NULL);
}

static void
try_branch(struct choice *c, struct branch *b, unsigned level)
{
	struct failures *failures = c->run->failures;

	b->failures.trial = true;
	b->failures.most = FAILURES_TRIAL;
	c->run->failures = &b->failures;
	apply(c, b->schema);
	c->run->failures = failures;
	if (c->run->gave_up == failures_enough)
		c->run->gave_up = NULL;
	for (size_t i = 0; i < b->failures.n; i++) {
		int rank = rank_failure(&b->failures.p[i], level);

		b->rank = rank > b->rank ? rank : b->rank;
	}
}

static bool
is_likelier(const struct branch *a, const struct branch *b)
{
	return a->rank != b->rank ? a->rank < b->rank : a->failures.n < b->failures.n;
}

/* Leaves those of the least rank, and of these those with the fewest failures. What is known of others
 * is forgotten where nothing has been learned since. */
static void
narrow_by_failures(struct choice *c)
{
	size_t kept = 0;
	unsigned level = frame_level(c->f);

	for (size_t i = 0; i < c->n && i < TRIED && !c->run->gave_up; i++) {
		struct arena_mark mark = arena_mark(c->run->arena);
		struct branch *b = &c->branches[i];

		try_branch(c, b, level);
		if (!kept || is_likelier(b, c->branches)) {
			c->branches[0] = *b;
			kept = 1;
		} else if (!is_likelier(c->branches, b)) {
			c->branches[kept++] = *b;
		} else {
			arena_rewind(c->run->arena, mark);
		}
	}
	c->n = kept;
}

/* One value that is wrong: single values of other types would do as well. */
static void
add_scalars(struct choice *c, struct failure *failure)
{
	struct name_list wanted = failure->wanted;
	const struct schema_list *all = c->check->list;
	unsigned any = 0;

	if (!choice_merges(c, failure) || !failure->wanted.n)
		return;
	failure->wanted = (struct name_list){0};
	for (size_t i = 0; i < all->n && i < TRIED; i++) {
		unsigned types = outline_types(c->run, all->p[i]);
		bool fits = node_is_of(c->f->node, types);

		any |= types;
		for (size_t w = 0; fits && w < wanted.n; w++)
			words_push(c->run, &failure->wanted, wanted.p[w]);
		if (!fits && types && !(types & (ON_SEQ | ON_MAP | ON_NULL)))
			words_push(c->run, &failure->wanted, outline_words(c->run, all->p[i]));
	}
	if (!failure->hint.n)
		failure->hint = str_of(remedy_hint(c->run, any, c->f));
	if (!failure->error.help.n)
		failure->error.help = remedy_type(c->run, any, c->f);
}

static void
say_scalar(struct choice *c)
{
	struct failures *collected = c->run->failures, failures = {.most = collected->most};

	c->run->failures = &failures;
	apply(c, c->branches[0].schema);
	c->run->failures = collected;
	if (failures.n == 1)
		add_scalars(c, &failures.p[0]);
	for (size_t i = 0; i < failures.n; i++)
		failure_add(c->run, &failures.p[i]);
}

static void
say_likeliest(struct choice *c)
{
	const struct failures *all;

	narrow_by_failures(c);
	if (c->run->gave_up)
		return;
	all = &c->branches[0].failures;
	if (all->n == FAILURES_TRIAL)
		apply(c, c->branches[0].schema);
	else if (c->n > 1)
		choice_say_together(c);
	else
		for (size_t i = 0; i < all->n; i++)
			failure_add(c->run, &all->p[i]);
}

EXPLAIN(any_of)
{
	size_t n = check->list->n;
	struct choice c = {run, check, f, NEW_ARRAY(&run->scratch->arena, struct branch, n), n};
	bool collection = f->node->type == NODE_SEQ || f->node->type == NODE_MAP;

	for (size_t i = 0; i < n; i++)
		c.branches[i].schema = check->list->p[i];
	if (!narrow_by_type(&c)) {
		say_types(&c);
		return;
	}
	if (!narrow_by_values(&c))
		return;
	if (c.n > 1)
		narrow_by_keys(&c);
	if (c.n > 1)
		say_likeliest(&c);
	else if (collection)
		apply(&c, c.branches[0].schema);
	else
		say_scalar(&c);
}

EXPLAIN(one_of)
{
	struct choice c = {run, check, f, NULL, 0};
	struct failures *failures = run->failures;

	c.branches = NEW_ARRAY(&run->scratch->arena, struct branch, check->list->n);
	run->failures = NULL;
	for (size_t i = 0; i < check->list->n && !run->gave_up; i++) {
		struct branch *b = &c.branches[c.n];

		b->schema = check->list->p[i];
		c.n +=
		    apply_in_place(run, f, KEYWORD_ONE_OF, b->schema, (struct str){NULL, 0}, NULL);
	}
	run->failures = failures;
	if (run->gave_up)
		return;
	if (c.n)
		choice_say_accepting(&c);
	else
		explain_any_of(run, check, f);
}
