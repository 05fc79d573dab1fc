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

static const char magic[8] = "whet h2\n";

/* What a run has added: this, then commits, the number of the path of each event, ids of parents, and paths, each as
 * a length and bytes; behind them the blobs of the events, which are read where they are asked for. */
struct chunk {
	uint64_t sum;  /* of what follows it but for the blobs, the counts included */
	uint64_t size; /* bytes that the sum is of behind this struct, a multiple of eight */
	uint32_t n_commits, n_events, n_parents, n_paths;
};

/* An event but for its path. */
struct kept_blobs {
	uint32_t parent;
	struct git_id before, after;
};

struct kept_commit {
	int64_t seconds;
	uint64_t sum; /* of the blobs of its events */
	struct git_id id, tree;
	uint32_t first_event, n_events; /* in the chunk */
	uint32_t first_parent, n_parents;
};

/* A chunk that was read. */
struct part {
	const struct kept_commit *commits;
	const uint32_t *paths; /* of events: numbers in the file */
	const struct git_id *parents;
	size_t blobs; /* of events: where they begin in the file */
};

struct kept {
	struct arena *arena;
	struct intern *paths;
	const char *path; /* of the file */
	int fd;		  /* of what is read of it; -1: nothing is */
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
	VEC(uint32_t) new_event_paths;
	VEC(struct kept_blobs) new_blobs;
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

/* One whose blobs were damaged stands behind in a later chunk as well. */
static void
add_commit(struct kept *k, const struct kept_commit *c, const struct part *part)
{
	uint32_t number = ids_number(&k->ids, k->arena, c->id);

	if (number == k->commits.n)
		vec_push(k->arena, &k->commits);
	k->commits.p[number] = (struct at){c, part};
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

/* Bytes [at, at + n) of the file; false where it has not that many. */
static bool
read_bytes(void *to, const struct kept *k, size_t at, size_t n)
{
	return pread(k->fd, to, n, (off_t)at) == (ssize_t)n;
}

/* Bytes that the blobs of a chunk take in the file. */
static size_t
blobs_size(const struct chunk *head)
{
	return ((size_t)head->n_events * sizeof(struct kept_blobs) + 7) / 8 * 8;
}

/* Takes in the chunk at k->size; false where it is damaged, or not all there. */
static bool
read_chunk(struct kept *k)
{
	struct unpack u = {.arena = k->arena};
	struct part *part = NEW(k->arena, struct part);
	size_t left = k->found - k->size;
	struct chunk head;
	struct str body;
	uint64_t fixed;
	char *bytes;

	if (left < sizeof head || !read_bytes(&head, k, k->size, sizeof head))
		return false;
	left -= sizeof head;
	fixed = (uint64_t)head.n_commits * sizeof *part->commits +
		(uint64_t)head.n_events * sizeof *part->paths +
		(uint64_t)head.n_parents * sizeof *part->parents;
	if (head.size > left || blobs_size(&head) > left - head.size || fixed > head.size ||
	    head.size % 8)
		return false;
	bytes = arena_bytes(k->arena, head.size);
	body = (struct str){bytes, head.size};
	if (!read_bytes(bytes, k, k->size + sizeof head, head.size) ||
	    head.sum != sum_of(&head, body))
		return false;
	part->commits = (const void *)body.p;
	part->paths = (const void *)(part->commits + head.n_commits);
	part->parents = (const void *)(part->paths + head.n_events);
	part->blobs = k->size + sizeof head + head.size;
	u.rest = str_sub(body, fixed, body.n);
	for (uint32_t i = 0; i < head.n_paths && !u.failed; i++)
		add_path(k, unpack_text(&u));
	ids_expect(&k->ids, k->arena, head.n_commits);
	for (uint32_t i = 0; i < head.n_commits; i++)
		add_commit(k, &part->commits[i], part);
	k->size = part->blobs + blobs_size(&head);
	return !u.failed;
}

static void
read_all(struct kept *k)
{
	struct header header;
	struct stat st;

	k->fd = open(k->path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC);
	if (k->fd < 0 || fstat(k->fd, &st) < 0 || !S_ISREG(st.st_mode))
		return;
	k->found = (size_t)st.st_size;
	if (!read_bytes(&header, k, 0, sizeof header) ||
	    memcmp(header.magic, magic, sizeof magic) != 0 || header.key != k->key)
		return;
	k->size = sizeof header;
	while (k->size < k->found && read_chunk(k))
		;
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
	struct kept_blobs *blobs;
	const struct kept_commit *c;
	const struct part *part;
	uint32_t number;
	size_t size;

	if (!k || !ids_find(&number, &k->ids, commit))
		return false;
	c = k->commits.p[number].commit;
	part = k->commits.p[number].part;
	size = c->n_events * sizeof *blobs;
	blobs = arena_bytes(a, size);
	if (!read_bytes(blobs, k, part->blobs + c->first_event * sizeof *blobs, size) ||
	    c->sum != pack_sum(0, (struct str){(const char *)blobs, size}))
		return false;
	events->n = events->cap = c->n_events;
	events->p = NEW_ARRAY(a, struct file_event, events->n);
	for (size_t i = 0; i < events->n; i++)
		events->p[i] = (struct file_event){k->symbols.p[part->paths[c->first_event + i]],
		    blobs[i].parent, blobs[i].before, blobs[i].after};
	return true;
}

bool
kept_avoids(const struct kept *k, struct git_id commit, const bool *files, size_t n)
{
	const uint32_t *paths;
	const struct at *at;
	uint32_t number;

	if (!k || !ids_find(&number, &k->ids, commit))
		return false;
	at = &k->commits.p[number];
	paths = at->part->paths + at->commit->first_event;
	for (uint32_t i = 0; i < at->commit->n_events; i++) {
		uint32_t path = k->symbols.p[paths[i]];

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
	head->n_events = (uint32_t)k->new_blobs.n;
	head->n_parents = (uint32_t)k->new_parents.n;
	pack_bytes(&chunk, head, sizeof *head);
	pack_bytes(&chunk, k->new_commits.p, k->new_commits.n * sizeof *k->new_commits.p);
	pack_bytes(&chunk, k->new_event_paths.p,
	    k->new_event_paths.n * sizeof *k->new_event_paths.p);
	pack_bytes(&chunk, k->new_parents.p, k->new_parents.n * sizeof *k->new_parents.p);
	pack_bytes(&chunk, k->new_paths.p, k->new_paths.n);
	pack_bytes(&chunk, zeroes, (8 - chunk.n % 8) % 8);
	body = (struct str){chunk.p + sizeof *head, chunk.n - sizeof *head};
	head->size = body.n;
	head->sum = sum_of(head, body);
	memcpy(chunk.p, head, sizeof *head);
	pack_bytes(&chunk, k->new_blobs.p, k->new_blobs.n * sizeof *k->new_blobs.p);
	pack_bytes(&chunk, zeroes, (8 - chunk.n % 8) % 8);
	k->failed = k->failed || !append(k, (struct str){chunk.p, chunk.n});
}

/* Begins another chunk. */
static void
start_chunk(struct kept *k)
{
	arena_free(&k->fresh);
	k->head = (struct chunk){0};
	k->new_commits.p = NULL;
	k->new_event_paths.p = NULL;
	k->new_blobs.p = NULL;
	k->new_parents.p = NULL;
	k->new_commits.n = k->new_commits.cap = 0;
	k->new_event_paths.n = k->new_event_paths.cap = 0;
	k->new_blobs.n = k->new_blobs.cap = 0;
	k->new_parents.n = k->new_parents.cap = 0;
	k->new_paths = (struct pack){.arena = &k->fresh};
}

void
kept_add(struct kept *k, const struct git_step *step, const struct file_events *events)
{
	size_t first = k ? k->new_blobs.n : 0;
	struct kept_commit *c;

	if (!k || k->failed)
		return;
	for (size_t i = 0; i < events->n; i++) {
		const struct file_event *e = &events->p[i];

		*vec_push(&k->fresh, &k->new_event_paths) = number_of(k, e->path);
		*vec_push(&k->fresh, &k->new_blobs) =
		    (struct kept_blobs){e->parent, e->before, e->after};
	}
	c = vec_push(&k->fresh, &k->new_commits);
	*c = (struct kept_commit){step->seconds,
	    pack_sum(0, (struct str){(const char *)(k->new_blobs.p + first),
			    events->n * sizeof *k->new_blobs.p}),
	    step->id, step->tree, (uint32_t)first, (uint32_t)events->n, (uint32_t)k->new_parents.n,
	    step->n_parents};
	for (uint32_t i = 0; i < step->n_parents; i++)
		*vec_push(&k->fresh, &k->new_parents) = step->parents[i];
	if (k->new_blobs.n * sizeof *k->new_blobs.p < PORTION)
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
	if (k->fd >= 0)
		close(k->fd);
	arena_free(&k->fresh);
}
