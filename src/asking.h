/* asking: who is asked for feedback in a cycle, and who has answered; never what anybody said. */
#ifndef ASKING_H
#define ASKING_H

#include "cycle.h"
#include "feedback.h"
#include "person.h"
#include "repo.h"

/* One person who is asked, or has answered unasked, about another. */
struct asked {
	uint32_t about;	   /* symbols of people */
	uint32_t from;	   /* 0: somebody from outside */
	struct str person; /* id of about */
	struct str rater;  /* id, or an outsider's name */
	uint8_t relation;  /* enum relation */
	bool asked;	   /* there is a request */
	bool answered;	   /* also who declined first */
	bool declined;	   /* said no, and has not answered */
	int32_t due;	   /* latest day of the requests; DATE_NONE: none */
};

struct asking_counts {
	double wanted;	   /* answers that the cycle asks for; NaN: not said */
	uint32_t asked;	   /* people who were asked */
	uint32_t answered; /* who answered, asked or not */
	uint32_t declined;
	uint32_t missing; /* asked, and neither answered nor declined */
};

struct asking_person {
	const struct person *person;
	struct asking_counts groups[RELATIONS]; /* by enum relation */
};

struct asking {
	struct asked *p; /* by whom it is about, then rater, both by id */
	size_t n;
	struct asking_person *people; /* participants and whoever was asked about, by id */
	size_t n_people;
};

/* What is known by a day of a cycle's requests and answers. Lives in a. */
void asking_of(struct asking *asking, struct arena *a, const struct repo *repo,
    const struct cycle *c, int32_t as_of);

/* How a person is asked, or answers, about another, both by id; NULL where neither. */
const struct asked *asking_find(const struct asking *asking, struct str from, struct str about);

/* Answers that a cycle asks for in a group; NaN where it does not say. */
double asking_wanted(const struct repo *repo, const struct cycle *c, enum relation group);

#endif
