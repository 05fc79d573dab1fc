#include "jsontree.h"

#include <stdlib.h>
#include <string.h>

struct parse {
	struct arena *arena;
	struct sink *sink;
	struct yaml *yaml;
	size_t at;    /* byte offset of what comes next */
	size_t depth; /* open collections */
	bool failed;  /* the finding is out; nothing more is read */
};

static void
report(struct parse *p, enum rule rule, size_t from, size_t to, struct str message,
    const char *help)
{
	struct finding *f = sink_add(p->sink, rule);

	yaml_place(f, p->yaml, from, to);
	f->message = message;
	f->help = str_of(help);
}

static void
duplicate(struct parse *p, const struct node *key)
{
	if (!sink_room(p->sink))
		sink_pass(p->sink, RULE_DUPLICATE_KEY, 1);
	else
		report(p, RULE_DUPLICATE_KEY, key->from, key->to,
		    str_fmt(p->sink->arena, "key \"%.*s\" stands here twice", SV(key->text)),
		    "remove one of the two");
}

/* Only the first mistake is reported: what follows would be guesswork. */
static void
fail(struct parse *p, enum rule rule, size_t from, const char *message, const char *help)
{
	if (!p->failed)
		report(p, rule, from, from + 1, str_of(message), help);
	p->failed = true;
}

static void
wrong(struct parse *p, const char *message, const char *help)
{
	fail(p, RULE_YAML_SYNTAX, p->at, message, help);
}

/* The next byte, NUL at the end. */
static char
peek(const struct parse *p)
{
	return p->at < p->yaml->bytes.n ? p->yaml->bytes.p[p->at] : '\0';
}

static void
skip_space(struct parse *p)
{
	struct str s = p->yaml->bytes;
	size_t at = p->at;

	while (
	    at < s.n && (s.p[at] == ' ' || s.p[at] == '\n' || s.p[at] == '\t' || s.p[at] == '\r'))
		at++;
	p->at = at;
}

static bool
take(struct parse *p, char c)
{
	bool found = peek(p) == c && p->at < p->yaml->bytes.n;

	p->at += found;
	return found;
}

static struct str
taken_since(const struct parse *p, size_t from)
{
	return str_sub(p->yaml->bytes, from, p->at);
}

static struct node *
node_new(struct parse *p, enum node_type type, enum node_style style, size_t from)
{
	struct node *n = NEW(p->arena, struct node);

	n->type = (uint8_t)type;
	n->style = (uint8_t)style;
	n->from = (uint32_t)from;
	n->to = (uint32_t)p->at;
	return n;
}

/* Strings. */

/* The four hexadecimal digits of \uXXXX. */
static int32_t
code_unit(struct parse *p)
{
	struct str s = str_sub(p->yaml->bytes, p->at, p->at + 4);
	char text[5] = {0};

	memcpy(text, s.p, s.n);
	if (strspn(text, "0123456789abcdefABCDEF") != 4) {
		wrong(p, "four hexadecimal digits belong behind \\u", NULL);
		return 0;
	}
	p->at += 4;
	return (int32_t)strtol(text, NULL, 16);
}

static int32_t
code_point(struct parse *p)
{
	int32_t c = code_unit(p), low;

	if (c < 0xd800 || c > 0xdfff || p->failed)
		return c;
	low = c < 0xdc00 && take(p, '\\') && take(p, 'u') ? code_unit(p) : 0;
	if (low < 0xdc00 || low > 0xdfff)
		wrong(p, "half a surrogate pair", "write the character itself, in UTF-8");
	return 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
}

static size_t
encode(char out[static 4], int32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

/* What follows a backslash, decoded; never longer than it was. */
static size_t
read_escape(struct parse *p, char out[static 4])
{
	static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
	char c = peek(p);
	const char *found = c ? strchr(names, c) : NULL;

	if (found) {
		p->at++;
		out[0] = values[found - names];
		return 1;
	}
	if (take(p, 'u'))
		return encode(out, code_point(p));
	wrong(p, "an escape that JSON does not know", "write \\\\ for a backslash");
	return 0;
}

static bool
is_plain(char c)
{
	return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

enum { BLOCK = 16 };

/* Without a branch in the loop compilers look at all bytes of a block at once. */
static bool
is_plain_block(const char *p)
{
	unsigned char odd = 0;

	for (size_t i = 0; i < BLOCK; i++)
		odd |= (unsigned char)!is_plain(p[i]);
	return !odd;
}

/* The bytes up to a quote, a backslash or a mistake. */
static void
skip_plain(struct parse *p)
{
	struct str s = p->yaml->bytes;
	size_t at = p->at;

	while (at + BLOCK <= s.n && is_plain_block(s.p + at))
		at += BLOCK;
	while (at < s.n && is_plain(s.p[at]))
		at++;
	p->at = at;
}

/* Bytes from here to the closing quote or the end of the file. */
static size_t
string_length(const struct parse *p)
{
	struct str s = str_sub(p->yaml->bytes, p->at, p->yaml->bytes.n);
	size_t n = str_index(s, '"');

	for (size_t from = 0; n < s.n; n = from + str_index(str_sub(s, from, s.n), '"')) {
		size_t backslashes = 0;

		while (backslashes < n && s.p[n - 1 - backslashes] == '\\')
			backslashes++;
		if (backslashes % 2 == 0)
			break;
		from = n + 1;
	}
	return n;
}

/* From behind the opening quote; most strings have no escape and are shared with the file. */
static struct str
read_string(struct parse *p)
{
	size_t from = p->at, n = 0;
	char *text;

	skip_plain(p);
	if (take(p, '"'))
		return str_sub(p->yaml->bytes, from, p->at - 1);
	p->at = from;
	text = arena_bytes(p->arena, string_length(p) + 4);
	while (!p->failed && !take(p, '"')) {
		size_t start = p->at;

		skip_plain(p);
		memcpy(text + n, p->yaml->bytes.p + start, p->at - start);
		n += p->at - start;
		if (take(p, '\\'))
			n += read_escape(p, text + n);
		else if (peek(p) != '"')
			wrong(p, "a string that does not end on its line", "close it with \"");
	}
	return (struct str){text, n};
}

static struct node *
string_node(struct parse *p)
{
	size_t from = p->at++;
	struct str text = read_string(p);
	struct node *n = node_new(p, NODE_STR, STYLE_DOUBLE, from);

	n->text = text;
	return n;
}

/* Numbers and words. */

static size_t
skip_digits(struct parse *p)
{
	size_t from = p->at;

	while (peek(p) >= '0' && peek(p) <= '9')
		p->at++;
	return p->at - from;
}

/* -? (0 | [1-9][0-9]*) ([.][0-9]+)? ([eE][-+]?[0-9]+)? */
static struct node *
number_node(struct parse *p)
{
	size_t from = p->at;
	enum node_type type = NODE_INT;
	struct node *n;
	bool whole;

	take(p, '-');
	whole = take(p, '0') || skip_digits(p) > 0;
	if (take(p, '.')) {
		type = NODE_FLOAT;
		whole = whole && skip_digits(p) > 0;
	}
	if (take(p, 'e') || take(p, 'E')) {
		type = NODE_FLOAT;
		if (!take(p, '-'))
			take(p, '+');
		whole = whole && skip_digits(p) > 0;
	}
	if (!whole || (peek(p) >= '0' && peek(p) <= '9'))
		wrong(p, "no number of JSON", "write it like -12.5 or 1e6, without leading zeros");
	n = node_new(p, type, STYLE_PLAIN, from);
	n->text = taken_since(p, from);
	return n;
}

static struct node *
word_node(struct parse *p)
{
	static const struct {
		const char *word;
		enum node_type type;
	} words[] = {{"true", NODE_BOOL}, {"false", NODE_BOOL}, {"null", NODE_NULL}};
	size_t from = p->at;
	struct node *n;

	while (peek(p) >= 'a' && peek(p) <= 'z')
		p->at++;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!str_is(taken_since(p, from), words[i].word))
			continue;
		n = node_new(p, words[i].type, STYLE_PLAIN, from);
		n->text = taken_since(p, from);
		return n;
	}
	p->at = from;
	wrong(p, from < p->yaml->bytes.n ? "a value was expected here" : "the file ends too early",
	    "a value is a string in double quotes, a number, true, false, null, {...} or [...]");
	return node_new(p, NODE_NULL, STYLE_PLAIN, from);
}

/* Collections. */

static struct node *value_node(struct parse *p);

static struct node *
key_node(struct parse *p)
{
	struct node *key;

	skip_space(p);
	if (peek(p) != '"') {
		wrong(p, "a key in double quotes was expected here",
		    peek(p) == '}' ? "remove the comma before it" : NULL);
		return NULL;
	}
	key = string_node(p);
	skip_space(p);
	if (!p->failed && !take(p, ':'))
		wrong(p, "a colon was expected behind the key", NULL);
	return key;
}

static int
by_text(const void *left, const void *right)
{
	const struct node *const *a = left, *const *b = right;
	int order = str_cmp((*a)->text, (*b)->text);

	return order ? order : ((*a)->from > (*b)->from) - ((*a)->from < (*b)->from);
}

/* Few keys are compared with each other. */
static void
check_few(struct parse *p, const struct node *map)
{
	for (const struct node *e = map->first; e; e = e->next) {
		const struct node *before = map->first;

		while (before != e && !str_eq(before->key->text, e->key->text))
			before = before->next;
		if (before != e)
			duplicate(p, e->key);
	}
}

static void
check_many(struct parse *p, const struct node *map)
{
	struct node **keys = NEW_ARRAY(p->arena, struct node *, map->n);
	size_t n = 0;

	for (struct node *e = map->first; e; e = e->next)
		keys[n++] = e->key;
	qsort(keys, n, sizeof *keys, by_text);
	for (size_t i = 1; i < n; i++)
		if (str_eq(keys[i]->text, keys[i - 1]->text))
			duplicate(p, keys[i]);
}

static void
check_duplicates(struct parse *p, const struct node *map)
{
	enum { FEW = 16 };

	if (map->n <= FEW)
		check_few(p, map);
	else
		check_many(p, map);
}

/* Entries up to the closing bracket; mapping tells which kind. */
static void
read_entries(struct parse *p, struct node *collection, bool mapping, char close)
{
	struct node **tail = &collection->first;

	skip_space(p);
	if (take(p, close))
		return;
	do {
		struct node *key = mapping ? key_node(p) : NULL;

		if (p->failed)
			return;
		*tail = value_node(p);
		(*tail)->key = key;
		tail = &(*tail)->next;
		collection->n++;
		skip_space(p);
	} while (!p->failed && take(p, ','));
	if (!p->failed && !take(p, close))
		wrong(p,
		    mapping ? "a comma or } was expected here" : "a comma or ] was expected here",
		    NULL);
}

static struct node *
collection_node(struct parse *p, bool mapping)
{
	struct node *n = node_new(p, mapping ? NODE_MAP : NODE_SEQ, STYLE_FLOW, p->at);

	if (p->depth == YAML_DEPTH) {
		fail(p, RULE_LIMIT, p->at, "nested too deep", "at most 100 levels are read");
		return n;
	}
	p->at++;
	p->depth++;
	read_entries(p, n, mapping, mapping ? '}' : ']');
	p->depth--;
	n->to = (uint32_t)p->at;
	if (mapping && !p->failed)
		check_duplicates(p, n);
	return n;
}

static struct node *
value_node(struct parse *p)
{
	char c;

	skip_space(p);
	c = peek(p);
	if (c == '{' || c == '[')
		return collection_node(p, c == '{');
	if (c == '"')
		return string_node(p);
	if (c == '-' || (c >= '0' && c <= '9'))
		return number_node(p);
	return word_node(p);
}

/* The file. */

static bool
check_encoding(struct parse *p)
{
	struct str bytes = p->yaml->bytes, rest = bytes;

	while (rest.n) {
		size_t at;

		rest = str_sub(rest, str_printable(rest, true), rest.n);
		at = bytes.n - rest.n;
		if (!rest.n || utf8_next(&rest) >= 0)
			continue;
		fail(p, RULE_ENCODING, at, "a byte that is not UTF-8", "save the file as UTF-8");
		return false;
	}
	return true;
}

struct yaml *
json_parse(struct arena *a, struct sink *sink, struct str path, struct str bytes)
{
	struct yaml *y = NEW(a, struct yaml);
	struct parse p = {.arena = a, .sink = sink, .yaml = y};
	struct node *root;

	*y = (struct yaml){.path = path, .bytes = bytes, .broken = true};
	if (bytes.n > YAML_LARGEST)
		fail(&p, RULE_LIMIT, 0, "the file is larger than 64 MiB", "split it");
	if (p.failed || !check_encoding(&p))
		return y;
	if (str_starts(bytes, S("\xef\xbb\xbf")))
		p.at = 3;
	root = value_node(&p);
	skip_space(&p);
	if (!p.failed && p.at < bytes.n)
		wrong(&p, "the value ends here, but the file does not", NULL);
	if (p.failed)
		return y;
	y->broken = false;
	y->docs = NEW(a, struct yaml_doc);
	y->docs->root = root;
	y->n_docs = 1;
	return y;
}
