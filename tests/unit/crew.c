#include "crew.h"

#include <stdlib.h>

#include "pool.h"
#include "tap.h"

enum { ITEMS = 20000 };

struct counts {
	unsigned char done[ITEMS]; /* by item: how often */
	bool wrong_worker;
};

struct item {
	size_t number;
};

static void
work(void *ctx, void *item, unsigned worker)
{
	struct counts *c = ctx;

	c->done[((struct item *)item)->number]++;
	if (worker >= pool_workers())
		c->wrong_worker = true;
}

static size_t
done_once(const struct counts *c, size_t n)
{
	size_t once = 0;

	for (size_t i = 0; i < n; i++)
		once += c->done[i] == 1;
	return once;
}

int
main(void)
{
	struct arena arena = {0};
	struct counts *c = calloc(1, sizeof *c);
	struct crew *crew = crew_new(&arena, work, c);
	struct item *items = NEW_ARRAY(&arena, struct item, ITEMS);
	size_t early = 0;

	crew_wait(crew, 0);
	ok(crew_count(crew) == 0, "nothing to do, nothing to wait for");
	for (size_t i = 0; i < ITEMS; i++) {
		items[i].number = i;
		crew_add(crew, &items[i]);
		if (i % 1000 == 999) {
			crew_wait(crew, i - 499);
			early += done_once(c, i - 499) != i - 499;
		}
	}
	is_num((double)early, 0, "the first items are done when they are waited for");
	crew_wait(crew, crew_count(crew));
	is_num((double)done_once(c, ITEMS), ITEMS, "and in the end each is done once");
	ok(!c->wrong_worker, "by workers that have a number");
	crew_free(crew);
	crew = crew_new(&arena, work, c);
	crew_free(crew);
	ok(true, "a crew without work ends");
	arena_free(&arena);
	free(c);
	return done();
}
