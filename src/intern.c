#include "intern.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

enum { PAGE = 4096, PAGES = 4096 };

struct intern {
	struct arena *arena;
	pthread_mutex_t lock; /* held while anything below changes */
	struct arena table;   /* holds the slots */
	uint32_t *slots;      /* open addressing, symbols; 0 is free */
	uint32_t n_slots;     /* power of two, at least twice count */
	uint32_t count;
	struct str *pages[PAGES]; /* strings by symbol, never moved: read without the lock */
};

static struct str *
string_at(const struct intern *in, uint32_t symbol)
{
	return &in->pages[symbol / PAGE][symbol % PAGE];
}

static uint32_t *
slot_of(struct intern *in, struct str s)
{
	uint32_t i = (uint32_t)str_hash(s) & (in->n_slots - 1);

	while (in->slots[i] && !str_eq(*string_at(in, in->slots[i]), s))
		i = (i + 1) & (in->n_slots - 1);
	return &in->slots[i];
}

static void
grow(struct intern *in)
{
	arena_free(&in->table);
	in->n_slots *= 2;
	in->slots = NEW_ARRAY(&in->table, uint32_t, in->n_slots);
	for (uint32_t symbol = 1; symbol < in->count; symbol++)
		*slot_of(in, *string_at(in, symbol)) = symbol;
}

static uint32_t
add(struct intern *in, struct str s)
{
	uint32_t symbol = in->count;

	assert(symbol < (uint32_t)PAGE * PAGES);
	if (symbol % PAGE == 0)
		in->pages[symbol / PAGE] = NEW_ARRAY(in->arena, struct str, PAGE);
	*string_at(in, symbol) = str_dup(in->arena, s);
	in->count++;
	return symbol;
}

struct intern *
intern_new(struct arena *a)
{
	struct intern *in = NEW(a, struct intern);

	in->arena = a;
	pthread_mutex_init(&in->lock, NULL);
	in->n_slots = 1024;
	in->slots = NEW_ARRAY(&in->table, uint32_t, in->n_slots);
	add(in, S(""));
	return in;
}

void
intern_free(struct intern *in)
{
	pthread_mutex_destroy(&in->lock);
	arena_free(&in->table);
}

uint32_t
intern(struct intern *in, struct str s)
{
	uint32_t symbol, *slot;

	if (s.n == 0)
		return 0;
	pthread_mutex_lock(&in->lock);
	if (in->count * 2 >= in->n_slots)
		grow(in);
	slot = slot_of(in, s);
	if (!*slot)
		*slot = add(in, s);
	symbol = *slot;
	pthread_mutex_unlock(&in->lock);
	return symbol;
}

uint32_t
intern_find(struct intern *in, struct str s)
{
	uint32_t symbol;

	pthread_mutex_lock(&in->lock);
	symbol = s.n ? *slot_of(in, s) : 0;
	pthread_mutex_unlock(&in->lock);
	return symbol;
}

struct str
intern_str(const struct intern *in, uint32_t symbol)
{
	return *string_at(in, symbol);
}

uint32_t
intern_count(const struct intern *in)
{
	return in->count;
}
