/* feedback: what one person saw another do, strengths and what to improve. */
#ifndef FEEDBACK_H
#define FEEDBACK_H

#include "record.h"

/* How the rater stands to the person. */
enum relation {
	RELATION_NONE, /* not said: follows from the reporting lines of the date */
	RELATION_SELF,
	RELATION_MANAGER,
	RELATION_PEER,
	RELATION_DIRECT_REPORT,
	RELATION_OTHER,
	RELATIONS
};

extern const char *const relation_words[];

/* One strength or improvement: text, or situation, behaviour and impact. */
struct feedback_point {
	struct prose text;
	struct prose situation;
	struct prose behaviour;
	struct prose impact;
	struct prose suggestion;
	uint32_t skill; /* symbols */
	uint32_t goal;
};

struct feedback_points {
	struct feedback_point *p;
	uint32_t n;
};

/* Someone outside the organisation. */
struct feedback_outsider {
	struct str name;
	struct str affiliation;
};

struct feedback {
	struct record record;
	struct syms about; /* people */
	uint32_t from;	   /* symbol of a person, 0 where it is an outsider */
	struct feedback_outsider *outsider;
	int32_t date;
	uint8_t relation;	  /* enum relation, as written */
	struct prose strength;	  /* the short form: all strengths in one text */
	struct prose improvement; /* the same */
	struct feedback_points strengths;
	struct feedback_points improvements;
	struct values ratings; /* by skill; NaN: not observed */
	uint32_t cycle;	       /* symbols */
	uint32_t request;
	struct str nonce; /* of a receipt: 32 hex digits */
};

extern const struct table feedback_table;

#endif
