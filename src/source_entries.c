#include "source_list.h"

#include <string.h>

struct str
source_join(struct arena *a, struct str head, struct str middle, struct str tail)
{
	size_t n = head.n + middle.n + tail.n;
	char *p = arena_bytes(a, n + 1);

	if (head.n)
		memcpy(p, head.p, head.n);
	if (middle.n)
		memcpy(p + head.n, middle.p, middle.n);
	if (tail.n)
		memcpy(p + head.n + middle.n, tail.p, tail.n);
	p[n] = '\0';
	return (struct str){p, n};
}

struct source_file *
source_add(struct source_files *files, struct arena *a, struct str path, enum source_type type)
{
	struct source_file *file = vec_push(a, files);

	file->path = path;
	file->type = type;
	return file;
}

void
source_add_entry(struct source_files *files, struct arena *a, struct str path,
    const struct git_entry *entry)
{
	struct source_file *file = source_add(files, a, path, SOURCE_FILE);

	if (entry->stage)
		file->type = SOURCE_CONFLICT;
	else if (entry->mode == GIT_SYMLINK)
		file->type = SOURCE_SYMLINK;
	file->has_id = !entry->stage;
	file->id = entry->id;
}

size_t
source_entry_at(const struct git_entries *entries, size_t from, size_t to, struct str path)
{
	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (str_cmp(entries->p[middle].name, path) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

struct git_entries
source_entries_below(struct arena *a, const struct git_entries *entries, struct str prefix)
{
	size_t from = source_entry_at(entries, 0, entries->n, prefix), to = from;
	struct git_entries below = {0};

	if (prefix.n == 0)
		return *entries;
	while (to < entries->n && str_starts(entries->p[to].name, prefix))
		to++;
	below.p = NEW_ARRAY(a, struct git_entry, to - from);
	for (; from < to; from++) {
		struct git_entry *entry = &below.p[below.n++];

		*entry = entries->p[from];
		entry->name = str_sub(entry->name, prefix.n, entry->name.n);
	}
	return below;
}

/* Where one entry after the other stands; what the one before has made known is kept. */
struct scan {
	const struct source_filter *filter;
	struct source_files *files;
	struct arena *arena;
	struct str before;	 /* path of the entry before */
	struct str folder;	 /* its folder, with a slash at its end */
	enum source_reach reach; /* of that folder */
};

/* Makes the folder of path the current one; those on the way that are named like records' files are
 * added. */
static void
enter(struct scan *s, struct str path)
{
	size_t end = path.n;

	while (end && path.p[end - 1] != '/')
		end--;
	if (s->before.p && str_eq(str_sub(path, 0, end), s->folder))
		return;
	s->folder = str_sub(path, 0, end);
	s->reach = SOURCE_TOWARDS;
	for (size_t n = 0; n < end; n++) {
		struct str head;
		bool is_listed;

		n += str_index(str_sub(path, n, end), '/');
		head = str_sub(path, 0, n);
		is_listed = !str_starts(s->before, str_sub(path, 0, n + 1)) &&
			    source_filter_file(s->filter, head, s->reach);
		s->reach = source_filter_folder(s->filter, head, s->reach);
		if (is_listed && s->reach != SOURCE_OUTSIDE)
			source_add(s->files, s->arena, head, SOURCE_SUBDIR);
	}
}

static void
take(struct scan *s, const struct git_entry *entry)
{
	bool is_seen = entry->stage && str_eq(entry->name, s->before);

	if (!is_seen && entry->mode != GIT_SUBMODULE &&
	    source_filter_file(s->filter, entry->name, s->reach))
		source_add_entry(s->files, s->arena, entry->name, entry);
}

/* Folders with a whet.yaml of their own, with a slash at their end, in order. */
static struct source_patterns
nested_workspaces(struct arena *a, const struct git_entries *entries)
{
	struct {
		struct str *p;
		size_t n, cap;
	} nested = {0};

	for (size_t i = 0; i < entries->n; i++) {
		struct str path = entries->p[i].name;

		if (str_ends(path, S("/whet.yaml")) && entries->p[i].mode != GIT_SUBMODULE)
			*vec_push(a, &nested) = str_sub(path, 0, path.n - strlen("whet.yaml"));
	}
	str_sort(nested.p, nested.n);
	return (struct source_patterns){nested.p, nested.n};
}

void
source_list_entries(struct source_files *files, struct arena *a, const struct source_filter *filter,
    const struct git_entries *entries, bool sparse)
{
	struct source_patterns nested = nested_workspaces(a, entries);
	struct scan s = {.filter = filter, .files = files, .arena = a};
	size_t next = 0;

	for (size_t i = 0; i < entries->n; i++) {
		const struct git_entry *entry = &entries->p[i];

		if (sparse && !entry->sparse)
			continue;
		while (next < nested.n && str_cmp(nested.p[next], entry->name) < 0 &&
		       !str_starts(entry->name, nested.p[next]))
			next++;
		if (next < nested.n && str_starts(entry->name, nested.p[next])) {
			enter(&s, str_sub(nested.p[next], 0, nested.p[next].n - 1));
		} else {
			enter(&s, entry->name);
			take(&s, entry);
		}
		s.before = entry->name;
	}
}
