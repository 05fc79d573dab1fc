#include "moved.h"

#include <stdlib.h>
#include <strings.h>

/* Days between a change and the replan that explains it. */
enum { NEAR = 14 };

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
		return str_dup(a, c->text);
	return str_fmt(a, "%.*s, %.*s to %.*s", SV(c->text), SV(c->before), SV(c->after));
}

/* The place of a goal that is searched for among all; false where it is none of them. */
static bool
place_of(size_t *place, const struct moved_search *s, struct str id)
{
	const struct record *r = repo_find(s->q->repo, KIND_GOAL, id);

	if (!r)
		return false;
	*place = r->index - s->q->repo->first[KIND_GOAL];
	return s->wanted[*place];
}

static void
take_acknowledgement(struct moved_search *s, const struct history_record *h)
{
	struct str kind, id;
	size_t place;

	if (h->op == CHANGE_GAP || !h->after ||
	    !str_cut(&kind, &id, node_str(node_get(h->after, S("of"))), ':') ||
	    kind_of(kind) != KIND_GOAL || !place_of(&place, s, id))
		return;
	s->seen[place] = (struct moved_seen){h->commit,
	    str_dup(s->arena, node_str(node_get(h->after, S("by"))))};
}

static void
add_moves(struct moved_search *s, const struct history_record *h, const struct moved *as)
{
	struct arena scratch = {0};
	struct changes changes = {0};
	struct str key, what;

	history_changes(&changes, &scratch, h, NULL);
	for (size_t i = 0; i < changes.n; i++) {
		const struct change *c = &changes.p[i];
		struct moved *m;

		if (!is_agreed(&key, &what, c))
			continue;
		m = vec_push(s->arena, s->list);
		*m = *as;
		m->what = str_dup(s->arena, what);
		m->field = str_dup(s->arena, c->field);
		m->text = words_of(s->arena, c);
		m->explained = explanation(m->goal, h, key, what);
	}
	arena_free(&scratch);
}

static void
take_goal(struct moved_search *s, const struct history_record *h)
{
	int32_t day = git_when_day(h->commit->when);
	struct moved moved = {.commit = h->commit};
	size_t place;

	if (!h->before || !h->after || day > s->q->as_of || !place_of(&place, s, h->id))
		return;
	moved.goal = (const struct goal *)s->q->repo->records[s->q->repo->first[KIND_GOAL] + place];
	if (moved.goal->start != DATE_NONE && day > moved.goal->start)
		moved.days = day - moved.goal->start;
	if (s->seen[place].commit != h->commit)
		moved.seen = s->seen[place];
	if (moved.days || moved.seen.commit)
		add_moves(s, h, &moved);
}

void
moved_take(struct moved_search *s, const struct history_record *h)
{
	if (h->kind == KIND_ACKNOWLEDGEMENT && s->q->acknowledged)
		take_acknowledgement(s, h);
	else if (h->kind == KIND_GOAL)
		take_goal(s, h);
}

void
moved_begin(struct moved_search *s, struct moved_list *list, struct arena *a,
    const struct moved_query *q)
{
	size_t n;

	repo_of_kind(&n, q->repo, KIND_GOAL);
	*list = (struct moved_list){0};
	*s = (struct moved_search){a, q, list, NEW_ARRAY(a, bool, n),
	    NEW_ARRAY(a, struct moved_seen, n)};
	for (size_t i = 0; i < q->n; i++)
		s->wanted[q->goals[i]->record.index - q->repo->first[KIND_GOAL]] = true;
}

static void
visit(void *ctx, const struct history_record *h)
{
	moved_take(ctx, h);
}

int
moved_find(struct moved_list *list, struct history_limits *limits, struct arena *a,
    const struct moved_query *q)
{
	struct moved_search search;
	struct str *paths = NEW_ARRAY(a, struct str, q->n);
	struct history_query query = {.git = q->repo->source->git,
	    .tip = q->repo->source->commit.id,
	    .prefix = q->repo->source->prefix,
	    .workspace = &q->repo->workspace,
	    .paths = paths,
	    .n_paths = q->n,
	    .visit = visit,
	    .ctx = &search};

	*limits = (struct history_limits){0};
	moved_begin(&search, list, a, q);
	for (size_t i = 0; i < q->n; i++)
		paths[i] = repo_path(q->repo, &q->goals[i]->record);
	return q->n ? history_run(limits, a, &query) : 0;
}
