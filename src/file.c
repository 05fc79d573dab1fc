#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LARGEST ((size_t)1 << 30)

/* Reads until the end or until size bytes are there; the number read, or -1 with errno. */
static ssize_t
read_up_to(int fd, char *p, size_t size)
{
	size_t done = 0;

	while (done < size) {
		ssize_t n = read(fd, p + done, size - done);

		if (n == 0)
			break;
		if (n > 0)
			done += (size_t)n;
		else if (errno != EINTR)
			return -1;
	}
	return (ssize_t)done;
}

static int
read_regular(struct str *bytes, struct arena *a, int fd)
{
	struct stat st;
	ssize_t n;
	char *p;

	if (fstat(fd, &st) < 0)
		return errno;
	if (!S_ISREG(st.st_mode))
		return S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
	if ((size_t)st.st_size > LARGEST)
		return EFBIG;
	p = arena_bytes(a, (size_t)st.st_size + 1);
	n = read_up_to(fd, p, (size_t)st.st_size);
	if (n < 0)
		return errno;
	p[n] = '\0';
	*bytes = (struct str){p, (size_t)n};
	return 0;
}

/* Most files are small, and one call is enough: of a regular file, less than was asked for is all there
 * is (POSIX, read()). What gives bytes at once is no folder; what gives none, or more, is looked at by
 * read_regular. */
static bool
read_small(struct str *bytes, struct arena *a, int fd)
{
	char small[8 << 10];
	ssize_t n = read(fd, small, sizeof small);

	if (n > 0 && n < (ssize_t)sizeof small) {
		*bytes = (struct str){arena_copy(a, small, (size_t)n), (size_t)n};
		return true;
	}
	lseek(fd, 0, SEEK_SET);
	return false;
}

static bool
is_symlink(int folder, const char *path)
{
	struct stat st;

	return fstatat(folder, path, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(st.st_mode);
}

int
file_read(struct str *bytes, struct arena *a, const char *path, bool nofollow)
{
	return file_read_at(bytes, a, AT_FDCWD, path, nofollow);
}

int
file_read_at(struct str *bytes, struct arena *a, int folder, const char *path, bool nofollow)
{
	int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (nofollow ? O_NOFOLLOW : 0);
	int fd = openat(folder, path, flags);
	int error;

	if (fd < 0) {
		error = errno;
		return nofollow && is_symlink(folder, path) ? ELOOP
							    : error; /* EMLINK, EFTYPE on BSDs */
	}
	error = read_small(bytes, a, fd) ? 0 : read_regular(bytes, a, fd);
	close(fd);
	return error;
}

int
file_read_part(struct str *bytes, struct arena *a, int folder, const char *path, size_t from,
    size_t to)
{
	int fd = openat(folder, path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | O_NOFOLLOW);
	char *p = arena_bytes(a, to - from + 1);
	ssize_t n;
	int error;

	if (fd < 0)
		return errno;
	do
		n = pread(fd, p, to - from, (off_t)from);
	while (n < 0 && errno == EINTR);
	error = n < 0 ? errno : 0;
	close(fd);
	if (error)
		return error;
	p[n] = '\0';
	*bytes = (struct str){p, (size_t)n};
	return 0;
}

int
file_read_fd(struct str *bytes, struct arena *a, int fd)
{
	size_t cap = (size_t)64 << 10;
	char *p = arena_bytes(a, cap + 1);
	size_t done = 0;

	for (;;) {
		ssize_t n = read_up_to(fd, p + done, cap - done);
		char *more;

		if (n < 0)
			return errno;
		done += (size_t)n;
		if (done < cap)
			break;
		if (cap >= LARGEST)
			return EFBIG;
		more = arena_bytes(a, cap * 2 + 1);
		memcpy(more, p, done);
		p = more;
		cap *= 2;
	}
	p[done] = '\0';
	*bytes = (struct str){p, done};
	return 0;
}

static int
write_all(int fd, struct str bytes)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n >= 0)
			bytes = str_sub(bytes, (size_t)n, bytes.n);
		else if (errno != EINTR)
			return errno;
	}
	return 0;
}

static int
write_and_sync(int fd, struct str bytes)
{
	int error = write_all(fd, bytes);

	if (error)
		return error;
	return fsync(fd) < 0 && errno != EINVAL && errno != ENOTSUP ? errno : 0;
}

/* Writes to what is there already and must not be replaced by a file. */
static int
write_through(const char *path, struct str bytes)
{
	int fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
	int error;

	if (fd < 0)
		return errno;
	error = write_and_sync(fd, bytes);
	if (close(fd) < 0 && !error)
		error = errno;
	return error;
}

/* Opens a new file beside path; its name goes to temporary. Unlike mkstemp it leaves the mode to the
 * umask, which no thread can ask for without changing it. */
static int
open_temporary(int *fd, char *temporary, const char *path, mode_t mode)
{
	for (int i = 0; i < 1000; i++) {
		int n = snprintf(temporary, PATH_MAX, "%s.tmp%ld.%d", path, (long)getpid(), i);

		if (n >= PATH_MAX)
			return ENAMETOOLONG;
		*fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (*fd >= 0 || errno != EEXIST)
			break;
	}
	return *fd < 0 ? errno : 0;
}

/* Writes a temporary file beside path; its name goes to temporary, which holds PATH_MAX bytes. like
 * is the file whose mode it gets, or NULL. */
static int
write_temporary(char *temporary, const char *path, struct str bytes, const struct stat *like)
{
	int fd, error = open_temporary(&fd, temporary, path, 0666);

	if (error)
		return error;
	error = write_and_sync(fd, bytes);
	if (like && fchmod(fd, like->st_mode & 07777) < 0 && !error)
		error = errno;
	if (close(fd) < 0 && !error)
		error = errno;
	if (error)
		unlink(temporary);
	return error;
}

/* Gives the file the name path; removes it where that fails. */
static int
move(const char *temporary, const char *path)
{
	int error = rename(temporary, path) < 0 ? errno : 0;

	if (error)
		unlink(temporary);
	return error;
}

int
file_replace(const char *path, struct str bytes)
{
	char target[PATH_MAX], temporary[PATH_MAX];
	struct stat st;
	bool exists = stat(path, &st) == 0;
	int error;

	if (exists && !S_ISREG(st.st_mode))
		return write_through(path, bytes);
	if (exists && is_symlink(AT_FDCWD, path)) {
		if (!realpath(path, target))
			return errno;
		path = target;
	}
	error = write_temporary(temporary, path, bytes, exists ? &st : NULL);
	return error ? error : move(temporary, path);
}

int
file_replace_cache(const char *path, struct str bytes)
{
	char temporary[PATH_MAX];
	int fd, error = open_temporary(&fd, temporary, path, 0600);

	if (error)
		return error;
	error = write_all(fd, bytes);
	if (close(fd) < 0 && !error)
		error = errno;
	if (!error)
		return move(temporary, path);
	unlink(temporary);
	return error;
}

/* Gives the file the name path, which must be free. Where the file system has no hard links the name
 * is taken by an empty file first. */
static int
rename_to_new(const char *temporary, const char *path)
{
	int fd, error;

	if (link(temporary, path) == 0)
		return 0;
	if (errno == EEXIST)
		return EEXIST;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return errno;
	close(fd);
	if (rename(temporary, path) == 0)
		return 0;
	error = errno;
	unlink(path);
	return error;
}

int
file_create(const char *path, struct str bytes)
{
	char temporary[PATH_MAX];
	const char *slash = strrchr(path, '/');
	int error;

	if (strlen(path) >= sizeof temporary)
		return ENAMETOOLONG;
	if (file_exists(path))
		return EEXIST;
	if (slash && slash != path) {
		snprintf(temporary, sizeof temporary, "%.*s", (int)(slash - path), path);
		error = file_make_folder(temporary);
		if (error)
			return error;
	}
	error = write_temporary(temporary, path, bytes, NULL);
	if (error)
		return error;
	error = rename_to_new(temporary, path);
	unlink(temporary);
	return error;
}

/* mkdir says EEXIST of a folder that is there, or, on some systems, that it could not make one. */
static int
make_one_folder(const char *path)
{
	struct stat st;
	int error;

	if (mkdir(path, 0777) == 0)
		return 0;
	error = errno;
	if (stat(path, &st) < 0)
		return error;
	return S_ISDIR(st.st_mode) ? 0 : ENOTDIR;
}

int
file_make_folder(const char *path)
{
	char part[PATH_MAX];
	size_t n = strlen(path);

	if (n >= sizeof part)
		return ENAMETOOLONG;
	for (size_t i = 1; i <= n; i++) {
		int error;

		if (path[i] != '/' && path[i] != '\0')
			continue;
		memcpy(part, path, i);
		part[i] = '\0';
		error = make_one_folder(part);
		if (error)
			return error;
	}
	return 0;
}

bool
file_exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

char *
file_join(struct arena *a, const char *dir, const char *name)
{
	size_t n = strlen(dir);

	if (n == 0 || strcmp(dir, ".") == 0)
		return str_c(a, str_of(name));
	return (char *)str_fmt(a, "%s%s%s", dir, dir[n - 1] == '/' ? "" : "/", name).p;
}
