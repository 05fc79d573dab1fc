#include "pool.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "tap.h"

enum { ITEMS = 100000 };

struct counts {
	unsigned char *done;	       /* by item: how often */
	unsigned char *worker;	       /* by item: who did it */
	size_t by_worker[POOL_MOST];   /* items each worker has done; no lock */
	atomic_uint active[POOL_MOST]; /* by worker: is it at work? */
	atomic_bool shared;	       /* two threads had one number at once */
};

static void
work(void *ctx, size_t item, unsigned worker)
{
	struct counts *c = ctx;

	if (atomic_fetch_add(&c->active[worker], 1) != 0)
		atomic_store(&c->shared, true);
	c->done[item]++;
	c->worker[item] = (unsigned char)worker;
	c->by_worker[worker]++;
	atomic_fetch_sub(&c->active[worker], 1);
}

static void
items(size_t n)
{
	struct counts *c = calloc(1, sizeof *c);
	size_t sum = 0, beyond = 0;
	bool once = true;

	c->done = calloc(n + 1, 1);
	c->worker = calloc(n + 1, 1);
	pool_run(n, work, c);
	for (size_t i = 0; i < n; i++)
		once = once && c->done[i] == 1 && c->worker[i] < pool_workers();
	for (unsigned i = 0; i < POOL_MOST; i++) {
		sum += c->by_worker[i];
		beyond += i >= pool_workers() ? c->by_worker[i] : 0;
	}
	ok(once && c->done[n] == 0, "each of %zu items is done once", n);
	ok(sum == n && beyond == 0 && !c->shared, "by workers that have a number each");
	free(c->done);
	free(c->worker);
	free(c);
}

/* Uses most of the stack that is promised. */
static void
deep(void *ctx, size_t item, unsigned worker)
{
	volatile char stack[1000 << 10];

	(void)ctx;
	(void)worker;
	for (size_t i = 0; i < sizeof stack; i += 1024)
		stack[i] = (char)item;
}

/* A pool in each item of a pool. */
static void
nested(void *ctx, size_t item, unsigned worker)
{
	struct counts *inner = ctx;

	(void)worker;
	pool_run(100, work, &inner[item]);
}

int
main(void)
{
	static const size_t sizes[] = {0, 1, 2, 7, 8, 9, 16, 17, 1000, ITEMS};
	struct counts *inner = calloc(20, sizeof *inner);
	bool right = true;

	ok(pool_workers() >= 1 && pool_workers() <= POOL_MOST, "a sensible number of workers");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		items(sizes[i]);
	pool_run(64, deep, NULL);
	ok(true, "every thread has its stack");
	for (size_t i = 0; i < 20; i++) {
		inner[i].done = calloc(100, 1);
		inner[i].worker = calloc(100, 1);
	}
	pool_run(20, nested, inner);
	for (size_t i = 0; i < 20; i++) {
		for (size_t j = 0; j < 100; j++)
			right = right && inner[i].done[j] == 1;
		free(inner[i].done);
		free(inner[i].worker);
	}
	ok(right, "a pool within a pool");
	free(inner);
	return done();
}
