#include "compare.h"

#include "say.h"

/* Revisions that are named, the earlier first. */
struct revisions {
	const char *p[2];
	size_t n;
	bool fork; /* A...B: from where the two parted */
};

static int
add_revision(struct revisions *revs, struct tool *t, struct str word)
{
	if (revs->n == 2)
		return tool_usage(t, "\"%.*s\" is a third revision: two are compared", SV(word));
	revs->p[revs->n++] = word.n ? str_c(&t->arena, word) : "HEAD";
	return 0;
}

/* A, A..B or A...B. */
static int
read_revisions(struct revisions *revs, struct tool *t, struct str word)
{
	size_t at = str_find(word, S(".."));
	struct str rest = str_sub(word, at + 2, word.n);
	int status;

	if (at == word.n)
		return add_revision(revs, t, word);
	revs->fork = str_starts(rest, S("."));
	status = add_revision(revs, t, str_sub(word, 0, at));
	return status ? status : add_revision(revs, t, str_sub(rest, revs->fork, rest.n));
}

static int
read_words(struct compare *c, struct revisions *revs, struct tool *t)
{
	int status = 0;

	for (size_t i = 0; i < t->operands.n && !status; i++) {
		struct str word = str_of(t->operands.p[i]), kind, id;

		if (str_cut(&kind, &id, word, ':') && kind_of(kind))
			*vec_push(&t->arena, &c->wishes) = (struct compare_wish){kind_of(kind), id};
		else
			status = read_revisions(revs, t, word);
	}
	if (!status && t->rev)
		status = tool_usage(t, "--rev: revisions to compare are named without it");
	if (!status && c->staged && revs->n == 2)
		status = tool_usage(t, "--staged compares what is staged with one revision");
	return status;
}

static struct str
id_text(struct tool *t, struct git_id id)
{
	char text[41];

	return str_dup(&t->arena, str_of(git_id_text(text, id)));
}

/* The later state: t->source. */
static int
open_after(struct compare *c, struct tool *t, const struct revisions *revs)
{
	int status;

	if (revs->n == 2)
		status = source_revision(&t->source, &t->arena, t->dir, revs->p[1]);
	else if (c->staged)
		status = source_index(&t->source, &t->arena, t->dir);
	else
		status = source_folder(&t->source, &t->arena, t->dir);
	if (status)
		return status;
	if (!t->source->git) {
		say("%s is in no Git repository, so there is nothing to compare with", t->dir);
		return EXIT_ENVIRONMENT;
	}
	if (t->source->kind == SOURCE_REVISION && !revs->n)
		return tool_usage(t, "a bare repository has no working tree: name two revisions");
	c->to = t->source->kind == SOURCE_REVISION ? id_text(t, t->source->commit.id)
		: c->staged			   ? S("index")
						   : S("worktree");
	return 0;
}

/* The earlier state where it is a revision. */
static int
open_revision(struct compare *c, struct tool *t, const struct revisions *revs)
{
	const char *rev = revs->n ? revs->p[0] : "HEAD";
	struct git_id id;
	bool found;
	int status = git_resolve(&id, &found, t->source->git, rev);

	if (!status && found && revs->fork) {
		struct git_id later = t->source->commit.id;

		status = git_fork(&id, &found, t->source->git, id, later);
		if (!status && !found)
			status = tool_usage(t, "%s and %s have no commit in common%s", revs->p[0],
			    revs->p[1],
			    git_is_shallow(t->source->git)
				? "; \"git fetch --unshallow\" gets the rest of the history"
				: "");
	}
	if (status || !found)
		return status;
	c->from = id_text(t, id);
	return source_at_commit(&c->before, &found, &t->arena, t->source, id);
}

int
compare_open(struct compare *c, struct tool *t)
{
	struct revisions revs = {0};
	struct git_paths paths = {0};
	int status = read_words(c, &revs, t);
	bool from_index = !c->staged && !revs.n, found;

	if (!status)
		status = open_after(c, t, &revs);
	if (!status)
		status = tool_load(t);
	if (!status && from_index) {
		status = source_at_index(&c->before, &found, &t->arena, t->source);
		c->from = S("index");
	} else if (!status) {
		status = open_revision(c, t, &revs);
	}
	if (!status)
		status = source_changed(&paths, &t->arena, t->source,
		    c->before && !from_index ? &c->before->commit.tree : NULL, from_index);
	c->query.paths = paths.p;
	c->query.n_paths = paths.n;
	c->query.before = c->before;
	c->query.after = t->repo;
	return status;
}

void
compare_close(struct compare *c)
{
	source_close(c->before);
}

bool
compare_wants(const struct compare *c, const struct history_record *r)
{
	for (size_t i = 0; i < c->wishes.n; i++) {
		const struct compare_wish *w = &c->wishes.p[i];

		if (w->kind == r->kind && (str_eq(w->id, r->id) || str_eq(w->id, r->from_id)))
			return true;
	}
	return !c->wishes.n;
}

static bool
is_known(struct tool *t, const struct compare_wish *w, const struct difference *d)
{
	for (size_t i = 0; i < d->records.n; i++)
		if (d->records.p[i].kind == w->kind && str_eq(d->records.p[i].id, w->id))
			return true;
	return w->kind == KIND_WORKSPACE || repo_find(t->repo, w->kind, w->id);
}

int
compare_say_unknown(const struct compare *c, struct tool *t, const struct difference *d)
{
	struct record *r;
	int status = 0;

	for (size_t i = 0; i < c->wishes.n && !status; i++) {
		const struct compare_wish *w = &c->wishes.p[i];

		if (!is_known(t, w, d))
			status = tool_find(&r, t, w->kind, str_c(&t->arena, w->id));
	}
	return status;
}
