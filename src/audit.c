#include "audit.h"

#include "checkin.h"

void **
audit_memo(struct audit *audit, struct audit_memo *memo, struct str name)
{
	uint32_t symbol = intern(audit->names, name);

	while (memo->n <= symbol)
		vec_push(audit->arena, memo);
	return &memo->p[symbol];
}

struct str
audit_record(struct arena *a, enum kind kind, struct str id)
{
	return JOIN(a, kind_name(kind), S(":"), id);
}

void
audit_add(struct audit *audit, enum rule rule, const struct history_record *h, struct str pointer,
    struct str message)
{
	const struct record *r = repo_find(audit->repo, h->kind, h->id);
	struct finding *f;

	if (r && !r->imported) {
		check_add(&audit->check, rule, r, pointer, message, NULL);
		return;
	}
	f = sink_add(audit->check.sink, rule);
	f->path = h->path;
	f->kind = kind_name(h->kind);
	f->id = h->id;
	f->pointer = pointer;
	f->message = message;
}

struct str
audit_days(struct audit *audit, int32_t days)
{
	return str_fmt(audit->arena, "%d day%s", (int)days, str_plural((uint64_t)days));
}

enum { TOLD_MOST = 3 };

struct str
audit_words(struct audit *audit, const struct changes *changes)
{
	struct str words = S("");

	for (size_t i = 0; i < changes->n && i < TOLD_MOST; i++)
		words = JOIN(audit->arena, words, str_of(i ? "; " : ""), changes->p[i].text);
	if (changes->n <= TOLD_MOST)
		return words;
	return str_fmt(audit->arena, "%.*s; and %zu more", SV(words), changes->n - TOLD_MOST);
}

const struct node *
audit_entries(const struct node *root)
{
	const struct node *list = node_get(root, S("checkins"));

	return list && list->type == NODE_SEQ ? list->first : NULL;
}

/* Goals and plans tell them apart in the same way. */
struct str
audit_identity(struct audit *audit, const struct node *entry)
{
	return change_identity(&audit->scratch, &goal_checkin_table, entry);
}

const struct node *
audit_entry(size_t *place, struct audit *audit, const struct node *root, struct str identity)
{
	const struct node *e = audit_entries(root);

	for (*place = 0; e && !str_eq(audit_identity(audit, e), identity); e = e->next)
		++*place;
	return e;
}

static void
visit(void *ctx, const struct history_record *h)
{
	struct audit *audit = ctx;
	struct arena_mark mark = arena_mark(&audit->scratch);

	audit_goalposts_take(ctx, h);
	audit_authors_take(ctx, h);
	audit_seals_take(ctx, h);
	audit_privacy_take(ctx, h);
	arena_rewind(&audit->scratch, mark);
}

static int
read_history(struct audit *audit)
{
	const struct source *source = audit->repo->source;

	return history_run(&audit->result->limits, audit->arena,
	    &(struct history_query){.git = source->git,
		.tip = source->commit.id,
		.prefix = source->prefix,
		.workspace = &audit->repo->workspace,
		.visit = visit,
		.ctx = audit});
}

/* What loading found is not said here. */
static void
forget_tallies(struct repo *repo)
{
	repo->settings_tally = (struct tally){0};
	for (size_t i = 0; i < repo->n_files; i++)
		repo->files[i].tally = (struct tally){0};
}

int
audit_run(struct audit_result *result, struct sink *sink, struct repo *repo, int32_t today)
{
	struct audit audit = {.repo = repo, .arena = sink->arena, .result = result};

	*result = (struct audit_result){0};
	forget_tallies(repo);
	audit.check = (struct check){.repo = repo, .arena = sink->arena, .sink = sink};
	audit.names = intern_new(audit.arena);
	audit.signatures = signatures_open(audit.arena, repo->source->git);
	audit_goalposts_begin(&audit);
	audit_authors_begin(&audit);
	audit_seals_begin(&audit);
	audit_privacy_begin(&audit);
	audit.status = read_history(&audit);
	if (!audit.status) {
		audit_goalposts_end(&audit);
		audit_authors_end(&audit);
		audit_seals_end(&audit);
		audit_privacy_end(&audit, today);
	}
	check_report(&audit.check);
	check_close(repo, sink);
	signatures_close(audit.signatures);
	arena_free(&audit.scratch);
	intern_free(audit.names);
	return audit.status;
}
