#include "git_library.h"

#include <stdlib.h>
#include <string.h>

struct listing {
	struct arena *arena;
	struct git_refs *refs;
};

static int
by_name(const void *left, const void *right)
{
	const struct git_ref *a = left, *b = right;

	return str_cmp(a->name, b->name);
}

static void
add_ref(struct git_refs *refs, struct arena *a, const char *name, const git_reference *reference)
{
	git_object *commit = NULL;
	struct git_ref *ref;

	if (git_reference_peel(&commit, reference, GIT_OBJECT_COMMIT) == 0) {
		ref = vec_push(a, refs);
		ref->name = str_dup(a, str_of(name));
		memcpy(ref->commit.raw, git_object_id(commit)->id, sizeof ref->commit.raw);
	}
	git_object_free(commit);
}

static int
take_reference(git_reference *reference, void *ctx)
{
	struct listing *l = ctx;

	add_ref(l->refs, l->arena, git_reference_name(reference), reference);
	git_reference_free(reference);
	return 0;
}

int
git_refs(struct git_refs *refs, struct git *git, struct arena *a)
{
	struct listing listing = {a, refs};
	git_reference *head = NULL;

	*refs = (struct git_refs){0};
	if (git_reference_foreach(git->repo, take_reference, &listing) < 0)
		return git_fail(git->folder.p);
	if (git_repository_head_detached(git->repo) == 1 &&
	    git_repository_head(&head, git->repo) == 0)
		add_ref(refs, a, "HEAD", head);
	git_reference_free(head);
	if (refs->n)
		qsort(refs->p, refs->n, sizeof *refs->p, by_name);
	return 0;
}

struct urls {
	struct arena *arena;
	struct git_remote_urls *list;
};

static int
take_url(const git_config_entry *entry, void *ctx)
{
	struct urls *urls = ctx;
	struct str name = str_of(entry->name), head = S("remote.");
	struct git_remote_url *remote;

	if (!str_starts(name, head) ||
	    (!str_ends(name, S(".url")) && !str_ends(name, S(".pushurl"))))
		return 0;
	name = str_sub(name, head.n, name.n - (str_ends(name, S(".url")) ? 4 : 8));
	remote = vec_push(urls->arena, urls->list);
	remote->name = str_dup(urls->arena, name);
	remote->url = str_dup(urls->arena, str_of(entry->value));
	return 0;
}

static int
by_remote(const void *left, const void *right)
{
	const struct git_remote_url *a = left, *b = right;
	int order = str_cmp(a->name, b->name);

	return order ? order : str_cmp(a->url, b->url);
}

void
git_remotes(struct git_remote_urls *list, struct git *git, struct arena *a)
{
	struct urls urls = {a, list};
	git_config *config = git_configuration(git);

	*list = (struct git_remote_urls){0};
	if (config)
		git_config_foreach(config, take_url, &urls);
	if (list->n)
		qsort(list->p, list->n, sizeof *list->p, by_remote);
}
