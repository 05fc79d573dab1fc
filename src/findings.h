/* Findings as output: one row per format. */
#ifndef FINDINGS_H
#define FINDINGS_H

#include "diag.h"
#include "out.h"
#include "repo.h"

struct findings_style {
	bool terminal; /* a person reads it: source lines with carets, and remedies */
	bool source;   /* show source lines elsewhere too */
	bool colour;
	bool quiet; /* no closing line */
};

struct findings_format {
	const char *name;
	void (*print)(struct out *o, const struct sink *sink, const struct repo *repo,
	    const struct findings_style *style);
};

/* Ended by a row whose name is NULL. */
extern const struct findings_format findings_formats[];

/* Their names, the default first, ended by NULL. */
extern const char *const findings_format_names[];

/* Prints sorted findings in a format that findings_format_names has. */
void findings_print(struct out *o, const char *format, const struct sink *sink,
    const struct repo *repo, const struct findings_style *style);

#endif
