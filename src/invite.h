/* invite: the request records of a plan. */
#ifndef INVITE_H
#define INVITE_H

#include "collector.h"
#include "rota.h"

/* Writes one request for each person who is to be asked about, dated the as-of date and due on the
 * last day of the cycle, into the workspace that the cycle's requests lie in, and prints their paths.
 * Never over a file. 0, or the exit status after saying what is wrong. */
int invite(struct tool *t, const struct collector *c, const struct rota *rota);

#endif
