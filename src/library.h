/* Schemas in files: found by their URIs, read as JSON or YAML, and checked against the metaschema that
 * they name. The network is never asked. */
#ifndef LIBRARY_H
#define LIBRARY_H

#include "schema.h"
#include "yaml.h"

/* Our own schemas are at this URI and the name of their file: any schema may refer to them. */
#define LIBRARY_OURS "https://whet.dev/schemas/"

struct library;

/* What is wrong with schemas goes to sink. */
struct library *library_new(struct arena *a, struct sink *sink);

/* A schema whose URI begins with prefix is a file in folder: what follows the prefix is its path
 * there, .json, .yaml or .yml left out or not. Of several prefixes the longest counts. */
void library_resolve(struct library *l, struct str prefix, struct str folder);

/* Files are read by a function from now on, which gives an errno value or one of source.h. Their paths
 * are relative to a folder, an absolute path with a slash at its end, which need not exist. What
 * cannot be read is a finding, and the schemas of an $id are looked for beside its file. */
typedef int library_reader(void *ctx, struct str *bytes, struct arena *a, struct str path);
void library_read(struct library *l, struct str folder, library_reader *read, void *ctx);

/* Reads a schema and those that it refers to, and compiles it. *schema lives in the library's arena.
 * 0, or the exit status: 2 after findings, 3 where the file cannot be read, which has been said. It
 * compiles nothing more after that. */
int library_schema(struct schema **schema, struct library *l, struct str path);

/* Parses a file with the contract of yaml_parse: as JSON where its name ends in .json, as YAML where
 * in .yaml or .yml, else as JSON where it is that, and as YAML where it is not. */
struct yaml *library_parse(struct arena *a, struct sink *sink, struct str path, struct str bytes);

#endif
