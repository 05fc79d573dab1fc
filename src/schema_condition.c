#include "schema_message.h"

/* Does a schema between a frame and the one that applied it have a name for what it describes? */
static bool
is_titled(const struct frame *f, const struct frame *top)
{
	for (; f != top; f = f->up)
		if (f->schema->title.n)
			return true;
	return top->schema->title.n > 0;
}

/* What a property has to be; p is NULL where there are no words for it. */
static struct str
property_words(struct run *run, struct str key, const struct schema *s)
{
	const struct check *values = outline_values(run, s);

	if (!values || s->n > 2)
		return (struct str){NULL, 0};
	return str_fmt(run->arena, "%.*s is %.*s", SV(words_quoted(run, key)),
	    SV(words_values(run, values)));
}

/* The properties of which a test says what they are, and those that it only wants to be there; p is NULL
 * where it says more than there are words for. */
static struct str
test_words(struct run *run, const struct schema *test)
{
	enum { MOST = 3 };
	const struct node *properties = node_get(test->node, S("properties"));
	const struct name_list *required = outline_required(run, test);
	struct str list = {NULL, 0}, none = list;

	for (size_t i = 0; i < test->n; i++)
		if (test->checks[i].keyword != KEYWORD_PROPERTIES &&
		    test->checks[i].keyword != KEYWORD_REQUIRED &&
		    test->checks[i].keyword != KEYWORD_TYPE)
			return none;
	if ((properties && properties->n > MOST) || (required && required->n > MOST))
		return none;
	for (const struct node *e = properties ? properties->first : NULL; e; e = e->next) {
		const struct schema *s = outline_property(run, test, e->key->text);
		struct str one = s ? property_words(run, e->key->text, s) : none;

		if (!one.p)
			return none;
		words_add(run, &list, " and ", one);
	}
	for (size_t i = 0; required && i < required->n; i++)
		if (!properties || !node_get(properties, required->p[i]))
			words_add(run, &list, " and ",
			    str_fmt(run->arena, "%.*s is there",
				SV(words_quoted(run, required->p[i]))));
	return list;
}

static const struct check *
find_if(const struct schema *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->checks[i].keyword == KEYWORD_IF)
			return &s->checks[i];
	return NULL;
}

/* Of the frame that if or dependentSchemas made. */
static struct str
frame_words(struct run *run, const struct frame *f)
{
	const struct check *check = find_if(f->up->schema);
	struct str words;

	if (f->keyword == KEYWORD_DEPENDENT_SCHEMAS)
		return str_fmt(run->arena, "where %.*s is there", SV(words_quoted(run, f->name)));
	words = check ? test_words(run, check->condition->test) : (struct str){NULL, 0};
	if (!words.p)
		return words;
	return JOIN(run->arena, f->keyword == KEYWORD_THEN ? S("where ") : S("unless "), words);
}

struct str
condition_words(struct run *run, const struct frame *f)
{
	unsigned entered = 0;

	for (const struct frame *at = f; at->up && entered < 2; at = at->up) {
		if (at->keyword == KEYWORD_THEN || at->keyword == KEYWORD_ELSE ||
		    (at->keyword == KEYWORD_DEPENDENT_SCHEMAS && entered &&
			!str_eq(at->name, frame_entered(f)->name)))
			return is_titled(f, at) ? (struct str){NULL, 0} : frame_words(run, at);
		entered += at->entry;
	}
	return (struct str){NULL, 0};
}
