/* words: what a strength or improvement says. */
#ifndef WORDS_H
#define WORDS_H

#include "feedback.h"
#include "repo.h"

/* All parts of a point of a record in one text, each but the first kind with its name before it, as
 * Markdown. They are read from the record's document, which repo_open_text has opened; empty where that
 * has changed. Lives in a, or where the document does. */
struct str words_of(struct arena *a, struct repo_text *document,
    const struct feedback_point *point);

/* A text on one line: what stands between words becomes one blank. Lives in a. */
struct str words_line(struct arena *a, struct str text);

#endif
