/* team: people under one name; teams form a tree. */
#ifndef TEAM_H
#define TEAM_H

#include "record.h"

struct team {
	struct record record;
	struct str name;
	uint32_t parent; /* symbol of a team, 0: a top team */
	uint32_t lead;	 /* symbol of a person */
};

extern const struct table team_table;

#endif
