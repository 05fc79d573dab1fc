#include <sys/resource.h>

#include "out.h"
#include "tap.h"
#include "yaml.h"

static struct arena arena;

static struct yaml *
parse(struct sink *sink, struct str text)
{
	*sink = (struct sink){.arena = &arena};
	return yaml_parse(&arena, sink, S("file.yaml"), text);
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

/* Is the first thing too deep at this column, and nothing else said? */
static bool
is_limited(struct str text, uint32_t column)
{
	struct sink sink;
	struct yaml *y = parse(&sink, text);

	return y->broken && sink.n == 1 && sink.p[0].rule == RULE_LIMIT && sink.p[0].line == 1 &&
	       sink.p[0].column == column;
}

/* n lists in lists. */
static struct str
lists(size_t n)
{
	return str_fmt(&arena, "%s%s\n", repeat("[", n, "").p, repeat("]", n, "").p);
}

static void
nested(void)
{
	struct sink sink;

	ok(is_limited(repeat("{a: ", 50000, ""), 401), "50,000 open mappings");
	ok(is_limited(repeat("[", 1000000, ""), 101), "1,000,000 open lists");
	ok(is_limited(repeat("- ", 1000000, "x\n"), 201), "1,000,000 lists in lists");
	ok(is_limited(lists(YAML_DEPTH + 1), 101), "one level too deep");
	ok(!parse(&sink, lists(YAML_DEPTH))->broken && sink.n == 0, "as deep as allowed");
}

/* The keys k0 to k99999 twice, in an order that jumps about, with sep behind each. */
static struct str
shuffled_keys(const char *begin, const char *sep, const char *end)
{
	struct out o;

	out_init(&o, &arena, -1);
	out_text(&o, begin);
	for (unsigned i = 0; i < 200000; i++)
		out_fmt(&o, "k%u: 1%s", (unsigned)((uint64_t)i * 77777 % 100000), sep);
	out_text(&o, end);
	return out_all(&o);
}

static void
many(void)
{
	struct sink sink;
	struct yaml *y = parse(&sink, repeat("a: 1\n", 100000, ""));

	ok(!y->broken && sink.n == 99999 && sink.p[99998].line == 100000, "a key 100,000 times");
	y = parse(&sink, repeat("- a: 1\n  a: 1\n", 50000, ""));
	ok(!y->broken && sink.n == 50000, "a key twice in 50,000 mappings");
	y = parse(&sink, shuffled_keys("", "\n", ""));
	ok(!y->broken && sink.n == 100000, "100,000 keys twice");
	y = parse(&sink, shuffled_keys("{", ", ", "}\n"));
	ok(!y->broken && sink.n == 100000, "100,000 keys twice on one line");
	sink_sort(&sink);
	ok(sink.p[99999].line == 1 && sink.p[99999].column == y->bytes.n - 12,
	    "and where the last is");
	y = parse(&sink, repeat("- &a x\n- *a\n", 100000, ""));
	ok(!y->broken && sink.n == 200000 && sink.p[199999].line == 200000, "100,000 anchors");
	y = parse(&sink, repeat("- &a [*a, *a]\n", 50000, ""));
	ok(!y->broken && sink.n == 150000, "no alias is ever followed");
	y = parse(&sink, repeat("---\n", 100000, ""));
	ok(!y->broken && y->n_docs == 100000 && sink.n == 100000, "100,000 documents");
	y = parse(&sink, repeat("# c\n", 1000000, "a: 1\n"));
	ok(!y->broken && y->n_docs == 1, "1,000,000 comments");
	y = parse(&sink, repeat("\xf0\x9f\x98\x80", 1000000, "\n"));
	ok(!y->broken && y->docs[0].root->to == 4000000, "1,000,000 wide characters");
	y = parse(&sink,
	    (struct str){arena_alloc(&arena, (size_t)YAML_LARGEST + 1), (size_t)YAML_LARGEST + 1});
	ok(y->broken && sink.n == 1 && sink.p[0].rule == RULE_LIMIT && y->n_docs == 0, "too large");
}

/* Places in a file that is large enough to have some remembered. */
static void
places(void)
{
	static const char piece[] = "# \xc3\xa9\xf0\x9f\x98\x80\xe2\x80\xa8-\r\n# 1234567\n";
	struct str text = repeat(piece, 500, "a: 1\n");
	struct sink sink;
	struct yaml *y = parse(&sink, text);
	uint64_t state = 1;
	int wrong = 0;

	ok(y->places != NULL, "a large file");
	for (int i = 0; i < 5000; i++) {
		size_t offset = random_below(&state, text.n + 1);
		struct text_at at, want = {0};

		while (offset < text.n && ((unsigned char)text.p[offset] & 0xc0) == 0x80)
			offset--;
		text_seek(&want, text, offset);
		at = yaml_at(y, offset);
		wrong +=
		    at.line != want.line || at.column != want.column || at.offset != want.offset;
	}
	ok(wrong == 0, "5,000 random places are where counting from the beginning finds them");
	ok(yaml_at(y, text.n + 1000).line == 1002, "behind the end");
}

int
main(void)
{
	struct rlimit limit = {60, 60};

	setrlimit(RLIMIT_CPU, &limit);
	places();
	nested();
	many();
	arena_free(&arena);
	return done();
}
