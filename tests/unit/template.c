#include "template.h"

#include "field.h"
#include "kind.h"
#include "scalar.h"
#include "tap.h"
#include "yaml.h"

static struct arena arena;

static const struct node *
parse(struct str text)
{
	struct sink sink = {.arena = &arena};
	const struct yaml *y = yaml_parse(&arena, &sink, S("test.yaml"), text);

	return sink.n || y->n_docs != 1 ? NULL : y->docs[0].root;
}

static void
plain_and_quoted(void)
{
	static const struct {
		const char *text, *block, *flow;
	} cases[] = {
	    {"Checkout feels instant", "Checkout feels instant", "Checkout feels instant"},
	    {"ada@example.org", "ada@example.org", "ada@example.org"},
	    {"caf\xc3\xa9 \xe2\x80\x94 100 %", "caf\xc3\xa9 \xe2\x80\x94 100 %",
		"caf\xc3\xa9 \xe2\x80\x94 100 %"},
	    {"Yes: no #1", "\"Yes: no #1\"", "\"Yes: no #1\""},
	    {"C# and F#", "C# and F#", "C# and F#"},
	    {"issue #1", "\"issue #1\"", "\"issue #1\""},
	    {"12:30", "12:30", "\"12:30\""},
	    {"that:", "\"that:\"", "\"that:\""},
	    {"faster, better", "faster, better", "\"faster, better\""},
	    {"a [b]", "a [b]", "\"a [b]\""},
	    {"[a]", "\"[a]\"", "\"[a]\""},
	    {"2026", "\"2026\"", "\"2026\""},
	    {"1e3", "\"1e3\"", "\"1e3\""},
	    {"true", "\"true\"", "\"true\""},
	    {"null", "\"null\"", "\"null\""},
	    {"~", "\"~\"", "\"~\""},
	    {"", "\"\"", "\"\""},
	    {" a", "\" a\"", "\" a\""},
	    {"a ", "\"a \"", "\"a \""},
	    {"- a", "\"- a\"", "\"- a\""},
	    {"...", "\"...\"", "\"...\""},
	    {"*really*", "\"*really*\"", "\"*really*\""},
	    {"say \"no\"", "say \"no\"", "say \"no\""},
	    {"\"no\" \\ yes", "\"\\\"no\\\" \\\\ yes\"", "\"\\\"no\\\" \\\\ yes\""},
	    {"two\nlines\t.", "\"two\\nlines\\t.\"", "\"two\\nlines\\t.\""},
	    {"a\xe2\x80\xa8z", "\"a\\u2028z\"", "\"a\\u2028z\""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str s = str_of(cases[i].text);

		is_str(scalar_text(&arena, s, false), cases[i].block, "scalar %zu", i);
		is_str(scalar_text(&arena, s, true), cases[i].flow, "scalar %zu in a list", i);
	}
}

/* What is written reads back as the same string, save for what YAML or whet refuse anyhow. */
static void
round_trip(void)
{
	static const char *const parts[] = {"a", "1", ":", " ", "#", "-", "[", "]", "{", ",", "}",
	    "\"", "'", "\\", "\n", "\t", "!", "&", "*", "|", ">", "%", "@", "`", "?", "=", ".", "~",
	    "\xc3\xa9", "\xe2\x80\xa9", "\xc2\x85", "\xf0\x9f\x8e\x88", "null", "yes", "0x1"};
	uint64_t state = 7;
	size_t wrong = 0;

	for (int i = 0; i < 20000; i++) {
		struct arena_mark mark = arena_mark(&arena);
		struct str s = S("");
		const struct node *block, *flow;

		for (size_t n = random_below(&state, 8); n > 0; n--)
			s = str_fmt(&arena, "%.*s%s", SV(s),
			    parts[random_below(&state, sizeof parts / sizeof *parts)]);
		block =
		    parse(str_fmt(&arena, "a: %.*s\nb: 1\n", SV(scalar_text(&arena, s, false))));
		flow = parse(str_fmt(&arena, "a: [%.*s, 1]\n", SV(scalar_text(&arena, s, true))));
		block = node_get(block, S("a"));
		flow = node_get(flow, S("a"));
		if (!block || !flow || !str_eq(node_str(block), s) ||
		    !str_eq(node_str(flow->first), s)) {
			if (!wrong++)
				note("\"%.*s\"", SV(s));
		}
		arena_rewind(&arena, mark);
	}
	is_num((double)wrong, 0, "scalars read back as they were");
}

static void
blocks(void)
{
	static const char *const texts[] = {"one: line #1", "two\nlines", "a gap\n\nand more",
	    "- a\n- b"};

	is_str(scalar_block(&arena, S("a\n\nb\n\n"), 2), "|\n  a\n\n  b", "block");
	is_str(scalar_block(&arena, S(""), 2), "\"\"", "no text is no block");
	is_str(scalar_block(&arena, S("  a"), 2), "\"  a\"", "indented text is no block");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const struct node *root = parse(str_fmt(&arena, "a: %.*s\nb: c\n",
		    SV(scalar_block(&arena, str_of(texts[i]), 2))));

		is_str(str_trim(node_str(node_get(root, S("a")))), texts[i], "block %zu", i);
	}
	is_str(scalar_comment(&arena, S("a\nb\xe2\x80\xa8z")), "a b z",
	    "comments stay on their line");
}

static void
filling(void)
{
	const struct template_value values[] = {{"a", S("x")}, {"b", S("y: z")}, {"c", S("1, 2")}};
	struct str text =
	    S("# ({{b}})\nk: {{a}}\nl: {{b}} # c\nm: [{{a}}, {{c}}]\nn: r:{{b}}\n{{c}}: 1\n");

	is_str(template_fill(&arena, text, values, 3, TEMPLATE_YAML),
	    "# (y: z)\nk: x\nl: \"y: z\" # c\nm: [x, \"1, 2\"]\nn: r:y: z\n1, 2: 1\n",
	    "quoted where it begins a scalar");
	is_str(template_fill(&arena, S("# {{b}}, {{a}}"), values, 3, TEMPLATE_TEXT), "# y: z, x",
	    "text as it is");
	ok(template_asks(text, "a"), "a placeholder in use");
	ok(!template_asks(S("# {{a}}\n# k: {{a}}\n"), "a"), "in comments only");
	ok(template_asks(S("k: [{{b}}, {{a}}]"), "a"), "the second of a line");
}

static void
setting(void)
{
	struct str text =
	    S("# About it.\nkind: k\n\n# One.\none: 1\n\n# More.\n# two: |\n#   a\n#   b\n\n"
	      "three:\n  a: 1\n  # b: 2\n\nlast: 1\n");

	is_str(template_set(&arena, text, S("one"), S("[a]")),
	    "# About it.\nkind: k\n\n# One.\none: [a]\n\n# More.\n# two: |\n#   a\n#   b\n\n"
	    "three:\n  a: 1\n  # b: 2\n\nlast: 1\n",
	    "a key in use");
	is_str(template_set(&arena, text, S("two"), S("|\n  c")),
	    "# About it.\nkind: k\n\n# One.\none: 1\n\n# More.\ntwo: |\n  c\n\n"
	    "three:\n  a: 1\n  # b: 2\n\nlast: 1\n",
	    "a key that is commented out");
	is_str(template_set(&arena, text, S("three"), S("\n  c: 3")),
	    "# About it.\nkind: k\n\n# One.\none: 1\n\n# More.\n# two: |\n#   a\n#   b\n\n"
	    "three:\n  c: 3\n\nlast: 1\n",
	    "all lines of a value");
	is_str(template_set(&arena, S("last: 1\n"), S("last"), S("2")), "last: 2\n",
	    "the last one");
	is_str(template_set(&arena, S("a: 1\n"), S("x-b"), S("2")), "a: 1\n\nx-b: 2\n",
	    "a new key");
	is_str(template_set(&arena, S("ab: 1\n"), S("a"), S("2")), "ab: 1\n\na: 2\n",
	    "a key that begins like another");
	is_str(template_comment(&arena, text, S("three")),
	    "# About it.\nkind: k\n\n# One.\none: 1\n\n# More.\n# two: |\n#   a\n#   b\n\n"
	    "# three:\n#   a: 1\n#   # b: 2\n\nlast: 1\n",
	    "commented out");
	is_str(template_comment(&arena, S("# a: 1\n"), S("a")), "# a: 1\n",
	    "commented out already");
	is_str(template_get(text, S("one")), "1", "what stands there");
	is_str(template_get(text, S("two")), "|", "in a comment");
	is_str(template_get(text, S("four")), "", "nothing");
}

/* Every key of a kind can be set in its template. */
static void
all_templates(void)
{
	for (int kind = KIND_NONE + 1; kind < KINDS; kind++) {
		const struct table *t = kinds[kind].table;
		struct str text = template_find(str_fmt(&arena, "%s.yaml", kinds[kind].name).p);
		size_t missing = 0;

		for (size_t i = 0; i < t->n; i++) {
			struct str key = str_of(t->fields[i].key);
			struct str set = template_set(&arena, text, key, S("x"));

			if (str_starts(set, text)) {
				note("%s has no line for %.*s", kinds[kind].name, SV(key));
				missing++;
			}
		}
		is_num((double)missing, 0, "%s has a line for every key", kinds[kind].name);
	}
}

int
main(void)
{
	plain_and_quoted();
	round_trip();
	blocks();
	filling();
	setting();
	all_templates();
	arena_free(&arena);
	return done();
}
