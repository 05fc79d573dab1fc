/* URI references by RFC 3986. */
#ifndef URI_H
#define URI_H

#include "str.h"

/* The reference resolved against a base (section 5.2); the text is in a or shared with ref. */
struct str uri_resolve(struct arena *a, struct str base, struct str ref);

/* Cuts the fragment off. It is what follows the "#", p NULL where there is none. */
struct str uri_without_fragment(struct str *fragment, struct str uri);

/* Percent-encoded bytes decoded; what is no encoding stays. */
struct str uri_decode(struct arena *a, struct str s);

/* A path as a relative reference: each byte percent-encoded but letters, digits, "-._~" and "/". */
struct str uri_of_path(struct arena *a, struct str path);

/* The URI of an absolute path (RFC 8089), and the path of such a URI: p is NULL where it is none. */
struct str uri_of_file(struct arena *a, struct str path);
struct str uri_path(struct arena *a, struct str uri);

#endif
