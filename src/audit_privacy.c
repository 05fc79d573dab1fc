/* What lies open in history, or beside it. */
#include "audit.h"

#include <string.h>
#include <strings.h>

#include "canonical.h"
#include "links.h"
#include "person.h"
#include "sha256.h"

/* From when to when a record was in history in a way it should not have been. */
struct exposure {
	struct str name; /* what it was remembered by */
	enum kind kind;
	struct str id;
	struct str path;  /* where it stood last */
	struct str about; /* the cycle that it answers, or the audience that it was for */
	const struct history_commit *from;
	const struct history_commit *to; /* NULL: it still is */
};

struct exposures {
	struct exposure **p;
	size_t n, cap;
};

/* What was published of a person in a cycle. */
struct published {
	struct str digest;
	const struct history_commit *commit;
};

struct privacy {
	struct audit_memo by_lineage; /* struct exposure that goes on: by lineage and what it is */
	struct exposures answers, narrow;
	struct audit_memo confidential; /* not NULL for a cycle that ever was: by id */
	struct audit_memo published;	/* struct published by cycle and person */
};

/* Exposures begin and end. */

/* A version of a record is exposed, about p NULL: it is not. what tells sorts of exposure apart. */
static void
expose(struct audit *audit, struct exposures *list, const struct history_record *h,
    const char *what, struct str about)
{
	struct exposure **now = (struct exposure **)audit_memo(audit, &audit->privacy->by_lineage,
	    str_fmt(&audit->scratch, "%s %u", what, h->lineage));

	if (*now && !str_eq((*now)->about, about)) {
		(*now)->to = h->commit;
		*now = NULL;
	}
	if (!about.p)
		return;
	if (!*now) {
		*now = NEW(audit->arena, struct exposure);
		**now = (struct exposure){.about = str_dup(audit->arena, about), .from = h->commit};
		*vec_push(audit->arena, list) = *now;
	}
	(*now)->kind = h->kind;
	(*now)->id = h->id;
	(*now)->path = h->path;
}

static enum audience
audience_of(const struct node *root)
{
	struct str word = node_str(node_get(root, S("audience")));

	for (int i = 0; word.p && audience_words[i]; i++)
		if (str_is(word, audience_words[i]))
			return (enum audience)(i + 1);
	return AUDIENCE_NONE;
}

static void
take_audience(struct audit *audit, const struct history_record *h)
{
	enum audience readers = (enum audience)audit->repo->workspace.readers,
		      audience = h->after ? audience_of(h->after) : AUDIENCE_NONE;
	bool narrow = audience && audience < readers;

	expose(audit, &audit->privacy->narrow, h, "audience",
	    narrow ? str_of(audience_words[audience - 1]) : (struct str){0});
}

static void
take_cycle(struct audit *audit, const struct history_record *h)
{
	if (h->after && str_is(node_str(node_get(h->after, S("collection"))), "confidential"))
		*audit_memo(audit, &audit->privacy->confidential, h->id) = audit;
}

/* What is published twice can be compared. */
static void
take_results(struct audit *audit, const struct history_record *h)
{
	struct arena *a = audit->arena, *scratch = &audit->scratch;
	struct str cycle = node_str(node_get(h->after, S("cycle"))),
		   about = node_str(node_get(h->after, S("about"))), digest;
	struct published **before;

	if (!h->after)
		return;
	before = (struct published **)audit_memo(audit, &audit->privacy->published,
	    JOIN(scratch, cycle, S(" "), about));
	digest = sha256_text(a, canonical_text(scratch, h->after));
	if (*before && !str_eq((*before)->digest, digest))
		audit_add(audit, RULE_RESULTS_TWICE, h, S(""),
		    JOIN(a, S("results of cycle \""), cycle, S("\" about "), about,
			S(" were published before ("), audit_commit(audit, (*before)->commit),
			S(") and once more, not the same ("), audit_commit(audit, h->commit),
			S(")")));
	if (!*before)
		*before = NEW(a, struct published);
	**before = (struct published){digest, h->commit};
}

void
audit_privacy_take(struct audit *audit, const struct history_record *h)
{
	struct str cycle = node_str(node_get(h->after, S("cycle")));

	if (h->op == CHANGE_GAP)
		return;
	take_audience(audit, h);
	if (h->kind == KIND_FEEDBACK || h->kind == KIND_REQUEST)
		expose(audit, &audit->privacy->answers, h, "cycle", cycle);
	else if (h->kind == KIND_CYCLE)
		take_cycle(audit, h);
	else if (h->kind == KIND_RESULTS)
		take_results(audit, h);
}

/* Findings. */

static void
report(struct audit *audit, enum rule rule, const struct exposure *e, const char *pointer,
    struct str what)
{
	struct arena *a = audit->arena;
	struct history_record h = {.kind = e->kind, .id = e->id, .path = e->path};
	struct str since = JOIN(a, S(" ("), audit_commit(audit, e->from), S(")"));

	if (e->to)
		since = JOIN(a, since, S(", until ("), audit_commit(audit, e->to),
		    S("), and still in history"));
	audit_add(audit, rule, &h, str_of(pointer), JOIN(a, what, since));
}

static bool
was_confidential(struct audit *audit, struct str cycle)
{
	const struct record *r = repo_find(audit->repo, KIND_CYCLE, cycle);

	return *audit_memo(audit, &audit->privacy->confidential, cycle) ||
	       (r && links_confidential(audit->repo, r->id));
}

/* The collector's own workspace is where answers belong. */
static void
report_answers(struct audit *audit)
{
	const struct exposures *list = &audit->privacy->answers;

	if (audit->repo->workspace.readers == AUDIENCE_SELF)
		return;
	for (size_t i = 0; i < list->n; i++) {
		const struct exposure *e = list->p[i];

		if (was_confidential(audit, e->about))
			report(audit, RULE_CONFIDENTIAL_PAST, e, "/cycle",
			    JOIN(audit->arena, e->kind == KIND_REQUEST ? S("request") : S("answer"),
				S(" of cycle \""), e->about, S("\", which is confidential")));
	}
}

static void
report_narrow(struct audit *audit)
{
	const struct exposures *list = &audit->privacy->narrow;
	const char *readers = audience_words[audit->repo->workspace.readers - 1];

	for (size_t i = 0; i < list->n; i++)
		report(audit, RULE_AUDIENCE_PAST, list->p[i], "/audience",
		    JOIN(audit->arena, S("for \""), list->p[i]->about, S("\", but \""),
			str_of(readers), S("\" can read all of history")));
}

/* Records that name somebody, each once. */
static size_t
records_of(const struct audit *audit, const struct record *person)
{
	size_t n, records = 0;
	const struct repo_link *links = repo_links_to(&n, audit->repo, person);

	for (size_t i = 0; i < n; i++)
		records += i == 0 || links[i].from != links[i - 1].from;
	return records;
}

static void
report_left(struct audit *audit, int32_t today)
{
	const struct record *r;
	char date[11];

	for (size_t i = 0; (r = check_next(&audit->check, KIND_PERSON, &i));) {
		const struct person *p = (const struct person *)r;
		size_t n = records_of(audit, r);

		if (!person_has_left(p, today) || !n)
			continue;
		check_add(&audit->check, RULE_LEFT_PERSON, r, S("/end"),
		    str_fmt(audit->arena,
			"last day was %s, and %zu record%s here name%s them, besides history",
			date_text(date, p->end), n, str_plural(n), n == 1 ? "s" : ""),
		    NULL);
	}
}

/* Remotes. */

static const char *const public_hosts[] = {"github.com", "gitlab.com", "bitbucket.org",
    "codeberg.org", "sr.ht", "dev.azure.com", "visualstudio.com", "gitee.com", "sourceforge.net",
    "launchpad.net", "notabug.org"};

/* "https://user@host:443/path", "ssh://host/path", "user@host:path"; empty for a path. */
static struct str
host_of(struct str url)
{
	size_t scheme = str_find(url, S("://")), end;

	if (scheme < url.n)
		url = str_sub(url, scheme + 3, url.n);
	else if (str_index(url, ':') > str_index(url, '/') || str_index(url, ':') == url.n)
		return S("");
	end = str_index(url, '/');
	url = str_sub(url, 0, end);
	while (str_index(url, '@') < url.n)
		url = str_sub(url, str_index(url, '@') + 1, url.n);
	return str_sub(url, 0, str_index(url, ':'));
}

/* The public host that it is, or a part of; NULL: none that is known. */
static const char *
public_host(struct str host)
{
	for (size_t i = 0; i < sizeof public_hosts / sizeof *public_hosts; i++) {
		size_t n = strlen(public_hosts[i]);

		if (host.p && host.n >= n &&
		    strncasecmp(host.p + host.n - n, public_hosts[i], n) == 0 &&
		    (host.n == n || host.p[host.n - n - 1] == '.'))
			return public_hosts[i];
	}
	return NULL;
}

/* A finding in whet.yaml, where it says who the readers are. */
static void
report_remote(struct audit *audit, struct str name, const char *host)
{
	struct yaml *y = audit->repo->settings;
	const struct node *readers = y->n_docs ? node_get(y->docs[0].root, S("readers")) : NULL;
	struct sink *sink = audit->check.sink;
	size_t before = sink->n;
	struct finding *f = sink_add(sink, RULE_PUBLIC_REMOTE);

	f->path = y->path;
	if (readers)
		yaml_place(f, y, readers->from, readers->to);
	f->pointer = S("/readers");
	f->message = str_fmt(audit->arena,
	    "remote \"%.*s\" is at %s: who can read it is set there, and cannot be seen from here",
	    SV(name), host);
	ignore_drop(sink, before, &audit->repo->settings_ignores);
}

static void
report_remotes(struct audit *audit)
{
	struct git_remote_urls urls;
	const char *last = NULL;

	if (audit->repo->workspace.readers == AUDIENCE_ORGANISATION)
		return;
	git_remotes(&urls, audit->repo->source->git, audit->arena);
	for (size_t i = 0; i < urls.n; i++) {
		const char *host = public_host(host_of(urls.p[i].url));
		bool again = i && last == host && str_eq(urls.p[i].name, urls.p[i - 1].name);

		if (host && !again)
			report_remote(audit, urls.p[i].name, host);
		last = host;
	}
}

void
audit_privacy_begin(struct audit *audit)
{
	audit->privacy = NEW(audit->arena, struct privacy);
}

void
audit_privacy_end(struct audit *audit, int32_t today)
{
	report_answers(audit);
	if (audit->repo->workspace.readers)
		report_narrow(audit);
	report_left(audit, today);
	report_remotes(audit);
}
