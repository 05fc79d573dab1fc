/* A fuzz target's program without a fuzzer: runs the files that are named, else its corpus, through the
 * target and prints TAP. The plan comes first, so that a target that ends the program is missed. */
#include "corpus.h"

static void
replay(const char *path)
{
	struct arena a = {0};
	struct str bytes = S("");
	int error = file_read(&bytes, &a, path, false);

	if (!error)
		corpus_run(bytes);
	ok(!error, "%s", corpus_name(path));
	arena_free(&a);
}

int
main(int argc, char **argv)
{
	const char *top = getenv("TOP");
	struct arena a = {0};
	const char **paths = corpus_list(&a,
	    str_fmt(&a, "%s/tests/fuzz/corpus/%s", top ? top : ".", corpus_name(argv[0])).p);
	int n = 0;

	if (argc > 1)
		paths = (const char **)argv + 1;
	while (paths[n])
		n++;
	printf("1..%d\n", n + 1);
	fflush(stdout);
	ok(n > 0, "%d files", n);
	for (int i = 0; i < n; i++)
		replay(paths[i]);
	arena_free(&a);
	return tap_failed > 0;
}
