/* journal: what one did and what came of it. */
#ifndef JOURNAL_H
#define JOURNAL_H

#include "record.h"

struct journal {
	struct record record;
	uint32_t owner; /* symbol of a person */
	int32_t date;
	struct str title;
	struct prose text;
	struct prose impact;
	struct syms skills;
	uint32_t goal; /* symbol */
	struct texts evidence;
};

extern const struct table journal_table;

#endif
