#define _DEFAULT_SOURCE /* NOLINT(bugprone-reserved-identifier): for DT_DIR and its like */
#include "source_list.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "say.h"

/* A folder that is to be read. */
struct folder {
	struct str path; /* from the workspace's folder; empty for that one */
	enum source_reach reach;
	bool is_listed;	 /* it is named like a record's file */
	size_t from, to; /* the index's entries below it */
};

struct walk {
	const struct source *source;
	const struct source_filter *filter;
	const struct git_entries *tracked; /* NULL where Git has no say */
	struct arena *arena;		   /* holds the files */
	struct source_files *files;
	int root; /* the workspace's folder */
	struct {
		struct folder *p;
		size_t n, cap;
	} todo;
	struct arena scratch; /* holds todo and questions to Git */
};

/* Type of an entry without following symlinks. What cannot be looked at is taken for a file, and
 * fails when it is read. */
static enum source_type
type_of(int dir, const struct dirent *entry)
{
	struct stat st;

#ifdef DT_DIR
	switch (entry->d_type) {
	case DT_REG:
		return SOURCE_FILE;
	case DT_DIR:
		return SOURCE_SUBDIR;
	case DT_LNK:
		return SOURCE_SYMLINK;
	default:
		break;
	}
#endif
	if (fstatat(dir, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0 || S_ISREG(st.st_mode))
		return SOURCE_FILE;
	if (S_ISDIR(st.st_mode))
		return SOURCE_SUBDIR;
	return S_ISLNK(st.st_mode) ? SOURCE_SYMLINK : SOURCE_SPECIAL;
}

static bool
is_submodule(const struct walk *w, const struct folder *in, struct str path)
{
	size_t at;

	if (!w->tracked)
		return false;
	at = source_entry_at(w->tracked, in->from, in->to, path);
	return at < in->to && w->tracked->p[at].mode == GIT_SUBMODULE &&
	       str_eq(w->tracked->p[at].name, path);
}

/* Queues a folder below another, with what the index has below it: that stands from "path/" on and
 * before "path0", 0 being the byte after a slash. */
static void
add_folder(struct walk *w, struct folder in, struct folder folder)
{
	struct arena_mark mark;

	*vec_push(&w->scratch, &w->todo) = folder;
	if (!w->tracked)
		return;
	mark = arena_mark(&w->scratch);
	folder.from = source_entry_at(w->tracked, in.from, in.to,
	    source_join(&w->scratch, folder.path, S("/"), S("")));
	folder.to = source_entry_at(w->tracked, folder.from, in.to,
	    source_join(&w->scratch, folder.path, S("0"), S("")));
	arena_rewind(&w->scratch, mark);
	w->todo.p[w->todo.n - 1] = folder;
}

static void
add_entry(struct walk *w, struct folder in, const char *name, enum source_type type)
{
	struct arena_mark mark = arena_mark(w->arena);
	struct str path = source_join(w->arena, in.path, in.path.n ? S("/") : S(""), str_of(name));
	struct folder folder = {.path = path};
	bool is_file = source_filter_file(w->filter, path, in.reach);

	if (type == SOURCE_SUBDIR) {
		folder.reach = source_filter_folder(w->filter, path, in.reach);
		folder.is_listed = is_file;
		is_file = false;
	}
	if (folder.reach != SOURCE_OUTSIDE && !is_submodule(w, &in, path))
		add_folder(w, in, folder);
	else if (is_file)
		source_add(w->files, w->arena, path, type);
	else
		arena_rewind(w->arena, mark);
}

/* Would Git leave out this file, or folder, of one that has been read? Not when it tracks it. */
static bool
is_left_out(struct walk *w, struct folder in, struct str path, bool is_folder, bool is_repository)
{
	struct arena_mark mark = arena_mark(&w->scratch);
	struct str key = source_join(&w->scratch, path, is_folder ? S("/") : S(""), S(""));
	size_t at = source_entry_at(w->tracked, in.from, in.to, key);
	struct str name = at < in.to ? w->tracked->p[at].name : (struct str){0};
	bool left_out = false;

	if (!(is_folder ? str_starts(name, key) : str_eq(name, key)))
		left_out =
		    is_repository || git_ignored(w->source->git, &w->scratch,
					 source_join(&w->scratch, w->source->prefix, key, S("")));
	arena_rewind(&w->scratch, mark);
	return left_out;
}

/* Drops what Git does not track and would not: what it ignores and, in another repository's working
 * tree, everything. */
static void
drop_left_out(struct walk *w, struct folder in, size_t n_files, size_t n_todo, bool is_repository)
{
	size_t files = n_files, todo = n_todo;

	for (size_t i = n_todo; i < w->todo.n; i++)
		if (!is_left_out(w, in, w->todo.p[i].path, true, is_repository))
			w->todo.p[todo++] = w->todo.p[i];
	w->todo.n = todo;
	for (size_t i = n_files; i < w->files->n; i++)
		if (!is_left_out(w, in, w->files->p[i].path, false, is_repository))
			w->files->p[files++] = w->files->p[i];
	w->files->n = files;
}

/* Reads the entries of an open folder. *is_nested when it is another workspace, *is_repository when
 * it has a .git of its own. Gives an errno value. */
static int
read_entries(bool *is_nested, bool *is_repository, struct walk *w, struct folder in, DIR *dir)
{
	const struct dirent *entry;

	*is_nested = *is_repository = false;
	for (errno = 0; (entry = readdir(dir)); errno = 0) {
		const char *name = entry->d_name;
		enum source_type type;

		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
			continue;
		if (strcmp(name, ".git") == 0) {
			*is_repository = in.path.n > 0;
			continue;
		}
		type = type_of(dirfd(dir), entry);
		if (strcmp(name, "whet.yaml") == 0 && type != SOURCE_SUBDIR && in.path.n)
			*is_nested = true;
		add_entry(w, in, name, type);
	}
	return errno;
}

static DIR *
open_folder(const struct walk *w, struct str path)
{
	int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK;
	int fd = openat(w->root, path.n ? path.p : ".", path.n ? flags | O_NOFOLLOW : flags);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	int error = errno;

	if (fd >= 0 && !dir)
		close(fd);
	errno = error;
	return dir;
}

static int
by_path_backwards(const void *left, const void *right)
{
	const struct folder *a = left, *b = right;

	return str_cmp(b->path, a->path);
}

/* What has been found in a folder: the files by path, the folders so that the first of them is read next. */
static void
sort_found(struct walk *w, size_t n_files, size_t n_todo)
{
	if (w->files->n > n_files)
		source_sort(w->files->p + n_files, w->files->n - n_files);
	if (w->todo.n > n_todo)
		qsort(w->todo.p + n_todo, w->todo.n - n_todo, sizeof *w->todo.p, by_path_backwards);
}

static void
read_folder(struct walk *w, struct folder in)
{
	size_t n_files = w->files->n, n_todo = w->todo.n;
	bool is_nested = false, is_repository = false;
	DIR *dir = open_folder(w, in.path);
	int error = dir ? read_entries(&is_nested, &is_repository, w, in, dir) : errno;

	if (dir)
		closedir(dir);
	if (is_nested) {
		w->files->n = n_files;
		w->todo.n = n_todo;
		return;
	}
	if (w->tracked)
		drop_left_out(w, in, n_files, n_todo, is_repository);
	sort_found(w, n_files, n_todo);
	if (error == ENOENT)
		return;
	if (error || in.is_listed)
		source_add(w->files, w->arena, in.path, SOURCE_SUBDIR)->error = error;
}

int
source_list_folder(struct source_files *files, struct arena *a, struct source *source,
    const struct source_filter *filter, const struct git_entries *tracked)
{
	struct walk w = {
	    .source = source,
	    .filter = filter,
	    .tracked = tracked,
	    .arena = a,
	    .files = files,
	    .root = source->folder,
	};

	if (w.root < 0)
		w.root = source->folder = open(source->root.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (w.root < 0) {
		say("%.*s: %s", SV(source->root), strerror(errno));
		return 3;
	}
	*vec_push(&w.scratch, &w.todo) =
	    (struct folder){.reach = SOURCE_TOWARDS, .to = tracked ? tracked->n : 0};
	while (w.todo.n)
		read_folder(&w, w.todo.p[--w.todo.n]);
	arena_free(&w.scratch);
	return 0;
}
