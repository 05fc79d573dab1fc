#include "collector.h"

int
collector_closed(struct tool *t, const struct cycle *c)
{
	struct str collector = repo_str(t->repo, c->collector);

	return tool_usage(t,
	    "cycle \"%.*s\" is confidential, its answers are not here: --responses DIR reads them in "
	    "the workspace of the collector%s%.*s",
	    SV(repo_id(t->repo, &c->record)), collector.n ? ", " : "", SV(collector));
}

/* Is the place where the answers are looked for the one that the cycle says? */
static int
check_place(struct tool *t, const struct cycle *c, const char *dir)
{
	bool confidential = c->collection == COLLECTION_CONFIDENTIAL;

	if (!confidential && dir)
		return tool_usage(t,
		    "cycle \"%.*s\" is attributed, its answers are here: leave out --responses",
		    SV(repo_id(t->repo, &c->record)));
	return confidential && !dir ? collector_closed(t, c) : 0;
}

static int
load(struct collector *c, struct tool *t, const char *person)
{
	int status = source_folder(&c->source, &t->arena, c->dir);

	if (status)
		return status;
	if (str_eq(c->source->root, t->source->root))
		return tool_usage(t,
		    "%s is the shared workspace: answers of a confidential cycle are kept in "
		    "another one, that only the collector can read",
		    c->dir);
	c->sink.arena = &t->arena;
	status = repo_load_around(&c->repo, &t->arena, c->source, &c->sink, str_of(person));
	if (status)
		return status;
	if (c->repo->workspace.readers != AUDIENCE_SELF)
		return tool_usage(t,
		    "%s is not the collector's alone: its whet.yaml has to say `readers: self`",
		    c->dir);
	return 0;
}

int
collector_find(const struct record **there, const struct collector *c, struct tool *t,
    const struct record *here)
{
	struct str id = repo_id(t->repo, here);

	*there = repo_find(c->repo, (enum kind)here->kind, id);
	if (*there)
		return 0;
	return tool_usage(t,
	    "%s does not know the %s \"%.*s\": `imports` of its whet.yaml has to name the shared "
	    "workspace",
	    c->dir, kinds[here->kind].name, SV(id));
}

static int
check_framework(struct tool *t, const struct cycle *c)
{
	struct record *framework;

	if (!c->framework || t->repo->missing_imports)
		return 0;
	return tool_find(&framework, t, KIND_FRAMEWORK, repo_str(t->repo, c->framework).p);
}

int
collector_open(struct collector *c, struct tool *t, const char *cycle, const char *dir,
    const char *person)
{
	struct record *here;
	const struct record *there;
	int status = tool_find(&here, t, KIND_CYCLE, cycle);

	*c = (struct collector){.dir = dir, .repo = dir ? NULL : t->repo};
	if (!status)
		status = check_framework(t, (const struct cycle *)here);
	if (!status)
		status = check_place(t, (const struct cycle *)here, dir);
	if (!status && dir)
		status = load(c, t, person);
	if (!status)
		status = collector_find(&there, c, t, here);
	if (status)
		return status;
	c->cycle = (const struct cycle *)there;
	tool_leave_out(t);
	if (dir)
		tool_leave_out_of(t, c->repo);
	return 0;
}

void
collector_close(struct collector *c)
{
	if (!c->source)
		return;
	if (c->repo)
		repo_free(c->repo);
	source_close(c->source);
}
