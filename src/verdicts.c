#include "verdicts_part.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "file.h"
#include "pool.h"
#include "version.h"

enum {
	SETTLED = 2
}; /* seconds after which another change has another time, on every file system */

const char verdicts_magic[8] = "whet v4\n";

static bool allowed;

void
verdicts_allow(bool allow)
{
	allowed = allow;
}

/* What verdicts depend on besides a file's name and bytes. */
static uint64_t
key_of(const struct repo *repo)
{
	uint64_t key = str_hash(str_of(whet_sources)) * 31 + sizeof(struct record);

	key = key * 31 + str_hash(repo->settings->bytes);
	return (key * 31 + repo->settings_digest) * 31 + str_hash(repo->source->prefix);
}

uint64_t
verdicts_sum(struct verdicts_header header, struct str bytes)
{
	header.sum = 0;
	return pack_sum_after(&header, sizeof header, bytes);
}

/* The tree of the workspace's folder in a revision; zeroes where there is none. */
static struct git_id
tree_of(const struct source *source)
{
	struct git_id none = {0};
	struct arena scratch = {0};
	struct git_entry entry;
	bool found = false;

	if (source->kind == SOURCE_REVISION && !source->given.path.p)
		git_path(&entry, &found, source->git, &scratch, source->commit.tree,
		    source->prefix);
	arena_free(&scratch);
	return found ? entry.id : none;
}

/* Reading. */

static void
unpack_names(struct verdicts *v, struct unpack *u, uint32_t n)
{
	u->failed = u->failed || n > u->rest.n;
	if (u->failed)
		return;
	v->names = NEW_ARRAY(v->repo->arena, struct str, n);
	v->symbols = NEW_ARRAY(v->repo->arena, uint32_t, n);
	for (; v->n_names < n && !u->failed; v->n_names++)
		v->names[v->n_names] = unpack_text(u);
}

/* The names of all files in a row: of each those of its records first. */
static const uint32_t *
unpack_words(struct verdicts *v, struct unpack *u, uint32_t n)
{
	size_t size = n * sizeof(uint32_t);
	uint32_t *words;

	u->failed = u->failed || size > u->rest.n;
	if (u->failed)
		return NULL;
	words = arena_bytes(v->repo->arena, size);
	unpack_bytes(u, words, size);
	for (uint32_t i = 0; i < n; i++)
		u->failed = u->failed || words[i] > v->n_names;
	return words;
}

/* Takes its names from those in a row. */
static void
unpack_names_of(struct around_file *names, struct unpack *u, const uint32_t **words, uint32_t *left)
{
	names->kinds = unpack_number(u);
	names->n_ids = unpack_number(u);
	names->n_words = unpack_number(u);
	names->ids = *words;
	u->failed = u->failed || names->n_ids > *left || names->n_words > *left - names->n_ids;
	if (u->failed)
		return;
	names->words = *words + names->n_ids;
	*words = names->words + names->n_words;
	*left -= names->n_ids + names->n_words;
}

static void
unpack_files(struct verdicts *v, struct unpack *u, uint32_t n, const uint32_t *words, uint32_t left)
{
	u->failed = u->failed || n > u->rest.n;
	if (u->failed)
		return;
	v->remembered = NEW_ARRAY(v->repo->arena, struct verdicts_remembered, n);
	for (uint32_t i = 0; i < n && !u->failed; i++) {
		struct verdicts_remembered *r = &v->remembered[i];

		r->path = unpack_text(u);
		unpack_bytes(u, &r->state, sizeof r->state);
		r->size = unpack_number(u);
		r->broken = unpack_number(u) != 0;
		unpack_names_of(&r->names, u, &words, &left);
		r->records = unpack_text(u);
		r->found = unpack_text(u);
		v->n_remembered += !u->failed;
	}
}

static void
read_remembered(struct verdicts *v)
{
	struct unpack u = {.arena = v->repo->arena};
	struct verdicts_header header;
	const uint32_t *words;

	if (file_read(&u.rest, v->repo->arena, v->path, true))
		return;
	unpack_bytes(&u, &header, sizeof header);
	if (u.failed || memcmp(header.magic, verdicts_magic, sizeof verdicts_magic) != 0 ||
	    header.key != v->key || header.sum != verdicts_sum(header, u.rest))
		return;
	unpack_names(v, &u, header.n_names);
	words = unpack_words(v, &u, header.n_words);
	unpack_files(v, &u, header.n_files, words, header.n_words);
	v->is_listed = !u.failed && !git_id_is_null(header.tree) && git_id_eq(header.tree, v->tree);
}

bool
verdicts_list(struct source_files *files, const struct verdicts *v, struct arena *a)
{
	if (!v || !v->is_listed)
		return false;
	*files = (struct source_files){NEW_ARRAY(a, struct source_file, v->n_remembered), 0, 0};
	for (size_t i = 0; i < v->n_remembered; i++)
		files->p[files->n++] = (struct source_file){.path = v->remembered[i].path,
		    .has_id = true,
		    .id = v->remembered[i].state.id};
	return true;
}

void
verdicts_match(struct verdicts *v)
{
	const struct repo *repo = v->repo;
	size_t at = 0;

	v->files = NEW_ARRAY(repo->arena, struct verdicts_seen, repo->n_files);
	for (size_t i = 0; i < repo->n_files; i++) {
		int order = -1;

		if (repo->files[i].from != repo->source)
			continue;
		while (at < v->n_remembered &&
		       (order = str_cmp(v->remembered[at].path, repo->files[i].path)) < 0)
			at++;
		if (order == 0)
			v->files[i].remembered = &v->remembered[at];
	}
}

struct verdicts *
verdicts_open(struct repo *repo)
{
	const struct source *source = repo->source;
	struct timespec now;
	struct verdicts *v;

	if (!allowed || !source->git || clock_gettime(CLOCK_REALTIME, &now) < 0)
		return NULL;
	v = NEW(repo->arena, struct verdicts);
	v->repo = repo;
	v->path = str_fmt(repo->arena, "%.*swhet/verdicts-%016llx%s", SV(git_folder(source->git)),
	    (unsigned long long)str_hash(source->prefix),
	    source->kind == SOURCE_FOLDER ? "" : "-committed")
		      .p;
	v->key = key_of(repo);
	v->settled = (int64_t)now.tv_sec - SETTLED;
	v->tree = tree_of(source);
	read_remembered(v);
	return v;
}

bool
verdicts_are_most(const struct verdicts *v)
{
	return v->n_remembered >= v->repo->n_files - v->repo->n_files / 16;
}

static bool
take_state(struct verdicts_state *state, const struct repo_file *file)
{
	struct stat st;

	if (file->source.error || file->source.type != SOURCE_FILE ||
	    source_is_given(file->from, file->source.path))
		return false;
	if (file->source.has_id) {
		*state = (struct verdicts_state){.id = file->source.id};
		return true;
	}
	if (fstatat(file->from->folder, file->source.path.p, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
	    !S_ISREG(st.st_mode))
		return false;
	*state = (struct verdicts_state){
	    .size = st.st_size,
	    .modified = st.st_mtim.tv_sec,
	    .modified_ns = st.st_mtim.tv_nsec,
	    .changed = st.st_ctim.tv_sec,
	    .changed_ns = st.st_ctim.tv_nsec,
	    .inode = st.st_ino,
	};
	return true;
}

/* What is remembered of a file that has not changed; NULL where it has to be read. */
static const struct verdicts_remembered *
look(struct verdicts *v, size_t file)
{
	struct verdicts_seen *seen = &v->files[file];
	const struct repo_file *f = &v->repo->files[file];
	const struct verdicts_remembered *r = seen->remembered;

	if (!seen->is_looked_at && f->from == v->repo->source)
		seen->has_state = take_state(&seen->state, f);
	seen->is_looked_at = true;
	return seen->has_state && r && memcmp(&r->state, &seen->state, sizeof r->state) == 0 ? r
											     : NULL;
}

static void
look_at(void *ctx, size_t file, unsigned worker)
{
	(void)worker;
	look(ctx, file);
}

/* Gives a symbol to a name of the file. */
static void
know(struct verdicts *v, uint32_t number)
{
	if (number && !v->symbols[number - 1])
		v->symbols[number - 1] = intern(v->repo->intern, v->names[number - 1]);
}

void
verdicts_expect_all(struct verdicts *v)
{
	for (uint32_t i = 0; i < v->n_names; i++)
		know(v, i + 1);
}

static uint32_t
number_of(const struct verdicts *v, struct str name)
{
	for (uint32_t i = 0; i < v->n_names; i++)
		if (str_eq(v->names[i], name))
			return i + 1;
	return 0;
}

bool
verdicts_choose(bool *wanted, struct verdicts *v, struct str id, uint32_t also)
{
	const struct repo *repo = v->repo;
	struct arena scratch = {0};
	struct around_file *files = NEW_ARRAY(&scratch, struct around_file, repo->n_files);
	bool all = true;

	pool_run(repo->n_files, look_at, v);
	for (size_t i = 0; i < repo->n_files && all; i++) {
		const struct verdicts_remembered *r = look(v, i);

		all = r || repo->files[i].from != repo->source;
		if (r)
			files[i] = r->names;
		files[i].is_opaque = !r || r->broken;
	}
	if (all)
		around_choose(wanted, files, repo->n_files, v->n_names + 1, number_of(v, id), also);
	for (size_t i = 0; i < repo->n_files && all; i++)
		for (uint32_t k = 0; wanted[i] && k < files[i].n_words; k++)
			know(v, files[i].words[k]);
	arena_free(&scratch);
	return all;
}

struct str
verdicts_of_people(const struct verdicts *v, size_t file)
{
	const struct verdicts_remembered *r = v->files[file].remembered;

	return r && r->names.kinds & 1 << KIND_PERSON ? r->records : S("");
}

bool
verdicts_recall(struct record ***records, size_t *n, struct verdicts *v, size_t file,
    struct arena *a, struct sink *sink)
{
	struct verdicts_seen *seen = &v->files[file];
	struct repo_file *f = &v->repo->files[file];
	const struct verdicts_remembered *r = look(v, file);
	struct unpack u = {.arena = a, .symbols = v->symbols, .n_symbols = v->n_names};

	*n = 0;
	if (!r)
		return false;
	u.size = seen->size = r->size;
	u.rest = r->records;
	verdicts_unpack_records(records, n, &u, (uint32_t)file);
	u.rest = seen->found = r->found;
	seen->recalled = seen->noted =
	    !u.failed && (!r->found.n || verdicts_unpack_found(&u, f, sink));
	if (seen->recalled)
		f->broken = r->broken;
	else
		*n = 0;
	return seen->recalled;
}
