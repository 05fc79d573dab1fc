#include "scalar.h"

#include <stdint.h>
#include <string.h>

#include "node.h"
#include "out.h"

/* Characters that stand for themselves in every style: no controls, no line ends of Unicode, which
 * libyaml takes for line ends, no byte order mark. */
static bool
is_printable(int32_t c)
{
	if (c < 0x20 || (c >= 0x7f && c <= 0x9f))
		return false;
	return c != 0x2028 && c != 0x2029 && c != 0xfeff && c != 0xfffe && c != 0xffff;
}

static bool
all_printable(struct str s, bool lines)
{
	while (s.n) {
		int32_t c = utf8_next(&s);

		if (!is_printable(c) && !(lines && c == '\n'))
			return false;
	}
	return true;
}

static bool
is_plain(struct str s, bool flow)
{
	if (!s.n || plain_type(s) != NODE_STR || !all_printable(s, false))
		return false;
	if (strchr(" -?:,[]{}#&*!|>'\"%@`", s.p[0]) || str_starts(s, S("...")))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		bool last = i + 1 == s.n;

		if (s.p[i] == ':' && (flow || last || s.p[i + 1] == ' '))
			return false;
		if (s.p[i] == ' ' && (last || s.p[i + 1] == '#'))
			return false;
		if (flow && strchr(",[]{}", s.p[i]))
			return false;
	}
	return true;
}

static struct str
double_quoted(struct arena *a, struct str s)
{
	struct out o;

	out_init(&o, a, -1);
	out_char(&o, '"');
	while (s.n) {
		struct str rest = s;
		int32_t c = utf8_next(&rest);

		if (c == '"' || c == '\\')
			out_fmt(&o, "\\%c", (char)c);
		else if (c == '\n' || c == '\t')
			out_text(&o, c == '\n' ? "\\n" : "\\t");
		else if (c >= 0 && !is_printable(c))
			out_fmt(&o, "\\u%04X", (unsigned)c);
		else
			out_str(&o, str_sub(s, 0, s.n - rest.n));
		s = rest;
	}
	out_char(&o, '"');
	return out_all(&o);
}

struct str
scalar_text(struct arena *a, struct str s, bool flow)
{
	return is_plain(s, flow) ? str_dup(a, s) : double_quoted(a, s);
}

struct str
scalar_quoted(struct arena *a, struct str s, char quote)
{
	struct out o;

	if (quote == '"' || !all_printable(s, false))
		return double_quoted(a, s);
	out_init(&o, a, -1);
	out_char(&o, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\'')
			out_char(&o, '\'');
		out_char(&o, s.p[i]);
	}
	out_char(&o, '\'');
	return out_all(&o);
}

struct str
scalar_block(struct arena *a, struct str s, size_t indent)
{
	struct str line;
	struct out o;

	while (s.n && strchr(" \t\n", s.p[s.n - 1]))
		s.n--;
	if (!s.n || strchr(" \t\n", s.p[0]) || !all_printable(s, true))
		return scalar_text(a, s, false);
	out_init(&o, a, -1);
	out_char(&o, '|');
	for (bool more = true; more;) {
		more = str_cut(&line, &s, s, '\n');
		out_char(&o, '\n');
		if (line.n)
			out_pad(&o, ' ', indent);
		out_str(&o, line);
	}
	return out_all(&o);
}

struct str
scalar_comment(struct arena *a, struct str s)
{
	struct out o;

	out_init(&o, a, -1);
	while (s.n) {
		struct str rest = s;

		if (is_printable(utf8_next(&rest)))
			out_str(&o, str_sub(s, 0, s.n - rest.n));
		else
			out_char(&o, ' ');
		s = rest;
	}
	return out_all(&o);
}
