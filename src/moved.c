#include "moved.h"

#include <stdlib.h>
#include <strings.h>

/* Days between a change and the replan that explains it. */
enum { NEAR = 14 };

struct finding_moves {
	struct arena *a;
	const struct moved_query *q;
	struct moved_list *list;
	bool *wanted; /* by place among the goals */
};

/* Does it say what was agreed? Then field is split into its key result ("" where it is none's) and
 * the word for it. */
static bool
is_agreed(struct str *key, struct str *word, const struct change *c)
{
	static const char *const words[] = {"target", "baseline", "min", "max", "weight", "due",
	    "period", "commitment"};
	struct str rest = c->field, head;

	*key = S("");
	*word = c->field;
	if (str_cut(&head, &rest, c->field, '.')) {
		if (!str_is(head, "key_results"))
			return false;
		*word = S("key result");
		str_cut(key, &rest, rest, '.');
		while (rest.n)
			str_cut(word, &rest, rest, '.');
		if (c->op != CHANGE_CHANGE && (str_is(*word, "key result")))
			return true;
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(*word, words[i]))
			return true;
	return false;
}

static bool
is_word_byte(struct str s, size_t i)
{
	unsigned char c = i < s.n ? (unsigned char)s.p[i] : ' ';

	return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	       c == '_';
}

/* Does text hold word, whole, whatever the case? */
static bool
names(struct str text, struct str word)
{
	for (size_t i = 0; word.n && i + word.n <= text.n; i++)
		if (strncasecmp(text.p + i, word.p, word.n) == 0 &&
		    (i == 0 || !is_word_byte(text, i - 1)) && !is_word_byte(text, i + word.n))
			return true;
	return false;
}

/* Is a replan of that date and words in the list? */
static bool
holds_replan(const struct node *goal, const struct replan *replan)
{
	const struct node *list = node_get(goal, S("replans"));
	char date[11];

	date_text(date, replan->date);
	for (const struct node *e = list && list->type == NODE_SEQ ? list->first : NULL; e;
	     e = e->next)
		if (str_is(node_str(node_get(e, S("date"))), date) &&
		    str_eq(node_str(node_get(e, S("what"))), replan->what))
			return true;
	return false;
}

/* The replan that explains a change: written in the same commit, or dated near it, and naming what
 * was changed; NULL where there is none. */
static const struct replan *
explanation(const struct goal *goal, const struct history_record *h, struct str key,
    struct str word)
{
	int32_t day = git_when_day(h->commit->when);

	for (uint32_t i = 0; i < goal->replans.n; i++) {
		const struct replan *p = &goal->replans.p[i];
		bool together = holds_replan(h->after, p) && !holds_replan(h->before, p);

		if (!together && (p->date == DATE_NONE || abs(p->date - day) > NEAR))
			continue;
		if (names(p->what, word) || names(p->what, key))
			return p;
	}
	return NULL;
}

/* The log's words; of a date also the two days. */
static struct str
words_of(struct arena *a, const struct change *c)
{
	int32_t before, after;

	if (!date_parse(&before, c->before) || !date_parse(&after, c->after))
		return c->text;
	return str_fmt(a, "%.*s, %.*s to %.*s", SV(c->text), SV(c->before), SV(c->after));
}

static const struct goal *
goal_of(const struct finding_moves *f, struct str id)
{
	const struct record *r = repo_find(f->q->repo, KIND_GOAL, id);

	return r && f->wanted[r->index - f->q->repo->first[KIND_GOAL]] ? (const struct goal *)r
								       : NULL;
}

static void
visit(void *ctx, const struct history_record *h)
{
	struct finding_moves *f = ctx;
	const struct goal *goal = h->kind == KIND_GOAL ? goal_of(f, h->id) : NULL;
	struct changes changes = {0};
	struct str key, what;

	if (!goal || !h->before || !h->after || goal->start == DATE_NONE ||
	    git_when_day(h->commit->when) <= goal->start ||
	    git_when_day(h->commit->when) > f->q->as_of)
		return;
	history_changes(&changes, f->a, h, NULL);
	for (size_t i = 0; i < changes.n; i++)
		if (is_agreed(&key, &what, &changes.p[i]))
			*vec_push(f->a, f->list) = (struct moved){.goal = goal,
			    .commit = h->commit,
			    .what = what,
			    .text = words_of(f->a, &changes.p[i]),
			    .explained = explanation(goal, h, key, what)};
}

int
moved_find(struct moved_list *list, struct history_limits *limits, struct arena *a,
    const struct moved_query *q)
{
	struct finding_moves f = {.a = a, .q = q, .list = list};
	struct str *paths = NEW_ARRAY(a, struct str, q->n);
	struct history_query query = {.git = q->repo->source->git,
	    .tip = q->repo->source->commit.id,
	    .prefix = q->repo->source->prefix,
	    .workspace = &q->repo->workspace,
	    .paths = paths,
	    .n_paths = q->n,
	    .visit = visit,
	    .ctx = &f};
	size_t n;

	*list = (struct moved_list){0};
	*limits = (struct history_limits){0};
	if (!q->n)
		return 0;
	repo_of_kind(&n, q->repo, KIND_GOAL);
	f.wanted = NEW_ARRAY(a, bool, n);
	for (size_t i = 0; i < q->n; i++) {
		const struct record *r = &q->goals[i]->record;

		paths[i] = repo_path(q->repo, r);
		f.wanted[r->index - q->repo->first[KIND_GOAL]] = true;
	}
	return history_run(limits, a, &query);
}
