/* What every record begins with. */
#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "date.h"
#include "field.h"

/* Who can read a workspace, or is meant to read a record, widening. */
enum audience {
	AUDIENCE_NONE, /* not said */
	AUDIENCE_SELF,
	AUDIENCE_PAIR,
	AUDIENCE_TEAM,
	AUDIENCE_ORGANISATION,
};

extern const char *const audience_words[];

struct record {
	uint32_t id;	   /* symbol */
	uint32_t index;	   /* its place among the repository's records */
	uint32_t file;	   /* index of its file in the repository */
	uint16_t document; /* number in its file, from 0 */
	uint8_t kind;	   /* enum kind */
	uint8_t audience;  /* enum audience */
	uint32_t from;	   /* bytes of its file that its document takes: [from, to) */
	uint32_t to;
	bool valid;    /* its file and shape are without errors */
	bool beside;   /* loaded with those about a person, and has nothing to do with them */
	bool imported; /* from another workspace; path and file are that one's */
};

/* Rows that every table of a kind begins with. */
#define RECORD_FIELDS                                                                             \
	{"kind", FIELD_TREE, 0, 0, NULL, NULL, NULL}, {"id", FIELD_TREE, 0, 0, NULL, NULL, NULL}, \
	{                                                                                         \
		"audience", FIELD_ENUM, offsetof(struct record, audience), 0, NULL,               \
		    audience_words, NULL                                                          \
	}

#endif
