#include <string.h>

#include "schema_message.h"

/* Bytes of a value that a remedy writes out, at most. */
enum { LONGEST = 60 };

bool
remedy_would_do(struct run *run, const struct frame *f, const struct node *instead)
{
	struct failures *failures = run->failures;
	struct frame other = *frame_entered(f);
	bool accepts;

	other.node = instead;
	other.seen = NULL;
	run->failures = NULL;
	accepts = frame_accepts(run, &other);
	run->failures = failures;
	return accepts;
}

/* The same of a text as a plain scalar, and of a string. */
static bool
plain_would_do(struct run *run, const struct frame *f, struct str text)
{
	struct node plain = *f->node;

	plain.text = text;
	plain.type = (uint8_t)plain_type(text);
	return remedy_would_do(run, f, &plain);
}

bool
remedy_string_would_do(struct run *run, const struct frame *f, struct str text)
{
	struct node string = *f->node;

	string.text = text;
	string.type = NODE_STR;
	return remedy_would_do(run, f, &string);
}

static bool
list_would_do(struct run *run, const struct frame *f)
{
	struct node item = *f->node, list = *f->node;

	item.next = item.key = NULL;
	list.type = NODE_SEQ;
	list.first = &item;
	list.n = 1;
	return remedy_would_do(run, f, &list);
}

/* The key that a value stands behind; p is NULL where that is none to write down. */
static struct str
key_of(const struct frame *f)
{
	const struct frame *at = frame_entered(f);

	return at->name.n <= 40 && at->keyword != KEYWORD_PROPERTY_NAMES ? at->name
									 : (struct str){NULL, 0};
}

/* A word that can be written in a flow list as it is. */
static bool
is_plain_word(struct str s)
{
	static const char plain[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/@+";

	if (s.n > 40)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!memchr(plain, s.p[i], sizeof plain - 1))
			return false;
	return s.n > 0 && s.p[0] != '@' && s.p[0] != '-' && plain_type(s) == NODE_STR;
}

/* Is the document JSON, or written like it? */
static bool
is_flow(const struct run *run)
{
	return run->root->style == STYLE_FLOW;
}

static struct str
key_and_value(struct run *run, struct str key, struct str value)
{
	return is_flow(run) ? str_fmt(run->arena, "write \"%.*s\": %.*s", SV(key), SV(value))
			    : str_fmt(run->arena, "write %.*s: %.*s", SV(key), SV(value));
}

struct str
remedy_list(struct run *run, const struct frame *f)
{
	struct arena *a = &run->scratch->arena;
	struct str words = {NULL, 0}, rest = f->node->text, word;
	struct node list = *f->node, **end = &list.first;

	if (rest.n > LONGEST)
		return words;
	list.type = NODE_SEQ;
	for (list.n = 0; rest.n; list.n++) {
		str_cut(&word, &rest, rest, ',');
		word = str_trim(word);
		if (!is_plain_word(word))
			return (struct str){NULL, 0};
		words_add(run, &words, ", ", is_flow(run) ? words_quoted(run, word) : word);
		*end = NEW(a, struct node);
		**end = (struct node){.type = NODE_STR, .text = word};
		end = &(*end)->next;
	}
	*end = NULL;
	if (!list.n || !remedy_would_do(run, f, &list))
		return (struct str){NULL, 0};
	words = str_fmt(run->arena, "[%.*s]", SV(words));
	return key_of(f).p ? key_and_value(run, key_of(f), words) : words;
}

/* The keys that a mapping in this place may have, in the order of its schema. */
static struct str
keys_help(struct run *run, const struct schema *s)
{
	enum { MOST = 20 };
	struct name_list keys = words_keys(run, s, false);

	const char *how = is_flow(run) ? "write its keys and values between braces"
				       : "write its keys on the lines below, indented";

	if (!keys.n || keys.n > MOST)
		return str_of(how);
	return str_fmt(run->arena, "%s: %.*s", how, SV(words_names(run, &keys)));
}

/* May the mapping be without the key of this instance? */
static bool
is_optional(struct run *run, const struct frame *f)
{
	struct str key = frame_entered(f)->name;

	for (f = frame_entered(f)->up; f; f = f->entry ? NULL : f->up) {
		const struct name_list *required = outline_required(run, f->schema);

		for (size_t i = 0; required && i < required->n; i++)
			if (str_eq(required->p[i], key))
				return false;
	}
	return true;
}

struct str
remedy_empty(struct run *run, const struct frame *f, const char *verb)
{
	if (!key_of(f).p)
		return (struct str){NULL, 0};
	return str_fmt(run->arena, "%s one%s", verb,
	    is_optional(run, f) ? ", or remove the key" : "");
}

/* The number with which a text begins; empty where there is none. */
static struct str
leading_number(struct str s)
{
	size_t n = 0;

	while (n < s.n && memchr("0123456789.-", s.p[n], 12))
		n++;
	s = str_sub(s, 0, n);
	return plain_type(s) == NODE_INT || plain_type(s) == NODE_FLOAT ? s : S("");
}

/* What people and other versions of YAML write for true and false. */
static struct str
meant_bool(struct str s)
{
	static const char *const words[][6] = {
	    {"false", "no", "off", "n", "none", "0"},
	    {"true", "yes", "on", "y", "ok", "1"},
	};
	char lower[8];

	if (s.n >= sizeof lower)
		return S("");
	for (size_t i = 0; i < s.n; i++)
		lower[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] | 0x20 : s.p[i]);
	for (int truth = 0; truth < 2; truth++)
		for (int i = 0; i < 6; i++)
			if (str_is((struct str){lower, s.n}, words[truth][i]))
				return str_of(words[truth][0]);
	return S("");
}

/* A scalar where something else belongs. */
static struct str
remedy_scalar(struct run *run, unsigned types, const struct frame *f, struct str key)
{
	struct str text = f->node->text, number = leading_number(text), list, boolean;

	if (types & ON_STR && f->node->type < NODE_STR)
		return remedy_string_would_do(run, f, text)
			   ? key_and_value(run, key, str_fmt(run->arena, "\"%.*s\"", SV(text)))
			   : S("");
	if (types & (ON_NUMBER | TYPE_INTEGER) && number.n && plain_would_do(run, f, number))
		return number.n == text.n
			   ? key_and_value(run, key, number)
			   : str_fmt(run->arena, "write the number alone: %.*s", SV(number));
	boolean = types & ON_BOOL ? meant_bool(text) : S("");
	if (boolean.n && plain_would_do(run, f, boolean))
		return key_and_value(run, key, boolean);
	list = types & ON_SEQ ? remedy_list(run, f) : S("");
	if (list.n || !(types & ON_SEQ) || !list_would_do(run, f))
		return list;
	return is_flow(run) ? S("put it between brackets")
			    : S("write each item on a line of its own, behind a dash");
}

/* A list where a mapping with keys of one's own belongs: of names, or of what has none. */
static struct str
remedy_names(const struct node *list, bool flow)
{
	bool names = list->first && list->first->type == NODE_STR;

	if (flow)
		return names
			   ? S("write each item as a key, a colon and what belongs to it, in braces")
			   : S("give each item a name and a colon, and put braces around them");
	return names
		   ? S("write each item as a key: no dash, a colon behind it, what belongs to it below")
		   : S("give each item a name: write it, with a colon, in place of the dash");
}

/* A list or a mapping where something else belongs. */
static struct str
remedy_collection(struct run *run, unsigned types, const struct frame *f)
{
	const struct node *n = f->node;

	bool flow = n->style == STYLE_FLOW;

	if (n->type == NODE_MAP && types & ON_SEQ && list_would_do(run, f))
		return flow ? S("put it between brackets")
			    : S("put \"- \" before its first key, and indent the others as far");
	if (n->type == NODE_SEQ && types & ON_MAP && !outline_required(run, f->schema) &&
	    !words_keys(run, f->schema, true).n)
		return remedy_names(n, flow);
	if (n->type == NODE_SEQ && n->n == 1 && remedy_would_do(run, f, n->first))
		return flow ? S("write the item alone, without brackets")
			    : S("write the item alone, without the dash");
	return types & (ON_STR | ON_NUMBER | TYPE_INTEGER | ON_BOOL) && !(types & (ON_SEQ | ON_MAP))
		   ? S("write a single value")
		   : S("");
}

struct str
remedy_bounds(struct run *run, const struct frame *f)
{
	const struct node *least = NULL, *most = NULL;

	for (size_t i = 0; i < f->schema->n; i++) {
		const struct check *c = &f->schema->checks[i];

		least = c->keyword == KEYWORD_MINIMUM ? c->value : least;
		most = c->keyword == KEYWORD_MAXIMUM ? c->value : most;
	}
	return least && most ? str_fmt(run->arena, "write a number from %.*s to %.*s",
				   SV(words_value(run, least)), SV(words_value(run, most)))
			     : S("");
}

struct str
remedy_description(struct run *run, const struct frame *f, bool all)
{
	enum { MOST = 240 };
	struct str found = {NULL, 0}, key = key_of(f);

	/* The place's own words come before those of schemas that it refers to. */
	for (;; f = f->up) {
		struct str text = f->schema->description;

		if (text.n)
			found = all && text.n <= MOST && str_index(text, '\n') == text.n
				    ? text
				    : words_sentence(text);
		if (f->entry || !f->up)
			break;
	}
	if (str_ends(found, S(".")))
		found = str_sub(found, 0, found.n - 1);
	if (!found.n || !key.p)
		return found.n ? words_uncapitalised(run, found) : (struct str){NULL, 0};
	return str_fmt(run->arena, "%.*s: %.*s", SV(key), SV(found));
}

struct str
remedy_type(struct run *run, unsigned types, const struct frame *f)
{
	const struct node *n = f->node;
	struct str key = key_of(f), help = S("");

	if (n->type == NODE_NULL)
		return remedy_empty(run, f, "write");
	if (n->type == NODE_SEQ || n->type == NODE_MAP)
		help = remedy_collection(run, types, f);
	else if (key.p && n->text.n <= LONGEST)
		help = remedy_scalar(run, types, f, key);
	else if (types & ON_STR && n->type < NODE_STR)
		help = S("put quotes around it");
	if (!help.n && (types & (ON_ANY | TYPE_INTEGER)) == ON_MAP)
		help = keys_help(run, f->schema);
	return help;
}

const char *
remedy_hint(struct run *run, unsigned types, const struct frame *f)
{
	const struct node *n = f->node;
	enum node_type plain;

	if (n->type != NODE_NULL && n->type <= NODE_FLOAT)
		return types & ON_STR && remedy_string_would_do(run, f, n->text) ? ": quote it"
										 : "";
	if (n->type != NODE_STR || n->style == STYLE_PLAIN)
		return "";
	plain = plain_type(n->text);
	if ((types & (ON_NUMBER | TYPE_INTEGER) && (plain == NODE_INT || plain == NODE_FLOAT)) ||
	    (types & ON_BOOL && plain == NODE_BOOL))
		return plain_would_do(run, f, n->text) ? ": remove the quotes" : "";
	return "";
}
