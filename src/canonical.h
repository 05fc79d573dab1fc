/* canonical: one way to write what a tree says: JSON on one line with sorted keys, so that layout,
 * comments and the order of keys do not count. */
#ifndef CANONICAL_H
#define CANONICAL_H

#include "node.h"

/* The tree as such JSON, a line end behind it. */
struct str canonical_text(struct arena *a, const struct node *root);

#endif
