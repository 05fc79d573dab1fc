/* What check-ins read off key results, as far as history has been read: the value before another, and
 * what a value means for the goal as it stood then. */
#ifndef READING_H
#define READING_H

#include "history.h"

struct readings;

/* Lives in a until readings_free. */
struct readings *readings_new(struct arena *a);
void readings_free(struct readings *r);

/* Takes in a goal or check-in as it is after a commit; other records mean nothing here. All of a
 * commit are taken before readings_words is asked about one of them. */
void readings_take(struct readings *r, const struct history_record *record);

/* Which record readings_words is asked about next. */
void readings_about(struct readings *r, const struct history_record *record);

/* "480 -> 390 ms, 39 %": for change_context, ctx being the readings. The value before is that of the
 * check-in dated before this one. */
struct str readings_words(void *ctx, struct arena *a, const struct change_value *value);

#endif
