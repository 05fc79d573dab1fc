/* What the files that call libgit2 share; private to git*.c. */
#ifndef GIT_LIBRARY_H
#define GIT_LIBRARY_H

#include <git2.h>

#include "git.h"

struct git {
	git_repository *repo;
	git_odb *odb;	     /* opened when the first object is read */
	git_index *index;    /* opened when it is first asked for */
	git_config *config;  /* opened when it is first asked for */
	struct str worktree; /* absolute, with a slash at its end; empty where bare */
	struct str folder;   /* the same of .git */
};

/* libgit2's last message; what it cannot read, with what to do about it. */
const char *git_message(void);

/* Says that something about the repository at a path failed; 3. */
int git_fail(const char *path);

/* Starts libgit2 where that has not been done yet: 0, or 3 with a message. */
int git_start(void);

/* Sees to it that git->index is open: 0, or 3 with a message. */
int git_open_index(struct git *git);

/* Its configuration; NULL where that cannot be read. */
git_config *git_configuration(struct git *git);

/* Does a remote promise what is missing here? */
bool git_is_partial(struct git *git);

#endif
