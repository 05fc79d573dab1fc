#include "history_kept_part.h"

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"

enum { PORTION = 4 << 20 }; /* bytes of blobs that are written at once */

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
	struct kept_header header = {.key = k->key};
	struct stat st;

	memcpy(header.magic, kept_magic, sizeof kept_magic);
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
pad(struct pack *chunk)
{
	static const char zeroes[8];

	pack_bytes(chunk, zeroes, (8 - chunk->n % 8) % 8);
}

static void
write_chunk(struct kept *k)
{
	struct pack chunk = (struct pack){.arena = &k->fresh};
	struct kept_chunk *head = &k->head;
	size_t commits;

	head->n_commits = (uint32_t)k->new_commits.n;
	head->n_events = (uint32_t)k->new_blobs.n;
	head->n_parents = (uint32_t)k->new_parents.n;
	pack_bytes(&chunk, head, sizeof *head);
	pack_bytes(&chunk, k->new_counts.p, k->new_counts.n * sizeof *k->new_counts.p);
	pack_bytes(&chunk, k->new_event_paths.p,
	    k->new_event_paths.n * sizeof *k->new_event_paths.p);
	pack_bytes(&chunk, k->new_paths.p, k->new_paths.n);
	pad(&chunk);
	commits = chunk.n;
	pack_bytes(&chunk, k->new_commits.p, k->new_commits.n * sizeof *k->new_commits.p);
	pack_bytes(&chunk, k->new_parents.p, k->new_parents.n * sizeof *k->new_parents.p);
	pad(&chunk);
	head->size = commits - sizeof *head;
	head->commits_sum = pack_sum(0, (struct str){chunk.p + commits, chunk.n - commits});
	head->sum = kept_chunk_sum(*head, (struct str){chunk.p + sizeof *head, head->size});
	memcpy(chunk.p, head, sizeof *head);
	pack_bytes(&chunk, k->new_blobs.p, k->new_blobs.n * sizeof *k->new_blobs.p);
	pad(&chunk);
	k->failed = k->failed || !append(k, (struct str){chunk.p, chunk.n});
	k->chunks += head->sum;
}

/* Begins another chunk. */
static void
start_chunk(struct kept *k)
{
	arena_free(&k->fresh);
	k->head = (struct kept_chunk){0};
	k->new_commits.p = NULL;
	k->new_counts.p = NULL;
	k->new_event_paths.p = NULL;
	k->new_blobs.p = NULL;
	k->new_parents.p = NULL;
	k->new_commits.n = k->new_commits.cap = 0;
	k->new_counts.n = k->new_counts.cap = 0;
	k->new_event_paths.n = k->new_event_paths.cap = 0;
	k->new_blobs.n = k->new_blobs.cap = 0;
	k->new_parents.n = k->new_parents.cap = 0;
	k->new_paths = (struct pack){.arena = &k->fresh};
}

static uint32_t
number_of(struct kept *k, uint32_t symbol)
{
	struct str path = intern_str(k->symbols, symbol);

	if (symbol >= k->path_numbers.n || !k->path_numbers.p[symbol]) {
		kept_add_path(k, path, symbol);
		pack_text(&k->new_paths, path);
		k->head.n_paths++;
	}
	return k->path_numbers.p[symbol] - 1;
}

void
kept_add(struct kept *k, const struct git_step *step, const struct file_events *events)
{
	struct kept_commit c = {.seconds = step->seconds,
	    .id = step->id,
	    .tree = step->tree,
	    .n_events = (uint32_t)events->n,
	    .n_parents = step->n_parents};

	if (!k || k->failed)
		return;
	c.first_event = (uint32_t)k->new_blobs.n;
	c.first_parent = (uint32_t)k->new_parents.n;
	for (size_t i = 0; i < events->n; i++) {
		const struct file_event *e = &events->p[i];

		*vec_push(&k->fresh, &k->new_event_paths) = number_of(k, e->path);
		*vec_push(&k->fresh, &k->new_blobs) =
		    (struct kept_blobs){e->parent, e->before, e->after};
	}
	c.sum = kept_commit_sum(c, events->n ? k->new_blobs.p + c.first_event : NULL);
	*vec_push(&k->fresh, &k->new_commits) = c;
	*vec_push(&k->fresh, &k->new_counts) = c.n_events;
	for (uint32_t i = 0; i < step->n_parents; i++)
		*vec_push(&k->fresh, &k->new_parents) = step->parents[i];
	*vec_push(k->arena, &k->walked) = (uint32_t)k->places.n + k->n_new++;
	if (k->new_blobs.n * sizeof *k->new_blobs.p < PORTION)
		return;
	write_chunk(k);
	start_chunk(k);
}

/* Is this what the file of the order says? */
static bool
is_written(const struct kept *k, struct str bytes)
{
	struct arena scratch = {0};
	struct str old;
	bool same = !file_read(&old, &scratch, k->order_path, true) && str_eq(old, bytes);

	arena_free(&scratch);
	return same;
}

/* Writes the order in which the commits of a walk were met. */
static void
write_order(struct kept *k)
{
	struct kept_header header = {.key = k->key};
	struct kept_order order = {0, k->size, k->chunks, k->tip, (uint32_t)k->walked.n};
	struct str places = {(const char *)k->walked.p, k->walked.n * sizeof *k->walked.p};
	struct pack bytes = {.arena = &k->fresh};

	memcpy(header.magic, kept_magic, sizeof kept_magic);
	order.sum = kept_order_sum(order, places);
	pack_bytes(&bytes, &header, sizeof header);
	pack_bytes(&bytes, &order, sizeof order);
	pack_bytes(&bytes, places.p, places.n);
	if (!is_written(k, (struct str){bytes.p, bytes.n}))
		file_replace_cache(k->order_path, (struct str){bytes.p, bytes.n});
}

void
kept_close(struct kept *k, size_t n_commits)
{
	if (!k)
		return;
	if (k->new_commits.n && !k->failed)
		write_chunk(k);
	if (!k->failed && n_commits && k->walked.n == n_commits)
		write_order(k);
	if (k->fd >= 0)
		close(k->fd);
	arena_free(&k->fresh);
}
