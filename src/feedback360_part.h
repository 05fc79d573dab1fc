/* What the parts of feedback360 share; private to feedback360*.c. */
#ifndef FEEDBACK360_PART_H
#define FEEDBACK360_PART_H

#include "feedback360.h"
#include "results.h"

/* What a confidential cycle lets be shown. */
struct gate {
	double threshold;	  /* answers that a group needs for a skill */
	double comment_threshold; /* raters that a group needs for its words */
};

struct gate gate_of(const struct cycle *c);

/* Fills in the groups of a skill from its ratings, each by itself: an attributed cycle hides
 * nothing. */
void feedback360_open(struct feedback360_skill *s, struct arena *a, const struct rating *rating);

/* The same of a confidential cycle. Self and manager are always shown. Of the others a group with
 * threshold answers stands by itself; smaller ones are put together, and where these have too few,
 * too, they are hidden. Below five answers a mean is rounded to half a level, halves up, and
 * neither agreement nor distribution is shown.
 *
 * Why no hidden answer can be computed: a figure of a group is made of that group's answers for that
 * skill and nothing else; no answer stands in two groups; a hidden group stands in none; and every
 * total is made of the figures as they are shown. What is shown treats the answers of a group alike,
 * so that it tells who gave which only where all gave the same. */
void feedback360_gate(struct feedback360_skill *s, struct arena *a, const struct rating *rating,
    const struct gate *gate);

/* May the words of a group with so many raters be shown? */
bool gate_lets_words(const struct gate *gate, int group, uint32_t raters);

/* Fills in strengths and improvements from the responses and their documents. */
void feedback360_words(struct feedback360 *f, struct arena *a, const struct feedback360_query *q,
    const struct feedback_list *list, struct repo_text *documents);

/* The name of a skill as results and JSON have it: bare where the preferred framework has it. */
struct str feedback360_name(struct arena *a, const struct repo *repo, uint32_t skill,
    const struct framework *preferred);

/* Fills in the receipts of n responses. */
void feedback360_receipts(struct feedback360 *f, struct arena *a, struct repo_text *documents,
    size_t n);

/* Published results about a person of a cycle; NULL where there are none by the day. */
const struct results *results_of(struct arena *a, const struct repo *repo,
    const struct record *person, const struct cycle *c, int32_t as_of);

/* Role and framework on the cycle's last day, and the scale. */
const struct framework_role *feedback360_framework(struct feedback360 *f,
    const struct framework **of_role, const struct feedback360_query *q);

/* The figures, and the responses that they are made of: no words, no receipts, and not what changed
 * since the cycle before. */
void feedback360_figures(struct feedback360 *f, struct feedback_list *responses, struct arena *a,
    const struct feedback360_query *q);

/* feedback360_of each of n people: a file that holds responses about some of them is opened once. */
void feedback360_of_several(struct feedback360 *f, struct arena *a,
    const struct feedback360_query *q, const struct person *const *people, size_t n);

/* Sets f->before and what changed since then, from the shared repository. */
void feedback360_change(struct feedback360 *f, struct arena *a, const struct feedback360_query *q);

#endif
