/* Path patterns as gitignore(5) has them. */
#ifndef GLOB_H
#define GLOB_H

#include <stdbool.h>

#include "str.h"

/* Does pattern match path (relative, slashes)? "*" and "?" stop at slashes, "**" between slashes
 * crosses them, "[a-z]" and "[[:alpha:]]" are sets, a backslash quotes. A pattern without a slash
 * inside matches at any depth; one that ends in a slash matches folders only; one that matches a
 * folder matches all below it. A pattern with a set that never ends or a backslash at its end
 * matches nothing. "!" and "#" at the beginning and blanks at the end mean nothing here: they belong
 * to lists of patterns. */
bool glob_match(struct str pattern, struct str path, bool is_folder);

#endif
