#include "schema_keyword.h"
#include "schema_message.h"

bool
run_spend(struct run *run, uint64_t steps)
{
	if (steps > run->steps && !run->gave_up)
		run->gave_up = "this takes too long to check against its schema";
	run->steps -= steps > run->steps ? run->steps : steps;
	return !run->gave_up;
}

bool
run_match(struct run *run, const struct pattern *pattern, struct str s)
{
	/* Steps of backtracking that an honest pattern needs, and that any may take. */
	uint32_t few = 200 + 20 * (uint32_t)(s.n < 4000 ? s.n : 4000), most = 100000;
	enum { COST = 20000 };
	struct matcher *m = &run->scratch->matcher;
	enum pattern_verdict verdict = pattern_match(pattern, s, few, m);

	if (verdict == PATTERN_LIMIT && run_spend(run, COST))
		verdict = pattern_match(pattern, s, most, m);
	if (verdict == PATTERN_LIMIT && !run->gave_up)
		run->gave_up = "a pattern of the schema takes too long to match";
	return verdict == PATTERN_YES;
}

/* Seen entries. */

static struct seen
seen_new(struct run *run, const struct node *node)
{
	return (struct seen){NEW_ARRAY(&run->scratch->arena, bool, node->n), node->n};
}

static void
seen_mark(struct seen *seen, uint32_t index)
{
	if (seen)
		seen->entries[index] = true;
}

static void
seen_merge(struct seen *to, const struct seen *from)
{
	for (uint32_t i = 0; i < from->n; i++)
		to->entries[i] |= from->entries[i];
}

/* Applying schemas. */

static bool
check_holds(struct run *run, const struct check *check, const struct frame *f)
{
	const struct keyword *k = &keywords[check->keyword];
	struct failures *failures = run->failures;
	bool holds;

	if (!k->explain || !failures)
		return k->holds(run, check, f);
	run->failures = NULL;
	holds = k->holds(run, check, f);
	run->failures = failures;
	if (!holds && !run->gave_up && failures_take(run))
		k->explain(run, check, f);
	return holds;
}

/* Is what else the schema says of the instance not worth saying once this failed? */
static bool
ends_report(const struct check *check, const struct node *node)
{
	return check->keyword <= KEYWORD_ENUM || (node->type != NODE_SEQ && node->type != NODE_MAP);
}

/* All checks; with failures to collect, also those behind the first that does not hold. */
static bool
run_checks(struct run *run, const struct frame *f)
{
	bool valid = true;

	for (size_t i = 0; i < f->schema->n && !run->gave_up; i++) {
		const struct check *check = &f->schema->checks[i];
		const struct keyword *k = &keywords[check->keyword];

		if (!(k->on & 1u << f->node->type) ||
		    (!valid && k->vocabulary == VOCABULARY_UNEVALUATED))
			continue;
		if (check_holds(run, check, f))
			continue;
		valid = false;
		if (!run->failures || ends_report(check, f->node))
			break;
	}
	return valid && !run->gave_up;
}

/* The same where the schema asks which entries its other keywords looked at. */
static bool
run_tracked(struct run *run, const struct frame *f)
{
	struct arena_mark mark = arena_mark(&run->scratch->arena);
	struct frame own = *f;
	struct seen seen = seen_new(run, f->node);
	bool valid;

	own.seen = &seen;
	valid = run_checks(run, &own);
	if (f->seen)
		seen_merge(f->seen, &seen);
	arena_rewind(&run->scratch->arena, mark);
	return valid;
}

bool
frame_accepts(struct run *run, const struct frame *f)
{
	bool collection = f->node->type == NODE_SEQ || f->node->type == NODE_MAP;

	if (f->node->refused || (!f->schema->n && !f->schema->refuses))
		return true;
	if (f->depth > FRAMES_MOST)
		run->gave_up = "the schema refers to itself too often here";
	if (!run_spend(run, 1))
		return false;
	if (f->schema->refuses) {
		if (run->failures && failures_take(run))
			explain_refusal(run, f);
		return false;
	}
	return f->schema->tracks && collection ? run_tracked(run, f) : run_checks(run, f);
}

bool
apply_in_place(struct run *run, const struct frame *f, enum keyword_id keyword,
    const struct schema *schema, struct str name, struct seen *seen)
{
	struct frame frame = {
	    .up = f,
	    .schema = run->failures ? schema : schema->meant,
	    .node = f->node,
	    .origin = f->origin,
	    .name = name,
	    .depth = f->depth + 1,
	    .keyword = (uint8_t)keyword,
	    .seen = seen,
	};

	return frame_accepts(run, &frame);
}

/* The same to the instance of f itself, for keywords that fail where the schema does. */
static bool
apply_same(struct run *run, const struct frame *f, enum keyword_id keyword,
    const struct schema *schema, struct str name)
{
	return apply_in_place(run, f, keyword, schema, name, f->seen);
}

/* And for those that do not: what a schema that does not accept has looked at is not seen. */
static bool
apply_branch(struct run *run, const struct frame *f, enum keyword_id keyword,
    const struct schema *schema)
{
	struct arena_mark mark = arena_mark(&run->scratch->arena);
	struct failures *failures = run->failures;
	struct str none = {NULL, 0};
	struct seen seen;
	bool valid;

	run->failures = NULL;
	if (!f->seen) {
		valid = apply_in_place(run, f, keyword, schema, none, NULL);
	} else {
		seen = seen_new(run, f->node);
		valid = apply_in_place(run, f, keyword, schema, none, &seen);
		if (valid)
			seen_merge(f->seen, &seen);
		arena_rewind(&run->scratch->arena, mark);
	}
	run->failures = failures;
	return valid;
}

static bool
apply_entry(struct run *run, const struct frame *f, enum keyword_id keyword,
    const struct schema *schema, const struct node *entry, uint32_t index)
{
	struct frame frame = {
	    .up = f,
	    .schema = run->failures ? schema : schema->meant,
	    .node = entry,
	    .origin = entry,
	    .name = entry->key ? entry->key->text : (struct str){NULL, 0},
	    .index = index,
	    .depth = f->depth + 1,
	    .keyword = (uint8_t)keyword,
	    .entry = true,
	};

	seen_mark(f->seen, index);
	return frame_accepts(run, &frame);
}

/* References. */

HOLDS(schema)
{
	return apply_same(run, f, check->keyword, check->schema, (struct str){NULL, 0});
}

static const struct anchor *
find_anchor(const struct resource *resource, struct str name)
{
	for (size_t i = 0; i < resource->anchors.n; i++)
		if (str_eq(resource->anchors.p[i].name, name))
			return &resource->anchors.p[i];
	return NULL;
}

/* The outermost caller with an anchor of that name has the last word. */
static const struct schema *
find_dynamic(struct run *run, const struct dynamic_ref *d, const struct frame *f)
{
	const struct schema *schema = d->initial;

	if (!d->anchor.p)
		return schema;
	for (; f && run_spend(run, f->schema->resource->anchors.n / 8); f = f->up) {
		const struct anchor *a = find_anchor(f->schema->resource, d->anchor);

		if (a)
			schema = a->schema;
	}
	return schema;
}

HOLDS(dynamic_ref)
{
	return apply_same(run, f, check->keyword, find_dynamic(run, check->dynamic, f),
	    (struct str){NULL, 0});
}

/* Mappings. */

HOLDS(property_names)
{
	bool valid = true;

	for (const struct node *e = f->node->first; e; e = e->next) {
		struct node key = *e->key;
		struct frame frame = {
		    .up = f,
		    .schema = check->schema,
		    .node = &key,
		    .origin = e->key,
		    .name = key.text,
		    .depth = f->depth + 1,
		    .keyword = KEYWORD_PROPERTY_NAMES,
		    .entry = true,
		};

		key.type = NODE_STR;
		valid = frame_accepts(run, &frame) && valid;
		if (!valid && !run->failures)
			return false;
	}
	return valid;
}

/* One entry against those of the three keywords that concern it. */
static bool
apply_members(struct run *run, const struct members *m, const struct frame *f, const struct node *e,
    uint32_t index)
{
	const struct member *row = members_find(m, e->key->text);
	bool valid = true, known = row != NULL;

	if (!run_spend(run, m->n_patterns))
		return false;
	if (row)
		valid = apply_entry(run, f, KEYWORD_PROPERTIES, row->schema, e, index);
	for (size_t i = 0; i < m->n_patterns; i++) {
		if (!run_match(run, m->patterns[i].pattern, e->key->text))
			continue;
		known = true;
		valid = apply_entry(run, f, KEYWORD_PATTERN_PROPERTIES, m->patterns[i].schema, e,
			    index) &&
			valid;
	}
	if (!known && m->rest)
		valid = apply_entry(run, f, KEYWORD_ADDITIONAL_PROPERTIES, m->rest, e, index);
	return valid;
}

HOLDS(members)
{
	struct unknown_keys unknown = {0}, *outer = run->unknown;
	bool valid = true;
	uint32_t index = 0;

	run->unknown = &unknown;
	for (const struct node *e = f->node->first; e && (valid || run->failures); e = e->next)
		valid = apply_members(run, check->members, f, e, index++) && valid;
	run->unknown = outer;
	return valid;
}

/* Lists. */

HOLDS(items)
{
	const struct items *items = check->items;
	bool valid = true;
	uint32_t index = 0;

	for (const struct node *e = f->node->first; e; e = e->next, index++) {
		bool prefix = index < items->prefix.n;
		const struct schema *schema = prefix ? items->prefix.p[index] : items->rest;

		if (!schema)
			break;
		valid = apply_entry(run, f, prefix ? KEYWORD_PREFIX_ITEMS : KEYWORD_ITEMS, schema,
			    e, index) &&
			valid;
		if (!valid && !run->failures)
			return false;
	}
	return valid;
}

uint64_t
contains_count(struct run *run, const struct check *check, const struct frame *f)
{
	const struct contains *c = check->contains;
	struct frame silent = *f;
	struct failures *failures = run->failures;
	uint64_t count = 0;
	uint32_t index = 0;

	run->failures = NULL;

	silent.seen = NULL;
	for (const struct node *e = f->node->first; e; e = e->next, index++) {
		if (!apply_entry(run, &silent, KEYWORD_CONTAINS, c->schema, e, index))
			continue;
		seen_mark(f->seen, index);
		count++;
	}
	run->failures = failures;
	return count;
}

HOLDS(contains)
{
	uint64_t count = contains_count(run, check, f);

	return count >= check->contains->min && count <= check->contains->max;
}

HOLDS(unevaluated)
{
	struct unknown_keys unknown = {0}, *outer = run->unknown;
	const struct node *e = f->node->first;
	bool valid = true;

	run->unknown = &unknown;
	for (uint32_t i = 0; e && (valid || run->failures); e = e->next, i++)
		if (!f->seen->entries[i])
			valid = apply_entry(run, f, check->keyword, check->schema, e, i) && valid;
	run->unknown = outer;
	return valid;
}

/* Schemas for the same instance. */

HOLDS(all_of)
{
	bool valid = true;
	struct str none = {NULL, 0};

	for (size_t i = 0; i < check->list->n; i++) {
		valid = apply_same(run, f, KEYWORD_ALL_OF, check->list->p[i], none) && valid;
		if (!valid && !run->failures)
			return false;
	}
	return valid;
}

HOLDS(any_of)
{
	bool valid = false;

	for (size_t i = 0; i < check->list->n && (!valid || f->seen); i++)
		valid = apply_branch(run, f, KEYWORD_ANY_OF, check->list->p[i]) || valid;
	return valid;
}

HOLDS(one_of)
{
	size_t count = 0;

	for (size_t i = 0; i < check->list->n && count < 2; i++)
		count += apply_branch(run, f, KEYWORD_ONE_OF, check->list->p[i]);
	return count == 1;
}

HOLDS(negation)
{
	struct frame silent = *f;

	silent.seen = NULL;
	return !apply_branch(run, &silent, KEYWORD_NOT, check->schema);
}

HOLDS(condition)
{
	const struct condition *c = check->condition;
	bool test = apply_branch(run, f, KEYWORD_IF, c->test);
	const struct schema *schema = test ? c->yes : c->no;

	return !schema || apply_same(run, f, test ? KEYWORD_THEN : KEYWORD_ELSE, schema,
			      (struct str){NULL, 0});
}

HOLDS(dependent_schemas)
{
	bool valid = true;

	if (!run_spend(run, (uint64_t)check->dependents->n * f->node->n / 64))
		return false;
	for (size_t i = 0; i < check->dependents->n; i++) {
		const struct dependent *d = &check->dependents->p[i];

		if (!node_get(f->node, d->key))
			continue;
		valid = apply_same(run, f, KEYWORD_DEPENDENT_SCHEMAS, d->schema, d->key) && valid;
		if (!valid && !run->failures)
			return false;
	}
	return valid;
}
