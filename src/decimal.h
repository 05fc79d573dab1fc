/* Numbers exactly as they are written: 9007199254740993 is not 9007199254740992, 0.0075 is a
 * multiple of 0.0001, and 1, 1.0 and 10e-1 are one number. */
#ifndef DECIMAL_H
#define DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "str.h"

/* 0.DIGITS times ten to the power of exponent; refers to the text it was read from. */
struct decimal {
	struct str
	    digits;   /* first to last digit that is not zero; a point among them does not count */
	char own[24]; /* the digits of a hexadecimal or octal number; digits.p is then NULL */
	size_t n;     /* how many digits; 0 for zero */
	int64_t exponent; /* within +-10^15; 0 for zero */
	bool negative;
	bool infinite;
	bool nan;
};

/* Reads a number of JSON or of YAML's core schema (hexadecimal, octal, .inf, .nan). Hexadecimal and
 * octal numbers of more than 64 bits keep 17 digits. What is no number becomes .nan. */
struct decimal decimal_read(struct str s);

/* -1, 0 or 1; .nan is equal to itself and less than all others. */
int decimal_cmp(const struct decimal *a, const struct decimal *b);

/* Equal numbers, equal hashes. */
uint64_t decimal_hash(const struct decimal *d);

bool decimal_is_integer(const struct decimal *d);

/* Is d a whole multiple of m? Exact where m has 18 digits or fewer; false where m is zero. */
bool decimal_is_multiple(const struct decimal *d, const struct decimal *m);

#endif
