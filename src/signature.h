/* signature: was a commit signed with a key that a person lists? ssh-keygen and gpg verify. */
#ifndef SIGNATURE_H
#define SIGNATURE_H

#include "git.h"
#include "person.h"

enum signature {
	SIGNATURE_NONE,	   /* the commit is not signed */
	SIGNATURE_GOOD,	   /* with a key that the person lists for the day */
	SIGNATURE_OTHER,   /* with another key */
	SIGNATURE_BAD,	   /* it does not fit what it is to sign */
	SIGNATURE_UNKNOWN, /* nobody can tell here */
};

/* Where signatures are verified. */
struct signatures;

/* Lives in a until signatures_close. */
struct signatures *signatures_open(struct arena *a, struct git *git);
void signatures_close(struct signatures *s);

/* The signature of a commit in the eyes of a person whose id is given. A key counts from its first to its last
 * day; the day is that of the commit. What cannot be verified for want of a program is said once. */
enum signature signature_of(struct signatures *s, struct git_id commit, int32_t day,
    const struct person *person, struct str id);

#endif
