#include "verdicts.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "around.h"
#include "file.h"
#include "pool.h"
#include "verdicts_part.h"
#include "version.h"

enum {
	SETTLED = 2
}; /* seconds after which another change has another time, on every file system */

/* What a file begins with. */
struct header {
	char magic[8];
	uint64_t key; /* of whet, the schemas and whet.yaml */
	uint64_t sum; /* of this with a sum of 0, and of all that follows */
	uint32_t n_names, n_files, n_words;
	struct git_id
	    tree; /* of the workspace's folder, all of whose files these are; zeroes: of none */
};

static const char magic[8] = "whet v4\n";

/* A file's state on disk, the rest being zero, or what Git knows it by. */
struct state {
	int64_t size, modified, modified_ns, changed, changed_ns;
	uint64_t inode;
	struct git_id id;
	uint32_t zero; /* no gap for memcmp to look into */
};

/* One that an earlier run has left. */
struct remembered {
	struct str path;
	struct state state;
	uint32_t size;		  /* in bytes */
	bool broken;		  /* see repo_file */
	struct around_file names; /* numbers in the file, from 1 */
	struct str records;	  /* see verdicts_pack_records */
	struct str found;	  /* see verdicts_pack_found; empty where there is nothing to say */
};

/* A file of this run. */
struct seen {
	const struct remembered *remembered; /* under its path; NULL: nothing is */
	struct state state;
	bool is_looked_at; /* state and has_state are known */
	bool has_state;	   /* it is a regular file, and its state was taken before it was read */
	bool recalled;
	bool noted; /* it was recalled or read */
	uint32_t size;
	struct str found;
};

struct verdicts {
	struct repo *repo;
	const char *path;
	uint64_t key;
	int64_t settled; /* what changed before, in seconds since 1970, has its time for itself */
	struct seen *files;	       /* by file */
	struct git_id tree;	       /* see header; of this run's source */
	bool is_listed;		       /* what is remembered is all that it lists */
	struct remembered *remembered; /* by path */
	size_t n_remembered;
	struct str *names; /* by number in the file, from 0 */
	uint32_t *symbols; /* of those that verdicts_recall may meet */
	uint32_t n_names;
};

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

static uint64_t
sum_of(const struct header *header, struct str bytes)
{
	struct header rest = *header;

	rest.sum = 0;
	return pack_sum(pack_sum(0, (struct str){(const char *)&rest, sizeof rest}), bytes);
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
	v->remembered = NEW_ARRAY(v->repo->arena, struct remembered, n);
	for (uint32_t i = 0; i < n && !u->failed; i++) {
		struct remembered *r = &v->remembered[i];

		r->path = unpack_text(u);
		unpack_bytes(u, &r->state, sizeof r->state);
		r->size = unpack_number(u);
		r->broken = unpack_number(u) != 0;
		unpack_names_of(&r->names, u, &words, &left);
		r->names.is_opaque = r->broken;
		r->records = unpack_text(u);
		r->found = unpack_text(u);
		v->n_remembered += !u->failed;
	}
}

static void
read_remembered(struct verdicts *v)
{
	struct unpack u = {.arena = v->repo->arena};
	struct header header;
	const uint32_t *words;

	if (file_read(&u.rest, v->repo->arena, v->path, true))
		return;
	unpack_bytes(&u, &header, sizeof header);
	if (u.failed || memcmp(header.magic, magic, sizeof magic) != 0 || header.key != v->key ||
	    header.sum != sum_of(&header, u.rest))
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

	v->files = NEW_ARRAY(repo->arena, struct seen, repo->n_files);
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
take_state(struct state *state, const struct repo_file *file)
{
	struct stat st;

	if (file->source.error || file->source.type != SOURCE_FILE ||
	    source_is_given(file->from, file->source.path))
		return false;
	if (file->source.has_id) {
		*state = (struct state){.id = file->source.id};
		return true;
	}
	if (fstatat(file->from->folder, file->source.path.p, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
	    !S_ISREG(st.st_mode))
		return false;
	*state = (struct state){
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
static const struct remembered *
look(struct verdicts *v, size_t file)
{
	struct seen *seen = &v->files[file];
	const struct repo_file *f = &v->repo->files[file];
	const struct remembered *r = seen->remembered;

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
		const struct remembered *r = look(v, i);

		all = r || repo->files[i].from != repo->source;
		files[i] = r ? r->names : (struct around_file){.is_opaque = true};
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
	const struct remembered *r = v->files[file].remembered;

	return r && r->names.kinds & 1 << KIND_PERSON ? r->records : S("");
}

bool
verdicts_recall(struct record ***records, size_t *n, struct verdicts *v, size_t file,
    struct arena *a, struct sink *sink)
{
	struct seen *seen = &v->files[file];
	struct repo_file *f = &v->repo->files[file];
	const struct remembered *r = look(v, file);
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

/* Writing. */

void
verdicts_note(struct verdicts *v, size_t file, size_t bytes, const struct sink *sink, size_t from,
    struct arena *a)
{
	const struct repo_file *f = &v->repo->files[file];
	struct seen *seen = &v->files[file];
	struct pack k = {.arena = a};

	if (!seen->has_state || f->error)
		return;
	if (f->ignores.n || sink->n > from)
		verdicts_pack_found(&k, f, sink->p + from, sink->n - from);
	seen->found = (struct str){k.p, k.n};
	seen->size = (uint32_t)bytes;
	seen->noted = true;
}

static bool
is_kept(const struct verdicts *v, size_t file)
{
	const struct seen *seen = &v->files[file];

	return seen->noted && seen->state.modified < v->settled && seen->state.changed < v->settled;
}

/* Will what is written hold all files of a tree? */
static bool
is_complete(const struct verdicts *v)
{
	const struct repo *repo = v->repo;

	for (size_t i = 0; i < repo->n_files; i++)
		if (repo->files[i].from == repo->source && !is_kept(v, i))
			return false;
	return !git_id_is_null(v->tree);
}

/* What the bytes of the files are put together from. */
struct writing {
	struct arena *arena;
	struct header header;
	struct pack files;
	struct pack one; /* records of one file; its names are those of all */
	VEC(uint32_t) words;
	VEC(uint32_t) last; /* by number of a name: 1 + the file in which it was met last */
};

/* A number that the records of a file use, unless it was there already. */
static bool
add_word(struct writing *w, uint32_t number, uint32_t file)
{
	while (w->last.n <= number)
		vec_push(w->arena, &w->last);
	if (w->last.p[number] == file + 1)
		return false;
	w->last.p[number] = file + 1;
	*vec_push(w->arena, &w->words) = number;
	return true;
}

/* How the names of a file's n records stand among all, see unpack_names_of. */
static void
pack_names_of(struct writing *w, struct record *const *records, size_t n, uint32_t file)
{
	uint32_t of = n ? 0 : 1 << KIND_NONE, n_words = 0;

	for (size_t i = 0; i < n; i++) {
		of |= 1u << records[i]->kind;
		*vec_push(w->arena, &w->words) = w->one.numbers[records[i]->id];
	}
	for (size_t i = 0; i < w->one.used.n; i++)
		n_words += add_word(w, w->one.used.p[i], file);
	pack_number(&w->files, of);
	pack_number(&w->files, (uint32_t)n);
	pack_number(&w->files, n_words);
}

static void
pack_file(struct writing *w, const struct verdicts *v, uint32_t file, struct record *const *records,
    size_t n)
{
	const struct seen *seen = &v->files[file];

	w->one.n = w->one.used.n = 0;
	verdicts_pack_records(&w->one, records, n);
	pack_text(&w->files, v->repo->files[file].path);
	pack_bytes(&w->files, &seen->state, sizeof seen->state);
	pack_number(&w->files, seen->size);
	pack_number(&w->files, v->repo->files[file].broken);
	pack_names_of(w, records, n, file);
	pack_text(&w->files, (struct str){w->one.p, w->one.n});
	pack_text(&w->files, seen->found);
	w->header.n_files++;
}

static void
pack_files(struct writing *w, const struct verdicts *v)
{
	const struct repo *repo = v->repo;

	for (uint32_t i = 0, first = 0, end; i < repo->n_files; i++, first = end) {
		for (end = first; end < repo->n_records && repo->records[end]->file == i;)
			end++;
		if (is_kept(v, i))
			pack_file(w, v, i, repo->records + first, end - first);
	}
	if (is_complete(v))
		w->header.tree = v->tree;
}

static void
write_all(struct verdicts *v, struct arena *scratch)
{
	const struct repo *repo = v->repo;
	struct pack empty = pack_new(scratch, repo->intern), whole = empty;
	struct writing w = {scratch, {.key = v->key}, empty, empty, {0}, {0}};
	struct str rest;

	memcpy(w.header.magic, magic, sizeof magic);
	pack_files(&w, v);
	w.header.n_names = (uint32_t)w.one.names.n;
	w.header.n_words = (uint32_t)w.words.n;
	pack_bytes(&whole, &w.header, sizeof w.header);
	for (size_t i = 0; i < w.one.names.n; i++)
		pack_text(&whole, intern_str(repo->intern, w.one.names.p[i]));
	pack_bytes(&whole, w.words.p, w.words.n * sizeof *w.words.p);
	pack_bytes(&whole, w.files.p, w.files.n);
	rest = (struct str){whole.p + sizeof w.header, whole.n - sizeof w.header};
	w.header.sum = sum_of(&w.header, rest);
	memcpy(whole.p, &w.header, sizeof w.header);
	if (!file_make_folder(str_fmt(scratch, "%.*swhet", SV(git_folder(repo->source->git))).p))
		file_replace_cache(v->path, (struct str){whole.p, whole.n});
}

void
verdicts_keep(struct verdicts *v)
{
	struct arena scratch = {0};
	bool has_new = !v->is_listed && is_complete(v);

	for (size_t i = 0; i < v->repo->n_files && !has_new; i++)
		has_new = is_kept(v, i) && !v->files[i].recalled;
	if (has_new)
		write_all(v, &scratch);
	arena_free(&scratch);
}
