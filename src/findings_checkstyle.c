/* The XML of Checkstyle, which many viewers of findings read. */
#include "findings.h"

static void
print_error(struct out *o, const struct finding *f)
{
	out_fmt(o, "    <error line=\"%u\"", f->line);
	if (f->line)
		out_fmt(o, " column=\"%u\"", f->column);
	out_fmt(o, " severity=\"%s\" message=\"", severity_names[f->severity]);
	out_xml(o, f->message);
	if (f->help.n) {
		out_text(o, "; ");
		out_xml(o, f->help);
	}
	out_fmt(o, "\" source=\"whet.%s\"/>\n", rules[f->rule].id);
}

void
findings_checkstyle(struct out *o, const struct findings *f, const struct findings_style *style)
{
	struct findings_file at = {0};

	(void)style;
	out_text(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
	while (findings_next_file(&at, f)) {
		struct str path = at.path, prefix = findings_prefix(f, &path);

		if (at.first == at.end)
			continue;
		out_text(o, "  <file name=\"");
		out_xml(o, prefix);
		out_xml(o, path);
		out_text(o, "\">\n");
		for (size_t i = at.first; i < at.end; i++)
			print_error(o, &f->sink->p[i]);
		out_text(o, "  </file>\n");
	}
	out_text(o, "</checkstyle>\n");
}
