/* blobloop FOLDER: walks the history of the workspace in a folder and runs a bare libyaml event loop
 * over each version of each file, in the order they were introduced: the floor that whet-log is
 * measured against. */
#include <stdio.h>
#include <yaml.h>

#include "history_version.h"
#include "source.h"

static unsigned long
events(struct str bytes)
{
	yaml_parser_t parser;
	yaml_event_t event;
	unsigned long n = 0;
	int done = 0;

	yaml_parser_initialize(&parser);
	yaml_parser_set_input_string(&parser, (const unsigned char *)bytes.p, bytes.n);
	while (!done && yaml_parser_parse(&parser, &event)) {
		done = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
		n++;
	}
	yaml_parser_delete(&parser);
	return n;
}

/* What a run has done, and with what. */
struct run {
	struct git *git;
	struct arena scratch; /* rewound after each commit */
	struct ids_seen seen;
	unsigned long n; /* of libyaml's events */
};

static int
loop_blob(struct run *run, struct git_id blob)
{
	static const struct git_id none;
	struct str bytes;
	bool found;
	int status;

	if (git_id_eq(blob, none) || !ids_is_new(&run->seen, blob))
		return 0;
	status = git_read_blob(&bytes, &found, run->git, &run->scratch, blob);
	run->n += !status && found ? events(bytes) : 0;
	return status;
}

static int
loop(const struct walk *walk, struct git *git)
{
	struct run run = {.git = git};
	int status = 0;

	for (size_t i = walk->ids.n; i-- && !status;) {
		struct arena_mark mark = arena_mark(&run.scratch);
		const struct walk_event *e;

		status = walk_events(&e, &run.scratch, walk, i, i + 1);
		for (size_t k = 0; k < walk->commits[i].n_events && !status; k++) {
			status = loop_blob(&run, e[k].before);
			if (!status)
				status = loop_blob(&run, e[k].after);
		}
		arena_rewind(&run.scratch, mark);
	}
	printf("%zu versions, %lu events\n", run.seen.n, run.n);
	arena_free(&run.scratch);
	arena_free(&run.seen.arena);
	return status;
}

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
		fputs("usage: blobloop FOLDER\n", stderr);
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
			status = loop(&walk, source->git);
		history_walk_end(&walk);
	}
	source_close(source);
	arena_free(&arena);
	return status;
}
