/* Cycles and the reviews they call for. */
#include "answer.h"
#include "cycle.h"
#include "due_part.h"
#include "participants.h"
#include "results.h"
#include "team.h"

/* How far a cycle is. */
struct standing {
	uint32_t people;  /* participants who are still here */
	uint32_t reviews; /* those of them with a final review */
	uint32_t results; /* those of them with published results */
	uint32_t asked;	  /* people who were asked, once for each request */
	uint32_t missing; /* those of them who have neither answered nor declined */
};

static bool
has_results(struct due_search *s, const struct cycle *c, const struct person *p)
{
	struct record_list results;

	links_to(&results, &s->scratch, s->repo, &p->record, KIND_RESULTS, "about");
	for (size_t i = 0; i < results.n; i++) {
		const struct results *r = (const struct results *)results.p[i];

		if (r->cycle == c->record.id && r->published <= s->q->as_of)
			return true;
	}
	return false;
}

/* A draft that there is only has to be finished. */
static void
add_review(struct due_search *s, const struct cycle *c, const struct person *p,
    const struct review *draft)
{
	uint32_t manager = person_on(p, s->q->as_of).manager;
	uint32_t owner = manager && !due_has_left(s, manager) ? manager : p->record.id;
	struct str id = repo_id(s->repo, &p->record), cycle = repo_id(s->repo, &c->record);
	struct due_item item = {.type = DUE_REVIEW,
	    .record = &c->record,
	    .part = id,
	    .owner = owner,
	    .due = participants_close(c)};

	if (!due_is_wanted(s, &item))
		return;
	item.title =
	    str_fmt(s->arena, "Review of %.*s for %.*s", SV(due_name(s, p->record.id)), SV(cycle));
	if (draft)
		item.settle = str_fmt(s->arena, "edit %.*s:%u",
		    SV(repo_path(s->repo, &draft->record)), repo_line(s->repo, &draft->record));
	else
		item.settle = str_fmt(s->arena, "whet new review --set about=%.*s --set cycle=%.*s",
		    SV(id), SV(cycle));
	due_add(s, item);
}

/* Who takes part is seen as of the as-of date, or of the cycle's close where that was before. */
static void
look_at_people(struct standing *at, struct due_search *s, const struct cycle *c)
{
	int32_t close = participants_close(c), day = close < s->q->as_of ? close : s->q->as_of;
	struct person_list people;

	participants_on(&people, &s->scratch, s->repo, c, day);
	for (size_t i = 0; i < people.n; i++) {
		const struct person *p = people.p[i];
		struct arena_mark mark = arena_mark(&s->scratch);
		const struct review *v;

		if (p->record.imported || due_has_left(s, p->record.id))
			continue;
		v = participants_review(&s->scratch, s->repo, c, p);
		at->people++;
		at->results += has_results(s, c, p);
		if (v && v->status == REVIEW_FINAL)
			at->reviews++;
		else
			add_review(s, c, p, v);
		arena_rewind(&s->scratch, mark);
	}
}

static void
look_at_requests(struct standing *at, struct due_search *s, const struct cycle *c)
{
	struct record_list requests;

	links_to(&requests, &s->scratch, s->repo, &c->record, KIND_REQUEST, "cycle");
	for (size_t i = 0; i < requests.n; i++) {
		const struct request *q = (const struct request *)requests.p[i];
		const struct record *about = repo_get(s->repo, KIND_PERSON, q->about);
		struct record_list feedback = {0};

		if (q->date > s->q->as_of || due_has_left(s, q->about))
			continue;
		if (about)
			links_to(&feedback, &s->scratch, s->repo, about, KIND_FEEDBACK, "about");
		for (uint32_t k = 0; k < q->asked.n; k++) {
			if (due_has_left(s, q->asked.p[k]))
				continue;
			at->asked++;
			at->missing +=
			    answer_of(q, q->asked.p[k], &feedback, s->q->as_of) == ANSWER_MISSING;
		}
	}
}

/* A team's lead or a person's manager, else the participant. */
static uint32_t
leader_of(const struct due_search *s, uint32_t participant)
{
	const struct team *team = (const struct team *)repo_get(s->repo, KIND_TEAM, participant);
	const struct person *person =
	    (const struct person *)repo_get(s->repo, KIND_PERSON, participant);
	uint32_t leader = 0;

	if (team)
		leader = team->lead;
	else if (person)
		leader = person_on(person, s->q->as_of).manager;
	return leader && !due_has_left(s, leader) ? leader : participant;
}

/* The collector, else who leads the first participant of whom somebody is still here; 0: nobody. */
static uint32_t
owner_of(const struct due_search *s, const struct cycle *c)
{
	if (c->collector && !due_has_left(s, c->collector))
		return c->collector;
	for (uint32_t i = 0; i < c->participants.n; i++) {
		uint32_t leader = leader_of(s, c->participants.p[i]);

		if (!due_has_left(s, leader))
			return leader;
	}
	return 0;
}

static struct str
title_of(const struct due_search *s, const struct cycle *c, const struct standing *at)
{
	struct str title = c->title.n ? c->title : repo_id(s->repo, &c->record);

	if (c->collection == COLLECTION_CONFIDENTIAL)
		return str_fmt(s->arena, "%.*s: %u of %u results published, %u of %u reviews final",
		    SV(title), at->results, at->people, at->reviews, at->people);
	return str_fmt(s->arena, "%.*s: %u of %u answers missing, %u of %u reviews final",
	    SV(title), at->missing, at->asked, at->reviews, at->people);
}

static void
look_at_cycle(struct due_search *s, const struct cycle *c)
{
	struct due_item item = {.type = DUE_CYCLE,
	    .record = &c->record,
	    .owner = owner_of(s, c),
	    .due = participants_close(c)};
	struct standing at = {0};
	bool complete;

	look_at_people(&at, s, c);
	if (c->collection == COLLECTION_CONFIDENTIAL) {
		complete = at.results == at.people;
	} else {
		look_at_requests(&at, s, c);
		complete = !at.missing;
	}
	if ((complete && at.reviews == at.people) || !due_is_wanted(s, &item))
		return;
	item.title = title_of(s, c, &at);
	due_add(s, item);
}

void
due_cycles(struct due_search *s)
{
	const struct record *r;

	for (size_t at = 0; (r = due_next(s, KIND_CYCLE, &at));) {
		const struct cycle *c = (const struct cycle *)r;
		struct arena_mark mark = arena_mark(&s->scratch);

		if (participants_close(c) != DATE_NONE &&
		    participants_close(c) <= s->q->as_of + s->q->within)
			look_at_cycle(s, c);
		arena_rewind(&s->scratch, mark);
	}
}
