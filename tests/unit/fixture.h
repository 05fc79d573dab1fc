/* Workspaces in memory, for unit tests of what records say. They live in `arena` until workspaces_free. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include <stdlib.h>

#include "repo.h"
#include "tap.h"

static struct arena arena;
static VEC(struct repo *) loaded;

/* Loads n files; ends the test where that cannot be. Findings are noted, unless they are meant. */
static inline struct repo *
workspace_of(const char *const *paths, const struct str *texts, size_t n, bool meant)
{
	struct sink sink = {.arena = &arena};
	struct repo *repo = NULL;

	if (repo_load(&repo, &arena, source_memory(&arena, paths, texts, n), &sink))
		exit(2);
	*vec_push(&arena, &loaded) = repo;
	for (size_t i = 0; i < sink.n && !meant; i++)
		note("%.*s:%u: %.*s", SV(sink.p[i].path), sink.p[i].line, SV(sink.p[i].message));
	return repo;
}

/* The same of n files {path, text}, and one with what a test adds; it may be empty. */
static inline struct repo *
workspace_with(const char *const (*files)[2], size_t n, const char *more)
{
	const char **paths = NEW_ARRAY(&arena, const char *, n + 1);
	struct str *texts = NEW_ARRAY(&arena, struct str, n + 1);

	for (size_t i = 0; i < n; i++) {
		paths[i] = files[i][0];
		texts[i] = str_of(files[i][1]);
	}
	paths[n] = "feedback/more.yaml";
	texts[n] = str_of(more);
	return workspace_of(paths, texts, *more ? n + 1 : n, false);
}

static inline void
workspaces_free(void)
{
	for (size_t i = 0; i < loaded.n; i++)
		repo_free(loaded.p[i]);
	arena_free(&arena);
}

static inline int32_t
date(const char *text)
{
	int32_t d = DATE_NONE;

	date_parse(&d, str_of(text));
	return d;
}

#endif
