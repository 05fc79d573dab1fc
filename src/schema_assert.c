#include <stdlib.h>

#include "schema_keyword.h"

bool
node_is_of(const struct node *n, unsigned types)
{
	struct decimal d;

	if (n->type != NODE_FLOAT)
		return (types & 1u << n->type) || (types & TYPE_INTEGER && n->type == NODE_INT);
	/* .inf and .nan are no numbers to JSON. */
	d = decimal_read(n->text);
	if (d.nan || d.infinite)
		return false;
	return types & 1u << NODE_FLOAT || (types & TYPE_INTEGER && decimal_is_integer(&d));
}

HOLDS(type)
{
	return node_is_of(f->node, check->types);
}

/* Comparing two mappings takes a look at each key of one for each of the other. */
static uint64_t
cost(const struct node *n)
{
	uint64_t sum = 1;

	if (n->type != NODE_SEQ && n->type != NODE_MAP)
		return 1;
	for (const struct node *e = n->first; e; e = e->next)
		sum += cost(e);
	return n->type == NODE_MAP ? sum + (uint64_t)n->n * n->n / 8 : sum;
}

/* Are two nodes equal? False, and the run is given up, where that would take too long. */
static bool
equal(struct run *run, const struct node *a, const struct node *b)
{
	bool deep = a->type == NODE_SEQ || a->type == NODE_MAP;

	if (deep && (a->type != b->type || a->n != b->n))
		return false;
	return (!deep || run_spend(run, cost(a))) && node_equal(a, b);
}

HOLDS(const)
{
	return equal(run, check->value, f->node);
}

HOLDS(enum)
{
	if (!run_spend(run, check->value->n / 8))
		return false;
	for (const struct node *e = check->value->first; e; e = e->next)
		if (equal(run, e, f->node))
			return true;
	return false;
}

/* Strings. */

HOLDS(min_length)
{
	struct str s = f->node->text;

	return s.n >= check->count && (s.n >= check->count * 4 || utf8_length(s) >= check->count);
}

HOLDS(max_length)
{
	struct str s = f->node->text;

	return s.n <= check->count || utf8_length(s) <= check->count;
}

HOLDS(pattern)
{
	return run_match(run, check->pattern, f->node->text);
}

HOLDS(format)
{
	return format_holds(check->format, f->node->text, run);
}

/* Numbers. */

/* The instance compared with the argument. */
static int
compare(const struct check *check, const struct frame *f)
{
	struct decimal d = decimal_read(f->node->text);

	return decimal_cmp(&d, check->number);
}

HOLDS(minimum)
{
	return compare(check, f) >= 0;
}

HOLDS(exclusive_minimum)
{
	return compare(check, f) > 0;
}

HOLDS(maximum)
{
	return compare(check, f) <= 0;
}

HOLDS(exclusive_maximum)
{
	return compare(check, f) < 0;
}

HOLDS(multiple_of)
{
	struct decimal d = decimal_read(f->node->text);

	return decimal_is_multiple(&d, check->number);
}

/* Collections. */

HOLDS(min_entries)
{
	return f->node->n >= check->count;
}

HOLDS(max_entries)
{
	return f->node->n <= check->count;
}

/* Equal nodes, equal hashes; the order of keys does not count. */
static uint64_t
node_hash(const struct node *n)
{
	enum { PRIME = 0x01000193 };
	struct decimal d;
	uint64_t h = n->type;

	switch ((enum node_type)n->type) {
	case NODE_NULL:
		return 1;
	case NODE_BOOL:
		return 2 + ((n->text.p[0] | 0x20) == 't');
	case NODE_INT:
	case NODE_FLOAT:
		d = decimal_read(n->text);
		return decimal_hash(&d);
	case NODE_STR:
		return str_hash(n->text);
	case NODE_SEQ:
		for (const struct node *e = n->first; e; e = e->next)
			h = h * PRIME + node_hash(e);
		return h;
	case NODE_MAP:
		for (const struct node *e = n->first; e; e = e->next)
			h += str_hash(e->key->text) * PRIME ^ node_hash(e);
		return h;
	}
	return h;
}

struct hashed {
	uint64_t hash;
	const struct node *node;
};

static int
by_hash(const void *left, const void *right)
{
	const struct hashed *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->node->from > b->node->from) - (a->node->from < b->node->from);
}

/* The first entry that repeats one before it, each compared with each. */
static const struct node *
find_repeated(const struct node *seq)
{
	for (const struct node *e = seq->first; e; e = e->next)
		for (const struct node *other = seq->first; other != e; other = other->next)
			if (node_equal(e, other))
				return e;
	return NULL;
}

const struct node *
node_repeated(struct run *run, const struct node *seq)
{
	enum { FEW = 8 };
	struct arena_mark mark = arena_mark(&run->scratch->arena);
	struct hashed *all;
	const struct node *found = NULL;
	size_t n = 0;

	if (seq->n <= FEW && run_spend(run, cost(seq)))
		return find_repeated(seq);
	all = NEW_ARRAY(&run->scratch->arena, struct hashed, seq->n);
	for (const struct node *e = seq->first; e; e = e->next)
		all[n++] = (struct hashed){node_hash(e), e};
	qsort(all, n, sizeof *all, by_hash);
	for (size_t i = 1; i < n && !run->gave_up; i++) {
		const struct node *a = all[i - 1].node, *b = all[i].node;

		if (all[i].hash == all[i - 1].hash && run_spend(run, cost(a)) && node_equal(a, b) &&
		    (!found || b->from < found->from))
			found = b;
	}
	arena_rewind(&run->scratch->arena, mark);
	return found;
}

HOLDS(unique_items)
{
	return !node_repeated(run, f->node);
}

HOLDS(required)
{
	if (!run_spend(run, (uint64_t)check->names->n * f->node->n / 64))
		return false;
	for (size_t i = 0; i < check->names->n; i++)
		if (!node_get(f->node, check->names->p[i]))
			return false;
	return true;
}

HOLDS(dependent_required)
{
	if (!run_spend(run, (uint64_t)check->dependents->n * f->node->n / 64))
		return false;
	for (size_t i = 0; i < check->dependents->n; i++) {
		const struct dependent *d = &check->dependents->p[i];

		if (!node_get(f->node, d->key))
			continue;
		for (size_t j = 0; j < d->needs.n; j++)
			if (!node_get(f->node, d->needs.p[j]))
				return false;
	}
	return true;
}
