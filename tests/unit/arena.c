#include "arena.h"

#include <stdalign.h>
#include <stddef.h>

#include "tap.h"

struct odd {
	char c[24];
};

static void
allocations(void)
{
	struct arena a = {0};
	unsigned char *empty = arena_alloc(&a, 0), *last = empty;
	bool aligned = true, zeroed = true, apart = true;
	char *copy;

	ok(empty != NULL, "nothing has an address");
	for (size_t size = 1; size < 3000; size++) {
		unsigned char *p = arena_alloc(&a, size);

		aligned = aligned && (uintptr_t)p % alignof(max_align_t) == 0;
		apart = apart && p != last;
		for (size_t i = 0; i < size; i++)
			zeroed = zeroed && p[i] == 0;
		memset(p, 0xff, size);
		last = p;
	}
	ok(aligned, "aligned for any type");
	ok(zeroed, "zeroed");
	ok(apart, "no two are one");
	copy = arena_copy(&a, "a\0b", 3);
	ok(memcmp(copy, "a\0b", 4) == 0, "a copy has a NUL behind it");
	ok(*(char *)arena_copy(&a, NULL, 0) == '\0', "a copy of nothing is a NUL");
	memset(arena_bytes(&a, (size_t)5 << 20), 1, (size_t)5 << 20);
	ok(a.held >= (size_t)5 << 20, "more than a block at once");
	arena_free(&a);
	ok(a.held == 0 && !a.head, "all is given back");
	ok(arena_alloc(&a, 1) != NULL, "usable again");
	arena_free(&a);
}

static void
rewinding(void)
{
	struct arena a = {0};
	struct arena_mark start = arena_mark(&a), mark;
	char *kept = arena_copy(&a, "kept", 4);
	size_t held, most = 0;
	bool zeroed = true;

	mark = arena_mark(&a);
	held = a.held;
	for (int round = 0; round < 100; round++) {
		for (int i = 0; i < 1000; i++) {
			unsigned char *p = arena_alloc(&a, 100);

			for (int j = 0; j < 100; j++)
				zeroed = zeroed && p[j] == 0;
			memset(p, 0xff, 100);
		}
		most = a.held > most ? a.held : most;
		arena_rewind(&a, mark);
	}
	ok(strcmp(kept, "kept") == 0, "what was there before the mark stays");
	ok(a.held == held, "what came after is given back");
	ok(most < (size_t)1 << 20, "a hundred rounds need no more than one");
	ok(zeroed, "what is used again is zeroed again");
	arena_rewind(&a, start);
	ok(!a.head && a.held == 0, "a mark of the empty arena");
}

static void
vectors(void)
{
	struct arena a = {0};
	VEC(struct odd) v = {0};
	struct {
		const char *before;
		size_t n, cap;
		int *p;
		const char *after;
	} inner = {.before = "before", .after = "after"};
	bool zeroed = true, right = true;
	struct odd *last;

	for (int i = 0; i < 1000; i++) {
		struct odd *o = vec_push(&a, &v);

		for (size_t j = 0; j < sizeof o->c; j++)
			zeroed = zeroed && o->c[j] == 0;
		memset(o, i & 0x7f, sizeof *o);
		*vec_push(&a, &inner) = i;
	}
	for (int i = 0; i < 1000; i++)
		right = right && v.p[i].c[23] == (i & 0x7f) && inner.p[i] == i;
	ok(v.n == 1000 && inner.n == 1000, "a thousand elements");
	ok(zeroed, "new elements are zeroed");
	ok(right, "elements stay what they are when the array moves");
	is_str(str_of(inner.before), "before", "members before are untouched");
	is_str(str_of(inner.after), "after", "members behind are untouched");
	v.n = 5;
	last = vec_push(&a, &v);
	ok(v.n == 6 && last == &v.p[5] && last->c[0] == 0, "a shortened one grows zeroed");
	arena_free(&a);
}

int
main(void)
{
	allocations();
	rewinding();
	vectors();
	return done();
}
