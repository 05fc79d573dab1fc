/* The kinds of record. A new kind is one enumerator, one row in kind.c, one file with its struct and
 * field table, one schema and one template. */
#ifndef KIND_H
#define KIND_H

#include <stdint.h>

#include "str.h"

enum kind {
	KIND_NONE,
	KIND_PERSON,
	KIND_TEAM,
	KIND_FRAMEWORK,
	KIND_OPPORTUNITY,
	KIND_GOAL,
	KIND_CHECKIN,
	KIND_PLAN,
	KIND_JOURNAL,
	KIND_NOTE,
	KIND_FEEDBACK,
	KIND_REQUEST,
	KIND_CYCLE,
	KIND_RESULTS,
	KIND_REVIEW,
	KIND_ACKNOWLEDGEMENT,
	KIND_WORKSPACE,
	KINDS
};

struct table;

struct kind_row {
	const char *name;	   /* as in `kind: goal` */
	const char *folder;	   /* where whet-new puts a record, from the workspace's folder */
	const struct table *table; /* its fields */
};

extern const struct kind_row kinds[KINDS];

/* KIND_NONE where name is none. */
enum kind kind_of(struct str name);

/* The row's name as a str. */
struct str kind_name(enum kind kind);

#endif
