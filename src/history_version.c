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
}

/* The table. */

static struct version **
slot_of(const struct versions *v, struct git_id blob)
{
	size_t hash;

	memcpy(&hash, blob.raw, sizeof hash);
	return &v->table[hash & (v->n_slots - 1)];
}

static void
put(struct versions *v, struct version *version)
{
	struct version **slot = slot_of(v, version->blob);

	version->next = *slot;
	*slot = version;
}

static void
grow(struct versions *v)
{
	struct version **old = v->table, *version;
	size_t n = v->n_slots;

	v->n_slots = n ? n * 2 : 256;
	v->table = NEW_ARRAY(v->arena, struct version *, v->n_slots);
	for (size_t i = 0; i < n; i++)
		while ((version = old[i])) {
			old[i] = version->next;
			put(v, version);
		}
}

struct version *
versions_get(const struct versions *v, struct git_id blob)
{
	struct version *version = v->n_slots ? *slot_of(v, blob) : NULL;

	while (version && !git_id_eq(version->blob, blob))
		version = version->next;
	return version;
}

/* Loading. */

int
walk_events(const struct walk_event **events, struct arena *a, const struct walk *w, size_t from,
    size_t to)
{
	size_t first = from < to ? w->commits.p[from].first_event : 0;
	size_t end =
	    from < to ? w->commits.p[to - 1].first_event + w->commits.p[to - 1].n_events : 0;
	struct str bytes;
	int status = spool_read(&bytes, a, &w->events, first * sizeof **events,
	    (end - first) * sizeof **events);

	*events = (const void *)bytes.p;
	return status;
}

static struct version *
new_version(struct versions *v, struct git_id blob)
{
	struct version *version =
	    v->spare.n ? v->spare.p[--v->spare.n] : NEW(v->arena, struct version);

	*version = (struct version){.blob = blob, .uses = 1};
	if (v->n == v->n_slots)
		grow(v);
	put(v, version);
	v->n++;
	return version;
}

static int
load_blob(struct versions *v, struct git_id blob)
{
	struct version *version;
	struct job *job;
	bool found;
	int status;

	if (git_id_is_null(blob) || versions_get(v, blob))
		return 0;
	job = NEW(&v->next.arena, struct job);
	status = git_read_blob(&job->bytes, &found, v->git, &v->next.arena, blob);
	if (status)
		return status;
	job->version = version = new_version(v, blob);
	if (found) {
		crew_add(v->crew, job);
	} else {
		version->missing = true;
		edition_break(&version->edition, S("this partial clone does not have it"));
		v->missing++;
	}
	return 0;
}

static int
load_commit(struct versions *v, const struct walk_commit *c)
{
	const struct walk_event *events = v->next.events + (c->first_event - v->next.first_event);
	int status = 0;

	for (size_t i = 0; i < c->n_events && !status; i++) {
		status = load_blob(v, events[i].before);
		if (!status)
			status = load_blob(v, events[i].after);
	}
	return status;
}

int
versions_load(struct versions *v, size_t from, size_t to)
{
	int status;

	arena_free(&v->ready.arena);
	v->ready = v->next;
	v->next =
	    (struct portion){.first_event = from < to ? v->walk->commits.p[from].first_event : 0};
	status = walk_events(&v->next.events, &v->next.arena, v->walk, from, to);
	for (size_t i = to; i-- > from && !status;)
		status = load_commit(v, &v->walk->commits.p[i]);
	crew_wait(v->crew, v->n_items);
	v->n_items = crew_count(v->crew);
	return status;
}

const struct walk_event *
versions_events(const struct versions *v, const struct walk_commit *c)
{
	return v->ready.events + (c->first_event - v->ready.first_event);
}

struct version *
versions_readable(const struct versions *v, uint32_t path, struct git_id blob)
{
	struct version *version = versions_get(v, blob);

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
versions_done(struct versions *v, struct git_id blob)
{
	struct version **slot = slot_of(v, blob), *version;

	while (!git_id_eq((*slot)->blob, blob))
		slot = &(*slot)->next;
	version = *slot;
	*slot = version->next;
	v->n--;
	release(v, version);
}

void
versions_free(struct versions *v)
{
	crew_wait(v->crew, crew_count(v->crew));
	crew_free(v->crew);
	for (size_t i = 0; i < v->n_slots; i++)
		while (v->table[i])
			versions_done(v, v->table[i]->blob);
	for (unsigned i = 0; i < pool_workers(); i++)
		arena_free(&v->scratch[i]);
	arena_free(&v->ready.arena);
	arena_free(&v->next.arena);
}
