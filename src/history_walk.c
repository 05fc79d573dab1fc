#include "history_walk.h"

#include <string.h>

#include "source_list.h"

/* Trees that are kept: two generations of them, of which the older one is dropped when the younger
 * one has grown to this many bytes. */
enum { GENERATION = 16 << 20 };

struct tree {
	struct git_entry *p; /* in Git's order */
	size_t n;
	bool missing; /* a partial clone lacks it */
	bool nested;  /* it holds a whet.yaml */
};

struct generation {
	struct arena arena;
	struct ids ids;
	struct {
		struct tree **p;
		size_t n, cap;
	} trees; /* by number of id */
};

/* Files that are asked for, where not all are. */
struct wanted {
	bool *files;	/* by symbol of the path */
	bool *folders;	/* lead to such a file */
	size_t n;	/* length of both */
};

struct pass {
	struct walk *walk;
	const struct history_query *query;
	struct arena *arena;	     /* the walk's */
	struct arena scratch;	     /* rewound after each commit */
	struct source_filter filter;
	struct generation young, old;
	bool chosen;		     /* only wanted files */
	struct wanted wanted;
	struct walk_events *events;  /* where events go */
	int status;
};

/* Trees. */

static struct tree *
read_tree(struct pass *p, struct git_id id)
{
	struct tree *tree = NEW(&p->young.arena, struct tree);
	struct git_entries entries;
	bool found;
	int status = git_read_tree(&entries, &found, p->query->git, &p->young.arena, id);

	if (status)
		p->status = status;
	tree->missing = status || !found;
	tree->p = entries.p;
	tree->n = entries.n;
	for (size_t i = 0; i < tree->n && !tree->nested; i++)
		tree->nested = str_eq(tree->p[i].name, S("whet.yaml")) &&
			       tree->p[i].mode != GIT_FOLDER && tree->p[i].mode != GIT_SUBMODULE;
	return tree;
}

/* Valid until the next commit. */
static const struct tree *
tree_of(struct pass *p, struct git_id id)
{
	struct tree *tree;
	uint32_t number;

	if (ids_find(&number, &p->young.ids, id))
		return p->young.trees.p[number];
	if (ids_find(&number, &p->old.ids, id))
		return p->old.trees.p[number];
	tree = read_tree(p, id);
	ids_number(&p->young.ids, &p->young.arena, id);
	*vec_push(&p->young.arena, &p->young.trees) = tree;
	return tree;
}

static void
forget_old_trees(struct pass *p)
{
	if (p->young.arena.held < GENERATION)
		return;
	arena_free(&p->old.arena);
	p->old = p->young;
	p->young = (struct generation){0};
}

/* The workspace's folder in a commit's tree; NULL where there is none. */
static const struct tree *
workspace_tree(struct pass *p, struct git_id id)
{
	const struct tree *tree = tree_of(p, id);
	struct str name, rest = p->query->prefix;

	while (tree && rest.n) {
		const struct git_entry *found = NULL;

		str_cut(&name, &rest, rest, '/');
		for (size_t i = 0; i < tree->n && !found; i++)
			if (tree->p[i].mode == GIT_FOLDER && str_eq(tree->p[i].name, name))
				found = &tree->p[i];
		if (!tree->missing)
			tree = found ? tree_of(p, found->id) : NULL;
		else
			rest = S("");
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
	const struct tree *tree;      /* NULL: it is not there */
	size_t at;		      /* next entry */
	const struct git_entry *here; /* the entry that is being compared; NULL: none */
};

static const struct git_entry *
next_entry(const struct side *s)
{
	return s->tree && s->at < s->tree->n ? &s->tree->p[s->at] : NULL;
}

/* Sets each side's `here` to the next name of all; false where there is none left. */
static bool
advance(struct side *sides, size_t n)
{
	const struct git_entry *first = NULL;

	if (n == 2 && sides[0].tree && sides[1].tree) {
		const struct git_entry *a, *b;

		while ((a = next_entry(&sides[0])) && (b = next_entry(&sides[1])) &&
		       git_id_eq(a->id, b->id) && a->mode == b->mode && str_eq(a->name, b->name)) {
			sides[0].at++;
			sides[1].at++;
		}
	}
	for (size_t i = 0; i < n; i++) {
		const struct git_entry *e = next_entry(&sides[i]);

		if (e && (!first || order(e, first) < 0))
			first = e;
	}
	for (size_t i = 0; i < n && first; i++) {
		const struct git_entry *e = next_entry(&sides[i]);

		sides[i].here = e && order(e, first) == 0 ? e : NULL;
		sides[i].at += sides[i].here != NULL;
	}
	return first;
}

/* Links and submodules are no files of records. */
static bool
is_file(const struct git_entry *e)
{
	return e && (e->mode == GIT_FILE || e->mode == GIT_EXECUTABLE);
}

static bool
is_folder(const struct git_entry *e)
{
	return e && e->mode == GIT_FOLDER;
}

static bool
is_same(const struct git_entry *a, const struct git_entry *b)
{
	if (is_file(a) || is_file(b) || is_folder(a) || is_folder(b))
		return a && b && is_file(a) == is_file(b) && git_id_eq(a->id, b->id);
	return true;
}

static uint32_t
blob_of(struct pass *p, const struct git_entry *e)
{
	return is_file(e) ? ids_number(&p->walk->blobs, p->arena, e->id) : 0;
}

static void
add_events(struct pass *p, struct str path, const struct side *sides, size_t n)
{
	uint32_t symbol = intern(p->walk->paths, path);
	uint32_t after = blob_of(p, sides[0].here);

	if (n == 1)
		*vec_push(p->arena, p->events) = (struct walk_event){symbol, 0, after, 0};
	for (size_t i = 1; i < n; i++)
		*vec_push(p->arena, p->events) = (struct walk_event){symbol,
		    blob_of(p, sides[i].here), after, (uint32_t)i - 1};
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
		    is_folder(sides[i].here) ? tree_of(p, sides[i].here->id) : NULL;

		if (tree && tree->missing) {
			p->walk->missing_trees++;
			return;
		}
		below[i].tree = tree && !tree->nested ? tree : NULL;
	}
	compare(p, path, reach, below, n);
}

/* What a name stands for in all versions of its folder, unless the commit has it from a parent. */
static void
compare_entries(struct pass *p, struct str folder, enum source_reach reach, const struct side *sides,
    size_t n)
{
	const struct git_entry *any = NULL;
	struct str path;

	for (size_t i = 1; i < n; i++)
		if (is_same(sides[0].here, sides[i].here))
			return;
	for (size_t i = 0; i < n && !any; i++)
		any = sides[i].here;
	path = str_fmt(&p->scratch, "%.*s%s%.*s", SV(folder), folder.n ? "/" : "", SV(any->name));
	if (is_folder(any)) {
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
	while (!p->status && advance(sides, n)) {
		struct arena_mark mark = arena_mark(&p->scratch);

		compare_entries(p, path, reach, sides, n);
		arena_rewind(&p->scratch, mark);
	}
}

static void
compare_commit(struct pass *p, const struct walk_commit *c)
{
	size_t n = c->cut_off ? 1 : c->n_parents + 1;
	struct side *sides = NEW_ARRAY(&p->scratch, struct side, n);

	for (size_t i = 1; i < n; i++) {
		uint32_t parent = p->walk->parents.p[c->first_parent + i - 1];

		if (git_id_eq(c->tree, p->walk->commits[parent].tree))
			return;
	}
	for (size_t i = 0; i < n && !p->status; i++) {
		uint32_t parent = i ? p->walk->parents.p[c->first_parent + i - 1] : 0;

		sides[i].tree = workspace_tree(p, i ? p->walk->commits[parent].tree : c->tree);
		if (sides[i].tree && sides[i].tree->missing) {
			p->walk->missing_trees++;
			return;
		}
	}
	compare(p, S(""), SOURCE_TOWARDS, sides, n);
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

static void
follow(struct pass *p, const struct walk_commit *c)
{
	struct walk_events all = {0}, *events = p->events;

	if (c->cut_off || c->n_parents == 0)
		return;
	for (size_t i = 0; i < c->n_events && !p->status; i++) {
		const struct walk_event *e = &events->p[c->first_event + i];

		if (e->before)
			continue;
		if (all.n == 0) {
			p->chosen = false;
			p->events = &all;
			compare_commit(p, c);
			p->events = events;
			p->chosen = true;
		}
		follow_added(p, &all, e->after);
	}
}

/* Commits. */

static void
read_commit(struct pass *p, uint32_t number)
{
	struct walk_commit *c = &p->walk->commits[number];
	struct git_commit commit;
	bool found;
	int status = git_read_commit(&commit, &found, p->query->git, &p->scratch,
	    p->walk->ids.p[number]);

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

/* The workspace's include, or the folders that are looked at where it has none. */
static struct source_patterns
include_of(struct arena *a, const struct workspace *w)
{
	struct source_patterns patterns = {w->include.p, w->include.n};
	size_t n = 0;

	if (patterns.n)
		return patterns;
	while (workspace_folders[n])
		n++;
	patterns.p = NEW_ARRAY(a, struct str, n);
	for (; patterns.n < n; patterns.n++)
		patterns.p[patterns.n] = str_of(workspace_folders[patterns.n]);
	return patterns;
}

int
history_walk(struct walk *w, struct arena *a, const struct history_query *query)
{
	const struct workspace *workspace = query->workspace;
	struct source_patterns include = include_of(a, workspace);
	struct source_patterns exclude = {workspace->exclude.p, workspace->exclude.n};
	struct pass p = {.walk = w, .query = query, .arena = a, .events = &w->events};

	*w = (struct walk){.paths = intern_new(a)};
	ids_number(&w->blobs, a, (struct git_id){0});
	source_filter_init(&p.filter, a, &include, &exclude);
	p.chosen = query->n_paths > 0;
	for (size_t i = 0; i < query->n_paths; i++)
		want(&p, query->paths[i]);
	read_commits(&p);
	for (size_t i = 0; i < w->ids.n && !p.status; i++) {
		struct walk_commit *c = &w->commits[i];
		struct arena_mark mark = arena_mark(&p.scratch);

		c->first_event = w->events.n;
		compare_commit(&p, c);
		c->n_events = w->events.n - c->first_event;
		if (p.chosen)
			follow(&p, c);
		arena_rewind(&p.scratch, mark);
		forget_old_trees(&p);
	}
	arena_free(&p.young.arena);
	arena_free(&p.old.arena);
	arena_free(&p.scratch);
	return p.status;
}

void
history_walk_end(struct walk *w)
{
	intern_free(w->paths);
}
