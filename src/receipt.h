/* receipt: whether an answer of one's own was counted, by what is published. */
#ifndef RECEIPT_H
#define RECEIPT_H

#include "tool.h"

/* Prints for each answer in a file and each person it is about whether their published results hold its
 * receipt. 0; 1 where one does not; 2 where the file holds no answer with a nonce; 3 where it cannot
 * be read. */
int receipt(struct tool *t, const char *file);

#endif
