#include <stdarg.h>
#include <stdint.h>

#include "schema_node.h"
#include "uri.h"

struct schema_set *
schema_set_new(struct arena *a)
{
	struct schema_set *set = NEW(a, struct schema_set);

	set->arena = a;
	return set;
}

void
schema_set_add(struct schema_set *set, struct str base, struct node *root)
{
	struct document *d = vec_push(set->arena, &set->documents);
	struct str fragment;

	*d = (struct document){uri_without_fragment(&fragment, base), root, false};
}

void
schema_set_find(struct schema_set *set, struct node *(*find)(void *ctx, struct str uri), void *ctx)
{
	set->find = find;
	set->find_ctx = ctx;
}

void
schema_set_assert_formats(struct schema_set *set)
{
	set->assert_formats = true;
}

/* Errors. */

/* The entry of a collection that holds what begins at a byte; NULL where none does. */
static const struct node *
entry_at(size_t *index, const struct node *collection, uint32_t from)
{
	const struct node *found = NULL;

	if (collection->type != NODE_MAP && collection->type != NODE_SEQ)
		return NULL;
	*index = 0;
	for (const struct node *e = collection->first; e && e->from <= from; e = e->next) {
		found = e;
		++*index;
	}
	return found;
}

static struct str
where(struct schema_set *set, const struct resource *r, const struct node *node)
{
	struct str text = r->uri;
	size_t index;

	for (const struct node *at = r->root; at && at != node; text = str_dup(set->arena, text)) {
		at = entry_at(&index, at, node->from);
		if (at && at->key)
			text = str_fmt(set->arena, "%.*s%s/%.*s", SV(text),
			    text.n == r->uri.n ? "#" : "", SV(at->key->text));
		else if (at)
			text = str_fmt(set->arena, "%.*s%s/%zu", SV(text),
			    text.n == r->uri.n ? "#" : "", index - 1);
	}
	return text;
}

bool
set_fail(struct schema_set *set, const struct resource *resource, const struct node *node,
    const char *fmt, ...)
{
	struct schema_fault *fault = &set->fault;
	va_list args;

	if (fault->message.p)
		return false;
	va_start(args, fmt);
	fault->message = str_vfmt(set->arena, fmt, args);
	va_end(args);
	if (!resource || !node)
		return true;
	fault->where = where(set, resource, node);
	fault->node = node;
	while (resource->parent)
		resource = resource->parent;
	fault->document = resource->root;
	return true;
}

/* Counts work that schemas make by referring to others: entries looked at, eight for each byte of a URI.
 * False, after a fault, where it is too much. */
static bool
work(struct schema_set *set, size_t n)
{
	enum { MOST = 1 << 28 };

	set->work += n;
	if (set->work >= MOST)
		set_fail(set, NULL, NULL, "there are too many references in these schemas");
	return set->work < MOST;
}

static struct str
resolve(struct schema_set *set, struct str base, struct str reference)
{
	return work(set, (base.n + reference.n) * 8) ? uri_resolve(set->arena, base, reference)
						     : base;
}

/* Hash tables: a power of two of rows, at most half of them full. */

static size_t
node_row(const struct node *node, size_t mask)
{
	return (size_t)((uintptr_t)node / sizeof *node * 0x9e3779b97f4a7c15u >> 20) & mask;
}

static struct place **
find_place(const struct schema_set *set, const struct node *node)
{
	size_t i = node_row(node, set->places_mask);

	while (set->places[i] && set->places[i]->node != node)
		i = (i + 1) & set->places_mask;
	return &set->places[i];
}

static void
grow_places(struct schema_set *set)
{
	struct place **old = set->places;
	size_t n = old ? set->places_mask + 1 : 0;

	set->places_mask = old ? n * 2 - 1 : 255;
	set->places = NEW_ARRAY(set->arena, struct place *, set->places_mask + 1);
	for (size_t i = 0; i < n; i++)
		if (old[i])
			*find_place(set, old[i]->node) = old[i];
}

static struct identifier **
find_identifier(const struct schema_set *set, struct str uri)
{
	size_t i = (size_t)str_hash(uri) & set->identifiers_mask;

	while (set->identifiers[i] && !str_eq(set->identifiers[i]->uri, uri))
		i = (i + 1) & set->identifiers_mask;
	return &set->identifiers[i];
}

static void
grow_identifiers(struct schema_set *set)
{
	struct identifier **old = set->identifiers;
	size_t n = old ? set->identifiers_mask + 1 : 0;

	set->identifiers_mask = old ? n * 2 - 1 : 63;
	set->identifiers = NEW_ARRAY(set->arena, struct identifier *, set->identifiers_mask + 1);
	for (size_t i = 0; i < n; i++)
		if (old[i])
			*find_identifier(set, old[i]->uri) = old[i];
}

static void
identify(struct schema_set *set, struct str uri, struct place *place, bool dynamic)
{
	struct identifier **row;

	if (!set->identifiers || set->n_identifiers * 2 > set->identifiers_mask)
		grow_identifiers(set);
	row = find_identifier(set, uri);
	if (*row && (*row)->place->node != place->node) {
		set_fail(set, place->resource, place->node, "another schema is called \"%.*s\" too",
		    SV(uri));
		return;
	}
	if (*row) {
		(*row)->dynamic |= dynamic;
		return;
	}
	*row = NEW(set->arena, struct identifier);
	**row = (struct identifier){uri, place, dynamic};
	set->n_identifiers++;
}

static struct place *
place_new(struct schema_set *set, const struct node *node, struct resource *resource)
{
	struct place *place = NEW(set->arena, struct place);

	if (!set->places || set->n_places * 2 > set->places_mask)
		grow_places(set);
	*place = (struct place){node, resource, NULL};
	*find_place(set, node) = place;
	set->n_places++;
	return place;
}

/* The index: which schemas there are, and what they are called. */

static struct resource *
resource_new(struct schema_set *set, const struct node *root, struct str uri,
    struct resource *parent)
{
	struct resource *r = NEW(set->arena, struct resource);

	r->set = set;
	r->uri = uri;
	r->root = root;
	r->parent = parent;
	return r;
}

/* The resource of a schema: one of its own where it has an $id. */
static struct resource *
resource_of(struct schema_set *set, const struct node *schema, struct str base,
    struct resource *parent)
{
	const struct node *id = node_get(schema, S("$id"));
	struct str uri = base, fragment = {NULL, 0};

	if (node_str(id).p)
		uri = uri_without_fragment(&fragment, resolve(set, base, id->text));
	if (!node_str(id).p && parent)
		return parent;
	parent = resource_new(set, schema, uri, parent);
	if (fragment.n)
		set_fail(set, parent, id, "\"$id\" must not have a fragment: use \"$anchor\"");
	return parent;
}

static void
index_anchor(struct schema_set *set, struct place *place, const char *keyword, bool dynamic)
{
	struct str name = node_str(node_get(place->node, str_of(keyword)));
	struct anchor *a;

	if (!name.n)
		return;
	if (work(set, (place->resource->uri.n + name.n) * 8))
		identify(set, JOIN(set->arena, place->resource->uri, S("#"), name), place, dynamic);
	if (!dynamic)
		return;
	a = vec_push(set->arena, &place->resource->anchors);
	*a = (struct anchor){name, place->node, NULL};
}

static struct place *index_schema(struct schema_set *set, const struct node *node, struct str base,
    struct resource *parent);

static void
index_subschemas(struct schema_set *set, const struct node *value, struct resource *r)
{
	switch (keywords[keyword_find(value->key->text)].argument) {
	case ARGUMENT_SCHEMA:
		index_schema(set, value, r->uri, r);
		break;
	case ARGUMENT_SCHEMAS:
	case ARGUMENT_SCHEMA_MAP:
		if (value->type != NODE_SEQ && value->type != NODE_MAP)
			break;
		for (const struct node *e = value->first; e; e = e->next)
			index_schema(set, e, r->uri, r);
		break;
	default:
		break;
	}
}

static struct place *
index_schema(struct schema_set *set, const struct node *node, struct str base,
    struct resource *parent)
{
	struct resource *r = resource_of(set, node, base, parent);
	struct place *place = place_new(set, node, r);

	if (node->type != NODE_MAP || set->fault.message.p)
		return place;
	if (r != parent)
		identify(set, r->uri, place, false);
	index_anchor(set, place, "$anchor", false);
	index_anchor(set, place, "$dynamicAnchor", true);
	for (const struct node *e = node->first; e; e = e->next)
		if (keyword_find(e->key->text) != KEYWORDS)
			index_subschemas(set, e, r);
	return place;
}

static struct identifier *
known(const struct schema_set *set, struct str uri)
{
	return set->identifiers ? *find_identifier(set, uri) : NULL;
}

/* A document may be a bundle that holds the schema by whose URI it was found. */
static void
index_document(struct schema_set *set, struct document *d)
{
	struct place *place;

	if (d->indexed)
		return;
	d->indexed = true;
	place = index_schema(set, d->root, d->uri, NULL);
	if ((d->uri.n || !place->resource->uri.n) && !known(set, d->uri))
		identify(set, d->uri, place, false);
}

/* References. */

/* What a URI without fragment names: known already, a document to be indexed, or one to be found. */
static struct identifier *
find_resource(struct schema_set *set, struct str uri)
{
	struct identifier *found = known(set, uri);
	struct node *root;

	for (size_t i = 0; !found && i < set->documents.n; i++)
		if (str_eq(set->documents.p[i].uri, uri)) {
			index_document(set, &set->documents.p[i]);
			found = known(set, uri);
		}
	for (size_t i = 0; !found && i < set->documents.n; i++) {
		index_document(set, &set->documents.p[i]);
		found = known(set, uri);
	}
	if (found || !set->find)
		return found;
	root = set->find(set->find_ctx, uri);
	if (!root)
		return NULL;
	schema_set_add(set, uri, root);
	index_document(set, &set->documents.p[set->documents.n - 1]);
	return known(set, uri);
}

struct place *
set_place(struct schema_set *set, const struct node *node, struct resource *resource)
{
	struct place *place = *find_place(set, node);

	return place ? place : place_new(set, node, resource);
}

/* The schema at a JSON Pointer in a resource. */
static struct identifier
find_pointer(struct schema_set *set, const struct identifier *found, struct str pointer)
{
	struct node *node = (struct node *)found->place->node;

	while (node && pointer.n &&
	       work(set, node->type == NODE_MAP || node->type == NODE_SEQ ? node->n : 1)) {
		size_t token = 1 + str_index(str_sub(pointer, 1, pointer.n), '/');

		node = node_at(node, str_sub(pointer, 0, token), false);
		pointer = str_sub(pointer, token, pointer.n);
	}
	if (!node || pointer.n || (node->type != NODE_MAP && node->type != NODE_BOOL))
		return (struct identifier){0};
	return (struct identifier){.place = set_place(set, node, found->place->resource)};
}

static struct identifier
find_fragment(struct schema_set *set, const struct identifier *found, struct str fragment)
{
	struct str name = uri_decode(set->arena, fragment);
	struct identifier *anchor;

	if (!name.n)
		return *found;
	if (name.p[0] == '/')
		return find_pointer(set, found, name);
	anchor =
	    known(set, str_fmt(set->arena, "%.*s#%.*s", SV(found->place->resource->uri), SV(name)));
	return anchor ? *anchor : (struct identifier){0};
}

struct identifier
set_resolve(struct schema_set *set, const struct resource *resource, const struct node *reference)
{
	struct str uri = resolve(set, resource ? resource->uri : S(""), reference->text);
	struct str fragment, head = uri_without_fragment(&fragment, uri);
	struct identifier *found = find_resource(set, head);
	struct identifier target = {0};

	if (found)
		target = find_fragment(set, found, fragment);
	if (!found) {
		if (set_fail(set, resource, reference, "there is no schema \"%.*s\" here",
			SV(head)))
			set->fault.missing = head;
	} else if (!target.place) {
		set_fail(set, resource, reference, "\"%.*s\" has no schema at \"#%.*s\"", SV(head),
		    SV(fragment));
	}
	return target;
}

/* Dialects. */

static const struct {
	const char *name;
	unsigned vocabulary;
} vocabularies[] = {
    {"core", VOCABULARY_CORE},
    {"applicator", VOCABULARY_APPLICATOR},
    {"unevaluated", VOCABULARY_UNEVALUATED},
    {"validation", VOCABULARY_VALIDATION},
    {"meta-data", VOCABULARY_META_DATA},
    {"format-annotation", VOCABULARY_FORMAT_ANNOTATION},
    {"format-assertion", VOCABULARY_FORMAT_ASSERTION},
    {"content", VOCABULARY_CONTENT},
};

#define VOCABULARY_URI "https://json-schema.org/draft/2020-12/vocab/"
#define DIALECT_URI "https://json-schema.org/draft/2020-12/schema"

/* The bit of a vocabulary; 0 where it is not known. */
static unsigned
vocabulary_of(struct str uri)
{
	if (!str_starts(uri, S(VOCABULARY_URI)))
		return 0;
	for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++)
		if (str_is(str_sub(uri, sizeof VOCABULARY_URI - 1, uri.n), vocabularies[i].name))
			return vocabularies[i].vocabulary;
	return 0;
}

/* The vocabularies that a metaschema names; 0 after set_fail. */
static unsigned
read_vocabularies(struct schema_set *set, const struct place *metaschema)
{
	const struct node *map = node_get(metaschema->node, S("$vocabulary"));
	unsigned bits = VOCABULARY_CORE;

	if (!map || map->type != NODE_MAP)
		return VOCABULARY_STANDARD;
	for (const struct node *e = map->first; e; e = e->next) {
		unsigned bit = vocabulary_of(e->key->text);

		bits |= bit;
		if (!bit && e->type == NODE_BOOL && str_is(e->text, "true")) {
			set_fail(set, metaschema->resource, e,
			    "the vocabulary \"%.*s\" is required, but not known here",
			    SV(e->key->text));
			return 0;
		}
	}
	return bits;
}

bool
resource_dialect(struct schema_set *set, struct resource *resource)
{
	const struct node *dialect = node_get(resource->root, S("$schema"));
	struct str uri, fragment;
	struct identifier *found;

	if (!node_str(dialect).p) {
		resource->vocabularies = VOCABULARY_STANDARD;
		if (!resource->parent)
			return true;
		if (!resource->parent->vocabularies && !resource_dialect(set, resource->parent))
			return false;
		resource->vocabularies = resource->parent->vocabularies;
		return true;
	}
	uri = uri_without_fragment(&fragment, dialect->text);
	resource->vocabularies = VOCABULARY_STANDARD;
	if (str_is(uri, DIALECT_URI))
		return true;
	found = find_resource(set, uri);
	if (!found) {
		if (set_fail(set, resource, dialect,
			"\"$schema\" is \"%.*s\", which is not known here: " DIALECT_URI " is",
			SV(uri)))
			set->fault.missing = uri;
		return false;
	}
	resource->vocabularies = read_vocabularies(set, found->place);
	return resource->vocabularies != 0;
}
