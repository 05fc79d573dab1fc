#include "arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALIGN alignof(max_align_t)
#define FIRST_BLOCK ((size_t)1 << 10)
#define LARGEST_BLOCK ((size_t)1 << 20)

struct arena_block {
	struct arena_block *older; /* block that was newest before this one */
	size_t size;		   /* bytes of data */
	size_t used;		   /* bytes of data handed out */
	alignas(max_align_t) char data[];
};

_Noreturn void
out_of_memory(void)
{
	fputs("whet: out of memory\n", stderr);
	exit(3);
}

static struct arena_block *
block_new(struct arena *a, size_t size)
{
	struct arena_block *b = size < SIZE_MAX - sizeof *b ? malloc(sizeof *b + size) : NULL;

	if (!b)
		out_of_memory();
	b->older = a->head;
	b->size = size;
	b->used = 0;
	a->head = b;
	a->held += size;
	return b;
}

#if ARENA_MALLOC

/* Sanitizer builds: every allocation is its own malloc, so that an overrun of one byte is seen. */
void *
arena_bytes(struct arena *a, size_t size)
{
	struct arena_block *b = block_new(a, size);

	b->used = size;
	return b->data;
}

#else

static size_t
block_size(const struct arena *a, size_t need)
{
	size_t size = a->head ? a->head->size * 2 : FIRST_BLOCK;

	if (size > LARGEST_BLOCK)
		size = LARGEST_BLOCK;
	return size > need ? size : need;
}

void *
arena_bytes(struct arena *a, size_t size)
{
	struct arena_block *b = a->head;
	size_t need = size ? (size + ALIGN - 1) & ~(ALIGN - 1) : ALIGN;

	if (need < size || !b || b->size - b->used < need)
		b = block_new(a, need < size ? SIZE_MAX : block_size(a, need));
	b->used += need;
	return b->data + b->used - need;
}

#endif

void *
arena_alloc(struct arena *a, size_t size)
{
	return memset(arena_bytes(a, size), 0, size);
}

void *
arena_copy(struct arena *a, const void *p, size_t size)
{
	char *copy = arena_bytes(a, size + 1);

	if (size)
		memcpy(copy, p, size);
	copy[size] = '\0';
	return copy;
}

struct arena_mark
arena_mark(const struct arena *a)
{
	return (struct arena_mark){a->head, a->head ? a->head->used : 0};
}

void
arena_rewind(struct arena *a, struct arena_mark mark)
{
	while (a->head != mark.head) {
		struct arena_block *older = a->head->older;

		a->held -= a->head->size;
		free(a->head);
		a->head = older;
	}
	if (a->head)
		a->head->used = mark.used;
}

void
arena_free(struct arena *a)
{
	arena_rewind(a, (struct arena_mark){NULL, 0});
}

void *
vec_room(struct arena *a, void *p, size_t n, size_t *cap, size_t size)
{
	if (n == *cap) {
		void *old = p;

		*cap = n ? n * 2 : 4;
		p = arena_bytes(a, *cap * size);
		if (n)
			memcpy(p, old, n * size);
	}
	memset((char *)p + n * size, 0, size);
	return p;
}
