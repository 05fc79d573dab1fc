#include "source_list.h"

#include <stdlib.h>
#include <string.h>

int
source_load_entries(struct source *source)
{
	int status = 0;

	if (!source->has_entries && source->git)
		status = git_read_index(&source->entries, source->git, source->arena);
	source->has_entries = true;
	return status;
}

static int
by_path(const void *left, const void *right)
{
	const struct source_file *a = left, *b = right;

	return str_cmp(a->path, b->path);
}

void
source_sort(struct source_file *files, size_t n)
{
	size_t sorted = 1;

	while (sorted < n && by_path(&files[sorted - 1], &files[sorted]) <= 0)
		sorted++;
	if (sorted < n)
		qsort(files, n, sizeof *files, by_path);
}

/* Adds to the files found on disk those that a sparse checkout has left out. */
static void
add_sparse(struct source_files *files, struct source *source, struct arena *a,
    const struct source_filter *filter, const struct git_entries *tracked)
{
	struct source_files sparse = {0};
	size_t n = files->n;

	source_list_entries(&sparse, a, filter, tracked, true);
	for (size_t i = 0; i < sparse.n; i++)
		if (!n || !bsearch(&sparse.p[i], files->p, n, sizeof *files->p, by_path))
			*vec_push(a, files) = sparse.p[i];
	source->is_sparse = files->n > n;
	if (source->is_sparse)
		source_sort(files->p, files->n);
}

/* Does Git have a say in a folder? Not where it ignores the workspace as a whole. */
static bool
is_governed(const struct source *source, struct arena *a, const struct git_entries *tracked)
{
	return source->git && (tracked->n || source->prefix.n == 0 ||
				  !git_ignored(source->git, a, source->prefix));
}

static int
list_folder(struct source_files *files, struct source *source, struct arena *a,
    const struct source_filter *filter)
{
	struct git_entries tracked;
	bool governed;
	int status = source_load_entries(source);

	if (status)
		return status;
	tracked = source_entries_below(a, &source->entries, source->prefix);
	governed = is_governed(source, a, &tracked);
	status = source_list_folder(files, a, source, filter, governed ? &tracked : NULL);
	source_sort(files->p, files->n);
	if (!status)
		add_sparse(files, source, a, filter, &tracked);
	return status;
}

static int
list_index(struct source_files *files, struct source *source, struct arena *a,
    const struct source_filter *filter)
{
	struct git_entries entries;
	int status = source_load_entries(source);

	if (status)
		return status;
	entries = source_entries_below(a, &source->entries, source->prefix);
	source_list_entries(files, a, filter, &entries, false);
	return 0;
}

static int
list(struct source_files *files, struct source *source, struct arena *a,
    const struct source_filter *filter)
{
	int status = 0;

	switch (source->kind) {
	case SOURCE_FOLDER:
		return list_folder(files, source, a, filter);
	case SOURCE_REVISION:
		status = source_list_tree(files, a, source, filter);
		break;
	case SOURCE_INDEX:
		status = list_index(files, source, a, filter);
		break;
	case SOURCE_MEMORY:
		source_list_entries(files, a, filter, &source->entries, false);
		for (size_t i = 0; i < files->n; i++)
			files->p[i].has_id = false;
		break;
	}
	source_sort(files->p, files->n);
	return status;
}

/* What is given takes the place of the file that was found, or is one more. */
static void
add_given(struct source_files *files, struct source *source, struct arena *a,
    const struct source_filter *filter)
{
	struct source_file given = {.path = source->given.path, .type = SOURCE_FILE}, *found = NULL;

	if (files->n)
		found = bsearch(&given, files->p, files->n, sizeof given, by_path);
	if (!found && !source_would_list(source, a, filter, given.path))
		return;
	if (found)
		*found = given;
	else
		*vec_push(a, files) = given;
	source_sort(files->p, files->n);
}

int
source_list(struct source_files *files, struct source *source, struct arena *a,
    const struct source_patterns *include, const struct source_patterns *exclude)
{
	struct source_filter filter;
	int status;

	*files = (struct source_files){0};
	source_filter_init(&filter, a, include, exclude);
	status = list(files, source, a, &filter);
	if (!status && source->given.path.p)
		add_given(files, source, a, &filter);
	return status;
}
