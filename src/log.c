#include "log.h"

#include <string.h>

#include "checkin.h"
#include "date.h"
#include "person.h"
#include "reading.h"
#include "summary.h"

struct gathering {
	struct log *log;
	struct log_query *query;
	struct readings *readings;
	struct arena scratch; /* rewound after each record */
	struct {
		bool *p;
		size_t n, cap;
	} lineages;		   /* by number: wanted whatever happened to them */
	struct str_guess *guesses; /* by wish */
};

/* People. */

static uint32_t
address_symbol(struct log *log, struct arena *scratch, struct str address)
{
	char *lower = str_c(scratch, address);
	uint32_t symbol;

	for (char *c = lower; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c += 'a' - 'A';
	symbol = intern(log->names, (struct str){lower, address.n});
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

/* Wishes. */

static bool
concerns(struct gathering *g, const struct history_record *r, const struct node *root, uint32_t who)
{
	const struct table *table = kinds[r->kind].table;
	struct record *record;

	if (!root || !r->kind)
		return false;
	record = arena_alloc(&g->scratch, table->size);
	fields_read(record, table, root, &g->scratch, g->log->names);
	record->kind = (uint8_t)r->kind;
	record->id = intern(g->log->names, r->id);
	return summary_is_of(record, who);
}

static bool
is_under(struct str path, struct str above)
{
	return !above.n || str_eq(path, above) ||
	       (str_starts(path, above) && path.p[above.n] == '/');
}

static bool
meets(struct gathering *g, const struct history_record *r, const struct wish *w)
{
	uint32_t who;

	switch (w->type) {
	case WISH_RECORD:
		return r->kind == w->kind &&
		       (str_eq(r->id, w->text) || str_eq(r->from_id, w->text));
	case WISH_PATH:
		return is_under(r->path, w->text) ||
		       (r->from_path.p && is_under(r->from_path, w->text));
	case WISH_WHO:
		who = intern(g->log->names, w->text);
		return concerns(g, r, r->after, who) || concerns(g, r, r->before, who);
	}
	return false;
}

/* What history knows of at all: that nothing happened in the days asked for is no mistake. */
static void
guess(struct gathering *g, const struct history_record *r, size_t i)
{
	const struct wish *w = &g->query->wishes[i];

	if ((w->type == WISH_RECORD && r->kind == w->kind) ||
	    (w->type == WISH_WHO && (r->kind == KIND_PERSON || r->kind == KIND_TEAM)))
		str_guess(&g->guesses[i], r->id);
}

/* Does a record meet a wish? A record or file that is asked for is followed through all of history. */
static bool
is_wanted(struct gathering *g, const struct history_record *r)
{
	bool wanted = g->query->n_wishes == 0;

	while (g->lineages.n <= r->lineage)
		vec_push(g->log->arena, &g->lineages);
	for (size_t i = 0; i < g->query->n_wishes; i++) {
		struct wish *w = &g->query->wishes[i];

		guess(g, r, i);
		if (!meets(g, r, w))
			continue;
		w->met = wanted = true;
		if (w->type != WISH_WHO && r->lineage)
			g->lineages.p[r->lineage] = true;
	}
	return wanted;
}

/* Does a change of a check-in speak of this goal? */
static bool
is_on_goal(const struct change *c, struct str goal)
{
	struct str head = S("goals."), rest = str_sub(c->field, head.n, c->field.n);

	return str_starts(c->field, head) && str_starts(rest, goal) &&
	       (rest.n == goal.n || rest.p[goal.n] == '.');
}

/* Leaves of a check-in's changes those on goals that are asked for. */
static void
keep_on_goals(struct changes *changes, const struct log_query *q)
{
	size_t n = 0;

	for (size_t i = 0; i < changes->n; i++) {
		bool kept = false;

		for (size_t k = 0; k < q->n_wishes && !kept; k++)
			kept = q->wishes[k].type == WISH_RECORD && q->wishes[k].kind == KIND_GOAL &&
			       is_on_goal(&changes->p[i], q->wishes[k].text);
		if (kept)
			changes->p[n++] = changes->p[i];
	}
	changes->n = n;
}

/* May it still turn out to be wanted, or a part of it? What check-ins say of a goal belongs to the
 * history of the goal. */
static bool
may_be_wanted(const struct gathering *g, const struct history_record *r)
{
	for (size_t i = 0; i < g->query->n_wishes; i++) {
		const struct wish *w = &g->query->wishes[i];

		if (w->type == WISH_PATH || (w->type == WISH_RECORD && w->kind == r->kind))
			return true;
		if (w->type == WISH_RECORD && w->kind == KIND_GOAL && r->kind == KIND_CHECKIN)
			return true;
	}
	return false;
}

static bool
is_in_time(const struct log_query *q, const struct history_commit *c)
{
	int32_t day = git_when_day(c->when);

	return (q->since == DATE_NONE || day >= q->since) &&
	       (q->until == DATE_NONE || day <= q->until);
}

/* Gathering. */

static struct str
copy(struct arena *a, struct str s)
{
	return s.p ? str_dup(a, s) : s;
}

static void
add_record(struct gathering *g, const struct history_record *r, bool wanted)
{
	struct arena *a = g->log->arena;
	struct change_context context = {g->readings, readings_words};
	struct changes changes = {0};
	struct log_record *to;

	readings_about(g->readings, r);
	history_changes(&changes, &g->scratch, r, &context);
	if (r->kind == KIND_CHECKIN && !wanted) {
		keep_on_goals(&changes, g->query);
		wanted = true;
	}
	if (!changes.n)
		return;
	to = vec_push(a, &g->log->records);
	*to = (struct log_record){r->commit, r->kind, r->id, r->path, r->from_path, r->lineage,
	    wanted, {NEW_ARRAY(a, struct change, changes.n), changes.n, changes.n}};
	for (size_t i = 0; i < changes.n; i++) {
		const struct change *c = &changes.p[i];

		to->changes.p[i] = (struct change){.op = c->op, .text = str_dup(a, c->text)};
		if (!g->query->values)
			continue;
		to->changes.p[i].field = copy(a, c->field);
		to->changes.p[i].before = copy(a, c->before);
		to->changes.p[i].after = copy(a, c->after);
	}
}

static void
prepare(void *ctx, const struct history_record *r)
{
	struct gathering *g = ctx;
	struct arena_mark mark = arena_mark(&g->scratch);

	readings_take(g->readings, r);
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
	bool wanted = is_wanted(g, r);

	if (!r->given && (wanted || may_be_wanted(g, r)) && is_in_time(g->query, r->commit))
		add_record(g, r, wanted);
	arena_rewind(&g->scratch, mark);
}

/* Drops what turned out not to be wanted. */
static void
filter(struct gathering *g)
{
	struct log *log = g->log;
	size_t n = 0;

	for (size_t i = 0; i < log->records.n; i++) {
		const struct log_record *r = &log->records.p[i];

		if (r->wanted || g->lineages.p[r->lineage])
			log->records.p[n++] = *r;
	}
	log->records.n = n;
	for (size_t i = 0; i < g->query->n_wishes; i++)
		g->query->wishes[i].guess = copy(log->arena, g->guesses[i].best);
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

	*log = (struct log){.arena = a, .repo = query->repo, .names = intern_new(a)};
	g.guesses = NEW_ARRAY(a, struct str_guess, query->n_wishes);
	for (size_t i = 0; i < query->n_wishes; i++)
		g.guesses[i].word = query->wishes[i].text;
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
}
