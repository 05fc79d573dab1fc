/* A new workspace: its files, and the commit that they begin with. */
#ifndef INIT_H
#define INIT_H

#include <stdbool.h>

#include "git.h"
#include "repo.h"

struct tool;

enum init_form {
	INIT_TEAM,
	INIT_SOLO,
	INIT_PAIR, /* a manager and one report, owned by the report */
};

struct init_file {
	const char *path; /* from the workspace's folder */
	struct str text;
	bool spare; /* left out of the first commit where Git ignores it */
};

struct init {
	struct arena *arena;
	const char *dir; /* as the user named it */
	enum init_form form;
	bool example; /* with the people and records of the example */
	int32_t today;
	struct git *git; /* the repository that dir lies in; NULL: none yet */
	struct {
		struct init_file *p;
		size_t n, cap;
	} files;
	bool committed;	    /* the files are in Git */
	struct str missing; /* lines that settings which are there lack; else empty */
};

/* A hook of Git that checks records. */
struct init_hook {
	const char *name; /* pre-commit, or pre-receive */
	const char *path; /* of its file */
	struct str text;
	struct str command; /* what another hook has to run for the same */
};

/* Sets arena, dir, form, example and today first. Functions that return int give 0, or the exit
 * status of an error that has been said: 2 where the folder cannot become a workspace, 3 where
 * something failed. */

/* Can dir become a workspace? Opens the repository it lies in. Nothing is written. */
int init_look(struct init *in);

/* Makes up the files: whet.yaml, README.md, the record of whoever runs the tool, .gitignore where
 * there is none, and what editors need. */
int init_plan(struct init *in);

/* Adds what editors need to the files: the schemas of a workspace and, where there are no settings yet,
 * which files they are for. */
int init_plan_editor(struct init *in, const struct repo *repo);

/* Writes these alone into the workspace that dir lies in, and prints where: sets dir to that, and loads
 * its settings into t. Schemas are written over, settings never: where there are some that lack anything it
 * prints the lines to add, and returns 2. */
int init_editor(struct init *in, struct tool *t);

/* Writes them, and none where one of them is there already. */
int init_write(struct init *in);

/* Puts them into Git, in a repository of their own where dir lies in none. Where Git is not there,
 * does not know the user, or has other changes staged, the files stay as they are, and what to do is
 * said; that is no error. */
int init_commit(struct init *in);

/* Writes the hook of the repository that dir lies in: pre-commit for a workspace, pre-receive where the
 * repository is bare. One that is there is never written over; where it is another, or hooks come from
 * elsewhere (core.hooksPath), how to run the check from it is said, and 2 returned. Opens in->git. */
int init_hooks(struct init_hook *hook, struct init *in);

/* Lets Git compare and merge the records of the workspace that dir lies in by what they say: lines in its
 * .gitattributes, which stays as it is otherwise, and the repository's own configuration. *attributes is the
 * path of the file. Opens in->git. 0 or the exit status. */
int init_git_config(const char **attributes, struct init *in);

#endif
