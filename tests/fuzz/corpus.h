/* What the programs that run a target without libFuzzer share: the files of a folder, and one run. */
#ifndef CORPUS_H
#define CORPUS_H

#include <dirent.h>

#include "../unit/tap.h"
#include "file.h"
#include "fuzz.h"

/* Paths of the files in a folder, sorted; the list ends with NULL. */
static inline const char **
corpus_list(struct arena *a, const char *folder)
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

static inline const char *
corpus_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Runs the target on bytes of their own, so that a sanitizer sees what is read behind them. */
static inline void
corpus_run(struct str bytes)
{
	uint8_t *exact = malloc(bytes.n ? bytes.n : 1);

	if (!exact)
		out_of_memory();
	if (bytes.n)
		memcpy(exact, bytes.p, bytes.n);
	LLVMFuzzerTestOneInput(exact, bytes.n);
	free(exact);
}

#endif
