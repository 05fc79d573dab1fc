#include "history_walk_part.h"

#include <string.h>

#include "meter.h"

/* Files that are asked for. */

static void
grow_wanted(struct pass *p, uint32_t path)
{
	struct wanted *w = &p->wanted;
	size_t n = w->n ? w->n : 64;
	bool *files, *folders;

	if (path < w->n)
		return;
	while (n <= path)
		n *= 2;
	files = NEW_ARRAY(p->arena, bool, n);
	folders = NEW_ARRAY(p->arena, bool, n);
	if (w->n) {
		memcpy(files, w->files, w->n);
		memcpy(folders, w->folders, w->n);
	}
	*w = (struct wanted){files, folders, n};
}

static void
want(struct pass *p, struct str path)
{
	uint32_t file = intern(p->walk->paths, path);

	grow_wanted(p, file);
	p->wanted.files[file] = true;
	for (size_t i = 0; i < path.n; i++) {
		uint32_t folder;

		if (path.p[i] != '/')
			continue;
		folder = intern(p->walk->paths, str_sub(path, 0, i));
		grow_wanted(p, folder);
		p->wanted.folders[folder] = true;
	}
}

/* What a commit changed, as far as it is compared. */
static void
find_events(struct file_events *events, struct pass *p, const struct walk_commit *c)
{
	const struct git_step *step = &p->steps.p[c - p->walk->commits.p];
	size_t missing = p->walk->missing_trees;

	*events = (struct file_events){0};
	if (kept_events(events, &p->found, p->kept, step->id))
		return;
	p->events = events;
	history_walk_compare(p, c);
	if (!p->narrowed && !p->status && !p->trees.status && p->walk->missing_trees == missing)
		kept_add(p->kept, step, events);
}

/* Takes those events that are asked for. */
static void
take(struct pass *p, const struct file_events *events)
{
	p->taken = (struct file_events){0};
	for (size_t i = 0; i < events->n; i++) {
		const struct file_event *e = &events->p[i];

		if (!p->chosen || (e->path < p->wanted.n && p->wanted.files[e->path]))
			*vec_push(&p->found, &p->taken) = *e;
	}
}

static bool
is_last(struct pass *p, struct git_id blob)
{
	return !git_id_is_null(blob) && ids_is_new(&p->blobs, blob);
}

/* Puts aside what was taken of a commit. Younger ones have been before: a blob is named for the first time here
 * where it will be for the last time on the way back. */
static void
put(struct pass *p, struct walk_commit *c)
{
	struct walk *w = p->walk;
	struct walk_event *events = NEW_ARRAY(&p->found, struct walk_event, p->taken.n);

	for (size_t i = 0; i < p->taken.n; i++) {
		const struct file_event *e = &p->taken.p[i];
		bool last_before = is_last(p, e->before);

		events[i] = (struct walk_event){e->path, e->parent, e->before, e->after,
		    last_before, is_last(p, e->after)};
	}
	spool_add(&w->events, (struct str){(const char *)events, p->taken.n * sizeof *events});
	c->n_events = (uint32_t)p->taken.n;
	w->n_events += p->taken.n;
}

/* Following files back. */

/* May a record have left this version of a file and the file have stayed? Only where it holds
 * several. */
static bool
holds_several(struct pass *p, struct git_id blob)
{
	struct arena_mark mark = arena_mark(&p->scratch);
	struct str bytes;
	bool found, several;
	int status = git_read_blob(&bytes, &found, p->query->git, &p->scratch, blob);

	if (status)
		p->status = status;
	several = !status && found && str_find(bytes, S("\n---")) < bytes.n;
	arena_rewind(&p->scratch, mark);
	return several;
}

/* Wants the files from which the records of an added file may have come. */
static void
follow_added(struct pass *p, const struct file_events *all, struct git_id added)
{
	bool found = false;

	for (size_t i = 0; i < all->n; i++) {
		const struct file_event *e = &all->p[i];

		if (git_id_is_null(e->after) && git_id_eq(e->before, added)) {
			want(p, intern_str(p->walk->paths, e->path));
			found = true;
		}
	}
	for (size_t i = 0; i < all->n && !found; i++) {
		const struct file_event *e = &all->p[i];

		if (!git_id_is_null(e->before) &&
		    (git_id_is_null(e->after) || holds_several(p, e->before)))
			want(p, intern_str(p->walk->paths, e->path));
	}
}

/* May records have come into this file, from another one? */
static bool
may_have_gained(struct pass *p, const struct file_event *e)
{
	return !git_id_is_null(e->after) &&
	       (git_id_is_null(e->before) || holds_several(p, e->after));
}

/* All that a commit changed, wanted or not. */
static struct file_events
all_events(struct pass *p, const struct walk_commit *c, const struct file_events *events)
{
	bool narrowed = p->narrowed;
	struct file_events all;

	if (!narrowed)
		return *events;
	p->narrowed = false;
	find_events(&all, p, c);
	p->narrowed = narrowed;
	return all;
}

/* Wants the files from which records came in a commit, in it and before. */
static void
follow(struct pass *p, struct walk_commit *c, const struct file_events *events)
{
	struct file_events all = {0};

	if (c->cut_off || c->n_parents == 0)
		return;
	for (size_t i = 0; i < events->n && !p->status; i++) {
		struct file_event e = events->p[i];

		if (e.path >= p->wanted.n || !p->wanted.files[e.path] || !may_have_gained(p, &e))
			continue;
		if (all.n == 0)
			all = all_events(p, c, events);
		follow_added(p, &all, e.after);
	}
	if (all.n)
		take(p, &all);
}

/* Commits. */

static void
set_commit(struct pass *p, uint32_t number)
{
	const struct git_step *step = &p->steps.p[number];
	struct walk_commit *c = vec_push(p->arena, &p->walk->commits);

	c->number = (uint32_t)p->steps.n - 1 - number;
	c->first_parent = (uint32_t)p->parents.n;
	c->n_parents = step->n_parents;
	for (uint32_t i = 0; i < step->n_parents; i++) {
		uint32_t parent;

		if (!ids_find(&parent, &p->walk->ids, step->parents[i]))
			c->cut_off = true;
		*vec_push(&p->passing, &p->parents) = parent;
	}
}

static void
read_commits(struct pass *p)
{
	struct walk *w = p->walk;

	p->status =
	    git_walk(&p->steps, p->query->git, &p->passing, p->query->tip, kept_step, p->kept);
	ids_expect(&w->ids, p->arena, p->steps.n);
	for (size_t i = 0; i < p->steps.n; i++)
		ids_number(&w->ids, p->arena, p->steps.p[i].id);
	w->commits.p = NEW_ARRAY(p->arena, struct walk_commit, p->steps.n);
	w->commits.cap = p->steps.n;
	for (uint32_t i = 0; i < p->steps.n; i++)
		set_commit(p, i);
}

static void
walk_commit(struct pass *p, struct walk_commit *c)
{
	struct git_id id = p->steps.p[c - p->walk->commits.p].id;
	struct file_events events;

	c->first_event = p->walk->n_events;
	if (p->chosen && kept_avoids(p->kept, id, p->wanted.files, p->wanted.n))
		return;
	find_events(&events, p, c);
	take(p, &events);
	if (p->chosen)
		follow(p, c, &events);
	put(p, c);
}

/* Walks over all commits. */
static void
walk(struct pass *p)
{
	struct walk *w = p->walk;

	p->narrowed = p->chosen && !p->kept;
	read_commits(p);
	meter_start("comparing commits", w->ids.n);
	for (size_t i = 0; i < w->ids.n && !p->status; i++) {
		struct arena_mark mark = arena_mark(&p->scratch), found = arena_mark(&p->found);

		meter_step(0);
		walk_commit(p, &w->commits.p[i]);
		arena_rewind(&p->found, found);
		arena_rewind(&p->scratch, mark);
		trees_forget(&p->trees);
		if (p->trees.status)
			p->status = p->trees.status;
	}
	kept_close(p->kept, p->status ? 0 : w->ids.n);
}

/* Goes through those commits that change files that are asked for, where an earlier run has kept which they are.
 * False where they turn out to be damaged. */
static bool
replay(struct pass *p)
{
	struct walk *w = p->walk;
	struct arena_mark found = arena_mark(&p->found);
	struct file_events events;
	struct git_step step;
	uint32_t number;

	while (!p->status && kept_next(&step, &number, &events, &p->found, p->kept, p->wanted.files,
				 p->wanted.n)) {
		struct walk_commit *c = vec_push(p->arena, &w->commits);

		ids_number(&w->ids, p->arena, step.id);
		*c = (struct walk_commit){.first_event = w->n_events,
		    .number = number,
		    .n_parents = step.n_parents};
		take(p, &events);
		follow(p, c, &events);
		put(p, c);
		arena_rewind(&p->found, found);
	}
	kept_close(p->kept, 0);
	return !kept_is_damaged(p->kept);
}

static void
begin(struct pass *p, struct walk *w, struct arena *a, const struct history_query *query)
{
	const struct workspace *workspace = query->workspace;
	struct source_patterns include = workspace_include(a, workspace);
	struct source_patterns exclude = {workspace->exclude.p, workspace->exclude.n};

	*w = (struct walk){.paths = intern_new(a)};
	*p = (struct pass){.walk = w,
	    .query = query,
	    .arena = a,
	    .chosen = query->n_paths > 0,
	    .trees = {.git = query->git}};
	source_filter_init(&p->filter, a, &include, &exclude);
	for (size_t i = 0; i < query->n_paths; i++)
		want(p, query->paths[i]);
}

static void
end(struct pass *p)
{
	trees_free(&p->trees);
	p->walk->n_blobs = p->blobs.n;
	arena_free(&p->blobs.arena);
	arena_free(&p->passing);
	arena_free(&p->found);
	arena_free(&p->scratch);
}

int
history_walk(struct walk *w, struct arena *a, const struct history_query *query)
{
	struct pass p;
	bool done = false;

	git_keep_objects(false);
	begin(&p, w, a, query);
	p.kept = kept_open(&p.passing, w->paths, query, p.chosen);
	if (kept_is_ordered(p.kept)) {
		done = replay(&p);
		if (!done) {
			end(&p);
			history_walk_end(w);
			begin(&p, w, a, query);
			p.kept = kept_open(&p.passing, w->paths, query, false);
		}
	}
	if (!done)
		walk(&p);
	end(&p);
	git_keep_objects(true);
	return p.status;
}

void
history_walk_end(struct walk *w)
{
	intern_free(w->paths);
	spool_free(&w->events);
}
