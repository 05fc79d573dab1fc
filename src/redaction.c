#include "redaction.h"

#include <stdlib.h>

#include "acknowledgement.h"
#include "history.h"
#include "ids.h"
#include "links.h"
#include "seal.h"
#include "shape.h"

/* A commit of the repository. */
struct vertex {
	struct git_id tree;
	struct git_when when;
	struct git_person author;
	uint32_t *parents; /* numbers of vertices */
	uint32_t n_parents;
	bool is_signed;
	bool has_child;
	bool leads; /* to a commit that holds the record, or holds it */
};

/* What a file at a path holds, by number of its blob. */
enum holding { HOLDING_ASKED, HOLDING_NONE, HOLDING_RECORD, HOLDING_OTHERS_TOO };

/* A file where the record has stood. */
struct spot {
	struct str path; /* from the workspace's folder */
	struct str full; /* from the repository's top */
	struct ids blobs;
	struct {
		uint8_t *p; /* enum holding */
		size_t n, cap;
	} holdings; /* by number of blob */
	bool shared;
};

/* Something that happened to a record of the kind. */
struct sighting {
	uint32_t lineage;
	struct str id, path;
};

struct search {
	struct redaction *r;
	struct tool *tool;
	struct arena *arena;
	struct git *git;
	enum kind kind;
	struct str id;
	struct ids ids; /* of commits */
	struct {
		struct vertex *p;
		size_t n, cap;
	} vertices; /* by number of id: parents first */
	struct {
		struct sighting *p;
		size_t n, cap;
	} sightings;		/* of one branch */
	struct git_paths names; /* ids that the record had */
	struct {
		struct spot *p;
		size_t n, cap;
	} spots;
	struct str_guess guess;
	int status;
};

/* Commits. */

static void
add_vertex(struct search *s, struct git_id id)
{
	struct git_commit commit;
	struct vertex *vertex;
	bool found;

	if (ids_find(&(uint32_t){0}, &s->ids, id))
		return;
	ids_number(&s->ids, s->arena, id);
	vertex = vec_push(s->arena, &s->vertices);
	s->status = git_read_commit(&commit, &found, s->git, s->arena, id);
	if (s->status || !found)
		return;
	vertex->tree = commit.tree;
	vertex->when = commit.committer.when;
	vertex->author = commit.author;
	vertex->is_signed = commit.is_signed;
	vertex->parents = NEW_ARRAY(s->arena, uint32_t, commit.n_parents);
	for (size_t i = 0; i < commit.n_parents; i++)
		if (ids_find(&vertex->parents[vertex->n_parents], &s->ids, commit.parents[i]))
			s->vertices.p[vertex->parents[vertex->n_parents++]].has_child = true;
}

/* All that a name leads to; a shallow clone ends where it is cut off. */
static void
add_tip(struct search *s, struct git_id tip)
{
	struct git_steps walk;

	if (ids_find(&(uint32_t){0}, &s->ids, tip))
		return;
	s->status = git_walk(&walk, s->git, s->arena, tip, NULL, NULL);
	for (size_t i = walk.n; i-- > 0 && !s->status;)
		add_vertex(s, walk.p[i].id);
}

/* Where the record stood. */

static void
visit(void *ctx, const struct history_record *h)
{
	struct search *s = ctx;

	if (h->kind != s->kind || h->op == CHANGE_GAP)
		return;
	str_guess(&s->guess, h->id);
	*vec_push(s->arena, &s->sightings) = (struct sighting){h->lineage, h->id, h->path};
	if (h->from_id.p)
		*vec_push(s->arena, &s->sightings) =
		    (struct sighting){h->lineage, h->from_id, h->from_path};
}

static void
add_name(struct search *s, struct git_paths *list, struct str name)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->p[i], name))
			return;
	*vec_push(s->arena, list) = name;
}

static void
add_spot(struct search *s, struct str path)
{
	struct spot *spot;

	for (size_t i = 0; i < s->spots.n; i++)
		if (str_eq(s->spots.p[i].path, path))
			return;
	spot = vec_push(s->arena, &s->spots);
	spot->path = path;
	spot->full = JOIN(s->arena, s->tool->source->prefix, path);
}

/* Of what was seen on a branch, all that is the record under any of its ids. */
static void
take_sightings(struct search *s)
{
	for (size_t i = 0; i < s->sightings.n; i++) {
		const struct sighting *named = &s->sightings.p[i];

		if (!str_eq(named->id, s->id))
			continue;
		for (size_t k = 0; k < s->sightings.n; k++) {
			const struct sighting *other = &s->sightings.p[k];

			if (other->lineage != named->lineage)
				continue;
			add_name(s, &s->names, other->id);
			if (other->path.p)
				add_spot(s, other->path);
		}
	}
	s->sightings.n = 0;
}

/* Reads the history of each commit that no other one follows. */
static void
read_histories(struct search *s)
{
	const struct source *source = s->tool->source;

	for (size_t i = 0; i < s->vertices.n && !s->status; i++) {
		struct history_limits limits;

		if (s->vertices.p[i].has_child)
			continue;
		s->status = history_run(&limits, s->arena,
		    &(struct history_query){.git = s->git,
			.tip = s->ids.p[i],
			.prefix = source->prefix,
			.workspace = &s->tool->repo->workspace,
			.visit = visit,
			.ctx = s});
		s->r->limits = limits;
		take_sightings(s);
	}
}

/* Which commits hold it. */

static bool
is_record(const struct search *s, const struct spot *spot, const struct edition_doc *doc)
{
	struct str id = doc->id.p ? doc->id : path_stem(spot->path);

	for (size_t i = 0; i < s->names.n; i++)
		if (doc->kind == s->kind && str_eq(s->names.p[i], id))
			return true;
	return false;
}

/* What cannot be read may hold it. */
static enum holding
read_holding(struct search *s, const struct spot *spot, struct git_id blob)
{
	struct arena scratch = {0};
	struct edition edition = {0};
	size_t others = 0, own = 0;
	struct str bytes;
	bool found = false;

	s->status = git_read_blob(&bytes, &found, s->git, &scratch, blob);
	if (found)
		edition_parse(&edition, &scratch, bytes);
	for (size_t i = 0; i < edition.n_docs; i++)
		if (is_record(s, spot, &edition.docs[i]))
			own++;
		else
			others++;
	arena_free(&edition.arena);
	arena_free(&scratch);
	if (found && !edition.broken && !own)
		return HOLDING_NONE;
	return others ? HOLDING_OTHERS_TOO : HOLDING_RECORD;
}

static enum holding
holding_of(struct search *s, struct spot *spot, struct git_id blob)
{
	uint32_t number = ids_number(&spot->blobs, s->arena, blob);

	while (spot->holdings.n <= number)
		vec_push(s->arena, &spot->holdings);
	if (!spot->holdings.p[number])
		spot->holdings.p[number] = (uint8_t)read_holding(s, spot, blob);
	return (enum holding)spot->holdings.p[number];
}

/* The blob of a file in a commit; false where there is none. */
static bool
blob_in(struct git_id *blob, struct search *s, const struct vertex *vertex, const struct spot *spot)
{
	struct arena scratch = {0};
	struct git_entry entry;
	bool found = false;
	int status = git_path(&entry, &found, s->git, &scratch, vertex->tree, spot->full);

	arena_free(&scratch);
	if (status)
		s->status = status;
	*blob = entry.id;
	return !status && found && (entry.mode == GIT_FILE || entry.mode == GIT_EXECUTABLE);
}

static bool
has_from_parent(struct search *s, const struct vertex *vertex, const struct spot *spot,
    struct git_id blob)
{
	for (uint32_t i = 0; i < vertex->n_parents; i++) {
		struct git_id before;

		if (blob_in(&before, s, &s->vertices.p[vertex->parents[i]], spot) &&
		    git_id_eq(before, blob))
			return true;
	}
	return false;
}

static void
look_at_commit(struct search *s, uint32_t number)
{
	struct vertex *vertex = &s->vertices.p[number];

	for (size_t i = 0; i < s->spots.n; i++) {
		struct spot *spot = &s->spots.p[i];
		struct redaction_commit *c;
		enum holding holding;
		struct git_id blob;

		if (!blob_in(&blob, s, vertex, spot))
			continue;
		holding = holding_of(s, spot, blob);
		if (holding == HOLDING_NONE)
			continue;
		spot->shared = spot->shared || holding == HOLDING_OTHERS_TOO;
		vertex->leads = true;
		c = vec_push(s->arena, &s->r->commits);
		*c = (struct redaction_commit){s->ids.p[number], vertex->when, vertex->author,
		    spot->path, blob, !has_from_parent(s, vertex, spot, blob)};
	}
	for (uint32_t i = 0; i < vertex->n_parents; i++)
		vertex->leads = vertex->leads || s->vertices.p[vertex->parents[i]].leads;
	s->r->rewritten += vertex->leads;
	s->r->is_signed += vertex->leads && vertex->is_signed;
}

/* What it would mean. */

static void
keep_refs(struct search *s, const struct git_refs *all)
{
	for (size_t i = 0; i < all->n; i++) {
		uint32_t number;

		if (ids_find(&number, &s->ids, all->p[i].commit) && s->vertices.p[number].leads)
			*vec_push(s->arena, &s->r->refs) = all->p[i];
	}
}

static void
keep_paths(struct search *s)
{
	for (size_t i = 0; i < s->spots.n; i++) {
		*vec_push(s->arena, &s->r->paths) = s->spots.p[i].full;
		if (s->spots.p[i].shared)
			*vec_push(s->arena, &s->r->shared) = s->spots.p[i].full;
	}
	str_sort(s->r->paths.p, s->r->paths.n);
	str_sort(s->r->shared.p, s->r->shared.n);
}

static struct str
name_of(struct search *s, const struct record *r)
{
	return JOIN(s->arena, kind_name((enum kind)r->kind), S(":"), repo_id(s->tool->repo, r));
}

/* Is the record part of what an acknowledgement was given to? */
static bool
is_sealed(struct search *s, const struct acknowledgement *a)
{
	struct repo *repo = s->tool->repo;
	const struct record *of = repo_get(repo, (enum kind)a->of.kind, a->of.id);
	struct seal seal;

	if (!of || !a->seen.n)
		return false;
	seal_of(&seal, s->arena, repo, of, a->date);
	return seal_part(&seal, s->r->record);
}

static void
look_for_references(struct search *s)
{
	struct repo *repo = s->tool->repo;
	const struct record *record = repo_find(repo, s->kind, s->id);
	const struct repo_link *links;
	struct record **all;
	size_t n;

	if (!record)
		return;
	links = repo_links_to(&n, repo, record);
	for (size_t i = 0; i < n; i++)
		if (!links[i].from->imported)
			add_name(s, &s->r->links, name_of(s, links[i].from));
	all = repo_of_kind(&n, repo, KIND_ACKNOWLEDGEMENT);
	for (size_t i = 0; i < n; i++)
		if (links_counts(repo, all[i]) &&
		    is_sealed(s, (const struct acknowledgement *)all[i]))
			add_name(s, &s->r->seals, name_of(s, all[i]));
}

static int
say_unknown(struct search *s)
{
	const char *kind = kinds[s->kind].name;

	if (s->guess.best.p)
		return tool_usage(s->tool, "history has no %s \"%.*s\", did you mean \"%.*s\"?",
		    kind, SV(s->id), SV(s->guess.best));
	return tool_usage(s->tool, "history has no %s \"%.*s\"", kind, SV(s->id));
}

int
redaction_plan(struct redaction *r, struct tool *t, const char *record)
{
	struct search s = {.r = r, .tool = t, .arena = &t->arena, .git = t->source->git};
	struct git_refs refs;
	struct str kind;

	*r = (struct redaction){.record = str_of(record)};
	if (!str_cut(&kind, &s.id, r->record, ':') || !kind_of(kind) || !s.id.n)
		return tool_usage(t, "--redaction-plan \"%s\": write KIND:ID", record);
	s.kind = kind_of(kind);
	s.guess.word = s.id;
	s.status = git_refs(&refs, s.git, s.arena);
	add_tip(&s, t->source->commit.id);
	for (size_t i = 0; i < refs.n && !s.status; i++)
		add_tip(&s, refs.p[i].commit);
	read_histories(&s);
	for (uint32_t i = 0; i < s.vertices.n && !s.status; i++)
		look_at_commit(&s, i);
	if (s.status)
		return s.status;
	if (!r->commits.n)
		return say_unknown(&s);
	keep_refs(&s, &refs);
	keep_paths(&s);
	look_for_references(&s);
	return 0;
}
