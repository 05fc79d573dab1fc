/* Memory in three lifetimes: the run, scratch that is rewound, and a record's version in the
 * history. Nothing is freed singly. Running out of memory ends the process in one place. */
#ifndef ARENA_H
#define ARENA_H

#include <stddef.h>

struct arena_block; /* private to arena.c */

struct arena {
	struct arena_block *head; /* newest block; older ones hang off it */
	size_t held;		  /* bytes taken from the system */
};

/* A point to rewind to; valid until the arena is rewound below it. */
struct arena_mark {
	struct arena_block *head; /* block that was newest */
	size_t used;		  /* bytes of it that were in use */
};

/* size zeroed bytes, aligned for any type; never NULL, also for size 0. */
void *arena_alloc(struct arena *a, size_t size);

/* The same, not zeroed: for bytes that are overwritten at once. */
void *arena_bytes(struct arena *a, size_t size);

/* Copy of size bytes and a NUL behind them. */
void *arena_copy(struct arena *a, const void *p, size_t size);

struct arena_mark arena_mark(const struct arena *a);

/* Gives back all that was allocated after mark was made. */
void arena_rewind(struct arena *a, struct arena_mark mark);

/* Gives everything back; the arena is then empty and usable again. */
void arena_free(struct arena *a);

/* Says so and ends the process with status 3: what wrappers call when their library has got none. */
_Noreturn void out_of_memory(void);

/* Zeroed, like arena_alloc. */
#define NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define NEW_ARRAY(a, type, n) ((type *)arena_alloc((a), (n) * sizeof(type)))

/* Growing arrays: any struct with members { T *p; size_t n, cap; }. */
#define VEC(type)           \
	struct {            \
		type *p;    \
		size_t n;   \
		size_t cap; \
	}

/* Pointer to a zeroed new last element, valid until the next one. Older copies of the array stay in
 * the arena. v is evaluated more than once. */
#define vec_push(a, v) \
	((v)->p = vec_room((a), (v)->p, (v)->n, &(v)->cap, sizeof *(v)->p), &(v)->p[(v)->n++])

/* The array p of n elements of size bytes, or a larger copy of it, with element n zeroed; used by
 * vec_push. */
void *vec_room(struct arena *a, void *p, size_t n, size_t *cap, size_t size);

#endif
