#include "history_kept.h"

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "ids.h"
#include "pack.h"
#include "version.h"

enum { PORTION = 4 << 20 }; /* bytes that are written at once */

/* What the file begins with. Behind it stand chunks. */
struct header {
	char magic[8];
	uint64_t key; /* of whet and the workspace's settings */
};

static const char magic[8] = "whet h1\n";

/* What a run has added: this, then commits, events, ids of parents, and paths, each as a length and bytes. */
struct chunk {
	uint64_t sum;  /* of what follows it, the counts included */
	uint64_t size; /* bytes behind this struct, a multiple of eight */
	uint32_t n_commits, n_events, n_parents, n_paths;
};

struct kept_commit {
	int64_t seconds;
	struct git_id id, tree;
	uint32_t first_event, n_events; /* in the chunk */
	uint32_t first_parent, n_parents;
};

/* A chunk that was read. */
struct part {
	const struct kept_commit *commits;
	const struct file_event *events; /* path: number in the file */
	const struct git_id *parents;
};

struct kept {
	struct arena *arena;
	struct intern *paths;
	const char *path; /* of the file */
	uint64_t key;
	size_t found;	/* bytes of the file when it was read */
	size_t size;	/* those that are in order; 0: none */
	struct ids ids; /* of the commits */
	struct {
		struct at {
			const struct kept_commit *commit;
			const struct part *part;
		} * p;
		size_t n, cap;
	} commits; /* by number in ids */
	struct {
		uint32_t *p;
		size_t n, cap;
	} symbols; /* of paths, by number in the file */
	struct {
		uint32_t *p;
		size_t n, cap;
	} numbers; /* in the file, plus 1, by symbol of a path; 0: it has none yet */
	/* What is to be written. */
	struct arena fresh;
	struct chunk head;
	VEC(struct kept_commit) new_commits;
	VEC(struct file_event) new_events;
	VEC(struct git_id) new_parents;
	struct pack new_paths;
	bool failed; /* nothing more is written */
};

static bool remembers;

void
history_remember(bool allow)
{
	remembers = allow;
}

static uint64_t
key_of(const struct history_query *q)
{
	struct arena a = {0};
	struct source_patterns include = workspace_include(&a, q->workspace);
	uint64_t key = str_hash(str_of(whet_sources)) * 31 + str_hash(q->prefix);

	for (size_t i = 0; i < include.n; i++)
		key = key * 31 + str_hash(include.p[i]);
	key = key * 31 + include.n;
	for (size_t i = 0; i < q->workspace->exclude.n; i++)
		key = key * 31 + str_hash(q->workspace->exclude.p[i]);
	arena_free(&a);
	return key;
}

/* Reading. */

static void
add_path(struct kept *k, struct str path)
{
	uint32_t symbol = intern(k->paths, path);

	*vec_push(k->arena, &k->symbols) = symbol;
	while (k->numbers.n <= symbol)
		vec_push(k->arena, &k->numbers);
	k->numbers.p[symbol] = (uint32_t)k->symbols.n;
}

static void
add_commit(struct kept *k, const struct kept_commit *c, const struct part *part)
{
	if (ids_number(&k->ids, k->arena, c->id) == k->commits.n)
		*vec_push(k->arena, &k->commits) = (struct at){c, part};
}

static uint64_t
sum_of(const struct chunk *head, struct str body)
{
	uint64_t seed = head->size;

	seed = seed * 31 + head->n_commits;
	seed = seed * 31 + head->n_events;
	seed = seed * 31 + head->n_parents;
	return pack_sum(seed * 31 + head->n_paths, body);
}

/* Takes in a chunk; false where it is damaged, or not all there. */
static bool
read_chunk(struct kept *k, struct str *rest)
{
	struct unpack u = {.arena = k->arena, .rest = *rest};
	struct part *part = NEW(k->arena, struct part);
	struct chunk head;
	struct str body;
	uint64_t fixed;

	unpack_bytes(&u, &head, sizeof head);
	fixed = (uint64_t)head.n_commits * sizeof *part->commits +
		(uint64_t)head.n_events * sizeof *part->events +
		(uint64_t)head.n_parents * sizeof *part->parents;
	if (u.failed || head.size > u.rest.n || fixed > head.size || head.size % 8)
		return false;
	body = str_sub(u.rest, 0, head.size);
	if (head.sum != sum_of(&head, body))
		return false;
	part->commits = (const void *)body.p;
	part->events = (const void *)(part->commits + head.n_commits);
	part->parents = (const void *)(part->events + head.n_events);
	u.rest = str_sub(body, fixed, body.n);
	for (uint32_t i = 0; i < head.n_paths && !u.failed; i++)
		add_path(k, unpack_text(&u));
	for (uint32_t i = 0; i < head.n_commits; i++)
		add_commit(k, &part->commits[i], part);
	*rest = str_sub(*rest, sizeof head + head.size, rest->n);
	return !u.failed;
}

static void
read_all(struct kept *k)
{
	struct header header;
	struct str bytes, rest;

	if (file_read(&bytes, k->arena, k->path, true))
		return;
	k->found = bytes.n;
	if (bytes.n < sizeof header)
		return;
	memcpy(&header, bytes.p, sizeof header);
	if (memcmp(header.magic, magic, sizeof magic) != 0 || header.key != k->key)
		return;
	rest = str_sub(bytes, sizeof header, bytes.n);
	while (rest.n && read_chunk(k, &rest))
		;
	k->size = bytes.n - rest.n;
}

struct kept *
kept_open(struct arena *a, struct intern *paths, const struct history_query *query)
{
	struct str folder = git_folder(query->git);
	struct kept *k;

	if (!remembers || git_is_shallow(query->git))
		return NULL;
	k = NEW(a, struct kept);
	k->arena = a;
	k->paths = paths;
	k->key = key_of(query);
	k->path = str_fmt(a, "%.*swhet/history-%016llx", SV(folder),
	    (unsigned long long)str_hash(query->prefix))
		      .p;
	k->failed = file_make_folder(JOIN(a, folder, S("whet")).p);
	read_all(k);
	k->new_paths = (struct pack){.arena = &k->fresh};
	return k;
}

bool
kept_step(void *ctx, struct git_step *step)
{
	struct kept *k = ctx;
	const struct at *at;
	uint32_t number;

	if (!k || !ids_find(&number, &k->ids, step->id))
		return false;
	at = &k->commits.p[number];
	step->tree = at->commit->tree;
	step->seconds = at->commit->seconds;
	step->n_parents = at->commit->n_parents;
	step->parents = NEW_ARRAY(k->arena, struct git_id, step->n_parents);
	for (uint32_t i = 0; i < step->n_parents; i++)
		step->parents[i] = at->part->parents[at->commit->first_parent + i];
	return true;
}

bool
kept_events(struct file_events *events, struct arena *a, const struct kept *k, struct git_id commit)
{
	const struct at *at;
	uint32_t number;

	if (!k || !ids_find(&number, &k->ids, commit))
		return false;
	at = &k->commits.p[number];
	events->n = events->cap = at->commit->n_events;
	events->p = NEW_ARRAY(a, struct file_event, events->n);
	for (size_t i = 0; i < events->n; i++) {
		events->p[i] = at->part->events[at->commit->first_event + i];
		events->p[i].path = k->symbols.p[events->p[i].path];
	}
	return true;
}

bool
kept_avoids(const struct kept *k, struct git_id commit, const bool *files, size_t n)
{
	const struct file_event *events;
	const struct at *at;
	uint32_t number;

	if (!k || !ids_find(&number, &k->ids, commit))
		return false;
	at = &k->commits.p[number];
	events = at->part->events + at->commit->first_event;
	for (uint32_t i = 0; i < at->commit->n_events; i++) {
		uint32_t path = k->symbols.p[events[i].path];

		if (path < n && files[path])
			return false;
	}
	return true;
}

/* Writing. */

static uint32_t
number_of(struct kept *k, uint32_t symbol)
{
	struct str path = intern_str(k->paths, symbol);

	if (symbol >= k->numbers.n || !k->numbers.p[symbol]) {
		add_path(k, path);
		pack_text(&k->new_paths, path);
		k->head.n_paths++;
	}
	return k->numbers.p[symbol] - 1;
}

static bool
write_bytes(int fd, const void *bytes, size_t n, size_t at)
{
	return pwrite(fd, bytes, n, (off_t)at) == (ssize_t)n;
}

/* Locks the file and sees to it that it ends with what is in order. False where somebody else has written to
 * it since it was read, or is writing. */
static bool
prepare(struct kept *k, int fd)
{
	struct header header = {.key = k->key};
	struct stat st;

	memcpy(header.magic, magic, sizeof magic);
	if (flock(fd, LOCK_EX | LOCK_NB) < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) ||
	    (size_t)st.st_size != k->found)
		return false;
	if (k->found > k->size && ftruncate(fd, (off_t)k->size) < 0)
		return false;
	if (k->size)
		return true;
	k->size = sizeof header;
	return write_bytes(fd, &header, sizeof header, 0);
}

/* Writes a chunk behind what is in order. What is written of one that fails, and cannot be taken back, the next
 * run finds to be damaged. */
static bool
append(struct kept *k, struct str chunk)
{
	int fd = open(k->path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool ready = fd >= 0 && prepare(k, fd);
	bool done = ready && write_bytes(fd, chunk.p, chunk.n, k->size);

	if (done)
		k->size += chunk.n;
	k->found = k->size;
	if (fd >= 0)
		close(fd);
	return done;
}

static void
write_chunk(struct kept *k)
{
	static const char zeroes[8];
	struct pack chunk = (struct pack){.arena = &k->fresh};
	struct chunk *head = &k->head;
	struct str body;

	head->n_commits = (uint32_t)k->new_commits.n;
	head->n_events = (uint32_t)k->new_events.n;
	head->n_parents = (uint32_t)k->new_parents.n;
	pack_bytes(&chunk, head, sizeof *head);
	pack_bytes(&chunk, k->new_commits.p, k->new_commits.n * sizeof *k->new_commits.p);
	pack_bytes(&chunk, k->new_events.p, k->new_events.n * sizeof *k->new_events.p);
	pack_bytes(&chunk, k->new_parents.p, k->new_parents.n * sizeof *k->new_parents.p);
	pack_bytes(&chunk, k->new_paths.p, k->new_paths.n);
	pack_bytes(&chunk, zeroes, (8 - chunk.n % 8) % 8);
	body = (struct str){chunk.p + sizeof *head, chunk.n - sizeof *head};
	head->size = body.n;
	head->sum = sum_of(head, body);
	memcpy(chunk.p, head, sizeof *head);
	k->failed = k->failed || !append(k, (struct str){chunk.p, chunk.n});
}

/* Begins another chunk. */
static void
start_chunk(struct kept *k)
{
	arena_free(&k->fresh);
	k->head = (struct chunk){0};
	k->new_commits.p = NULL;
	k->new_events.p = NULL;
	k->new_parents.p = NULL;
	k->new_commits.n = k->new_commits.cap = 0;
	k->new_events.n = k->new_events.cap = 0;
	k->new_parents.n = k->new_parents.cap = 0;
	k->new_paths = (struct pack){.arena = &k->fresh};
}

void
kept_add(struct kept *k, const struct git_step *step, const struct file_events *events)
{
	struct kept_commit *c;

	if (!k || k->failed)
		return;
	c = vec_push(&k->fresh, &k->new_commits);
	*c = (struct kept_commit){step->seconds, step->id, step->tree, (uint32_t)k->new_events.n,
	    (uint32_t)events->n, (uint32_t)k->new_parents.n, step->n_parents};
	for (uint32_t i = 0; i < step->n_parents; i++)
		*vec_push(&k->fresh, &k->new_parents) = step->parents[i];
	for (size_t i = 0; i < events->n; i++) {
		struct file_event *e = vec_push(&k->fresh, &k->new_events);

		*e = events->p[i];
		e->path = number_of(k, e->path);
	}
	if (k->new_events.n * sizeof *k->new_events.p < PORTION)
		return;
	write_chunk(k);
	start_chunk(k);
}

void
kept_close(struct kept *k)
{
	if (!k)
		return;
	if (k->new_commits.n && !k->failed)
		write_chunk(k);
	arena_free(&k->fresh);
}
