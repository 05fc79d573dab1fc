/* What was meant of the schemas of anyOf and oneOf: private to schema_choice.c and
 * schema_alternatives.c. */
#ifndef SCHEMA_CHOICE_H
#define SCHEMA_CHOICE_H

#include "schema_message.h"

/* One of the schemas of anyOf or oneOf, as far as it may be the one that was meant. */
struct branch {
	const struct schema *schema;
	size_t keys;		  /* of the instance's keys, those that it knows and not all do */
	struct name_list known;	  /* keys; empty until they are asked for */
	struct failures failures; /* what keeps it from accepting */
	int rank;		  /* how unlikely that makes it */
};

struct choice {
	struct run *run;
	const struct check *check; /* anyOf or oneOf */
	const struct frame *f;
	struct branch *branches; /* those that are left */
	size_t n;
};

/* Branches that are tried in full, and named, at most. */
enum { TRIED = 32 };

/* schema_alternatives.c */

/* Adds to what a failure wants what each branch does, in a few words. */
void choice_words(struct choice *c, struct failure *new);

/* The keys of mappings: a circle has "radius", a square has "side". Empty where not all are known. */
struct str choice_keys(struct choice *c);

/* May a failure be one of several of which each would do: is it of the instance itself, and says what is
 * wanted? */
bool choice_merges(const struct choice *c, const struct failure *failure);

/* Of branches that have been tried and are as likely: what all say, and what each says beside that as
 * alternatives, where it is one thing and of the same kind; else what all say; and where that is
 * nothing, what each of them is. */
void choice_say_together(struct choice *c);

/* Of branches of oneOf that all accept. */
void choice_say_accepting(struct choice *c);

#endif
