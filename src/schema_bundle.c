/* Schemas as one document: each schema that something refers to becomes a definition, whatever it was
 * called and wherever it stood, and each reference leads to a definition. */
#include "schema_node.h"

#define DEFS "#/$defs/"

struct definition {
	const struct place *place; /* of the schema */
	struct str called;	   /* what it would be called if it were alone */
	struct str name;
};

struct schema_bundle {
	struct arena *arena;
	struct {
		struct definition *p;
		size_t n, cap;
	} definitions;	  /* all that are referred to */
	struct node defs; /* those that are written so far, in the same order */
	struct node **end;
	bool failed;
};

struct schema_bundle *
schema_bundle_new(struct arena *a)
{
	struct schema_bundle *b = NEW(a, struct schema_bundle);

	b->arena = a;
	b->defs.type = NODE_MAP;
	b->end = &b->defs.first;
	return b;
}

/* Names. */

/* The last part of a URI up to its first dot. */
static struct str
stem(struct str uri)
{
	size_t from = uri.n;

	while (from && uri.p[from - 1] != '/' && uri.p[from - 1] != ':')
		from--;
	uri = str_sub(uri, from, uri.n);
	uri = str_sub(uri, 0, str_index(uri, '.'));
	return uri.n ? uri : S("schema");
}

/* A name that references can hold without escapes. */
static struct str
plain(struct arena *a, struct str name)
{
	static const char safe[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
	char *text = str_c(a, name);

	for (size_t i = 0; i < name.n; i++)
		if (str_index(S(safe), text[i]) == sizeof safe - 1)
			text[i] = '_';
	return (struct str){text, name.n};
}

static bool
is_taken(const struct schema_bundle *b, struct str name)
{
	for (size_t i = 0; i < b->definitions.n; i++)
		if (str_eq(b->definitions.p[i].name, name))
			return true;
	return false;
}

/* "goal" for a document, "goal.key_result" for a schema in it. */
static struct str
called(struct arena *a, const struct place *place)
{
	struct str name = stem(place->resource->uri);

	if (place->node != place->resource->root)
		name =
		    JOIN(a, name, S("."), place->node->key ? place->node->key->text : S("entry"));
	return plain(a, name);
}

/* The same with a number behind it where others are called so. */
static struct str
name_of(const struct schema_bundle *b, struct str first)
{
	struct str name = first;
	size_t number = 1;

	for (size_t i = 0; i < b->definitions.n; i++)
		number += str_eq(b->definitions.p[i].called, first);
	for (; is_taken(b, name); number++)
		name = str_fmt(b->arena, "%.*s-%zu", SV(first), number);
	return name;
}

/* The reference to a schema, which becomes a definition by it. */
static struct str
reference_to(struct schema_bundle *b, const struct place *place)
{
	struct definition d = {.place = place};

	for (size_t i = 0; i < b->definitions.n; i++)
		if (b->definitions.p[i].place == place)
			return JOIN(b->arena, S(DEFS), b->definitions.p[i].name);
	d.called = called(b->arena, place);
	d.name = name_of(b, d.called);
	*vec_push(b->arena, &b->definitions) = d;
	return JOIN(b->arena, S(DEFS), d.name);
}

/* References. */

/* Is there another schema that a $dynamicRef to this one may lead to? */
static bool
is_ambiguous(const struct schema_set *set, const struct identifier *target)
{
	struct str name = str_sub(target->uri, str_index(target->uri, '#'), target->uri.n);

	for (size_t i = 0; i <= set->identifiers_mask; i++) {
		const struct identifier *other = set->identifiers[i];

		if (other && other->dynamic && other->place != target->place &&
		    str_ends(other->uri, name))
			return true;
	}
	return false;
}

/* A mapping's entry without those that follow it. */
static struct node *
entry(struct schema_bundle *b, const struct node *e)
{
	struct node *copy = NEW(b->arena, struct node);

	*copy = *e;
	copy->next = NULL;
	return copy;
}

/* $ref, or a $dynamicRef that leads to the same schema wherever it is used. schema is what holds it. */
static struct node *
copy_reference(struct schema_bundle *b, const struct node *e, enum keyword_id keyword,
    const struct node *schema, struct resource *r)
{
	static struct node ref = {.text = {"$ref", 4}, .type = NODE_STR};
	struct identifier target = set_resolve(r->set, r, e);
	struct node *copy = entry(b, e);

	b->failed |= !target.place;
	if (b->failed)
		return copy;
	if (keyword == KEYWORD_DYNAMIC_REF && target.dynamic && is_ambiguous(r->set, &target))
		b->failed |= set_fail(r->set, r, e,
		    "\"%.*s\" may lead to several schemas: one document cannot say which",
		    SV(e->text));
	copy->text = reference_to(b, target.place);
	if (!node_get(schema, ref.text))
		copy->key = &ref;
	return copy;
}

/* Schemas. */

/* What schemas are called, which definitions are instead, and what nothing is checked by. */
static bool
is_left_out(enum keyword_id keyword)
{
	switch (keyword) {
	case KEYWORD_ID:
	case KEYWORD_SCHEMA:
	case KEYWORD_ANCHOR:
	case KEYWORD_DYNAMIC_ANCHOR:
	case KEYWORD_VOCABULARY:
	case KEYWORD_DEFS:
	case KEYWORD_DEFINITIONS:
	case KEYWORD_CONTENT_SCHEMA:
		return true;
	default:
		return false;
	}
}

static struct node *copy_schema(struct schema_bundle *b, const struct node *schema,
    struct resource *above);

/* A list or mapping of schemas. */
static struct node *
copy_schemas(struct schema_bundle *b, const struct node *list, struct resource *r)
{
	struct node *copy = entry(b, list), **end = &copy->first;

	if (list->type != NODE_MAP && list->type != NODE_SEQ)
		return copy;
	for (const struct node *e = list->first; e; e = e->next) {
		*end = copy_schema(b, e, r);
		end = &(*end)->next;
	}
	return copy;
}

/* NULL where the keyword is left out, or says nothing in the dialect of its schema. */
static struct node *
copy_keyword(struct schema_bundle *b, const struct node *e, const struct node *schema,
    struct resource *r)
{
	enum keyword_id keyword = keyword_find(e->key->text);

	if (keyword == KEYWORDS)
		return entry(b, e);
	if (is_left_out(keyword) || !(keywords[keyword].vocabulary & r->vocabularies))
		return NULL;
	if (keyword == KEYWORD_REF || keyword == KEYWORD_DYNAMIC_REF)
		return copy_reference(b, e, keyword, schema, r);
	switch (keywords[keyword].argument) {
	case ARGUMENT_SCHEMA:
		return copy_schema(b, e, r);
	case ARGUMENT_SCHEMAS:
	case ARGUMENT_SCHEMA_MAP:
		return copy_schemas(b, e, r);
	default:
		return entry(b, e);
	}
}

static struct node *
copy_schema(struct schema_bundle *b, const struct node *schema, struct resource *above)
{
	struct resource *r = set_place(above->set, schema, above)->resource;
	struct node *copy = entry(b, schema), **end = &copy->first;

	if (schema->type != NODE_MAP)
		return copy;
	if (!r->vocabularies && !resource_dialect(r->set, r))
		b->failed = true;
	copy->first = NULL;
	copy->n = 0;
	for (const struct node *e = schema->first; e && !b->failed; e = e->next) {
		struct node *kept = copy_keyword(b, e, schema, r);

		if (!kept)
			continue;
		*end = kept;
		end = &kept->next;
		copy->n++;
	}
	return copy;
}

static void
write_definition(struct schema_bundle *b, struct definition d)
{
	struct node *copy = copy_schema(b, d.place->node, d.place->resource);

	copy->key = NEW(b->arena, struct node);
	*copy->key = (struct node){.text = d.name, .type = NODE_STR};
	*b->end = copy;
	b->end = &copy->next;
	b->defs.n++;
}

struct str
schema_bundle_add(struct schema_bundle *b, const struct schema *schema, struct schema_fault *fault)
{
	struct schema_set *set = schema->resource->set;
	struct str reference = reference_to(b, set_place(set, schema->node, schema->resource));

	while (b->defs.n < b->definitions.n && !b->failed)
		write_definition(b, b->definitions.p[b->defs.n]);
	if (!b->failed)
		return reference;
	*fault = set->fault;
	return (struct str){NULL, 0};
}

const struct node *
schema_bundle_defs(const struct schema_bundle *b)
{
	return &b->defs;
}
