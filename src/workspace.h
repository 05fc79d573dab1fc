/* workspace: whet.yaml, the settings of a workspace. */
#ifndef WORKSPACE_H
#define WORKSPACE_H

#include "record.h"
#include "rule.h"
#include "source.h"

/* Another workspace whose records may be referred to. */
struct workspace_import {
	struct str path; /* from this workspace's folder */
	struct str rev;	 /* p NULL: the gitlink, or what is there */
};

struct workspace {
	struct record record;
	struct str name;
	uint8_t readers;      /* enum audience: who can read this repository */
	struct texts include; /* gitignore-style; whet-init's folders where absent */
	struct texts exclude;
	struct str extends;	  /* a file of shared policy */
	double cadence_days;	  /* NaN: 14 */
	double feedback_days;	  /* NaN: 90 */
	double gap_threshold;	  /* NaN: 0.5 */
	double fiscal_year_start; /* month, NaN: 1 */
	struct texts ratings;	  /* labels */
	LIST(struct workspace_import) imports;
	uint8_t severities[RULES]; /* enum severity by rule, filled in by workspace_read */
};

extern const struct table workspace_table;

/* Settings with their defaults, in days and months. */
int32_t workspace_cadence(const struct workspace *w);
int32_t workspace_feedback_days(const struct workspace *w);
int workspace_fiscal_month(const struct workspace *w);

/* Where records are looked for: `include`, or the folders that whet-init makes. */
struct source_patterns workspace_include(struct arena *a, const struct workspace *w);

/* Reads a whet.yaml's root, which may be NULL. */
void workspace_read(struct workspace *w, const struct node *root, struct arena *a,
    struct intern *in);

#endif
