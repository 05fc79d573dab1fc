#include "verdicts.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "file.h"
#include "pack.h"
#include "version.h"

enum {
	SETTLED = 2
}; /* seconds after which another change has another time, on every file system */

/* What a file begins with. */
struct header {
	char magic[8];
	uint64_t key; /* of whet, the schemas and whet.yaml */
	uint64_t sum; /* of all that follows, counts included */
	uint32_t n_names, n_files;
};

static const char magic[8] = "whet v2\n";

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
	uint32_t size;	    /* in bytes */
	struct str records; /* how many, and each packed */
	struct str found;   /* see pack_found; empty where there is nothing to say */
};

/* A file of this run. */
struct seen {
	struct state state;
	bool has_state; /* it is a regular file, and its state was taken before it was read */
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
	struct remembered *remembered; /* by path */
	size_t n_remembered;
	uint32_t *symbols; /* by number in the file, from 1 */
	uint32_t n_symbols;
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
	return pack_sum((uint64_t)header->n_names << 32 | header->n_files, bytes);
}

/* Reading. */

static void
unpack_names(struct verdicts *v, struct unpack *u, uint32_t n)
{
	if (n > u->rest.n)
		u->failed = true;
	if (u->failed)
		return;
	v->symbols = NEW_ARRAY(v->repo->arena, uint32_t, n);
	for (; v->n_symbols < n && !u->failed; v->n_symbols++)
		v->symbols[v->n_symbols] = intern(v->repo->intern, unpack_text(u));
}

static void
unpack_files(struct verdicts *v, struct unpack *u, uint32_t n)
{
	if (n > u->rest.n)
		u->failed = true;
	if (u->failed)
		return;
	v->remembered = NEW_ARRAY(v->repo->arena, struct remembered, n);
	for (uint32_t i = 0; i < n && !u->failed; i++) {
		struct remembered *r = &v->remembered[i];

		r->path = unpack_text(u);
		unpack_bytes(u, &r->state, sizeof r->state);
		r->size = unpack_number(u);
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

	if (file_read(&u.rest, v->repo->arena, v->path, true))
		return;
	unpack_bytes(&u, &header, sizeof header);
	if (u.failed || memcmp(header.magic, magic, sizeof magic) != 0 || header.key != v->key ||
	    header.sum != sum_of(&header, u.rest))
		return;
	unpack_names(v, &u, header.n_names);
	unpack_files(v, &u, header.n_files);
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
	v->files = NEW_ARRAY(repo->arena, struct seen, repo->n_files);
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

static const struct remembered *
find(const struct verdicts *v, struct str path)
{
	size_t from = 0, to = v->n_remembered;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int order = str_cmp(v->remembered[middle].path, path);

		if (order == 0)
			return &v->remembered[middle];
		if (order < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return NULL;
}

static struct record *
unpack_record(struct unpack *u, uint32_t file, struct arena *a)
{
	struct record *r, head;
	uint8_t kind, valid;

	unpack_bytes(u, &kind, sizeof kind);
	unpack_bytes(u, &valid, sizeof valid);
	head = (struct record){.id = unpack_symbol(u), .file = file, .kind = kind, .valid = valid};
	head.document = (uint16_t)unpack_number(u);
	head.from = unpack_number(u);
	head.to = unpack_number(u);
	if (u->failed || kind == KIND_NONE || kind >= KIND_WORKSPACE || head.from > head.to ||
	    head.to > u->size) {
		u->failed = true;
		return NULL;
	}
	r = arena_alloc(a, kinds[kind].table->size);
	*r = head;
	unpack_fields(u, r, kinds[kind].table);
	return r;
}

static void
unpack_records(struct record ***records, size_t *n, struct unpack *u, uint32_t file)
{
	uint32_t count = unpack_number(u);

	u->failed = u->failed || count > u->rest.n;
	*records = u->failed ? NULL : NEW_ARRAY(u->arena, struct record *, count);
	for (*n = 0; !u->failed && *n < count; ++*n)
		(*records)[*n] = unpack_record(u, file, u->arena);
	u->failed = u->failed || u->rest.n;
}

static enum rule
unpack_rule(struct unpack *u)
{
	uint32_t rule = unpack_number(u);

	u->failed = u->failed || rule >= RULES;
	return u->failed ? 0 : (enum rule)rule;
}

static void
unpack_ignore(struct unpack *u, struct ignores *ignores)
{
	struct ignore *ignore = vec_push(u->arena, ignores);

	ignore->rule = unpack_rule(u);
	ignore->wrong = unpack_text(u);
	ignore->covers = unpack_number(u);
	ignore->line = unpack_number(u);
	ignore->column = unpack_number(u);
	ignore->width = unpack_number(u);
	ignore->used = unpack_number(u) != 0;
}

static void
unpack_finding(struct unpack *u, struct sink *sink, struct str path)
{
	struct finding *f = sink_add(sink, unpack_rule(u));

	f->path = path;
	f->line = unpack_number(u);
	f->column = unpack_number(u);
	f->width = unpack_number(u);
	f->instead = unpack_number(u) != 0;
	f->message = unpack_text(u);
	f->help = unpack_text(u);
	f->kind = unpack_text(u);
	f->id = unpack_text(u);
	f->pointer = unpack_text(u);
}

/* What is known of a file besides its records. */
static void
unpack_found(struct unpack *u, struct repo_file *file, struct sink *sink)
{
	uint32_t n;

	file->broken = unpack_number(u) != 0;
	for (int s = SEVERITY_INFO; s <= SEVERITY_ERROR; s++)
		file->tally.more[s] = unpack_number(u);
	for (n = unpack_number(u); n && !u->failed; n--)
		unpack_ignore(u, &file->ignores);
	for (n = unpack_number(u); n && !u->failed; n--)
		unpack_finding(u, sink, file->path);
	u->failed = u->failed || u->rest.n;
}

/* Leaves no trace of a file that turns out to be nothing that pack_found has written. */
static bool
recall_found(struct unpack *u, struct repo_file *file, struct sink *sink)
{
	struct sink_mark before = sink_mark(sink);

	if (!u->rest.n)
		return true;
	unpack_found(u, file, sink);
	file->failed = sink_failed_since(sink, before);
	if (!u->failed)
		return true;
	sink->n = before.n;
	file->broken = file->failed = false;
	file->tally = before.tally;
	file->ignores = (struct ignores){0};
	return false;
}

bool
verdicts_recall(struct record ***records, size_t *n, struct verdicts *v, size_t file,
    struct arena *a, struct sink *sink)
{
	struct seen *seen = &v->files[file];
	struct repo_file *f = &v->repo->files[file];
	const struct remembered *r;
	struct unpack u = {.arena = a, .symbols = v->symbols, .n_symbols = v->n_symbols};

	*n = 0;
	if (f->from != v->repo->source)
		return false;
	seen->has_state = take_state(&seen->state, f);
	r = seen->has_state ? find(v, f->path) : NULL;
	if (!r || memcmp(&r->state, &seen->state, sizeof r->state) != 0)
		return false;
	u.size = seen->size = r->size;
	u.rest = r->records;
	unpack_records(records, n, &u, (uint32_t)file);
	u.rest = seen->found = r->found;
	seen->recalled = seen->noted = !u.failed && recall_found(&u, f, sink);
	if (!seen->recalled)
		*n = 0;
	return seen->recalled;
}

/* Writing. */

static void
pack_ignore(struct pack *k, const struct ignore *ignore)
{
	pack_number(k, ignore->rule);
	pack_text(k, ignore->wrong);
	pack_number(k, ignore->covers);
	pack_number(k, ignore->line);
	pack_number(k, ignore->column);
	pack_number(k, ignore->width);
	pack_number(k, ignore->used);
}

static void
pack_finding(struct pack *k, const struct finding *f)
{
	pack_number(k, f->rule);
	pack_number(k, f->line);
	pack_number(k, f->column);
	pack_number(k, f->width);
	pack_number(k, f->instead);
	pack_text(k, f->message);
	pack_text(k, f->help);
	pack_text(k, f->kind);
	pack_text(k, f->id);
	pack_text(k, f->pointer);
}

static void
pack_found(struct pack *k, const struct repo_file *file, const struct finding *found, size_t n)
{
	pack_number(k, file->broken);
	for (int s = SEVERITY_INFO; s <= SEVERITY_ERROR; s++)
		pack_number(k, file->tally.more[s]);
	pack_number(k, (uint32_t)file->ignores.n);
	for (size_t i = 0; i < file->ignores.n; i++)
		pack_ignore(k, &file->ignores.p[i]);
	pack_number(k, (uint32_t)n);
	for (size_t i = 0; i < n; i++)
		pack_finding(k, &found[i]);
}

void
verdicts_note(struct verdicts *v, size_t file, size_t bytes, const struct sink *sink, size_t from,
    struct arena *a)
{
	const struct repo_file *f = &v->repo->files[file];
	struct seen *seen = &v->files[file];
	struct pack k = {.arena = a};

	if (!seen->has_state || f->error)
		return;
	if (f->broken || f->ignores.n || sink->n > from)
		pack_found(&k, f, sink->p + from, sink->n - from);
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

static void
pack_record(struct pack *k, const struct record *r)
{
	pack_bytes(k, &r->kind, sizeof r->kind);
	pack_bytes(k, &(uint8_t){r->valid}, 1);
	pack_symbol(k, r->id);
	pack_number(k, r->document);
	pack_number(k, r->from);
	pack_number(k, r->to);
	pack_fields(k, r, kinds[r->kind].table);
}

/* The files, and what is to stand in front of them, the names that their records use. */
static void
pack_files(struct pack *files, struct pack *one, struct header *header, const struct verdicts *v)
{
	const struct repo *repo = v->repo;

	for (size_t i = 0, first = 0, end; i < repo->n_files; i++, first = end) {
		for (end = first; end < repo->n_records && repo->records[end]->file == i;)
			end++;
		if (!is_kept(v, i))
			continue;
		one->n = 0;
		pack_number(one, (uint32_t)(end - first));
		for (size_t r = first; r < end; r++)
			pack_record(one, repo->records[r]);
		pack_text(files, repo->files[i].path);
		pack_bytes(files, &v->files[i].state, sizeof v->files[i].state);
		pack_number(files, v->files[i].size);
		pack_text(files, (struct str){one->p, one->n});
		pack_text(files, v->files[i].found);
		header->n_files++;
	}
}

static void
write_all(struct verdicts *v, struct arena *scratch)
{
	const struct repo *repo = v->repo;
	struct pack files = pack_new(scratch, repo->intern), one = files, whole = files;
	struct header header = {.key = v->key};
	struct str rest;

	memcpy(header.magic, magic, sizeof magic);
	pack_files(&files, &one, &header, v);
	header.n_names = (uint32_t)one.names.n;
	pack_bytes(&whole, &header, sizeof header);
	for (size_t i = 0; i < one.names.n; i++)
		pack_text(&whole, intern_str(repo->intern, one.names.p[i]));
	pack_bytes(&whole, files.p, files.n);
	rest = (struct str){whole.p + sizeof header, whole.n - sizeof header};
	header.sum = sum_of(&header, rest);
	memcpy(whole.p, &header, sizeof header);
	if (!file_make_folder(str_fmt(scratch, "%.*swhet", SV(git_folder(repo->source->git))).p))
		file_replace_cache(v->path, (struct str){whole.p, whole.n});
}

void
verdicts_keep(struct verdicts *v)
{
	struct arena scratch = {0};
	bool has_new = false;

	for (size_t i = 0; i < v->repo->n_files && !has_new; i++)
		has_new = is_kept(v, i) && !v->files[i].recalled;
	if (has_new)
		write_all(v, &scratch);
	arena_free(&scratch);
}
