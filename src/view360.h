/* Feedback all round as output: a table with bars, JSON, Markdown, and how each figure came about.
 * People come one after the other, so that nobody's figures need be kept. */
#ifndef VIEW360_H
#define VIEW360_H

#include "feedback360.h"
#include "grid.h"
#include "json.h"

struct view360 {
	struct arena *arena; /* for texts of the person that is being printed */
	struct out *out;
	struct repo *repo; /* where the answers lie */
	const char *format;
	bool all; /* several people: JSON is an object that holds `reports`, one for each */
	bool explain;
	struct grid_style style; /* text */
	bool any;		 /* something has been printed */
	struct json json;
};

/* "text", "json" and "markdown", the default first, ended by NULL. */
extern const char *const view360_formats[];

/* What stands before all people, one person, and what stands after all. */
void view360_begin(struct view360 *v);
void view360_person(struct view360 *v, const struct feedback360 *f);
void view360_end(struct view360 *v);

/* The figures of a person as a table of Markdown, a row for each skill; nothing where there is none.
 * Asks for no more of v than arena, out and repo. */
void view360_table(struct view360 *v, const struct feedback360 *f);

#endif
