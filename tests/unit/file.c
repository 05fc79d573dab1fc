#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tap.h"

static struct arena arena;

/* What a file holds; "(error)" where it cannot be read. */
static struct str
contents(const char *path)
{
	struct str bytes;

	return file_read(&bytes, &arena, path, false) ? S("(error)") : bytes;
}

static mode_t
mode(const char *path)
{
	struct stat st;

	return stat(path, &st) < 0 ? 0 : st.st_mode & 07777;
}

/* Files in the current folder that nobody asked for. */
static bool
left_over(void)
{
	return system("ls -a | grep -q tmp") == 0;
}

static void
reading(void)
{
	struct str bytes = S("untouched");

	is_num(file_create("plain", S("a\0b\n")), 0, "created");
	ok(file_read(&bytes, &arena, "plain", true) == 0 && str_eq(bytes, S("a\0b\n")), "read");
	ok(bytes.p[4] == '\0', "a NUL stands behind it");
	is_num(file_create("empty", S("")), 0, "an empty file created");
	ok(file_read(&bytes, &arena, "empty", true) == 0 && bytes.n == 0 && bytes.p, "and read");
	bytes = S("untouched");
	is_num(file_read(&bytes, &arena, "none", false), ENOENT, "no file");
	is_num(file_read(&bytes, &arena, "plain/x", false), ENOTDIR, "a file in a file");
	mkdir("folder", 0777);
	is_num(file_read(&bytes, &arena, "folder", false), EISDIR, "a folder");
	is_num(file_read(&bytes, &arena, "/dev/null", false), EINVAL, "a device");
	mkfifo("pipe", 0666);
	is_num(file_read(&bytes, &arena, "pipe", false), EINVAL, "a pipe nobody writes to");
	ok(symlink("plain", "link") == 0 && symlink("none", "dangling") == 0, "symlinks");
	is_num(file_read(&bytes, &arena, "link", true), ELOOP, "one that is not followed");
	is_num(file_read(&bytes, &arena, "dangling", true), ELOOP, "a dangling one");
	is_str(bytes, "untouched", "errors leave the bytes alone");
	ok(str_eq(contents("link"), S("a\0b\n")), "one that is followed");
	is_num(file_read(&bytes, &arena, "dangling", false), ENOENT, "a dangling one followed");
	if (truncate("empty", ((off_t)1 << 30) + 1) == 0)
		is_num(file_read(&bytes, &arena, "empty", true), EFBIG, "more than 1 GiB");
	else
		skip("no file of that size can be made", "more than 1 GiB");
	unlink("empty");
}

struct feed {
	int fd;
	size_t n;
};

static void *
feed(void *arg)
{
	struct feed *f = arg;

	for (size_t i = 0; i < f->n; i++) {
		char byte = (char)('a' + i % 26);

		if (write(f->fd, &byte, 1) != 1)
			break;
	}
	close(f->fd);
	return NULL;
}

/* Reads n bytes that come one by one through a pipe. */
static void
reading_pipe(size_t n)
{
	pthread_t thread;
	struct str bytes = {0};
	struct feed f;
	int fds[2], error;
	bool right = true;

	if (pipe(fds) < 0)
		return;
	f = (struct feed){fds[1], n};
	pthread_create(&thread, NULL, feed, &f);
	error = file_read_fd(&bytes, &arena, fds[0]);
	pthread_join(thread, NULL);
	close(fds[0]);
	for (size_t i = 0; i < bytes.n; i++)
		right = right && bytes.p[i] == (char)('a' + i % 26);
	ok(error == 0 && bytes.n == n && right && bytes.p[n] == '\0', "%zu bytes from a pipe", n);
}

static void
creating(void)
{
	is_num(file_create("new", S("first")), 0, "a file that is not there");
	is_num(file_create("new", S("second")), EEXIST, "one that is");
	is_str(contents("new"), "first", "it is not written over");
	is_num(file_create("dangling", S("x")), EEXIST, "a dangling symlink is there");
	is_num(file_create("folder", S("x")), EEXIST, "so is a folder");
	ok(!file_exists("none"), "nothing is written through the symlink");
	is_num(file_create("a/b/c/new", S("deep")), 0, "folders on the way are made");
	is_str(contents("a/b/c/new"), "deep", "and the file in them");
	is_num(file_create("new/x", S("x")), ENOTDIR, "a file on the way");
	umask(027);
	file_create("private", S("x"));
	ok(mode("private") == 0640, "the mode is the umask's");
	umask(022);
	file_create("public", S("x"));
	ok(mode("public") == 0644, "and the umask is as before");
	ok(!left_over(), "no temporary file is left");
}

enum { RACERS = 8 };

static void *
race(void *arg)
{
	*(int *)arg = file_create("raced", S("whole"));
	return NULL;
}

static void
racing(void)
{
	bool once = true;

	for (int round = 0; round < 20; round++) {
		pthread_t threads[RACERS];
		int errors[RACERS], won = 0;

		for (int i = 0; i < RACERS; i++)
			pthread_create(&threads[i], NULL, race, &errors[i]);
		for (int i = 0; i < RACERS; i++) {
			pthread_join(threads[i], NULL);
			won += errors[i] == 0;
			once = once && (errors[i] == 0 || errors[i] == EEXIST);
		}
		once = once && won == 1 && str_is(contents("raced"), "whole");
		unlink("raced");
	}
	ok(once && !left_over(), "of many who create one file at once, one does");
}

static void
replacing(void)
{
	struct stat before, after;
	char name[260];

	is_num(file_replace("replaced", S("first")), 0, "a file that is not there");
	ok(mode("replaced") == 0644, "its mode is the umask's");
	chmod("replaced", 0751);
	stat("replaced", &before);
	is_num(file_replace("replaced", S("second")), 0, "one that is");
	stat("replaced", &after);
	is_str(contents("replaced"), "second", "has the new bytes");
	ok(mode("replaced") == 0751, "and the old mode");
	ok(before.st_ino != after.st_ino, "it is another file: readers of the old one keep it");
	is_num(file_replace("replaced", S("")), 0, "by nothing");
	is_str(contents("replaced"), "", "is empty");
	is_num(file_replace("none/x", S("x")), ENOENT, "in a folder that is not there");
	is_num(file_replace("folder", S("x")), EISDIR, "a folder");
	ok(symlink("../replaced", "folder/link") == 0, "a symlink in a folder");
	is_num(file_replace("folder/link", S("through")), 0, "is followed");
	is_str(contents("replaced"), "through", "to what it leads to");
	ok(mode("replaced") == 0751, "which keeps its mode");
	ok(lstat("folder/link", &after) == 0 && S_ISLNK(after.st_mode), "and stays a symlink");
	stat("/dev/null", &before);
	is_num(file_replace("/dev/null", S("x")), 0, "a device");
	ok(stat("/dev/null", &after) == 0 && S_ISCHR(after.st_mode) &&
		before.st_ino == after.st_ino,
	    "is written to and stays");
	memset(name, 'x', sizeof name);
	name[sizeof name - 1] = '\0';
	is_num(file_replace(name, S("x")), ENAMETOOLONG, "a name that is too long");
	ok(!left_over(), "no temporary file is left");
}

static void
folders(void)
{
	char *deep = arena_alloc(&arena, 20000);

	is_num(file_make_folder("f/g/h"), 0, "a folder and those above it");
	is_num(file_make_folder("f/g/h"), 0, "which are there");
	is_num(file_make_folder("f//g/i/"), 0, "slashes too many");
	ok(file_exists("f/g/i"), "the folder is there");
	is_num(file_make_folder("/"), 0, "the root");
	is_num(file_make_folder("."), 0, "this one");
	is_num(file_make_folder("new"), ENOTDIR, "a file in its place");
	is_num(file_make_folder("new/x"), ENOTDIR, "a file on the way");
	is_num(file_make_folder("dangling/x"), EEXIST, "a dangling symlink on the way");
	memset(deep, 'd', 19999);
	is_num(file_make_folder(deep), ENAMETOOLONG, "a path that is too long");
	ok(file_exists("dangling") && file_exists("folder") && !file_exists("none"), "file_exists");
}

static void
joining(void)
{
	is_str(str_of(file_join(&arena, "a", "b")), "a/b", "joined");
	is_str(str_of(file_join(&arena, "a/", "b")), "a/b", "one slash");
	is_str(str_of(file_join(&arena, "/", "b")), "/b", "the root");
	is_str(str_of(file_join(&arena, "", "b")), "b", "no folder");
	is_str(str_of(file_join(&arena, ".", "b")), "b", "this folder");
	is_str(str_of(file_join(&arena, "..", "b")), "../b", "the folder above");
}

int
main(void)
{
	char folder[] = "fileXXXXXX";

	if (!mkdtemp(folder) || chdir(folder) < 0)
		return 1;
	umask(022);
	reading();
	reading_pipe(0);
	reading_pipe(1);
	reading_pipe(65536);
	reading_pipe(200000);
	creating();
	racing();
	replacing();
	folders();
	joining();
	arena_free(&arena);
	return done();
}
