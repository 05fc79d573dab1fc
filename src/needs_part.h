/* What the forms of needs share; private to needs*.c. */
#ifndef NEEDS_PART_H
#define NEEDS_PART_H

#include "needs.h"

/* KIND:ID of what an assessed level rests on; p is NULL where there is none. */
struct str needs_record(const struct needs *n, const struct level *level);

/* plan:ID#FOCUS/ACTION */
struct str needs_action(const struct needs *n, const struct gap_action *action);

/* A table for a terminal, or for Markdown a document; about one person or about many. */
void needs_text(struct out *o, const struct needs *n);
void needs_markdown(struct out *o, const struct needs *n);

#endif
