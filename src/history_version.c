#include "history_version.h"

#include <string.h>

#include "pool.h"

/* A blob that is to be parsed. */
struct job {
	struct version *version;
	struct str bytes;
};

static void
parse_job(void *ctx, void *item, unsigned worker)
{
	struct versions *v = ctx;
	struct job *job = item;
	struct arena_mark mark = arena_mark(&v->scratch[worker]);

	edition_parse(&job->version->edition, &v->scratch[worker], job->bytes);
	arena_rewind(&v->scratch[worker], mark);
}

void
versions_init(struct versions *v, struct arena *a, struct walk *walk, struct git *git)
{
	*v = (struct versions){.walk = walk, .git = git, .arena = a};
	v->crew = crew_new(a, parse_job, v);
	v->scratch = NEW_ARRAY(a, struct arena, pool_workers());
	v->ready_bytes = NEW(a, struct arena);
	v->next_bytes = NEW(a, struct arena);
	v->of = NEW_ARRAY(a, struct version *, walk->blobs.n);
	v->uses = NEW_ARRAY(a, uint32_t, walk->blobs.n);
	for (size_t i = 0; i < walk->events.n; i++) {
		v->uses[walk->events.p[i].before]++;
		v->uses[walk->events.p[i].after]++;
	}
}

static struct version *
new_version(struct versions *v)
{
	struct version *version =
	    v->spare.n ? v->spare.p[--v->spare.n] : NEW(v->arena, struct version);

	*version = (struct version){0};
	return version;
}

static int
load_blob(struct versions *v, uint32_t blob)
{
	struct version *version;
	struct job *job;
	bool found;
	int status;

	if (!blob || v->of[blob])
		return 0;
	job = NEW(v->next_bytes, struct job);
	status = git_read_blob(&job->bytes, &found, v->git, v->next_bytes, v->walk->blobs.p[blob]);
	if (status)
		return status;
	job->version = version = v->of[blob] = new_version(v);
	version->uses = 1;
	if (found) {
		crew_add(v->crew, job);
	} else {
		version->missing = true;
		edition_break(&version->edition, S("this partial clone does not have it"));
		v->missing++;
	}
	return 0;
}

int
versions_load(struct versions *v, size_t from, size_t to)
{
	struct arena *done = v->ready_bytes;
	int status = 0;

	v->ready_bytes = v->next_bytes;
	v->next_bytes = done;
	arena_free(done);
	for (size_t i = to; i-- > from && !status;) {
		const struct walk_commit *c = &v->walk->commits[i];

		for (size_t k = 0; k < c->n_events && !status; k++) {
			const struct walk_event *e = &v->walk->events.p[c->first_event + k];

			status = load_blob(v, e->before);
			if (!status)
				status = load_blob(v, e->after);
		}
	}
	crew_wait(v->crew, v->next);
	v->next = crew_count(v->crew);
	return status;
}

struct version *
versions_get(const struct versions *v, uint32_t blob)
{
	return v->of[blob];
}

struct version *
versions_readable(const struct versions *v, uint32_t path, uint32_t blob)
{
	struct version *version = v->of[blob];

	if (!version || !version->edition.broken)
		return version;
	for (const struct stand_in *s = version->stand_ins; s; s = s->next)
		if (s->path == path)
			return s->version;
	return NULL;
}

void
versions_stand_in(struct version *broken, uint32_t path, struct version *version)
{
	struct stand_in *s = NEW(&broken->edition.arena, struct stand_in);

	*s = (struct stand_in){broken->stand_ins, path, version};
	broken->stand_ins = s;
	version->uses++;
}

static void
release(struct versions *v, struct version *version)
{
	if (--version->uses)
		return;
	for (struct stand_in *s = version->stand_ins; s; s = s->next)
		release(v, s->version);
	arena_free(&version->edition.arena);
	*vec_push(v->arena, &v->spare) = version;
}

void
versions_done(struct versions *v, uint32_t blob)
{
	struct version *version = v->of[blob];

	if (!blob)
		return;
	if (--v->uses[blob])
		return;
	v->of[blob] = NULL;
	release(v, version);
}

void
versions_free(struct versions *v)
{
	crew_wait(v->crew, crew_count(v->crew));
	crew_free(v->crew);
	for (uint32_t i = 1; i < v->walk->blobs.n; i++)
		while (v->of[i])
			versions_done(v, i);
	for (unsigned i = 0; i < pool_workers(); i++)
		arena_free(&v->scratch[i]);
	arena_free(v->ready_bytes);
	arena_free(v->next_bytes);
}
