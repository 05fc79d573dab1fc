/* opportunity: something to learn by, from the catalogue. */
#ifndef OPPORTUNITY_H
#define OPPORTUNITY_H

#include "record.h"

/* How one learns. */
enum mode {
	MODE_NONE, /* not said */
	MODE_EXPERIENCE,
	MODE_SOCIAL,
	MODE_FORMAL,
};

extern const char *const mode_words[];

struct opportunity_step {
	uint32_t key; /* symbol of a skill */
	double from;  /* level it starts at */
	double to;    /* level it leads to */
};

struct opportunity {
	struct record record;
	struct str title;
	uint8_t mode; /* enum mode */
	LIST(struct opportunity_step) skills;
	double effort_hours;
	struct str cost; /* with its currency, as written */
	struct str link;
	struct syms prerequisites; /* opportunities to take before */
};

extern const struct table opportunity_table;

#endif
