/* walk FOLDER: walks the history of the workspace in a folder, trees only, and counts. */
#include <stdio.h>

#include "history_walk.h"
#include "source.h"

int
main(int argc, char **argv)
{
	struct arena arena = {0};
	struct workspace workspace = {0};
	struct source *source;
	struct walk walk;
	bool found = false;
	int status;

	if (argc != 2) {
		fputs("usage: walk FOLDER\n", stderr);
		return 2;
	}
	status = source_folder(&source, &arena, argv[1]);
	if (!status)
		status = source_commit(&found, source);
	if (status)
		return status;
	if (found) {
		status = history_walk(&walk, &arena,
		    &(struct history_query){.git = source->git,
			.tip = source->commit.id,
			.prefix = source->prefix,
			.workspace = &workspace});
		if (!status)
			printf("%zu commits, %zu changed files, %zu blobs\n", walk.ids.n,
			    walk.n_events, walk.n_blobs);
		history_walk_end(&walk);
	}
	source_close(source);
	arena_free(&arena);
	return status;
}
