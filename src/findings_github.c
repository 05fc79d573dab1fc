/* Workflow commands of GitHub Actions. */
#include "findings.h"
#include "sha256.h"

static const struct {
	const char *name;
	enum severity severity;
} levels[] = {
    {"error", SEVERITY_ERROR},
    {"warning", SEVERITY_WARNING},
    {"notice", SEVERITY_INFO},
};

/* GitHub shows as many of each level and drops the rest. */
enum { SHOWN = 10 };

static void
print_command(struct out *o, const char *level, const struct findings *all, const struct finding *f)
{
	struct str path = f->path, prefix = findings_prefix(all, &path);

	out_fmt(o, "::%s file=", level);
	out_workflow_property(o, prefix);
	out_workflow_property(o, path);
	if (f->line)
		out_fmt(o, ",line=%u,col=%u,endColumn=%u", f->line, f->column,
		    f->column + f->width);
	out_fmt(o, ",title=%s::", rules[f->rule].id);
	out_workflow(o, f->message);
	if (f->help.n) {
		out_text(o, "%0A");
		out_workflow(o, f->help);
	}
	out_char(o, '\n');
}

/* All of one severity, or as many that their number still fits as the last. */
static void
print_level(struct out *o, const struct findings *f, const char *level, enum severity severity)
{
	size_t left = sink_count(f->sink, severity), room = left > SHOWN ? SHOWN - 1 : left;

	for (size_t i = 0; i < f->sink->n && room; i++)
		if (f->sink->p[i].severity == severity) {
			print_command(o, level, f, &f->sink->p[i]);
			left -= finding_count(&f->sink->p[i], severity);
			room--;
		}
	if (left)
		out_fmt(o, "::%s::%zu more; whet check lists them all\n", level, left);
}

void
findings_github(struct out *o, const struct findings *f, const struct findings_style *style)
{
	(void)style;
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
		print_level(o, f, levels[i].name, levels[i].severity);
}

/* The word that lets commands begin again is made from the text, which cannot hold it. */
void
findings_print_for_actions(struct out *o, const struct findings *f,
    const struct findings_style *style)
{
	struct arena scratch = {0};
	struct str word;
	struct out text;

	out_init(&text, &scratch, -1);
	findings_text(&text, f, style);
	if (out_all(&text).n) {
		word = sha256_text(&scratch, out_all(&text));
		word = str_sub(word, str_index(word, ':') + 1, word.n);
		out_fmt(o, "::stop-commands::%.*s\n", SV(word));
		out_str(o, out_all(&text));
		out_fmt(o, "::%.*s::\n", SV(word));
	}
	findings_github(o, f, style);
	arena_free(&scratch);
}
