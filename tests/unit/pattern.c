#include "pattern.h"

#include "pattern_plain.h"
#include "tap.h"

enum { MOST = 8, STEPS = 100000 };

static const struct {
	const char *pattern;
	bool plain; /* is matched without PCRE2, ASCII at least */
	const char *yes[MOST], *no[MOST];
} patterns[] = {
    {"^x-", true, {"x-", "x-note", "x-\xc3\xa9"}, {"", "x", " x-", "\xc3\xa9x-"}},
    {"^[a-z0-9][a-z0-9._-]*$", true, {"a", "ada-2.b_c", "0"},
	{"", "A", "-a", "a b", "a\n", "\xc3\xa9", "a\xc3\xa9"}},
    {"^[^\\r\\n]*$", true, {"", "a b", "\xc3\xa9t\xc3\xa9"}, {"a\n", "\r", "\xc3\xa9\n"}},
    {"^[0-9]{4}-[0-9]{2}$", true, {"2026-08"}, {"2026-8", "12026-08", "2026-080"}},
    {"^a{2,3}b{2,}c?$", true, {"aabb", "aaabbbbc"}, {"abb", "aaaabb", "aab", "aabbcc"}},
    {"^(x-.*|[a-z]+)$", true, {"x-", "x-A b", "abc", "x-\xc3\xa9"}, {"", "A", "x-\n", "abc1"}},
    {"^[0-9]{4}$|^[a-z]+[.][.][a-z]+$", true, {"2026", "a..bc"}, {"20261", "a.b", "a..b2026"}},
    {"^https?://[^ ]+$", true, {"http://a", "https://\xc3\xa9"}, {"httpss://a", "http:// a"}},
    {"^\\.\\-[\\]\\n-]$", true, {".-]", ".--", ".-\n"}, {"..]"}},
    {"^$", true, {""}, {"a", "\n"}},
    {"^[a-c]*c$", false, {"abc", "ccc"}, {"ab"}},
    {"^(a/)?b$", false, {"b", "a/b"}, {"/b"}},
    {"^(a|b)+$", false, {"abab"}, {"", "abc"}},
    {"^a|b$", false, {"ax", "b", "xb"}, {"xa", "bx"}},
    {"a+", false, {"xaax"}, {"x"}},
    {"", false, {"", "a"}, {NULL}},
    /* The dialect of JavaScript. */
    {"^abc$", true, {"abc"}, {"abc\n"}},
    {"^\\d\\w$", false, {"1a", "2_"}, {"\xdf\x80z", "1\xc3\xa9"}},
    {"^\\s$", false, {" ", "\t", "\xc2\xa0", "\xef\xbb\xbf", "\xe2\x80\xa9"}, {"a", "\x01"}},
    {"^\\S$", false, {"a", "\xe2\x80\x93"}, {" ", "\xc2\xa0"}},
    {"^[\\s]$", false, {"\xc2\xa0"}, {"a"}},
    {"^[\\S ]$", false, {"a", " ", "\xc3\xa9", "\xe2\x80\x93", "\xf0\x9f\x98\x80"},
	{"\t", "\xc2\xa0", "\xe3\x80\x80", "\xef\xbb\xbf"}},
    {"^[^\\S\\n]+$", false, {" \t", "\xc2\xa0"}, {"a", "\n", "\xe2\x80\x93"}},
    {"^.$", true, {"a", "\xc3\xa9", "\xf0\x9f\x98\x80"}, {"\n", "\xe2\x80\xa8", "ab"}},
    {"^\\p{Letter}+$", false, {"a\xc3\xa9"}, {"1"}},
    {"^\\P{Uppercase_Letter}$", false, {"a"}, {"A"}},
    {"^\\p{gc=digit}\\p{Script=Greek}$", false, {"1\xce\xb1"}, {"1a"}},
    {"^\\u0041\\u{1F600}\\ud83d\\ude00\\x42\\cJ$", false,
	{"A\xf0\x9f\x98\x80\xf0\x9f\x98\x80"
	 "B\n"},
	{"AB"}},
    {"^[[:alpha:]]$", false, {"a]", ":]"}, {"b]", "a"}},
    {"^[^]$", true, {"\n", "a"}, {""}},
    {"^(?<year>[0-9]+)-\\k<year>$", false, {"1-1"}, {"1-2"}},
    {"^(?:a|(b))\\1$", false, {"a", "bb"}, {"b"}},
    {"^(?!a)[a-z](?<=c)$", false, {"c"}, {"a", "b"}},
};

static const char *const bad[] = {
    "(",
    "[a",
    "a**",
    "(?i)a",
    "(*UTF)a",
    "\\A",
    "a\\Z",
    "\\Q",
    "a++",
    "a?+",
    "a{2}+",
    "\\p",
    "\\p{",
    "\\p{Nothing}",
    "(?R)",
    "(?#a)",
    "(?>a)",
    "\\u",
    "\\u12",
    "\\ud800",
    "\\C",
    "\\",
    "a\\",
};

int
main(void)
{
	struct arena a = {0};
	struct matcher m = {0};
	struct str error = S("");

	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		const char *text = patterns[i].pattern;
		struct pattern *p = pattern_new(&a, str_of(text), &error);
		struct plain plain = {0};

		if (!ok(p != NULL, "%s: %.*s", text, SV(error)))
			continue;
		ok(plain_read(&plain, &a, str_of(text)) == patterns[i].plain, "%s is %splain", text,
		    patterns[i].plain ? "" : "not ");
		for (int j = 0; j < MOST && patterns[i].yes[j]; j++)
			ok(pattern_match(p, str_of(patterns[i].yes[j]), STEPS, &m) == PATTERN_YES,
			    "%s matches \"%s\"", text, patterns[i].yes[j]);
		for (int j = 0; j < MOST && patterns[i].no[j]; j++)
			ok(pattern_match(p, str_of(patterns[i].no[j]), STEPS, &m) == PATTERN_NO,
			    "%s does not match \"%s\"", text, patterns[i].no[j]);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		error = S("");
		ok(!pattern_new(&a, str_of(bad[i]), &error) && error.n, "%s is none: %.*s", bad[i],
		    SV(error));
	}
	ok(pattern_match(pattern_new(&a, S("^(a|a)*$"), &error),
	       S("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"), 1000, &m) == PATTERN_LIMIT,
	    "a pattern that goes back and forth is given up");
	matcher_free(&m);
	arena_free(&a);
	return done();
}
