#include "init.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "file.h"
#include "say.h"
#include "source.h"
#include "template.h"
#include "tool.h"

/* A word of the shell. */
static struct str
quote(struct arena *a, struct str word)
{
	struct str quoted = S("'"), part;

	while (str_cut(&part, &word, word, '\''))
		quoted = str_fmt(a, "%.*s%.*s'\\''", SV(quoted), SV(part));
	return str_fmt(a, "%.*s%.*s'", SV(quoted), SV(part));
}

/* The folder of the workspace that in->dir lies in, from the top of the working tree. */
static int
find_workspace(struct str *folder, const struct init *in)
{
	struct source *source;
	int status = source_folder(&source, in->arena, in->dir);

	if (status)
		return status;
	*folder = S(".");
	if (source->prefix.n)
		*folder = str_sub(source->prefix, 0, source->prefix.n - 1);
	source_close(source);
	return 0;
}

static int
plan_hook(struct init_hook *hook, struct init *in)
{
	struct str folder;
	int status;

	if (git_is_bare(in->git)) {
		*hook = (struct init_hook){.name = "pre-receive",
		    .text = template_find("pre-receive"),
		    .command = S("whet-check --receive")};
		return 0;
	}
	status = find_workspace(&folder, in);
	if (status)
		return status;
	folder = quote(in->arena, folder);
	*hook = (struct init_hook){.name = "pre-commit",
	    .text = template_fill(in->arena, template_find("pre-commit"),
		&(struct template_value){"folder", folder}, 1, TEMPLATE_TEXT),
	    .command = str_fmt(in->arena, "whet-check -C %.*s --staged", SV(folder))};
	return 0;
}

/* A hook is there already: ours, or one that ours has to be added to by hand. */
static int
keep(const struct init_hook *hook, const struct init *in)
{
	struct str text;
	int error = file_read(&text, in->arena, hook->path, false);

	if (!error && str_eq(text, hook->text))
		return 0;
	say("%s is there already and stays as it is; to check records too, add this line to it: "
	    "%.*s || exit",
	    hook->path, SV(hook->command));
	return EXIT_USAGE;
}

int
init_hooks(struct init_hook *hook, struct init *in)
{
	struct str own;
	int status = git_open(&in->git, in->arena, in->dir), error;

	if (!status && !in->git) {
		say("%s is in no Git repository, which hooks are for: git init makes one", in->dir);
		status = EXIT_USAGE;
	}
	if (!status)
		status = plan_hook(hook, in);
	if (status)
		return status;
	own = git_setting(in->git, in->arena, "core.hooksPath");
	if (own.n) {
		say("hooks come from %.*s, by core.hooksPath, perhaps for other repositories too; "
		    "nothing is written there: add this line to %s: %.*s || exit",
		    SV(own), hook->name, SV(hook->command));
		return EXIT_USAGE;
	}
	hook->path =
	    file_join(in->arena, str_c(in->arena, git_hooks(in->git, in->arena)), hook->name);
	error = file_create(hook->path, hook->text);
	if (error == EEXIST)
		return keep(hook, in);
	if (!error && chmod(hook->path, 0755) < 0)
		error = errno;
	if (error) {
		say("cannot write %s: %s", hook->path, strerror(error));
		return EXIT_ENVIRONMENT;
	}
	return 0;
}
