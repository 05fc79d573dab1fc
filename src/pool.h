/* Work on as many threads as there are cores. */
#ifndef POOL_H
#define POOL_H

#include <stddef.h>

/* Threads that pool_run uses at most: the cores online when it was first asked, at least 1, at most
 * POOL_MOST. The same for the whole run. */
enum { POOL_MOST = 64 };
unsigned pool_workers(void);

/* Calls work(ctx, item, worker) once for each item below n, in any order, and returns when all are
 * done. worker is below pool_workers(): per-worker state needs no lock. Each has at least
 * 1 MiB of stack. */
void pool_run(size_t n, void (*work)(void *ctx, size_t item, unsigned worker), void *ctx);

#endif
