/* The user's editor. */
#ifndef EDITOR_H
#define EDITOR_H

#include <stddef.h>

#include "arena.h"

/* What runs as the editor: $VISUAL on a terminal that can do more than print, $EDITOR, or vi. */
const char *editor_name(void);

/* Edits a file, at a line (from 1) where line is not 0 and the editor is known to take one. The name
 * may hold options, as in EDITOR="code --wait": it is run by sh, which outlives a ^C that the editor
 * outlives. Returns the exit status of the editor, 127 where it was not found. */
int editor_run(struct arena *a, const char *path, size_t line);

#endif
