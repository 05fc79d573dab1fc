#include "history_walk.h"

#include <string.h>

#include "history_tree.h"
#include "meter.h"
#include "source_list.h"

/* Files that are asked for, where not all are. */
struct wanted {
	bool *files;   /* by symbol of the path */
	bool *folders; /* lead to such a file */
	size_t n;      /* length of both */
};

struct pass {
	struct walk *walk;
	const struct history_query *query;
	struct arena *arena;  /* the walk's */
	struct arena passing; /* what it needs until it ends */
	struct arena scratch; /* rewound after each commit */
	struct arena found;   /* events of a commit; the same */
	struct source_filter filter;
	struct trees trees;
	bool chosen;   /* events of wanted files alone are asked for */
	bool narrowed; /* and nothing else is compared */
	struct wanted wanted;
	struct kept *kept;	    /* NULL: nothing is */
	struct git_steps steps;	    /* by number of the commit */
	VEC(uint32_t) parents;	    /* numbers of commits: of each those from first_parent on */
	struct ids_seen blobs;	    /* that events name */
	struct file_events taken;   /* those of the commit's events that are asked for */
	struct file_events *events; /* where comparing puts what it finds */
	int status;
};

/* The workspace's folder in a commit's tree; NULL where there is none. */
static const struct tree *
workspace_tree(struct pass *p, struct git_id id)
{
	const struct tree *tree = trees_get(&p->trees, id);
	struct str name, rest = p->query->prefix;

	while (tree && !tree->missing && rest.n) {
		struct str entries = tree->bytes;
		struct git_entry e;

		str_cut(&name, &rest, rest, '/');
		tree = NULL;
		while (!tree && git_parse_entry(&e, &entries))
			if (e.mode == GIT_FOLDER && str_eq(e.name, name))
				tree = trees_get(&p->trees, e.id);
	}
	return tree;
}

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

static bool
is_wanted(const struct pass *p, struct str path, bool folder)
{
	uint32_t symbol;

	if (!p->narrowed)
		return true;
	symbol = intern_find(p->walk->paths, path);
	return symbol < p->wanted.n && (folder ? p->wanted.folders : p->wanted.files)[symbol];
}

/* Comparing. */

/* Git's order of entries: a folder as if its name ended in a slash. */
static int
order(const struct git_entry *a, const struct git_entry *b)
{
	size_t n = a->name.n < b->name.n ? a->name.n : b->name.n;
	int order = memcmp(a->name.p, b->name.p, n);
	int x = a->name.n > n ? (unsigned char)a->name.p[n] : a->mode == GIT_FOLDER ? '/' : 0;
	int y = b->name.n > n ? (unsigned char)b->name.p[n] : b->mode == GIT_FOLDER ? '/' : 0;

	if (order || x != y)
		return order ? order : x - y;
	return (a->name.n > b->name.n) - (a->name.n < b->name.n);
}

/* A version of one folder: the commit's first, then those of its parents. */
struct side {
	struct str rest;       /* entries to come; empty where there is no such folder */
	struct git_entry next; /* the first of them, once it has been read */
	bool is_read;	       /* it has */
	bool here;	       /* next is what is being compared; else the version lacks it */
};

/* Passes over the entries that two trees have in common next. */
static void
skip_common(struct str *a, struct str *b)
{
	size_t n = a->n < b->n ? a->n : b->n, at = 0;

	for (;;) {
		const char *name_end = memchr(a->p + at, 0, n - at);
		size_t end = name_end ? (size_t)(name_end - a->p) + 21 : n + 1;

		if (end > n || memcmp(a->p + at, b->p + at, end - at) != 0)
			break;
		at = end;
	}
	*a = str_sub(*a, at, a->n);
	*b = str_sub(*b, at, b->n);
}

/* Moves on to the next name of all and gives an entry that has it; NULL where none is left. */
static const struct git_entry *
advance(struct side *sides, size_t n)
{
	const struct git_entry *first = NULL;

	if (n == 2 && !sides[0].is_read && !sides[1].is_read && sides[0].rest.n && sides[1].rest.n)
		skip_common(&sides[0].rest, &sides[1].rest);
	for (size_t i = 0; i < n; i++) {
		struct side *s = &sides[i];

		s->is_read = s->is_read || git_parse_entry(&s->next, &s->rest);
		if (s->is_read && (!first || order(&s->next, first) < 0))
			first = &s->next;
	}
	for (size_t i = 0; i < n && first; i++) {
		struct side *s = &sides[i];

		s->here = s->is_read && order(&s->next, first) == 0;
		s->is_read = s->is_read && !s->here;
	}
	return first;
}

/* Links and submodules are no files of records. */
static bool
is_file(const struct side *s)
{
	return s->here && (s->next.mode == GIT_FILE || s->next.mode == GIT_EXECUTABLE);
}

static bool
is_folder(const struct side *s)
{
	return s->here && s->next.mode == GIT_FOLDER;
}

static bool
is_same(const struct side *a, const struct side *b)
{
	if (is_file(a) != is_file(b) || is_folder(a) != is_folder(b))
		return false;
	return (!is_file(a) && !is_folder(a)) || git_id_eq(a->next.id, b->next.id);
}

static struct git_id
blob_of(const struct side *s)
{
	return is_file(s) ? s->next.id : (struct git_id){0};
}

static bool
is_there(struct git_id blob)
{
	return !git_id_is_null(blob);
}

static void
add_events(struct pass *p, struct str path, const struct side *sides, size_t n)
{
	uint32_t symbol = intern(p->walk->paths, path);
	struct git_id after = blob_of(&sides[0]);

	if (n == 1)
		*vec_push(&p->found, p->events) =
		    (struct file_event){.path = symbol, .after = after};
	for (size_t i = 1; i < n; i++)
		*vec_push(&p->found, p->events) =
		    (struct file_event){symbol, (uint32_t)i - 1, blob_of(&sides[i]), after};
}

static void compare(struct pass *p, struct str path, enum source_reach reach, struct side *sides,
    size_t n);

static void
compare_folders(struct pass *p, struct str path, enum source_reach reach, const struct side *sides,
    size_t n)
{
	struct side *below = NEW_ARRAY(&p->scratch, struct side, n);

	for (size_t i = 0; i < n; i++) {
		const struct tree *tree =
		    is_folder(&sides[i]) ? trees_get(&p->trees, sides[i].next.id) : NULL;

		if (tree && tree->missing) {
			p->walk->missing_trees++;
			return;
		}
		if (tree && !tree->nested)
			below[i].rest = tree->bytes;
	}
	compare(p, path, reach, below, n);
}

/* What a name stands for in all versions of its folder, unless the commit has it from a parent. */
static void
compare_entries(struct pass *p, struct str folder, enum source_reach reach,
    const struct git_entry *any, const struct side *sides, size_t n)
{
	struct str path;

	for (size_t i = 1; i < n; i++)
		if (is_same(&sides[0], &sides[i]))
			return;
	path = JOIN(&p->scratch, folder, folder.n ? S("/") : S(""), any->name);
	if (any->mode == GIT_FOLDER) {
		reach = source_filter_folder(&p->filter, path, reach);
		if (reach != SOURCE_OUTSIDE && is_wanted(p, path, true))
			compare_folders(p, path, reach, sides, n);
	} else if ((source_filter_file(&p->filter, path, reach) || str_is(path, "whet.yaml")) &&
		   is_wanted(p, path, false)) {
		add_events(p, path, sides, n);
	}
}

static void
compare(struct pass *p, struct str path, enum source_reach reach, struct side *sides, size_t n)
{
	const struct git_entry *any;

	while (!p->status && !p->trees.status && (any = advance(sides, n))) {
		struct arena_mark mark = arena_mark(&p->scratch);

		compare_entries(p, path, reach, any, sides, n);
		arena_rewind(&p->scratch, mark);
	}
}

/* Compares the workspace in the first of n trees with that in the others. */
static void
compare_trees(struct pass *p, const struct git_id *trees, size_t n)
{
	struct side *sides = NEW_ARRAY(&p->scratch, struct side, n);

	for (size_t i = 1; i < n; i++)
		if (git_id_eq(trees[0], trees[i]))
			return;
	for (size_t i = 0; i < n && !p->status; i++) {
		const struct tree *tree = workspace_tree(p, trees[i]);

		if (tree && tree->missing) {
			p->walk->missing_trees++;
			return;
		}
		if (tree)
			sides[i].rest = tree->bytes;
	}
	compare(p, S(""), SOURCE_TOWARDS, sides, n);
}

static bool
has_path(const struct file_events *events, size_t n, uint32_t path)
{
	for (size_t i = 0; i < n; i++)
		if (events->p[i].path == path)
			return true;
	return false;
}

/* Does one of the first n events tell of a file that is new to a parent? */
static bool
is_new_to(const struct file_events *events, size_t n, uint32_t parent)
{
	for (size_t i = 0; i < n; i++) {
		const struct file_event *e = &events->p[i];

		if (e->parent == parent && !is_there(e->before) && is_there(e->after))
			return true;
	}
	return false;
}

/* Of a merge, whose first n events are those of all its parents: files that a parent has and the merge has not,
 * though it has that from another parent. What is new to the parent may have come from them. */
static void
add_left(struct pass *p, size_t n, const struct git_id *trees, uint32_t parent)
{
	struct file_events *events = p->events;
	size_t kept = events->n;

	compare_trees(p, (struct git_id[]){trees[0], trees[parent + 1]}, 2);
	for (size_t i = kept; i < events->n; i++) {
		struct file_event e = events->p[i];

		e.parent = parent;
		if (!is_there(e.after) && !has_path(events, n, e.path))
			events->p[kept++] = e;
	}
	events->n = kept;
}

static void
compare_commit(struct pass *p, const struct walk_commit *c)
{
	size_t n = c->cut_off ? 1 : c->n_parents + 1, found;
	struct git_id *trees = NEW_ARRAY(&p->scratch, struct git_id, n);

	trees[0] = p->steps.p[c - p->walk->commits.p].tree;
	for (size_t i = 1; i < n; i++)
		trees[i] = p->steps.p[p->parents.p[c->first_parent + i - 1]].tree;
	compare_trees(p, trees, n);
	found = p->events->n;
	for (uint32_t i = 0; n > 2 && i + 1 < n; i++)
		if (is_new_to(p->events, found, i))
			add_left(p, found, trees, i);
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
	compare_commit(p, c);
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
	return is_there(blob) && ids_is_new(&p->blobs, blob);
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

		if (!is_there(e->after) && git_id_eq(e->before, added)) {
			want(p, intern_str(p->walk->paths, e->path));
			found = true;
		}
	}
	for (size_t i = 0; i < all->n && !found; i++) {
		const struct file_event *e = &all->p[i];

		if (is_there(e->before) && (!is_there(e->after) || holds_several(p, e->before)))
			want(p, intern_str(p->walk->paths, e->path));
	}
}

/* May records have come into this file, from another one? */
static bool
may_have_gained(struct pass *p, const struct file_event *e)
{
	return is_there(e->after) && (!is_there(e->before) || holds_several(p, e->after));
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
