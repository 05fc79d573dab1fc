/* How source_list finds files; private to source*.c. */
#ifndef SOURCE_LIST_H
#define SOURCE_LIST_H

#include "source.h"

/* Which paths may hold records. */
struct source_filter {
	struct source_patterns include; /* each with a slash in front, so that it is anchored */
	struct source_patterns exclude;
};

/* What a folder has to do with include. */
enum source_reach {
	SOURCE_OUTSIDE, /* nothing below it can be included */
	SOURCE_TOWARDS, /* something below it may be */
	SOURCE_INSIDE,	/* everything below it is */
};

void source_filter_init(struct source_filter *filter, struct arena *a,
    const struct source_patterns *include, const struct source_patterns *exclude);

/* The reach of a folder (no slash at its end) in one whose reach is above; the workspace's folder
 * itself is TOWARDS. */
enum source_reach source_filter_folder(const struct source_filter *filter, struct str path,
    enum source_reach above);

/* May this file, in a folder of that reach, hold records? */
bool source_filter_file(const struct source_filter *filter, struct str path,
    enum source_reach above);

/* Is a path left out by exclude? */
bool source_filter_excludes(const struct source_filter *filter, struct str path, bool is_folder);

/* Would source_list give a file at a path, were it there? */
bool source_would_list(struct source *source, struct arena *a, const struct source_filter *filter,
    struct str path);

/* Reads the index into source->entries unless that is done; none outside Git. */
int source_load_entries(struct source *source);

/* The entries below prefix with that cut off their names. */
struct git_entries source_entries_below(struct arena *a, const struct git_entries *entries,
    struct str prefix);

/* The first of the entries [from, to) whose name is not before a path; to where there is none. */
size_t source_entry_at(const struct git_entries *entries, size_t from, size_t to, struct str path);

/* Adds the files that have entries, whose names are from the workspace's folder; only those of
 * a sparse checkout where sparse is set. */
void source_list_entries(struct source_files *files, struct arena *a,
    const struct source_filter *filter, const struct git_entries *entries, bool sparse);

/* Sorts files by path. Those that are in order cost little. */
void source_sort(struct source_file *files, size_t n);

/* Adds the files of a folder on disk, nearly in order. tracked are the index's entries below it, NULL
 * where Git has no say. */
int source_list_folder(struct source_files *files, struct arena *a, struct source *source,
    const struct source_filter *filter, const struct git_entries *tracked);

/* Adds the files of a revision's tree, nearly in order. */
int source_list_tree(struct source_files *files, struct arena *a, const struct source *source,
    const struct source_filter *filter);

/* Three strings in a row, a NUL behind them. */
struct str source_join(struct arena *a, struct str head, struct str middle, struct str tail);

/* Adds one. */
struct source_file *source_add(struct source_files *files, struct arena *a, struct str path,
    enum source_type type);
void source_add_entry(struct source_files *files, struct arena *a, struct str path,
    const struct git_entry *entry); /* of a tree or the index */

#endif
