/* whet-merge: a merge driver for Git that merges records by what they say. */
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "merge.h"
#include "say.h"
#include "tool.h"

static struct {
	const char *ours, *theirs, *size;
} given;

static const struct opt options[] = {
    {"ours", 0, "NAME", "what markers call our side", NULL, &given.ours, NULL},
    {"theirs", 0, "NAME", "what markers call the other side", NULL, &given.theirs, NULL},
    {"marker-size", 0, "N", "characters of a marker, 7 by default", NULL, &given.size, NULL},
    OPT_END,
};

static const struct opt_tool spec = {"whet-merge", "merge three versions of a file by its records",
    "[options] BASE OURS THEIRS [PATH]", options, tool_options};

static int
read_version(struct str *bytes, struct tool *t, const char *file)
{
	int error = file_read(bytes, &t->arena, file, false);

	if (!error)
		return 0;
	say("cannot read %s: %s", file, strerror(error));
	return EXIT_ENVIRONMENT;
}

static int
read_options(struct merge *m, struct tool *t)
{
	char *end;

	m->our_label = given.ours && *given.ours ? given.ours : "ours";
	m->their_label = given.theirs && *given.theirs ? given.theirs : "theirs";
	m->marker_size = given.size ? (unsigned)strtoul(given.size, &end, 10) : 0;
	if (given.size && (*end || m->marker_size < 1 || m->marker_size > 1000))
		return tool_usage(t, "--marker-size \"%s\": write a number, such as 7", given.size);
	if (t->operands.n != 3 && t->operands.n != 4)
		return tool_usage(t,
		    "three versions of a file are merged: BASE OURS THEIRS; whet init "
		    "--git-config lets Git call this");
	return 0;
}

/* A value on one line; where it is no scalar, what it is. */
static struct str
value_text(struct tool *t, const struct node *n)
{
	struct str line;
	bool cut;

	if (!n)
		return S("removed");
	if (n->type == NODE_MAP || n->type == NODE_SEQ)
		return str_of(node_type_name((enum node_type)n->type));
	cut = str_cut(&line, &(struct str){0}, str_trim(n->text), '\n');
	return str_fmt(&t->arena, "\"%.*s%s\"", SV(line), cut ? " ..." : "");
}

static void
say_conflicts(struct tool *t, const struct merge *m)
{
	for (size_t i = 0; i < m->list.n; i++) {
		const struct merge_conflict *c = &m->list.p[i];

		say("%.*s: %s %.*s%s%.*s: %s has %.*s, %s has %.*s", SV(m->path),
		    kinds[c->kind].name, SV(c->id), c->pointer.n ? ", " : "",
		    SV(str_sub(c->pointer, 1, c->pointer.n)), m->our_label,
		    SV(value_text(t, c->ours)), m->their_label, SV(value_text(t, c->theirs)));
	}
	if (m->unsure)
		say("%.*s: merged by lines, for %s", SV(m->path), m->unsure);
}

/* What Git takes for a driver that has failed; anything lower would be a conflict that was written. */
enum { EXIT_FAILED = 129 };

/* The result takes the place of OURS, as Git expects it. */
static int
run(struct tool *t)
{
	struct merge m = {.arena = &t->arena};
	const char *const *files = t->operands.p;
	int status = read_options(&m, t), error;

	if (!status)
		status = read_version(&m.base, t, files[0]);
	if (!status)
		status = read_version(&m.ours, t, files[1]);
	if (!status)
		status = read_version(&m.theirs, t, files[2]);
	if (status)
		return status;
	m.path = str_of(files[t->operands.n == 4 ? 3 : 1]);
	status = merge_files(&m);
	if (status)
		return status;
	error = str_eq(m.bytes, m.ours) ? 0 : file_replace(files[1], m.bytes);
	if (error) {
		say("cannot write %s: %s", files[1], strerror(error));
		return EXIT_ENVIRONMENT;
	}
	if (!t->quiet)
		say_conflicts(t, &m);
	return m.conflicts ? EXIT_FINDINGS : 0;
}

int
main(int argc, char **argv)
{
	struct tool t;
	int status = tool_begin(&t, &spec, NULL, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	tool_worst(&t, run(&t));
	status = tool_end(&t);
	return status > EXIT_FINDINGS ? EXIT_FAILED : status;
}
