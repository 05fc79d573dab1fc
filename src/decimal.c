#include "decimal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPONENT_MOST ((int64_t)1000000000000000)

/* The digits in turn. */
struct walk {
	const char *p, *end;
};

static struct walk
walk_begin(const struct decimal *d)
{
	struct str s = d->digits.p ? d->digits : (struct str){d->own, d->digits.n};

	return (struct walk){s.p, s.p + s.n};
}

/* The next digit, -1 behind the last. */
static int
walk_next(struct walk *w)
{
	if (w->p < w->end && *w->p == '.')
		w->p++;
	return w->p < w->end ? *w->p++ - '0' : -1;
}

/* [+-]?[0-9]+ behind an e; huge ones are clamped. */
static int64_t
read_exponent(struct str s)
{
	bool negative = s.n && s.p[0] == '-';
	int64_t e = 0;

	for (size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+'); i < s.n; i++)
		if (e < EXPONENT_MOST / 10)
			e = e * 10 + (s.p[i] - '0');
	return negative ? -e : e;
}

/* [0-9]*[.]?[0-9]*([eE].*)? */
static void
read_digits(struct decimal *d, struct str s)
{
	size_t first = s.n, end = 0, count = 0, i;
	bool point = false;

	for (i = 0; i < s.n && (s.p[i] | 0x20) != 'e'; i++) {
		if (s.p[i] == '.') {
			point = true;
			continue;
		}
		if (first == s.n && s.p[i] == '0') {
			d->exponent -= point;
			continue;
		}
		if (first == s.n)
			first = i;
		count++;
		d->exponent += !point;
		if (s.p[i] != '0') {
			end = i + 1;
			d->n = count;
		}
	}
	if (d->n == 0) {
		d->exponent = 0;
		return;
	}
	d->digits = str_sub(s, first, end);
	d->exponent += read_exponent(str_sub(s, i + 1, s.n));
}

static bool
is_decimal(struct str s)
{
	bool digit = false;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9')
			digit = true;
		else if (!strchr(".eE+-", s.p[i]))
			return false;
	}
	return digit;
}

/* 0x and 0o. */
static void
read_radix(struct decimal *d, struct str s)
{
	int base = s.p[1] == 'x' ? 16 : 8;
	double value = 0;
	uint64_t exact = 0;
	bool fits = true;
	char text[sizeof d->own];

	for (size_t i = 2; i < s.n; i++) {
		int digit = s.p[i] <= '9' ? s.p[i] - '0' : (s.p[i] | 0x20) - 'a' + 10;

		fits = fits && exact <= (UINT64_MAX - (uint64_t)digit) / (uint64_t)base;
		value = value * base + digit;
		exact = exact * (uint64_t)base + (uint64_t)digit;
	}
	if (fits)
		snprintf(text, sizeof text, "%llu", (unsigned long long)exact);
	else
		snprintf(text, sizeof text, "%.16e", value);
	read_digits(d, str_of(text));
	memcpy(d->own, d->digits.p ? d->digits.p : text, d->digits.n);
	d->digits.p = NULL;
}

struct decimal
decimal_read(struct str s)
{
	struct decimal d = {0};

	if (s.n > 2 && s.p[0] == '0' && (s.p[1] == 'x' || s.p[1] == 'o')) {
		read_radix(&d, s);
		return d;
	}
	if (s.n && (s.p[0] == '-' || s.p[0] == '+')) {
		d.negative = s.p[0] == '-';
		s = str_sub(s, 1, s.n);
	}
	if (is_decimal(s)) {
		read_digits(&d, s);
		d.negative = d.negative && d.n > 0;
	} else {
		d.infinite = s.n == 4 && (s.p[1] | 0x20) == 'i';
		d.nan = !d.infinite;
	}
	return d;
}

/* Both greater than zero. */
static int
compare_size(const struct decimal *a, const struct decimal *b)
{
	struct walk x = walk_begin(a), y = walk_begin(b);
	int i, j;

	if (a->infinite || b->infinite)
		return a->infinite - b->infinite;
	if (a->exponent != b->exponent)
		return a->exponent < b->exponent ? -1 : 1;
	do {
		i = walk_next(&x);
		j = walk_next(&y);
	} while (i == j && i >= 0);
	return (i > j) - (i < j);
}

static int
sign(const struct decimal *d)
{
	return d->negative ? -1 : d->n > 0 || d->infinite;
}

int
decimal_cmp(const struct decimal *a, const struct decimal *b)
{
	int s = sign(a), t = sign(b);

	if (a->nan || b->nan)
		return b->nan - a->nan;
	if (s != t || s == 0)
		return (s > t) - (s < t);
	return s * compare_size(a, b);
}

uint64_t
decimal_hash(const struct decimal *d)
{
	struct walk w = walk_begin(d);
	uint64_t h = 14695981039346656037u + (uint64_t)d->exponent * 3 + (uint64_t)d->negative +
		     (uint64_t)d->infinite * 5 + (uint64_t)d->nan * 7;

	for (int i = walk_next(&w); i >= 0; i = walk_next(&w))
		h = (h ^ (uint64_t)i) * 1099511628211u;
	return h;
}

bool
decimal_is_integer(const struct decimal *d)
{
	return !d->nan && !d->infinite && (int64_t)d->n <= d->exponent;
}

/* d written as WHOLE times ten to the power of its scale. */
static int64_t
scale(const struct decimal *d)
{
	return d->exponent - (int64_t)d->n;
}

static double
approximate(const struct decimal *d)
{
	struct walk w = walk_begin(d);
	double value = 0;

	for (int i = walk_next(&w); i >= 0; i = walk_next(&w))
		value = value * 10 + i;
	return value * pow(10, (double)scale(d));
}

bool
decimal_is_multiple(const struct decimal *d, const struct decimal *m)
{
	enum { DIGITS = 18, BITS = 64 };
	struct walk w = walk_begin(m);
	uint64_t whole = 0, rest = 0;
	int64_t shift = scale(d) - scale(m);

	if (d->nan || d->infinite || m->nan || m->infinite)
		return false;
	if (m->n > DIGITS)
		return d->n == 0 || fmod(approximate(d), approximate(m)) == 0;
	for (int i = walk_next(&w); i >= 0; i = walk_next(&w))
		whole = whole * 10 + (uint64_t)i;
	if (whole == 0)
		return false;
	if (d->n == 0)
		return true;
	/* The last digit of d is not zero, so that no power of ten divides it. */
	if (shift < 0)
		return false;
	w = walk_begin(d);
	for (int i = walk_next(&w); i >= 0; i = walk_next(&w))
		rest = (rest * 10 + (uint64_t)i) % whole;
	/* By then all the twos and fives that whole can have are used up. */
	for (int64_t i = 0; rest && i < shift && i < BITS; i++)
		rest = rest * 10 % whole;
	return rest == 0;
}
