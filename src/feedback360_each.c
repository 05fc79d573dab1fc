#include "feedback360.h"

#include "crew.h"

/* People whose figures are made ahead of those that are taken. */
enum { AHEAD = 64 };

struct job {
	struct arena arena; /* its figures */
	struct feedback360_query query;
	struct feedback360 figures;
	bool published; /* is asked for */
	bool known;
};

static void
sum_up(void *ctx, void *item, unsigned worker)
{
	struct job *job = item;

	(void)ctx, (void)worker;
	job->known = true;
	if (job->published)
		job->known = feedback360_published(&job->figures, &job->arena, &job->query);
	else
		feedback360_of(&job->figures, &job->arena, &job->query);
}

static void
hand_over(struct job *job, feedback360_taker *take, void *ctx)
{
	take(ctx, job->query.person, job->known ? &job->figures : NULL);
	arena_free(&job->arena);
}

/* One after the other, where the files cannot be read by several threads. */
static void
each_alone(const struct feedback360_query *q, const struct person_list *people, bool published,
    feedback360_taker *take, void *ctx)
{
	for (size_t i = 0; i < people->n; i++) {
		struct job job = {.query = *q, .published = published};

		job.query.person = people->p[i];
		sum_up(NULL, &job, 0);
		hand_over(&job, take, ctx);
	}
}

void
feedback360_each(const struct feedback360_query *q, const struct person_list *people,
    bool published, feedback360_taker *take, void *ctx)
{
	struct arena a = {0};
	struct job *jobs;
	struct crew *crew;

	if (people->n < 2 || !repo_is_threaded(q->repo) || !repo_is_threaded(q->shared)) {
		each_alone(q, people, published, take, ctx);
		return;
	}
	jobs = NEW_ARRAY(&a, struct job, AHEAD);
	crew = crew_new(&a, sum_up, NULL);
	for (size_t i = 0; i < people->n; i++) {
		while (crew_count(crew) < people->n && crew_count(crew) < i + AHEAD) {
			struct job *job = &jobs[crew_count(crew) % AHEAD];

			*job = (struct job){.query = *q, .published = published};
			job->query.person = people->p[crew_count(crew)];
			crew_add(crew, job);
		}
		crew_wait(crew, i + 1);
		hand_over(&jobs[i % AHEAD], take, ctx);
	}
	crew_free(crew);
	arena_free(&a);
}
