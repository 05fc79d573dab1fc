/* What the formats of feedback all round share; private to view360*.c. */
#ifndef VIEW360_PART_H
#define VIEW360_PART_H

#include "view360.h"

void view360_text(struct view360 *v, const struct feedback360 *f);
void view360_markdown(struct view360 *v, const struct feedback360 *f);
void view360_explain(struct view360 *v, const struct feedback360 *f);

/* "Ada Okafor: Autumn reviews". */
struct str view360_title(struct view360 *v, const struct feedback360 *f);

/* Who sees what, in a few sentences. */
struct str view360_notice(struct view360 *v, const struct feedback360 *f);

/* "peer", "combined (direct-report, other)". */
struct str view360_group(struct view360 *v, int group, unsigned merged);

/* Rounded to hundredths; "-" for NaN. And the same with its sign. */
struct str view360_number(struct view360 *v, double number);
struct str view360_signed(struct view360 *v, double number);

/* The name of who wrote a comment: a person's, or what it says. */
struct str view360_from(struct view360 *v, const struct feedback360 *f,
    const struct feedback360_comment *c);

#endif
