#include "yaml.h"

#include "out.h"
#include "tap.h"

static struct arena arena;

static struct yaml *
parse(struct sink *sink, struct str text)
{
	*sink = (struct sink){.arena = &arena};
	return yaml_parse(&arena, sink, S("file.yaml"), text);
}

/* A node and what lies below it, one "|" before each: a key's bytes and "=", the type and the bytes
 * in brackets, and what they say where that is not the same. */
static void
tell(struct out *o, struct str bytes, const struct node *n)
{
	static const char *const types[] = {"null", "bool", "int", "float", "str", "seq", "map"};
	struct str span = str_sub(bytes, n->from, n->to);

	out_char(o, '|');
	if (n->key) {
		struct str key = str_sub(bytes, n->key->from, n->key->to);

		out_str(o, key);
		if (!str_eq(key, n->key->text))
			out_fmt(o, "(%.*s)", SV(n->key->text));
		out_char(o, '=');
	}
	out_fmt(o, "%s[%.*s]", types[n->type], SV(span));
	if (n->type == NODE_SEQ || n->type == NODE_MAP) {
		for (const struct node *e = n->first; e; e = e->next)
			tell(o, bytes, e);
	} else if (!str_eq(span, n->text)) {
		out_fmt(o, "(%.*s)", SV(n->text));
	}
}

/* All documents of a text, "---" before each. */
static struct str
told(struct str text)
{
	struct sink sink;
	struct yaml *y = parse(&sink, text);
	struct out o;

	out_init(&o, &arena, -1);
	for (size_t i = 0; i < y->n_docs; i++) {
		out_text(&o, "---");
		if (y->docs[i].root)
			tell(&o, text, y->docs[i].root);
	}
	if (y->broken || sink.n)
		out_fmt(&o, " and %zu findings%s", sink.n, y->broken ? ", broken" : "");
	return out_all(&o);
}

struct span_case {
	const char *name, *text, *want;
};

static void
check_spans(const char *what, const struct span_case *cases, size_t n)
{
	for (size_t i = 0; i < n; i++)
		is_str(told(str_of(cases[i].text)), cases[i].want, "%s: %s", what, cases[i].name);
}

static void
collections(void)
{
	static const struct span_case cases[] = {
	    {"a mapping", "a: 1\nb: x\n", "---|map[a: 1\nb: x]|a=int[1]|b=str[x]"},
	    {"nested", "a:\n  b:\n    c: 1\n  d: 2\n",
		"---|map[a:\n  b:\n    c: 1\n  d: 2]|a=map[b:\n    c: 1\n  d: 2]|b=map[c: 1]|c=int[1]|d=int[2]"},
	    {"a list", "- 1\n- x\n", "---|seq[- 1\n- x]|int[1]|str[x]"},
	    {"a list below its key", "a:\n- 1\n- 2\nb: 3\n",
		"---|map[a:\n- 1\n- 2\nb: 3]|a=seq[- 1\n- 2]|int[1]|int[2]|b=int[3]"},
	    {"a list in a list", "- - 1\n  - 2\n- 3\n",
		"---|seq[- - 1\n  - 2\n- 3]|seq[- 1\n  - 2]|int[1]|int[2]|int[3]"},
	    {"a mapping in a list", "- a: 1\n  b: 2\n- c: 3\n",
		"---|seq[- a: 1\n  b: 2\n- c: 3]|map[a: 1\n  b: 2]|a=int[1]|b=int[2]|map[c: 3]|c=int[3]"},
	    {"flow", "a: [1, {b: 2, c: x y}]  \n",
		"---|map[a: [1, {b: 2, c: x y}]]|a=seq[[1, {b: 2, c: x y}]]|int[1]|"
		"map[{b: 2, c: x y}]|b=int[2]|c=str[x y]"},
	    {"flow on several lines", "a: [\n  1, # one\n  2 # two\n] # end\nb: 1\n",
		"---|map[a: [\n  1, # one\n  2 # two\n] # end\nb: 1]|a=seq[[\n  1, # one\n  2 # two\n]]|"
		"int[1]|int[2]|b=int[1]"},
	    {"empty ones", "a: {}\nb: [ ]\n", "---|map[a: {}\nb: [ ]]|a=map[{}]|b=seq[[ ]]"},
	    {"a pair in a list", "[a: 1 , b]\n", "---|seq[[a: 1 , b]]|map[a: 1]|a=int[1]|str[b]"},
	    {"a pair with a comment", "[a: 1 # c\n]\n", "---|seq[[a: 1 # c\n]]|map[a: 1]|a=int[1]"},
	    {"commas at the end", "[1, ]\n", "---|seq[[1, ]]|int[1]"},
	    {"JSON", "{\"a\": [1, null], \"b\":{}}\n",
		"---|map[{\"a\": [1, null], \"b\":{}}]|\"a\"(a)=seq[[1, null]]|int[1]|null[null]|"
		"\"b\"(b)=map[{}]"},
	    {"quoted keys", "\"a b\": 1\n'c''d': 2\n",
		"---|map[\"a b\": 1\n'c''d': 2]|\"a b\"(a b)=int[1]|'c''d'(c'd)=int[2]"},
	    {"explicit keys", "? a\n: 1\n? b c\n: - 2\n",
		"---|map[? a\n: 1\n? b c\n: - 2]|a=int[1]|b c=seq[- 2]|int[2]"},
	};

	check_spans("collections", cases, sizeof cases / sizeof *cases);
}

static void
empty_values(void)
{
	static const struct span_case cases[] = {
	    {"in a mapping", "a:\nb: # c\nc:   \n",
		"---|map[a:\nb: # c\nc:]|a=null[]|b=null[]|c=null[]"},
	    {"in a list", "-\n- # c\n- x\n-  \n",
		"---|seq[-\n- # c\n- x\n-]|null[]|null[]|str[x]|null[]"},
	    {"in flow", "{a, b: , c}\n", "---|map[{a, b: , c}]|a=null[]|b=null[]|c=null[]"},
	    {"behind explicit keys", "? a\n# c\n? b\n# d\n",
		"---|map[? a\n# c\n? b]|a=null[]|b=null[]"},
	    {"in quotes", "a: \"\"\nb: ''\n", "---|map[a: \"\"\nb: '']|a=str[\"\"]()|b=str['']()"},
	    {"above a list", "a:\n- x\nb:\n", "---|map[a:\n- x\nb:]|a=seq[- x]|str[x]|b=null[]"},
	};
	static const char text[] = "a:\nb: # c\n\n";
	struct sink sink;
	struct yaml *y = parse(&sink, S(text));
	struct node *a = y->docs[0].root->first;

	check_spans("empty values", cases, sizeof cases / sizeof *cases);
	ok(a->from == 2 && a->to == 2, "an empty value lies behind the colon");
	ok(a->next->from == 5 && a->next->to == 5, "before the blanks and the comment");
}

static void
plain_and_quoted(void)
{
	static const struct span_case cases[] = {
	    {"plain", "a: x y # c\n", "---|map[a: x y]|a=str[x y]"},
	    {"plain with signs", "a: x#y: z:w [v] {u}, 'q' \"r\"\n", " and 1 findings, broken"},
	    {"plain with other signs", "a: x#y z:w [v] {u}, 'q' \"r\" - ? ! % @ `\n",
		"---|map[a: x#y z:w [v] {u}, 'q' \"r\" - ? ! % @ `]|"
		"a=str[x#y z:w [v] {u}, 'q' \"r\" - ? ! % @ `]"},
	    {"plain on several lines", "a: x\n  y  \n\n  z # c\nb: 1\n",
		"---|map[a: x\n  y  \n\n  z # c\nb: 1]|a=str[x\n  y  \n\n  z](x y\nz)|b=int[1]"},
	    {"plain from the next line", "a:\n  x\n  y\n",
		"---|map[a:\n  x\n  y]|a=str[x\n  y](x y)"},
	    {"single", "a: 'it''s # no comment'  # c\n",
		"---|map[a: 'it''s # no comment']|a=str['it''s # no comment'](it's # no comment)"},
	    {"single on several lines", "a: 'x\n  y\n\n  z'\nb: 1\n",
		"---|map[a: 'x\n  y\n\n  z'\nb: 1]|a=str['x\n  y\n\n  z'](x y\nz)|b=int[1]"},
	    {"double", "a: \"x\\ty\\\"\\u00e9\\x41 \\\\ # no\"\n",
		"---|map[a: \"x\\ty\\\"\\u00e9\\x41 \\\\ # no\"]|"
		"a=str[\"x\\ty\\\"\\u00e9\\x41 \\\\ # no\"](x\ty\"\xc3\xa9"
		"A \\ # no)"},
	    {"double on several lines", "a: \"x\n  y\\\n  z \\\n  w\"\n",
		"---|map[a: \"x\n  y\\\n  z \\\n  w\"]|a=str[\"x\n  y\\\n  z \\\n  w\"](x yz w)"},
	    {"typed", "a: true\nb: \"true\"\nc: no\nd: 12:30\ne: ~\nf: 1.5\n",
		"---|map[a: true\nb: \"true\"\nc: no\nd: 12:30\ne: ~\nf: 1.5]|a=bool[true]|"
		"b=str[\"true\"](true)|c=str[no]|d=str[12:30]|e=null[~]|f=float[1.5]"},
	    {"alone", "x y\n", "---|str[x y]"},
	};

	check_spans("scalars", cases, sizeof cases / sizeof *cases);
}

static void
block_scalars(void)
{
	static const struct span_case cases[] = {
	    {"literal", "a: |\n  x\n  y\nb: 1\n",
		"---|map[a: |\n  x\n  y\nb: 1]|a=str[|\n  x\n  y](x\ny\n)|b=int[1]"},
	    {"clip with lines behind it", "a: |\n  x\n\n\nb: 1\n",
		"---|map[a: |\n  x\n\n\nb: 1]|a=str[|\n  x](x\n)|b=int[1]"},
	    {"strip", "a: |-\n  x\n\nb: 1\n",
		"---|map[a: |-\n  x\n\nb: 1]|a=str[|-\n  x](x)|b=int[1]"},
	    {"keep", "a: |+\n  x\n\n\nb: 1\n",
		"---|map[a: |+\n  x\n\n\nb: 1]|a=str[|+\n  x](x\n\n\n)|b=int[1]"},
	    {"folded", "a: >\n  x\n  y\n\n  z\nb: 1\n",
		"---|map[a: >\n  x\n  y\n\n  z\nb: 1]|a=str[>\n  x\n  y\n\n  z](x y\nz\n)|b=int[1]"},
	    {"folded, strip", "a: >-\n  x\n  y\n",
		"---|map[a: >-\n  x\n  y]|a=str[>-\n  x\n  y](x y)"},
	    {"folded, keep", "a: >+\n  x\n\n", "---|map[a: >+\n  x]|a=str[>+\n  x](x\n\n)"},
	    {"folded with deeper lines", "a: >\n  x\n    y\n  z\n",
		"---|map[a: >\n  x\n    y\n  z]|a=str[>\n  x\n    y\n  z](x\n  y\nz\n)"},
	    {"indentation given", "a: |2-\n    x\n  y\nb: >-1\n  z\n",
		"---|map[a: |2-\n    x\n  y\nb: >-1\n  z]|a=str[|2-\n    x\n  y](  x\ny)|b=str[>-1\n  z]( z)"},
	    {"comment in the header", "a: | # c\n  x # y\n # c\nb: 1\n",
		"---|map[a: | # c\n  x # y\n # c\nb: 1]|a=str[| # c\n  x # y](x # y\n)|b=int[1]"},
	    {"lines before the text", "a: |\n\n\n  x\n",
		"---|map[a: |\n\n\n  x]|a=str[|\n\n\n  x](\n\nx\n)"},
	    {"blanks behind the text", "a: |\n  x  \t\nb: 1\n",
		"---|map[a: |\n  x  \t\nb: 1]|a=str[|\n  x  \t](x  \t\n)|b=int[1]"},
	    {"blanks at the end", "a: |-\n  x  ", "---|map[a: |-\n  x  ]|a=str[|-\n  x  ](x  )"},
	    {"no line end at the end", "a: |\n  x", "---|map[a: |\n  x]|a=str[|\n  x](x)"},
	    {"empty", "a: |\nb: >-\n\nc: |+\n\nd: 1\n",
		"---|map[a: |\nb: >-\n\nc: |+\n\nd: 1]|a=str[|]()|b=str[>-]()|c=str[|+](\n)|d=int[1]"},
	    {"empty with a comment", "a: |2- # c\nb: 1\n",
		"---|map[a: |2- # c\nb: 1]|a=str[|2-]()|b=int[1]"},
	    {"in a list", "- |\n  x\n- >\n y\n",
		"---|seq[- |\n  x\n- >\n y]|str[|\n  x](x\n)|str[>\n y](y\n)"},
	    {"last in a collection", "a:\n  - b: |\n      x\n\n# c\n",
		"---|map[a:\n  - b: |\n      x]|a=seq[- b: |\n      x]|map[b: |\n      x]|b=str[|\n      x](x\n)"},
	    {"prose that YAML would read", "why: |\n  *really* [link](x), @ada: `x` # no & <<\n",
		"---|map[why: |\n  *really* [link](x), @ada: `x` # no & <<]|"
		"why=str[|\n  *really* [link](x), @ada: `x` # no & <<](*really* [link](x), @ada: `x` # no & <<\n)"},
	};

	check_spans("block scalars", cases, sizeof cases / sizeof *cases);
}

static void
bytes_and_lines(void)
{
	static const struct span_case cases[] = {
	    {"CRLF", "a: x\r\nb: |\r\n  y\r\n  z\r\nc: \"u\r\n  v\"\r\nd: [1,\r\n  2]\r\n",
		"---|map[a: x\r\nb: |\r\n  y\r\n  z\r\nc: \"u\r\n  v\"\r\nd: [1,\r\n  2]]|a=str[x]|"
		"b=str[|\r\n  y\r\n  z](y\nz\n)|c=str[\"u\r\n  v\"](u v)|d=seq[[1,\r\n  2]]|int[1]|int[2]"},
	    {"CRLF and empty values", "a:\r\nb: |\r\n\r\nc: |+\r\n\r\n",
		"---|map[a:\r\nb: |\r\n\r\nc: |+]|a=null[]|b=str[|]()|c=str[|+](\n)"},
	    {"the BOM",
		"\xef\xbb\xbf"
		"a: x\nb: y\n",
		"---|map[a: x\nb: y]|a=str[x]|b=str[y]"},
	    {"the BOM and wide characters",
		"\xef\xbb\xbf\xe6\x97\xa5: \xf0\x9f\x98\x80 x\nb: \xc3\xa9\n",
		"---|map[\xe6\x97\xa5: \xf0\x9f\x98\x80 x\nb: \xc3\xa9]|\xe6\x97\xa5=str[\xf0\x9f\x98\x80 x]|"
		"b=str[\xc3\xa9]"},
	    {"comments everywhere",
		"# 1\na: # 2\n  # 3\n  b: x # 4\n  # 5\n# 6\n  c: y\n # 7\nd: z\n# 8\n",
		"---|map[a: # 2\n  # 3\n  b: x # 4\n  # 5\n# 6\n  c: y\n # 7\nd: z]|"
		"a=map[b: x # 4\n  # 5\n# 6\n  c: y]|b=str[x]|c=str[y]|d=str[z]"},
	    {"comments in wide characters",
		"# \xc3\xa9\xe6\x97\xa5\na: x # \xf0\x9f\x98\x80\nb: y\n",
		"---|map[a: x # \xf0\x9f\x98\x80\nb: y]|a=str[x]|b=str[y]"},
	    {"documents", "# c\n---\na: 1\n...\n--- # d\n- 2\n---\n\"x\"\n",
		"---|map[a: 1]|a=int[1]---|seq[- 2]|int[2]---|str[\"x\"](x)"},
	    {"no line end", "a: x", "---|map[a: x]|a=str[x]"},
	};
	struct sink sink;
	struct yaml *y = parse(&sink, S("# c\n---\na: 1\n...\n--- # d\n- 2\n"));

	check_spans("bytes", cases, sizeof cases / sizeof *cases);
	ok(y->n_docs == 2 && y->docs[0].from == 4 && y->docs[1].from == 17,
	    "where documents begin");
	y = parse(&sink, S("\xef\xbb\xbf"
			   "a: x\n"));
	ok(y->docs[0].from == 3 && y->docs[0].root->from == 3, "spans count the BOM");
}

static void
styles(void)
{
	struct sink sink;
	struct yaml *y = parse(&sink, S("[p, 's', \"d\", [], {}]\n"));
	struct node *n = y->docs[0].root->first;

	ok(y->docs[0].root->style == STYLE_FLOW && y->docs[0].root->n == 5, "flow");
	ok(n->style == STYLE_PLAIN && n->next->style == STYLE_SINGLE, "plain, single");
	ok(n->next->next->style == STYLE_DOUBLE, "double");
	ok(n->next->next->next->style == STYLE_FLOW, "flow in flow");
	y = parse(&sink, S("- |\n  x\n- >\n  x\n- a: 1\n"));
	n = y->docs[0].root->first;
	ok(y->docs[0].root->style == STYLE_PLAIN, "block");
	ok(n->style == STYLE_LITERAL && n->next->style == STYLE_FOLDED, "literal, folded");
	ok(n->next->next->style == STYLE_PLAIN, "block in block");
}

/* What is found in a text: "LINE:COLUMN+WIDTH RULE" each, and "broken". */
static struct str
found(struct str text)
{
	struct sink sink;
	struct yaml *y = parse(&sink, text);
	struct out o;

	out_init(&o, &arena, -1);
	for (size_t i = 0; i < sink.n; i++)
		out_fmt(&o, "%s%u:%u+%u %s", i ? ", " : "", (unsigned)sink.p[i].line,
		    (unsigned)sink.p[i].column, (unsigned)sink.p[i].width,
		    rules[sink.p[i].rule].id);
	if (y->broken)
		out_text(&o, ", broken");
	for (size_t i = 0; i < sink.n; i++)
		if (!str_is(sink.p[i].path, "file.yaml") || sink.p[i].message.n == 0 ||
		    str_index(sink.p[i].message, '\n') < sink.p[i].message.n)
			out_text(&o, ", badly said");
	return out_all(&o);
}

static void
findings(void)
{
	static const struct {
		const char *name, *text, *want;
	} cases[] = {
	    {"nothing", "a: 1\n", ""},
	    {"no bytes", "", "1:1+1 empty"},
	    {"nothing but comments", "# c\n\n", "1:1+3 empty"},
	    {"an empty document", "a: 1\n---\n---\nb: 1\n", "2:1+1 empty"},
	    {"null alone", "a: 1\n--- ~\n", "2:1+1 empty"},
	    {"an anchor", "a: &x 1\n", "1:4+1 anchor"},
	    {"an anchor on a collection", "a: &x\n  b: 1\n", "1:4+1 anchor"},
	    {"an alias", "a: *really\nb: 1\n", "1:4+7 alias"},
	    {"an alias as a key", "*x : 1\nb: 2\n", "1:1+2 alias"},
	    {"a tag", "a: !!int 1\n", "1:4+1 tag"},
	    {"a tag of one's own", "a: !x {b: 1}\n", "1:4+1 tag"},
	    {"a tag that says nothing", "a: ! 1\n", "1:4+1 tag"},
	    {"an anchor and a tag", "a: &x !y 1\n", "1:4+1 anchor, 1:4+1 tag"},
	    {"a merge key", "<<: {a: 1}\nb: 2\n", "1:1+2 merge-key"},
	    {"a quoted merge key is a key", "\"<<\": 1\n", ""},
	    {"a key twice", "a: 1\nb: 2\n'a': 3\n", "3:1+3 duplicate-key"},
	    {"a key thrice", "a: 1\na: 2\na: 3\n", "2:1+1 duplicate-key, 3:1+1 duplicate-key"},
	    {"a key twice in flow", "a: {b: 1, b: 2}\n", "1:11+1 duplicate-key"},
	    {"a key twice in two mappings", "- a: 1\n- a: 1\n", ""},
	    {"keys twice among many",
		"a: 1\nb: 1\nc: 1\nd: 1\ne: 1\nf: 1\ng: 1\nh: 1\ni: 1\nj: 1\nk: 1\nl: 1\nb: 2\nm: 1\nb: 3\n",
		"13:1+1 duplicate-key, 15:1+1 duplicate-key"},
	    {"conflict markers", "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n",
		"2:1+7 conflict-marker, broken"},
	    {"conflict markers, CRLF", "a: 1\r\n<<<<<<< HEAD\r\nb: 1\r\n",
		"2:1+7 conflict-marker, broken"},
	    {"a conflict's base", "||||||| base\na: 1\n", "1:1+7 conflict-marker, broken"},
	    {"a conflict's end", "a: 1\n>>>>>>> theirs\n", "2:1+7 conflict-marker, broken"},
	    {"a marker without a name", "a: 1\n<<<<<<<\nb: 2\n", "2:1+7 conflict-marker, broken"},
	    {"a conflict's middle alone", "a: 1\n=======\nb: 2\n", "2:1+7 conflict-marker, broken"},
	    {"no marker in prose", "a: |\n  <<<<<<< HEAD\n  =======\n", ""},
	    {"no marker but eight signs", "a: 1\n========\n", "2:1+1 yaml-syntax, broken"},
	    {"a tab", "a:\n\tb: 1\n", "2:1+1 yaml-syntax, broken"},
	    {"a tab behind spaces", "a:\n  b: 1\n \tc: 1\n", "3:2+1 yaml-syntax, broken"},
	    {"a tab in a block scalar", "a: |\n\tx\n", "2:1+1 yaml-syntax, broken"},
	    {"tabs that do no harm", "a:\tx\nb: \"x\ty\"\t# c\nc: |\n  x\n  \tx\n", ""},
	    {"a list as a key", "[a]: 1\n", "1:1+1 yaml-syntax, broken"},
	    {"a mapping as a key", "{a: 1}: 1\n", "1:1+1 yaml-syntax, broken"},
	    {"no colon", "a: 1\nb\nc: 2\n", "2:1+1 yaml-syntax, broken"},
	    {"no colon at the end", "a: 1\nb\n", "2:1+1 yaml-syntax, broken"},
	    {"an open quote", "a: 1\nb: \"x\nc: 2\n", "2:4+1 yaml-syntax, broken"},
	    {"an open list", "a: [x\nb: 1\n", "1:4+1 yaml-syntax, broken"},
	    {"an open mapping", "a: {x: 1\nb: 1\n", "1:4+1 yaml-syntax, broken"},
	    {"a list with a comma missing", "a: [x: 1 y: 2]\n", "1:11+1 yaml-syntax, broken"},
	    {"%YAML 1.3", "%YAML 1.3\n---\na: 1\n", "1:1+1 yaml-syntax, broken"},
	    {"%YAML 1.2", "%YAML 1.2\n---\na: 1\n", ""},
	    {"emphasis", "why: *really* good\n", "1:6+1 yaml-syntax, broken"},
	    {"a link", "why: [link](x) is good\n", "1:12+1 yaml-syntax, broken"},
	    {"somebody", "why: @ada said so\n", "1:6+1 yaml-syntax, broken"},
	    {"code", "why: `x` is good\n", "1:6+1 yaml-syntax, broken"},
	    {"a colon in prose", "why: one thing: you\n", "1:15+1 yaml-syntax, broken"},
	    {"behind wide characters", "a: \xf0\x9f\x98\x80\xe6\x97\xa5 x: y\n",
		"1:8+1 yaml-syntax, broken"},
	    {"behind the BOM",
		"\xef\xbb\xbf"
		"a: b: c\n",
		"1:5+1 yaml-syntax, broken"},
	    {"half a file", "a: 1\nb:\n  - c: [1,\n", "3:8+1 yaml-syntax, broken"},
	    {"documents before the error are kept", "a: 1\n---\nb: c: d\n",
		"3:5+1 yaml-syntax, broken"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		is_str(found(str_of(cases[i].text)), cases[i].want, "found: %s", cases[i].name);
}

static void
encodings(void)
{
	static const struct {
		const char *name, *text;
		size_t n;
		const char *want;
	} cases[] = {
	    {"a byte that is no UTF-8", "a: 1\nb: \xc3(\n", 11, "2:4+1 encoding, broken"},
	    {"behind wide characters", "a: \xc3\xa9\xf0\x9f\x98\x80\xff\n", 11,
		"1:6+1 encoding, broken"},
	    {"cut short at the end", "a: \xe2\x82", 5, "1:4+1 encoding, broken"},
	    {"overlong", "a: \xc0\xaf\n", 6, "1:4+1 encoding, broken"},
	    {"a surrogate", "a: \xed\xa0\x80\n", 7, "1:4+1 encoding, broken"},
	    {"Latin-1", "a: caf\xe9\n", 8, "1:7+1 encoding, broken"},
	    {"a NUL", "a: 1\nb: \0\n", 10, "2:4+1 encoding, broken"},
	    {"an escape", "a: \x1b[31m\n", 9, "1:4+1 encoding, broken"},
	    {"a bell in a comment", "# \a\na: 1\n", 9, "1:3+1 encoding, broken"},
	    {"a carriage return alone", "a: 1\r\nb: 2\rc: 3\n", 15, "2:5+1 encoding, broken"},
	    {"and at the end", "a: 1\r", 5, "1:5+1 encoding, broken"},
	    {"DEL", "a: \x7f\n", 5, "1:4+1 encoding, broken"},
	    {"C1", "a: \xc2\x9b\n", 6, "1:4+1 encoding, broken"},
	    {"no character", "a: \xef\xbf\xbe\n", 7, "1:4+1 encoding, broken"},
	    {"a BOM within", "a: \xef\xbb\xbf\n", 7, "1:4+1 encoding, broken"},
	    {"two BOMs",
		"\xef\xbb\xbf\xef\xbb\xbf"
		"a: 1\n",
		11, "1:1+1 encoding, broken"},
	    {"UTF-16, little end first",
		"\xff\xfe"
		"a\0:\0",
		6, "1:1+1 encoding, broken"},
	    {"UTF-16, big end first", "\xfe\xff\0a\0:", 6, "1:1+1 encoding, broken"},
	    {"UTF-16 without a BOM", "a\0:\0 \0", 6, "1:1+1 encoding, broken"},
	    {"UTF-32", "\0\0\0a", 4, "1:1+1 encoding, broken"},
	    {"a NUL escaped", "a: \"x\\0\"\n", 9, "1:4+5 encoding"},
	    {"an escape escaped", "a: \"\\e[31m\"\n", 12, "1:4+8 encoding"},
	    {"an escape escaped in a key", "\"\\x1b\": 1\n", 10, "1:1+6 encoding"},
	    {"other escapes", "a: \"\\t\\n\\u00e9\\U0001F600\"\n", 26, ""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		is_str(found((struct str){cases[i].text, cases[i].n}), cases[i].want,
		    "encoding: %s", cases[i].name);
}

/* NEL and U+2028 end lines for libyaml, but neither for YAML 1.2 nor in an editor. */
static void
line_ends_of_unicode(void)
{
	static const struct span_case cases[] = {
	    {"in a comment", "# c\xe2\x80\xa8owner: x\na: 1\n", "---|map[a: 1]|a=int[1]"},
	    {"NEL in a comment", "# c\xc2\x85owner: x\na: 1\n", "---|map[a: 1]|a=int[1]"},
	    {"in plain text", "a: x\xc2\x85y: z\xe2\x80\xa9w\n", " and 1 findings, broken"},
	    {"in plain text, alone", "a: x\xc2\x85y\nb: 1\n",
		"---|map[a: x\xc2\x85y\nb: 1]|a=str[x\xc2\x85y]|b=int[1]"},
	    {"in a block scalar", "a: |\n  x\xe2\x80\xa8y\n  z\xc2\x85w\nb: 1\n",
		"---|map[a: |\n  x\xe2\x80\xa8y\n  z\xc2\x85w\nb: 1]|"
		"a=str[|\n  x\xe2\x80\xa8y\n  z\xc2\x85w](x\xe2\x80\xa8y\nz\xc2\x85w\n)|b=int[1]"},
	    {"in a folded one", "a: >\n  x\xe2\x80\xa8\n  y\n",
		"---|map[a: >\n  x\xe2\x80\xa8\n  y]|a=str[>\n  x\xe2\x80\xa8\n  y](x\xe2\x80\xa8 y\n)"},
	    {"in quotes", "a: \"x\xe2\x80\xa8 y\"\nb: 'x\xc2\x85'\n",
		"---|map[a: \"x\xe2\x80\xa8 y\"\nb: 'x\xc2\x85']|a=str[\"x\xe2\x80\xa8 y\"](x\xe2\x80\xa8 y)|"
		"b=str['x\xc2\x85'](x\xc2\x85)"},
	    {"in a key",
		"a\xe2\x80\xa8"
		"b: 1\n",
		"---|map[a\xe2\x80\xa8"
		"b: 1]|a\xe2\x80\xa8"
		"b=int[1]"},
	};

	check_spans("U+2028", cases, sizeof cases / sizeof *cases);
	is_str(found(S("# \xe2\x80\xa8\xc2\x85\na: \"\xe2\x80\xa9\" x: y\n")),
	    "2:8+1 yaml-syntax, broken", "they are no lines where something is found");
	is_str(found(S("a: \"\xe2\x80\xa8\"\na: 1\n")), "2:1+1 duplicate-key", "nor behind them");
}

static struct str
repeat(const char *piece, size_t n, const char *end)
{
	size_t length = strlen(piece);
	char *p = arena_bytes(&arena, n * length + strlen(end) + 1);

	for (size_t i = 0; i < n; i++)
		memcpy(p + i * length, piece, length);
	strcpy(p + n * length, end);
	return (struct str){p, n * length + strlen(end)};
}

/* Behind 1,024 characters libyaml takes no key: it is never taken for something else in silence. */
static void
long_keys(void)
{
	static const char *const forms[] = {"%s: v\n", "a: 1\n%s: v\n", "\"%s\": v\n", "{%s: v}\n",
	    "- %s: v\n", "a:\n  %s: v\n", "[%s: v]\n", "%s:\n  v: 1\n", "? %s\n: v\n"};
	struct str key = repeat("k", 1025, "");
	struct sink sink;

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		char text[2000];
		struct yaml *y;

		snprintf(text, sizeof text, forms[i], key.p);
		y = parse(&sink, str_dup(&arena, str_of(text)));
		ok(y->broken && sink.n == 1 && sink.p[0].rule == RULE_LIMIT, "a key too long: %s",
		    forms[i]);
		snprintf(text, sizeof text, forms[i], key.p + 5);
		y = parse(&sink, str_dup(&arena, str_of(text)));
		ok(!y->broken && sink.n == 0, "a key as long as allowed: %s", forms[i]);
	}
}

static void
messages(void)
{
	struct sink sink;

	parse(&sink, S("a: 1\nb: 2\n\"a\": 3\n"));
	is_str(sink.p[0].message, "key \"a\" stands here twice, first on line 1", "duplicate key");
	parse(&sink, S("a: *x\n"));
	ok(str_find(sink.p[0].help, S("|")) < sink.p[0].help.n, "an alias: prose goes behind |");
	parse(&sink, S("why: @ada\n"));
	ok(str_find(sink.p[0].help, S("|")) < sink.p[0].help.n, "@: prose goes behind |");
	parse(&sink, S("a: \x1b\n"));
	is_str(sink.p[0].message, "control character U+001B", "a control character is named");
	parse(&sink, S("a: \xff\n"));
	is_str(sink.p[0].message, "byte 0xff is not UTF-8", "a byte is named");
}

/* Values of what is refused say no more than that. */
static void
refused(void)
{
	struct sink sink;
	struct yaml *y = parse(&sink, S("a: *x\nb: !!str 1\nc: &x 1\nd: 1\n*x : 1\n<<: 1\n"));
	struct node *root = y->docs[0].root;

	ok(!y->broken, "what is refused does not end the file");
	is_num(root->n, 4, "entries under refused keys are left out");
	ok(node_get(root, S("a"))->refused && node_get(root, S("b"))->refused, "alias and tag");
	ok(!node_get(root, S("c"))->refused && !node_get(root, S("d"))->refused,
	    "an anchor is not");
}

int
main(void)
{
	collections();
	empty_values();
	plain_and_quoted();
	block_scalars();
	bytes_and_lines();
	styles();
	findings();
	encodings();
	line_ends_of_unicode();
	long_keys();
	messages();
	refused();
	arena_free(&arena);
	return done();
}
