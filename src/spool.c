#include "spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "say.h"

/* Bytes that are written at once. */
enum { PORTION = 4 << 20 };

/* A new file in the folder for such, and no name that leads to it. */
static int
open_nameless(void)
{
	const char *folder = getenv("TMPDIR");
	struct arena scratch = {0};
	char *path =
	    (char *)str_fmt(&scratch, "%s/whet.XXXXXX", folder && *folder ? folder : "/tmp").p;
	int fd = mkstemp(path);

	if (fd >= 0) {
		unlink(path);
		fcntl(fd, F_SETFD, FD_CLOEXEC);
	}
	arena_free(&scratch);
	return fd;
}

/* Makes room by writing what the buffer holds to the file. What has been written in part is not counted
 * and stays. */
static void
write_buffer(struct spool *s)
{
	size_t done = 0;
	ssize_t n = 1;

	if (!s->fd)
		s->fd = open_nameless();
	while (s->fd > 0 && done < s->n && n > 0) {
		n = pwrite(s->fd, s->p + done, s->n - done, (off_t)(s->filed + done));
		if (n > 0)
			done += (size_t)n;
	}
	s->in_memory = done < s->n;
	if (s->in_memory)
		return;
	s->filed += s->n;
	s->n = 0;
}

static void
grow(struct spool *s, size_t n)
{
	struct arena arena = {0};
	size_t cap = (s->cap + n) * 2;
	char *p = arena_bytes(&arena, cap);

	if (s->n)
		memcpy(p, s->p, s->n);
	arena_free(&s->arena);
	s->arena = arena;
	s->p = p;
	s->cap = cap;
}

size_t
spool_add(struct spool *s, struct str bytes)
{
	size_t at;

	if (s->n + bytes.n > PORTION && s->n && !s->in_memory)
		write_buffer(s);
	at = s->filed + s->n;
	if (s->cap - s->n < bytes.n)
		grow(s, bytes.n);
	if (bytes.n)
		memcpy(s->p + s->n, bytes.p, bytes.n);
	s->n += bytes.n;
	return at;
}

int
spool_read(struct str *bytes, struct arena *a, const struct spool *s, size_t at, size_t n)
{
	size_t in_file = at >= s->filed ? 0 : n < s->filed - at ? n : s->filed - at, done = 0;
	char *p = arena_bytes(a, n);
	ssize_t got = 1;

	*bytes = (struct str){p, n};
	while (done < in_file && got > 0) {
		got = pread(s->fd, p + done, in_file - done, (off_t)(at + done));
		if (got > 0)
			done += (size_t)got;
	}
	if (done < n && done == in_file)
		memcpy(p + done, s->p + (at + done - s->filed), n - done);
	if (got > 0)
		return 0;
	say("cannot read what was put aside in a temporary file: %s",
	    got < 0 ? strerror(errno) : "it has become shorter");
	return 3;
}

void
spool_free(struct spool *s)
{
	if (s->fd > 0)
		close(s->fd);
	arena_free(&s->arena);
	*s = (struct spool){0};
}
