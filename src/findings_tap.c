/* TAP 13, which readers of TAP 14 know too: each file is a test, its findings are diagnostics. */
#include "findings.h"
#include "json.h"

/* In double quotes, as YAML reads it. */
static void
print_field(struct out *o, struct arena *a, const char *before, struct str text)
{
	struct arena_mark mark = arena_mark(a);
	struct out shown;
	struct json j;

	if (!text.n)
		return;
	out_init(&shown, a, -1);
	out_term(&shown, text);
	out_text(o, before);
	json_init(&j, o, false);
	json_str(&j, out_all(&shown));
	out_char(o, '\n');
	arena_rewind(a, mark);
}

static void
print_diagnostics(struct out *o, struct arena *a, const struct findings *f,
    const struct findings_file *at)
{
	out_text(o, "  ---\n  findings:\n");
	for (size_t i = at->first; i < at->end; i++) {
		const struct finding *one = &f->sink->p[i];

		print_field(o, a, "    - message: ", one->message);
		print_field(o, a, "      help: ", one->help);
		out_fmt(o, "      severity: %s\n      rule: %s\n", severity_names[one->severity],
		    rules[one->rule].id);
		if (one->line)
			out_fmt(o, "      line: %u\n      column: %u\n", one->line, one->column);
	}
	out_text(o, "  ...\n");
}

void
findings_tap(struct out *o, const struct findings *f, const struct findings_style *style)
{
	struct findings_file at = {0};
	struct arena scratch = {0};
	size_t n = 0;

	(void)style;
	while (findings_next_file(&at, f))
		n++;
	out_fmt(o, "TAP version 13\n1..%zu%s\n", n, n ? "" : " # SKIP nothing to check");
	n = 0;
	at = (struct findings_file){0};
	while (findings_next_file(&at, f)) {
		struct str path = at.path, prefix = findings_prefix(f, &path);

		out_fmt(o, "%s %zu - ", at.worst >= f->fail ? "not ok" : "ok", ++n);
		out_tap(o, prefix);
		out_tap(o, path);
		out_char(o, '\n');
		if (at.first < at.end)
			print_diagnostics(o, &scratch, f, &at);
	}
	arena_free(&scratch);
}
