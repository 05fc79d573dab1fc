#include "git_library.h"

#include <git2/sys/repository.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "file.h"
#include "say.h"

/* What libgit2 cannot read, by words of its message, and what to do about it. */
static const struct {
	const char *words;
	const char *meaning;
} limits[] = {
    {"extensions.objectformat", "it names objects by SHA-256, which libgit2 cannot read; "
				"whet needs a repository made with --object-format=sha1"},
    {"extensions.refstorage", "it keeps its refs in a reftable, which libgit2 cannot read; "
			      "\"git refs migrate --ref-format=files\" changes that"},
    {"extension: 'link'", "its index is split, which libgit2 cannot read; "
			  "\"git update-index --no-split-index\" changes that"},
    {"extension: 'sdir'", "its index is sparse, which libgit2 cannot read; "
			  "\"git sparse-checkout reapply --no-sparse-index\" changes that"},
};

/* Bytes of a pack that are mapped at once. libgit2 would map all of it, which a long history then takes in
 * memory; in parts it is read as fast. */
enum { WINDOW = 8 << 20 };

const char *
git_message(void)
{
	const git_error *error = git_error_last();
	const char *message = error && error->message ? error->message : "unknown error";

	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		if (strstr(message, limits[i].words))
			return limits[i].meaning;
	return message;
}

int
git_fail(const char *path)
{
	say("%s: %s", path, git_message());
	return 3;
}

static void
stop_library(void)
{
	git_libgit2_shutdown();
}

/* libgit2 built on Mbed TLS, as Debian's is, parses every certificate of the system when it starts, which is
 * most of the time that a small tool takes. Nothing here speaks to a network, so this stands in for Mbed TLS's
 * function of that name, and trusts nobody: a program's own symbols come before those of its libraries. */
int mbedtls_x509_crt_parse_file(void *chain, const char *path);
int
mbedtls_x509_crt_parse_file(void *chain, const char *path)
{
	(void)chain;
	(void)path;
	return 0;
}

/* Extensions that change nothing about what is read here are named in lower case, as libgit2
 * compares them. */
int
git_start(void)
{
	static const char *extensions[] = {"worktreeconfig", "partialclone", "relativeworktrees"};
	static bool started;

	if (started)
		return 0;
	if (git_libgit2_init() < 0) {
		say("libgit2 does not start: %s", git_message());
		return 3;
	}
	started = true;
	atexit(stop_library);
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, (size_t)WINDOW);
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, (size_t)6 * WINDOW);
	git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions,
	    sizeof extensions / sizeof *extensions);
	return 0;
}

static struct str
folder_path(struct arena *a, const char *path)
{
	char *real = realpath(path, NULL);
	struct str s;

	s = str_of(real ? real : path);
	s = str_fmt(a, "%.*s%s", SV(s), str_ends(s, S("/")) ? "" : "/");
	free(real);
	return s;
}

/* The folder that safe.directory must name for dir: the top of the working tree, else the bare
 * repository. */
static struct str
unsafe_folder(struct arena *a, const char *dir)
{
	git_buf found = GIT_BUF_INIT;
	struct str path = folder_path(a, dir);

	for (struct str up = path; up.n; up.n--) {
		if (up.p[up.n - 1] == '/' && file_exists(str_fmt(a, "%.*s.git", SV(up)).p))
			return str_sub(up, 0, up.n > 1 ? up.n - 1 : 1);
	}
	if (git_repository_discover(&found, dir, 1, NULL) == 0)
		path = str_dup(a, str_of(found.ptr));
	git_buf_dispose(&found);
	return str_sub(path, 0, path.n > 1 ? path.n - 1 : 1);
}

/* What an attempt to open ended with: libgit2 1.5 finds no safe.directory where it should say that
 * the owner is another. */
static int
opening_error(int error)
{
	return error == GIT_ENOTFOUND && git_error_last()->klass == GIT_ERROR_CONFIG ? GIT_EOWNER
										     : error;
}

static int
fail_to_open(struct arena *a, int error, const char *dir)
{
	struct str unsafe;

	if (error != GIT_EOWNER)
		return git_fail(dir);
	unsafe = unsafe_folder(a, dir);
	say("%.*s belongs to somebody else; if you trust its contents, run: "
	    "git config --global --add safe.directory '%.*s'",
	    SV(unsafe), SV(unsafe));
	return 3;
}

static bool
is_named_by_environment(void)
{
	return getenv("GIT_DIR") || getenv("GIT_INDEX_FILE") || getenv("GIT_OBJECT_DIRECTORY");
}

/* Opens what the environment names. libgit2 before 1.7 refuses GIT_WORK_TREE, so it is kept out of
 * its sight and applied afterwards. */
static int
open_environment(git_repository **repo)
{
	const char *variable = getenv("GIT_WORK_TREE");
	char *worktree = variable ? realpath(variable, NULL) : NULL;
	int error;

	if (worktree)
		unsetenv("GIT_WORK_TREE");
	error = git_repository_open_ext(repo, NULL, GIT_REPOSITORY_OPEN_FROM_ENV, NULL);
	if (worktree) {
		setenv("GIT_WORK_TREE", worktree, 1);
		if (!error)
			error = git_repository_set_workdir(*repo, worktree, 0);
	}
	free(worktree);
	return error;
}

/* Does the environment's repository speak for dir? It does where dir lies in it, and not in another
 * one nested in its working tree; and, where it is bare, for the current folder. */
static bool
holds(git_repository *repo, struct arena *a, const char *dir)
{
	const char *workdir = git_repository_workdir(repo);
	struct str path = folder_path(a, dir);
	struct str folder = folder_path(a, git_repository_path(repo));
	struct str top = workdir ? folder_path(a, workdir) : folder;

	if (str_starts(path, folder) || (!workdir && str_eq(path, folder_path(a, "."))))
		return true;
	if (!str_starts(path, top))
		return false;
	for (struct str up = path; up.n > top.n; up.n--) {
		if (up.p[up.n - 1] == '/' && file_exists(str_fmt(a, "%.*s.git", SV(up)).p))
			return false;
	}
	return true;
}

/* *repo is NULL, and 0 returned, where there is none. */
static int
open_repository(git_repository **repo, struct arena *a, const char *dir)
{
	const char *git_dir = getenv("GIT_DIR");
	int error;

	*repo = NULL;
	if (is_named_by_environment()) {
		error = opening_error(open_environment(repo));
		if (error && (git_dir || error != GIT_ENOTFOUND))
			return fail_to_open(a, error, git_dir ? git_dir : ".");
		if (!error && holds(*repo, a, dir))
			return 0;
		git_repository_free(*repo);
		*repo = NULL;
	}
	error =
	    opening_error(git_repository_open_ext(repo, dir, 0, getenv("GIT_CEILING_DIRECTORIES")));
	return error && error != GIT_ENOTFOUND ? fail_to_open(a, error, dir) : 0;
}

/* Is there something from a folder upwards that looks like a repository? Where not libgit2 is not started:
 * that reads all certificates of the system, and takes many times what a tool takes outside of Git. */
static bool
may_be_in_repository(struct arena *a, const char *dir)
{
	for (struct str up = folder_path(a, dir); up.n; up.n--)
		if (up.p[up.n - 1] == '/' && (file_exists(str_fmt(a, "%.*s.git", SV(up)).p) ||
						 file_exists(str_fmt(a, "%.*sHEAD", SV(up)).p)))
			return true;
	return false;
}

int
git_open(struct git **git, struct arena *a, const char *dir)
{
	git_repository *repo = NULL;
	int status;

	*git = NULL;
	if (!is_named_by_environment() && !may_be_in_repository(a, dir))
		return 0;
	status = git_start();
	if (!status)
		status = open_repository(&repo, a, dir);
	if (status || !repo)
		return status;
	*git = NEW(a, struct git);
	(*git)->repo = repo;
	(*git)->folder = folder_path(a, git_repository_path(repo));
	if (git_repository_workdir(repo))
		(*git)->worktree = folder_path(a, git_repository_workdir(repo));
	return 0;
}

void
git_close(struct git *git)
{
	if (!git)
		return;
	git_config_free(git->config);
	git_index_free(git->index);
	git_odb_free(git->odb);
	git_repository_free(git->repo);
	git->repo = NULL;
}

struct str
git_top(const struct git *git)
{
	return git->worktree;
}

struct str
git_folder(const struct git *git)
{
	return git->folder;
}

struct str
git_hooks(const struct git *git, struct arena *a)
{
	return str_fmt(a, "%.*shooks/", SV(folder_path(a, git_repository_commondir(git->repo))));
}

bool
git_is_bare(const struct git *git)
{
	return git->worktree.n == 0;
}

bool
git_is_shallow(struct git *git)
{
	return git_repository_is_shallow(git->repo) == 1;
}

bool
git_replaces(struct git *git)
{
	git_reference_iterator *all = NULL;
	git_reference *first = NULL;
	bool found = !git_reference_iterator_glob_new(&all, git->repo, "refs/replace/*") &&
		     !git_reference_next(&first, all);

	git_reference_free(first);
	git_reference_iterator_free(all);
	return found;
}

/* libgit2 before 1.7 does not know that GIT_CONFIG_GLOBAL takes the place of the user's own file. */
static void
add_global(git_config *config, const git_repository *repo)
{
	const char *file = getenv("GIT_CONFIG_GLOBAL");

	if (file && *file)
		git_config_add_file_ondisk(config, file, GIT_CONFIG_LEVEL_GLOBAL, repo, 1);
}

git_config *
git_configuration(struct git *git)
{
	if (!git->config && git_repository_config(&git->config, git->repo) == 0)
		add_global(git->config, git->repo);
	return git->config;
}

/* A partial clone names a remote that promises the objects which are not here. */
static int
mark_partial(const git_config_entry *entry, void *partial)
{
	struct str name = str_of(entry->name);

	if (str_eq(name, S("extensions.partialclone")) ||
	    (str_starts(name, S("remote.")) && str_ends(name, S(".promisor"))))
		*(bool *)partial = true;
	return 0;
}

bool
git_is_partial(struct git *git)
{
	bool partial = false;
	git_config *config = git_configuration(git);

	if (config)
		git_config_foreach(config, mark_partial, &partial);
	return partial;
}

struct str
git_setting(struct git *git, struct arena *a, const char *name)
{
	git_config *own = NULL, *config;
	git_buf value = GIT_BUF_INIT;
	struct str s = {0};

	if (!git && git_start() == 0 && git_config_open_default(&own) == 0)
		add_global(own, NULL);
	config = git ? git_configuration(git) : own;
	if (config && git_config_get_string_buf(&value, config, name) == 0)
		s = str_dup(a, (struct str){value.ptr, value.size});
	git_buf_dispose(&value);
	git_config_free(own);
	return s;
}

/* libgit2 tells capital letters of an address from small ones, which a mailmap has as a rule. */
struct git_person
git_mapped(struct git *git, struct arena *a, struct git_person person)
{
	const char *spellings[] = {str_c(a, person.email), str_lower(a, person.email)};
	const char *name, *email;
	git_mailmap *map = NULL;

	if (git && git_mailmap_from_repository(&map, git->repo) < 0)
		map = NULL;
	for (size_t i = 0; map && i < 2; i++) {
		if (git_mailmap_resolve(&name, &email, map, str_c(a, person.name), spellings[i]) <
			0 ||
		    strcmp(email, spellings[i]) == 0)
			continue;
		person.name = str_dup(a, str_of(name));
		person.email = str_dup(a, str_of(email));
		break;
	}
	git_mailmap_free(map);
	return person;
}

static bool
is_unborn(struct git *git, const char *rev)
{
	return (strcmp(rev, "HEAD") == 0 || strcmp(rev, "@") == 0) &&
	       git_repository_head_unborn(git->repo) == 1;
}

/* The name is right, but an object that it leads to is missing or damaged. */
static int
fail_to_follow(int error, const char *rev)
{
	say("revision \"%s\" cannot be read: %s; \"git fsck\" shows what is broken", rev,
	    error == GIT_ENOTFOUND ? "an object is missing" : git_message());
	return 3;
}

static int
fail_to_resolve(struct git *git, int error, const char *rev)
{
	const git_error *last = git_error_last();
	bool broken = last && (last->klass == GIT_ERROR_ODB || last->klass == GIT_ERROR_ZLIB);

	if (error == GIT_EAMBIGUOUS)
		say("revision \"%s\" is ambiguous; write more digits of it", rev);
	else if (error == GIT_EPEEL || error == GIT_EINVALIDSPEC)
		say("\"%s\" does not name a commit", rev);
	else if (error == GIT_ENOTFOUND && git_is_shallow(git))
		say("there is no revision \"%s\" in this shallow clone; "
		    "\"git fetch --unshallow\" gets the rest of the history",
		    rev);
	else if (broken)
		return fail_to_follow(error, rev);
	else if (error == GIT_ENOTFOUND)
		say("there is no revision \"%s\" in this repository", rev);
	else
		say("revision \"%s\": %s", rev, git_message());
	return 2;
}

static int
look_up(struct git_id *commit, struct git *git, const char *rev)
{
	git_object *object = NULL, *peeled = NULL;
	int error = git_revparse_single(&object, git->repo, rev);

	if (!error)
		error = git_object_peel(&peeled, object, GIT_OBJECT_COMMIT);
	if (!error)
		memcpy(commit->raw, git_object_id(peeled)->id, sizeof commit->raw);
	git_object_free(peeled);
	git_object_free(object);
	return error;
}

bool
git_has_revision(struct git *git, const char *rev)
{
	struct git_id id;

	return look_up(&id, git, rev) == 0;
}

int
git_resolve(struct git_id *commit, bool *found, struct git *git, const char *rev)
{
	int error;

	*found = false;
	if (is_unborn(git, rev))
		return 0;
	error = look_up(commit, git, rev);
	*found = !error;
	return error ? fail_to_resolve(git, error, rev) : 0;
}

static int
by_path(const void *left, const void *right)
{
	const struct git_entry *a = left, *b = right;
	int order = str_cmp(a->name, b->name);

	return order ? order : a->stage - b->stage;
}

int
git_open_index(struct git *git)
{
	if (!git->index && git_repository_index(&git->index, git->repo) < 0)
		return git_fail(git->folder.p);
	return 0;
}

int
git_read_index(struct git_entries *entries, struct git *git, struct arena *a)
{
	size_t n;
	bool sorted = true;

	*entries = (struct git_entries){0};
	if (git_open_index(git))
		return 3;
	n = git_index_entrycount(git->index);
	*entries = (struct git_entries){.p = NEW_ARRAY(a, struct git_entry, n), .cap = n};
	for (size_t i = 0; i < n; i++) {
		const git_index_entry *from = git_index_get_byindex(git->index, i);
		struct git_entry *entry = &entries->p[entries->n];

		if (from->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD)
			continue;
		entry->name = str_of(from->path);
		memcpy(entry->id.raw, from->id.id, sizeof entry->id.raw);
		entry->mode = from->mode;
		entry->sparse = from->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE;
		entry->stage = (uint8_t)git_index_entry_stage(from);
		sorted = sorted && (entries->n == 0 || by_path(entry - 1, entry) < 0);
		entries->n++;
	}
	if (!sorted)
		qsort(entries->p, entries->n, sizeof *entries->p, by_path);
	return 0;
}

bool
git_ignored(struct git *git, struct arena *a, struct str path)
{
	int ignored = 0;

	if (git_ignore_path_is_ignored(&ignored, git->repo, str_c(a, path)) < 0)
		return false;
	return ignored;
}
