#include "audit.h"

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
audit_commit(struct audit *audit, const struct history_commit *c)
{
	struct str name = repo_name_by_email(audit->repo, c->author_email);
	char date[11], hex[41];

	return str_fmt(audit->arena, "%.*s, %s, %.10s", SV(name.n ? name : c->author_name),
	    date_text(date, git_when_day(c->when)), git_id_text(hex, c->id));
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

static void
visit(void *ctx, const struct history_record *h)
{
	audit_goalposts_take(ctx, h);
}

static int
read_history(struct audit *audit, struct history_limits *limits)
{
	const struct source *source = audit->repo->source;

	return history_run(limits, audit->arena,
	    &(struct history_query){.git = source->git,
		.tip = source->commit.id,
		.prefix = source->prefix,
		.workspace = &audit->repo->workspace,
		.visit = visit,
		.ctx = audit});
}

int
audit_run(struct history_limits *limits, struct sink *sink, struct repo *repo)
{
	struct audit audit = {.repo = repo, .arena = sink->arena};
	int status;

	audit.check = (struct check){.repo = repo, .arena = sink->arena, .sink = sink};
	audit.names = intern_new(audit.arena);
	audit_goalposts_begin(&audit);
	status = read_history(&audit, limits);
	if (!status)
		audit_goalposts_end(&audit);
	check_report(&audit.check);
	intern_free(audit.names);
	return status;
}
