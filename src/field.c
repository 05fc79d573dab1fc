#include "field.h"

#include <math.h>
#include <string.h>

#include "date.h"

/* Any LIST, syms, refs, texts or values: a pointer and a count. */
struct any_list {
	void *p;
	uint32_t n;
};

struct reader {
	struct arena *arena;
	struct intern *intern;
};

bool
key_is_private(struct str key)
{
	return str_starts(key, S("x-"));
}

struct ref
ref_parse(struct str s, struct intern *in)
{
	struct str kind, id;
	struct ref ref = {0};

	if (!str_cut(&kind, &id, s, ':'))
		return ref;
	ref.kind = kind_of(kind);
	ref.id = ref.kind ? intern(in, id) : 0;
	return ref;
}

static bool
fits(const struct field *f, const struct node *value)
{
	switch ((enum field_type)f->type) {
	case FIELD_ONE:
	case FIELD_MAP:
	case FIELD_VALUES:
	case FIELD_DATES:
		return value->type == NODE_MAP;
	case FIELD_LIST:
		return value->type == NODE_SEQ;
	case FIELD_SYM:
	case FIELD_TEXT:
	case FIELD_PROSE:
		return value->type == NODE_STR;
	default:
		return true;
	}
}

const struct field *
field_of(const struct table *t, struct str key, const struct node *value)
{
	const struct field *first = NULL;

	for (size_t i = 0; i < t->n; i++) {
		const struct field *f = &t->fields[i];

		if (!str_is(key, f->key))
			continue;
		if (!first)
			first = f;
		if (fits(f, value))
			return f;
	}
	return first;
}

/* What each type reads as where it is absent and not all zeroes. */
static void
set_defaults(char *to, const struct table *t)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct field *f = &t->fields[i];

		if (f->type == FIELD_DATE)
			memcpy(to + f->offset, &(int32_t){DATE_NONE}, sizeof(int32_t));
		else if (f->type == FIELD_NUMBER)
			memcpy(to + f->offset, &(double){NAN}, sizeof(double));
		else if (f->type == FIELD_BOOL)
			to[f->offset] = -1;
	}
}

static uint32_t
read_sym(struct reader *r, const struct node *n)
{
	return n->type == NODE_STR ? intern(r->intern, n->text) : 0;
}

static void
read_syms(struct syms *to, struct reader *r, const struct node *n)
{
	const struct node *e = n->type == NODE_SEQ ? n->first : n;

	*to = (struct syms){NEW_ARRAY(r->arena, uint32_t, n->type == NODE_SEQ ? n->n : 1), 0};
	for (; e; e = n->type == NODE_SEQ ? e->next : NULL)
		if (e->type == NODE_STR)
			to->p[to->n++] = read_sym(r, e);
}

static void
read_refs(struct refs *to, struct reader *r, const struct node *n)
{
	if (n->type != NODE_SEQ)
		return;
	*to = (struct refs){NEW_ARRAY(r->arena, struct ref, n->n), 0};
	for (const struct node *e = n->first; e; e = e->next) {
		struct ref ref = ref_parse(node_str(e), r->intern);

		if (ref.kind)
			to->p[to->n++] = ref;
	}
}

static void
read_texts(struct texts *to, struct reader *r, const struct node *n)
{
	if (n->type != NODE_SEQ)
		return;
	*to = (struct texts){NEW_ARRAY(r->arena, struct str, n->n), 0};
	for (const struct node *e = n->first; e; e = e->next)
		if (e->type == NODE_STR)
			to->p[to->n++] = str_dup(r->arena, e->text);
}

static double
value_number(const struct node *n)
{
	if (n->type == NODE_BOOL)
		return (n->text.p[0] | 0x20) == 't';
	return node_number(n);
}

static void
read_values(struct values *to, struct reader *r, const struct node *n, bool dates)
{
	if (n->type != NODE_MAP)
		return;
	*to = (struct values){NEW_ARRAY(r->arena, struct value, n->n), 0};
	for (const struct node *e = n->first; e; e = e->next) {
		int32_t day = DATE_NONE;

		if (key_is_private(e->key->text))
			continue;
		if (dates && !date_parse(&day, node_str(e)))
			continue;
		to->p[to->n++] = (struct value){intern(r->intern, e->key->text),
		    e->type == NODE_BOOL, dates ? (double)day : value_number(e)};
	}
}

static uint8_t
read_enum(const char *const *words, const struct node *n)
{
	for (uint8_t i = 0; words[i]; i++)
		if (n->type == NODE_STR && str_is(n->text, words[i]))
			return (uint8_t)(i + 1);
	return 0;
}

static void read_struct(char *to, const struct table *t, const struct node *map, struct reader *r);

static void
read_entries(struct any_list *to, const struct field *f, const struct node *n, struct reader *r)
{
	enum node_type wanted = f->type == FIELD_MAP ? NODE_MAP : NODE_SEQ;
	char *entry;

	if (n->type != wanted)
		return;
	entry = arena_alloc(r->arena, n->n * f->of->size);
	*to = (struct any_list){entry, 0};
	for (const struct node *e = n->first; e; e = e->next) {
		if (e->type != NODE_MAP || (f->type == FIELD_MAP && key_is_private(e->key->text)))
			continue;
		read_struct(entry, f->of, e, r);
		if (f->type == FIELD_MAP)
			memcpy(entry, &(uint32_t){intern(r->intern, e->key->text)},
			    sizeof(uint32_t));
		entry += f->of->size;
		to->n++;
	}
}

static void
read_one(char *to, const struct field *f, const struct node *n, struct reader *r)
{
	char *one;

	if (n->type != NODE_MAP)
		return;
	one = arena_alloc(r->arena, f->of->size);
	read_struct(one, f->of, n, r);
	memcpy(to, &one, sizeof one);
}

static void
read_field(char *to, const struct field *f, const struct node *n, struct reader *r)
{
	switch ((enum field_type)f->type) {
	case FIELD_SYM:
		*(uint32_t *)(void *)to = read_sym(r, n);
		break;
	case FIELD_SYMS:
		read_syms((struct syms *)(void *)to, r, n);
		break;
	case FIELD_REF:
		*(struct ref *)(void *)to = ref_parse(node_str(n), r->intern);
		break;
	case FIELD_REFS:
		read_refs((struct refs *)(void *)to, r, n);
		break;
	case FIELD_TEXT:
		if (n->type == NODE_STR)
			*(struct str *)(void *)to = str_dup(r->arena, n->text);
		break;
	case FIELD_TEXTS:
		read_texts((struct texts *)(void *)to, r, n);
		break;
	case FIELD_PROSE:
		if (n->type == NODE_STR)
			*(struct prose *)(void *)to = (struct prose){n->from, n->to};
		break;
	case FIELD_DATE:
		date_parse((int32_t *)(void *)to, node_str(n));
		break;
	case FIELD_NUMBER:
		*(double *)(void *)to = node_number(n);
		break;
	case FIELD_BOOL:
		if (n->type == NODE_BOOL)
			*to = (char)value_number(n);
		break;
	case FIELD_ENUM:
		*(uint8_t *)to = read_enum(f->words, n);
		break;
	case FIELD_ONE:
		read_one(to, f, n, r);
		break;
	case FIELD_MAP:
	case FIELD_LIST:
		read_entries((struct any_list *)(void *)to, f, n, r);
		break;
	case FIELD_VALUES:
	case FIELD_DATES:
		read_values((struct values *)(void *)to, r, n, f->type == FIELD_DATES);
		break;
	case FIELD_PROSES:
	case FIELD_TREE:
		break;
	}
}

static void
read_struct(char *to, const struct table *t, const struct node *map, struct reader *r)
{
	set_defaults(to, t);
	if (!map || map->type != NODE_MAP)
		return;
	/* A key may stand here twice: the last one counts. */
	for (const struct node *e = map->first; e; e = e->next) {
		const struct field *f = e->refused ? NULL : field_of(t, e->key->text, e);

		if (f)
			read_field(to + f->offset, f, e, r);
	}
}

void
fields_read(void *to, const struct table *t, const struct node *map, struct arena *a,
    struct intern *in)
{
	struct reader r = {a, in};

	read_struct(to, t, map, &r);
}

/* Visiting. */

struct visit {
	field_visitor *visit;
	void *ctx;
};

static void visit_struct(const char *from, const struct table *t, const struct field_path *above,
    const struct visit *v);

static void
visit_entries(const char *at, const struct field *f, const struct field_path *above,
    const struct visit *v)
{
	const struct any_list *list = (const void *)at;

	for (uint32_t i = 0; i < list->n; i++) {
		const char *entry = (const char *)list->p + i * f->of->size;
		struct field_path path = {above, f, 0, i};

		if (f->type == FIELD_MAP)
			memcpy(&path.key, entry, sizeof path.key);
		if (f->type == FIELD_MAP && f->refers)
			v->visit(v->ctx, (struct ref){KIND_NONE, path.key}, &path);
		visit_struct(entry, f->of, &path, v);
	}
}

static void
visit_values(const char *at, const struct field *f, const struct field_path *above,
    const struct visit *v)
{
	const struct values *values = (const void *)at;

	for (uint32_t i = 0; i < values->n; i++)
		v->visit(v->ctx, (struct ref){KIND_NONE, values->p[i].key},
		    &(struct field_path){above, f, values->p[i].key, i});
}

static void
visit_syms(const char *at, const struct field *f, const struct field_path *above,
    const struct visit *v)
{
	const struct syms *syms = (const void *)at;

	for (uint32_t i = 0; i < syms->n; i++)
		v->visit(v->ctx, (struct ref){KIND_NONE, syms->p[i]},
		    &(struct field_path){above, f, 0, i});
}

static void
visit_refs(const char *at, const struct field *f, const struct field_path *above,
    const struct visit *v)
{
	const struct refs *refs = (const void *)at;

	for (uint32_t i = 0; i < refs->n; i++)
		v->visit(v->ctx, refs->p[i], &(struct field_path){above, f, 0, i});
}

/* A field that refers to something, or whose entries may. */
static void
visit_field(const char *at, const struct field *f, const struct field_path *above,
    const struct visit *v)
{
	struct field_path path = {above, f, 0, UINT32_MAX};
	const char *one;

	switch ((enum field_type)f->type) {
	case FIELD_SYM:
		if (*(const uint32_t *)(const void *)at)
			v->visit(v->ctx,
			    (struct ref){KIND_NONE, *(const uint32_t *)(const void *)at}, &path);
		break;
	case FIELD_REF:
		if (((const struct ref *)(const void *)at)->kind)
			v->visit(v->ctx, *(const struct ref *)(const void *)at, &path);
		break;
	case FIELD_SYMS:
		visit_syms(at, f, above, v);
		break;
	case FIELD_REFS:
		visit_refs(at, f, above, v);
		break;
	case FIELD_VALUES:
	case FIELD_DATES:
		visit_values(at, f, above, v);
		break;
	case FIELD_MAP:
	case FIELD_LIST:
		visit_entries(at, f, above, v);
		break;
	case FIELD_ONE:
		memcpy(&one, at, sizeof one);
		if (one)
			visit_struct(one, f->of, &path, v);
		break;
	default:
		break;
	}
}

static void
visit_struct(const char *from, const struct table *t, const struct field_path *above,
    const struct visit *v)
{
	for (const struct field *f = t->fields; f < t->fields + t->n; f++)
		if (f->refers || f->of)
			visit_field(from + f->offset, f, above, v);
}

void
fields_visit(const void *from, const struct table *t, field_visitor *visit, void *ctx)
{
	struct visit v = {visit, ctx};

	visit_struct(from, t, NULL, &v);
}

struct str
field_pointer(const struct field_path *path, const struct intern *in, struct arena *a)
{
	struct str above = path->above ? field_pointer(path->above, in, a) : S("");

	if (path->key)
		return str_fmt(a, "%.*s/%s/%.*s", SV(above), path->field->key,
		    SV(node_token(a, intern_str(in, path->key))));
	if (path->index != UINT32_MAX)
		return str_fmt(a, "%.*s/%s/%u", SV(above), path->field->key, path->index);
	return str_fmt(a, "%.*s/%s", SV(above), path->field->key);
}

/* Does reading a list keep this entry? */
static bool
is_kept(const struct field *f, const struct node *e)
{
	struct str kind, id;

	switch ((enum field_type)f->type) {
	case FIELD_LIST:
		return e->type == NODE_MAP;
	case FIELD_SYMS:
	case FIELD_TEXTS:
		return e->type == NODE_STR;
	case FIELD_REFS:
		return str_cut(&kind, &id, node_str(e), ':') && kind_of(kind) != KIND_NONE;
	default:
		return true;
	}
}

/* The token of the entry which is number `token` of those that reading a list keeps. */
static struct str
kept_token(struct arena *a, const struct field *f, const struct node *list, struct str token)
{
	double number;
	uint32_t i = 0;

	if (!str_number(&number, token))
		return token;
	for (const struct node *e = list->first; e; e = e->next, i++)
		if (is_kept(f, e) && number-- <= 0)
			return str_fmt(a, "%u", i);
	return token;
}

struct node *
field_node(struct str *pointer, const struct table *t, struct node *root, struct arena *a)
{
	struct str rest = *pointer, at = S("");
	const struct field *f =
	    NULL; /* the node is its collection; NULL: a struct of t, or a leaf */
	struct node *n = root, *next = root;

	while (rest.n && next) {
		struct str token = str_sub(rest, 1, rest.n);

		token = str_sub(token, 0, str_index(token, '/'));
		rest = str_sub(rest, token.n + 1, rest.n);
		n = next;
		if (f && n->type != NODE_SEQ && n->type != NODE_MAP)
			continue;
		token = f && n->type == NODE_SEQ ? kept_token(a, f, n, token) : token;
		next = node_step(n, token);
		at = JOIN(a, at, S("/"), token);
		if (f || !t || !next) {
			f = NULL;
			continue;
		}
		f = field_of(t, next->key->text, next);
		t = f ? f->of : NULL;
		f = f && f->type == FIELD_ONE ? NULL : f;
	}
	*pointer = JOIN(a, at, rest);
	return next ? next : n;
}
