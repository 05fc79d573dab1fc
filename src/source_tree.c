#include "source_list.h"

/* A folder of a tree that is to be read. */
struct folder {
	struct str path; /* from the workspace's folder; empty for that one */
	struct git_id tree;
	enum source_reach reach;
	bool is_listed; /* it is named like a record's file */
};

struct walk {
	const struct source *source;
	const struct source_filter *filter;
	struct arena *arena; /* holds all */
	struct source_files *files;
	struct {
		struct folder *p;
		size_t n, cap;
	} todo;
};

static void
add_entry(struct walk *w, const struct folder *in, const struct git_entry *entry)
{
	struct arena_mark mark = arena_mark(w->arena);
	struct str path = source_join(w->arena, in->path, in->path.n ? S("/") : S(""), entry->name);
	struct folder folder = {.path = path, .tree = entry->id};
	bool is_file = source_filter_file(w->filter, path, in->reach);

	if (entry->mode == GIT_FOLDER) {
		folder.reach = source_filter_folder(w->filter, path, in->reach);
		folder.is_listed = is_file;
		is_file = false;
	}
	if (folder.reach != SOURCE_OUTSIDE)
		*vec_push(w->arena, &w->todo) = folder;
	else if (is_file && entry->mode != GIT_SUBMODULE)
		source_add_entry(w->files, w->arena, path, entry);
	else
		arena_rewind(w->arena, mark);
}

static bool
is_nested(const struct git_entries *entries)
{
	for (size_t i = 0; i < entries->n; i++)
		if (str_eq(entries->p[i].name, S("whet.yaml")) &&
		    entries->p[i].mode != GIT_FOLDER && entries->p[i].mode != GIT_SUBMODULE)
			return true;
	return false;
}

/* Those that are to be read next come last: the first of them first. */
static void
reverse(struct folder *folders, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct folder first = folders[i];

		folders[i] = folders[n - 1 - i];
		folders[n - 1 - i] = first;
	}
}

static int
read_folder(struct walk *w, struct folder in)
{
	struct arena scratch = {0};
	struct git_entries entries;
	size_t n_todo = w->todo.n;
	bool found;
	int status = git_read_tree(&entries, &found, w->source->git, &scratch, in.tree);

	if (!status && !(in.path.n && is_nested(&entries))) {
		for (size_t i = 0; i < entries.n; i++)
			add_entry(w, &in, &entries.p[i]);
		if (w->todo.n > n_todo)
			reverse(w->todo.p + n_todo, w->todo.n - n_todo);
		if (!found || in.is_listed)
			source_add(w->files, w->arena, in.path, SOURCE_SUBDIR)->error =
			    found ? 0 : SOURCE_UNAVAILABLE;
	}
	arena_free(&scratch);
	return status;
}

int
source_list_tree(struct source_files *files, struct arena *a, const struct source *source,
    const struct source_filter *filter)
{
	struct walk w = {.source = source, .filter = filter, .arena = a, .files = files};
	struct git_entry top;
	bool found;
	int status = git_path(&top, &found, source->git, a, source->commit.tree, source->prefix);

	if (!status && found)
		*vec_push(a, &w.todo) = (struct folder){.tree = top.id, .reach = SOURCE_TOWARDS};
	while (!status && w.todo.n)
		status = read_folder(&w, w.todo.p[--w.todo.n]);
	return status;
}
