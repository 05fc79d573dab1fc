/* view_pulse: the pulse as output: a table with bars and the trend, JSON, CSV, Markdown. */
#ifndef VIEW_PULSE_H
#define VIEW_PULSE_H

#include "grid.h"
#include "pulse.h"

struct view_pulse {
	struct arena *arena; /* for texts */
	const struct repo *repo;
	const struct record *team; /* NULL: everybody */
	struct str period;	   /* its name */
	const struct pulse *pulse;
	const struct pulse_trend *trend; /* no points where none was asked for */
	bool missing;			 /* who is missing is asked for */
	struct grid_style style;	 /* text */
};

/* The names of text, json, csv and markdown, the default first, ended by NULL; and printing in one of
 * them. Text for a pipe has the rows of CSV: see whet-pulse(1). */
extern const char *const view_pulse_formats[];
void view_pulse_print(struct out *o, const char *format, const struct view_pulse *v);

/* What the parts share. */
void view_pulse_text(struct out *o, const struct view_pulse *v); /* for a terminal */
void view_pulse_markdown(struct out *o, const struct view_pulse *v);

/* Ids of those missing, with blanks between; empty where nobody is or it was not asked for. */
struct str view_pulse_missing(const struct view_pulse *v, const struct measure_value *value);

#endif
