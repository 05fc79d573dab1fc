/* Structs of field tables as bytes and back, for what is kept between runs on one machine: numbers as the
 * machine has them, symbols as numbers of names. Reading is total: bytes that nobody packed fail. */
#ifndef PACK_H
#define PACK_H

#include "field.h"

struct pack {
	struct arena *arena; /* holds the bytes */
	const struct intern *intern;
	char *p;
	size_t n, cap;
	uint32_t *numbers; /* by symbol: its number in names, 0 while it has none */
	struct {
		uint32_t *p;
		size_t n, cap;
	} names; /* symbols by number, from 1 */
	struct {
		uint32_t *p;
		size_t n, cap;
	} used; /* numbers of names in the order in which they were packed, until the caller empties it */
};

struct unpack {
	struct arena *arena; /* holds what structs refer to; texts point into the bytes */
	struct str rest;
	bool failed;		 /* what was read since then is zeroes */
	const uint32_t *symbols; /* by number, from 1 */
	uint32_t n_symbols;
	uint32_t size; /* bytes of the file that prose lies in */
};

struct pack pack_new(struct arena *a, const struct intern *in);
void pack_bytes(struct pack *k, const void *bytes, size_t n);
void pack_number(struct pack *k, uint32_t number);
void pack_text(struct pack *k, struct str s); /* its NULL is kept */
void pack_symbol(struct pack *k, uint32_t symbol);
void pack_fields(struct pack *k, const void *from, const struct table *t);

/* A check sum that any change of one word changes. seed: what else it is of. */
uint64_t pack_sum(uint64_t seed, struct str bytes);

/* That of a struct of size bytes without gaps, in which the sum itself is 0, and of what follows it. */
uint64_t pack_sum_after(const void *head, size_t size, struct str bytes);

/* Bytes of a known number; zeroes where there are fewer. */
void unpack_bytes(struct unpack *u, void *to, size_t n);
uint32_t unpack_number(struct unpack *u);
struct str unpack_text(struct unpack *u); /* a NUL behind it */
uint32_t unpack_symbol(struct unpack *u);

/* Fills a zeroed struct of t->size bytes. Words, kinds, dates and places of prose are such as
 * fields_read gives. */
void unpack_fields(struct unpack *u, void *to, const struct table *t);

#endif
