#include "git_library.h"

#include <stdlib.h>
#include <string.h>

#include "say.h"

static git_oid
oid_of(struct git_id id)
{
	git_oid oid = {{0}};

	memcpy(oid.id, id.raw, sizeof oid.id);
	return oid;
}

static int
by_id(const void *left, const void *right)
{
	return memcmp(((const struct git_step *)left)->id.raw,
	    ((const struct git_step *)right)->id.raw, sizeof(struct git_id));
}

/* git_fork where history is cut off, which libgit2 before 1.7 takes for damage: of all that leads to one,
 * children first, the first that leads to the other as well. */
static int
fork_of_shallow(struct git_id *fork, bool *found, struct git *git, struct git_id a, struct git_id b)
{
	struct arena scratch = {0};
	struct git_steps left, right = {0};
	int status = git_walk(&left, git, &scratch, a, NULL, NULL);

	*found = false;
	if (!status)
		status = git_walk(&right, git, &scratch, b, NULL, NULL);
	if (!status && right.n) {
		qsort(right.p, right.n, sizeof *right.p, by_id);
		for (size_t i = 0; i < left.n && !*found; i++) {
			*fork = left.p[i].id;
			*found = bsearch(&left.p[i], right.p, right.n, sizeof *right.p, by_id);
		}
	}
	arena_free(&scratch);
	return status;
}

int
git_fork(struct git_id *fork, bool *found, struct git *git, struct git_id a, struct git_id b)
{
	git_oid oid, one = oid_of(a), two = oid_of(b);
	int error;

	if (git_is_shallow(git))
		return fork_of_shallow(fork, found, git, a, b);
	error = git_merge_base(&oid, git->repo, &one, &two);
	*found = !error;
	if (!error)
		memcpy(fork->raw, oid.id, sizeof fork->raw);
	return !error || error == GIT_ENOTFOUND ? 0 : git_fail(git->folder.p);
}

/* Is a file only missing from the working tree since the checkout is sparse? */
static bool
is_sparse(struct git *git, const git_diff_delta *delta)
{
	const git_index_entry *entry;

	if (delta->status != GIT_DELTA_DELETED || git_open_index(git))
		return false;
	entry = git_index_get_bypath(git->index, delta->old_file.path, 0);
	return entry && entry->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE &&
	       git_oid_equal(&entry->id, &delta->old_file.id);
}

static void
gather(struct git_paths *paths, struct git *git, struct arena *a, const git_diff *diff,
    enum git_side side)
{
	size_t n = git_diff_num_deltas(diff);

	for (size_t i = 0; i < n; i++) {
		const git_diff_delta *delta = git_diff_get_delta(diff, i);

		if (side == GIT_SIDE_TREE || side == GIT_SIDE_INDEX || !is_sparse(git, delta))
			*vec_push(a, paths) = str_dup(a, str_of(delta->new_file.path));
	}
	str_sort(paths->p, paths->n);
}

/* Opens a tree; NULL for none. */
static int
open_tree(git_tree **tree, struct git *git, const struct git_id *id)
{
	git_oid oid;

	*tree = NULL;
	if (!id)
		return 0;
	oid = oid_of(*id);
	return git_tree_lookup(tree, git->repo, &oid) < 0 ? git_fail(git->folder.p) : 0;
}

static int
compare(git_diff **diff, struct git *git, git_tree *before, enum git_side side, git_tree *after)
{
	git_diff_options options;

	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	options.flags = GIT_DIFF_INCLUDE_TYPECHANGE;
	switch (side) {
	case GIT_SIDE_TREE:
		return git_diff_tree_to_tree(diff, git->repo, before, after, &options);
	case GIT_SIDE_INDEX:
		return git_diff_tree_to_index(diff, git->repo, before, NULL, &options);
	case GIT_SIDE_FILES:
	case GIT_SIDE_UNSTAGED:
		break;
	}
	options.flags |= GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS |
			 GIT_DIFF_INCLUDE_UNREADABLE;
	if (side == GIT_SIDE_UNSTAGED)
		return git_diff_index_to_workdir(diff, git->repo, NULL, &options);
	return git_diff_tree_to_workdir_with_index(diff, git->repo, before, &options);
}

int
git_changed(struct git_paths *paths, struct git *git, struct arena *a, const struct git_id *from,
    enum git_side side, const struct git_id *to)
{
	git_tree *before, *after = NULL;
	git_diff *diff = NULL;
	int status = open_tree(&before, git, from);

	*paths = (struct git_paths){0};
	if (!status)
		status = open_tree(&after, git, to);
	if (!status && compare(&diff, git, before, side, after) < 0)
		status = git_fail(git->folder.p);
	if (!status)
		gather(paths, git, a, diff, side);
	git_diff_free(diff);
	git_tree_free(after);
	git_tree_free(before);
	return status;
}

int
git_patch_text(struct str *patch, struct arena *a, struct git_version before,
    struct git_version after)
{
	const char *from = str_c(a, before.path), *to = str_c(a, after.path);
	git_buf text = {NULL, 0, 0};
	git_patch *made = NULL;
	int status = git_start();

	if (status)
		return status;
	if (git_patch_from_buffers(&made, before.bytes.p, before.bytes.n, from, after.bytes.p,
		after.bytes.n, to, NULL) < 0 ||
	    git_patch_to_buf(&text, made) < 0)
		status = git_fail("comparing");
	else
		*patch = str_dup(a, (struct str){text.ptr, text.size});
	git_buf_dispose(&text);
	git_patch_free(made);
	return status;
}

static git_merge_file_input
input_of(struct str bytes)
{
	git_merge_file_input input;

	git_merge_file_input_init(&input, GIT_MERGE_FILE_INPUT_VERSION);
	input.ptr = bytes.n ? bytes.p : "";
	input.size = bytes.n;
	return input;
}

int
git_merge_text(struct str *merged, bool *conflicts, struct arena *a,
    const struct git_merge_labels *labels, struct str base, struct str ours, struct str theirs)
{
	git_merge_file_input of_base = input_of(base), of_ours = input_of(ours),
			     of_theirs = input_of(theirs);
	git_merge_file_options options;
	git_merge_file_result result = {0};
	int status = git_start();

	if (status)
		return status;
	git_merge_file_options_init(&options, GIT_MERGE_FILE_OPTIONS_VERSION);
	options.our_label = labels->ours;
	options.their_label = labels->theirs;
	options.marker_size = (unsigned short)labels->size;
	if (git_merge_file(&result, &of_base, &of_ours, &of_theirs, &options) < 0)
		return git_fail("merging");
	*merged = str_dup(a, (struct str){result.ptr, result.len});
	*conflicts = !result.automergeable;
	git_merge_file_result_free(&result);
	return 0;
}
