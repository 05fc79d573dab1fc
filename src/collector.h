/* collector: where the requests and answers of a cycle lie: in the shared workspace, or in that of
 * the person who collects what is held in confidence. */
#ifndef COLLECTOR_H
#define COLLECTOR_H

#include "cycle.h"
#include "tool.h"

struct collector {
	const char *dir;	   /* the collector's workspace; NULL: the shared one */
	struct source *source;	   /* of it; NULL likewise */
	struct repo *repo;	   /* with the requests and answers */
	const struct cycle *cycle; /* of repo */
	struct sink sink;	   /* findings about the collector's files */
};

/* Says that answers of a cycle are not in the tool's workspace, and where they are; the exit status. */
int collector_closed(struct tool *t, const struct cycle *c);

/* Finds the cycle in the tool's workspace, opens the one that its requests and answers lie in, and says
 * which records of both are left out.
 * dir is the collector's, or NULL; person is an id as for repo_load_around, or empty. 0, or the exit
 * status after saying what is wrong. Is to be closed in any case. */
int collector_open(struct collector *c, struct tool *t, const char *cycle, const char *dir,
    const char *person);

/* The record of the same kind and id as one of the tool's workspace. 0, or the exit status after
 * saying that it is not known there. */
int collector_find(const struct record **there, const struct collector *c, struct tool *t,
    const struct record *here);

void collector_close(struct collector *c);

#endif
