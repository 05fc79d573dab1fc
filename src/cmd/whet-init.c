/* whet-init: start a workspace. */
#include "file.h"
#include "init.h"
#include "say.h"
#include "tool.h"

static struct {
	bool solo, pair, example, hooks, git_config, editor;
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
    {"editor", 0, NULL, "let editors complete and check records, by the schemas of the workspace",
	&given.editor, NULL, NULL},
    OPT_END,
};

static const struct opt_tool spec = {"whet-init", "start a workspace for a team, one person or two",
    "[--solo|--pair] [--example] DIR | --hooks [DIR] | --git-config [DIR] | --editor [DIR]",
    options, tool_options};

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

	if (!status)
		status = init_plan(in);
	if (!status)
		status = init_write(in);
	if (status)
		return status;
	status = init_commit(in);
	if (in->missing.n)
		say("%s/.vscode/settings.json is there already and stays as it is: whet init "
		    "--editor %s prints what to add to it",
		    in->dir, in->dir);
	print(t, in);
	return status;
}

/* What is done in a workspace that is there already. */
static const struct command {
	const char *name;
	const bool *given;
	int (*run)(struct init *in, struct tool *t);
} commands[] = {
    {"hooks", &given.hooks, hooks},
    {"git-config", &given.git_config, git_config},
    {"editor", &given.editor, init_editor},
};

/* Sets *command to the one that is given, NULL where none is. */
static int
choose(const struct command **command, struct tool *t)
{
	*command = NULL;
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (!*commands[i].given)
			continue;
		if (*command)
			return tool_usage(t, "--%s or --%s, one after the other", (*command)->name,
			    commands[i].name);
		*command = &commands[i];
	}
	if (*command && (given.solo || given.pair || given.example))
		return tool_usage(t, "--%s is for a workspace that is there: first whet init DIR",
		    (*command)->name);
	return 0;
}

static int
begin(struct init *in, const struct command **command, struct tool *t)
{
	const char *word = t->operands.n ? t->operands.p[0] : "";
	int status = choose(command, t);

	if (status)
		return status;
	if (*command && !t->operands.n)
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

int
main(int argc, char **argv)
{
	const struct command *command;
	struct init in = {0};
	struct tool t;
	int status = tool_begin(&t, &spec, NULL, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	status = begin(&in, &command, &t);
	if (!status)
		status = command ? command->run(&in, &t) : workspace(&in, &t);
	git_close(in.git);
	tool_worst(&t, status);
	return tool_end(&t);
}
