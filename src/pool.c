#include "pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

/* Items taken at once: few enough to share the end evenly, many enough not to meet at the counter.
 */
enum { CHUNK = 8 };

/* Bytes; some systems would give a thread no more than 128 KiB. Others count what the run-time needs
 * for itself, hence twice what is promised. */
enum { STACK = 2 << 20 };

struct pool {
	atomic_size_t next; /* first item nobody has taken */
	size_t n;
	void (*work)(void *ctx, size_t item, unsigned worker);
	void *ctx;
};

struct worker {
	struct pool *pool;
	unsigned number;
	pthread_t thread;
};

static unsigned workers;

static void
count_workers(void)
{
	long n = 1;

#ifdef _SC_NPROCESSORS_ONLN /* not in POSIX.1-2008 */
	n = sysconf(_SC_NPROCESSORS_ONLN);
#endif
	workers = n < 1 ? 1 : n > POOL_MOST ? POOL_MOST : (unsigned)n;
}

unsigned
pool_workers(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, count_workers);
	return workers;
}

static void *
run(void *arg)
{
	struct worker *w = arg;
	struct pool *p = w->pool;

	for (;;) {
		size_t from = atomic_fetch_add(&p->next, CHUNK);
		size_t to = from + CHUNK < p->n ? from + CHUNK : p->n;

		if (from >= p->n)
			return NULL;
		for (size_t i = from; i < to; i++)
			p->work(p->ctx, i, w->number);
	}
}

void
pool_run(size_t n, void (*work)(void *ctx, size_t item, unsigned worker), void *ctx)
{
	struct pool pool = {.n = n, .work = work, .ctx = ctx};
	struct worker team[POOL_MOST] = {{.pool = &pool}};
	unsigned wanted = pool_workers(), started = 1;
	pthread_attr_t attr;

	for (unsigned i = 0; i < wanted; i++)
		team[i] = (struct worker){.pool = &pool, .number = i};
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, STACK);
	while (started < wanted && (size_t)started * CHUNK < n &&
	       pthread_create(&team[started].thread, &attr, run, &team[started]) == 0)
		started++;
	pthread_attr_destroy(&attr);
	run(&team[0]);
	for (unsigned i = 1; i < started; i++)
		pthread_join(team[i].thread, NULL);
}
