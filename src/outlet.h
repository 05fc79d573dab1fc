/* Where findings go: to the results, and to the files that --report names. */
#ifndef OUTLET_H
#define OUTLET_H

#include "findings.h"
#include "tool.h"

struct outlet_report {
	const char *format;
	const char *file; /* "-": standard output */
};

struct outlet {
	struct outlet_report *reports;
	size_t n_reports;
	bool source; /* --show-source */
};

/* Reads what --report was given, FORMAT=FILE each. 0, or the exit status after saying what is wrong. */
int outlet_open(struct outlet *outlet, struct tool *t, const struct opt_list *reports);

/* Prints findings in the tool's format and writes all reports, each whole or not at all; one that
 * cannot be written is said and seen to in the exit status. Where GitHub Actions runs the tool and no
 * format was asked for, the results are followed by commands that annotate files. */
void outlet_print(struct outlet *outlet, struct tool *t, const struct findings *f);

#endif
