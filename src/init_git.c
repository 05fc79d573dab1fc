#include "init.h"

#include "command.h"
#include "say.h"
#include "tool.h"

/* Runs `git -C DIR` with words ended by NULL, then "--" and all files where files is true. */
static int
run(const struct init *in, bool hushed, bool files, const char *const *words)
{
	struct {
		const char **p;
		size_t n, cap;
	} argv = {0};

	*vec_push(in->arena, &argv) = "git";
	*vec_push(in->arena, &argv) = "-C";
	*vec_push(in->arena, &argv) = in->dir;
	while (*words)
		*vec_push(in->arena, &argv) = *words++;
	if (files)
		*vec_push(in->arena, &argv) = "--";
	for (size_t i = 0; files && i < in->files.n; i++)
		if (!in->files.p[i].spare)
			*vec_push(in->arena, &argv) = in->files.p[i].path;
	*vec_push(in->arena, &argv) = NULL;
	return command_run(argv.p, hushed);
}

#define RUN(in, hushed, files, ...) \
	run((in), (hushed), (files), (const char *const[]){__VA_ARGS__, NULL})

static bool
knows_user(const struct init *in)
{
	return RUN(in, true, false, "var", "GIT_AUTHOR_IDENT") == 0 &&
	       RUN(in, true, false, "var", "GIT_COMMITTER_IDENT") == 0;
}

/* What is spared only where Git ignores it is a file like others elsewhere. */
static void
look_for_ignored(struct init *in)
{
	for (size_t i = 0; i < in->files.n; i++) {
		struct init_file *file = &in->files.p[i];

		file->spare = file->spare &&
			      RUN(in, true, false, "check-ignore", "-q", "--", file->path) == 0;
	}
}

/* Says why the files are not committed; that is no error. */
static int
leave(const struct init *in, const char *why, const char *first)
{
	say("the files are written but not committed: %s", why);
	say("to do it, in %s: %s && git add . && git commit -m 'Start a workspace'", in->dir,
	    first);
	return 0;
}

int
init_commit(struct init *in)
{
	if (RUN(in, true, false, "--version") != 0)
		return leave(in, "git is not installed", "git init");
	if (!in->git && RUN(in, false, false, "init", "-q") != 0) {
		say("git init failed; the files are in %s", in->dir);
		return EXIT_ENVIRONMENT;
	}
	if (in->git && RUN(in, true, false, "diff", "--cached", "--quiet") != 0)
		return leave(in, "other changes are staged in this repository", "git commit");
	if (!knows_user(in))
		return leave(in, "git does not know your name and address",
		    "git config --global user.name 'YOUR NAME' && "
		    "git config --global user.email YOU@EXAMPLE.ORG");
	look_for_ignored(in);
	if (RUN(in, false, true, "add") != 0 ||
	    RUN(in, false, true, "commit", "-q", "-m", "Start a workspace") != 0) {
		say("git could not commit the files; they are in %s", in->dir);
		return EXIT_ENVIRONMENT;
	}
	in->committed = true;
	return 0;
}
