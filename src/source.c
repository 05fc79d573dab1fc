#include "source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "say.h"
#include "source_list.h"

/* Where a source is looked for. */
struct place {
	const char *given; /* as the caller wrote it */
	struct str dir;	   /* absolute, with a slash at its end */
	struct str top;	   /* nothing above is looked at: the working tree's top, else the root */
};

/* Opens what both folder and Git sources begin with. */
static int
start(struct source **source, struct place *place, struct arena *a, const char *dir)
{
	char *real = realpath(dir, NULL);
	struct source *s = NEW(a, struct source);
	struct stat st;

	*source = NULL;
	if (!real || stat(real, &st) < 0 || !S_ISDIR(st.st_mode)) {
		say("%s: %s", dir, strerror(real ? ENOTDIR : errno));
		free(real);
		return 3;
	}
	place->given = dir;
	place->dir = str_fmt(a, "%s%s", real, strcmp(real, "/") == 0 ? "" : "/");
	place->top = S("/");
	free(real);
	s->arena = a;
	s->folder = -1;
	if (git_open(&s->git, a, dir))
		return 3;
	if (s->git && !git_is_bare(s->git)) {
		place->top = git_top(s->git);
		if (!str_starts(place->dir, place->top))
			place->dir = place->top;
	}
	*source = s;
	return 0;
}

/* Gives the source to the caller, or closes it when something failed. */
static int
finish(struct source **source, int status)
{
	if (status) {
		source_close(*source);
		*source = NULL;
	}
	return status;
}

/* The folder above one, both with a slash at their end. */
static struct str
above(struct str dir)
{
	do
		dir.n--;
	while (dir.n && dir.p[dir.n - 1] != '/');
	return dir;
}

/* The nearest folder from place up that has a whet.yaml on disk. */
static bool
find_on_disk(struct str *root, struct arena *a, const struct place *place)
{
	struct str dir = place->dir;

	for (;; dir = above(dir)) {
		struct arena_mark mark = arena_mark(a);
		struct stat st;
		bool found =
		    lstat(str_fmt(a, "%.*swhet.yaml", SV(dir)).p, &st) == 0 && !S_ISDIR(st.st_mode);

		arena_rewind(a, mark);
		if (found) {
			*root = str_dup(a, dir);
			return true;
		}
		if (dir.n <= place->top.n)
			return false;
	}
}

static int
fail_to_find(const struct place *place)
{
	say("no whet.yaml in %s or above it; \"whet-init %s\" starts a workspace", place->given,
	    place->given);
	return 2;
}

/* Is there a whet.yaml in a folder (with a slash at its end, or the top) of a tree? */
static int
tree_has_workspace(bool *found, const struct source *source, struct str folder)
{
	struct arena scratch = {0};
	struct git_entry entry;
	int status = git_path(&entry, found, source->git, &scratch, source->commit.tree,
	    str_fmt(&scratch, "%.*swhet.yaml", SV(folder)));

	if (status)
		*found = false;
	*found = *found && entry.mode != GIT_FOLDER && entry.mode != GIT_SUBMODULE;
	arena_free(&scratch);
	return status;
}

static bool
index_has_workspace(const struct source *source, struct str folder)
{
	struct arena scratch = {0};
	struct str path = str_fmt(&scratch, "%.*swhet.yaml", SV(folder));
	const struct git_entries *entries = &source->entries;
	size_t at = source_entry_at(entries, 0, entries->n, path);
	bool found = at < entries->n && str_eq(entries->p[at].name, path) &&
		     entries->p[at].mode != GIT_SUBMODULE;

	arena_free(&scratch);
	return found;
}

/* Sets prefix to the nearest folder from place up that has a whet.yaml in the revision or index. */
static int
find_upwards(bool *found, struct source *source, const struct place *place)
{
	struct str dir = str_sub(place->dir, place->top.n, place->dir.n);
	int status = 0;

	for (;; dir = above(dir)) {
		if (source->kind == SOURCE_INDEX)
			*found = index_has_workspace(source, dir);
		else
			status = tree_has_workspace(found, source, dir);
		if (status || *found || dir.n == 0)
			break;
	}
	source->prefix = dir;
	return status;
}

/* A folder of a tree whose content has not been looked at. */
struct unseen {
	struct str path; /* with a slash at its end; empty for the top */
	struct git_id tree;
};

/* Sets prefix to the shallowest folder of the revision that has a whet.yaml, the first by path
 * among equals. */
static int
find_shallowest(bool *found, struct source *source)
{
	struct arena scratch = {0};
	struct {
		struct unseen *p;
		size_t n, cap;
	} queue = {0};
	int status = 0;

	*vec_push(&scratch, &queue) = (struct unseen){.tree = source->commit.tree};
	*found = false;
	for (size_t i = 0; i < queue.n && !status && !*found; i++) {
		struct unseen in = queue.p[i];
		struct git_entries entries;
		bool there;

		source->prefix = in.path;
		status = git_read_tree(&entries, &there, source->git, &scratch, in.tree);
		for (size_t k = 0; k < entries.n; k++) {
			const struct git_entry *e = &entries.p[k];
			bool is_workspace = str_eq(e->name, S("whet.yaml"));

			if (e->mode == GIT_FOLDER)
				*vec_push(&scratch, &queue) = (struct unseen){
				    str_fmt(&scratch, "%.*s%.*s/", SV(in.path), SV(e->name)),
				    e->id,
				};
			else if (is_workspace && e->mode != GIT_SUBMODULE)
				*found = true;
		}
	}
	source->prefix = str_dup(source->arena, source->prefix);
	arena_free(&scratch);
	return status;
}

/* Makes the source one of a revision, without its prefix. */
static int
set_revision(struct source *source, const struct place *place, const char *rev)
{
	struct git_id id;
	bool found;
	int status;

	source->kind = SOURCE_REVISION;
	if (!source->git) {
		say("%s is not in a Git repository, so there is no revision \"%s\"", place->given,
		    rev);
		return 2;
	}
	status = git_resolve(&id, &found, source->git, rev);
	if (!status && !found) {
		say("nothing has been committed in %s yet, so there is no revision \"%s\"",
		    place->given, rev);
		return 2;
	}
	if (!status)
		status = git_read_commit(&source->commit, &found, source->git, source->arena, id);
	source->has_commit = !status;
	return status;
}

/* Sets the prefix of a source of a revision. */
static int
place_revision(struct source *source, const struct place *place, const char *rev)
{
	struct str root = {0};
	bool found, on_disk;
	int status;

	if (git_is_bare(source->git)) {
		status = find_shallowest(&found, source);
		if (!status && !found)
			say("revision \"%s\" has no whet.yaml in any folder", rev);
		return status ? status : found ? 0 : 2;
	}
	on_disk = find_on_disk(&root, source->arena, place);
	if (on_disk) {
		source->prefix = str_sub(root, place->top.n, root.n);
		status = tree_has_workspace(&found, source, source->prefix);
	} else {
		status = find_upwards(&found, source, place);
	}
	if (status || found)
		return status;
	if (on_disk)
		say("revision \"%s\" has no %.*swhet.yaml: the workspace was not there then", rev,
		    SV(source->prefix));
	else
		say("no whet.yaml in %s or above it in revision \"%s\"", place->given, rev);
	return 2;
}

/* The workspace that place lies in; *found is false where that is none, outside of a bare repository. */
static int
open_folder(struct source **source, bool *found, struct place *place, struct arena *a,
    const char *dir)
{
	int status = start(source, place, a, dir);

	*found = true;
	if (status)
		return status;
	if ((*source)->git && git_is_bare((*source)->git)) {
		status = set_revision(*source, place, "HEAD");
		if (!status)
			status = place_revision(*source, place, "HEAD");
		return status;
	}
	*found = find_on_disk(&(*source)->root, a, place);
	if (*found && (*source)->git)
		(*source)->prefix = str_sub((*source)->root, place->top.n, (*source)->root.n);
	return 0;
}

int
source_folder(struct source **source, struct arena *a, const char *dir)
{
	struct place place;
	bool found;
	int status = open_folder(source, &found, &place, a, dir);

	return finish(source, status || found ? status : fail_to_find(&place));
}

int
source_if_any(struct source **source, struct arena *a, const char *dir)
{
	struct place place;
	bool found;
	int status = open_folder(source, &found, &place, a, dir);

	finish(source, status || !found);
	return status;
}

int
source_revision(struct source **source, struct arena *a, const char *dir, const char *rev)
{
	struct place place;
	int status = start(source, &place, a, dir);

	if (status)
		return status;
	status = set_revision(*source, &place, rev);
	if (!status)
		status = place_revision(*source, &place, rev);
	return finish(source, status);
}

int
source_index(struct source **source, struct arena *a, const char *dir)
{
	struct place place;
	bool found = false;
	int status = start(source, &place, a, dir);

	if (status)
		return status;
	(*source)->kind = SOURCE_INDEX;
	if (!(*source)->git || git_is_bare((*source)->git)) {
		say("nothing is staged in %s: it is not in the working tree of a Git repository",
		    dir);
		return finish(source, 2);
	}
	status = source_load_entries(*source);
	if (!status)
		status = find_upwards(&found, *source, &place);
	if (!status && !found) {
		say("no whet.yaml is staged in %s or above it; \"git add whet.yaml\" stages one",
		    dir);
		status = 2;
	}
	return finish(source, status);
}

static int
by_name(const void *left, const void *right)
{
	const struct str *const *a = left, *const *b = right;

	return str_cmp(**a, **b);
}

struct source *
source_memory(struct arena *a, const char *const *paths, const struct str *contents, size_t n)
{
	struct source *source = NEW(a, struct source);
	struct str *names = NEW_ARRAY(a, struct str, n), **order = NEW_ARRAY(a, struct str *, n);
	struct git_entry *entries = NEW_ARRAY(a, struct git_entry, n);
	struct str *sorted = NEW_ARRAY(a, struct str, n);

	for (size_t i = 0; i < n; i++) {
		names[i] = str_of(paths[i]);
		order[i] = &names[i];
	}
	if (n)
		qsort(order, n, sizeof *order, by_name);
	for (size_t i = 0; i < n; i++) {
		entries[i] = (struct git_entry){.name = *order[i], .mode = GIT_FILE};
		sorted[i] = contents[order[i] - names];
	}
	source->kind = SOURCE_MEMORY;
	source->arena = a;
	source->folder = -1;
	source->has_entries = true;
	source->entries = (struct git_entries){entries, n, n};
	source->contents = sorted;
	return source;
}

int
source_commit(bool *found, struct source *source)
{
	struct git_id id;
	int status = 0;

	*found = source->has_commit;
	if (*found || !source->git)
		return 0;
	status = git_resolve(&id, found, source->git, "HEAD");
	if (!status && *found)
		status = git_read_commit(&source->commit, found, source->git, source->arena, id);
	source->has_commit = !status && *found;
	return status;
}

/* A source of revisions of base's workspace, with its repository. */
static struct source *
beside(struct arena *a, const struct source *base)
{
	struct source *s = NEW(a, struct source);

	*s = (struct source){
	    .kind = SOURCE_REVISION,
	    .arena = a,
	    .folder = -1,
	    .prefix = base->prefix,
	    .git = base->git,
	    .borrows_git = true,
	    .has_commit = base->has_commit,
	    .commit = base->commit,
	};
	return s;
}

int
source_at_commit(struct source **source, bool *found, struct arena *a, const struct source *base,
    struct git_id commit)
{
	struct source *s = *source = beside(a, base);
	int status = git_read_commit(&s->commit, found, s->git, a, commit);

	s->has_commit = !status && *found;
	if (!status && *found)
		status = tree_has_workspace(found, s, s->prefix);
	if (status || !*found)
		*source = NULL;
	return status;
}

int
source_at_index(struct source **source, bool *found, struct arena *a, const struct source *base)
{
	struct source *s = *source = beside(a, base);
	int status;

	s->kind = SOURCE_INDEX;
	status = source_load_entries(s);
	*found = !status && index_has_workspace(s, s->prefix);
	if (!*found)
		*source = NULL;
	return status;
}

int
source_shallowest(struct source **source, struct arena *a, const char *dir, struct git_id commit)
{
	struct place place;
	char hex[41];
	bool found = false;
	int status = start(source, &place, a, dir);

	if (status)
		return status;
	status = set_revision(*source, &place, git_id_text(hex, commit));
	if (!status)
		status = find_shallowest(&found, *source);
	if (status || !found) {
		source_close(*source);
		*source = NULL;
	}
	return status;
}

int
source_changed(struct git_paths *paths, struct arena *a, const struct source *source,
    const struct git_id *tree, bool unstaged)
{
	static const enum git_side sides[] = {
	    [SOURCE_FOLDER] = GIT_SIDE_FILES,
	    [SOURCE_REVISION] = GIT_SIDE_TREE,
	    [SOURCE_INDEX] = GIT_SIDE_INDEX,
	};
	enum git_side side = unstaged ? GIT_SIDE_UNSTAGED : sides[source->kind];
	struct git_paths all = {0};
	int status = git_changed(&all, source->git, a, unstaged ? NULL : tree, side,
	    side == GIT_SIDE_TREE ? &source->commit.tree : NULL);

	*paths = (struct git_paths){0};
	for (size_t i = 0; i < all.n; i++)
		if (str_starts(all.p[i], source->prefix))
			*vec_push(a, paths) = str_sub(all.p[i], source->prefix.n, all.p[i].n);
	return status;
}

void
source_give(struct source *source, struct str path, struct str bytes)
{
	source->given = (struct source_given){str_dup(source->arena, path), bytes};
}

void
source_close(struct source *source)
{
	if (!source)
		return;
	if (source->folder >= 0)
		close(source->folder);
	if (!source->borrows_git)
		git_close(source->git);
}
