#include "asking.h"

#include <math.h>
#include <stdlib.h>

#include "links.h"
#include "participants.h"
#include "relation.h"
#include "request.h"

struct collecting {
	struct arena *a;
	const struct repo *repo;
	const struct cycle *c;
	int32_t as_of;
	struct {
		struct asked *p;
		size_t n, cap;
	} found;
	bool *looked_at; /* by place among the people: participants and whoever was asked about */
};

double
asking_wanted(const struct repo *repo, const struct cycle *c, enum relation group)
{
	for (uint32_t i = 0; i < c->groups.n; i++)
		if (str_is(repo_str(repo, c->groups.p[i].key), relation_words[group - 1]))
			return c->groups.p[i].min;
	return NAN;
}

static void
look_at(struct collecting *k, uint32_t person)
{
	const struct record *r = repo_get(k->repo, KIND_PERSON, person);

	if (r)
		k->looked_at[r->index - k->repo->first[KIND_PERSON]] = true;
}

static bool
has_declined(const struct collecting *k, const struct request *r, uint32_t person)
{
	for (uint32_t i = 0; i < r->declined.n; i++)
		if (r->declined.p[i].key == person && r->declined.p[i].number <= k->as_of)
			return true;
	return false;
}

static void
read_request(struct collecting *k, const struct request *r)
{
	look_at(k, r->about);
	for (uint32_t i = 0; i < r->asked.n; i++) {
		uint32_t from = r->asked.p[i];

		*vec_push(k->a, &k->found) = (struct asked){.about = r->about,
		    .from = from,
		    .person = repo_str(k->repo, r->about),
		    .rater = repo_str(k->repo, from),
		    .relation = (uint8_t)relation_on(k->repo, from, r->about, r->date),
		    .asked = true,
		    .declined = has_declined(k, r, from),
		    .due = r->due};
	}
}

static void
read_answer(struct collecting *k, const struct feedback *f)
{
	for (uint32_t i = 0; i < f->about.n; i++) {
		look_at(k, f->about.p[i]);
		*vec_push(k->a, &k->found) = (struct asked){.about = f->about.p[i],
		    .from = f->from,
		    .person = repo_str(k->repo, f->about.p[i]),
		    .rater = f->outsider ? f->outsider->name : repo_str(k->repo, f->from),
		    .relation = (uint8_t)relation_of(k->repo, f, f->about.p[i]),
		    .answered = true,
		    .due = DATE_NONE};
	}
}

static void
collect(struct collecting *k)
{
	size_t n;
	struct record **r = repo_of_kind(&n, k->repo, KIND_REQUEST);

	for (size_t i = 0; i < n; i++) {
		const struct request *q = (const struct request *)r[i];

		if (links_counts(k->repo, r[i]) && q->cycle == k->c->record.id &&
		    q->date <= k->as_of)
			read_request(k, q);
	}
	r = repo_of_kind(&n, k->repo, KIND_FEEDBACK);
	for (size_t i = 0; i < n; i++) {
		const struct feedback *f = (const struct feedback *)r[i];

		if (links_counts(k->repo, r[i]) && f->cycle == k->c->record.id &&
		    f->date <= k->as_of)
			read_answer(k, f);
	}
}

static int
by_pair(const void *left, const void *right)
{
	const struct asked *a = left, *b = right;
	int order = str_cmp(a->person, b->person);

	if (!order)
		order = str_cmp(a->rater, b->rater);
	return order ? order : !a->from - !b->from;
}

/* Answers after requests, so that what an answer says of the relation counts. */
static int
by_pair_and_kind(const void *left, const void *right)
{
	const struct asked *a = left, *b = right;
	int order = by_pair(a, b);

	if (!order)
		order = a->answered - b->answered;
	return order ? order : a->relation - b->relation;
}

const struct asked *
asking_find(const struct asking *asking, struct str from, struct str about)
{
	struct asked key = {.person = about, .rater = from, .from = 1};

	return asking->n ? bsearch(&key, asking->p, asking->n, sizeof key, by_pair) : NULL;
}

/* Makes one entry of all that is known of a pair. */
static void
merge(struct asking *asking, struct collecting *k)
{
	asking->p = k->found.p;
	for (size_t i = 0; i < k->found.n; i++) {
		struct asked *next = &k->found.p[i],
			     *last = asking->n ? &asking->p[asking->n - 1] : NULL;

		if (!last || by_pair(last, next) != 0) {
			asking->p[asking->n++] = *next;
			continue;
		}
		last->asked = last->asked || next->asked;
		last->answered = last->answered || next->answered;
		last->declined = last->declined || next->declined;
		last->relation = next->relation;
		last->due = next->due > last->due ? next->due : last->due;
	}
	for (size_t i = 0; i < asking->n; i++)
		if (asking->p[i].answered)
			asking->p[i].declined = false;
}

static void
count(struct asking_counts *groups, const struct asked *q)
{
	struct asking_counts *counts = &groups[q->relation];

	counts->asked += q->asked;
	counts->answered += q->answered;
	counts->declined += q->declined;
	counts->missing += q->asked && !q->answered && !q->declined;
}

/* Both lists are in the order of ids. */
static void
count_people(struct asking *asking, struct collecting *k)
{
	size_t n, at = 0;
	struct record **people = repo_of_kind(&n, k->repo, KIND_PERSON);

	asking->people = NEW_ARRAY(k->a, struct asking_person, n);
	for (size_t i = 0; i < n; i++) {
		struct asking_person *p = &asking->people[asking->n_people];
		struct str id = repo_id(k->repo, people[i]);

		if (!k->looked_at[i])
			continue;
		p->person = (const struct person *)people[i];
		for (int g = RELATION_SELF; g < RELATIONS; g++)
			p->groups[g].wanted = asking_wanted(k->repo, k->c, (enum relation)g);
		while (at < asking->n && str_cmp(asking->p[at].person, id) < 0)
			at++;
		for (; at < asking->n && str_eq(asking->p[at].person, id); at++)
			count(p->groups, &asking->p[at]);
		asking->n_people++;
	}
}

void
asking_of(struct asking *asking, struct arena *a, const struct repo *repo, const struct cycle *c,
    int32_t as_of)
{
	struct collecting k = {.a = a, .repo = repo, .c = c, .as_of = as_of};
	struct person_list participants;

	*asking = (struct asking){0};
	k.looked_at = NEW_ARRAY(a, bool, repo->first[KIND_PERSON + 1] - repo->first[KIND_PERSON]);
	participants_of(&participants, a, repo, c);
	for (size_t i = 0; i < participants.n; i++)
		look_at(&k, participants.p[i]->record.id);
	collect(&k);
	if (k.found.p) {
		qsort(k.found.p, k.found.n, sizeof *k.found.p, by_pair_and_kind);
		merge(asking, &k);
	}
	count_people(asking, &k);
}
