/* TAP for unit tests: checks as they come, the plan at the end. A test is one program:
 *
 *	int
 *	main(void)
 *	{
 *		is_num(1 + 1, 2, "one and one");
 *		return done();
 *	}
 *
 * Names are printf formats. A property that holds for very many inputs is one check: count the
 * failures, say the first of them with note(), and check that there was none. */
#ifndef TAP_H
#define TAP_H

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "str.h"

static int tap_count, tap_failed;

/* Text on one line, in ASCII. */
static inline void
tap_text(FILE *f, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		fprintf(f, c < 0x20 || c > 0x7e ? "\\x%02x" : "%c", c);
	}
}

/* One line of TAP; skipped is the reason for not checking, or NULL. A "#" in the name would begin a
 * directive. */
static inline void
tap_line(bool passed, const char *skipped, const char *name, va_list args)
{
	char text[512];

	vsnprintf(text, sizeof text, name, args);
	for (char *c = text; *c; c++)
		*c = *c == '#' ? '_' : *c;
	printf("%s %d - ", passed ? "ok" : "not ok", ++tap_count);
	tap_text(stdout, str_of(text));
	if (skipped)
		printf(" # SKIP %s", skipped);
	putchar('\n');
	fflush(stdout);
	tap_failed += !passed;
}

/* A line that explains a failure, on stderr. */
__attribute__((format(printf, 1, 2))) static inline void
note(const char *fmt, ...)
{
	va_list args;

	fputs("# ", stderr);
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
}

/* Checks give whether they passed. */
__attribute__((format(printf, 2, 3))) static inline bool
ok(bool passed, const char *name, ...)
{
	va_list args;

	va_start(args, name);
	tap_line(passed, NULL, name, args);
	va_end(args);
	return passed;
}

/* Equal bytes. */
__attribute__((format(printf, 3, 4))) static inline bool
is_str(struct str got, const char *want, const char *name, ...)
{
	bool passed = str_is(got, want);
	va_list args;

	va_start(args, name);
	tap_line(passed, NULL, name, args);
	va_end(args);
	if (!passed) {
		fputs("# got  ", stderr);
		tap_text(stderr, got);
		fputs("\n# want ", stderr);
		tap_text(stderr, str_of(want));
		fputc('\n', stderr);
	}
	return passed;
}

/* Equal within 1e-9, or both no number. */
__attribute__((format(printf, 3, 4))) static inline bool
is_num(double got, double want, const char *name, ...)
{
	bool passed = isnan(want) ? isnan(got) : got == want || fabs(got - want) <= 1e-9;
	va_list args;

	va_start(args, name);
	tap_line(passed, NULL, name, args);
	va_end(args);
	if (!passed)
		note("got  %.17g\n# want %.17g", got, want);
	return passed;
}

/* In the place of checks that cannot be made here. */
__attribute__((format(printf, 2, 3))) static inline void
skip(const char *why, const char *name, ...)
{
	va_list args;

	va_start(args, name);
	tap_line(true, why, name, args);
	va_end(args);
}

/* The plan; returns the exit status for main. */
static inline int
done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed > 0;
}

/* The next of a fixed sequence of random numbers (splitmix64); tests that fail fail again. */
static inline uint64_t
random_next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

/* A random number from 0 to n - 1. */
static inline size_t
random_below(uint64_t *state, size_t n)
{
	return (size_t)(random_next(state) % n);
}

#endif
