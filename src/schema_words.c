#include <ctype.h>
#include <string.h>

#include "schema_message.h"

const struct frame *
frame_entered(const struct frame *f)
{
	while (f->up && !f->entry)
		f = f->up;
	return f;
}

unsigned
frame_level(const struct frame *f)
{
	unsigned level = 0;

	for (f = frame_entered(f); f->up; f = frame_entered(f->up))
		level++;
	return level;
}

struct str
words_quoted(struct run *run, struct str s)
{
	enum { MOST = 40 };
	struct str rest = s, kept;
	size_t n = 0;

	while (rest.n && n++ < MOST && rest.p[0] != '\n')
		utf8_next(&rest);
	kept = str_sub(s, 0, s.n - rest.n);
	return str_fmt(run->arena, "\"%.*s%s\"", SV(kept), str_trim(rest).n ? "..." : "");
}

struct str
words_value(struct run *run, const struct node *n)
{
	if (n->type == NODE_STR)
		return words_quoted(run, n->text);
	if (n->type == NODE_INT || n->type == NODE_FLOAT || n->type == NODE_BOOL)
		return str_sub(n->text, 0, 60);
	return str_of(node_type_name((enum node_type)n->type));
}

struct str
words_subject(struct run *run, const struct frame *f)
{
	const struct frame *at = frame_entered(f);
	struct str of;

	if (!at->up)
		return at->schema->title.p ? words_title(run, at->schema) : S("the file");
	if (at->keyword == KEYWORD_PROPERTY_NAMES)
		return str_fmt(run->arena, "key %.*s", SV(words_quoted(run, at->name)));
	if (at->name.p)
		return words_quoted(run, at->name);
	if (!frame_entered(at->up)->up)
		return str_fmt(run->arena, "item %u", at->index + 1);
	of = words_subject(run, at->up);
	return str_fmt(run->arena, "item %u of %.*s", at->index + 1, SV(of));
}

struct str
words_mapping(struct run *run, const struct frame *f)
{
	const struct frame *at = frame_entered(f);
	bool chosen = at->entry && at->name.p && at->keyword != KEYWORD_PROPERTIES;
	struct str title = {NULL, 0};

	for (; !title.p && f != at->up; f = f->up)
		title = words_title(run, f->schema);
	if (!title.p)
		return words_subject(run, at);
	if (!chosen)
		return title;
	return str_fmt(run->arena, "%.*s %.*s", SV(title), SV(words_quoted(run, at->name)));
}

static struct str
token(struct run *run, const struct frame *f)
{
	return f->name.p ? node_token(run->arena, f->name) : str_fmt(run->arena, "%u", f->index);
}

struct str
words_pointer(struct run *run, const struct frame *f)
{
	size_t n_parts = (size_t)frame_level(f) * 2, n = n_parts;
	struct str *parts = NEW_ARRAY(run->arena, struct str, n);

	for (f = frame_entered(f); n; f = frame_entered(f->up)) {
		parts[--n] = token(run, f);
		parts[--n] = S("/");
	}
	return str_join(run->arena, n_parts, parts);
}

struct str
words_uncapitalised(struct run *run, struct str s)
{
	char *copy;

	if (!s.n || !isupper((unsigned char)s.p[0]) ||
	    (s.n > 1 && !islower((unsigned char)s.p[1]) && s.p[1] != ' '))
		return s;
	copy = str_c(run->arena, s);
	copy[0] = (char)tolower((unsigned char)copy[0]);
	return (struct str){copy, s.n};
}

struct str
words_title(struct run *run, const struct schema *s)
{
	struct str title = str_sub(s->title, 0, str_index(s->title, '\n'));

	return s->title.p ? words_uncapitalised(run, title) : s->title;
}

struct str
words_article(struct run *run, struct str noun)
{
	bool vowel = noun.n && strchr("aeiouAEIOU", noun.p[0]);

	return str_fmt(run->arena, "%s %.*s", vowel ? "an" : "a", SV(noun));
}

struct str
words_sentence(struct str text)
{
	struct str s = str_sub(text, 0, str_index(text, '\n'));
	size_t end = str_find(s, S(". "));

	s = str_sub(s, 0, end);
	return str_ends(s, S(".")) ? str_sub(s, 0, s.n - 1) : s;
}

void
words_add(struct run *run, struct str *list, const char *between, struct str part)
{
	*list = list->n ? str_fmt(run->arena, "%.*s%s%.*s", SV(*list), between, SV(part)) : part;
}

struct str
words_names(struct run *run, const struct name_list *names)
{
	enum { MOST = 30 };
	struct str list = {NULL, 0};

	for (size_t i = 0; i < names->n && i < MOST; i++)
		words_add(run, &list, i + 1 < names->n ? ", " : " and ",
		    words_quoted(run, names->p[i]));
	return names->n > MOST ? str_fmt(run->arena, "%.*s and %zu more", SV(list), names->n - MOST)
			       : list;
}

void
words_push(struct run *run, struct name_list *list, struct str part)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->p[i], part))
			return;
	*vec_push(run->arena, list) = part;
}

struct str
words_either(struct run *run, const struct name_list *list)
{
	enum { MOST = 30 };
	struct str words = {NULL, 0}, last = {NULL, 0};

	/* What is itself "a or b" comes last. */
	for (size_t i = 0; i < list->n && i < MOST; i++)
		if (str_find(list->p[i], S(" or ")) < list->p[i].n)
			words_add(run, &last, ", ", list->p[i]);
		else
			words_add(run, &words, i + 1 == list->n && !last.n ? " or " : ", ",
			    list->p[i]);
	if (last.n)
		words_add(run, &words, ", ", last);
	return list->n > MOST ? JOIN(run->arena, words, S(", ...")) : words;
}

struct str
words_values(struct run *run, const struct check *values)
{
	enum { MOST = 30, LONGEST = 100 };
	const struct node *v = values->value;
	struct str list = {NULL, 0};

	if (values->keyword == KEYWORD_CONST)
		return words_value(run, v);
	if (v->n < 2)
		return v->n ? words_value(run, v->first) : S("left out");
	v = v->first;
	for (int i = 0; v && i < MOST; v = v->next, i++)
		words_add(run, &list, ", ",
		    v->type == NODE_STR ? utf8_head(v->text, LONGEST) : words_value(run, v));
	return str_fmt(run->arena, "one of %.*s%s", SV(list), v ? ", ..." : "");
}

struct str
words_types(struct run *run, unsigned types)
{
	static const struct {
		unsigned bits;
		const char *words;
	} all[] = {
	    {ON_STR, "a string"},
	    {ON_NUMBER, "a number"},
	    {TYPE_INTEGER, "a whole number"},
	    {ON_BOOL, "true or false"},
	    {ON_SEQ, "a list"},
	    {ON_MAP, "a mapping"},
	    {ON_NULL, "empty"},
	};
	struct name_list list = {0};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if ((types & all[i].bits) == all[i].bits &&
		    !(all[i].bits == TYPE_INTEGER && (types & ON_NUMBER) == ON_NUMBER))
			words_push(run, &list, str_of(all[i].words));
	return words_either(run, &list);
}

static void
add_keys(struct run *run, struct name_list *names, const struct schema *s, int depth)
{
	enum { MOST = 500, DEEPEST = 8 };

	for (size_t i = 0; i < s->n; i++) {
		const struct node *properties = node_get(s->node, S("properties"));

		if (s->checks[i].keyword != KEYWORD_PROPERTIES || !properties)
			continue;
		for (const struct node *e = properties->first; e && names->n < MOST; e = e->next)
			if (e->type != NODE_BOOL || str_is(e->text, "true"))
				*vec_push(run->arena, names) = e->key->text;
	}
	for (size_t i = 0; depth > 0 && depth < DEEPEST && i < s->in_place.n; i++)
		add_keys(run, names, s->in_place.p[i], depth + 1);
}

struct name_list
words_keys(struct run *run, const struct schema *s, bool deep)
{
	struct name_list names = {0};

	add_keys(run, &names, s, deep);
	return names;
}
