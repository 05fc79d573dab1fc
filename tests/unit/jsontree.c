#include "jsontree.h"

#include "out.h"
#include "tap.h"

static struct arena arena;

/* The tree written out again: strings with their bytes in angle brackets. */
static void
dump(struct out *o, const struct node *n)
{
	if (n->key)
		out_fmt(o, "%.*s=", SV(n->key->text));
	if (n->type == NODE_SEQ || n->type == NODE_MAP) {
		out_char(o, n->type == NODE_SEQ ? '[' : '{');
		for (const struct node *e = n->first; e; e = e->next)
			dump(o, e);
		out_char(o, n->type == NODE_SEQ ? ']' : '}');
	} else if (n->type == NODE_STR) {
		out_fmt(o, "<%.*s>", SV(n->text));
	} else {
		out_fmt(o, "%d:%.*s ", n->type, SV(n->text));
	}
}

/* Text and what it is read as, or the finding. */
static const char *const cases[][2] = {
    {"null", "0:null "},
    {" true\r\n", "1:true "},
    {"\xef\xbb\xbf[1, -0.5, 1e9, 0]", "[2:1 3:-0.5 3:1e9 2:0 ]"},
    {"{\"a\": {}, \"b\": [[]]}", "{a={}b=[[]]}"},
    {"\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "<a\"\\/\b\f\n\r\t>"},
    {"[\"\\\\\", \"\\\\\\\"\", \"\\\\\\\\\", \"\"]", "[<\\><\\\"><\\\\><>]"},
    {"\"a long one, of more than one block, \\t with an escape and \\\"quotes\\\" in it\"",
	"<a long one, of more than one block, \t with an escape and \"quotes\" in it>"},
    {"\"a long one, of more than one block, \x01\"",
	"1:38 a string that does not end on its line [yaml-syntax]"},
    {"\"\\u00e9\\u20ac\\ud83d\\ude00 \xc3\xa9\"",
	"<\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80 \xc3\xa9>"},
    {"{\"\\u0061\": \"no\"}", "{a=<no>}"},
    {"", "1:1 the file ends too early [yaml-syntax]"},
    {"{\"a\": 1,}", "1:9 a key in double quotes was expected here [yaml-syntax]"},
    {"[1,]", "1:4 a value was expected here [yaml-syntax]"},
    {"[1 2]", "1:4 a comma or ] was expected here [yaml-syntax]"},
    {"{\"a\" 1}", "1:6 a colon was expected behind the key [yaml-syntax]"},
    {"{a: 1}", "1:2 a key in double quotes was expected here [yaml-syntax]"},
    {"'a'", "1:1 a value was expected here [yaml-syntax]"},
    {"01", "1:2 no number of JSON [yaml-syntax]"},
    {"1.", "1:3 no number of JSON [yaml-syntax]"},
    {"-", "1:2 no number of JSON [yaml-syntax]"},
    {"nul", "1:1 a value was expected here [yaml-syntax]"},
    {"1 2", "1:3 the value ends here, but the file does not [yaml-syntax]"},
    {"\"a", "1:3 a string that does not end on its line [yaml-syntax]"},
    {"\"a\nb\"", "1:3 a string that does not end on its line [yaml-syntax]"},
    {"\"\\x\"", "1:3 an escape that JSON does not know [yaml-syntax]"},
    {"\"\\u12\"", "1:4 four hexadecimal digits belong behind \\u [yaml-syntax]"},
    {"\"\\ud83d\"", "1:8 half a surrogate pair [yaml-syntax]"},
    {"\"\\udc00\"", "1:8 half a surrogate pair [yaml-syntax]"},
    {"\"\\", "1:3 an escape that JSON does not know [yaml-syntax]"},
    {"[\n \xff]", "2:2 a byte that is not UTF-8 [encoding]"},
    {"{\"a\": 1,\n \"a\": 2}", "2:2 key \"a\" stands here twice [duplicate-key]"},
    {"{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,"
     "\"j\":1,\"k\":1,\"l\":1,\"m\":1,\"n\":1,\"o\":1,\"p\":1,\"q\":1,\n\"c\":1}",
	"2:1 key \"c\" stands here twice [duplicate-key]"},
    {"// a", "1:1 a value was expected here [yaml-syntax]"},
};

static struct str
reading(const char *text)
{
	struct sink sink = {.arena = &arena};
	struct yaml *y = json_parse(&arena, &sink, S("a.json"), str_of(text));
	struct out o;

	out_init(&o, &arena, -1);
	if (sink.n)
		out_fmt(&o, "%u:%u %.*s [%s]", sink.p[0].line, sink.p[0].column,
		    SV(sink.p[0].message), rules[sink.p[0].rule].id);
	else if (y->n_docs == 1)
		dump(&o, y->docs[0].root);
	return out_all(&o);
}

static void
test_spans(void)
{
	struct sink sink = {.arena = &arena};
	struct str text = S("{\"a\": [10, \"\\n\"], \"b\" : {} }");
	struct node *root = json_parse(&arena, &sink, S("a.json"), text)->docs[0].root;
	struct node *a = node_get(root, S("a")), *b = node_get(root, S("b"));

	is_str(str_sub(text, root->from, root->to), "{\"a\": [10, \"\\n\"], \"b\" : {} }",
	    "the root");
	is_str(str_sub(text, a->from, a->to), "[10, \"\\n\"]", "a list");
	is_str(str_sub(text, a->first->next->from, a->first->next->to), "\"\\n\"", "a string");
	is_str(str_sub(text, b->key->from, b->key->to), "\"b\"", "a key");
	ok(root->n == 2 && a->n == 2 && b->n == 0, "entries are counted");
}

static void
test_depth(void)
{
	char text[2 * YAML_DEPTH + 4];

	for (int depth = YAML_DEPTH; depth <= YAML_DEPTH + 1; depth++) {
		memset(text, '[', (size_t)depth);
		memset(text + depth, ']', (size_t)depth);
		text[2 * depth] = '\0';
		is_str(str_sub(reading(text), 0, 6), depth > YAML_DEPTH ? "1:101 " : "[[[[[[",
		    "%d levels", depth);
	}
}

int
main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		is_str(reading(cases[i][0]), cases[i][1], "%s", cases[i][0]);
	test_spans();
	test_depth();
	arena_free(&arena);
	return done();
}
