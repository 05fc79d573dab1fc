/* What a check is about: which state of the workspace is read, and which findings of it are reported. All
 * records are always loaded, since any of them may be referred to.
 *
 * Where a state is compared with a base, two sorts of findings are reported: those in files that differ
 * from the base, old ones included, and those elsewhere that the base does not have as well, or has with
 * a lower severity. So whoever removes a record hears of the references that now lead nowhere, whatever
 * rule says so and in whichever file, and is not asked to mend what others left. Findings are told apart
 * as in a baseline (finding_key). The base is only checked where the second sort may be there. */
#ifndef SCOPE_H
#define SCOPE_H

#include "tool.h"

/* What the command line says. */
struct scope_choice {
	bool staged;
	bool changed;		    /* --changed, */
	const char *since;	    /* with a revision or NULL */
	const char *names;	    /* --files0-from, NULL: not given */
	const char *stdin_filename; /* NULL: not given */
};

struct scope {
	bool is_chosen;		  /* only what lies below paths, */
	struct opt_list words;	  /* which the user has written so */
	struct str *paths;	  /* after scope_read: from the workspace's folder */
	bool is_compared;	  /* with a base, */
	bool has_base;		  /* which there is: else everything is new */
	struct git_id base;	  /* a commit */
	struct git_paths changed; /* after scope_read: from the workspace's folder, sorted */
};

/* Opens t->source as the command line says. 0, or the exit status after saying what is wrong. */
int scope_open(struct scope *scope, struct tool *t, const struct scope_choice *choice);

/* Reads what is needed to tell whether files are within the scope, after tool_load_anyway. Paths without
 * records are said. 0, or the exit status. */
int scope_read(struct scope *scope, struct tool *t);

/* Is a file, by its path from the workspace's folder, within the scope? */
bool scope_has(const struct scope *scope, struct str path);

/* Drops the findings of t->sink, which is sorted, that are not to be reported. 0, or the exit status where
 * the base cannot be read. */
int scope_filter(const struct scope *scope, struct tool *t);

/* Paths of the workspace's own files within the scope, sorted. */
struct str *scope_files(size_t *n, const struct scope *scope, struct tool *t);

#endif
