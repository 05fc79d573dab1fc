#include "decimal.h"

#include <stdio.h>
#include <stdlib.h>

#include "tap.h"

/* Numbers in ascending order; those of one row are equal. */
static const char *const ascending[][4] = {
    {".nan"},
    {"-.inf"},
    {"-1e400"},
    {"-9007199254740993"},
    {"-9007199254740992"},
    {"-1.5", "-15e-1", "-0.15e1"},
    {"-0.001", "-1e-3"},
    {"0", "-0", "0.000e5", "-0e99999999999999999999"},
    {"1e-400", "0.1e-399"},
    {"0.0075", "75e-4"},
    {"1", "1.0", "+1", "10e-1"},
    {"31", "0x1F", "0o37", "31."},
    {"100", "1e2", "1E+2", "100.00"},
    {"9007199254740992", "9.007199254740992e15"},
    {"9007199254740993"},
    {"18446744073709551615", "0xffffffffffffffff"},
    {"18446744073709551616"},
    {"123456789012345678901234567890"},
    {"123456789012345678901234567891"},
    {"1e400"},
    {"1e99999999999999999999"},
    {".inf", "+.inf"},
};

static void
test_order(void)
{
	enum { ROWS = sizeof ascending / sizeof *ascending };
	int wrong = 0, hashes = 0;

	for (int i = 0; i < ROWS * 4; i++)
		for (int j = 0; j < ROWS * 4; j++) {
			const char *a = ascending[i / 4][i % 4], *b = ascending[j / 4][j % 4];
			struct decimal x = decimal_read(str_of(a)), y = decimal_read(str_of(b));
			int want = (i / 4 > j / 4) - (i / 4 < j / 4);

			if (!a || !b)
				continue;
			if (decimal_cmp(&x, &y) != want && !wrong++)
				note("%s against %s", a, b);
			hashes += want == 0 && decimal_hash(&x) != decimal_hash(&y);
		}
	ok(wrong == 0, "all numbers are in order");
	ok(hashes == 0, "equal numbers have equal hashes");
}

static void
test_integers(void)
{
	static const char *const yes[] = {"0", "-3", "1.0", "1e3", "12.50e1", "0x10", "1e400",
	    "-0.0"};
	static const char *const no[] = {"1.5", "1e-1", ".nan", ".inf", "12.05e1", "1e-400"};

	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
		struct decimal d = decimal_read(str_of(yes[i]));

		ok(decimal_is_integer(&d), "%s is a whole number", yes[i]);
	}
	for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
		struct decimal d = decimal_read(str_of(no[i]));

		ok(!decimal_is_integer(&d), "%s is none", no[i]);
	}
}

static void
test_multiples(void)
{
	static const struct {
		const char *d, *m;
		bool is;
	} rows[] = {
	    {"0", "2", true},
	    {"4", "2", true},
	    {"-4.5", "1.5", true},
	    {"0.0075", "0.0001", true},
	    {"0.00751", "0.0001", false},
	    {"35", "1.5", false},
	    {"1e308", "0.123456789", false},
	    {"1e308", "1e-8", true},
	    {"1e308", "5", true},
	    {"1e308", "3", false},
	    {"12391239123", "1e-8", true},
	    {"9007199254740993", "2", false},
	    {"9007199254740994", "2", true},
	    {"123456789012345678901234567890", "123456788", false},
	    {"123456789012345678901234567890", "3", true},
	    {"10", "0", false},
	    {".inf", "1", false},
	    {"1", ".nan", false},
	    {"2.5e-7", "2.5e-8", true},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct decimal d = decimal_read(str_of(rows[i].d)),
			       m = decimal_read(str_of(rows[i].m));

		ok(decimal_is_multiple(&d, &m) == rows[i].is, "%s is %sa multiple of %s", rows[i].d,
		    rows[i].is ? "" : "not ", rows[i].m);
	}
}

/* Small numbers against whole arithmetic. */
static void
test_random(void)
{
	uint64_t state = 1;
	int wrong = 0;

	for (int i = 0; i < 20000; i++) {
		long a = (long)random_below(&state, 20000) - 10000,
		     m = 1 + (long)random_below(&state, 300);
		char text[2][32];
		struct decimal d, step;

		snprintf(text[0], sizeof text[0], "%s%ld.%02ld", a < 0 ? "-" : "", labs(a) / 100,
		    labs(a) % 100);
		snprintf(text[1], sizeof text[1], "%lde-2", m);
		d = decimal_read(str_of(text[0]));
		step = decimal_read(str_of(text[1]));
		if ((decimal_is_multiple(&d, &step) != (a % m == 0) ||
			decimal_cmp(&d, &step) != (a > m) - (a < m)) &&
		    !wrong++)
			note("%s and %s", text[0], text[1]);
	}
	ok(wrong == 0, "hundredths are as whole numbers");
}

int
main(void)
{
	test_order();
	test_integers();
	test_multiples();
	test_random();
	return done();
}
