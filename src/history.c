#include "history.h"

#include <stdlib.h>
#include <string.h>

#include "history_version.h"
#include "meter.h"
#include "say.h"
#include "shape.h"

/* Changed files that are read ahead. */
enum { PORTION = 512 };

struct run {
	const struct history_query *query;
	struct arena *arena;  /* what visitors may keep */
	struct arena scratch; /* rewound after each commit */
	struct walk walk;
	struct versions versions;
	struct intern *names; /* "goal:ada-latency", and who wrote commits */
	struct {
		uint32_t *p;
		size_t n, cap;
	} lineages; /* by symbol of a record's name: number of the record, 0 for none */
	uint32_t last_lineage;
	const struct history_commit *commit; /* NULL until something is found in it */
	uint32_t number;		     /* of the commit in the walk */
	uint32_t n_parents;		     /* 0: everything in it is new */
	struct {
		struct history_record *p;
		size_t n, cap;
	} records; /* of the commit */
	int status;
};

/* Names. */

static uint32_t
name_of(struct run *run, enum kind kind, struct str id)
{
	uint32_t name = intern(run->names, JOIN(&run->scratch, kind_name(kind), S(":"), id));

	while (run->lineages.n <= name)
		vec_push(run->arena, &run->lineages);
	return name;
}

/* The id in a name; lives as long as the names. */
static struct str
id_in(const struct run *run, uint32_t name)
{
	struct str kind, id;

	str_cut(&kind, &id, intern_str(run->names, name), ':');
	return id;
}

static void
set_lineage(struct run *run, struct history_record *r)
{
	uint32_t name = name_of(run, r->kind, r->id);
	uint32_t *lineage = &run->lineages.p[name];

	r->id = id_in(run, name);
	if (r->from_id.p) {
		uint32_t from = name_of(run, r->kind, r->from_id);

		r->from_id = id_in(run, from);
		lineage = &run->lineages.p[name];
		*lineage = run->lineages.p[from];
		run->lineages.p[from] = 0;
	}
	if (!*lineage)
		*lineage = ++run->last_lineage;
	r->lineage = *lineage;
}

/* Commits. */

static struct str
kept(struct run *run, struct str s)
{
	return intern_str(run->names, intern(run->names, s));
}

static const struct history_commit *
read_commit(struct run *run)
{
	struct history_commit *c = NEW(run->arena, struct history_commit);
	struct git_commit commit;
	bool found;

	c->id = run->walk.ids.p[run->number];
	c->number = run->walk.commits.p[run->number].number;
	c->merge = run->n_parents > 1;
	run->status = git_read_commit(&commit, &found, run->query->git, &run->scratch, c->id);
	if (run->status || !found)
		return c;
	c->when = commit.committer.when;
	c->written = commit.author.when;
	c->author_name = kept(run, commit.author.name);
	c->author_email = kept(run, commit.author.email);
	return c;
}

static struct history_record *
add_record(struct run *run, const struct place *at, enum change_op op)
{
	struct history_record *r = vec_push(&run->scratch, &run->records);

	if (!run->commit)
		run->commit = read_commit(run);
	r->commit = run->commit;
	r->op = op;
	r->kind = at->kind;
	r->id = at->id;
	r->path = at->path;
	r->given = run->walk.commits.p[run->number].cut_off;
	return r;
}

/* Where records stand. */

static void
add_places(struct run *run, struct places *places, const struct version *version, uint32_t path,
    uint32_t parent)
{
	if (version)
		places_add(places, &run->scratch, &version->edition,
		    intern_str(run->walk.paths, path), parent);
}

/* A version that cannot be read: the records that stood there are not gone. */
static void
add_gap(struct run *run, const struct walk_event *e)
{
	struct version *version = versions_get(&run->versions, e->after);
	struct version *before = versions_readable(&run->versions, e->path, e->before);
	struct places places = {0};

	if (before && before != versions_readable(&run->versions, e->path, e->after))
		versions_stand_in(version, e->path, before);
	add_places(run, &places, before, e->path, 0);
	if (!places.n)
		vec_push(&run->scratch, &places)->path = intern_str(run->walk.paths, e->path);
	for (size_t i = 0; i < places.n; i++) {
		struct history_record *r = add_record(run, &places.p[i], CHANGE_GAP);

		r->gap = str_fmt(run->arena, "%s: %.*s",
		    version->missing ? "unavailable" : "unreadable", SV(version->edition.why));
		if (places.p[i].root)
			r->before = places.p[i].root;
	}
}

/* Records of the commit and of its parents in the files that changed. */
static struct places
find_places(struct run *run, const struct walk_commit *c)
{
	const struct walk_event *events = versions_events(&run->versions, c);
	struct places places = {0};
	uint32_t last = 0;

	for (size_t i = 0; i < c->n_events; i++) {
		const struct walk_event *e = &events[i];
		const struct version *after = versions_get(&run->versions, e->after);
		const struct version *before =
		    versions_readable(&run->versions, e->path, e->before);
		size_t from = places.n;
		bool first = e->path != last;

		last = e->path;
		if (after && after->edition.broken) {
			if (first)
				add_gap(run, e);
			continue;
		}
		if (first)
			add_places(run, &places, after, e->path, PLACE_ITSELF);
		for (; from < places.n; from++)
			places.p[from].unreadable = !git_id_is_null(e->before) && !before;
		add_places(run, &places, before, e->path, e->parent);
	}
	return places;
}

/* What became of a record. */
static void
add_pair(struct run *run, const struct pair *pair)
{
	const struct place *at = pair->now ? pair->now : pair->was[0];

	history_pair(add_record(run, at, CHANGE_CHANGE), &run->scratch, pair);
}

/* Visiting. */

/* What visitors may keep of a record outlives the commit. */
static void
finish_record(struct run *run, struct history_record *r)
{
	r->path = kept(run, r->path);
	if (r->from_path.p)
		r->from_path = kept(run, r->from_path);
	if (r->kind)
		set_lineage(run, r);
}

static void
visit_records(struct run *run)
{
	const struct history_query *query = run->query;

	history_sort(run->records.p, run->records.n);
	for (size_t i = 0; i < run->records.n; i++)
		finish_record(run, &run->records.p[i]);
	for (size_t i = 0; i < run->records.n && query->prepare; i++)
		query->prepare(query->ctx, &run->records.p[i]);
	for (size_t i = 0; i < run->records.n && !run->status; i++)
		query->visit(query->ctx, &run->records.p[i]);
}

static void
visit_commit(struct run *run, const struct walk_commit *c)
{
	const struct walk_event *events = versions_events(&run->versions, c);
	struct pairing pairs;
	struct places places;

	run->commit = NULL;
	run->records.p = NULL;
	run->records.n = run->records.cap = 0;
	run->n_parents = c->cut_off ? 0 : c->n_parents;
	places = find_places(run, c);
	pairing_of(&pairs, &run->scratch, &places, run->n_parents);
	for (size_t i = 0; i < pairs.n; i++)
		add_pair(run, &pairs.p[i]);
	visit_records(run);
	for (size_t i = 0; i < c->n_events; i++) {
		if (events[i].last_before)
			versions_done(&run->versions, events[i].before);
		if (events[i].last_after)
			versions_done(&run->versions, events[i].after);
	}
}

/* The number of the youngest of the commits before `to` that change some hundred files together. */
static size_t
portion(const struct walk *walk, size_t to)
{
	size_t files = 0;

	while (to && (files == 0 || files + walk->commits.p[to - 1].n_events <= PORTION))
		files += walk->commits.p[--to].n_events;
	return to;
}

/* The oldest first; the walk has the youngest first. While one portion of commits is visited, the
 * versions of the next are parsed. */
static void
visit_commits(struct run *run)
{
	size_t next = run->walk.ids.n, to = portion(&run->walk, next);

	meter_start("reading history", next);
	run->status = versions_load(&run->versions, to, next);
	while (next && !run->status) {
		size_t beyond = portion(&run->walk, to);

		run->status = versions_load(&run->versions, beyond, to);
		while (next > to && !run->status) {
			struct arena_mark mark = arena_mark(&run->scratch);

			meter_step(0);
			run->number = (uint32_t)--next;
			if (run->walk.commits.p[next].n_events)
				visit_commit(run, &run->walk.commits.p[next]);
			arena_rewind(&run->scratch, mark);
		}
		to = beyond;
	}
}

int
history_run(struct history_limits *limits, struct arena *a, const struct history_query *query)
{
	struct run run = {.query = query, .arena = a};
	struct arena passing = {0};

	*limits = (struct history_limits){0};
	run.names = intern_new(a);
	run.status = history_walk(&run.walk, &passing, query);
	versions_init(&run.versions, &passing, &run.walk, query->git);
	git_keep_objects(false);
	if (!run.status)
		visit_commits(&run);
	git_keep_objects(true);
	meter_end();
	for (size_t i = 0; i < run.walk.ids.n && !run.status; i++)
		if (run.walk.commits.p[i].cut_off)
			*vec_push(a, &limits->truncated) = run.walk.ids.p[i];
	limits->replaced = git_replaces(query->git);
	limits->trees = run.walk.missing_trees;
	limits->blobs = run.versions.missing;
	versions_free(&run.versions);
	history_walk_end(&run.walk);
	intern_free(run.names);
	arena_free(&run.scratch);
	arena_free(&passing);
	return run.status;
}
