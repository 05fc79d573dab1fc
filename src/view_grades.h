/* view_grades: how well it is known who wrote what, as tables. */
#ifndef VIEW_GRADES_H
#define VIEW_GRADES_H

#include "findings.h"
#include "grid.h"

/* Prints how many have each grade and, where each is true, every single one before that. */
void view_grades(struct out *o, struct arena *a, const struct findings_grades *grades,
    const struct grid_style *style, bool each);

#endif
