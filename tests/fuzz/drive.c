/* A fuzz target's program where there is no libFuzzer: drive SECONDS SEED SAVED FOLDER... takes the files of
 * the folders, changes them at random and runs the target on them. What it does depends on the seed alone. Each
 * input is written to SAVED before it is run, and SAVED is removed at the end: it is there where the target
 * has ended the program, or took longer than HANGS. */
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "corpus.h"

/* Seconds that one input may take, bytes of the longest, and how many changes are made to it at most. */
enum { HANGS = 20, LONGEST = 1 << 14, CHANGES = 8 };

struct drive {
	struct arena arena;
	uint64_t state; /* of the random numbers */
	struct {
		struct str *p;
		size_t n, cap;
	} pool; /* what is changed */
	struct {
		char p[LONGEST];
		size_t n;
	} input;
	int saved;
	uint64_t executions;
};

static size_t
below(struct drive *d, size_t n)
{
	return random_below(&d->state, n);
}

static void
read_folder(struct drive *d, const char *folder)
{
	for (const char **path = corpus_list(&d->arena, folder); *path; path++) {
		struct str bytes;

		if (!file_read(&bytes, &d->arena, *path, false))
			*vec_push(&d->arena, &d->pool) = bytes;
	}
}

/* Puts a text in the place of cut bytes, as far as there is room. */
static void
splice(struct drive *d, size_t at, size_t cut, struct str text)
{
	size_t behind = d->input.n - at - cut, room = LONGEST - at - behind;
	size_t n = text.n < room ? text.n : room;

	memmove(d->input.p + at + n, d->input.p + at + cut, behind);
	memcpy(d->input.p + at, text.p, n);
	d->input.n = at + n + behind;
}

/* Some bytes of a text that is not empty. */
static struct str
part_of(struct drive *d, struct str s)
{
	size_t from = below(d, s.n), most = s.n - from;

	return str_sub(s, from, from + 1 + below(d, most < 64 || below(d, 8) == 0 ? most : 64));
}

/* What means something to what is fuzzed: YAML, JSON Schema, Markdown, terminals, XML. */
static struct str
token(struct drive *d)
{
	static const char *const tokens[] = {"---\n", "...\n", ": ", "\n", "\r\n", "- ", "? ", "[",
	    "]", "{", "}", ", ", "\"", "'", "\\", "|\n", ">-\n", "&a ", "*a", "!a ",
	    "<<: ", "%TAG ", "#", " # ", "\t", "  ", "~", "1e999", "-0", "0x1",
	    "\"$ref\": ", "\"#\"", "\"allOf\": [", "\"pattern\": ", "(a*)*b", "kind: ", "goal\n",
	    "id: ", "==> ", "../", "`", "```\n", "](", "<!--", "<a>", "]]>", "&amp;",
	    "::error::", "%0A", "\x1b[31m", "\xc2\x85", "\xe2\x80\xa8", "\xef\xbb\xbf",
	    "\xed\xa0\x80", "\xff"};

	return str_of(tokens[below(d, sizeof tokens / sizeof *tokens)]);
}

static void
change(struct drive *d)
{
	struct str all = {d->input.p, d->input.n}, other = d->pool.p[below(d, d->pool.n)];
	size_t at = below(d, all.n + 1);
	char byte = (char)below(d, 256), copy[LONGEST];
	struct str part = all.n ? part_of(d, all) : S(" ");

	switch (below(d, 6)) {
	case 0: /* another byte, or one more */
		splice(d, at, at < all.n && below(d, 2), (struct str){&byte, 1});
		break;
	case 1: /* less */
		if (all.n)
			splice(d, (size_t)(part.p - all.p), part.n, S(""));
		break;
	case 2: /* the same once more */
		memcpy(copy, part.p, part.n);
		splice(d, at, 0, (struct str){copy, part.n});
		break;
	case 3: /* of another input */
		if (other.n)
			splice(d, at, 0, part_of(d, other));
		break;
	default:
		splice(d, at, 0, token(d));
	}
}

/* Some of what was made joins what is changed, so that it goes further. */
static void
make(struct drive *d)
{
	struct str *from = &d->pool.p[below(d, d->pool.n)];
	size_t n = 1 + below(d, CHANGES);

	d->input.n = 0;
	splice(d, 0, 0, *from);
	while (n--)
		change(d);
	if (below(d, 1000) == 0)
		*vec_push(&d->arena, &d->pool) =
		    str_dup(&d->arena, (struct str){d->input.p, d->input.n});
}

/* False where the input could not be saved. */
static bool
run(struct drive *d)
{
	size_t n = d->input.n;

	if (pwrite(d->saved, d->input.p, n, 0) != (ssize_t)n || ftruncate(d->saved, (off_t)n))
		return false;
	alarm(HANGS);
	corpus_run((struct str){d->input.p, n});
	d->executions++;
	return true;
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int
main(int argc, char **argv)
{
	static struct drive d;
	double end = now() + (argc > 1 ? strtod(argv[1], NULL) : 0);

	for (int i = 4; i < argc; i++)
		read_folder(&d, argv[i]);
	if (!d.pool.n) {
		fprintf(stderr, "usage: %s SECONDS SEED SAVED FOLDER..., with files in a folder\n",
		    argv[0]);
		return 2;
	}
	d.state = strtoull(argv[2], NULL, 10);
	d.saved = open(argv[3], O_RDWR | O_CREAT | O_TRUNC, 0666);
	printf("%s: seed %s, inputs are saved in %s\n", corpus_name(argv[0]), argv[2], argv[3]);
	fflush(stdout);
	while (now() < end) {
		make(&d);
		if (!run(&d)) {
			perror(argv[3]);
			return 3;
		}
	}
	printf("%s: %llu executions, nothing found\n", corpus_name(argv[0]),
	    (unsigned long long)d.executions);
	unlink(argv[3]);
	arena_free(&d.arena);
	return 0;
}
