#include "pack.h"

#include <math.h>
#include <string.h>

#include "date.h"

/* Any LIST, syms, refs, texts or values: a pointer and a count. */
struct any_list {
	void *p;
	uint32_t n;
};

/* Bytes of an element of a list. */
static size_t
element_size(const struct field *f)
{
	switch ((enum field_type)f->type) {
	case FIELD_SYMS:
		return sizeof(uint32_t);
	case FIELD_REFS:
		return sizeof(struct ref);
	case FIELD_TEXTS:
		return sizeof(struct str);
	case FIELD_MAP:
	case FIELD_LIST:
		return f->of->size;
	default:
		return sizeof(struct value);
	}
}

struct pack
pack_new(struct arena *a, const struct intern *in)
{
	return (struct pack){
	    .arena = a,
	    .intern = in,
	    .numbers = NEW_ARRAY(a, uint32_t, intern_count(in)),
	};
}

void
pack_bytes(struct pack *k, const void *bytes, size_t n)
{
	if (k->cap - k->n < n) {
		char *old = k->p;

		k->cap = (k->cap + n) * 2;
		k->p = arena_bytes(k->arena, k->cap);
		if (k->n)
			memcpy(k->p, old, k->n);
	}
	if (n)
		memcpy(k->p + k->n, bytes, n);
	k->n += n;
}

void
pack_number(struct pack *k, uint32_t number)
{
	char bytes[5];
	size_t n = 0;

	for (; number >= 0x80; number >>= 7)
		bytes[n++] = (char)(number | 0x80);
	bytes[n++] = (char)number;
	pack_bytes(k, bytes, n);
}

static void
pack_day(struct pack *k, int32_t day)
{
	pack_number(k, day == DATE_NONE ? 0 : (uint32_t)(day - DATE_FIRST) + 1);
}

/* Most are absent, or small and whole. */
static void
pack_double(struct pack *k, double number)
{
	bool small = number > 0 && number <= UINT32_MAX && floor(number) == number;

	pack_bytes(k, isnan(number) ? "n" : small ? "s" : "d", 1);
	if (small)
		pack_number(k, (uint32_t)number);
	else if (!isnan(number))
		pack_bytes(k, &number, sizeof number);
}

void
pack_text(struct pack *k, struct str s)
{
	pack_number(k, s.p ? (uint32_t)s.n + 1 : 0);
	if (!s.p)
		return;
	pack_bytes(k, s.p, s.n);
	pack_bytes(k, "", 1);
}

void
pack_symbol(struct pack *k, uint32_t symbol)
{
	if (symbol && !k->numbers[symbol]) {
		*vec_push(k->arena, &k->names) = symbol;
		k->numbers[symbol] = (uint32_t)k->names.n;
	}
	if (symbol)
		*vec_push(k->arena, &k->used) = k->numbers[symbol];
	pack_number(k, symbol ? k->numbers[symbol] : 0);
}

static void
pack_element(struct pack *k, const struct field *f, const void *at)
{
	const struct value *value = at;
	const struct ref *ref = at;

	switch ((enum field_type)f->type) {
	case FIELD_SYMS:
		pack_symbol(k, *(const uint32_t *)at);
		break;
	case FIELD_REFS:
		pack_number(k, ref->kind);
		pack_symbol(k, ref->id);
		break;
	case FIELD_TEXTS:
		pack_text(k, *(const struct str *)at);
		break;
	case FIELD_MAP:
		pack_symbol(k, *(const uint32_t *)at);
		pack_fields(k, at, f->of);
		break;
	case FIELD_LIST:
		pack_fields(k, at, f->of);
		break;
	default:
		pack_symbol(k, value->key);
		pack_bytes(k, &(char){(char)value->logical}, 1);
		pack_double(k, value->number);
		break;
	}
}

static void
pack_list(struct pack *k, const struct field *f, const char *at)
{
	const struct any_list *list = (const void *)at;
	size_t size = element_size(f);

	pack_number(k, list->n);
	for (uint32_t i = 0; i < list->n; i++)
		pack_element(k, f, (const char *)list->p + i * size);
}

static void
pack_field(struct pack *k, const struct field *f, const char *at)
{
	const char *one;

	switch ((enum field_type)f->type) {
	case FIELD_PROSE:
		pack_number(k, ((const struct prose *)(const void *)at)->from);
		pack_number(k, ((const struct prose *)(const void *)at)->to);
		break;
	case FIELD_DATE:
		pack_day(k, *(const int32_t *)(const void *)at);
		break;
	case FIELD_NUMBER:
		pack_double(k, *(const double *)(const void *)at);
		break;
	case FIELD_BOOL:
	case FIELD_ENUM:
		pack_bytes(k, at, 1);
		break;
	case FIELD_SYM:
		pack_symbol(k, *(const uint32_t *)(const void *)at);
		break;
	case FIELD_REF:
		pack_number(k, ((const struct ref *)(const void *)at)->kind);
		pack_symbol(k, ((const struct ref *)(const void *)at)->id);
		break;
	case FIELD_TEXT:
		pack_text(k, *(const struct str *)(const void *)at);
		break;
	case FIELD_ONE:
		memcpy(&one, at, sizeof one);
		pack_bytes(k, one ? "\1" : "", 1);
		if (one)
			pack_fields(k, one, f->of);
		break;
	case FIELD_SYMS:
	case FIELD_REFS:
	case FIELD_TEXTS:
	case FIELD_VALUES:
	case FIELD_DATES:
	case FIELD_MAP:
	case FIELD_LIST:
		pack_list(k, f, at);
		break;
	case FIELD_PROSES:
	case FIELD_TREE:
		break;
	}
}

void
pack_fields(struct pack *k, const void *from, const struct table *t)
{
	for (size_t i = 0; i < t->n; i++)
		pack_field(k, &t->fields[i], (const char *)from + t->fields[i].offset);
}

/* Unpacking. */

static void
require(struct unpack *u, bool holds)
{
	if (!holds) {
		u->failed = true;
		u->rest.n = 0;
	}
}

void
unpack_bytes(struct unpack *u, void *to, size_t n)
{
	require(u, u->rest.n >= n);
	if (u->failed) {
		memset(to, 0, n);
		return;
	}
	memcpy(to, u->rest.p, n);
	u->rest = str_sub(u->rest, n, u->rest.n);
}

uint32_t
unpack_number(struct unpack *u)
{
	uint32_t number = 0;
	size_t n = 0;

	while (n < u->rest.n && n < 5) {
		unsigned char byte = (unsigned char)u->rest.p[n];

		number |= (uint32_t)(byte & 0x7f) << (7 * n++);
		if (byte < 0x80) {
			u->rest.p += n;
			u->rest.n -= n;
			return number;
		}
	}
	require(u, false);
	return 0;
}

static int32_t
unpack_day(struct unpack *u)
{
	uint32_t number = unpack_number(u);

	require(u, number <= (uint32_t)(DATE_LAST - DATE_FIRST) + 1);
	return u->failed || !number ? DATE_NONE : (int32_t)(number - 1) + DATE_FIRST;
}

static double
unpack_double(struct unpack *u)
{
	double number = NAN;
	char form;

	unpack_bytes(u, &form, 1);
	if (form == 's')
		return unpack_number(u);
	if (form == 'd')
		unpack_bytes(u, &number, sizeof number);
	return number;
}

static struct prose
unpack_prose(struct unpack *u)
{
	struct prose prose = {.from = unpack_number(u)};

	prose.to = unpack_number(u);
	require(u, prose.from <= prose.to && prose.to <= u->size);
	return u->failed ? (struct prose){0} : prose;
}

struct str
unpack_text(struct unpack *u)
{
	uint32_t n = unpack_number(u);
	struct str s = {0};

	if (!n)
		return s;
	require(u, u->rest.n >= n && u->rest.p[n - 1] == '\0');
	if (u->failed)
		return S("");
	s = str_sub(u->rest, 0, n - 1);
	u->rest = str_sub(u->rest, n, u->rest.n);
	return s;
}

uint32_t
unpack_symbol(struct unpack *u)
{
	uint32_t number = unpack_number(u);

	require(u, number <= u->n_symbols);
	return u->failed || !number ? 0 : u->symbols[number - 1];
}

static struct ref
unpack_ref(struct unpack *u)
{
	struct ref ref = {.kind = unpack_number(u)};

	ref.id = unpack_symbol(u);
	require(u, ref.kind < KINDS);
	return u->failed ? (struct ref){0} : ref;
}

static struct value
unpack_value(struct unpack *u, bool date)
{
	struct value value = {.key = unpack_symbol(u)};
	char logical;

	unpack_bytes(u, &logical, 1);
	value.logical = logical;
	value.number = unpack_double(u);
	require(u, !date || (value.number >= DATE_FIRST && value.number <= DATE_LAST));
	return value;
}

static void
unpack_element(struct unpack *u, const struct field *f, void *to)
{
	switch ((enum field_type)f->type) {
	case FIELD_SYMS:
		*(uint32_t *)to = unpack_symbol(u);
		break;
	case FIELD_REFS:
		*(struct ref *)to = unpack_ref(u);
		break;
	case FIELD_TEXTS:
		*(struct str *)to = unpack_text(u);
		break;
	case FIELD_MAP:
		*(uint32_t *)to = unpack_symbol(u);
		unpack_fields(u, to, f->of);
		break;
	case FIELD_LIST:
		unpack_fields(u, to, f->of);
		break;
	default:
		*(struct value *)to = unpack_value(u, f->type == FIELD_DATES);
		break;
	}
}

/* Each element takes a byte at least. */
static void
unpack_list(struct unpack *u, const struct field *f, char *to)
{
	size_t size = element_size(f);
	struct any_list *list = (void *)to;
	uint32_t n = unpack_number(u);

	require(u, n <= u->rest.n);
	if (u->failed || !n)
		return;
	list->p = arena_alloc(u->arena, n * size);
	for (; list->n < n && !u->failed; list->n++)
		unpack_element(u, f, (char *)list->p + list->n * size);
}

static void
unpack_one(struct unpack *u, const struct field *f, char *to)
{
	char is_there, *one;

	unpack_bytes(u, &is_there, 1);
	if (!is_there)
		return;
	one = arena_alloc(u->arena, f->of->size);
	unpack_fields(u, one, f->of);
	memcpy(to, &one, sizeof one);
}

/* The number of a word of the field, or 0. */
static uint8_t
unpack_word(struct unpack *u, const struct field *f)
{
	uint8_t n = 0, number;

	unpack_bytes(u, &number, 1);
	while (n < number && f->words[n])
		n++;
	require(u, n == number);
	return u->failed ? 0 : number;
}

static char
unpack_bool(struct unpack *u)
{
	signed char logical;

	unpack_bytes(u, &logical, 1);
	require(u, logical >= -1 && logical <= 1);
	return u->failed ? 0 : (char)logical;
}

static void
unpack_field(struct unpack *u, const struct field *f, char *to)
{
	switch ((enum field_type)f->type) {
	case FIELD_PROSE:
		*(struct prose *)(void *)to = unpack_prose(u);
		break;
	case FIELD_DATE:
		*(int32_t *)(void *)to = unpack_day(u);
		break;
	case FIELD_NUMBER:
		*(double *)(void *)to = unpack_double(u);
		break;
	case FIELD_BOOL:
		*to = unpack_bool(u);
		break;
	case FIELD_ENUM:
		*(uint8_t *)to = unpack_word(u, f);
		break;
	case FIELD_SYM:
		*(uint32_t *)(void *)to = unpack_symbol(u);
		break;
	case FIELD_REF:
		*(struct ref *)(void *)to = unpack_ref(u);
		break;
	case FIELD_TEXT:
		*(struct str *)(void *)to = unpack_text(u);
		break;
	case FIELD_ONE:
		unpack_one(u, f, to);
		break;
	case FIELD_SYMS:
	case FIELD_REFS:
	case FIELD_TEXTS:
	case FIELD_VALUES:
	case FIELD_DATES:
	case FIELD_MAP:
	case FIELD_LIST:
		unpack_list(u, f, to);
		break;
	case FIELD_PROSES:
	case FIELD_TREE:
		break;
	}
}

void
unpack_fields(struct unpack *u, void *to, const struct table *t)
{
	for (size_t i = 0; i < t->n && !u->failed; i++)
		unpack_field(u, &t->fields[i], (char *)to + t->fields[i].offset);
}

uint64_t
pack_sum(uint64_t seed, struct str bytes)
{
	uint64_t sum = seed, word;
	size_t at = 0;

	for (; bytes.n - at >= sizeof word; at += sizeof word) {
		memcpy(&word, bytes.p + at, sizeof word);
		sum = (sum ^ word) * 0x9e3779b97f4a7c15u;
		sum ^= sum >> 29;
	}
	return sum ^ str_hash(str_sub(bytes, at, bytes.n));
}

uint64_t
pack_sum_after(const void *head, size_t size, struct str bytes)
{
	return pack_sum(pack_sum(0, (struct str){head, size}), bytes);
}
