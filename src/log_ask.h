/* The command line of whet-log. */
#ifndef LOG_ASK_H
#define LOG_ASK_H

#include "log.h"
#include "tool.h"

/* Values of options, NULL where they were not given. */
struct log_words {
	const char *since, *until; /* days */
	const char *team;
	const char *author;
	struct opt_list kinds;
};

/* Fills in what the operands and these words ask for; t->source is open. 0, or the exit status after
 * saying what is wrong. */
int log_ask(struct log_query *q, struct tool *t, const struct log_words *words);

/* The days of a period as well; NULL: of none. With t->repo loaded, for a cycle has a period, too. */
int log_ask_period(struct log_query *q, struct tool *t, const char *word);

/* Draws a key result of the goal that is asked for over its days, or those of the query and period. 0, or the
 * exit status after saying what is wrong. */
int log_graph(struct tool *t, struct log_query *q, const char *period, const char *key_result);

/* Are they single records? Those of one file or a few can be read without all of history. */
bool log_asks_for_records(const struct log_query *q);

/* Loads the records that are asked for, and those that refer to them, from where history ends: they may have left
 * since. What a check-in is told with refers to its goals. 0, or the exit status of an error that was said; *end is
 * freed by repo_free. */
int log_load_end(struct repo **end, struct tool *t, const struct log_query *q);

/* After log_gather: does history know all that was asked for? And says what it does not know. */
bool log_is_met(const struct log_query *q);
void log_say_unmet(struct tool *t, const struct log_query *q);

#endif
