#include <string.h>

#include "history_walk_part.h"

static bool
is_wanted(const struct pass *p, struct str path, bool folder)
{
	uint32_t symbol;

	if (!p->narrowed)
		return true;
	symbol = intern_find(p->walk->paths, path);
	return symbol < p->wanted.n && (folder ? p->wanted.folders : p->wanted.files)[symbol];
}

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

		if (e->parent == parent && git_id_is_null(e->before) && !git_id_is_null(e->after))
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
		if (git_id_is_null(e.after) && !has_path(events, n, e.path))
			events->p[kept++] = e;
	}
	events->n = kept;
}

void
history_walk_compare(struct pass *p, const struct walk_commit *c)
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
