#include "log.h"

#include "reading.h"

/* What log_run works with besides the log. */
struct run {
	struct log *log;
	struct readings *readings;
	struct arena scratch; /* lineages */
	struct {
		bool *p;
		size_t n, cap;
	} wanted; /* by lineage */
};

static bool
names_person(const struct node *value, struct str who)
{
	if (value->type == NODE_STR)
		return str_eq(value->text, who);
	for (const struct node *e = value->type == NODE_SEQ ? value->first : NULL; e; e = e->next)
		if (e->type == NODE_STR && str_eq(e->text, who))
			return true;
	return false;
}

/* Does a version of a record belong to, come from or concern a person or team? */
static bool
concerns(const struct node *root, enum kind kind, struct str id, struct str who)
{
	const struct table *t = kinds[kind].table;

	if (kind == KIND_PERSON || kind == KIND_TEAM)
		return str_eq(id, who);
	for (const struct node *e = root && root->type == NODE_MAP ? root->first : NULL; e; e = e->next) {
		const struct field *f = t ? field_of(t, e->key->text, e) : NULL;

		if (f && f->refers & REF_OWNER && f->type != FIELD_REF && f->type != FIELD_REFS &&
		    names_person(e, who))
			return true;
	}
	return false;
}

static bool
is_wanted(const struct run *run, const struct history_record *r)
{
	const struct log *log = run->log;

	for (size_t i = 0; i < log->n_records; i++)
		if (log->records[i].kind == (uint32_t)r->kind &&
		    str_eq(repo_str(log->repo, log->records[i].id), r->id))
			return true;
	for (size_t i = 0; i < log->n_people; i++) {
		struct str who = repo_str(log->repo, log->people[i]);

		if (concerns(r->before, r->kind, r->id, who) || concerns(r->after, r->kind, r->id, who))
			return true;
	}
	return log->n_records + log->n_people == 0;
}

static void
prepare(void *ctx, const struct history_record *r)
{
	struct run *run = ctx;

	readings_take(run->readings, r);
}

static bool
in_time(const struct log *log, const struct history_commit *c)
{
	int32_t day = git_when_day(c->when);

	return (log->since == DATE_NONE || day >= log->since) &&
	       (log->until == DATE_NONE || day <= log->until);
}

static void
visit(void *ctx, const struct history_record *r)
{
	struct run *run = ctx;
	struct log *log = run->log;
	struct change_context context = {run->readings, readings_words};
	struct changes changes = {0};

	while (run->wanted.n <= r->lineage)
		*vec_push(&run->scratch, &run->wanted) = false;
	if (is_wanted(run, r))
		run->wanted.p[r->lineage] = true;
	if (r->given || !in_time(log, r->commit))
		return;
	readings_about(run->readings, r);
	history_changes(&changes, log->arena, r, &context);
	for (size_t i = 0; i < changes.n; i++)
		*vec_push(log->arena, log) = (struct log_event){r->commit, r->kind, r->lineage, r->id,
		    r->path, r->from_path, changes.p[i]};
}

/* A check-in's part on a goal that is followed belongs to the goal's history too. */
static bool
is_on_goal(const struct log *log, const struct log_event *e)
{
	struct str head = S("goals."), rest = str_sub(e->change.field, head.n, e->change.field.n);

	for (size_t i = 0; e->kind == KIND_CHECKIN && i < log->n_records; i++) {
		struct str id = repo_str(log->repo, log->records[i].id);

		if (log->records[i].kind == KIND_GOAL && str_starts(e->change.field, head) &&
		    str_starts(rest, id) && (rest.n == id.n || rest.p[id.n] == '.'))
			return true;
	}
	return false;
}

int
log_run(struct log *log)
{
	struct source *source = log->repo->source;
	struct run run = {.log = log, .readings = readings_new(log->arena)};
	struct history_limits limits = {0};
	struct history_query query = {source->git, log->tip, source->prefix, &log->repo->workspace,
	    log->paths, log->n_paths, prepare, visit, &run};
	int status = history_run(&limits, log->arena, &query);
	size_t kept = 0;

	for (size_t i = 0; i < log->n; i++)
		if (run.wanted.p[log->p[i].lineage] || is_on_goal(log, &log->p[i]))
			log->p[kept++] = log->p[i];
	log->n = kept;
	readings_free(run.readings);
	arena_free(&run.scratch);
	if (!status)
		history_say_limits(&limits);
	return status;
}

bool
log_newest(const struct log *log, size_t *from, size_t *to)
{
	*to = *from;
	while (*from > 0 && log->p[*from - 1].commit == log->p[*to - 1].commit)
		--*from;
	return *to > 0;
}
