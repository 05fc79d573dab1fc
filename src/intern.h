/* Ids and skills as 32-bit symbols: equal strings, equal symbols. Safe to call from many threads;
 * the numbers depend on scheduling, so nothing is ever sorted by them. */
#ifndef INTERN_H
#define INTERN_H

#include <stdint.h>

#include "str.h"

struct intern;

/* The table lives in a, which only this table may use while threads run. */
struct intern *intern_new(struct arena *a);

/* Releases what the arena does not hold; the strings go with it. */
void intern_free(struct intern *in);

/* Symbol of s; 0 is the empty string's and means "none". */
uint32_t intern(struct intern *in, struct str s);

/* Symbol of s where it has one, else 0. */
uint32_t intern_find(struct intern *in, struct str s);

/* The string of a symbol, NUL-terminated; valid as long as the table. */
struct str intern_str(const struct intern *in, uint32_t symbol);

/* Number of symbols in use, "none" included; symbols are less than this. Not while threads intern.
 */
uint32_t intern_count(const struct intern *in);

#endif
