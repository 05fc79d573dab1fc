/* report: what is known of a person in a period, as one document: words and figures for the talk in
 * front, where they come from at the end. */
#ifndef REPORT_H
#define REPORT_H

#include "cycle.h"
#include "links.h"
#include "out.h"
#include "person.h"
#include "repo.h"

struct report_query {
	const struct person *person;
	struct period period;
	const struct cycle *cycle; /* the cycle that the period is that of; NULL: dates */
	int32_t as_of;		   /* day of all figures; what is dated later is left out */
};

/* "Review: NAME, PERIOD" */
struct str report_title(struct arena *a, const struct repo *repo, const struct report_query *q);

/* Writes the review as CommonMark with pipe tables. The same records, history and query give the
 * same bytes. 0, or the exit status of an error of Git that has been said. */
int report_review(struct out *o, struct arena *a, struct repo *repo, const struct report_query *q);

/* Review records of the person for exactly the period or cycle: final ones, else drafts; by id. */
void report_records(struct record_list *list, struct arena *a, struct repo *repo,
    const struct report_query *q);

/* Marks the records that the review is made from, by their place in the repository: those that its
 * section Sources lists, without those that only wait for something, which changes as soon as somebody
 * settles it. used has room for all and is false. */
void report_used(bool *used, struct repo *repo, const struct report_query *q);

/* Writes a finished report as one HTML document that needs nothing else and prints well. */
void report_html(struct out *o, struct str title, struct str markdown);

#endif
