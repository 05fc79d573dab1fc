/* What the sections of a report share. Only report*.c include it. */
#ifndef REPORT_PART_H
#define REPORT_PART_H

#include "acknowledgement.h"
#include "goal.h"
#include "levels.h"
#include "links.h"
#include "progress.h"
#include "promise.h"
#include "ratings.h"
#include "report.h"
#include "review.h"
#include "summary.h"
#include "trace.h"

/* Users' headings stand below ours. */
enum { REPORT_HEADING = 5 };

struct report {
	struct arena *arena;
	struct out *o;
	struct repo *repo;
	const struct report_query *q;
	struct period before;		  /* the period that this one is compared with */
	const struct cycle *cycle_before; /* where it is that of a cycle; else NULL */
	const struct progress *progress;  /* as of the as-of date */
	struct feedback_list feedback;	  /* all that is known by then, by date */
	bool *used;			  /* by place among the records: read into the report */
};

/* Sections, in their order. */
void report_summary(struct report *r);
void report_next(struct report *r);
void report_goals(struct report *r);
void report_feedback(struct report *r);
void report_plan(struct report *r);
void report_journal(struct report *r);
void report_compare(struct report *r);
void report_due(struct report *r);
int report_history(struct report *r); /* 0, or an exit status after what went wrong was said */
void report_sources(struct report *r);

/* What belongs to the person in a period. */

struct goal_list {
	const struct goal_progress **p;
	size_t n, cap;
};

/* Goals that the person owns (else: contributes to) and whose dates meet the period, by id. progress
 * says as of when. */
void report_goals_of(struct goal_list *list, struct report *r, const struct progress *progress,
    struct period period, bool owned);

/* Feedback of a period: see ratings_day. */
void report_feedback_in(struct feedback_list *list, struct report *r, struct period period);

/* What confidential cycles have published about the person in the period of the report, by id. */
void report_results_in(struct record_list *list, struct report *r);

/* Figures all round of each attributed cycle that ends in the period, or is that of the report. rest
 * is what stands in none of them. */
void report_cycles(struct feedback_list *rest, struct report *r,
    const struct feedback_list *feedback);

/* The same of what a confidential cycle has published. */
void report_published(struct report *r, const struct cycle *c);

/* Is a review of exactly the period or cycle of the report? */
bool report_is_of_period(const struct report *r, const struct review *v);

/* Reviews bear no date: one is known when its period has ended, or is that of the report. */
bool report_is_known(const struct report *r, const struct review *v);

/* Final reviews of the person for exactly the period or cycle, else drafts; by id. */
void report_reviews(struct record_list *list, struct report *r);

/* Is a plan, note or review that of a person (symbol), so that what others promise in it counts too? */
bool report_is_own(const struct record *record, uint32_t who);

/* All that stand in records of the person or that the person owns; by record. */
void report_promises(struct promise_list *list, struct report *r);

/* Words. */

/* Marks a record as read into the report and returns it. */
const struct record *report_use(struct report *r, const struct record *record);

/* Marks what an assessment rests on: the record, and of a cycle its answers. */
void report_use_source(struct report *r, enum level_basis basis, const struct record *source);

/* The gaps to a role (symbol; 0: the person's own): how large, who works on them, what fits. */
void report_gaps(struct report *r, uint32_t role);

/* Whether the skill of a focus was assessed higher after what was done for it. */
void report_outcome(struct report *r, const struct trace_focus *f);

/* Which improvements of the period were taken up, and by what. */
void report_follow_through(struct report *r);

/* Marks what assessed levels rest on. */
void report_use_levels(struct report *r, const struct levels *levels);

/* Name of the period or cycle. */
struct str report_period_name(struct arena *a, const struct repo *repo, struct period period,
    const struct cycle *cycle);

/* Title of a record, else its id. */
struct str report_title_of(struct report *r, const struct record *record);

/* A word of the records without its hyphens: "on track". */
struct str report_plain(struct report *r, const char *word);

const char *report_commitment(const struct goal *goal);
struct str report_pace(struct report *r, enum pace pace);
struct str report_pace_of(struct report *r, const struct goal_progress *g); /* "closed (met)" */

/* "2 from peers, 1 from the manager"; "from a peer" where there is but one */
void report_relations(struct report *r, const struct feedback_list *feedback);

/* Improvements that come with a suggestion. */
uint32_t report_suggestions(const struct feedback_list *feedback);

/* Name of a person or team; the id where nobody has it. */
struct str report_name(struct report *r, uint32_t who);

void report_heading(struct report *r, int level, const char *words);

/* A paragraph of our own words. */
void report_say(struct report *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Ends what was written so far with one empty line. */
void report_gap(struct report *r);

/* Our words, then one line of users' text, escaped. */
void report_line(struct report *r, const char *before, struct str text, const char *after);

/* Users' prose as blocks with an empty line behind; nothing where it is absent. */
void report_prose(struct report *r, const struct record *record, struct prose prose);

/* Users' prose behind what has been written of a line: on that line where it is one paragraph, else
 * as blocks below. indent is that of the list item it stands in, or "". Ends the line. */
void report_words(struct report *r, const struct record *record, struct prose prose,
    const char *indent);
void report_text_words(struct report *r, struct str prose, const char *indent);

/* Tables: a row is begun, its cells written, and ended. The first row is followed by a rule with "l"
 * or "r" for each column. */
void report_row(struct report *r);
void report_cell(struct report *r, struct str text);	       /* users' text */
void report_cell_words(struct report *r, const char *fmt, ...) /* ours */
    __attribute__((format(printf, 2, 3)));
void report_row_end(struct report *r);
void report_rule(struct report *r, const char *columns);

/* A table's head of our own titles, with its rule. */
void report_head(struct report *r, const char *const *titles, const char *columns);

/* "█████████░ 90 %"; percent alone outside of 0 to 1, "" for NaN. */
struct str report_bar(struct report *r, double share);

/* A number in its shortest form, at most two decimals; "" for NaN. */
struct str report_number(struct report *r, double number);

/* What a reference leads to, for reading: its title, or whose it is; KIND:ID where it leads nowhere. */
void report_reference(struct report *r, struct ref ref);

/* References, links and paths on one line, which it ends. */
void report_evidence(struct report *r, const struct texts *evidence);

/* "2026-07-01 to 2026-09-30"; "" without dates. */
struct str report_dates(struct report *r, int32_t start, int32_t due);

#endif
