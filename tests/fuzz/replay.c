/* A fuzz target's program without a fuzzer: runs the files that are named, else its corpus, through the
 * target and prints TAP. The plan comes first, so that a target that ends the program is missed. */
#include <dirent.h>

#include "../unit/tap.h"
#include "file.h"
#include "fuzz.h"

/* Names of the files in a folder, sorted; the list ends with NULL. */
static const char **
list(struct arena *a, const char *folder)
{
	struct dirent **entries;
	int n = scandir(folder, &entries, NULL, alphasort), kept = 0;
	const char **paths = NEW_ARRAY(a, const char *, (size_t)(n < 0 ? 0 : n) + 1);

	for (int i = 0; i < n; i++) {
		if (entries[i]->d_name[0] != '.')
			paths[kept++] = file_join(a, folder, entries[i]->d_name);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
	return paths;
}

static const char *
last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void
replay(const char *path)
{
	struct arena a = {0};
	struct str bytes = S("");
	int error = file_read(&bytes, &a, path, false);
	uint8_t *exact = malloc(bytes.n ? bytes.n : 1);

	if (!exact)
		out_of_memory();
	if (!error && bytes.n)
		memcpy(exact, bytes.p, bytes.n);
	if (!error)
		LLVMFuzzerTestOneInput(exact, bytes.n);
	ok(!error, "%s", last_part(path));
	free(exact);
	arena_free(&a);
}

int
main(int argc, char **argv)
{
	const char *top = getenv("TOP");
	struct arena a = {0};
	const char **paths =
	    list(&a, str_fmt(&a, "%s/tests/fuzz/corpus/%s", top ? top : ".", last_part(argv[0])).p);
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
