#include "str.h"

#include <locale.h>
#include <string.h>

#include "tap.h"

static struct arena arena;

static void
comparing(void)
{
	struct str none = {NULL, 0};

	ok(str_eq(none, S("")), "no string is the empty string");
	ok(str_eq(S("a\0b"), (struct str){"a\0b", 3}), "a NUL is a byte like others");
	ok(!str_eq(S("a\0b"), S("a\0c")), "what stands behind a NUL counts");
	ok(!str_eq(S("ab"), S("a")), "a prefix is not equal");
	ok(str_is(none, NULL) && str_is(S("a"), "a") && !str_is(S("a"), "b"), "str_is");
	ok(str_cmp(S("a"), S("ab")) < 0 && str_cmp(S("ab"), S("a")) > 0, "the shorter is first");
	ok(str_cmp(S("\xff"), S("a")) > 0, "bytes are unsigned");
	ok(str_cmp(none, S("")) == 0 && str_cmp(none, S("a")) < 0, "nothing is first");
	ok(str_starts(S("abc"), S("ab")) && str_starts(none, none), "starts");
	ok(!str_starts(S("a"), S("ab")) && !str_starts(S("abc"), S("b")), "does not start");
	ok(str_ends(S("abc"), S("bc")) && str_ends(S("a"), none), "ends");
	ok(!str_ends(S("a"), S("ba")) && !str_ends(S("abc"), S("b")), "does not end");
}

static void
cutting(void)
{
	struct str s = S("key=value"), head, rest;

	is_str(str_sub(s, 4, 99), "value", "a part is clamped");
	is_str(str_sub(s, 9, 9), "", "an empty part");
	ok(str_sub(s, 9, 9).p == s.p + 9 && str_sub(s, 99, 99).p == s.p + 9, "it lies at the end");
	ok(str_sub(s, 5, 2).n == 0, "a part that ends before it begins");
	ok(str_sub((struct str){NULL, 0}, 1, 2).p == NULL, "a part of nothing");
	is_str(str_trim(S(" \t\r\na b\n ")), "a b", "trimmed");
	is_str(str_trim(S(" \n")), "", "nothing but blanks");
	is_str(str_trim((struct str){NULL, 0}), "", "nothing trimmed");
	ok(str_cut(&head, &rest, s, '='), "cut");
	is_str(head, "key", "head");
	is_str(rest, "value", "rest");
	ok(str_cut(&head, &rest, S("key="), '='), "cut at the end");
	ok(str_is(head, "key") && rest.n == 0 && *rest.p == '\0', "an empty rest lies at the end");
	ok(!str_cut(&head, &rest, S("key"), '='), "nothing to cut at");
	ok(str_is(head, "key") && rest.n == 0, "all is head");
	ok(!str_cut(&head, &rest, (struct str){NULL, 0}, '=') && head.n == 0, "cutting nothing");
}

static void
finding(void)
{
	ok(str_index(S("abc"), 'c') == 2 && str_index(S("abc"), 'd') == 3, "a byte");
	ok(str_index((struct str){NULL, 0}, 'a') == 0, "a byte in nothing");
	ok(str_find(S("aab"), S("ab")) == 1, "a string after a false start");
	ok(str_find(S("abab"), S("ab")) == 0, "the first of two");
	ok(str_find(S("abc"), S("bcd")) == 3, "one that is cut off");
	ok(str_find(S("abc"), S("abcd")) == 3, "one that is too long");
	ok(str_find(S("abc"), S("")) == 0, "the empty string is at once there");
	ok(str_find(S("a\0b"), S("\0b")) == 1, "behind a NUL");
	ok(str_find((struct str){NULL, 0}, S("a")) == 0, "in nothing");
}

/* Any byte at any place of a text that is longer than what is looked at at once. */
static void
printable(void)
{
	enum { LONG = 70 };
	char text[LONG];
	int wrong = 0;

	for (int c = 0; c < 256; c++)
		for (size_t at = 0; at < LONG; at++) {
			struct str s = {text, LONG};
			size_t plain = c >= 0x20 && c < 0x7f ? LONG : at;

			memset(text, 'a', LONG);
			text[at] = (char)c;
			wrong += str_printable(s, false) != plain;
			wrong += str_printable(s, true) != (c == '\n' ? LONG : plain);
		}
	ok(wrong == 0, "printable up to any byte at any place");
	ok(str_printable(S(""), false) == 0, "nothing is printable");
}

static void
copying(void)
{
	struct str dup = str_dup(&arena, (struct str){NULL, 0}), s = S("a\0b");
	char *c = str_c(&arena, str_sub(S("abc"), 0, 2));
	char long_text[1001];

	ok(dup.p && dup.n == 0, "a copy of nothing is empty, not absent");
	dup = str_dup(&arena, s);
	ok(str_eq(dup, s) && dup.p != s.p && dup.p[3] == '\0', "a copy");
	is_str(str_of(c), "ab", "a C string");
	is_str(str_fmt(&arena, "%s %d", "a", 7), "a 7", "formatted");
	memset(long_text, 'x', 1000);
	long_text[1000] = '\0';
	ok(str_is(str_fmt(&arena, "%s", long_text), long_text), "formatted long");
	ok(*str_fmt(&arena, "%s", "").p == '\0', "formatted to nothing, with a NUL");
}

static void
numbers(void)
{
	static const struct {
		const char *text;
		double value; /* NaN: no number */
	} cases[] = {
	    {"0", 0},
	    {"-0", 0},
	    {"+1", 1},
	    {"1.", 1},
	    {".5", 0.5},
	    {"1e3", 1000},
	    {"1E-2", 0.01},
	    {"0x1F", 31},
	    {"1e308", 1e308},
	    {"1e-320", 1e-320},
	    {"1e309", NAN},
	    {"inf", NAN},
	    {"-inf", NAN},
	    {"+nan", NAN},
	    {"nan", NAN},
	    {"infinity", NAN},
	    {"", NAN},
	    {".", NAN},
	    {"-", NAN},
	    {"+-1", NAN},
	    {" 1", NAN},
	    {"\v1", NAN},
	    {"1 ", NAN},
	    {"1\n", NAN},
	    {"1,5", NAN},
	    {"1_000", NAN},
	    {"1e", NAN},
	    {"12:30", NAN},
	    {"one", NAN},
	};
	char digits[600];
	double d;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		d = -7;
		if (str_number(&d, str_of(cases[i].text)))
			is_num(d, cases[i].value, "number \"%s\"", cases[i].text);
		else
			ok(isnan(cases[i].value) && d == -7, "no number \"%s\"", cases[i].text);
	}
	ok(!str_number(&d, S("1\0")), "no number with a NUL behind it");
	ok(!str_number(&d, (struct str){NULL, 0}), "nothing is no number");
	ok(str_number(&d, str_sub(S("123"), 0, 2)) && d == 12, "no more than the string is read");
	memset(digits, '1', sizeof digits);
	ok(str_number(&d, (struct str){digits, 300}) && d > 1e299, "300 digits");
	ok(!str_number(&d, (struct str){digits, 511}), "511 digits are too great");
	digits[0] = '.';
	ok(str_number(&d, (struct str){digits, 511}) && d < 0.2, "511 bytes");
	ok(!str_number(&d, (struct str){digits, 512}), "512 bytes");
}

static void
distances(void)
{
	static const struct {
		const char *a, *b;
		size_t distance;
	} cases[] = {
	    {"", "", 0},
	    {"", "abc", 3},
	    {"abc", "abc", 0},
	    {"owner", "ownr", 1},
	    {"ownr", "owner", 1},
	    {"owner", "onwer", 1},
	    {"owner", "ownerx", 1},
	    {"owner", "owber", 1},
	    {"kitten", "sitting", 3},
	    {"abcd", "badc", 2},
	    {"ca", "abc", 3}, /* no byte is edited twice; Damerau's own distance is 2 */
	    {"a", "b", 1},
	    {"ab", "ba", 1},
	    {"due", "title", 4},
	};
	char a[66], b[66];

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str left = str_of(cases[i].a), right = str_of(cases[i].b);

		is_num((double)str_distance(left, right, 10), (double)cases[i].distance,
		    "from \"%s\" to \"%s\"", cases[i].a, cases[i].b);
		is_num((double)str_distance(right, left, 10), (double)cases[i].distance,
		    "and back");
	}
	is_num((double)str_distance(S("kitten"), S("sitting"), 3), 3, "as many as the limit");
	is_num((double)str_distance(S("kitten"), S("sitting"), 2), 3, "more than the limit");
	is_num((double)str_distance(S("a"), S("abcdef"), 2), 3, "lengths that differ too much");
	is_num((double)str_distance(S("a"), S("b"), 0), 1, "limit 0, not equal");
	is_num((double)str_distance(S("a"), S("a"), 0), 0, "limit 0, equal");
	memset(a, 'a', sizeof a);
	memset(b, 'a', sizeof b);
	b[63] = 'b';
	is_num((double)str_distance((struct str){a, 64}, (struct str){b, 64}, 5), 1, "64 bytes");
	is_num((double)str_distance((struct str){a, 65}, (struct str){b, 65}, 5), 6, "65 bytes");
}

/* The distance by its definition, for strings of at most 5 bytes. */
static size_t
plain_distance(struct str a, struct str b)
{
	size_t best, other;

	if (a.n == 0 || b.n == 0)
		return a.n + b.n;
	best = plain_distance(str_sub(a, 1, a.n), b) + 1;
	other = plain_distance(a, str_sub(b, 1, b.n)) + 1;
	best = other < best ? other : best;
	other = plain_distance(str_sub(a, 1, a.n), str_sub(b, 1, b.n)) + (a.p[0] != b.p[0]);
	best = other < best ? other : best;
	if (a.n > 1 && b.n > 1 && a.p[0] == b.p[1] && a.p[1] == b.p[0]) {
		other = plain_distance(str_sub(a, 2, a.n), str_sub(b, 2, b.n)) + 1;
		best = other < best ? other : best;
	}
	return best;
}

static void
random_distances(void)
{
	uint64_t state = 1;
	size_t wrong = 0;

	for (int i = 0; i < 3000; i++) {
		char bytes[10];
		struct str a = {bytes, random_below(&state, 6)};
		struct str b = {bytes + 5, random_below(&state, 6)};
		size_t limit = random_below(&state, 6), want;

		for (int j = 0; j < 10; j++)
			bytes[j] = (char)('a' + random_below(&state, 3));
		want = plain_distance(a, b);
		if (str_distance(a, b, limit) == (want <= limit ? want : limit + 1))
			continue;
		if (!wrong++)
			note("\"%.*s\" \"%.*s\": want %zu, limit %zu", SV(a), SV(b), want, limit);
	}
	ok(wrong == 0, "3000 random distances as by the definition");
}

static void
guesses(void)
{
	static const struct {
		const char *word;
		const char *want; /* of owner, title, due, id; NULL for none */
	} cases[] = {
	    {"ownr", "owner"},
	    {"onwer", "owner"},
	    {"titel", "title"},
	    {"Title", "title"},
	    {"deu", "due"},
	    {"dew", NULL},
	    {"ix", "id"},
	    {"x", NULL},
	    {"xy", NULL},
	    {"due", "due"},
	    {"description", NULL},
	    {"", NULL},
	};
	static const char *const names[] = {"owner", "title", "due", "id"};
	static const struct {
		const char *word, *candidates[3], *want;
	} forms[] = {
	    {"P99", {"p95", "p99"}, "p99"},
	    {"p99", {"P99", "p99"}, "p99"},
	    {"KEY-RESULTS", {"key_results"}, "key_results"},
	    {"keyResults", {"key_results", "results"}, "key_results"},
	    {"engineer3", {"engineer", "engineer-2", "engineer-3"}, "engineer-3"},
	    {"incident response", {"incident-response"}, "incident-response"},
	    {"category", {"categories"}, "categories"},
	    {"opportunities", {"opportunity"}, "opportunity"},
	    {"kr", {"krs"}, "krs"},
	    {"ADA", {"ida", "ada"}, "ada"},
	    {"boss", {"bos"}, "bos"},
	    {"warn", {"warning"}, "warning"},
	    {"minimum", {"min", "max"}, "min"},
	    {"due_date", {"due", "date"}, "due"},
	    {"base", {"baseline"}, "baseline"},
	    {"team", {"team-reliability"}, ""},
	    {"ob", {"observability"}, ""},
	    {"payment", {"payments-platform", "payments"}, "payments"},
	    /* In whatever order. */
	    {"abcde", {"abcdy", "abcdx"}, "abcdx"},
	    {"abcde", {"abcdx", "abcdy"}, "abcdx"},
	};
	struct str_guess g = {.word = S("abcdef")};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct str_guess guess = {.word = str_of(forms[i].word)};

		for (size_t j = 0; j < 3 && forms[i].candidates[j]; j++)
			str_guess(&guess, str_of(forms[i].candidates[j]));
		is_str(guess.best, forms[i].want, "what \"%s\" is near to", forms[i].word);
	}
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str_guess guess = {.word = str_of(cases[i].word)};

		for (size_t j = 0; j < 4; j++)
			str_guess(&guess, str_of(names[j]));
		ok(!guess.best.p == !cases[i].want && str_is(guess.best, cases[i].want),
		    "\"%s\" is meant as %s", cases[i].word,
		    cases[i].want ? cases[i].want : "nothing");
	}
	str_guess(&g, S("abcdxx"));
	str_guess(&g, S("abcdex"));
	str_guess(&g, S("abcdey"));
	is_str(g.best, "abcdex", "the first of the nearest");
	is_num((double)g.distance, 1, "and how near it is");
	str_guess(&g, S("abcdef"));
	str_guess(&g, S("abcde"));
	is_str(g.best, "abcdef", "nothing is nearer than the word itself");
}

static void
utf8_forms(void)
{
	static const struct {
		const char *bytes;
		int32_t first; /* -1: invalid */
		const char *name;
	} cases[] = {
	    {"A", 'A', "ASCII"},
	    {"\x7f", 0x7f, "the last of one byte"},
	    {"\xc2\x80", 0x80, "the first of two bytes"},
	    {"\xdf\xbf", 0x7ff, "the last of two bytes"},
	    {"\xe0\xa0\x80", 0x800, "the first of three bytes"},
	    {"\xed\x9f\xbf", 0xd7ff, "the last before the surrogates"},
	    {"\xee\x80\x80", 0xe000, "the first behind the surrogates"},
	    {"\xef\xbf\xbf", 0xffff, "the last of three bytes"},
	    {"\xf0\x90\x80\x80", 0x10000, "the first of four bytes"},
	    {"\xf4\x8f\xbf\xbf", 0x10ffff, "the last of all"},
	    {"\xf4\x90\x80\x80", -1, "one too many"},
	    {"\xf5\x80\x80\x80", -1, "a first byte that is too great"},
	    {"\xff", -1, "0xff"},
	    {"\xfe", -1, "0xfe"},
	    {"\x80", -1, "a following byte alone"},
	    {"\xbf", -1, "the last following byte alone"},
	    {"\xc0\x80", -1, "an overlong NUL"},
	    {"\xc1\xbf", -1, "an overlong form of two bytes"},
	    {"\xe0\x80\x80", -1, "an overlong NUL of three bytes"},
	    {"\xe0\x9f\xbf", -1, "an overlong form of three bytes"},
	    {"\xf0\x80\x80\x80", -1, "an overlong NUL of four bytes"},
	    {"\xf0\x8f\xbf\xbf", -1, "an overlong form of four bytes"},
	    {"\xed\xa0\x80", -1, "the first surrogate"},
	    {"\xed\xbf\xbf", -1, "the last surrogate"},
	    {"\xc3", -1, "the first of two bytes alone"},
	    {"\xe2\x82", -1, "two of three bytes"},
	    {"\xf0\x9f\x98", -1, "three of four bytes"},
	    {"\xc3(", -1, "a byte that does not follow"},
	    {"\xe2(\x82", -1, "a byte that does not follow, second"},
	    {"\xf0\x9f\x98(", -1, "a byte that does not follow, fourth"},
	    {"\xf8\x88\x80\x80\x80", -1, "five bytes"},
	    {"\xfc\x84\x80\x80\x80\x80", -1, "six bytes"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str s = str_of(cases[i].bytes), rest = s;
		int32_t c = utf8_next(&rest);
		bool valid = cases[i].first >= 0;

		ok(c == cases[i].first && rest.p == s.p + (valid ? s.n : 1) &&
			s.p + s.n == rest.p + rest.n && utf8_valid(s) == valid,
		    "UTF-8: %s", cases[i].name);
	}
	ok(utf8_valid(S("a\0b")) && utf8_valid((struct str){NULL, 0}), "NUL and nothing are valid");
	ok(!utf8_valid(S("aaaa\xc3")) && utf8_valid(S("aaaa\xc3\xa9")), "the end is looked at");
	is_num((double)utf8_length(S("a\xc3\xa9\xff\xe2\x82z")), 6, "invalid bytes count one each");
	is_num((double)utf8_length((struct str){NULL, 0}), 0, "nothing has no characters");
	is_str(utf8_head(S("a\xe2\x82\xac"), 3), "a", "a character is not cut");
	is_str(utf8_head(S("a\xe2\x82\xacz"), 4), "a\xe2\x82\xac", "and kept where it fits");
	is_str(utf8_head(S("ab"), 9), "ab", "the whole");
}

static size_t
encode(char *p, int32_t c)
{
	if (c < 0x80) {
		p[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		p[0] = (char)(0xc0 | c >> 6);
		p[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		p[0] = (char)(0xe0 | c >> 12);
		p[1] = (char)(0x80 | (c >> 6 & 0x3f));
		p[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	p[0] = (char)(0xf0 | c >> 18);
	p[1] = (char)(0x80 | (c >> 12 & 0x3f));
	p[2] = (char)(0x80 | (c >> 6 & 0x3f));
	p[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

static void
utf8_all(void)
{
	int wrong = 0;

	for (int32_t c = 0; c <= 0x10ffff; c++) {
		char bytes[4];
		struct str s = {bytes, encode(bytes, c)}, rest = s;
		bool surrogate = c >= 0xd800 && c < 0xe000;

		if (utf8_next(&rest) != (surrogate ? -1 : c) || rest.n != (surrogate ? 2 : 0))
			wrong++;
		rest = str_sub(s, 0, s.n - 1);
		if (s.n > 1 && utf8_next(&rest) != -1)
			wrong++;
	}
	ok(wrong == 0, "every code point there is, whole and cut short");
}

static void
columns(void)
{
	str_locale();
	is_num((double)str_columns((struct str){NULL, 0}), 0, "nothing");
	is_num((double)str_columns(S("abc")), 3, "ASCII");
	is_num((double)str_columns(S("a\xc3\xa9")), 2, "an accented letter");
	is_num((double)str_columns(S("e\xcc\x81")), 1, "a combining accent");
	is_num((double)str_columns(S("\xe6\x97\xa5\xe6\x9c\xac")), 4, "wide characters");
	is_num((double)str_columns(S("a\tb\n")), 2, "control characters");
	is_num((double)str_columns(S("\xff\xe2\x82")), 3, "invalid bytes");
	is_str(str_of(setlocale(LC_NUMERIC, NULL)), "C", "numbers keep the C locale");
}

static void
hashes(void)
{
	ok(str_hash((struct str){NULL, 0}) == 0xcbf29ce484222325, "FNV-1a of nothing");
	ok(str_hash(S("a")) == 0xaf63dc4c8601ec8c, "FNV-1a of a");
	ok(str_hash(S("foobar")) == 0x85944171f73967e8, "FNV-1a of foobar");
	ok(str_hash(S("\xff")) == 0xaf64724c8602eb6e, "FNV-1a of 0xff");
}

static void
plurals(void)
{
	is_str(str_of(str_plural(0)), "s", "0 days");
	is_str(str_of(str_plural(1)), "", "1 day");
	is_str(str_of(str_plural(2)), "s", "2 days");
}

int
main(void)
{
	comparing();
	cutting();
	finding();
	printable();
	copying();
	numbers();
	distances();
	random_distances();
	guesses();
	utf8_forms();
	utf8_all();
	columns();
	plurals();
	hashes();
	arena_free(&arena);
	return done();
}
