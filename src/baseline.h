/* Findings that are known: a workspace that has many begins clean, and only new ones are reported. */
#ifndef BASELINE_H
#define BASELINE_H

#include "tool.h"

/* Drops from t->sink, which is sorted, what a file lists: a finding_key on each line, in any order, "#"
 * before a comment. Says how many of them are no longer found where the whole workspace is looked at.
 * 0, or the exit status after saying what is wrong. */
int baseline_apply(struct tool *t, const char *file);

/* Writes all findings of t->sink to a file, sorted, whole or not at all, and drops them. 0, or the exit
 * status after saying what is wrong. */
int baseline_write(struct tool *t, const char *file);

/* What --baseline (known) or --write-baseline (write) asks for; each may be NULL. 0, or the exit status after
 * saying what is wrong. */
int baseline_use(struct tool *t, const char *known, const char *write);

#endif
