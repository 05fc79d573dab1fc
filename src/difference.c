#include "difference.h"

#include <stdlib.h>

#include "reading.h"

struct work {
	struct difference *d;
	const struct difference_query *query;
	struct arena *arena;
	struct arena scratch;	    /* rewound after each file */
	struct source_files before; /* files of records, by path */
	size_t n_after;		    /* files of the workspace itself among those of query->after */
	struct places places;
};

/* Files. */

static struct edition *
new_edition(struct work *w)
{
	struct edition *edition = NEW(w->arena, struct edition);

	*vec_push(w->arena, &w->d->editions) = edition;
	return edition;
}

/* What a state holds at a path. */
static struct edition *
read_edition(struct work *w, struct source *source, const struct source_file *file, struct str path)
{
	struct edition *edition = new_edition(w);
	struct arena_mark mark = arena_mark(&w->scratch);
	struct str bytes;
	int error = file ? file->error : 0;

	if (!error && file)
		source_read(&bytes, &error, source, &w->scratch, file);
	else if (!error)
		source_read_path(&bytes, &error, source, &w->scratch, path);
	if (error)
		edition_break(edition, str_of(source_error(error)));
	else
		edition_parse(edition, &w->scratch, bytes);
	arena_rewind(&w->scratch, mark);
	return edition;
}

static int
by_path(const void *path, const void *file)
{
	return str_cmp(*(const struct str *)path, ((const struct source_file *)file)->path);
}

static int
by_path_of_repo(const void *path, const void *file)
{
	return str_cmp(*(const struct str *)path, ((const struct repo_file *)file)->path);
}

static struct edition *
edition_before(struct work *w, struct str path)
{
	struct source *source = w->query->before;
	const struct source_file *file = NULL;

	if (!source)
		return NULL;
	if (str_is(path, "whet.yaml"))
		return source_has(source, w->arena, path) ? read_edition(w, source, NULL, path)
							  : NULL;
	if (w->before.n)
		file = bsearch(&path, w->before.p, w->before.n, sizeof *file, by_path);
	return file ? read_edition(w, source, file, path) : NULL;
}

static struct edition *
edition_after(struct work *w, struct str path)
{
	struct repo *repo = w->query->after;
	const struct repo_file *file = NULL;

	if (str_is(path, "whet.yaml"))
		return read_edition(w, repo->source, NULL, path);
	if (w->n_after)
		file = bsearch(&path, repo->files, w->n_after, sizeof *file, by_path_of_repo);
	return file ? read_edition(w, repo->source, &file->source, path) : NULL;
}

/* Records. */

static struct history_record *
add_record(struct work *w, const struct place *at, enum change_op op)
{
	struct history_record *r = vec_push(w->arena, &w->d->records);

	r->op = op;
	r->kind = at->kind;
	r->id = at->id;
	r->path = at->path;
	return r;
}

/* A file that cannot be read now: what stood there is not gone. */
static void
add_gap(struct work *w, struct str path, const struct edition *before, const struct edition *after)
{
	struct places places = {0};

	if (before)
		places_add(&places, w->arena, before, path, 0);
	if (!places.n)
		vec_push(w->arena, &places)->path = path;
	for (size_t i = 0; i < places.n; i++) {
		struct history_record *r = add_record(w, &places.p[i], CHANGE_GAP);

		r->before = places.p[i].root;
		r->gap = JOIN(w->arena, S("unreadable: "), after->why);
	}
}

static void
add_file(struct work *w, struct str path)
{
	struct edition *before = edition_before(w, path), *after = edition_after(w, path);
	size_t from = w->places.n;

	if (after && after->broken) {
		add_gap(w, path, before, after);
		return;
	}
	if (after)
		places_add(&w->places, w->arena, after, path, PLACE_ITSELF);
	for (; from < w->places.n; from++)
		w->places.p[from].unreadable = before && before->broken;
	if (before)
		places_add(&w->places, w->arena, before, path, 0);
}

static void
add_pairs(struct work *w)
{
	struct difference *d = w->d;
	struct pairing pairs;

	pairing_of(&pairs, w->arena, &w->places, 1);
	for (size_t i = 0; i < pairs.n; i++) {
		const struct pair *pair = &pairs.p[i];
		const struct place *at = pair->now ? pair->now : pair->was[0];

		history_pair(add_record(w, at, CHANGE_CHANGE), w->arena, pair);
	}
	history_sort(d->records.p, d->records.n);
}

/* What values of check-ins mean: all goals and check-ins that the words may depend on, first as they were
 * before, then those that differ as they are now. */

struct concern {
	struct work *work;
	bool *taken; /* by place among the records */
};

static void
take(struct work *w, enum kind kind, struct str id, const struct node *root)
{
	readings_take(w->d->readings,
	    &(struct history_record){.op = CHANGE_ADD, .kind = kind, .id = id, .after = root});
}

/* A record that is as it was. What differs is taken from the difference. */
static void
take_record(struct concern *c, const struct record *r)
{
	struct repo *repo = c->work->query->after;

	if (c->taken[r->index] || r->imported ||
	    str_among(repo_path(repo, r), c->work->query->paths, c->work->query->n_paths))
		return;
	c->taken[r->index] = true;
	take(c->work, (enum kind)r->kind, repo_id(repo, r), repo_node(repo, r));
}

static void
take_goal(struct concern *c, struct str id)
{
	struct repo *repo = c->work->query->after;
	const struct record *goal = repo_find(repo, KIND_GOAL, id);
	const struct repo_link *links;
	size_t n;

	if (!goal)
		return;
	take_record(c, goal);
	links = repo_links_to(&n, repo, goal);
	for (size_t i = 0; i < n; i++)
		if (links[i].from->kind == KIND_CHECKIN)
			take_record(c, links[i].from);
}

static void
take_goals_of(struct concern *c, const struct node *checkin)
{
	const struct node *goals = node_get(checkin, S("goals"));

	for (const struct node *e = goals && goals->type == NODE_MAP ? goals->first : NULL; e;
	     e = e->next)
		take_goal(c, e->key->text);
}

static void
take_readings(struct work *w)
{
	struct concern c = {w, NEW_ARRAY(w->arena, bool, w->query->after->n_records)};
	struct difference *d = w->d;

	for (size_t i = 0; i < d->records.n; i++) {
		const struct history_record *r = &d->records.p[i];

		if (r->kind == KIND_GOAL)
			take_goal(&c, r->id);
		if (r->kind == KIND_CHECKIN)
			take_goals_of(&c, r->after);
	}
	for (size_t i = 0; i < w->places.n; i++)
		if (w->places.p[i].parent == 0)
			take(w, w->places.p[i].kind, w->places.p[i].id, w->places.p[i].root);
	for (size_t i = 0; i < d->records.n; i++)
		readings_take(d->readings, &d->records.p[i]);
}

int
difference_of(struct difference *d, struct arena *a, const struct difference_query *query)
{
	struct work w = {.d = d, .query = query, .arena = a};
	const struct workspace *settings = &query->after->workspace;
	struct source_patterns include = workspace_include(a, settings);
	struct source_patterns exclude = {settings->exclude.p, settings->exclude.n};
	int status = 0;

	*d = (struct difference){.readings = readings_new(a)};
	while (w.n_after < query->after->n_files &&
	       query->after->files[w.n_after].from == query->after->source)
		w.n_after++;
	if (query->before)
		status = source_list(&w.before, query->before, a, &include, &exclude);
	if (!status) {
		for (size_t i = 0; i < query->n_paths; i++)
			add_file(&w, query->paths[i]);
		add_pairs(&w);
		take_readings(&w);
	}
	arena_free(&w.scratch);
	return status;
}

void
difference_free(struct difference *d)
{
	if (d->readings)
		readings_free(d->readings);
	for (size_t i = 0; i < d->editions.n; i++)
		arena_free(&d->editions.p[i]->arena);
}

void
difference_changes(struct changes *list, struct arena *a, const struct difference *d,
    const struct history_record *r)
{
	struct change_context context = {d->readings, readings_words};

	readings_about(d->readings, r);
	history_changes(list, a, r, &context);
}
