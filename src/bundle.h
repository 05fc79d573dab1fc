/* bundle: the schema of a kind of record as one document that stands alone, for editors and other
 * validators. */
#ifndef BUNDLE_H
#define BUNDLE_H

#include "shape.h"
#include "tool.h"

/* The schema of the kind of that name, or of a "record" of any kind, or of a "policy": ours, and beside it
 * the team's own where shapes is not NULL. JSON in a. 0, or EXIT_USAGE after saying why one document
 * cannot hold a team's own schema. From one thread. */
int bundle_text(struct str *text, struct arena *a, const char *name, const struct shapes *shapes);

/* whet-check --print-schema: prints that schema, with the team's own where t->dir lies in a workspace.
 * 0, or the exit status after saying why. */
int bundle_print(struct tool *t, const char *name);

#endif
