/* relation: how the one who gives feedback stands to the one it is about. */
#ifndef RELATION_H
#define RELATION_H

#include "feedback.h"
#include "repo.h"

/* As the feedback says, else by the reporting lines of its date: oneself, the manager, somebody one
 * manages, a peer (a colleague neither above nor below), or other (somebody further up or down, or
 * from outside). about is the symbol of one of the people it is about. Never RELATION_NONE. */
enum relation relation_of(const struct repo *repo, const struct feedback *f, uint32_t about);

#endif
