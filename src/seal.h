/* seal: the digest that an acknowledgement binds a word to: of a record and, of a review, of all that it was
 * made from. It holds what the records say, not where they stand, how they are written, or in which commit,
 * so that it is the same after a squash, a rebase or a move. whet(5) says how it is made. */
#ifndef SEAL_H
#define SEAL_H

#include "repo.h"

/* One record that a seal holds. */
struct seal_part {
	struct str record; /* KIND:ID */
	struct str digest; /* sha256:HEX */
};

struct seal {
	struct str digest;   /* sha256:HEX of all parts; p NULL: it cannot be made */
	struct seal_part *p; /* by record */
	size_t n, cap;
};

/* What a record says as of a day: without its id, and without what bears a later date, since that was not
 * there to be seen. */
struct str seal_digest(struct arena *a, const struct node *root, int32_t day);

/* The seal of a record that is here, as of a day. Of a review it cannot be made where nobody here is the one it
 * is about. Lives in a. */
void seal_of(struct seal *seal, struct arena *a, struct repo *repo, const struct record *of,
    int32_t day);

/* The part of a record; NULL where the seal does not hold it. */
const struct seal_part *seal_part(const struct seal *seal, struct str record);

#endif
