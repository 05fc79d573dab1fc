/* judge: what tools that find things share besides where findings go: rules listed and explained, and
 * from which severity on a finding fails. */
#ifndef JUDGE_H
#define JUDGE_H

#include "tool.h"

/* Prints the tool's rules with their severities. */
void judge_list_rules(struct tool *t);

/* Prints what a rule means, be it this tool's or another's. 0, or the exit status after saying that there
 * is no such rule. */
int judge_explain(struct tool *t, const char *rule);

/* The severity that --fail-on names, error where it is NULL. Another word is said and seen to in the
 * exit status. */
enum severity judge_lowest(struct tool *t, const char *fail_on);

/* Sees to the exit status of t->sink: findings of this severity or above fail. */
void judge_findings(struct tool *t, enum severity fail);

#endif
