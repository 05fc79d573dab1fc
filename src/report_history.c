#include "report_part.h"

#include <stdlib.h>
#include <strings.h>

#include "change.h"
#include "history.h"

/* Days between a change and the replan that explains it. */
enum { NEAR = 14 };

/* Something that was agreed, changed after its goal had started. */
struct moved {
	const struct goal *goal;
	const struct history_commit *commit;
	struct str text;		/* what happened, in words */
	const struct replan *explained; /* NULL: by none */
	size_t order;			/* as it was found */
	size_t told;			/* order of the first that it is told with */
};

struct finding_moves {
	struct report *r;
	struct goal_list goals;
	struct {
		struct moved *p;
		size_t n, cap;
	} list;
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

static const struct goal *
goal_of(const struct finding_moves *f, struct str id)
{
	for (size_t i = 0; i < f->goals.n; i++)
		if (str_eq(repo_id(f->r->repo, &f->goals.p[i]->goal->record), id))
			return f->goals.p[i]->goal;
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

/* What one replan explains is told together, and so is what else happened in one commit. */
static bool
is_told_with(const struct moved *a, const struct moved *b)
{
	return a->goal == b->goal && a->explained == b->explained &&
	       (a->explained || a->commit == b->commit);
}

static void
add_move(struct finding_moves *f, struct moved move)
{
	move.order = move.told = f->list.n;
	for (size_t i = f->list.n; i-- > 0;)
		if (is_told_with(&f->list.p[i], &move)) {
			move.told = f->list.p[i].told;
			break;
		}
	*vec_push(f->r->arena, &f->list) = move;
}

static void
visit(void *ctx, const struct history_record *h)
{
	struct finding_moves *f = ctx;
	const struct goal *goal = h->kind == KIND_GOAL ? goal_of(f, h->id) : NULL;
	struct changes changes = {0};
	struct str key, word;

	if (!goal || !h->before || !h->after || goal->start == DATE_NONE ||
	    git_when_day(h->commit->when) <= goal->start ||
	    git_when_day(h->commit->when) > f->r->q->as_of)
		return;
	history_changes(&changes, f->r->arena, h, NULL);
	for (size_t i = 0; i < changes.n; i++)
		if (is_agreed(&key, &word, &changes.p[i]))
			add_move(f, (struct moved){.goal = goal,
					.commit = h->commit,
					.text = words_of(f->r->arena, &changes.p[i]),
					.explained = explanation(goal, h, key, word)});
}

/* The files of goals, as often as they hold one. */
static struct str *
paths_of(struct report *r, const struct goal_list *goals)
{
	struct str *paths = NEW_ARRAY(r->arena, struct str, goals->n);

	for (size_t i = 0; i < goals->n; i++)
		paths[i] = repo_path(r->repo, &goals->p[i]->goal->record);
	return paths;
}

static int
by_goal(const void *left, const void *right)
{
	const struct moved *a = left, *b = right;

	if (a->goal != b->goal)
		return a->goal->record.index < b->goal->record.index ? -1 : 1;
	if (a->told != b->told)
		return a->told < b->told ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

/* n changes, a line for each commit. */
static void
write_changes(struct report *r, const struct moved *m, size_t n, const char *indent)
{
	char date[11], hex[41];

	for (size_t i = 0; i < n; i++) {
		const struct history_commit *c = m[i].commit;
		struct str author = repo_name_by_email(r->repo, c->author_email);
		bool first = i == 0 || m[i - 1].commit != c;

		if (first) {
			out_fmt(r->o, "%s%s- %s, `%.10s`, ", i ? "\n" : "", indent,
			    date_text(date, git_when_day(c->when)), git_id_text(hex, c->id));
			report_line(r, "", author.n ? author : c->author_name, "");
		}
		report_line(r, first ? ": " : "; ", m[i].text, "");
	}
	out_char(r->o, '\n');
}

/* n changes that are told together. */
static void
write_told(struct report *r, const struct moved *m, size_t n)
{
	const struct replan *p = m->explained;
	char date[11];

	if (!p) {
		write_changes(r, m, n, "");
		return;
	}
	out_fmt(r->o, "- Replanned %s", date_text(date, p->date));
	if (p->agreed_by)
		report_line(r, ", agreed by ", report_name(r, p->agreed_by), "");
	out_char(r->o, '\n');
	write_changes(r, m, n, "  ");
	out_text(r->o, "  - Why:");
	report_words(r, &m->goal->record, p->why, "    ");
}

static void
write_moves(struct report *r, struct finding_moves *f)
{
	if (!f->list.n)
		return;
	report_say(r,
	    "What changed in goals after they had started, with the reasons that were noted.");
	qsort(f->list.p, f->list.n, sizeof *f->list.p, by_goal);
	for (size_t i = 0, n; i < f->list.n; i += n) {
		const struct moved *m = &f->list.p[i];

		for (n = 1; i + n < f->list.n && m[n].told == m->told;)
			n++;
		if (i == 0 || m[-1].goal != m->goal) {
			report_gap(r);
			report_line(r, "### ", report_title_of(r, &m->goal->record), "\n\n");
		}
		write_told(r, m, n);
	}
	report_gap(r);
}

/* What cannot be known here; false where all of it is known. */
static bool
write_limits(struct report *r, const struct history_limits *limits)
{
	char hex[41];

	for (size_t i = 0; i < limits->truncated.n; i++)
		report_say(r,
		    "History is truncated at `%.10s`: this clone is shallow, and what changed before "
		    "is not known here.",
		    git_id_text(hex, limits->truncated.p[i]));
	if (limits->trees || limits->blobs)
		report_say(r,
		    "This clone lacks a part of the history, and what changed in it is not known here.");
	return limits->truncated.n || limits->trees || limits->blobs;
}

int
report_history(struct report *r)
{
	struct finding_moves f = {.r = r};
	struct source *source = r->repo->source;
	struct history_query query = {.git = source->git,
	    .prefix = source->prefix,
	    .workspace = &r->repo->workspace,
	    .visit = visit,
	    .ctx = &f};
	struct history_limits limits = {0};
	bool found, limited;
	int status;

	report_heading(r, 2, "History");
	report_goals_of(&f.goals, r, r->progress, r->q->period, true);
	status = source_commit(&found, source);
	if (status)
		return status;
	if (!found) {
		report_say(r, "There are no commits here, so no history can be told.");
		return 0;
	}
	if (!f.goals.n) {
		report_say(r, "No goals owned in this period.");
		return 0;
	}
	query.tip = source->commit.id;
	query.n_paths = f.goals.n;
	query.paths = paths_of(r, &f.goals);
	status = history_run(&limits, r->arena, &query);
	if (status)
		return status;
	history_say_limits(&limits);
	limited = write_limits(r, &limits);
	write_moves(r, &f);
	if (!f.list.n)
		report_say(r,
		    "No target, date, weight or commitment was changed after its goal had started%s.",
		    limited ? ", as far as is known here" : "");
	return 0;
}
