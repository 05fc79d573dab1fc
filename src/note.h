/* note: a one-to-one. */
#ifndef NOTE_H
#define NOTE_H

#include "record.h"

struct note_action {
	uint32_t key; /* symbol */
	struct str title;
	uint32_t owner; /* symbol of a person */
	int32_t due;
	int32_t done; /* the day it was */
};

struct note {
	struct record record;
	struct syms with; /* people who were there */
	int32_t date;
	struct prose text;
	LIST(struct note_action) actions;
};

extern const struct table note_table;

#endif
