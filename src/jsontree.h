/* JSON, strictly (RFC 8259): bytes to the same tree that YAML is read into. YAML is nearly a
 * superset, but for "\/", surrogate pairs, tabs and what it lets pass. */
#ifndef JSONTREE_H
#define JSONTREE_H

#include "yaml.h"

/* Parses a file that holds one JSON value, with the contract of yaml_parse. */
struct yaml *json_parse(struct arena *a, struct sink *sink, struct str path, struct str bytes);

#endif
