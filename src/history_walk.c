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
	struct arena scratch; /* rewound after each commit */
	struct source_filter filter;
	struct trees trees;
	bool chosen; /* only wanted files */
	struct wanted wanted;
	struct walk_events *events; /* where events go */
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

	if (!p->chosen)
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

static uint32_t
blob_of(struct pass *p, const struct side *s)
{
	return is_file(s) ? ids_number(&p->walk->blobs, p->arena, s->next.id) : 0;
}

static void
add_events(struct pass *p, struct str path, const struct side *sides, size_t n)
{
	uint32_t symbol = intern(p->walk->paths, path);
	uint32_t after = blob_of(p, &sides[0]);

	if (n == 1)
		*vec_push(p->arena, p->events) = (struct walk_event){symbol, 0, after, 0};
	for (size_t i = 1; i < n; i++)
		*vec_push(p->arena, p->events) =
		    (struct walk_event){symbol, blob_of(p, &sides[i]), after, (uint32_t)i - 1};
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

/* Events of one commit: [from, to). */
struct range {
	size_t from, to;
};

static bool
has_path(const struct walk_events *events, struct range range, uint32_t path)
{
	for (size_t i = range.from; i < range.to; i++)
		if (events->p[i].path == path)
			return true;
	return false;
}

/* Does one of the events tell of a file that is new to a parent? */
static bool
is_new_to(const struct walk_events *events, struct range range, uint32_t parent)
{
	for (size_t i = range.from; i < range.to; i++) {
		const struct walk_event *e = &events->p[i];

		if (e->parent == parent && !e->before && e->after)
			return true;
	}
	return false;
}

/* Of a merge: files that a parent has and the merge has not, though it has that from another parent.
 * What is new to the parent may have come from them. */
static void
add_left(struct pass *p, struct range range, const struct git_id *trees, uint32_t parent)
{
	struct walk_events *events = p->events;
	size_t n = events->n;

	compare_trees(p, (struct git_id[]){trees[0], trees[parent + 1]}, 2);
	for (size_t i = n; i < events->n; i++) {
		const struct walk_event *e = &events->p[i];

		if (!e->after && !has_path(events, range, e->path))
			events->p[n++] = (struct walk_event){e->path, e->before, 0, parent};
	}
	events->n = n;
}

static void
compare_commit(struct pass *p, const struct walk_commit *c)
{
	size_t n = c->cut_off ? 1 : c->n_parents + 1;
	struct git_id *trees = NEW_ARRAY(&p->scratch, struct git_id, n);
	struct range range = {p->events->n, 0};

	trees[0] = c->tree;
	for (size_t i = 1; i < n; i++)
		trees[i] = p->walk->commits[p->walk->parents.p[c->first_parent + i - 1]].tree;
	compare_trees(p, trees, n);
	range.to = p->events->n;
	for (uint32_t i = 0; n > 2 && i + 1 < n; i++)
		if (is_new_to(p->events, range, i))
			add_left(p, range, trees, i);
}

/* Following files back. */

/* May a record have left this version of a file and the file have stayed? Only where it holds
 * several. */
static bool
holds_several(struct pass *p, uint32_t blob)
{
	struct str bytes;
	bool found;
	int status =
	    git_read_blob(&bytes, &found, p->query->git, &p->scratch, p->walk->blobs.p[blob]);

	if (status)
		p->status = status;
	return !status && found && str_find(bytes, S("\n---")) < bytes.n;
}

/* Wants the files from which the records of an added file may have come. */
static void
follow_added(struct pass *p, const struct walk_events *all, uint32_t added)
{
	bool found = false;

	for (size_t i = 0; i < all->n; i++) {
		const struct walk_event *e = &all->p[i];

		if (!e->after && e->before == added) {
			want(p, intern_str(p->walk->paths, e->path));
			found = true;
		}
	}
	for (size_t i = 0; i < all->n && !found; i++) {
		const struct walk_event *e = &all->p[i];

		if (e->before && (!e->after || holds_several(p, e->before)))
			want(p, intern_str(p->walk->paths, e->path));
	}
}

/* May records have come into this file, from another one? */
static bool
may_have_gained(struct pass *p, const struct walk_event *e)
{
	return e->after && (!e->before || holds_several(p, e->after));
}

/* All that a commit changed, wanted or not. */
static struct walk_events
all_events(struct pass *p, const struct walk_commit *c)
{
	struct walk_events all = {0}, *events = p->events;

	p->chosen = false;
	p->events = &all;
	compare_commit(p, c);
	p->events = events;
	p->chosen = true;
	return all;
}

/* Wants the files from which records came in a commit, in it and before. */
static void
follow(struct pass *p, struct walk_commit *c)
{
	struct walk_events all = {0};

	if (c->cut_off || c->n_parents == 0)
		return;
	for (size_t i = 0; i < c->n_events && !p->status; i++) {
		struct walk_event e = p->events->p[c->first_event + i];

		if (!may_have_gained(p, &e))
			continue;
		if (all.n == 0)
			all = all_events(p, c);
		follow_added(p, &all, e.after);
	}
	if (all.n == 0)
		return;
	p->events->n = c->first_event;
	compare_commit(p, c);
	c->n_events = p->events->n - c->first_event;
}

/* Commits. */

static void
read_commit(struct pass *p, uint32_t number)
{
	struct walk_commit *c = &p->walk->commits[number];
	struct git_commit commit;
	bool found;
	int status =
	    git_read_commit(&commit, &found, p->query->git, &p->scratch, p->walk->ids.p[number]);

	if (status || !found) {
		p->status = status;
		return;
	}
	c->tree = commit.tree;
	c->first_parent = p->walk->parents.n;
	c->n_parents = commit.n_parents;
	for (size_t i = 0; i < commit.n_parents; i++) {
		uint32_t parent;

		if (!ids_find(&parent, &p->walk->ids, commit.parents[i]))
			c->cut_off = true;
		*vec_push(p->arena, &p->walk->parents) = parent;
	}
}

static void
read_commits(struct pass *p)
{
	struct git_ids ids;

	p->status = git_walk(&ids, p->query->git, p->arena, p->query->tip);
	for (size_t i = 0; i < ids.n && !p->status; i++)
		ids_number(&p->walk->ids, p->arena, ids.p[i]);
	p->walk->commits = NEW_ARRAY(p->arena, struct walk_commit, ids.n);
	for (uint32_t i = 0; i < ids.n && !p->status; i++) {
		struct arena_mark mark = arena_mark(&p->scratch);

		read_commit(p, i);
		arena_rewind(&p->scratch, mark);
	}
}

int
history_walk(struct walk *w, struct arena *a, const struct history_query *query)
{
	const struct workspace *workspace = query->workspace;
	struct source_patterns include = workspace_include(a, workspace);
	struct source_patterns exclude = {workspace->exclude.p, workspace->exclude.n};
	struct pass p = {.walk = w,
	    .query = query,
	    .arena = a,
	    .trees = {.git = query->git},
	    .events = &w->events};

	*w = (struct walk){.paths = intern_new(a)};
	ids_number(&w->blobs, a, (struct git_id){0});
	source_filter_init(&p.filter, a, &include, &exclude);
	p.chosen = query->n_paths > 0;
	for (size_t i = 0; i < query->n_paths; i++)
		want(&p, query->paths[i]);
	git_keep_objects(false);
	read_commits(&p);
	meter_start("comparing commits", w->ids.n);
	for (size_t i = 0; i < w->ids.n && !p.status; i++) {
		struct walk_commit *c = &w->commits[i];
		struct arena_mark mark = arena_mark(&p.scratch);

		meter_step(0);
		c->first_event = w->events.n;
		compare_commit(&p, c);
		c->n_events = w->events.n - c->first_event;
		if (p.chosen)
			follow(&p, c);
		arena_rewind(&p.scratch, mark);
		trees_forget(&p.trees);
		if (p.trees.status)
			p.status = p.trees.status;
	}
	git_keep_objects(true);
	trees_free(&p.trees);
	arena_free(&p.scratch);
	return p.status;
}

void
history_walk_end(struct walk *w)
{
	intern_free(w->paths);
}
