/* Where a workspace's files come from: a folder, a revision, the index, or memory. Everything above
 * works on any of them alike. Functions that return int give 0, or the exit status of an error that
 * has been said on stderr (2 configuration, 3 environment). */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h>

#include "git.h"
#include "str.h"

enum source_kind {
	SOURCE_FOLDER,	 /* the working tree, or a plain folder outside Git */
	SOURCE_REVISION, /* a commit's tree */
	SOURCE_INDEX,	 /* what is staged */
	SOURCE_MEMORY,	 /* files handed over: tests and fuzzers */
};

enum source_type {
	SOURCE_FILE,	 /* a regular file */
	SOURCE_SUBDIR,	 /* a folder with the name of a record's file */
	SOURCE_SYMLINK,	 /* not followed */
	SOURCE_SPECIAL,	 /* a pipe, a device, a socket */
	SOURCE_CONFLICT, /* the index holds the sides of a merge that is not resolved */
};

/* Errors of reading that errno has no value for. */
enum {
	SOURCE_UNAVAILABLE = -1, /* a partial clone has not fetched it */
	SOURCE_UNMERGED = -2,	 /* the index holds the sides of a merge */
};

struct source_file {
	struct str path; /* from the workspace's folder, slashes, as bytes */
	enum source_type type;
	bool has_id;	  /* id is known: revisions, the index, sparse files of a folder */
	struct git_id id; /* of the blob */
	int error; /* not 0: this folder could not be looked at, and why (see source_error); type
		    * means nothing then */
};

struct source_files {
	struct source_file *p;
	size_t n, cap;
};

/* gitignore-style patterns, from the workspace's folder. */
struct source_patterns {
	struct str *p;
	size_t n;
};

struct source {
	enum source_kind kind;
	struct arena *arena; /* what the source itself keeps */
	struct str root;     /* folder: absolute path of the workspace with a slash at its end; else
			      * empty */
	int folder;	     /* descriptor of root, once its files have been listed; else -1 */
	struct str prefix;   /* the workspace's folder in the repository: "" or "a/b/" */
	struct git *git;     /* NULL outside Git */
	bool borrows_git;    /* git is closed with the source that source_at was given */
	bool has_day;	     /* it is read as it was at the end of a day, and so are imports */
	int32_t day;
	bool has_commit; /* commit is known; see source_commit */
	struct git_commit commit;
	bool has_entries;	    /* entries have been read */
	struct git_entries entries; /* folder, index: the index; memory: the files; by path */
	const struct str *contents; /* memory: bytes of each entry */
	struct source_given {
		struct str path; /* from the workspace's folder; p NULL: none is given */
		struct str bytes;
	} given;	/* what stands in for a file; see source_give */
	bool is_sparse; /* folder: source_list has found files that are only in the index */
};

/* The workspace that dir lies in: whet.yaml is looked for upwards from dir, never above the
 * repository's top. In a bare repository the shallowest whet.yaml at HEAD. *source is NULL with
 * status 2 where there is none, and the message says how to make one. */
int source_folder(struct source **source, struct arena *a, const char *dir);

/* The same; where there is none, *source is NULL, 0 is returned and nothing is said. A bare repository
 * has to have one. */
int source_if_any(struct source **source, struct arena *a, const char *dir);

/* The same workspace at a revision (found at that revision where dir is bare) or in the index. */
int source_revision(struct source **source, struct arena *a, const char *dir, const char *rev);
int source_index(struct source **source, struct arena *a, const char *dir);

/* A workspace in memory: n files with these paths and bytes, not copied. */
struct source *source_memory(struct arena *a, const char *const *paths, const struct str *contents,
    size_t n);

/* The commits that lead to base's along first parents, the oldest first, with their committers' days in their
 * own zones. Where dates go backwards on the way some clocks were wrong: the most commits whose times are in
 * order are kept, and the others count as nothing by themselves. None outside Git. */
struct source_line {
	struct source_day {
		struct git_id commit;
		int32_t day;
	} * p;
	size_t n;
};
int source_line(struct source_line *line, struct arena *a, struct source *base);

/* The workspace as the last commit of base's line by the end of a day has it. *found is false where the line,
 * or the workspace, begins later. */
int source_line_at(struct source **source, bool *found, struct arena *a, struct source *base,
    const struct source_line *line, int32_t date);

/* The same where nothing else is asked of the line. */
int source_at(struct source **source, bool *found, struct arena *a, struct source *base,
    int32_t date);

/* base's workspace as a commit has it. *found is false where the commit has no whet.yaml there. */
int source_at_commit(struct source **source, bool *found, struct arena *a,
    const struct source *base, struct git_id commit);

/* base's workspace as it is staged. *found is false where the index has no whet.yaml there. */
int source_at_index(struct source **source, bool *found, struct arena *a,
    const struct source *base);

/* The workspace of a commit, in the shallowest folder that has a whet.yaml, of the repository that dir
 * lies in. Where there is none, *source is NULL, 0 is returned and nothing is said. */
int source_shallowest(struct source **source, struct arena *a, const char *dir,
    struct git_id commit);

/* Lets bytes stand in for the file at a path from the workspace's folder, be it there or not. Before
 * source_list. The bytes are not copied. */
void source_give(struct source *source, struct str path, struct str bytes);

/* Is a path from the workspace's folder that of source_give? */
bool source_is_given(const struct source *source, struct str path);

/* Sees to it that source->commit is known: the revision's; for a folder and the index that of HEAD.
 * *found is false outside Git and on an unborn HEAD. */
int source_commit(bool *found, struct source *source);

/* Paths from the workspace's folder, sorted, of files that a source of a repository and a tree (NULL: an empty
 * one) do not have alike; with unstaged, a folder is compared with the index instead. */
int source_changed(struct git_paths *paths, struct arena *a, const struct source *source,
    const struct git_id *tree, bool unstaged);

/* Files that may hold records, sorted by path: names in .yaml or .yml below the folders of include
 * (which are looked for from the workspace's folder on, not at any depth), not matched by exclude
 * (where a leading "!" takes back), not ignored by Git unless tracked, not in a nested workspace (a
 * folder below with its own whet.yaml), not in submodules. whet.yaml is not among them. Where Git
 * ignores the whole workspace, it has no say in it. */
int source_list(struct source_files *files, struct source *source, struct arena *a,
    const struct source_patterns *include, const struct source_patterns *exclude);

/* Why source_list gives no file at or below a path. */
enum source_absence {
	SOURCE_NOWHERE,	     /* nothing is there */
	SOURCE_LINKED,	     /* it lies behind a symbolic link */
	SOURCE_MISNAMED,     /* a file whose name does not end in .yaml or .yml */
	SOURCE_EXCLUDED,     /* by exclude */
	SOURCE_NOT_INCLUDED, /* by include */
	SOURCE_IGNORED,	     /* by Git */
	SOURCE_ELSEWHERE,    /* it belongs to another workspace or repository */
	SOURCE_BARREN,	     /* a folder without such files */
};

/* The reason for a path from the workspace's folder below which source_list gave nothing. */
enum source_absence source_why_not(struct source *source, struct arena *a,
    const struct source_patterns *include, const struct source_patterns *exclude, struct str path);

/* Bytes of a file that source_list gave. *error is an errno value or one of the above; ELOOP for a
 * symlink, which is never followed. Nothing is said, save of a broken repository. */
void source_read(struct str *bytes, int *error, const struct source *source, struct arena *a,
    const struct source_file *file);

/* The same of bytes [from, to) alone: fewer where the file has become shorter. */
void source_read_part(struct str *bytes, int *error, const struct source *source, struct arena *a,
    const struct source_file *file, size_t from, size_t to);

/* source_read of a path from the workspace's folder: whet.yaml, shared policies. A path that leads
 * out of it but stays in the repository is looked up there. */
void source_read_path(struct str *bytes, int *error, struct source *source, struct arena *a,
    struct str path);

/* A path as the file `from` writes it, as one from the workspace's folder: without "." and without
 * ".." but at its beginning. Empty where it is absolute. */
struct str source_path(struct arena *a, struct str from, struct str path);

/* What an error of these is, in words, and what to do about it. */
const char *source_error(int error);
const char *source_remedy(int error);

/* Is there a file or folder at such a path? What lies in a submodule, or in a folder that cannot be
 * looked into, counts as there. */
bool source_has(struct source *source, struct arena *a, struct str path);

/* May source_read be called by several threads? Ask after source_list. */
bool source_is_threaded(const struct source *source);

/* Closes the repository; the rest goes with the arena. NULL is fine. */
void source_close(struct source *source);

#endif
