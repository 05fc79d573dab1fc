#include "ical.h"

enum { LINE = 75 };

void
ical_line(struct out *o, const char *name, struct str value)
{
	struct str line = str_fmt(o->arena, "%s:%.*s", name, SV(value));
	size_t room = LINE;

	while (line.n) {
		struct str rest = line;
		size_t bytes;

		utf8_next(&rest);
		bytes = line.n - rest.n;
		if (bytes > room) {
			out_text(o, "\r\n ");
			room = LINE - 1;
		}
		out_str(o, str_sub(line, 0, bytes));
		room -= bytes;
		line = rest;
	}
	out_text(o, "\r\n");
}

struct str
ical_text(struct arena *a, struct str text)
{
	struct out o;

	out_init(&o, a, -1);
	while (text.n) {
		struct str all = text;
		int32_t c = utf8_next(&text);

		if (c == '\r' && text.n && text.p[0] == '\n')
			continue;
		if (c < 0)
			out_text(&o, "\xef\xbf\xbd");
		else if (c == '\n' || c == '\r')
			out_text(&o, "\\n");
		else if ((c < ' ' && c != '\t') || c == 0x7f)
			out_char(&o, ' ');
		else if (c == '\\' || c == ';' || c == ',')
			out_fmt(&o, "\\%c", (char)c);
		else
			out_str(&o, str_sub(all, 0, all.n - text.n));
	}
	return out_all(&o);
}
