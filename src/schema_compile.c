#include <string.h>

#include "schema_keyword.h"

/* One call of schema_compile. Schemas are compiled from a queue, so that a long chain of references
 * does not fill the stack. */
struct compiler {
	struct schema_set *set;
	struct arena *arena; /* the set's */
	struct schema_list queue;
	struct schema *schema; /* that is being compiled */
};

/* The schema of a place, compiled now or later. */
static struct schema *
schema_at(struct compiler *c, struct place *place)
{
	struct schema *s;

	if (place->schema)
		return place->schema;
	s = NEW(c->arena, struct schema);
	s->resource = place->resource;
	s->node = place->node;
	s->refuses = place->node->type == NODE_BOOL && str_is(place->node->text, "false");
	place->schema = s;
	*vec_push(c->arena, &c->queue) = s;
	return s;
}

static struct schema *
subschema(struct compiler *c, const struct node *node)
{
	return schema_at(c, set_place(c->set, node, c->schema->resource));
}

/* A subschema that is applied to the schema's own instance. */
static struct schema *
in_place(struct compiler *c, struct schema *s)
{
	return *vec_push(c->arena, &c->schema->in_place) = s;
}

/* What values have to be. */

static bool
is_schema(const struct node *n)
{
	return n->type == NODE_MAP || n->type == NODE_BOOL;
}

static bool
is_string(const struct node *n)
{
	return n->type == NODE_STR;
}

static bool
is_list_of(const struct node *n, bool (*is)(const struct node *n))
{
	if (n->type != NODE_SEQ)
		return false;
	for (const struct node *e = n->first; e; e = e->next)
		if (!is(e))
			return false;
	return true;
}

static bool
is_strings(const struct node *n)
{
	return is_list_of(n, is_string);
}

static bool
is_map_of(const struct node *n, bool (*is)(const struct node *n))
{
	if (n->type != NODE_MAP)
		return false;
	for (const struct node *e = n->first; e; e = e->next)
		if (!is(e))
			return false;
	return true;
}

static const struct {
	const char *name;
	unsigned bits;
} types[] = {
    {"null", ON_NULL},
    {"boolean", ON_BOOL},
    {"integer", TYPE_INTEGER},
    {"number", ON_NUMBER},
    {"string", ON_STR},
    {"array", ON_SEQ},
    {"object", ON_MAP},
};

/* Bits of the type of that name; 0 where it is none. */
static unsigned
type_bits(struct str name)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_is(name, types[i].name))
			return types[i].bits;
	return 0;
}

static bool
is_type(const struct node *n)
{
	return n->type == NODE_STR && type_bits(n->text) != 0;
}

static bool
is_count(const struct node *n)
{
	double d = node_number(n);
	struct decimal decimal;

	if (!(d >= 0))
		return false;
	decimal = decimal_read(n->text);
	return decimal_is_integer(&decimal);
}

static bool
fits(enum argument argument, const struct node *n)
{
	switch (argument) {
	case ARGUMENT_SCHEMA:
		return is_schema(n);
	case ARGUMENT_SCHEMAS:
		return is_list_of(n, is_schema) && n->n > 0;
	case ARGUMENT_SCHEMA_MAP:
		return is_map_of(n, is_schema);
	case ARGUMENT_LIST:
		return n->type == NODE_SEQ;
	case ARGUMENT_MAP:
		return n->type == NODE_MAP;
	case ARGUMENT_STRING:
		return is_string(n);
	case ARGUMENT_STRINGS:
		return is_strings(n);
	case ARGUMENT_STRINGS_MAP:
		return is_map_of(n, is_strings);
	case ARGUMENT_TYPES:
		return is_type(n) || (is_list_of(n, is_type) && n->n > 0);
	case ARGUMENT_NUMBER:
		return n->type == NODE_INT || n->type == NODE_FLOAT;
	case ARGUMENT_POSITIVE:
		return node_number(n) > 0;
	case ARGUMENT_COUNT:
		return is_count(n);
	case ARGUMENT_BOOL:
		return n->type == NODE_BOOL;
	case ARGUMENT_ANY:
		break;
	}
	return true;
}

/* By enum argument. */
static const char *const argument_words[] = {
    [ARGUMENT_ANY] = "anything",
    [ARGUMENT_SCHEMA] = "a schema (an object, true or false)",
    [ARGUMENT_SCHEMAS] = "a list of one or more schemas",
    [ARGUMENT_SCHEMA_MAP] = "an object whose values are schemas",
    [ARGUMENT_LIST] = "a list",
    [ARGUMENT_MAP] = "an object",
    [ARGUMENT_STRING] = "a string",
    [ARGUMENT_STRINGS] = "a list of strings",
    [ARGUMENT_STRINGS_MAP] = "an object whose values are lists of strings",
    [ARGUMENT_TYPES] = "null, boolean, integer, number, string, array, object, or a list of these",
    [ARGUMENT_NUMBER] = "a number",
    [ARGUMENT_POSITIVE] = "a number greater than 0",
    [ARGUMENT_COUNT] = "a whole number, at least 0",
    [ARGUMENT_BOOL] = "true or false",
};

/* Arguments of single keywords. */

COMPILE(types)
{
	const struct node *v = check->value;

	if (v->type == NODE_STR)
		check->types = type_bits(v->text);
	else
		for (const struct node *e = v->first; e; e = e->next)
			check->types |= type_bits(e->text);
	return true;
}

COMPILE(value)
{
	return check->value != NULL;
}

COMPILE(number)
{
	struct decimal *d = NEW(c->arena, struct decimal);

	*d = decimal_read(check->value->text);
	check->number = d;
	return true;
}

/* Counts that no file reaches are cut, so that arithmetic does not overflow. */
static uint64_t
count_of(const struct node *n)
{
	double d = node_number(n);

	return d < 1e15 ? (uint64_t)d : (uint64_t)1e15;
}

COMPILE(count)
{
	check->count = count_of(check->value);
	return true;
}

COMPILE(flag)
{
	return str_is(check->value->text, "true");
}

static void
read_names(struct compiler *c, struct name_list *names, const struct node *list)
{
	for (const struct node *e = list->first; e; e = e->next)
		*vec_push(c->arena, names) = e->text;
}

COMPILE(strings)
{
	struct name_list *names = NEW(c->arena, struct name_list);

	read_names(c, names, check->value);
	check->names = names;
	return names->n > 0;
}

static const struct pattern *
compile_text(struct compiler *c, const struct node *where, struct str text)
{
	enum { SHOWN = 100 };
	struct str error;
	struct pattern *p = pattern_new(c->arena, text, &error);

	if (!p)
		set_fail(c->set, c->schema->resource, where, "\"%.*s%s\" is no pattern: %.*s",
		    SV(utf8_head(text, SHOWN)), text.n > SHOWN ? "..." : "", SV(error));
	return p;
}

COMPILE(pattern)
{
	check->pattern = compile_text(c, check->value, check->value->text);
	return check->pattern != NULL;
}

COMPILE(format)
{
	if (!c->set->assert_formats &&
	    !(c->schema->resource->vocabularies & VOCABULARY_FORMAT_ASSERTION))
		return false;
	check->format = format_find(c->arena, check->value->text);
	return check->format != NULL;
}

/* References. */

COMPILE(ref)
{
	struct identifier target = set_resolve(c->set, c->schema->resource, check->value);

	if (!target.place)
		return false;
	check->schema = in_place(c, schema_at(c, target.place));
	return true;
}

COMPILE(dynamic_ref)
{
	struct dynamic_ref *d = NEW(c->arena, struct dynamic_ref);
	struct identifier target = set_resolve(c->set, c->schema->resource, check->value);

	if (!target.place)
		return false;
	d->initial = schema_at(c, target.place);
	if (target.dynamic)
		d->anchor = str_sub(target.uri, str_index(target.uri, '#') + 1, target.uri.n);
	check->dynamic = d;
	return true;
}

/* Applicators. */

COMPILE(schema)
{
	struct schema *s = subschema(c, check->value);

	check->schema = check->keyword == KEYWORD_NOT ? in_place(c, s) : s;
	return true;
}

COMPILE(schemas)
{
	struct schema_list *list = NEW(c->arena, struct schema_list);

	for (const struct node *e = check->value->first; e; e = e->next)
		*vec_push(c->arena, list) = in_place(c, subschema(c, e));
	check->list = list;
	return true;
}

COMPILE(items)
{
	struct items *items = NEW(c->arena, struct items);
	const struct node *prefix = values[KEYWORD_PREFIX_ITEMS];

	for (const struct node *e = prefix ? prefix->first : NULL; e; e = e->next)
		*vec_push(c->arena, &items->prefix) = subschema(c, e);
	if (values[KEYWORD_ITEMS])
		items->rest = subschema(c, values[KEYWORD_ITEMS]);
	check->items = items;
	return true;
}

COMPILE(contains)
{
	struct contains *contains = NEW(c->arena, struct contains);
	const struct node *min = values[KEYWORD_MIN_CONTAINS], *max = values[KEYWORD_MAX_CONTAINS];

	if (!values[KEYWORD_CONTAINS])
		return false;
	contains->schema = subschema(c, values[KEYWORD_CONTAINS]);
	contains->min = min ? count_of(min) : 1;
	contains->max = max ? count_of(max) : UINT64_MAX;
	check->contains = contains;
	return true;
}

COMPILE(condition)
{
	struct condition *condition = NEW(c->arena, struct condition);
	const struct node *yes = values[KEYWORD_THEN], *no = values[KEYWORD_ELSE];

	if (!values[KEYWORD_IF])
		return false;
	condition->test = in_place(c, subschema(c, values[KEYWORD_IF]));
	condition->yes = yes ? in_place(c, subschema(c, yes)) : NULL;
	condition->no = no ? in_place(c, subschema(c, no)) : NULL;
	check->condition = condition;
	return true;
}

COMPILE(dependents)
{
	struct dependents *all = NEW(c->arena, struct dependents);

	for (const struct node *e = check->value->first; e; e = e->next) {
		struct dependent *d = vec_push(c->arena, all);

		d->key = e->key->text;
		if (check->keyword == KEYWORD_DEPENDENT_SCHEMAS)
			d->schema = in_place(c, subschema(c, e));
		else
			read_names(c, &d->needs, e);
	}
	check->dependents = all;
	return all->n > 0;
}

/* Members. */

static struct member *
member_row(const struct members *m, struct str key)
{
	size_t i = (size_t)str_hash(key) & m->mask;

	while (m->rows[i].name.p && !str_eq(m->rows[i].name, key))
		i = (i + 1) & m->mask;
	return &m->rows[i];
}

const struct member *
members_find(const struct members *m, struct str key)
{
	struct member *row = m->rows ? member_row(m, key) : NULL;

	return row && row->name.p ? row : NULL;
}

static void
read_properties(struct compiler *c, struct members *m, const struct node *properties)
{
	size_t rows = 4;

	while (rows < (size_t)properties->n * 2)
		rows *= 2;
	m->mask = rows - 1;
	m->rows = NEW_ARRAY(c->arena, struct member, rows);
	for (const struct node *e = properties->first; e; e = e->next) {
		struct str name = e->key->text;

		*member_row(m, name) =
		    (struct member){{name.p ? name.p : "", name.n}, subschema(c, e)};
	}
}

static void
read_patterns(struct compiler *c, struct members *m, const struct node *patterns)
{
	m->patterns = NEW_ARRAY(c->arena, struct pattern_member, patterns->n);
	for (const struct node *e = patterns->first; e; e = e->next)
		m->patterns[m->n_patterns++] =
		    (struct pattern_member){compile_text(c, e, e->key->text), subschema(c, e)};
}

COMPILE(members)
{
	struct members *m = NEW(c->arena, struct members);
	const struct node *additional = values[KEYWORD_ADDITIONAL_PROPERTIES];

	if (values[KEYWORD_PROPERTIES])
		read_properties(c, m, values[KEYWORD_PROPERTIES]);
	if (values[KEYWORD_PATTERN_PROPERTIES])
		read_patterns(c, m, values[KEYWORD_PATTERN_PROPERTIES]);
	if (additional)
		m->rest = subschema(c, additional);
	check->members = m;
	return true;
}

/* Schemas. */

/* The schema's keywords, by enum keyword_id, those that its dialect does not know left out. False,
 * after set_fail, where one has a value that it cannot have. */
static bool
read_keywords(struct compiler *c, const struct node **values)
{
	const struct schema *s = c->schema;

	for (const struct node *e = s->node->first; e; e = e->next) {
		enum keyword_id id = keyword_find(e->key->text);
		enum argument argument;

		if (id == KEYWORDS || !(keywords[id].vocabulary & s->resource->vocabularies))
			continue;
		argument = (enum argument)keywords[id].argument;
		if (!fits(argument, e)) {
			set_fail(c->set, s->resource, e, "\"%s\" must be %s", keywords[id].name,
			    argument_words[argument]);
			return false;
		}
		values[id] = e;
	}
	return true;
}

static void
compile_one(struct compiler *c, struct schema *s)
{
	const struct node *values[KEYWORDS] = {NULL};
	bool wanted[KEYWORDS] = {false};

	c->schema = s;
	if (s->node->type != NODE_MAP || !read_keywords(c, values))
		return;
	s->title = node_str(node_get(s->node, S("title")));
	s->description = node_str(node_get(s->node, S("description")));
	s->tracks = values[KEYWORD_UNEVALUATED_ITEMS] || values[KEYWORD_UNEVALUATED_PROPERTIES];
	s->checks = NEW_ARRAY(c->arena, struct check, s->node->n);
	for (int i = 0; i < KEYWORDS; i++)
		if (values[i])
			wanted[keywords[i].leader] = true;
	for (int i = 0; i < KEYWORDS && !c->set->fault.message.p; i++) {
		struct check *check = &s->checks[s->n];

		if (!wanted[i] || !keywords[i].compile)
			continue;
		check->keyword = (enum keyword_id)i;
		check->value = values[i];
		s->n += keywords[i].compile(c, check, values);
	}
}

/* Compiles the dynamic anchors of a resource that comes into use: any $dynamicRef may find them. */
static bool
use_resource(struct compiler *c, struct resource *r)
{
	if (!r->vocabularies && !resource_dialect(c->set, r))
		return false;
	for (; r->n_in_use < r->anchors.n; r->n_in_use++) {
		struct anchor *a = &r->anchors.p[r->n_in_use];

		a->schema = schema_at(c, set_place(c->set, a->node, r));
	}
	return true;
}

/* Endless references: a schema that comes back to itself without having gone into the instance. */

struct visit {
	struct schema *schema;
	size_t next; /* of its in_place to be visited */
};

struct visits {
	struct visit *p;
	size_t n, cap;
};

enum { VISIT_OPEN = 1, VISIT_DONE = 2 };

static bool
visit(struct compiler *c, struct visits *open, struct schema *s)
{
	if (s->visited == VISIT_OPEN)
		set_fail(c->set, s->resource, s->node, "this schema refers to itself without end");
	if (s->visited)
		return s->visited == VISIT_DONE;
	s->visited = VISIT_OPEN;
	*vec_push(c->arena, open) = (struct visit){s, 0};
	return true;
}

static bool
find_loops(struct compiler *c, struct schema *from)
{
	struct visits open = {0};

	if (!visit(c, &open, from))
		return false;
	while (open.n) {
		struct visit *v = &open.p[open.n - 1];

		if (v->next == v->schema->in_place.n) {
			v->schema->visited = VISIT_DONE;
			open.n--;
		} else if (!visit(c, &open, v->schema->in_place.p[v->next++])) {
			return false;
		}
	}
	return true;
}

/* Schemas that only refer to another, as those of properties do that add title and description. A
 * resource with dynamic anchors has to be passed through. */
static void
find_meaning(struct schema *s)
{
	const struct schema *meant = s;

	while (!meant->meant && meant->n == 1 && meant->checks[0].keyword == KEYWORD_REF &&
	       !meant->resource->anchors.n)
		meant = meant->checks[0].schema;
	s->meant = meant->meant ? meant->meant : meant;
}

struct schema *
schema_compile(struct schema_set *set, struct str uri, struct schema_fault *fault)
{
	struct node reference = {.text = uri, .type = NODE_STR};
	struct compiler c = {.set = set, .arena = set->arena};
	struct identifier target = set_resolve(set, NULL, &reference);
	struct schema *schema = target.place ? schema_at(&c, target.place) : NULL;

	for (size_t i = 0; i < c.queue.n && !set->fault.message.p; i++)
		if (use_resource(&c, c.queue.p[i]->resource))
			compile_one(&c, c.queue.p[i]);
	for (size_t i = 0; i < c.queue.n && !set->fault.message.p; i++)
		find_loops(&c, c.queue.p[i]);
	/* From the end, where most of what the others refer to stands. */
	for (size_t i = c.queue.n; i > 0 && !set->fault.message.p; i--)
		find_meaning(c.queue.p[i - 1]);
	*fault = set->fault;
	return set->fault.message.p ? NULL : schema;
}
