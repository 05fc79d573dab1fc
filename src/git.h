/* Git: revisions to trees, paths and bytes. The only module that knows libgit2, which stays on one
 * thread. Functions that return int give 0, or the exit status of an error that has been said on
 * stderr: 2 where a revision does not exist, 3 where the repository cannot be read.
 *
 * libgit2 declares types git_commit, git_tree, git_blob, git_index, git_time and git_worktree, so no
 * function here has these names; its own git_commit is not used. */
#ifndef GIT_H
#define GIT_H

#include <stdbool.h>
#include <stdint.h>

#include "str.h"

struct git; /* an open repository */

struct git_id {
	unsigned char raw[20]; /* SHA-1 */
};

/* A point in time as Git keeps it. */
struct git_when {
	int64_t seconds; /* since 1970-01-01T00:00:00Z */
	int minutes;	 /* offset of the zone from UTC */
};

struct git_person {
	struct str name;
	struct str email;
	struct git_when when;
};

struct git_commit {
	struct git_id id;
	struct git_id tree;
	struct git_id *parents;
	size_t n_parents;
	struct git_person author; /* as written, mailmap not applied */
	struct git_person committer;
	struct str subject; /* first line of the message */
	struct str message; /* all of it */
	bool is_signed;
};

/* Modes of entries, as trees have them. */
enum {
	GIT_FOLDER = 0040000,
	GIT_FILE = 0100644,
	GIT_EXECUTABLE = 0100755,
	GIT_SYMLINK = 0120000,
	GIT_SUBMODULE = 0160000,
};

struct git_entry {
	struct str name; /* of a tree's entry: one part; of an index entry: the path from the top */
	struct git_id id;
	uint32_t mode; /* one of the above */
	bool sparse;   /* index only: not checked out on purpose (skip-worktree) */
	uint8_t stage; /* index only: 0, or 1 to 3 of an unresolved merge */
};

struct git_entries {
	struct git_entry *p;
	size_t n, cap;
};

struct git_ids {
	struct git_id *p;
	size_t n, cap;
};

struct git_paths {
	struct str *p;
	size_t n, cap;
};

/* A branch, tag, stash or other name of a commit. */
struct git_ref {
	struct str name;      /* refs/heads/main; HEAD where it is detached */
	struct git_id commit; /* tags peeled */
};

struct git_refs {
	struct git_ref *p;
	size_t n, cap;
};

/* Another repository that this one pushes to or fetches from. */
struct git_remote_url {
	struct str name; /* origin */
	struct str url;	 /* as it is written; may hold a password */
};

struct git_remote_urls {
	struct git_remote_url *p;
	size_t n, cap;
};

/* Opens the repository that dir lies in (also bare, linked worktrees, submodules). Where the
 * environment names a repository or its parts (GIT_DIR, GIT_INDEX_FILE, GIT_OBJECT_DIRECTORY) and
 * dir lies in that one, or is the current folder and that one is bare, the environment counts, so
 * that a hook sees the pushed objects in quarantine and what is about to be committed. *git is NULL,
 * and 0 returned, where there is none. Lives in a, until git_close. */
int git_open(struct git **git, struct arena *a, const char *dir);
void git_close(struct git *git); /* NULL is fine */

/* Absolute folder of the working tree with a slash at its end; empty in a bare repository. */
struct str git_top(const struct git *git);

/* Absolute folder of the repository itself (.git), with a slash at its end. */
struct str git_folder(const struct git *git);

/* The folder of its hooks, which linked worktrees share, unless core.hooksPath names another. */
struct str git_hooks(const struct git *git, struct arena *a);

bool git_is_bare(const struct git *git);
bool git_is_shallow(struct git *git); /* history is cut off somewhere */

/* Does git replace stand in for an object somewhere? Here objects are always read as they are. */
bool git_replaces(struct git *git);

/* The commit that rev names, tags peeled. Unborn HEAD: *found is false and nothing is said. */
int git_resolve(struct git_id *commit, bool *found, struct git *git, const char *rev);

/* Does rev name a commit? Nothing is said. */
bool git_has_revision(struct git *git, const char *rev);

/* The best commit that two others both descend from, which may be one of them. *found is false where
 * there is none, or a shallow clone is cut off before it. */
int git_fork(struct git_id *fork, bool *found, struct git *git, struct git_id a, struct git_id b);

/* What a tree is compared with. */
enum git_side {
	GIT_SIDE_TREE,	   /* another one */
	GIT_SIDE_INDEX,	   /* what is staged */
	GIT_SIDE_FILES,	   /* the working tree: what Git tracks, or would track */
	GIT_SIDE_UNSTAGED, /* the same, compared with the index instead of a tree */
};

/* Paths from the top, sorted, of files that a tree (NULL: an empty one) and the other side do not have
 * alike. to is the other tree; NULL otherwise. */
int git_changed(struct git_paths *paths, struct git *git, struct arena *a,
    const struct git_id *from, enum git_side side, const struct git_id *to);

/* Reads one object. What they return lives in a. A missing blob or tree of a partial clone and a
 * missing commit of a shallow one: *found is false, nothing is said. */
int git_read_commit(struct git_commit *commit, bool *found, struct git *git, struct arena *a,
    struct git_id id);
int git_read_tree(struct git_entries *entries, bool *found, struct git *git, struct arena *a,
    struct git_id id); /* in Git's order: folders as if their names ended in a slash */
int git_read_tree_bytes(struct str *bytes, bool *found, struct git *git, struct arena *a,
    struct git_id id); /* for git_parse_entry */
int git_read_blob(struct str *bytes, bool *found, struct git *git, struct arena *a,
    struct git_id id); /* a NUL behind the bytes */

/* The signature in a commit, and the bytes that it signs; empty where it is not signed. */
void git_read_signature(struct str *signature, struct str *payload, struct git *git,
    struct arena *a, struct git_id id);

/* Is there a commit whose id begins with these hex digits (4 to 40)? */
bool git_has_commit(struct git *git, struct str hex);

/* The id that bytes have, or would have, as a blob. */
int git_hash_blob(struct git_id *id, struct str bytes);

/* The difference of two versions of a file, as a unified diff; empty where they are alike. A version whose
 * bytes have p NULL is not there. */
struct git_version {
	struct str path;
	struct str bytes;
};
int git_patch_text(struct str *patch, struct arena *a, struct git_version before,
    struct git_version after);

/* How markers of a conflict are written. */
struct git_merge_labels {
	const char *ours, *theirs; /* what they call the two sides */
	unsigned size;		   /* characters of a marker; 0: 7 */
};

/* Merges lines as Git does. *conflicts: both sides changed the same lines, and merged holds both between
 * markers. */
int git_merge_text(struct str *merged, bool *conflicts, struct arena *a,
    const struct git_merge_labels *labels, struct str base, struct str ours, struct str theirs);

/* Should libgit2 keep small objects that were read, for they may be read again? It does unless told
 * otherwise; a walk over all of history is faster without, and takes less memory. */
void git_keep_objects(bool keep);

/* The entry at a path below a tree, the tree itself for an empty one; *found is false where there
 * is none. */
int git_path(struct git_entry *entry, bool *found, struct git *git, struct arena *a,
    struct git_id tree, struct str path);

/* All entries of the index, by path and then stage, without those that "git add -N" has only
 * announced. Their names live until git_close. */
int git_read_index(struct git_entries *entries, struct git *git, struct arena *a);

/* All names of commits that the repository has, by name; those of what is no commit are left out. */
int git_refs(struct git_refs *refs, struct git *git, struct arena *a);

/* The addresses of its remotes, for fetching and for pushing, by name. */
void git_remotes(struct git_remote_urls *urls, struct git *git, struct arena *a);

/* Would Git ignore this path (from the top of the working tree)? Folders end in a slash. */
bool git_ignored(struct git *git, struct arena *a, struct str path);

/* A commit of a walk. */
struct git_step {
	struct git_id id;
	struct git_id tree;
	int64_t seconds; /* committer date */
	struct git_id *parents;
	uint32_t n_parents;
};

struct git_steps {
	struct git_step *p;
	size_t n, cap;
};

/* Fills in a step of which only the id is known, without reading the commit; false: it has to be read. */
typedef bool git_recall(void *ctx, struct git_step *step);

/* Commits reachable from a tip, children before parents, else newest first by committer date. *steps
 * has all of them that are there: a shallow clone's history ends where it was cut off. recall may be
 * NULL. */
int git_walk(struct git_steps *steps, struct git *git, struct arena *a, struct git_id tip,
    git_recall *recall, void *ctx);

/* A value of Git's configuration, user.name or user.email for instance; empty where unset. With
 * git NULL the user's own configuration is asked. */
struct str git_setting(struct git *git, struct arena *a, const char *name);

/* The name and address that the repository's mailmap gives for these, or these. git may be NULL. */
struct git_person git_mapped(struct git *git, struct arena *a, struct git_person person);

/* A commit from the bytes of its object; false where they are none. Everything but the parents
 * points into bytes. The id is left alone. */
bool git_parse_commit(struct git_commit *commit, struct arena *a, struct str bytes);

/* Takes the next entry off the bytes of a tree object; its name points into them. False at the end,
 * where nothing is left of rest, and at what is no entry. */
bool git_parse_entry(struct git_entry *entry, struct str *rest);

bool git_id_eq(struct git_id a, struct git_id b);
bool git_id_is_null(struct git_id id);			   /* all zeroes: of what is not there */
char *git_id_text(char text[static 41], struct git_id id); /* 40 hex digits; returns text */
bool git_id_parse(struct git_id *id, struct str hex);	   /* 40 hex digits */

/* RFC 3339 with the zone as written: 2026-07-28T09:30:00+02:00. Returns text. */
char *git_when_text(char text[static 32], struct git_when w);

/* The day in the zone as written, as date.h has it; clamped to the years 0001 to 9999. */
int32_t git_when_day(struct git_when w);

#endif
