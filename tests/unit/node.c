#include "node.h"
#include "json.h"

#include "tap.h"

static struct arena arena;

static struct node *
scalar(enum node_type type, const char *text)
{
	struct node *n = NEW(&arena, struct node);

	n->type = (uint8_t)type;
	n->text = str_of(text);
	return n;
}

/* Puts n behind the last entry of a collection, under a key or, where it is NULL, none. */
static struct node *
append(struct node *collection, const char *key, struct node *n)
{
	struct node **tail = &collection->first;

	while (*tail)
		tail = &(*tail)->next;
	*tail = n;
	n->key = key ? scalar(NODE_STR, key) : NULL;
	collection->n++;
	return collection;
}

static struct node *
collection(enum node_type type)
{
	struct node *n = NEW(&arena, struct node);

	n->type = (uint8_t)type;
	return n;
}

/* The table of YAML 1.2.2, section 10.3.2, at its edges; NODE_STR for what only looks like it. */
static void
core_schema(void)
{
	static const struct {
		enum node_type type;
		const char *texts[32];
	} cases[] = {
	    {NODE_NULL, {"", "~", "null", "Null", "NULL"}},
	    {NODE_BOOL, {"true", "True", "TRUE", "false", "False", "FALSE"}},
	    {NODE_INT,
		{"0", "-0", "+7", "007", "12345678901234567890123", "0o17", "0o0", "0xAf", "0x0"}},
	    {NODE_FLOAT, {"0.", "-1.5", "+.5", "1e3", "1.e3", "1.5E-3", "1e+3", ".5e0", ".inf",
			     "-.inf", "+.INF", ".Inf", ".nan", ".NaN", ".NAN", "12e03"}},
	    {NODE_STR, {"nUll", "nil", "none", "~~", "yes", "no", "on", "off", "Yes", "NO", "y",
			   "n", "tRUE", "true ", "truely", "fals", "12:30", "1:2:3", "1_000", "1,5",
			   "0o8", "0o", "0x", "0xg", "-0x1", "+0o7", "0b1", "1 000"}},
	    {NODE_STR, {".", "-", "+", "-.", ".e1", "1e", "1e+", "e1", "1.2.3", "--1", "+-1",
			   "-.nan", ".iNF", "..5", "inf", "nan", "NaN", "2026-10-01", "1.0.0", "v1",
			   "0.5%", "#1", "\xc3\xa9", "=", "<<"}},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (size_t j = 0; j < 32 && cases[i].texts[j]; j++)
			ok(plain_type(str_of(cases[i].texts[j])) == cases[i].type, "\"%s\" is %s",
			    cases[i].texts[j], node_type_name(cases[i].type));
	ok(plain_type((struct str){"1\0", 2}) == NODE_STR, "a NUL makes no number");
}

static void
numbers(void)
{
	static const struct {
		const char *text;
		double want;
	} cases[] = {
	    {"0", 0},
	    {"-7", -7},
	    {"+7", 7},
	    {"007", 7},
	    {"0o17", 15},
	    {"0xAf", 175},
	    {"0xff", 255},
	    {"-1.5", -1.5},
	    {"+.5", 0.5},
	    {"1.", 1},
	    {"1e3", 1000},
	    {".inf", INFINITY},
	    {"-.INF", -INFINITY},
	    {"+.Inf", INFINITY},
	    {".nan", NAN},
	    {"12345678901234567890", 12345678901234567890.0},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		is_num(node_number(scalar(plain_type(str_of(cases[i].text)), cases[i].text)),
		    cases[i].want, "value of %s", cases[i].text);
	is_num(node_number(NULL), NAN, "nothing has no value");
	is_num(node_number(scalar(NODE_STR, "1")), NAN, "nor has a string");
	is_str(node_str(scalar(NODE_STR, "1")), "1", "a string's text");
	ok(!node_str(scalar(NODE_INT, "1")).p && !node_str(NULL).p, "others have none");
}

static struct node *
tree(void)
{
	struct node *map = collection(NODE_MAP), *seq = collection(NODE_SEQ);

	for (int i = 0; i < 12; i++)
		append(seq, NULL, scalar(NODE_INT, str_fmt(&arena, "%d", i).p));
	append(map, "list", seq);
	append(map, "a/b", scalar(NODE_STR, "slash"));
	append(map, "m~n", scalar(NODE_STR, "tilde"));
	append(map, "~1", scalar(NODE_STR, "both"));
	append(map, "", append(collection(NODE_MAP), "", scalar(NODE_STR, "empty")));
	append(map, "1", scalar(NODE_STR, "one"));
	return map;
}

static void
pointers(void)
{
	static const struct {
		const char *pointer;
		const char *want; /* text of the node; NULL: none there */
	} cases[] = {
	    {"/list/0", "0"},
	    {"/list/11", "11"},
	    {"/list/12", NULL},
	    {"/list/-1", NULL},
	    {"/list/01", NULL},
	    {"/list/1.5", NULL},
	    {"/list/1e1", NULL},
	    {"/list/0x1", NULL},
	    {"/list/+1", NULL},
	    {"/list/", NULL},
	    {"/list/-", NULL},
	    {"/list/99999999999999999999", NULL},
	    {"/list/0/x", NULL},
	    {"/a~1b", "slash"},
	    {"/a/b", NULL},
	    {"/m~0n", "tilde"},
	    {"/~01", "both"},
	    {"/~1", NULL},
	    {"/1", "one"},
	    {"//", "empty"},
	    {"/none", NULL},
	    {"/lis", NULL},
	    {"/listx", NULL},
	};
	struct node *root = tree();

	ok(node_at(root, S(""), false) == root, "the empty pointer is the root's");
	ok(!node_at(NULL, S("/a"), true), "no root, no node");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct node *n = node_at(root, str_of(cases[i].pointer), false);

		ok(!n == !cases[i].want && (!n || str_is(n->text, cases[i].want)), "pointer %s",
		    cases[i].pointer);
	}
	ok(node_at(root, S("/"), false) == node_get(root, S("")), "the empty key");
	ok(node_at(root, S("/list/12/x"), true) == node_get(root, S("list")), "the closest node");
	ok(node_at(root, S("/none/x"), true) == root, "the closest is the root");
	ok(!node_get(NULL, S("a")) && !node_get(scalar(NODE_STR, "a"), S("a")),
	    "no mapping, no entry");
}

static void
equality(void)
{
	struct node *a = collection(NODE_MAP), *b = collection(NODE_MAP), *s = collection(NODE_SEQ);

	ok(node_equal(scalar(NODE_INT, "1"), scalar(NODE_FLOAT, "1.0")), "1 is 1.0");
	ok(node_equal(scalar(NODE_INT, "0x10"), scalar(NODE_INT, "16")), "0x10 is 16");
	ok(!node_equal(scalar(NODE_INT, "1"), scalar(NODE_STR, "1")), "1 is not \"1\"");
	ok(node_equal(scalar(NODE_BOOL, "true"), scalar(NODE_BOOL, "TRUE")), "true is TRUE");
	ok(!node_equal(scalar(NODE_BOOL, "true"), scalar(NODE_BOOL, "false")), "true is not false");
	ok(node_equal(scalar(NODE_NULL, "~"), scalar(NODE_NULL, "")), "~ is nothing");
	ok(!node_equal(scalar(NODE_NULL, ""), scalar(NODE_STR, "")), "nothing is not \"\"");
	append(append(a, "x", scalar(NODE_INT, "1")), "y", scalar(NODE_INT, "2"));
	append(append(b, "y", scalar(NODE_INT, "2")), "x", scalar(NODE_INT, "1"));
	ok(node_equal(a, b), "order of keys does not count");
	append(b, "z", scalar(NODE_NULL, ""));
	ok(!node_equal(a, b) && !node_equal(b, a), "a key too many does");
	append(a, "w", scalar(NODE_NULL, ""));
	ok(!node_equal(a, b), "so does another key");
	ok(!node_equal(collection(NODE_MAP), collection(NODE_SEQ)), "{} is not []");
	append(append(s, NULL, scalar(NODE_INT, "1")), NULL, scalar(NODE_INT, "2"));
	ok(node_equal(s, s) && !node_equal(s, collection(NODE_SEQ)), "lists of other lengths");
	b = append(append(collection(NODE_SEQ), NULL, scalar(NODE_INT, "2")), NULL,
	    scalar(NODE_INT, "1"));
	ok(!node_equal(s, b), "order of entries counts");
}

/* Line and column of an offset, from the beginning or from where the last search ended. */
static void
places(void)
{
	static const struct {
		size_t offset;
		uint32_t line, column;
	} cases[] = {
	    {0, 1, 1},	/* the BOM */
	    {3, 1, 1},	/* a */
	    {4, 1, 2},	/* e with an accent, two bytes */
	    {6, 1, 3},	/* CR */
	    {7, 1, 4},	/* LF */
	    {8, 2, 1},	/* an emoji, four bytes */
	    {12, 2, 2}, /* U+2028, three bytes: no line end */
	    {15, 2, 3}, /* NEL, two bytes: no line end */
	    {17, 2, 4}, /* an invalid byte */
	    {18, 2, 5}, /* LF */
	    {19, 3, 1}, /* LF */
	    {20, 4, 1}, /* z */
	    {21, 4, 2}, /* the end */
	    {99, 4, 2}, /* beyond it */
	};
	struct str bytes = S("\xef\xbb\xbf"
			     "a\xc3\xa9\r\n\xf0\x9f\x98\x80\xe2\x80\xa8\xc2\x85\xff\n\nz");
	enum { N = sizeof cases / sizeof *cases };
	struct text_at walking = {0};
	uint64_t state = 1;
	int wrong = 0;

	for (size_t i = 0; i < N; i++) {
		struct text_at at = {0};

		text_seek(&at, bytes, cases[i].offset);
		ok(at.line == cases[i].line && at.column == cases[i].column,
		    "offset %zu lies at %u:%u", cases[i].offset, (unsigned)cases[i].line,
		    (unsigned)cases[i].column);
	}
	for (int i = 0; i < 10000; i++) {
		size_t k = random_below(&state, N);

		text_seek(&walking, bytes, cases[k].offset);
		wrong += walking.line != cases[k].line || walking.column != cases[k].column;
	}
	ok(wrong == 0, "from anywhere to anywhere");
}

/* As it is written in JSON; numbers of JSON keep all their digits, others of YAML become such. */
static void
as_json(void)
{
	static const struct {
		const char *plain, *json;
	} cases[] = {
	    {"9007199254740993", "9007199254740993"},
	    {"-0.0075", "-0.0075"},
	    {"1.50", "1.50"},
	    {"1E+3", "1E+3"},
	    {"0", "0"},
	    {"007", "7"},
	    {"+3", "3"},
	    {".5", "0.5"},
	    {"1.", "1"},
	    {"-.5e1", "-5"},
	    {"0x1F", "31"},
	    {"0o17", "15"},
	    {".inf", "null"},
	    {"TRUE", "true"},
	    {"False", "false"},
	    {"~", "null"},
	    {"a \"b\"", "\"a \\\"b\\\"\""},
	};
	struct node *map = collection(NODE_MAP), *seq = collection(NODE_SEQ);
	struct out out;
	struct json j;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *plain = cases[i].plain;

		out_init(&out, &arena, -1);
		json_init(&j, &out, false);
		json_array(&j);
		node_json(&j, scalar(plain_type(str_of(plain)), plain));
		json_end(&j);
		ok(str_eq(out_all(&out), str_fmt(&arena, "[%s]\n", cases[i].json)), "%s is %s",
		    plain, cases[i].json);
	}
	append(append(map, "z", append(seq, NULL, scalar(NODE_INT, "1"))), "a",
	    collection(NODE_MAP));
	out_init(&out, &arena, -1);
	json_init(&j, &out, false);
	node_json(&j, map);
	ok(str_is(out_all(&out), "{\"z\":[1],\"a\":{}}\n"), "keys stay in their order");
}

int
main(void)
{
	core_schema();
	numbers();
	pointers();
	equality();
	places();
	as_json();
	arena_free(&arena);
	return done();
}
