#include "source.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "file.h"
#include "source_list.h"

const char *
source_error(int error)
{
	switch (error) {
	case SOURCE_UNAVAILABLE:
		return "not fetched into this partial clone";
	case SOURCE_UNMERGED:
		return "a merge of it is not resolved";
	case ELOOP:
		return "a symbolic link, which is not followed";
	default:
		return strerror(error);
	}
}

const char *
source_remedy(int error)
{
	switch (error) {
	case SOURCE_UNAVAILABLE:
		return "git fetch --refetch --no-filter gets what is missing";
	case SOURCE_UNMERGED:
		return "choose between the two sides, then git add";
	case ELOOP:
		return "put the file itself here";
	case EIO:
		return "git fsck shows whether the repository is broken; else check the disk";
	case ENOENT:
		return "check that it is still there";
	default:
		return "check its permissions";
	}
}

static int
read_blob(struct str *bytes, const struct source *source, struct arena *a, struct git_id id)
{
	bool found;

	if (git_read_blob(bytes, &found, source->git, a, id))
		return EIO;
	return found ? 0 : SOURCE_UNAVAILABLE;
}

/* Why what has a type cannot be read, 0 where it can. */
static int
type_error(enum source_type type)
{
	switch (type) {
	case SOURCE_SUBDIR:
		return EISDIR;
	case SOURCE_SYMLINK:
		return ELOOP;
	case SOURCE_SPECIAL:
		return EINVAL;
	case SOURCE_CONFLICT:
		return SOURCE_UNMERGED;
	case SOURCE_FILE:
		break;
	}
	return 0;
}

/* What a revision's tree, the index or memory has at a path from the top; its name is not set.
 * Gives an errno value. */
static int
find_entry(struct git_entry *entry, const struct source *source, struct arena *a, struct str path)
{
	const struct git_entries *entries = &source->entries;
	struct str below;
	size_t at;
	bool found;

	if (source->kind == SOURCE_REVISION) {
		if (git_path(entry, &found, source->git, a, source->commit.tree, path))
			return EIO;
		return found ? 0 : ENOENT;
	}
	at = source_entry_at(entries, 0, entries->n, path);
	if (at < entries->n && str_eq(entries->p[at].name, path)) {
		*entry = entries->p[at];
		return 0;
	}
	below = path.n ? str_fmt(a, "%.*s/", SV(path)) : path;
	at = source_entry_at(entries, at, entries->n, below);
	*entry = (struct git_entry){.mode = GIT_FOLDER};
	return at < entries->n && str_starts(entries->p[at].name, below) ? 0 : ENOENT;
}

/* Reads what is at a path from the top of a revision, the index or memory. */
static int
read_entry(struct str *bytes, const struct source *source, struct arena *a, struct str path)
{
	struct git_entry entry;
	int error = find_entry(&entry, source, a, path);

	if (error)
		return error;
	if (entry.mode == GIT_FOLDER || entry.mode == GIT_SUBMODULE)
		return EISDIR;
	if (entry.mode == GIT_SYMLINK)
		return ELOOP;
	if (entry.stage)
		return SOURCE_UNMERGED;
	if (source->kind != SOURCE_MEMORY)
		return read_blob(bytes, source, a, entry.id);
	*bytes = source->contents[source_entry_at(&source->entries, 0, source->entries.n, path)];
	return 0;
}

bool
source_is_given(const struct source *source, struct str path)
{
	return source->given.path.p && str_eq(path, source->given.path);
}

void
source_read(struct str *bytes, int *error, const struct source *source, struct arena *a,
    const struct source_file *file)
{
	if (source_is_given(source, file->path)) {
		*bytes = source->given.bytes;
		*error = 0;
		return;
	}
	*bytes = (struct str){0};
	*error = file->error ? file->error : type_error(file->type);
	if (*error)
		return;
	if (source->kind == SOURCE_MEMORY)
		*error = read_entry(bytes, source, a, file->path);
	else if (file->has_id)
		*error = read_blob(bytes, source, a, file->id);
	else
		*error = file_read_at(bytes, a, source->folder, file->path.p, true);
}

void
source_read_part(struct str *bytes, int *error, const struct source *source, struct arena *a,
    const struct source_file *file, size_t from, size_t to)
{
	bool on_disk = source->kind == SOURCE_FOLDER && !file->has_id;

	if (on_disk && !file->error && file->type == SOURCE_FILE) {
		*error = file_read_part(bytes, a, source->folder, file->path.p, from, to);
		return;
	}
	source_read(bytes, error, source, a, file);
	*bytes = str_sub(*bytes, from, to);
}

/* A path from the workspace's folder as one from the top of what the source can see, without "."
 * and ".."; false where it leads out of that. */
static bool
resolve(struct str *resolved, const struct source *source, struct arena *a, struct str path)
{
	char *p = arena_bytes(a, source->prefix.n + path.n + 2);
	size_t n = source->prefix.n;

	if (n)
		memcpy(p, source->prefix.p, n);
	if (str_starts(path, S("/")) || str_index(path, '\0') < path.n)
		return false;
	while (path.n) {
		struct str name;

		str_cut(&name, &path, path, '/');
		if (name.n == 0 || str_eq(name, S(".")))
			continue;
		if (str_eq(name, S(".git")) || (str_eq(name, S("..")) && n == 0))
			return false;
		if (str_eq(name, S(".."))) {
			for (n--; n && p[n - 1] != '/'; n--)
				;
			continue;
		}
		memcpy(p + n, name.p, name.n);
		n += name.n;
		p[n++] = '/';
	}
	*resolved = (struct str){p, n ? n - 1 : 0};
	return true;
}

struct str
source_path(struct arena *a, struct str from, struct str path)
{
	struct str names = JOIN(a, from, S("/../"), path), name;
	char *p = arena_bytes(a, names.n + 1);
	size_t n = 0;

	if (str_starts(path, S("/")))
		return S("");
	while (names.n) {
		size_t last = n;

		str_cut(&name, &names, names, '/');
		while (last && p[last - 1] != '/')
			last--;
		if (name.n == 0 || str_eq(name, S(".")))
			continue;
		if (str_eq(name, S("..")) && n && !str_is((struct str){p + last, n - last}, "..")) {
			n = last ? last - 1 : 0;
			continue;
		}
		if (n)
			p[n++] = '/';
		memcpy(p + n, name.p, name.n);
		n += name.n;
	}
	return (struct str){p, n};
}

/* The path on disk of what stands at a path from the top of the working tree, or of a workspace
 * outside Git. Gives an errno value: ENOENT where there is nothing, ELOOP where a symlink would
 * have to be followed to get there. */
static int
find_on_disk(const char **found, const struct source *source, struct arena *a, struct str path)
{
	size_t top = source->root.n - source->prefix.n;
	char *p = str_c(a, str_fmt(a, "%.*s%.*s", (int)top, source->root.p, SV(path)));
	struct stat st;

	*found = p;
	for (char *slash = p + top; (slash = strchr(slash, '/')); slash++) {
		int error;

		*slash = '\0';
		error = lstat(p, &st) < 0 ? errno : 0;
		*slash = '/';
		if (error)
			return error;
		if (!S_ISDIR(st.st_mode))
			return S_ISLNK(st.st_mode) ? ELOOP : ENOTDIR;
	}
	return lstat(p, &st) < 0 ? errno : 0;
}

/* Is a path of the working tree only in the index, since the checkout is sparse? */
static bool
is_sparse(struct source *source, struct arena *a, struct str path)
{
	struct git_entry entry;

	return source->git && !source_load_entries(source) &&
	       !find_entry(&entry, source, a, path) && entry.sparse;
}

void
source_read_path(struct str *bytes, int *error, struct source *source, struct arena *a,
    struct str path)
{
	const char *disk;

	if (source_is_given(source, path)) {
		*bytes = source->given.bytes;
		*error = 0;
		return;
	}
	*bytes = (struct str){0};
	*error = resolve(&path, source, a, path) ? 0 : ENOENT;
	if (*error)
		return;
	if (source->kind != SOURCE_FOLDER) {
		*error = read_entry(bytes, source, a, path);
		return;
	}
	*error = find_on_disk(&disk, source, a, path);
	if (!*error)
		*error = file_read(bytes, a, disk, true);
	else if (*error == ENOENT && is_sparse(source, a, path))
		*error = read_entry(bytes, source, a, path);
}

bool
source_has(struct source *source, struct arena *a, struct str path)
{
	struct git_entry entry;
	const char *disk;
	int error;

	if (source_is_given(source, path))
		return true;
	if (!resolve(&path, source, a, path))
		return false;
	if (source->kind == SOURCE_FOLDER) {
		error = find_on_disk(&disk, source, a, path);
		return !error || error == EACCES || is_sparse(source, a, path);
	}
	if (!find_entry(&entry, source, a, path))
		return true;
	for (; path.n; path.n--) {
		if (path.p[path.n - 1] == '/' &&
		    !find_entry(&entry, source, a, str_sub(path, 0, path.n - 1)))
			return entry.mode == GIT_SUBMODULE;
	}
	return false;
}

bool
source_is_threaded(const struct source *source)
{
	return source->kind == SOURCE_MEMORY ||
	       (source->kind == SOURCE_FOLDER && !source->is_sparse);
}
