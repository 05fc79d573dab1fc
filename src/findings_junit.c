/* JUnit, as both Ant's and Jenkins' schemas have it: each file is a test, which fails where its
 * findings do. */
#include "date.h"
#include "findings.h"

struct count {
	size_t tests, failures;
};

static struct count
count(const struct findings *f)
{
	struct findings_file at = {0};
	struct count n = {0};

	while (findings_next_file(&at, f)) {
		n.tests++;
		n.failures += at.worst >= f->fail;
	}
	return n;
}

static void
print_line(struct out *o, const struct finding *f)
{
	out_xml(o, f->path);
	if (f->line)
		out_fmt(o, ":%u:%u", f->line, f->column);
	out_fmt(o, ": %s: ", severity_names[f->severity]);
	out_xml(o, f->message);
	out_fmt(o, " [%s]\n", rules[f->rule].id);
	if (!f->help.n)
		return;
	out_text(o, "  = ");
	out_xml(o, f->help);
	out_char(o, '\n');
}

static void
print_test(struct out *o, const struct findings *f, const struct findings_file *at)
{
	struct str path = at->path, prefix = findings_prefix(f, &path);
	size_t n = 0;

	out_text(o, "    <testcase name=\"");
	out_xml(o, prefix);
	out_xml(o, path);
	out_fmt(o, "\" classname=\"%s\" time=\"0\"", f->tool);
	if (at->worst < f->fail) {
		out_text(o, "/>\n");
		return;
	}
	for (size_t i = at->first; i < at->end; i++)
		for (int s = SEVERITY_INFO; s <= SEVERITY_ERROR; s++)
			n += finding_count(&f->sink->p[i], (enum severity)s);
	out_fmt(o, ">\n      <failure type=\"%s\" message=\"%zu finding%s\">",
	    severity_names[at->worst], n, str_plural(n));
	for (size_t i = at->first; i < at->end; i++)
		print_line(o, &f->sink->p[i]);
	out_text(o, "</failure>\n    </testcase>\n");
}

/* Findings of files that do not fail. */
static void
print_rest(struct out *o, const struct findings *f)
{
	struct findings_file at = {0};

	out_text(o, "    <system-out>");
	while (findings_next_file(&at, f))
		for (size_t i = at.first; at.worst < f->fail && i < at.end; i++)
			print_line(o, &f->sink->p[i]);
	out_text(o, "</system-out>\n    <system-err/>\n");
}

void
findings_junit(struct out *o, const struct findings *f, const struct findings_style *style)
{
	struct findings_file at = {0};
	struct count n = count(f);
	char day[11];

	(void)style;
	out_text(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
	out_fmt(o,
	    "  <testsuite name=\"%s\" package=\"whet\" id=\"0\" tests=\"%zu\" failures=\"%zu\" "
	    "errors=\"0\" time=\"0\" timestamp=\"%sT00:00:00\" hostname=\"localhost\">\n"
	    "    <properties/>\n",
	    f->tool, n.tests, n.failures, date_text(day, f->as_of));
	while (findings_next_file(&at, f))
		print_test(o, f, &at);
	print_rest(o, f);
	out_text(o, "  </testsuite>\n</testsuites>\n");
}
