#include <assert.h>

#include "crew.h"
#include "feedback360_part.h"
#include "pool.h"

/* People whose figures are in hand at a time: their answers are read together, file by file. */
enum { IN_HAND = 384 };

/* Some people in a row, for one thread. */
struct bunch {
	const struct feedback360_query *query;
	const struct person *const *people;
	size_t n;
	bool published; /* is asked for */
	struct arena arena;
	struct feedback360 *figures;
	bool *known; /* by person */
};

static void
sum_up(void *ctx, void *item, unsigned worker)
{
	struct bunch *b = item;
	struct feedback360_query query = *b->query;

	(void)ctx, (void)worker;
	b->figures = NEW_ARRAY(&b->arena, struct feedback360, b->n);
	b->known = NEW_ARRAY(&b->arena, bool, b->n);
	if (!b->published)
		feedback360_of_several(b->figures, &b->arena, &query, b->people, b->n);
	for (size_t i = 0; i < b->n; i++) {
		query.person = b->people[i];
		b->known[i] =
		    !b->published || feedback360_published(&b->figures[i], &b->arena, &query);
	}
}

static void
hand_over(struct bunch *b, feedback360_taker *take, void *ctx)
{
	assert(b->known || !b->n);
	for (size_t i = 0; i < b->n; i++)
		take(ctx, b->people[i], b->known[i] ? &b->figures[i] : NULL);
	arena_free(&b->arena);
}

/* One after the other, where the files cannot be read by several threads. */
static void
each_alone(struct bunch *bunches, size_t n, feedback360_taker *take, void *ctx)
{
	for (size_t i = 0; i < n; i++) {
		sum_up(NULL, &bunches[i], 0);
		hand_over(&bunches[i], take, ctx);
	}
}

/* By all threads: each has one in hand while another is handed over. */
static void
each_together(struct bunch *bunches, size_t n, struct arena *a, feedback360_taker *take, void *ctx)
{
	struct crew *crew = crew_new(a, sum_up, NULL);

	for (size_t i = 0; i < n; i++) {
		while (crew_count(crew) < n && crew_count(crew) < i + pool_workers() + 1)
			crew_add(crew, &bunches[crew_count(crew)]);
		crew_wait(crew, i + 1);
		hand_over(&bunches[i], take, ctx);
	}
	crew_free(crew);
}

void
feedback360_each(const struct feedback360_query *q, const struct person_list *people,
    bool published, feedback360_taker *take, void *ctx)
{
	struct arena a = {0};
	size_t in_hand = people->n < IN_HAND ? people->n : IN_HAND;
	size_t size = in_hand / (pool_workers() + 1) + 1, n = 0;
	struct bunch *bunches = NEW_ARRAY(&a, struct bunch, people->n / size + 1);

	for (size_t from = 0; from < people->n; from += size, n++)
		bunches[n] = (struct bunch){.query = q,
		    .people = people->p + from,
		    .n = people->n - from < size ? people->n - from : size,
		    .published = published};
	if (n < 2 || !repo_is_threaded(q->repo) || !repo_is_threaded(q->shared))
		each_alone(bunches, n, take, ctx);
	else
		each_together(bunches, n, &a, take, ctx);
	arena_free(&a);
}
