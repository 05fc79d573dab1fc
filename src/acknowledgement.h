/* acknowledgement: someone has seen a record, and agrees or not. */
#ifndef ACKNOWLEDGEMENT_H
#define ACKNOWLEDGEMENT_H

#include "record.h"

struct acknowledgement {
	struct record record;
	struct ref of;
	uint32_t by; /* symbol of a person */
	int32_t date;
	struct str seen; /* sha256:HEX of what was seen */
	int8_t agrees;	 /* -1: not said */
	struct prose comment;
};

extern const struct table acknowledgement_table;

#endif
