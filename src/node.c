#include "node.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "json.h"

struct node *
node_get(const struct node *map, struct str key)
{
	if (!map || map->type != NODE_MAP)
		return NULL;
	for (struct node *e = map->first; e; e = e->next)
		if (str_eq(e->key->text, key))
			return e;
	return NULL;
}

/* The entry at an index as JSON Pointers have it: digits without a zero before them. */
static struct node *
nth(const struct node *seq, struct str index)
{
	struct node *e = seq->first;
	size_t n = 0;

	if (index.n == 0 || index.n > 9 || (index.p[0] == '0' && index.n > 1))
		return NULL;
	for (size_t i = 0; i < index.n; i++) {
		if (index.p[i] < '0' || index.p[i] > '9')
			return NULL;
		n = n * 10 + (size_t)(index.p[i] - '0');
	}
	while (e && n--)
		e = e->next;
	return e;
}

/* Does the token of a JSON Pointer (~1 for a slash, ~0 for a tilde) name this key? */
static bool
token_is(struct str token, struct str key)
{
	for (; token.n && key.n; key = str_sub(key, 1, key.n)) {
		bool escaped = token.p[0] == '~' && token.n > 1;
		char c = escaped ? (token.p[1] == '1' ? '/' : '~') : token.p[0];

		if (c != key.p[0])
			return false;
		token = str_sub(token, escaped ? 2 : 1, token.n);
	}
	return !token.n && !key.n;
}

struct node *
node_step(const struct node *n, struct str token)
{
	if (n->type == NODE_SEQ)
		return nth(n, token);
	if (n->type != NODE_MAP)
		return NULL;
	for (struct node *e = n->first; e; e = e->next)
		if (token_is(token, e->key->text))
			return e;
	return NULL;
}

struct node *
node_at(struct node *root, struct str pointer, bool closest)
{
	struct node *n = root;

	while (n && pointer.n) {
		struct str token, rest;
		bool more = str_cut(&token, &rest, str_sub(pointer, 1, pointer.n), '/');
		struct node *next = node_step(n, token);

		if (!next)
			return closest ? n : NULL;
		n = next;
		pointer = more ? (struct str){rest.p - 1, rest.n + 1} : S("");
	}
	return n;
}

struct str
node_token(struct arena *a, struct str key)
{
	char *out = arena_bytes(a, key.n * 2 + 1);
	size_t n = 0;

	for (size_t i = 0; i < key.n; i++) {
		bool special = key.p[i] == '~' || key.p[i] == '/';

		out[n++] = special ? '~' : key.p[i];
		if (special)
			out[n++] = key.p[i] == '~' ? '0' : '1';
	}
	return (struct str){out, n};
}

/* How many digits s begins with. */
static size_t
digits(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n;
}

/* Is it a number in JSON, too? YAML has more forms. */
static bool
is_json_number(struct str s)
{
	size_t n;

	s = str_sub(s, str_starts(s, S("-")), s.n);
	n = digits(s);
	if (!n || (n > 1 && s.p[0] == '0'))
		return false;
	s = str_sub(s, n, s.n);
	if (str_starts(s, S("."))) {
		n = digits(str_sub(s, 1, s.n));
		if (!n)
			return false;
		s = str_sub(s, n + 1, s.n);
	}
	if (!s.n)
		return true;
	n = s.n > 1 && (s.p[1] == '-' || s.p[1] == '+') ? 2 : 1;
	return (s.p[0] | 0x20) == 'e' && s.n > n && digits(str_sub(s, n, s.n)) == s.n - n;
}

void
node_json(struct json *j, const struct node *n)
{
	switch ((enum node_type)n->type) {
	case NODE_NULL:
		json_null(j);
		return;
	case NODE_BOOL:
		json_bool(j, n->text.p[0] == 't' || n->text.p[0] == 'T');
		return;
	case NODE_INT:
	case NODE_FLOAT:
		if (is_json_number(n->text))
			json_digits(j, n->text);
		else
			json_num(j, node_number(n));
		return;
	case NODE_STR:
		json_str(j, n->text);
		return;
	case NODE_SEQ:
		json_array(j);
		break;
	case NODE_MAP:
		json_object(j);
		break;
	}
	for (const struct node *e = n->first; e; e = e->next) {
		if (n->type == NODE_MAP)
			json_key_str(j, e->key->text);
		node_json(j, e);
	}
	json_end(j);
}

struct str
node_str(const struct node *n)
{
	return n && n->type == NODE_STR ? n->text : (struct str){NULL, 0};
}

double
node_number(const struct node *n)
{
	struct str s;
	double sign, number;

	if (!n || (n->type != NODE_INT && n->type != NODE_FLOAT))
		return NAN;
	s = n->text;
	if (str_starts(s, S("0o")) || str_starts(s, S("0x"))) {
		double base = s.p[1] == 'o' ? 8 : 16, value = 0;

		for (size_t i = 2; i < s.n; i++) {
			char c = s.p[i];

			value = value * base + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
		}
		return value;
	}
	sign = s.p[0] == '-' ? -1 : 1;
	if (s.p[0] == '-' || s.p[0] == '+')
		s = str_sub(s, 1, s.n);
	if (s.p[0] == '.' && s.n == 4 && (s.p[1] | 0x20) == 'i')
		return sign * INFINITY;
	return str_number(&number, s) ? sign * number : NAN;
}

static bool
map_equal(const struct node *a, const struct node *b)
{
	if (a->n != b->n)
		return false;
	for (const struct node *e = a->first; e; e = e->next) {
		const struct node *other = node_get(b, e->key->text);

		if (!other || !node_equal(e, other))
			return false;
	}
	return true;
}

static bool
seq_equal(const struct node *a, const struct node *b)
{
	const struct node *x = a->first, *y = b->first;

	while (x && y && node_equal(x, y)) {
		x = x->next;
		y = y->next;
	}
	return !x && !y;
}

static bool
is_number(const struct node *n)
{
	return n->type == NODE_INT || n->type == NODE_FLOAT;
}

bool
node_equal(const struct node *a, const struct node *b)
{
	if (is_number(a) && is_number(b)) {
		struct decimal x = decimal_read(a->text), y = decimal_read(b->text);

		return decimal_cmp(&x, &y) == 0;
	}
	if (a->type != b->type)
		return false;
	switch ((enum node_type)a->type) {
	case NODE_NULL:
		return true;
	case NODE_BOOL:
		return (a->text.p[0] | 0x20) == (b->text.p[0] | 0x20);
	case NODE_SEQ:
		return seq_equal(a, b);
	case NODE_MAP:
		return map_equal(a, b);
	default:
		return str_eq(a->text, b->text);
	}
}

bool
node_equal_but(const struct node *a, const struct node *b, struct str key)
{
	unsigned in_a = 0, in_b = node_get(b, key) != NULL;

	if (a->type != NODE_MAP || b->type != NODE_MAP)
		return false;
	for (const struct node *e = a->first; e; e = e->next) {
		const struct node *other = node_get(b, e->key->text);

		if (str_eq(e->key->text, key))
			in_a++;
		else if (!other || !node_equal(e, other))
			return false;
	}
	return a->n - in_a == b->n - in_b;
}

const char *
node_type_name(enum node_type type)
{
	static const char *const names[] = {
	    [NODE_NULL] = "nothing",
	    [NODE_BOOL] = "true or false",
	    [NODE_INT] = "a number",
	    [NODE_FLOAT] = "a number",
	    [NODE_STR] = "a string",
	    [NODE_SEQ] = "a list",
	    [NODE_MAP] = "a mapping",
	};

	return names[type];
}

static bool
is_one_of(struct str s, const char *const *words)
{
	for (; *words; words++)
		if (str_is(s, *words))
			return true;
	return false;
}

static bool
all_of(struct str s, const char *set)
{
	for (size_t i = 0; i < s.n; i++)
		if (!s.p[i] || !strchr(set, s.p[i]))
			return false;
	return s.n > 0;
}

/* [-+]? ( "." [0-9]+ | [0-9]+ ( "." [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? behind the sign. */
static bool
is_float(struct str s)
{
	size_t whole = digits(s), part = 0;
	struct str rest = str_sub(s, whole, s.n);

	if (rest.n && rest.p[0] == '.') {
		part = digits(str_sub(rest, 1, rest.n));
		rest = str_sub(rest, 1 + part, rest.n);
	}
	if (whole + part == 0)
		return false;
	if (!rest.n)
		return true;
	if (rest.p[0] != 'e' && rest.p[0] != 'E')
		return false;
	rest = str_sub(rest, 1, rest.n);
	if (rest.n && (rest.p[0] == '-' || rest.p[0] == '+'))
		rest = str_sub(rest, 1, rest.n);
	return rest.n && digits(rest) == rest.n;
}

static enum node_type
word_type(struct str s)
{
	enum { LONGEST = 5 };
	static const char *const nulls[] = {"~", "null", "Null", "NULL", NULL};
	static const char *const bools[] = {"true", "True", "TRUE", "false", "False", "FALSE",
	    NULL};

	if (s.n > LONGEST)
		return NODE_STR;
	return is_one_of(s, nulls) ? NODE_NULL : is_one_of(s, bools) ? NODE_BOOL : NODE_STR;
}

static enum node_type
number_type(struct str s)
{
	static const char *const infs[] = {".inf", ".Inf", ".INF", NULL};
	static const char *const nans[] = {".nan", ".NaN", ".NAN", NULL};
	struct str rest = str_sub(s, s.p[0] == '-' || s.p[0] == '+', s.n);

	if ((rest.n && digits(rest) == rest.n) ||
	    (str_starts(s, S("0o")) && all_of(str_sub(s, 2, s.n), "01234567")) ||
	    (str_starts(s, S("0x")) && all_of(str_sub(s, 2, s.n), "0123456789abcdefABCDEF")))
		return NODE_INT;
	if (is_float(rest) || is_one_of(rest, infs) || is_one_of(s, nans))
		return NODE_FLOAT;
	return NODE_STR;
}

enum node_type
plain_type(struct str s)
{
	if (!s.n)
		return NODE_NULL;
	if (strchr("~nNtTfF", s.p[0]))
		return word_type(s);
	if (strchr(".0123456789-+", s.p[0]))
		return number_type(s);
	return NODE_STR;
}

void
text_seek(struct text_at *at, struct str bytes, size_t offset)
{
	struct str rest;
	size_t end = offset < bytes.n ? offset : bytes.n;

	if (at->line == 0 || offset < at->offset)
		*at = (struct text_at){0, 1, 1};
	rest = str_sub(bytes, at->offset, end);
	if (at->offset == 0 && str_starts(rest, S("\xef\xbb\xbf")))
		rest = str_sub(rest, 3, rest.n);
	for (;;) {
		size_t line = str_index(rest, '\n');

		if (line == rest.n)
			break;
		rest = str_sub(rest, line + 1, rest.n);
		at->line++;
		at->column = 1;
	}
	at->column += (uint32_t)utf8_length(rest);
	at->offset = end;
}

bool
node_same(const struct node *a, const struct node *b)
{
	const struct node *other;

	if (!a || !b)
		return a == b;
	if (a->type != b->type)
		return false;
	if (a->type == NODE_NULL)
		return true;
	if (a->type != NODE_SEQ && a->type != NODE_MAP)
		return str_eq(a->text, b->text);
	if (a->n != b->n)
		return false;
	other = b->first;
	for (const struct node *e = a->first; e; e = e->next) {
		if (!node_same(e, a->type == NODE_MAP ? node_get(b, e->key->text) : other))
			return false;
		other = other->next;
	}
	return true;
}
