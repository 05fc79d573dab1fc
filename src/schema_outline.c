#include "schema_message.h"

/* Schemas looked at for one answer: schemas can refer to each other in very many ways. */
enum { LOOKED_AT = 200, ANY = ON_ANY | TYPE_INTEGER };

static unsigned
bits_of(const struct node *value)
{
	unsigned bit = 1u << value->type;

	return bit & ON_NUMBER ? ON_NUMBER | TYPE_INTEGER : bit;
}

static unsigned
bits_of_all(const struct node *values)
{
	unsigned bits = 0;

	for (const struct node *v = values->first; v; v = v->next)
		bits |= bits_of(v);
	return bits;
}

/* Integers are numbers, as far as a value is one. */
static unsigned
widened(unsigned types)
{
	if (types & TYPE_INTEGER)
		types |= 1u << NODE_INT;
	return (types & ON_NUMBER) == ON_NUMBER ? types | TYPE_INTEGER : types;
}

static unsigned types_of(const struct schema *s, int *left);

static unsigned
types_of_any(const struct schema_list *list, int *left)
{
	unsigned types = 0;

	for (size_t i = 0; i < list->n; i++)
		types |= types_of(list->p[i], left);
	return types;
}

static unsigned
types_of_all(const struct schema_list *list, int *left)
{
	unsigned types = ANY;

	for (size_t i = 0; i < list->n; i++)
		types &= types_of(list->p[i], left);
	return types;
}

static unsigned
types_of_check(const struct check *check, int *left)
{
	switch (check->keyword) {
	case KEYWORD_TYPE:
		return widened(check->types);
	case KEYWORD_CONST:
		return bits_of(check->value);
	case KEYWORD_ENUM:
		return bits_of_all(check->value);
	case KEYWORD_REF:
		return types_of(check->schema, left);
	case KEYWORD_ALL_OF:
		return types_of_all(check->list, left);
	case KEYWORD_ANY_OF:
	case KEYWORD_ONE_OF:
		return types_of_any(check->list, left);
	default:
		return ANY;
	}
}

static unsigned
types_of(const struct schema *s, int *left)
{
	unsigned types = ANY;

	if (s->refuses)
		return 0;
	for (size_t i = 0; i<s->n && * left> 0; i++, --*left)
		types &= types_of_check(&s->checks[i], left);
	return types;
}

/* Takes off the steps of what has been looked at. */
static void
spend(struct run *run, int left)
{
	run_spend(run, (uint64_t)(LOOKED_AT - (left > 0 ? left : 0)) / 4 + 1);
}

unsigned
outline_types(struct run *run, const struct schema *s)
{
	int left = LOOKED_AT;
	unsigned types = types_of(s, &left);

	spend(run, left);
	return types;
}

/* The first answer of a schema and those that it refers to for the same instance. */
typedef const void *answer(const struct schema *s, struct str key);

static const void *
ask(const struct schema *s, struct str key, answer *of, int *left)
{
	const void *found = of(s, key);

	for (size_t i = 0; !found && i < s->n && --*left > 0; i++) {
		const struct check *c = &s->checks[i];

		if (c->keyword == KEYWORD_REF)
			found = ask(c->schema, key, of, left);
		for (size_t j = 0; c->keyword == KEYWORD_ALL_OF && !found && j < c->list->n; j++)
			found = ask(c->list->p[j], key, of, left);
	}
	return found;
}

static const void *
ask_once(struct run *run, const struct schema *s, struct str key, answer *of)
{
	int left = LOOKED_AT;
	const void *found = ask(s, key, of, &left);

	spend(run, left);
	return found;
}

static const void *
values_in(const struct schema *s, struct str key UNUSED)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->checks[i].keyword == KEYWORD_CONST || s->checks[i].keyword == KEYWORD_ENUM)
			return &s->checks[i];
	return NULL;
}

static const void *
property_in(const struct schema *s, struct str key)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct member *row = s->checks[i].keyword == KEYWORD_PROPERTIES
					       ? members_find(s->checks[i].members, key)
					       : NULL;

		if (row)
			return row->schema;
	}
	return NULL;
}

static const void *
required_in(const struct schema *s, struct str key UNUSED)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->checks[i].keyword == KEYWORD_REQUIRED)
			return s->checks[i].names;
	return NULL;
}

static const void *
title_in(const struct schema *s, struct str key UNUSED)
{
	return s->title.n ? s : NULL;
}

const struct check *
outline_values(struct run *run, const struct schema *s)
{
	return ask_once(run, s, S(""), values_in);
}

const struct schema *
outline_property(struct run *run, const struct schema *s, struct str key)
{
	return ask_once(run, s, key, property_in);
}

const struct name_list *
outline_required(struct run *run, const struct schema *s)
{
	return ask_once(run, s, S(""), required_in);
}

struct str
outline_title(struct run *run, const struct schema *s)
{
	const struct schema *titled = ask_once(run, s, S(""), title_in);

	return titled ? words_title(run, titled) : (struct str){NULL, 0};
}

static struct str
title_words(struct run *run, struct str title, unsigned types)
{
	if (types != ON_SEQ || str_starts(title, S("list")))
		return words_article(run, title);
	return str_ends(title, S("s")) ? str_fmt(run->arena, "a list of %.*s", SV(title))
				       : str_fmt(run->arena, "a list (%.*s)", SV(title));
}

struct str
outline_words(struct run *run, const struct schema *s)
{
	const struct check *values = outline_values(run, s);
	struct str title = outline_title(run, s);
	const struct name_list *required;
	unsigned types;

	if (values)
		return words_values(run, values);
	types = outline_types(run, s);
	if (title.n)
		return title_words(run, title, types);
	required = types == ANY || types == ON_MAP ? outline_required(run, s) : NULL;
	if (required && required->n)
		return str_fmt(run->arena, "a mapping with %.*s", SV(words_names(run, required)));
	return types == ANY ? (struct str){NULL, 0} : words_types(run, types);
}
