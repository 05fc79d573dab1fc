/* Threads that work while the caller goes on with its own. */
#ifndef CREW_H
#define CREW_H

#include "arena.h"

struct crew;

/* One thread fewer than there are cores: the caller is the other one. work(ctx, item, worker) is
 * called once for each item; worker is below pool_workers(), 0 for the caller. Lives in a until
 * crew_free. */
struct crew *crew_new(struct arena *a, void (*work)(void *ctx, void *item, unsigned worker),
    void *ctx);

/* Hands in an item; they are begun in the order they come. */
void crew_add(struct crew *crew, void *item);

/* Returns when the first n items are done. Meanwhile the caller does what nobody has begun, of those
 * behind them too. */
void crew_wait(struct crew *crew, size_t n);

/* Items handed in so far: what a crew holds are those that wait. */
size_t crew_count(const struct crew *crew);

/* Ends the threads when they are done with what they do; items nobody has begun are left. */
void crew_free(struct crew *crew);

#endif
