/* relation: how the one who gives feedback stands to the one it is about. */
#ifndef RELATION_H
#define RELATION_H

#include "feedback.h"
#include "repo.h"

/* By the reporting lines of a day: oneself, the manager, somebody one manages, a peer (a colleague
 * neither above nor below), or other (somebody further up or down, or from outside). from and about are symbols of people, from 0 for somebody outside. Never
 * RELATION_NONE. */
enum relation relation_on(const struct repo *repo, uint32_t from, uint32_t about, int32_t day);

/* As the feedback says, else on its date. about is one of the people it is about. */
enum relation relation_of(const struct repo *repo, const struct feedback *f, uint32_t about);

#endif
