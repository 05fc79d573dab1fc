#include "history_version.h"

#include <string.h>

#include "pool.h"
#include "yaml.h"

/* Bytes of blobs that are read before they are parsed on all cores. */
enum { BATCH_BYTES = 8 << 20 };

/* A blob that is to be parsed. */
struct job {
	struct version *version;
	struct str bytes;
};

struct batch {
	struct arena bytes; /* what was read */
	struct {
		struct job *p;
		size_t n, cap;
	} jobs;				 /* live in bytes */
	size_t total;			 /* bytes that were read */
	struct arena scratch[POOL_MOST]; /* of each thread */
};

void
versions_init(struct versions *v, struct arena *a, struct walk *walk, struct git *git)
{
	*v = (struct versions){.walk = walk, .git = git, .arena = a};
	v->of = NEW_ARRAY(a, struct version *, walk->blobs.n);
	v->uses = NEW_ARRAY(a, uint32_t, walk->blobs.n);
	for (size_t i = 0; i < walk->events.n; i++) {
		v->uses[walk->events.p[i].before]++;
		v->uses[walk->events.p[i].after]++;
	}
}

static void
set_broken(struct version *version, struct str why)
{
	version->broken = true;
	version->n_docs = 0;
	version->why = why;
}

static bool
read_doc(struct version_doc *doc, const struct node *root)
{
	const struct node *id = node_get(root, S("id"));

	doc->root = root;
	doc->kind = kind_of(node_str(node_get(root, S("kind"))));
	if (id && id->type != NODE_SEQ && id->type != NODE_MAP && id->type != NODE_NULL &&
	    id->text.n)
		doc->id = id->text;
	return doc->kind != KIND_NONE;
}

static void
parse(struct version *version, struct arena *scratch, struct str bytes)
{
	struct sink sink = {.arena = scratch};
	struct yaml *y = yaml_parse(&version->arena, &sink, S(""), bytes);

	if (y->broken) {
		set_broken(version,
		    str_dup(&version->arena, sink.n ? sink.p[sink.n - 1].message : S("")));
		return;
	}
	version->docs = NEW_ARRAY(&version->arena, struct version_doc, y->n_docs);
	for (size_t i = 0; i < y->n_docs; i++) {
		if (!y->docs[i].root)
			continue;
		if (!read_doc(&version->docs[version->n_docs++], y->docs[i].root)) {
			set_broken(version, S("it does not say what kind of record it is"));
			return;
		}
	}
}

static void
parse_job(void *ctx, size_t item, unsigned worker)
{
	struct batch *batch = ctx;
	struct arena *scratch = &batch->scratch[worker];
	struct arena_mark mark = arena_mark(scratch);
	struct job *job = &batch->jobs.p[item];

	parse(job->version, scratch, job->bytes);
	arena_rewind(scratch, mark);
}

static void
parse_batch(struct batch *batch)
{
	pool_run(batch->jobs.n, parse_job, batch);
	arena_free(&batch->bytes);
	batch->jobs.p = NULL;
	batch->jobs.n = batch->jobs.cap = 0;
	batch->total = 0;
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
load_blob(struct versions *v, struct batch *batch, uint32_t blob)
{
	struct version *version;
	struct str bytes;
	bool found;
	int status;

	if (!blob || v->of[blob])
		return 0;
	status = git_read_blob(&bytes, &found, v->git, &batch->bytes, v->walk->blobs.p[blob]);
	if (status)
		return status;
	version = v->of[blob] = new_version(v);
	version->uses = v->uses[blob];
	if (found) {
		*vec_push(&batch->bytes, &batch->jobs) = (struct job){version, bytes};
		batch->total += bytes.n;
	} else {
		version->missing = true;
		set_broken(version, S("this partial clone does not have it"));
		v->missing++;
	}
	if (batch->total > BATCH_BYTES)
		parse_batch(batch);
	return 0;
}

int
versions_load(struct versions *v, size_t from, size_t to)
{
	struct batch batch = {0};
	int status = 0;

	for (size_t i = to; i-- > from && !status;) {
		const struct walk_commit *c = &v->walk->commits[i];

		for (size_t k = 0; k < c->n_events && !status; k++) {
			const struct walk_event *e = &v->walk->events.p[c->first_event + k];

			status = load_blob(v, &batch, e->before);
			if (!status)
				status = load_blob(v, &batch, e->after);
		}
	}
	parse_batch(&batch);
	for (size_t i = 0; i < POOL_MOST; i++)
		arena_free(&batch.scratch[i]);
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

	if (!version || !version->broken)
		return version;
	for (const struct stand_in *s = version->stand_ins; s; s = s->next)
		if (s->path == path)
			return s->version;
	return NULL;
}

void
versions_stand_in(struct version *broken, uint32_t path, struct version *version)
{
	struct stand_in *s = NEW(&broken->arena, struct stand_in);

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
	arena_free(&version->arena);
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
	for (uint32_t i = 1; i < v->walk->blobs.n; i++)
		while (v->of[i])
			versions_done(v, i);
}
