/* SHA-256 (FIPS 180-4). */
#ifndef SHA256_H
#define SHA256_H

#include "str.h"

/* "sha256:" and 64 hex digits of the digest of some bytes. */
struct str sha256_text(struct arena *a, struct str bytes);

#endif
