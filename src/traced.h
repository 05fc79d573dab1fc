/* traced: what a word of the command line asks to be traced. */
#ifndef TRACED_H
#define TRACED_H

#include "tool.h"
#include "view_trace.h"

/* RECORD is KIND:ID, plan:ID#FOCUS, or of a gap PERSON/SKILL. Fills v with it and with what became of
 * it, as of the tool's day. 0, or the exit status after saying what is wrong. Everything lives in the
 * tool's arena. */
int traced_find(struct view_trace *v, struct tool *t, const char *word);

#endif
