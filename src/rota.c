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

struct planning {
	struct arena *a;
	const struct repo *repo;
	const struct cycle *c;
	const struct asking *asking;
	struct rota *rota;
	int32_t day;		/* of teams and reporting lines */
	uint32_t most;		/* people that one is asked about */
	size_t n;		/* people */
	struct record **people; /* by id */
	uint32_t *load;		/* by place among the people: about how many each is asked */
	uint32_t *shared;	/* likewise: goals in common with the participant at hand */
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
count_load(struct planning *k)
{
	for (size_t i = 0; i < k->asking->n; i++) {
		const struct asked *q = &k->asking->p[i];
		const struct record *from = repo_get(k->repo, KIND_PERSON, q->from);

		if (from && !q->declined)
			k->load[from->index - k->repo->first[KIND_PERSON]]++;
	}
}

static bool
is_free(const struct planning *k, const struct person *about, const struct person *from)
{
	return k->load[place_of(k, from)] < k->most &&
	       !asking_find(k->asking, repo_id(k->repo, &from->record),
		   repo_id(k->repo, &about->record));
}

static void
propose(struct planning *k, const struct person *about, const struct person *from,
    enum relation relation)
{
	k->load[place_of(k, from)]++;
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
	for (size_t i = 0; i < k->n; i++) {
		const struct person *from = person_of(k, k->people[i]);

		if (from && person_on(from, k->day).manager == about->record.id)
			propose_if_free(k, about, from, RELATION_DIRECT_REPORT);
	}
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

/* Has the person a part in a goal? */
static bool
has_part(const struct goal *g, uint32_t person)
{
	for (uint32_t i = 0; i < g->contributors.n; i++)
		if (g->contributors.p[i] == person)
			return true;
	return g->owner == person;
}

static void
count_shared(struct planning *k, uint32_t symbol)
{
	const struct record *r = repo_get(k->repo, KIND_PERSON, symbol);

	if (r)
		k->shared[r->index - k->repo->first[KIND_PERSON]]++;
}

static void
count_goals(struct planning *k, const struct person *about)
{
	size_t n;
	struct record **goals = repo_of_kind(&n, k->repo, KIND_GOAL);

	for (size_t i = 0; i < k->n; i++)
		k->shared[i] = 0;
	for (size_t i = 0; i < n; i++) {
		const struct goal *g = (const struct goal *)goals[i];

		if (!g->record.valid || g->start > k->c->due || g->due < k->c->start ||
		    !has_part(g, about->record.id))
			continue;
		count_shared(k, g->owner);
		for (uint32_t m = 0; m < g->contributors.n; m++)
			count_shared(k, g->contributors.p[m]);
	}
}

static void
find_candidates(struct seat *seat, struct planning *k)
{
	const struct person *about = seat->about;
	uint32_t team = person_team_on(about, k->day);

	count_goals(k, about);
	for (size_t i = 0; i < k->n; i++) {
		const struct person *p = person_of(k, k->people[i]);
		bool same_team = p && team && person_team_on(p, k->day) == team;

		if (!p || (!same_team && !k->shared[i]))
			continue;
		if (relation_on(k->repo, p->record.id, about->record.id, k->day) == RELATION_PEER)
			*vec_push(k->a, &seat->candidates) =
			    (struct candidate){p, k->shared[i], same_team};
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
			      : (int64_t)k->load[place_of(k, c->person)] -
				    k->load[place_of(k, best->person)];
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

static const struct asking_counts *
counts_of(const struct planning *k, const struct person *p)
{
	for (size_t i = 0; i < k->asking->n_people; i++)
		if (k->asking->people[i].person == p)
			return k->asking->people[i].groups;
	return NULL;
}

/* Answers of a group that are there or may still come, without those that are proposed. */
static uint32_t
expected_of(const struct asking_counts *groups, int group)
{
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

static uint32_t
proposed_of(const struct rota *rota, const struct person *about, int relation)
{
	uint32_t n = 0;

	for (size_t i = 0; i < rota->entries.n; i++)
		n += rota->entries.p[i].about == about && rota->entries.p[i].relation == relation;
	return n;
}

static void
find_gaps(struct planning *k, const struct person *about)
{
	const struct asking_counts *groups = counts_of(k, about);

	for (int g = RELATION_SELF; g < RELATIONS; g++) {
		double wanted = g == RELATION_PEER ? peers_wanted(k)
						   : asking_wanted(k->repo, k->c, (enum relation)g);
		uint32_t found = expected_of(groups, g) + proposed_of(k->rota, about, g);

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
	k.load = NEW_ARRAY(a, uint32_t, k.n);
	k.shared = NEW_ARRAY(a, uint32_t, k.n);
	participants_of(&participants, a, repo, c);
	seats = NEW_ARRAY(a, struct seat, participants.n);
	count_load(&k);
	propose_lines(&k, &participants);
	for (size_t i = 0; i < participants.n; i++) {
		seats[i].about = participants.p[i];
		seats[i].peers = expected_of(counts_of(&k, participants.p[i]), RELATION_PEER);
		find_candidates(&seats[i], &k);
	}
	propose_peers(&k, seats, participants.n);
	if (rota->entries.n)
		qsort(rota->entries.p, rota->entries.n, sizeof *rota->entries.p, by_pair);
	for (size_t i = 0; i < participants.n; i++)
		find_gaps(&k, participants.p[i]);
}
