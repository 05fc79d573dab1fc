#include "progress.h"

#include <math.h>
#include <stdlib.h>

#include "person.h"
#include "progress_goal.h"

const char *const pace_names[] = {"draft", "dropped", "closed", "not-started", "unmeasured", "met",
    "overdue", "open", "on-pace", "behind", "far-behind"};

/* The repository's own valid record of an id; NULL where there is none. */
static const struct record *
valid_record(const struct repo *repo, enum kind kind, uint32_t id)
{
	const struct record *r = repo_get(repo, kind, id);

	return r && r->valid ? r : NULL;
}

/* Goals. */

static void
place_goal(struct progress *p, struct goal_progress *g)
{
	const struct goal *goal = g->goal;
	const struct record *above = repo_get(p->repo, KIND_GOAL, goal->supports);
	const struct record *team = valid_record(p->repo, KIND_TEAM, goal->owner);
	const struct record *owner = valid_record(p->repo, KIND_PERSON, goal->owner);

	g->counted = goal->record.valid && !goal->record.imported &&
		     repo_get(p->repo, KIND_GOAL, goal->record.id) == &goal->record;
	g->parent = above ? above->index - (uint32_t)p->repo->first[KIND_GOAL] : UINT32_MAX;
	if (!team && owner)
		team = valid_record(p->repo, KIND_TEAM,
		    person_team_on((const struct person *)owner, p->as_of));
	g->team = team ? team->index : UINT32_MAX;
}

static void
list_goals(struct progress *p, struct arena *a)
{
	struct record **r = repo_of_kind(&p->n, p->repo, KIND_GOAL);

	p->goals = NEW_ARRAY(a, struct goal_progress, p->n);
	for (size_t i = 0; i < p->n; i++) {
		p->goals[i].goal = (const struct goal *)r[i];
		place_goal(p, &p->goals[i]);
	}
}

/* Check-ins. */

static void
add_own_checkins(struct progress *p, uint32_t goal)
{
	const struct goal *g = p->goals[goal].goal;

	for (uint32_t i = 0; i < g->checkins.n; i++) {
		const struct checkin_entry *e = &g->checkins.p[i];

		if (e->date != DATE_NONE && e->date <= p->as_of)
			p->checkins[p->n_checkins++] = (struct goal_checkin){.entry = e,
			    .record = &g->record,
			    .goal = goal,
			    .index = i,
			    .by = e->by ? e->by : g->owner,
			    .date = e->date};
	}
}

static void
add_checkin_record(struct progress *p, const struct checkin *c)
{
	if (!c->record.valid || c->date == DATE_NONE || c->date > p->as_of)
		return;
	for (uint32_t i = 0; i < c->goals.n; i++) {
		const struct record *r = repo_get(p->repo, KIND_GOAL, c->goals.p[i].key);
		uint32_t goal = r ? r->index - (uint32_t)p->repo->first[KIND_GOAL] : 0;

		if (r && p->goals[goal].counted)
			p->checkins[p->n_checkins++] =
			    (struct goal_checkin){.entry = &c->goals.p[i],
				.record = &c->record,
				.goal = goal,
				.index = i,
				.by = c->by,
				.date = c->date};
	}
}

/* Own files are numbered in the order of their paths. */
static int
by_goal_and_time(const void *left, const void *right)
{
	const struct goal_checkin *a = left, *b = right;

	if (a->goal != b->goal)
		return a->goal < b->goal ? -1 : 1;
	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	if (a->record->file != b->record->file)
		return a->record->file < b->record->file ? -1 : 1;
	if (a->record->document != b->record->document)
		return a->record->document < b->record->document ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

static void
list_checkins(struct progress *p, struct arena *a)
{
	size_t n, room = 0;
	struct record **r = repo_of_kind(&n, p->repo, KIND_CHECKIN);

	for (size_t i = 0; i < p->n; i++)
		room += p->goals[i].goal->checkins.n;
	for (size_t i = 0; i < n; i++)
		room += ((const struct checkin *)r[i])->goals.n;
	p->checkins = NEW_ARRAY(a, struct goal_checkin, room);
	for (uint32_t i = 0; i < p->n; i++)
		if (p->goals[i].counted)
			add_own_checkins(p, i);
	for (size_t i = 0; i < n; i++)
		add_checkin_record(p, (const struct checkin *)r[i]);
	if (p->n_checkins)
		qsort(p->checkins, p->n_checkins, sizeof *p->checkins, by_goal_and_time);
	for (size_t i = 0; i < p->n_checkins; i++) {
		struct goal_progress *g = &p->goals[p->checkins[i].goal];

		if (!g->n_checkins++)
			g->checkins = &p->checkins[i];
	}
}

/* Scores, from the goals that nothing supports upwards. */

static void
finish(struct progress *p, struct goal_progress *g, struct mean *means)
{
	const struct goal *goal = g->goal;
	const struct record *owner = valid_record(p->repo, KIND_PERSON, goal->owner);
	struct goal_progress *above = g->parent == UINT32_MAX ? NULL : &p->goals[g->parent];

	if (!g->of)
		g->score = g->in_cycle ? NAN : mean_of(&means[g - p->goals]);
	progress_judge(g, (const struct person *)owner, workspace_cadence(&p->repo->workspace),
	    p->as_of);
	if (!above || !pace_is_rolled_up((enum pace)g->pace))
		return;
	above->supporters++;
	if (isnan(g->score))
		return;
	above->supporters_scored++;
	mean_add(&means[g->parent], g->weight, g->score);
}

/* Those that wait for a supporter when nothing else is left support each other in a circle. */
static void
score_goals(struct progress *p)
{
	struct arena scratch = {0};
	struct mean *means = NEW_ARRAY(&scratch, struct mean, p->n);
	uint32_t *waits = NEW_ARRAY(&scratch, uint32_t, p->n);
	uint32_t *ready = NEW_ARRAY(&scratch, uint32_t, p->n), n = 0;

	for (size_t i = 0; i < p->n; i++)
		if (p->goals[i].counted && p->goals[i].parent != UINT32_MAX)
			waits[p->goals[i].parent]++;
	for (uint32_t i = 0; i < p->n; i++)
		if (p->goals[i].counted && !waits[i])
			ready[n++] = i;
	for (uint32_t done = 0; done < n; done++) {
		struct goal_progress *g = &p->goals[ready[done]];

		finish(p, g, means);
		if (g->parent != UINT32_MAX && !--waits[g->parent] && p->goals[g->parent].counted)
			ready[n++] = g->parent;
	}
	for (size_t i = 0; i < p->n; i++) {
		p->goals[i].in_cycle = p->goals[i].counted && waits[i];
		if (p->goals[i].in_cycle)
			finish(p, &p->goals[i], means);
	}
	arena_free(&scratch);
}

struct progress *
progress_new(struct arena *a, struct repo *repo, int32_t as_of)
{
	struct progress *p = NEW(a, struct progress);

	p->repo = repo;
	p->as_of = as_of;
	list_goals(p, a);
	list_checkins(p, a);
	for (size_t i = 0; i < p->n; i++)
		if (p->goals[i].counted)
			progress_measure(&p->goals[i], a, as_of);
	score_goals(p);
	return p;
}

const struct goal_progress *
progress_of(const struct progress *p, const struct goal *goal)
{
	return &p->goals[goal->record.index - p->repo->first[KIND_GOAL]];
}

size_t
progress_twins(const struct progress *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct record *r = &p->goals[i].goal->record;

		n += !p->goals[i].counted && r->valid && !r->imported;
	}
	return n;
}

bool
pace_is_rolled_up(enum pace pace)
{
	return pace != PACE_DRAFT && pace != PACE_DROPPED;
}
