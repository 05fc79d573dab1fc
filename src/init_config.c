#include "init.h"

#include <string.h>

#include "command.h"
#include "file.h"
#include "say.h"
#include "source.h"
#include "tool.h"

/* What .gitattributes has to say. */
static const char *const lines[] = {"*.yaml diff=whet merge=whet", "*.yml diff=whet merge=whet"};

/* Where whet is not installed, Git's own merge takes its place. */
static const char driver[] =
    "if command -v whet-merge >/dev/null; "
    "then whet-merge --marker-size=%L %O %A %B %P; else git merge-file --marker-size=%L %A %O %B; fi";

static const struct {
	const char *name, *value;
} settings[] = {
    {"diff.whet.textconv", "whet-diff --textconv"},
    {"merge.whet.name", "records merged by what they say"},
    {"merge.whet.driver", driver},
};

static bool
has_line(struct str text, struct str wanted)
{
	struct str line;

	for (bool more = true; more;) {
		more = str_cut(&line, &text, text, '\n');
		if (str_eq(str_trim(line), wanted))
			return true;
	}
	return false;
}

/* Adds the lines that a file does not have. */
static int
add_lines(const struct init *in, const char *path)
{
	struct str text = S("");
	int error = file_exists(path) ? file_read(&text, in->arena, path, false) : 0;
	struct str all = text;

	if (!error && text.n && !str_ends(text, S("\n")))
		all = JOIN(in->arena, all, S("\n"));
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (!has_line(text, str_of(lines[i])))
			all = JOIN(in->arena, all, str_of(lines[i]), S("\n"));
	if (!error && !str_eq(all, text))
		error = file_replace(path, all);
	if (!error)
		return 0;
	say("cannot write %s: %s", path, strerror(error));
	return EXIT_ENVIRONMENT;
}

static int
configure(const struct init *in)
{
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
		const char *const argv[] = {"git", "-C", in->dir, "config", settings[i].name,
		    settings[i].value, NULL};

		if (command_run(argv, false) == 0)
			continue;
		say("git config could not set %s", settings[i].name);
		return EXIT_ENVIRONMENT;
	}
	return 0;
}

int
init_git_config(const char **attributes, struct init *in)
{
	struct source *source;
	int status = git_open(&in->git, in->arena, in->dir);

	if (!status && !in->git) {
		say("%s is in no Git repository: git init makes one", in->dir);
		status = EXIT_USAGE;
	}
	if (!status && git_is_bare(in->git)) {
		say("%s is a bare repository, in which nothing is merged: this is for clones of it",
		    in->dir);
		status = EXIT_USAGE;
	}
	if (!status)
		status = source_folder(&source, in->arena, in->dir);
	if (status)
		return status;
	*attributes = file_join(in->arena, str_c(in->arena, source->root), ".gitattributes");
	source_close(source);
	status = add_lines(in, *attributes);
	return status ? status : configure(in);
}
