/* whet-set: change fields of a record in place. */
#include "amend.h"
#include "assign.h"
#include "change.h"
#include "command.h"
#include "say.h"
#include "tool.h"

static struct {
	bool diff, commit;
} given;

static const struct opt options[] = {
    {"diff", 0, NULL, "print what would change in the file, and change nothing", &given.diff, NULL,
	NULL},
    {"commit", 0, NULL, "commit the file, with what changed as the message", &given.commit, NULL,
	NULL},
    OPT_END,
};

static const struct opt_tool spec = {"whet-set", "change fields of a record in place",
    "[--diff|--commit] KIND:ID[#PART] KEY=VALUE...", options, tool_options};

static int
begin(struct tool *t)
{
	if (t->operands.n < 2)
		return tool_usage(t,
		    "which record, and what? whet set goal:ID weight=2, for instance");
	if (given.diff && given.commit)
		return tool_usage(t, "--diff or --commit, not both");
	if (t->rev)
		return tool_usage(t, "--rev: only the working tree can be changed");
	return 0;
}

/* The record that KIND:ID names; *part is what follows "#". 0, or the exit status. */
static int
find(struct record **r, struct str *part, struct tool *t)
{
	struct str name, kind, id;
	enum kind k;

	str_cut(&name, part, str_of(t->operands.p[0]), '#');
	if (!str_cut(&kind, &id, name, ':') || kind_of(kind) == KIND_NONE)
		return tool_usage(t, "\"%.*s\": write KIND:ID, such as goal:ada-latency", SV(name));
	k = kind_of(kind);
	if (k == KIND_WORKSPACE)
		return tool_usage(t, "whet.yaml is changed in an editor");
	return tool_find(r, t, k, str_c(&t->arena, id));
}

/* Makes one change after another. */
static int
make_changes(struct amend *amend, struct tool *t, struct str part)
{
	struct edit *e = &amend->edit;

	for (size_t i = 1; i < t->operands.n; i++) {
		struct str why = {NULL, 0}, word = str_of(t->operands.p[i]);
		struct assign a;
		const char *reason = NULL;

		if (!assign_read(&a, &why, &t->arena, (enum kind)amend->record->kind, e->root, part,
			word))
			return tool_usage(t, "%.*s", SV(why));
		if (a.op == ASSIGN_APPEND)
			a.pointer = JOIN(&t->arena, a.pointer, S("/-"));
		if (a.op == ASSIGN_REMOVE)
			reason = edit_remove(e, a.pointer);
		else
			reason = edit_set(e, a.pointer, (struct edit_value){a.value, a.source});
		if (reason)
			return tool_usage(t, "%.*s: %s", SV(word), reason);
	}
	return 0;
}

/* What changed, in words: one line for each change. */
static struct str
words_of(struct tool *t, const struct amend *amend)
{
	struct changes changes = {0};
	struct out o;

	changes_of(&changes, &t->arena, (enum kind)amend->record->kind,
	    repo_id(t->repo, amend->record), amend->old, amend->edit.root, NULL);
	out_init(&o, &t->arena, -1);
	for (size_t i = 0; i < changes.n; i++)
		out_fmt(&o, "%.*s\n", SV(changes.p[i].text));
	return out_all(&o);
}

static int
commit(struct tool *t, const struct amend *amend, struct str words)
{
	struct str name = str_fmt(&t->arena, "%.*s %.*s",
	    SV(kind_name((enum kind)amend->record->kind)), SV(repo_id(t->repo, amend->record)));
	bool several = str_index(words, '\n') + 1 < words.n;
	struct str message = str_fmt(&t->arena, "%.*s: %.*s%.*s", SV(name),
	    SV(several ? S("several changes\n\n") : S("")), SV(words));
	const char *const add[] = {"git", "-C", t->source->root.p, "add", "--", amend->path, NULL};
	const char *const record[] = {"git", "-C", t->source->root.p, "commit", "-q", "-m",
	    message.p, "--only", "--", amend->path, NULL};

	if (!t->source->git)
		return tool_usage(t, "--commit: this workspace is not in a Git repository");
	if (!command_run(add, false) && !command_run(record, false))
		return 0;
	say("%.*s is changed, and not committed", SV(amend->edit.path));
	return EXIT_ENVIRONMENT;
}

static int
finish(struct tool *t, struct amend *amend)
{
	struct str words, patch;
	int status;

	if (str_eq(amend->edit.bytes, amend->before))
		return 0;
	status = amend_check(amend);
	if (status)
		return status;
	if (given.diff) {
		status = git_patch_text(&patch, &t->arena,
		    (struct git_version){amend->edit.path, amend->before},
		    (struct git_version){amend->edit.path, amend->edit.bytes});
		if (!status)
			out_str(&t->out, patch);
		return status;
	}
	status = amend_write(amend);
	if (status)
		return status;
	words = words_of(t, amend);
	if (!t->quiet)
		out_term_lines(&t->out, words);
	return given.commit ? commit(t, amend, words) : 0;
}

int
main(int argc, char **argv)
{
	struct amend amend = {.lock = -1};
	struct record *record = NULL;
	struct str part = S("");
	struct tool t;
	int status = tool_begin(&t, &spec, NULL, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	status = begin(&t);
	if (!status)
		status = tool_load_anyway(&t);
	if (!status && !t.source->root.n)
		status =
		    tool_usage(&t, "a bare repository has no working tree to write to: clone it");
	if (!status)
		status = find(&record, &part, &t);
	if (!status)
		status = amend_open(&amend, &t, record);
	if (!status)
		status = make_changes(&amend, &t, part);
	if (!status)
		status = finish(&t, &amend);
	amend_close(&amend);
	tool_worst(&t, status);
	return tool_end(&t);
}
