#include "outlet.h"

#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "say.h"

static const char *
format_of(struct str name)
{
	const char *const *names = findings_format_names();

	while (*names && !str_is(name, *names))
		names++;
	return *names;
}

static int
unknown_format(struct tool *t, const char *word, struct str name)
{
	struct str_guess guess = {.word = name};

	for (const char *const *names = findings_format_names(); *names; names++)
		str_guess(&guess, str_of(*names));
	if (guess.best.p)
		return tool_usage(t, "--report \"%s\": unknown format, did you mean \"%.*s\"?",
		    word, SV(guess.best));
	return tool_usage(t, "--report \"%s\": unknown format; whet-check(1) lists them", word);
}

/* May something be written there besides what is written already? */
static int
check_place(struct outlet *outlet, struct tool *t, const char *file)
{
	const char *results = t->output ? t->output : "-";
	bool taken = strcmp(file, results) == 0;

	for (size_t i = 0; i < outlet->n_reports; i++)
		taken = taken || strcmp(file, outlet->reports[i].file) == 0;
	if (!taken)
		return 0;
	if (strcmp(file, "-") == 0)
		return tool_usage(t, "standard output takes one report: write the other to a file");
	return tool_usage(t, "\"%s\" takes one report: write the other to another file", file);
}

static int
read_report(struct outlet *outlet, struct tool *t, const char *word)
{
	struct outlet_report report;
	struct str name, file;
	int status;

	if (!str_cut(&name, &file, str_of(word), '=') || !file.n)
		return tool_usage(t, "--report \"%s\": write FORMAT=FILE", word);
	report = (struct outlet_report){format_of(name), file.p};
	if (!report.format)
		return unknown_format(t, word, name);
	status = check_place(outlet, t, report.file);
	outlet->reports[outlet->n_reports++] = report;
	return status;
}

int
outlet_open(struct outlet *outlet, struct tool *t, const struct opt_list *reports)
{
	int status = 0;

	outlet->reports = NEW_ARRAY(&t->arena, struct outlet_report, reports->n);
	for (size_t i = 0; !status && i < reports->n; i++)
		status = read_report(outlet, t, reports->p[i]);
	tool_worst(t, status);
	return status;
}

static void
write_report(struct tool *t, const struct outlet_report *report, const struct findings *f,
    const struct findings_style *style)
{
	bool to_stdout = strcmp(report->file, "-") == 0;
	struct arena a = {0};
	struct out o;
	int error;

	out_init(&o, &a, to_stdout ? 1 : -1);
	findings_print(&o, report->format, f, style);
	if (to_stdout)
		error = out_flush(&o) ? 0 : o.error;
	else
		error = file_replace(report->file, out_all(&o));
	if (error) {
		say("cannot write %s: %s", to_stdout ? "the report" : report->file,
		    strerror(error));
		tool_worst(t, EXIT_ENVIRONMENT);
	}
	arena_free(&a);
}

static bool
in_actions(const struct tool *t)
{
	const char *actions = getenv("GITHUB_ACTIONS");

	return actions && strcmp(actions, "true") == 0 && !t->chosen && !t->output;
}

void
outlet_print(struct outlet *outlet, struct tool *t, const struct findings *f)
{
	bool terminal = t->terminal && strcmp(t->format, "text") == 0;
	struct findings_style style = {terminal, outlet->source, t->colour, t->quiet,
				  terminal ? t->columns : 0},
			      plain = {.source = outlet->source};

	if (in_actions(t))
		findings_print_for_actions(&t->out, f, &style);
	else
		findings_print(&t->out, t->format, f, &style);
	for (size_t i = 0; i < outlet->n_reports; i++)
		write_report(t, &outlet->reports[i], f, &plain);
}
