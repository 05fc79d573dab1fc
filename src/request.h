/* request: someone is asked for feedback. */
#ifndef REQUEST_H
#define REQUEST_H

#include "record.h"

struct request {
	struct record record;
	uint32_t about; /* symbols of people */
	struct syms asked;
	uint32_t by;
	int32_t date;
	int32_t due;
	uint32_t cycle;		/* symbol */
	struct values declined; /* day by person */
};

extern const struct table request_table;

#endif
