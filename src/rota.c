#include "rota.h"

#include <math.h>
#include <stdlib.h>

#include "goal.h"
#include "participants.h"
#include "relation.h"

/* Peers to ask where the cycle does not say. */
enum { PEERS = 3 };

/* Somebody who may be asked as a peer. */
struct candidate {
	const struct person *person;
	uint32_t shared; /* goals in common */
	bool same_team;
};

/* What a participant is still looking for. */
struct seat {
	const struct person *about;
	uint32_t peers; /* found so far */
	struct {
		struct candidate *p; /* by id */
		size_t n, cap;
	} candidates;
};

/* What is kept of each person. */
struct desk {
	uint32_t load;			    /* people that they are asked about */
	uint32_t shared;		    /* goals in common with the participant at hand */
	const struct asking_counts *groups; /* who has been asked about them; NULL: nobody */
	uint32_t proposed[RELATIONS];	    /* those whom the rota asks about them */
};

/* People by the symbol of what they have in common, in the order of ids. */
struct chains {
	uint32_t *first; /* by symbol: 1 + place of the first of them */
	uint32_t *next;	 /* by place: 1 + place of the one after */
};

/* A goal of a person's. */
struct part {
	const struct goal *goal;
	const struct part *next; /* another of the same person */
};

struct planning {
	struct arena *a;
	const struct repo *repo;
	const struct cycle *c;
	const struct asking *asking;
	struct rota *rota;
	int32_t day;		   /* of teams and reporting lines */
	uint32_t most;		   /* people that one is asked about */
	size_t n;		   /* people */
	struct record **people;	   /* by id */
	struct desk *desks;	   /* by place among the people */
	struct chains teams;	   /* people by team */
	struct chains reports;	   /* and by manager */
	const struct part **parts; /* by symbol of a person: goals in the cycle's period */
	struct {
		uint32_t *p;
		size_t n, cap;
	} near; /* places of those who may be peers of the participant at hand */
};

static size_t
place_of(const struct planning *k, const struct person *p)
{
	return p->record.index - k->repo->first[KIND_PERSON];
}

/* A person who can be asked at all. */
static const struct person *
person_of(const struct planning *k, const struct record *r)
{
	const struct person *p = (const struct person *)r;

	return p && r->valid && repo_get(k->repo, KIND_PERSON, r->id) == r &&
		       person_is_active(p, k->day)
		   ? p
		   : NULL;
}

static void
chain(struct chains *c, uint32_t symbol, size_t place)
{
	c->next[place] = c->first[symbol];
	c->first[symbol] = (uint32_t)place + 1;
}

static void
chain_people(struct planning *k)
{
	uint32_t symbols = intern_count(k->repo->intern);

	k->teams =
	    (struct chains){NEW_ARRAY(k->a, uint32_t, symbols), NEW_ARRAY(k->a, uint32_t, k->n)};
	k->reports =
	    (struct chains){NEW_ARRAY(k->a, uint32_t, symbols), NEW_ARRAY(k->a, uint32_t, k->n)};
	for (size_t i = k->n; i-- > 0;) {
		const struct person *p = person_of(k, k->people[i]);

		if (!p)
			continue;
		chain(&k->teams, person_team_on(p, k->day), i);
		chain(&k->reports, person_on(p, k->day).manager, i);
	}
}

/* Notes that a person has a part in the goal that is being looked at. */
static void
add_part(struct planning *k, const struct goal *g, uint32_t person)
{
	const struct part *last = k->parts[person];
	struct part *part;

	if (last && last->goal == g)
		return;
	part = NEW(k->a, struct part);
	*part = (struct part){g, last};
	k->parts[person] = part;
}

static void
find_parts(struct planning *k)
{
	size_t n;
	struct record **goals = repo_of_kind(&n, k->repo, KIND_GOAL);

	k->parts = NEW_ARRAY(k->a, const struct part *, intern_count(k->repo->intern));
	for (size_t i = 0; i < n; i++) {
		const struct goal *g = (const struct goal *)goals[i];

		if (!g->record.valid || g->start > k->c->due || g->due < k->c->start)
			continue;
		add_part(k, g, g->owner);
		for (uint32_t m = 0; m < g->contributors.n; m++)
			add_part(k, g, g->contributors.p[m]);
	}
}

static void
count_asked(struct planning *k)
{
	for (size_t i = 0; i < k->asking->n; i++) {
		const struct asked *q = &k->asking->p[i];
		const struct record *from = repo_get(k->repo, KIND_PERSON, q->from);

		if (from && !q->declined)
			k->desks[from->index - k->repo->first[KIND_PERSON]].load++;
	}
	for (size_t i = 0; i < k->asking->n_people; i++)
		k->desks[place_of(k, k->asking->people[i].person)].groups =
		    k->asking->people[i].groups;
}

static bool
is_free(const struct planning *k, const struct person *about, const struct person *from)
{
	return k->desks[place_of(k, from)].load < k->most &&
	       !asking_find(k->asking, repo_id(k->repo, &from->record),
		   repo_id(k->repo, &about->record));
}

static void
propose(struct planning *k, const struct person *about, const struct person *from,
    enum relation relation)
{
	k->desks[place_of(k, from)].load++;
	k->desks[place_of(k, about)].proposed[relation]++;
	*vec_push(k->a, &k->rota->entries) = (struct rota_entry){about, from, (uint8_t)relation};
}

static void
propose_if_free(struct planning *k, const struct person *about, const struct person *from,
    enum relation relation)
{
	if (from && is_free(k, about, from))
		propose(k, about, from, relation);
}

static void
propose_reports(struct planning *k, const struct person *about)
{
	const struct chains *c = &k->reports;

	for (uint32_t at = c->first[about->record.id]; at; at = c->next[at - 1])
		propose_if_free(k, about, (const struct person *)k->people[at - 1],
		    RELATION_DIRECT_REPORT);
}

/* Those whom the reporting lines name. */
static void
propose_lines(struct planning *k, const struct person_list *participants)
{
	for (size_t i = 0; i < participants->n; i++)
		propose_if_free(k, participants->p[i], participants->p[i], RELATION_SELF);
	for (size_t i = 0; i < participants->n; i++) {
		const struct person *p = participants->p[i];

		propose_if_free(k, p,
		    person_of(k, repo_get(k->repo, KIND_PERSON, person_on(p, k->day).manager)),
		    RELATION_MANAGER);
	}
	for (size_t i = 0; i < participants->n; i++)
		propose_reports(k, participants->p[i]);
}

static void
count_shared(struct planning *k, uint32_t symbol)
{
	const struct record *r = repo_get(k->repo, KIND_PERSON, symbol);
	uint32_t place;

	if (!r)
		return;
	place = r->index - (uint32_t)k->repo->first[KIND_PERSON];
	if (!k->desks[place].shared++)
		*vec_push(k->a, &k->near) = place;
}

static int
by_place(const void *left, const void *right)
{
	const uint32_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* Those who have a goal in common with a participant, and the others of a team. */
static void
find_near(struct planning *k, const struct person *about, uint32_t team)
{
	k->near.n = 0;
	for (const struct part *part = k->parts[about->record.id]; part; part = part->next) {
		count_shared(k, part->goal->owner);
		for (uint32_t m = 0; m < part->goal->contributors.n; m++)
			count_shared(k, part->goal->contributors.p[m]);
	}
	for (uint32_t at = team ? k->teams.first[team] : 0; at; at = k->teams.next[at - 1])
		if (!k->desks[at - 1].shared)
			*vec_push(k->a, &k->near) = at - 1;
	if (k->near.n)
		qsort(k->near.p, k->near.n, sizeof *k->near.p, by_place);
}

static void
find_candidates(struct seat *seat, struct planning *k)
{
	const struct person *about = seat->about;
	uint32_t team = person_team_on(about, k->day);

	find_near(k, about, team);
	for (size_t i = 0; i < k->near.n; i++) {
		struct desk *desk = &k->desks[k->near.p[i]];
		const struct person *p = person_of(k, k->people[k->near.p[i]]);

		if (p &&
		    relation_on(k->repo, p->record.id, about->record.id, k->day) == RELATION_PEER)
			*vec_push(k->a, &seat->candidates) = (struct candidate){p, desk->shared,
			    team && person_team_on(p, k->day) == team};
		desk->shared = 0;
	}
}

/* Who is to be asked next; NULL where nobody is free. */
static const struct person *
best_peer(const struct seat *seat, const struct planning *k)
{
	const struct candidate *best = NULL;

	for (size_t i = 0; i < seat->candidates.n; i++) {
		const struct candidate *c = &seat->candidates.p[i];
		int64_t order;

		if (!is_free(k, seat->about, c->person))
			continue;
		order = !best ? -1
			      : (int64_t)k->desks[place_of(k, c->person)].load -
				    k->desks[place_of(k, best->person)].load;
		if (best && !order)
			order = (int64_t)best->shared - c->shared;
		if (best && !order)
			order = best->same_team - c->same_team;
		if (order < 0)
			best = c;
	}
	return best ? best->person : NULL;
}

/* Nobody is asked twice about one person. */
static void
take(struct seat *seat, const struct person *person)
{
	size_t n = 0;

	for (size_t i = 0; i < seat->candidates.n; i++)
		if (seat->candidates.p[i].person != person)
			seat->candidates.p[n++] = seat->candidates.p[i];
	seat->candidates.n = n;
}

static uint32_t
peers_wanted(const struct planning *k)
{
	double wanted = asking_wanted(k->repo, k->c, RELATION_PEER);
	double threshold = isnan(k->c->threshold) ? 3 : k->c->threshold;

	wanted = isnan(wanted) ? PEERS : wanted;
	return (uint32_t)(k->c->collection == COLLECTION_CONFIDENTIAL ? fmax(wanted, threshold)
								      : wanted);
}

/* Answers of a group that are there or may still come, without those that are proposed. */
static uint32_t
expected_of(const struct planning *k, const struct person *about, int group)
{
	const struct asking_counts *groups = k->desks[place_of(k, about)].groups;

	return groups ? groups[group].answered + groups[group].missing : 0;
}

/* One peer for everybody, then the next, so that all find as many as can be. */
static void
propose_peers(struct planning *k, struct seat *seats, size_t n)
{
	uint32_t wanted = peers_wanted(k);

	for (uint32_t round = 0; round < wanted; round++)
		for (size_t i = 0; i < n; i++) {
			const struct person *peer =
			    seats[i].peers <= round ? best_peer(&seats[i], k) : NULL;

			if (!peer)
				continue;
			propose(k, seats[i].about, peer, RELATION_PEER);
			take(&seats[i], peer);
			seats[i].peers++;
		}
}

static int
by_pair(const void *left, const void *right)
{
	const struct rota_entry *a = left, *b = right;

	if (a->about != b->about)
		return a->about->record.index < b->about->record.index ? -1 : 1;
	if (a->relation != b->relation)
		return a->relation - b->relation;
	return (a->from->record.index > b->from->record.index) -
	       (a->from->record.index < b->from->record.index);
}

static void
find_gaps(struct planning *k, const struct person *about)
{
	const uint32_t *proposed = k->desks[place_of(k, about)].proposed;

	for (int g = RELATION_SELF; g < RELATIONS; g++) {
		double wanted = g == RELATION_PEER ? peers_wanted(k)
						   : asking_wanted(k->repo, k->c, (enum relation)g);
		uint32_t found = expected_of(k, about, g) + proposed[g];

		if (found < wanted)
			*vec_push(k->a, &k->rota->gaps) = (struct rota_gap){.about = about,
			    .relation = (uint8_t)g,
			    .wanted = (uint32_t)wanted,
			    .found = found};
	}
}

void
rota_of(struct rota *rota, struct arena *a, const struct repo *repo, const struct cycle *c,
    const struct asking *asking)
{
	struct planning k = {.a = a, .repo = repo, .c = c, .asking = asking, .rota = rota};
	struct person_list participants;
	struct seat *seats;

	*rota = (struct rota){0};
	k.day = participants_day(c);
	k.most = isnan(c->requests_max) ? 5 : (uint32_t)c->requests_max;
	k.people = repo_of_kind(&k.n, repo, KIND_PERSON);
	k.desks = NEW_ARRAY(a, struct desk, k.n);
	participants_of(&participants, a, repo, c);
	seats = NEW_ARRAY(a, struct seat, participants.n);
	count_asked(&k);
	chain_people(&k);
	find_parts(&k);
	propose_lines(&k, &participants);
	for (size_t i = 0; i < participants.n; i++) {
		seats[i].about = participants.p[i];
		seats[i].peers = expected_of(&k, participants.p[i], RELATION_PEER);
		find_candidates(&seats[i], &k);
	}
	propose_peers(&k, seats, participants.n);
	if (rota->entries.n)
		qsort(rota->entries.p, rota->entries.n, sizeof *rota->entries.p, by_pair);
	for (size_t i = 0; i < participants.n; i++)
		find_gaps(&k, participants.p[i]);
}
