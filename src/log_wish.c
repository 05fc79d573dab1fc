/* What of history is asked for. */
#include "log_part.h"

#include "date.h"
#include "summary.h"
#include "tool.h"

/* Whom a record concerns. */

struct search {
	const struct gathering *g;
	uint32_t who;
	bool below; /* who is a team: people in it and teams below it count as well */
	bool found;
};

static uint32_t
above(const struct gathering *g, uint32_t who)
{
	return who < g->above.n ? g->above.p[who] : 0;
}

static void
look(void *ctx, uint32_t who)
{
	struct search *s = ctx;

	s->found = s->found || who == s->who;
	for (size_t steps = 0; s->below && who && steps < s->g->above.n && !s->found; steps++) {
		who = above(s->g, who);
		s->found = who == s->who;
	}
}

/* The team that a person is in, or the one above a team; 0: none. */
static uint32_t
team_in(struct gathering *g, enum kind kind, const struct node *root)
{
	struct str key = kind == KIND_PERSON ? S("team") : S("parent");

	return intern(g->log->names, node_str(node_get(root, key)));
}

static bool
concerns(struct gathering *g, enum kind kind, struct str id, const struct node *root,
    const struct wish *w)
{
	struct search s = {g, intern(g->log->names, w->text), w->type == WISH_TEAM, false};
	struct record *record;

	if (!root || !kind)
		return false;
	if (kind == KIND_PERSON || kind == KIND_TEAM) {
		if (s.below)
			look(&s, team_in(g, kind, root));
		return s.found || str_eq(id, w->text);
	}
	record = arena_alloc(&g->scratch, kinds[kind].table->size);
	fields_read(record, kinds[kind].table, root, &g->scratch, g->log->names);
	record->kind = (uint8_t)kind;
	summary_people(record, look, &s);
	return s.found;
}

static bool
meets(struct gathering *g, const struct history_record *r, const struct wish *w)
{
	switch (w->type) {
	case WISH_RECORD:
		return r->kind == w->kind &&
		       (str_eq(r->id, w->text) || str_eq(r->from_id, w->text));
	case WISH_PATH:
		return path_is_under(r->path, w->text) ||
		       (r->from_path.p && path_is_under(r->from_path, w->text));
	case WISH_WHO:
	case WISH_TEAM:
		return concerns(g, r->kind, r->id, r->after, w) ||
		       concerns(g, r->kind, r->from_id.p ? r->from_id : r->id, r->before, w);
	case WISH_AUTHOR:
		break;
	}
	return false;
}

/* Authors. */

static bool
is_in_name(struct gathering *g, const struct history_commit *c, struct str text)
{
	struct arena_mark mark = arena_mark(&g->scratch);
	struct str name = JOIN(&g->scratch, c->author_name, S(" <"), c->author_email, S(">"));
	struct str all = str_of(str_lower(&g->scratch, name));
	bool found = str_find(all, str_of(str_lower(&g->scratch, text))) < all.n;

	arena_rewind(&g->scratch, mark);
	return found;
}

static const struct wish *
author_of(const struct log_query *q)
{
	for (size_t i = q->n_wishes; i < q->n_all; i++)
		if (q->wishes[i].type == WISH_AUTHOR)
			return &q->wishes[i];
	return NULL;
}

bool
log_likes_author(struct gathering *g, const struct history_commit *c)
{
	const struct wish *author = author_of(g->query);

	if (!author)
		return true;
	if (c != g->last)
		g->liked = g->author_is_person ? str_eq(log_person(g->log, c), author->text)
					       : is_in_name(g, c, author->text);
	g->last = c;
	return g->liked;
}

/* What history knows of at all: that nothing happened in the days asked for is no mistake. */
static void
note_author(struct gathering *g, const struct history_record *r, struct wish *w)
{
	if (r->kind == KIND_PERSON && str_eq(r->id, w->text))
		g->author_is_person = true;
	w->met = w->met || g->author_is_person || is_in_name(g, r->commit, w->text);
}

/* Those whose ids may have been meant, as bits. */
static uint32_t
kinds_meant(const struct wish *w)
{
	static const uint32_t of[] = {
	    [WISH_WHO] = 1u << KIND_PERSON | 1u << KIND_TEAM,
	    [WISH_TEAM] = 1u << KIND_TEAM,
	    [WISH_AUTHOR] = 1u << KIND_PERSON,
	};

	return w->type == WISH_RECORD ? 1u << w->kind : of[w->type];
}

bool
log_meets_wish(struct gathering *g, const struct history_record *r)
{
	bool wanted = g->query->n_wishes == 0;

	while (g->log->lineages.n <= r->lineage)
		vec_push(g->log->arena, &g->log->lineages);
	for (size_t i = 0; i < g->query->n_all; i++) {
		struct wish *w = &g->query->wishes[i];

		if (kinds_meant(w) & 1u << r->kind)
			str_guess(&w->guess, r->id);
		if (w->type == WISH_AUTHOR)
			note_author(g, r, w);
		if (i >= g->query->n_wishes || !meets(g, r, w))
			continue;
		w->met = wanted = true;
		if (w->type != WISH_WHO && r->lineage)
			g->log->lineages.p[r->lineage] = true;
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

void
log_keep_on_goals(struct changes *changes, const struct log_query *q)
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

bool
log_may_meet_wish(const struct log_query *q, const struct history_record *r)
{
	for (size_t i = 0; i < q->n_wishes; i++) {
		const struct wish *w = &q->wishes[i];

		if (w->type == WISH_PATH || (w->type == WISH_RECORD && w->kind == r->kind))
			return true;
		if (w->type == WISH_RECORD && w->kind == KIND_GOAL && r->kind == KIND_CHECKIN)
			return true;
	}
	return false;
}

/* Filters. */

static bool
is_in_time(const struct log_query *q, const struct history_commit *c)
{
	int32_t day = git_when_day(c->when);

	return (q->since == DATE_NONE || day >= q->since) &&
	       (q->until == DATE_NONE || day <= q->until);
}

bool
log_passes_filters(struct gathering *g, const struct history_record *r)
{
	struct log_query *q = g->query;
	bool passes = is_in_time(q, r->commit) && (!q->kinds || q->kinds & 1u << r->kind);

	for (size_t i = q->n_wishes; i < q->n_all; i++)
		if (q->wishes[i].type == WISH_TEAM)
			passes = passes && meets(g, r, &q->wishes[i]);
	return passes;
}

void
log_begin_wishes(struct gathering *g)
{
	const struct repo *repo = g->query->repo;

	for (size_t i = 0; i < g->query->n_all; i++) {
		struct wish *w = &g->query->wishes[i];

		w->guess = (struct str_guess){.word = w->text};
		if (w->type == WISH_AUTHOR && repo && repo_find(repo, KIND_PERSON, w->text))
			w->met = g->author_is_person = true;
	}
}

void
log_prepare_wishes(struct gathering *g, const struct history_record *r)
{
	uint32_t who;

	if ((r->kind != KIND_PERSON && r->kind != KIND_TEAM) || !r->after)
		return;
	who = intern(g->log->names, r->id);
	while (g->above.n <= who)
		vec_push(g->log->arena, &g->above);
	g->above.p[who] = team_in(g, r->kind, r->after);
	for (size_t i = g->query->n_wishes; i < g->query->n_all; i++) {
		struct wish *w = &g->query->wishes[i];

		if (w->type == WISH_TEAM && r->kind == KIND_TEAM && str_eq(r->id, w->text))
			w->met = true;
	}
}
