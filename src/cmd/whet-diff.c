/* whet-diff: what two states of a workspace do not have alike, in the words of the domain. */
#include <string.h>

#include "compare.h"
#include "file.h"
#include "say.h"
#include "textconv.h"
#include "tool.h"
#include "view_difference.h"

static struct {
	bool staged, textconv;
} given;

static const struct opt options[] = {
    {"staged", 0, NULL, "compare what is staged with A, by default HEAD", &given.staged, NULL,
	NULL},
    {"textconv", 0, NULL, "print FILE, the one operand, a field on each line, for git diff",
	&given.textconv, NULL, NULL},
    OPT_END,
};

static const struct opt_tool spec = {"whet-diff", "what changed between two states, in words",
    "[options] [A [B]] [KIND:ID...]", options, tool_options};

static const char *const formats[] = {"text", "json", "markdown", NULL};

/* Records that are asked for, else all, with what changed in them. */
static void
gather(struct view_difference *v, struct tool *t, const struct compare *compare,
    const struct difference *d)
{
	v->p = NEW_ARRAY(&t->arena, struct view_record, d->records.n);
	for (size_t i = 0; i < d->records.n; i++) {
		struct view_record *to = &v->p[v->n];

		to->record = &d->records.p[i];
		if (!compare_wants(compare, to->record))
			continue;
		difference_changes(&to->changes, &t->arena, d, to->record);
		v->n += to->changes.n > 0;
	}
}

static void
print(struct tool *t, const struct view_difference *v)
{
	if (strcmp(t->format, "json") == 0) {
		view_difference_json(&t->out, v);
	} else if (strcmp(t->format, "markdown") == 0) {
		view_difference_markdown(&t->out, v);
	} else {
		tool_page(t);
		view_difference_text(&t->out, v, t->terminal ? t->columns : 0);
	}
}

/* Prints the one file that is named as git diff is to see it. */
static int
convert(struct tool *t)
{
	struct str bytes;
	int error;

	if (t->operands.n != 1)
		return tool_usage(t, "--textconv takes one file");
	error = file_read(&bytes, &t->arena, t->operands.p[0], false);
	if (error) {
		say("cannot read %s: %s", t->operands.p[0], strerror(error));
		return EXIT_ENVIRONMENT;
	}
	textconv_write(&t->out, &t->arena, bytes);
	return 0;
}

static int
run(struct tool *t)
{
	struct compare compare = {.staged = given.staged};
	struct difference d = {0};
	int status = compare_open(&compare, t);

	if (!status)
		status = difference_of(&d, &t->arena, &compare.query);
	if (!status) {
		struct view_difference view = {.arena = &t->arena,
		    .repo = t->repo,
		    .from = compare.from,
		    .to = compare.to};

		gather(&view, t, &compare, &d);
		print(t, &view);
		status = compare_say_unknown(&compare, t, &d);
	}
	difference_free(&d);
	compare_close(&compare);
	return status;
}

int
main(int argc, char **argv)
{
	struct tool t;
	int status = tool_begin(&t, &spec, formats, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	tool_worst(&t, given.textconv ? convert(&t) : run(&t));
	return tool_end(&t);
}
