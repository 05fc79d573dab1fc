#include "json.h"

#include <float.h>
#include <stdlib.h>

#include "date.h"
#include "tap.h"

static struct arena arena;

/* A small document of everything, nested. */
static void
document(struct json *j)
{
	json_object(j);
	json_key(j, "version");
	json_int(j, 1);
	json_key(j, "empty");
	json_object(j);
	json_end(j);
	json_key_str(j, S("list"));
	json_array(j);
	json_str(j, S("a"));
	json_array(j);
	json_end(j);
	json_object(j);
	json_key(j, "yes");
	json_bool(j, true);
	json_key(j, "no");
	json_bool(j, false);
	json_end(j);
	json_null(j);
	json_end(j);
	json_key(j, "half");
	json_num(j, 0.5);
	json_end(j);
}

static void
documents(void)
{
	struct out o;
	struct json j;

	out_init(&o, &arena, -1);
	json_init(&j, &o, false);
	document(&j);
	json_array(&j);
	json_end(&j);
	is_str(out_all(&o),
	    "{\"version\":1,\"empty\":{},\"list\":[\"a\",[],{\"yes\":true,\"no\":false},null],"
	    "\"half\":0.5}\n[]\n",
	    "on one line each");
	out_init(&o, &arena, -1);
	json_init(&j, &o, true);
	document(&j);
	is_str(out_all(&o),
	    "{\n  \"version\": 1,\n  \"empty\": {},\n  \"list\": [\n    \"a\",\n    [],\n    {\n"
	    "      \"yes\": true,\n      \"no\": false\n    },\n    null\n  ],\n  \"half\": 0.5\n}\n",
	    "indented");
	out_init(&o, &arena, -1);
	json_init(&j, &o, true);
	for (int i = 0; i < JSON_DEPTH; i++)
		json_array(&j);
	for (int i = 0; i < JSON_DEPTH; i++)
		json_end(&j);
	ok(j.depth == 0 && out_all(&o).n > 2 * JSON_DEPTH, "as deep as allowed");
}

static struct str
string(struct str s)
{
	struct out o;
	struct json j;

	out_init(&o, &arena, -1);
	json_init(&j, &o, false);
	json_str(&j, s);
	return out_all(&o);
}

static void
strings(void)
{
	int wrong = 0;

	is_str(string((struct str){NULL, 0}), "null", "no string");
	is_str(string(S("")), "\"\"", "the empty string");
	is_str(string(S("a\"b\\c/d")), "\"a\\\"b\\\\c/d\"", "quotes");
	is_str(string(S("a\nb\tc\rd")), "\"a\\nb\\tc\\u000dd\"", "line ends and tabs");
	is_str(string(S("\0\x1f\x7f")), "\"\\u0000\\u001f\\u007f\"", "control characters");
	is_str(string(S("\xc2\x85\xc2\x9b\xc2\xa0")), "\"\\u0085\\u009b\xc2\xa0\"", "C1");
	is_str(string(S("\xc3\xa9\xf0\x9f\x98\x80")), "\"\xc3\xa9\xf0\x9f\x98\x80\"", "UTF-8");
	is_str(string(S("\xff"
			"a\xc3")),
	    "\"\xef\xbf\xbd"
	    "a\xef\xbf\xbd\"",
	    "invalid bytes");
	is_str(string(S("\xed\xa0\x80")), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"",
	    "a surrogate");
	for (int c = 0; c < 256; c++) {
		char byte = (char)c;
		struct str s = string((struct str){&byte, 1});

		for (size_t i = 0; i < s.n; i++)
			wrong += (unsigned char)s.p[i] < 0x20;
		wrong += !utf8_valid(s);
	}
	ok(wrong == 0, "no byte gets through that JSON does not allow");
}

static void
scalars(void)
{
	static const double numbers[] = {1.5, NAN, INFINITY, -INFINITY, -0.0, 1e300};
	struct out o;
	struct json j;

	out_init(&o, &arena, -1);
	json_init(&j, &o, false);
	json_array(&j);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		json_num(&j, numbers[i]);
	json_int(&j, INT64_MIN);
	json_int(&j, INT64_MAX);
	json_date(&j, date_of(2026, 10, 1));
	json_date(&j, DATE_NONE);
	json_end(&j);
	is_str(out_all(&o),
	    "[1.5,null,null,null,0,1e+300,-9223372036854775808,9223372036854775807,"
	    "\"2026-10-01\",null]\n",
	    "numbers and dates");
}

static void
number_texts(void)
{
	static const struct {
		double d;
		const char *want;
	} cases[] = {
	    {0, "0"},
	    {-0.0, "0"},
	    {1, "1"},
	    {-7, "-7"},
	    {100000, "100000"},
	    {123456789012345, "123456789012345"},
	    {999999999999999, "999999999999999"},
	    {1e15, "1e+15"},
	    {1e21, "1e+21"},
	    {0.1, "0.1"},
	    {0.1 + 0.2, "0.30000000000000004"},
	    {1.0 / 3, "0.3333333333333333"},
	    {2.5, "2.5"},
	    {-0.25, "-0.25"},
	    {1e-7, "1e-07"},
	    {5e-324, "5e-324"},
	    {DBL_MAX, "1.7976931348623157e+308"},
	    {DBL_MIN, "2.2250738585072014e-308"},
	    {9007199254740993.0, "9007199254740992"},
	};
	char text[32];

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		is_str(str_of(number_text(text, cases[i].d)), cases[i].want, "%.17g", cases[i].d);
}

/* Random bit patterns, random decimals of few digits and neighbours of whole numbers. */
static void
round_trips(void)
{
	uint64_t state = 1, bits;
	int wrong = 0;
	size_t longest = 0;

	for (int i = 0; i < 100000; i++) {
		char text[32], digits[32];
		double d;

		bits = random_next(&state);
		memcpy(&d, &bits, sizeof d);
		if (i % 3 == 1) {
			snprintf(digits, sizeof digits, "%de%d", (int)(bits % 1000000) - 500000,
			    (int)(bits >> 32) % 20 - 10);
			d = strtod(digits, NULL);
		} else if (i % 3 == 2) {
			d = nextafter((double)(bits % 100000), bits >> 63 ? 1e9 : -1e9);
		}
		if (!isfinite(d))
			continue;
		number_text(text, d);
		longest = strlen(text) > longest ? strlen(text) : longest;
		if (strtod(text, NULL) == d)
			continue;
		if (!wrong++)
			note("%.17g became %s", d, text);
	}
	ok(wrong == 0, "100,000 random numbers read back the same");
	ok(longest < 25, "none is longer than 24 bytes");
}

int
main(void)
{
	documents();
	strings();
	scalars();
	number_texts();
	round_trips();
	arena_free(&arena);
	return done();
}
