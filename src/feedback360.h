/* feedback360: what a cycle says of one person, all round: skill by skill and group by group, in
 * figures and in words, as far as the cycle's rules let it be shown.
 *
 * Everything here may be printed. In a confidential cycle the groups go through feedback360_gate
 * first, and all other figures are made of what it lets through, so that no figure holds an answer
 * that is hidden. */
#ifndef FEEDBACK360_H
#define FEEDBACK360_H

#include "participants.h"
#include "person.h"
#include "ratings.h"

/* Groups of raters: enum relation, and small ones put together. */
enum { GROUP_COMBINED = RELATIONS, GROUPS };

extern const char *const feedback360_groups[GROUPS]; /* "self" to "combined"; the first is NULL */

/* How the others' view compares with one's own and with what the role expects. */
enum feedback360_class {
	CLASS_NONE,	       /* nothing is expected, or nobody else's view is shown */
	CLASS_BLIND_SPOT,      /* others < expected <= self, and far enough apart */
	CLASS_HIDDEN_STRENGTH, /* self < expected <= others, likewise */
	CLASS_STRENGTH,	       /* others >= expected */
	CLASS_NEED,
	CLASSES
};

extern const char *const feedback360_classes[CLASSES]; /* "blind-spot"; the first is NULL */

/* How many gave a level. */
struct feedback360_count {
	double level;
	uint32_t n;
};

/* What a group says of one skill. */
struct feedback360_group {
	uint32_t answers; /* people who rated it; 0 where there are none or they are hidden */
	bool hidden;	  /* too few to be shown, and left out of all figures */
	unsigned merged;  /* GROUP_COMBINED: bits 1 << enum relation of those put together */
	double weight;	  /* in the mean of the others; 0 for self */
	double mean;	  /* of the raters' means; NaN: none. Rounded to half a level where few
			   * answered in confidence */
	double agreement; /* 1 - population standard deviation / half the scale; NaN: not shown */
	struct feedback360_count *counts; /* by level, rising; NULL: not shown */
	uint32_t n_counts;
};

struct feedback360_skill {
	struct str name;  /* SKILL, or FRAMEWORK/SKILL where the cycle's framework has another */
	struct str title; /* never empty */
	double min, max;  /* scale of its framework; NaN: not known */
	double expected;  /* of the role on the cycle's last day; NaN: nothing */
	struct feedback360_group groups[GROUPS]; /* by enum relation, GROUP_COMBINED */
	double self;				 /* one's own view; NaN: none */
	double others; /* weighted mean of the groups shown except self; NaN: none */
	double gap;    /* self - others; NaN where either is */
	enum feedback360_class class;
	double change;		     /* others less that of the cycle before; NaN: not known */
	const struct rating *rating; /* the answers; NULL where they are held in confidence */
};

/* A strength or improvement in a rater's words. */
struct feedback360_comment {
	struct str skill; /* name as above; p NULL: none is named */
	struct str title; /* of the skill; empty: none is named */
	struct str text;  /* Markdown */
	struct str from;  /* who wrote it: id or name; in confidence the group */
};

struct feedback360_comments {
	struct feedback360_comment *p;
	size_t n, cap;
};

/* The raters of a group, over all skills. */
struct feedback360_raters {
	bool shown;	 /* for a skill at least, or for its words */
	unsigned merged; /* GROUP_COMBINED: all that were put together for some skill */
	double weight;	 /* GROUP_COMBINED: of all those */
	uint32_t raters; /* people who answered */
};

struct feedback360 {
	const struct person *person;
	const struct cycle *cycle;
	const struct framework *framework; /* the cycle's, else the role's; NULL: none */
	const struct cycle *before;	   /* what `change` compares with; NULL: none */
	struct str before_id;		   /* of that cycle */
	int32_t as_of;			   /* answers dated not after this day */
	bool confidential;
	double min, max;			  /* of the scale; NaN: none */
	struct feedback360_raters groups[GROUPS]; /* by enum relation, GROUP_COMBINED */
	struct feedback360_skill *skills;	  /* by name */
	size_t n_skills;
	struct feedback360_comments strengths; /* by skill, those without one last; then as the */
	struct feedback360_comments improvements; /* answers are dated, in confidence by text */
	struct texts receipts; /* digests of the responses that have a nonce, sorted */
	int32_t published;     /* read from results that were published that day, else DATE_NONE */
	size_t answers;	       /* responses it is made of; of results not known, and 0 */
	size_t unknown;	       /* ratings left out: no framework has the skill */
	size_t off_scale;      /* ratings left out: beyond the scale */
	const struct record *odd; /* the first response with such ratings; NULL: none */
};

struct feedback360_query {
	struct repo *repo;   /* where the answers lie, with the people and the cycle */
	struct repo *shared; /* the team's: settings, results, cycles before; may be the same */
	const struct person *person; /* of repo */
	const struct cycle *cycle;   /* of repo */
	int32_t as_of;
	bool words;    /* comments are wanted: their files are read again */
	bool receipts; /* so are receipts */
};

/* Everything lives in a. */
void feedback360_of(struct feedback360 *f, struct arena *a, const struct feedback360_query *q);

/* What was published about a person of a confidential cycle, read from the shared repository; the
 * query's repo is that one, too. False where there is nothing by the as-of date. */
bool feedback360_published(struct feedback360 *f, struct arena *a,
    const struct feedback360_query *q);

/* What is done with a person's figures: f is NULL where nothing is published, and ends with the call. */
typedef void feedback360_taker(void *ctx, const struct person *person, const struct feedback360 *f);

/* feedback360_of or feedback360_published of each person, in the order of the list. They are made on all
 * cores, no more ahead than memory for a few dozen people; take is called by the caller's thread. */
void feedback360_each(const struct feedback360_query *q, const struct person_list *people,
    bool published, feedback360_taker *take, void *ctx);

/* The receipt of a response, whose tree it is: the digest of its canonical form, which holds its nonce.
 * Empty where it has none: all that could be said could then be tried out. */
struct str feedback360_receipt(struct arena *a, const struct node *response);

/* Population standard deviation of levels as agreement, see struct feedback360_group; NaN where the
 * scale is not known. */
double feedback360_agreement(const double *levels, uint32_t n, double min, double max);

/* The class of a skill; NaN where a figure is not known. Comparisons tolerate 1e-9. */
enum feedback360_class feedback360_class_of(double expected, double self, double others,
    double gap_threshold);

#endif
