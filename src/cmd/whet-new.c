/* whet-new: write a new record of a kind from its template. */
#include <string.h>
#include <unistd.h>

#include "file.h"
#include "new.h"
#include "say.h"
#include "tool.h"

static struct {
	struct opt_list sets;
	const char *from_gaps;
	bool edit, no_edit;
} given;

static const struct opt options[] = {
    {"set", 's', "KEY=VALUE", "set a top-level key of the record", NULL, NULL, &given.sets},
    {"from-gaps", 0, "PERSON", "begin a plan with the gaps of a person", NULL, &given.from_gaps,
	NULL},
    {"edit", 'e', NULL, "open the editor, on a terminal or not", &given.edit, NULL, NULL},
    {"no-edit", 0, NULL, "never open the editor", &given.no_edit, NULL, NULL},
    OPT_END,
};

static const struct opt_tool spec = {"whet-new", "write a new record from its template",
    "[--set KEY=VALUE]... [--from-gaps PERSON] [--edit|--no-edit] KIND", options, tool_options};

static int
find_kind(enum kind *kind, struct tool *t)
{
	struct str word = str_of(t->operands.n ? t->operands.p[0] : "");
	struct str_guess guess = {.word = word};

	*kind = kind_of(word);
	if (t->operands.n != 1)
		return tool_usage(t, "which kind? whet new goal, for instance (one at a time)");
	if (*kind == KIND_RESULTS)
		return tool_usage(t, "results are computed from a cycle, never written by hand");
	if (*kind == KIND_WORKSPACE)
		return tool_usage(t, "workspaces are made by whet-init");
	if (*kind != KIND_NONE)
		return 0;
	for (int k = KIND_NONE + 1; k < KIND_WORKSPACE; k++)
		str_guess(&guess, kind_name((enum kind)k));
	if (guess.best.p)
		return tool_usage(t, "no kind \"%.*s\", did you mean \"%.*s\"?", SV(word),
		    SV(guess.best));
	return tool_usage(t, "no kind \"%.*s\"; whet(5) lists them", SV(word));
}

static int
begin(enum kind *kind, struct tool *t)
{
	int status = find_kind(kind, t);

	if (status)
		return status;
	if (given.from_gaps && *kind != KIND_PLAN)
		return tool_usage(t, "--from-gaps begins a plan: whet new plan --from-gaps PERSON");
	if (given.edit && given.no_edit)
		return tool_usage(t, "--edit or --no-edit, not both");
	if (t->rev)
		return tool_usage(t, "--rev: a new record is written to the working tree");
	status = tool_load(t);
	if (!status && !t->source->root.n)
		return tool_usage(t, "a bare repository has no working tree to write to: clone it");
	return status;
}

/* The plan of a person that begins with their gaps. */
static int
fill_from_gaps(struct new_record *record, struct tool *t)
{
	struct record *person;
	int status = tool_find(&person, t, KIND_PERSON, given.from_gaps);

	for (size_t i = 0; i < given.sets.n && !status; i++) {
		struct str key, value;

		str_cut(&key, &value, str_of(given.sets.p[i]), '=');
		if (str_is(key, "owner") || str_is(key, "focus"))
			status = tool_usage(t, "--from-gaps sets owner and focus by itself");
	}
	if (status)
		return status;
	*vec_push(&t->arena, &given.sets) = str_fmt(&t->arena, "owner=%s", given.from_gaps).p;
	status = new_fill(record, &t->arena, t->repo, KIND_PLAN, &given.sets, t->as_of);
	if (!status)
		status = new_plan_gaps(record, &t->arena, t->repo, (const struct person *)person,
		    t->as_of);
	return status;
}

/* The file as seen from the current folder. */
static struct str
shown_path(struct arena *a, struct str file)
{
	char here[4096];
	struct str folder;

	if (!getcwd(here, sizeof here))
		return file;
	folder = str_fmt(a, "%s/", here);
	return str_starts(file, folder) ? str_sub(file, folder.n, file.n) : file;
}

static int
write_record(struct tool *t, const struct new_record *record)
{
	struct new_file file = {.dir = t->dir, .record = *record};
	struct new_check check;
	struct str path = str_fmt(&t->arena, "%.*s%.*s", SV(t->source->root), SV(record->path));
	bool talks = t->terminal && isatty(STDIN_FILENO), gone = false;
	int error = file_create(path.p, record->text), status;

	if (error) {
		say("cannot write %.*s: %s", SV(path), strerror(error));
		return EXIT_ENVIRONMENT;
	}
	file.path = path.p;
	file.style = (struct findings_style){.terminal = isatty(STDERR_FILENO),
	    .colour = t->colour,
	    .quiet = true,
	    .width = t->columns};
	if (given.edit || (talks && !given.no_edit))
		status = new_edit(&gone, &file);
	else
		status = new_check(&check, &file);
	if (!gone)
		out_fmt(&t->out, "%.*s\n", SV(shown_path(&t->arena, path)));
	return status;
}

int
main(int argc, char **argv)
{
	struct new_record record;
	struct tool t;
	enum kind kind;
	int status = tool_begin(&t, &spec, NULL, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	status = begin(&kind, &t);
	if (!status && given.from_gaps)
		status = fill_from_gaps(&record, &t);
	else if (!status)
		status = new_fill(&record, &t.arena, t.repo, kind, &given.sets, t.as_of);
	if (!status)
		status = write_record(&t, &record);
	tool_worst(&t, status);
	return tool_end(&t);
}
