/* Schemas in files: found by their URIs, read as JSON or YAML, and checked against the metaschema that
 * they name. The network is never asked. */
#ifndef LIBRARY_H
#define LIBRARY_H

#include "schema.h"
#include "yaml.h"

struct library;

/* What is wrong with schemas goes to sink. */
struct library *library_new(struct arena *a, struct sink *sink);

/* A schema whose URI begins with prefix is a file in folder: what follows the prefix is its path
 * there, .json, .yaml or .yml left out or not. Of several prefixes the longest counts. */
void library_resolve(struct library *l, struct str prefix, struct str folder);

/* Reads a schema and those that it refers to, and compiles it. *schema lives in the library's arena.
 * 0, or the exit status: 2 after findings, 3 where the file cannot be read, which has been said. */
int library_schema(const struct schema **schema, struct library *l, struct str path);

/* Parses a file with the contract of yaml_parse: as JSON where its name ends in .json, as YAML where
 * in .yaml or .yml, else as JSON where it is that, and as YAML where it is not. */
struct yaml *library_parse(struct arena *a, struct sink *sink, struct str path, struct str bytes);

#endif
