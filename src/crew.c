#include "crew.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "pool.h"

/* Bytes; some systems would give a thread no more than 128 KiB. */
enum { STACK = 1 << 20 };

struct member {
	struct crew *crew;
	unsigned number;
	size_t at; /* the item it is at; SIZE_MAX: none */
	pthread_t thread;
};

struct crew {
	struct arena *arena; /* used by the caller only */
	void (*work)(void *ctx, void *item, unsigned worker);
	void *ctx;
	pthread_mutex_t lock; /* of all below */
	pthread_cond_t more;  /* items came, or the end */
	pthread_cond_t done;  /* a member is done with an item */
	struct {
		void **p;
		size_t n, cap;
	} items;
	size_t first; /* number of the first of them: those before are forgotten */
	size_t next;  /* first item nobody has begun */
	bool end;
	struct member members[POOL_MOST];
	unsigned n; /* members, the caller included */
};

/* Does the next item; the lock is held before and after. */
static void
do_next(struct crew *crew, struct member *m)
{
	void *item = crew->items.p[crew->next - crew->first];

	m->at = crew->next++;
	pthread_mutex_unlock(&crew->lock);
	crew->work(crew->ctx, item, m->number);
	pthread_mutex_lock(&crew->lock);
	m->at = SIZE_MAX;
}

static void *
run(void *arg)
{
	struct member *m = arg;
	struct crew *crew = m->crew;

	pthread_mutex_lock(&crew->lock);
	while (!crew->end) {
		if (crew->next == crew_count(crew)) {
			pthread_cond_wait(&crew->more, &crew->lock);
			continue;
		}
		do_next(crew, m);
		pthread_cond_signal(&crew->done);
	}
	pthread_mutex_unlock(&crew->lock);
	return NULL;
}

struct crew *
crew_new(struct arena *a, void (*work)(void *ctx, void *item, unsigned worker), void *ctx)
{
	struct crew *crew = NEW(a, struct crew);
	unsigned wanted = pool_workers();
	pthread_attr_t attr;

	crew->arena = a;
	crew->work = work;
	crew->ctx = ctx;
	pthread_mutex_init(&crew->lock, NULL);
	pthread_cond_init(&crew->more, NULL);
	pthread_cond_init(&crew->done, NULL);
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, STACK);
	for (unsigned i = 0; i < wanted; i++)
		crew->members[i] = (struct member){.crew = crew, .number = i, .at = SIZE_MAX};
	crew->n = 1;
	while (crew->n < wanted && pthread_create(&crew->members[crew->n].thread, &attr, run,
				       &crew->members[crew->n]) == 0)
		crew->n++;
	pthread_attr_destroy(&attr);
	return crew;
}

/* Forgets items that have been begun, rather than take more room, where they are half of all or more. */
static void
forget_begun(struct crew *crew)
{
	size_t begun = crew->next - crew->first;

	if (crew->items.n < crew->items.cap || begun * 2 < crew->items.n || !begun)
		return;
	crew->items.n -= begun;
	crew->first = crew->next;
	memmove(crew->items.p, crew->items.p + begun, crew->items.n * sizeof *crew->items.p);
}

void
crew_add(struct crew *crew, void *item)
{
	pthread_mutex_lock(&crew->lock);
	forget_begun(crew);
	*vec_push(crew->arena, &crew->items) = item;
	pthread_cond_signal(&crew->more);
	pthread_mutex_unlock(&crew->lock);
}

/* Is nobody at one of the first n items? */
static bool
is_done(const struct crew *crew, size_t n)
{
	for (unsigned i = 0; i < crew->n; i++)
		if (crew->members[i].at < n)
			return false;
	return true;
}

void
crew_wait(struct crew *crew, size_t n)
{
	pthread_mutex_lock(&crew->lock);
	while (crew->next < n || !is_done(crew, n))
		if (crew->next < crew_count(crew))
			do_next(crew, &crew->members[0]);
		else
			pthread_cond_wait(&crew->done, &crew->lock);
	pthread_mutex_unlock(&crew->lock);
}

size_t
crew_count(const struct crew *crew)
{
	return crew->first + crew->items.n;
}

void
crew_free(struct crew *crew)
{
	pthread_mutex_lock(&crew->lock);
	crew->end = true;
	pthread_cond_broadcast(&crew->more);
	pthread_mutex_unlock(&crew->lock);
	for (unsigned i = 1; i < crew->n; i++)
		pthread_join(crew->members[i].thread, NULL);
	pthread_cond_destroy(&crew->done);
	pthread_cond_destroy(&crew->more);
	pthread_mutex_destroy(&crew->lock);
}
