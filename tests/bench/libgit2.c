/* libgit2 FOLDER: starts libgit2, opens the repository of a folder and its index, and no more: the
 * floor that whet-review is measured against. Prints the KB that the index takes. */
#include <git2.h>
#include <stdio.h>
#include <sys/resource.h>

/* In KB on Linux. */
static long
peak(void)
{
	struct rusage used;

	getrusage(RUSAGE_SELF, &used);
	return used.ru_maxrss;
}

int
main(int argc, char **argv)
{
	git_repository *repository = NULL;
	git_index *index = NULL;
	long before;
	int error;

	if (argc != 2) {
		fputs("usage: libgit2 FOLDER\n", stderr);
		return 2;
	}
	git_libgit2_init();
	error = git_repository_open(&repository, argv[1]);
	before = peak();
	if (!error)
		error = git_repository_index(&index, repository);
	if (error)
		fprintf(stderr, "libgit2: %s\n", git_error_last()->message);
	else
		printf("%ld\n", peak() - before);
	git_index_free(index);
	git_repository_free(repository);
	git_libgit2_shutdown();
	return error != 0;
}
