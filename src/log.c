#include "log_part.h"

#include <string.h>

#include "checkin.h"
#include "pack.h"
#include "person.h"

/* People. */

static uint32_t
address_symbol(struct log *log, struct arena *scratch, struct str address)
{
	uint32_t symbol = intern(log->names, (struct str){str_lower(scratch, address), address.n});

	while (log->people.n <= symbol)
		vec_push(log->arena, &log->people);
	return symbol;
}

static void
set_addresses(struct gathering *g, const struct node *person, uint32_t id)
{
	const struct node *list = node_get(person, S("emails"));

	for (const struct node *e = list && list->type == NODE_SEQ ? list->first : NULL; e;
	     e = e->next) {
		uint32_t symbol = address_symbol(g->log, &g->scratch, node_str(e));

		g->log->people.p[symbol] = id;
	}
}

struct str
log_person(const struct log *log, const struct history_commit *commit)
{
	struct arena scratch = {0};
	struct str none = {NULL, 0};
	const struct record *r;
	uint32_t symbol, id;

	if (log->repo) {
		r = repo_person_by_email(log->repo, commit->author_email);
		return r ? repo_id(log->repo, r) : none;
	}
	symbol = address_symbol((struct log *)log, &scratch, commit->author_email);
	id = symbol ? log->people.p[symbol] : 0;
	arena_free(&scratch);
	return id ? intern_str(log->names, id) : none;
}

/* Gathering. */

/* Puts a record behind those of its commit. */
static void
put(struct gathering *g, const struct log_record *r)
{
	struct log *log = g->log;
	struct log_commit *last = log->commits.n ? &log->commits.p[log->commits.n - 1] : NULL;
	struct pack k = {.arena = &g->scratch};
	size_t at;

	pack_bytes(&k, r, sizeof *r);
	for (size_t i = 0; i < r->changes.n; i++) {
		const struct change *c = &r->changes.p[i];

		pack_number(&k, c->op);
		pack_text(&k, c->text);
		if (!g->query->values)
			continue;
		pack_text(&k, c->field);
		pack_text(&k, c->before);
		pack_text(&k, c->after);
	}
	at = spool_add(&log->spool, (struct str){k.p, k.n});
	if (!last || last->commit != r->commit) {
		last = vec_push(log->arena, &log->commits);
		*last = (struct log_commit){r->commit, at, 0};
	}
	last->size += k.n;
}

/* What put has put there. */
static void
take(struct log_record *r, struct unpack *u, bool values)
{
	unpack_bytes(u, r, sizeof *r);
	r->changes.p = NEW_ARRAY(u->arena, struct change, r->changes.n);
	for (size_t i = 0; i < r->changes.n; i++) {
		struct change *c = &r->changes.p[i];

		c->op = (enum change_op)unpack_number(u);
		c->text = unpack_text(u);
		if (!values)
			continue;
		c->field = unpack_text(u);
		c->before = unpack_text(u);
		c->after = unpack_text(u);
	}
}

int
log_read(struct log_records *records, struct arena *a, const struct log *log, size_t commit)
{
	const struct log_commit *c = &log->commits.p[commit];
	struct unpack u = {.arena = a};
	int status = spool_read(&u.rest, a, &log->spool, c->at, c->size);

	*records = (struct log_records){0};
	while (!status && u.rest.n) {
		struct log_record *r = vec_push(a, records);

		take(r, &u, log->values);
		if (!r->wanted && !log->lineages.p[r->lineage])
			records->n--;
	}
	return status;
}

static void
add_record(struct gathering *g, const struct history_record *r, bool wanted)
{
	struct change_context context = {g->readings, readings_words};
	struct changes changes = {0};

	readings_about(g->readings, r);
	history_changes(&changes, &g->scratch, r, &context);
	if (r->kind == KIND_CHECKIN && !wanted) {
		log_keep_on_goals(&changes, g->query);
		wanted = true;
	}
	if (changes.n)
		put(g, &(struct log_record){r->commit, r->kind, r->id, r->path, r->from_path,
			   r->from_id, r->lineage, wanted, changes});
}

static void
prepare(void *ctx, const struct history_record *r)
{
	struct gathering *g = ctx;
	struct arena_mark mark = arena_mark(&g->scratch);

	readings_take(g->readings, r);
	log_prepare_wishes(g, r);
	if (r->kind == KIND_PERSON && r->op != CHANGE_GAP) {
		set_addresses(g, r->before, 0);
		set_addresses(g, r->after, intern(g->log->names, r->id));
	}
	arena_rewind(&g->scratch, mark);
}

static void
visit(void *ctx, const struct history_record *r)
{
	struct gathering *g = ctx;
	struct arena_mark mark = arena_mark(&g->scratch);
	bool wanted = log_meets_wish(g, r);

	if (!r->given && (wanted || log_may_meet_wish(g->query, r)) && log_passes_filters(g, r))
		add_record(g, r, wanted);
	arena_rewind(&g->scratch, mark);
}

/* Drops commits that turned out not to be wanted. */
static void
filter(struct gathering *g)
{
	struct log *log = g->log;
	size_t n = 0;

	for (size_t i = 0; i < log->commits.n; i++)
		if (log_likes_author(g, log->commits.p[i].commit))
			log->commits.p[n++] = log->commits.p[i];
	log->commits.n = n;
}

/* Files to be read. */

struct following {
	struct arena *arena;
	const struct repo *repo;
	bool *files; /* by number */
};

static void follow_checkins(struct following *f, const struct record *goal);

/* A record's file, and what its words depend on: of a goal its check-ins, of a check-in all that are
 * about its goals. */
static void
follow(struct following *f, const struct record *r)
{
	const struct checkin *checkin = (const struct checkin *)r;

	f->files[r->file] = true;
	if (r->kind == KIND_GOAL)
		follow_checkins(f, r);
	for (uint32_t i = 0; r->kind == KIND_CHECKIN && i < checkin->goals.n; i++) {
		const struct record *goal = repo_get(f->repo, KIND_GOAL, checkin->goals.p[i].key);

		if (!goal)
			continue;
		f->files[goal->file] = true;
		follow_checkins(f, goal);
	}
}

static void
follow_checkins(struct following *f, const struct record *goal)
{
	size_t n;
	const struct repo_link *links = repo_links_to(&n, f->repo, goal);

	for (size_t i = 0; i < n; i++)
		if (links[i].from->kind == KIND_CHECKIN)
			f->files[links[i].from->file] = true;
}

bool
log_follow(struct log_query *query, struct arena *a, const struct repo *repo)
{
	struct following f = {a, repo, NEW_ARRAY(a, bool, repo->n_files)};
	struct str *paths = NEW_ARRAY(a, struct str, repo->n_files);
	size_t n = 0;

	for (size_t i = 0; i < query->n_wishes; i++) {
		const struct wish *w = &query->wishes[i];
		const struct record *r =
		    w->type == WISH_RECORD ? repo_find(repo, w->kind, w->text) : NULL;

		if (!r || r->imported)
			return false;
		follow(&f, r);
	}
	for (size_t i = 0; i < repo->n_files; i++)
		if (f.files[i])
			paths[n++] = repo->files[i].path;
	query->repo = repo;
	query->paths = paths;
	query->n_paths = n;
	return true;
}

int
log_gather(struct log *log, struct arena *a, struct log_query *query)
{
	struct gathering g = {.log = log, .query = query, .readings = readings_new(a)};
	int status;

	*log = (struct log){.arena = a,
	    .repo = query->repo,
	    .names = intern_new(a),
	    .values = query->values};
	log_begin_wishes(&g);
	status = history_run(&log->limits, a,
	    &(struct history_query){.git = query->source->git,
		.tip = query->source->commit.id,
		.prefix = query->source->prefix,
		.workspace = query->workspace,
		.paths = query->paths,
		.n_paths = query->n_paths,
		.prepare = prepare,
		.visit = visit,
		.ctx = &g});
	filter(&g);
	readings_free(g.readings);
	arena_free(&g.scratch);
	return status;
}

void
log_free(struct log *log)
{
	if (log->names)
		intern_free(log->names);
	spool_free(&log->spool);
}
