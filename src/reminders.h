/* What is due as output: a table, Markdown for each owner, JSON, CSV, iCalendar. */
#ifndef REMINDERS_H
#define REMINDERS_H

#include "due.h"
#include "grid.h"

struct reminders {
	struct arena *arena; /* for texts */
	const struct repo *repo;
	const struct due_query *query;
	const struct due_list *list;
	struct grid_style style; /* text */
};

/* The names of the formats, the default first, ended by NULL; and printing in one of them. */
extern const char *const reminders_formats[];
void reminders_print(struct out *o, const char *format, const struct reminders *r);

/* What the parts share. */

/* By owner (id; nobody last), then in the order of the list. */
void reminders_text(struct out *o, const struct reminders *r);
void reminders_markdown(struct out *o, const struct reminders *r);

/* A calendar of VTODOs. A UID is made of type, record, part and the workspace's name; the time stamp
 * is the as-of date: the same input gives the same bytes. */
void reminders_ics(struct out *o, const struct reminders *r);

/* The items by owner. */
const struct due_item **reminders_by_owner(const struct reminders *r);

/* Name of the owner, else the id; p NULL where nobody is known. */
struct str reminders_name(const struct reminders *r, uint32_t owner);

/* KIND:ID */
struct str reminders_record(const struct reminders *r, const struct due_item *item);

#endif
