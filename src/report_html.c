#include "report.h"

#include "prose.h"

static const char style[] =
    "body { font: 16px/1.5 Georgia, \"Times New Roman\", serif; color: #1a1a1a;\n"
    "\tmax-width: 48em; margin: 2em auto; padding: 0 1em; }\n"
    "h1, h2, h3, h4, h5, h6, table { font-family: system-ui, sans-serif; }\n"
    "h1 { font-size: 1.7em; }\n"
    "h2 { font-size: 1.3em; margin-top: 2em; border-bottom: 1px solid #999; }\n"
    "h3 { font-size: 1.1em; margin-top: 1.5em; }\n"
    "h4, h5, h6 { font-size: 1em; }\n"
    "table { border-collapse: collapse; font-size: 0.85em; }\n"
    "th, td { border: 1px solid #ccc; padding: 0.25em 0.6em; vertical-align: top; }\n"
    "th { background: #f2f2f2; }\n"
    "th:not([align]) { text-align: left; }\n"
    "code, pre { font-size: 0.9em; overflow-wrap: anywhere; white-space: pre-wrap; }\n"
    "img { max-width: 100%; }\n"
    "@media print {\n"
    "\tbody { font-size: 10.5pt; max-width: none; margin: 0; padding: 0; }\n"
    "\th2, h3, h4, h5, h6 { break-after: avoid; }\n"
    "\ttr, li, img { break-inside: avoid; }\n"
    "\ta { color: inherit; }\n"
    "}\n";

static void
write_escaped(struct out *o, struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		switch (text.p[i]) {
		case '&':
			out_text(o, "&amp;");
			break;
		case '<':
			out_text(o, "&lt;");
			break;
		case '>':
			out_text(o, "&gt;");
			break;
		default:
			out_char(o, text.p[i]);
		}
}

void
report_html(struct out *o, struct str title, struct str markdown)
{
	out_text(o,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
	write_escaped(o, title);
	out_fmt(o, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", style);
	prose_html(o, markdown);
	out_text(o, "</body>\n</html>\n");
}
