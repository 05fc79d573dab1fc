/* The phrases that changes are told in; private to change*.c. */
#ifndef CHANGE_WORDS_H
#define CHANGE_WORDS_H

#include "change.h"

/* "key result", "due", "check-in cadence in days": what the log calls a field. */
struct str change_label(struct arena *a, const struct field *f);

/* A value on one line: a text with blanks in quotes; "..." where it is long or no scalar. */
struct str change_value(struct arena *a, const struct node *n);

/* What an entry or record is called: its title, name or skill; else otherwise. */
struct str change_title(const struct node *map, struct str otherwise);

/* A record that is new or gone. */
struct str change_record(struct arena *a, enum kind kind, struct str id, const struct node *root,
    bool added);

/* An entry of a mapping by name (key is its name) or of a list (key is what identifies it) that is
 * new or gone. */
struct str change_entry(struct arena *a, const struct table *t, struct str key,
    const struct node *entry, bool added);

/* Are entries of this table told as a whole, not field by field, when they change? */
bool change_is_prose(const struct table *t);

/* "due moved 14 days later": how a date moved; p is NULL where one of the two is no date. */
struct str change_moved(struct arena *a, struct str label, const struct node *before,
    const struct node *after);

#endif
