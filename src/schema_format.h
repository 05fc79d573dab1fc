/* Internationalised host names (RFC 5890 to 5893), for schema_format.c. */
#ifndef SCHEMA_FORMAT_H
#define SCHEMA_FORMAT_H

#include "schema_node.h"

/* The pattern of a label in Unicode. */
extern const char *const idn_label;

/* Are these labels, each at most 63 bytes long in ASCII, 253 in all? Those that begin with xn-- are
 * decoded; others may hold more than ASCII only where that is allowed. label is idn_label,
 * compiled. */
bool idn_is_hostname(struct str s, const struct pattern *label, bool unicode, struct run *run);

#endif
