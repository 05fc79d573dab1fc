/* whet-init: start a workspace. */
#include "file.h"
#include "init.h"
#include "tool.h"

static struct {
	bool solo, pair, example, hooks, git_config;
} given;

static const struct opt options[] = {
    {"solo", 0, NULL, "for one person", &given.solo, NULL, NULL},
    {"pair", 0, NULL, "for a manager and one report, who owns it", &given.pair, NULL, NULL},
    {"example", 0, NULL, "with the people and records of the example", &given.example, NULL, NULL},
    {"hooks", 0, NULL,
	"let Git check records: before each commit, or in a bare repository each push",
	&given.hooks, NULL, NULL},
    {"git-config", 0, NULL, "let Git compare and merge records by what they say", &given.git_config,
	NULL, NULL},
    OPT_END,
};

static const struct opt_tool spec = {"whet-init", "start a workspace for a team, one person or two",
    "[--solo|--pair] [--example] DIR | --hooks [DIR] | --git-config [DIR]", options, tool_options};

static int
begin(struct init *in, struct tool *t)
{
	const char *word = t->operands.n ? t->operands.p[0] : "";
	bool later = given.hooks || given.git_config;

	if (later && (given.solo || given.pair || given.example))
		return tool_usage(t, "--%s is for a workspace that is there: first whet init DIR",
		    given.hooks ? "hooks" : "git-config");
	if (given.hooks && given.git_config)
		return tool_usage(t, "--hooks or --git-config, one after the other");
	if (later && !t->operands.n)
		word = ".";
	else if (t->operands.n != 1 || !word[0])
		return tool_usage(t, "which folder? whet init DIR (\".\" is this one)");
	if (given.solo && given.pair)
		return tool_usage(t, "--solo or --pair, not both");
	if (t->rev)
		return tool_usage(t, "--rev: a workspace is made in a folder, not in a revision");
	*in = (struct init){.arena = &t->arena, .example = given.example, .today = t->as_of};
	in->dir = word[0] == '/' ? word : file_join(&t->arena, t->dir, word);
	in->form = given.solo ? INIT_SOLO : given.pair ? INIT_PAIR : INIT_TEAM;
	return 0;
}

static void
print(struct tool *t, const struct init *in)
{
	static const char *const whom[] =
	    {[INIT_TEAM] = "a team", [INIT_SOLO] = "one person", [INIT_PAIR] = "two people"};
	static const char *const next[] =
	    {[INIT_TEAM] = "whet new person for everybody else, then whet new goal",
		[INIT_SOLO] = "whet new goal and whet new plan",
		[INIT_PAIR] =
		    "whet new person for the other one, then whet new goal and whet new plan"};

	if (t->quiet)
		return;
	out_fmt(&t->out, "%s: a workspace for %s, %zu files%s\n", in->dir, whom[in->form],
	    in->files.n, in->committed ? ", committed to Git" : "");
	out_fmt(&t->out, "Next, in %s: %s\n", in->dir,
	    in->example ? "whet ls and whet progress --as-of 2026-09-30" : next[in->form]);
	out_text(&t->out, "README.md there says what to do each week and who can read it\n");
}

static int
hooks(struct init *in, struct tool *t)
{
	struct init_hook hook;
	int status = init_hooks(&hook, in);

	if (!status && !t->quiet)
		out_fmt(&t->out, "%s: checks %s\n", hook.path,
		    git_is_bare(in->git) ? "each push" : "what is staged before each commit");
	return status;
}

static int
git_config(struct init *in, struct tool *t)
{
	const char *attributes;
	int status = init_git_config(&attributes, in);

	if (!status && !t->quiet)
		out_fmt(&t->out,
		    "%s and the configuration of this repository: git diff shows fields, git merge "
		    "merges records\n"
		    "Commit the file; in each clone run whet init --git-config once\n",
		    attributes);
	return status;
}

static int
workspace(struct init *in, struct tool *t)
{
	int status = init_look(in);

	if (status)
		return status;
	init_plan(in);
	status = init_write(in);
	if (status)
		return status;
	status = init_commit(in);
	print(t, in);
	return status;
}

int
main(int argc, char **argv)
{
	struct init in = {0};
	struct tool t;
	int status = tool_begin(&t, &spec, NULL, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	status = begin(&in, &t);
	if (!status)
		status = given.hooks	    ? hooks(&in, &t)
			 : given.git_config ? git_config(&in, &t)
					    : workspace(&in, &t);
	git_close(in.git);
	tool_worst(&t, status);
	return tool_end(&t);
}
