/* whet-check --schema: files of any kind against any schema, without a workspace. */
#ifndef VALIDATE_H
#define VALIDATE_H

#include "schema.h"
#include "tool.h"

/* Reads and compiles the schema in a file, with the --resolve options given ("URI-PREFIX=DIR"). It
 * lives in t->arena. 0, or the exit status after saying why: EXIT_USAGE where the command line or the
 * schema is bad, EXIT_ENVIRONMENT where it cannot be read. */
int validate_schema(const struct schema **schema, struct tool *t, const char *path,
    const struct opt_list *resolve);

/* Validates the files that the tool's operands name, each document of them. What is wrong with them
 * goes to t->sink, sorted; *paths are the files, sorted. 0, or EXIT_ENVIRONMENT where one cannot be
 * read. */
int validate_files(const struct str **paths, struct tool *t, const struct schema *schema);

#endif
