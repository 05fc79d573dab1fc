#include "out.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BUFFER ((size_t)64 << 10)

void
out_init(struct out *o, struct arena *a, int fd)
{
	*o = (struct out){.arena = a, .fd = fd};
}

static void
write_all(struct out *o)
{
	size_t done = 0;

	while (!o->failed && done < o->n) {
		ssize_t n = write(o->fd, o->p + done, o->n - done);

		if (n >= 0) {
			done += (size_t)n;
		} else if (errno != EINTR) {
			o->failed = true;
			o->error = errno;
		}
	}
	o->n = 0;
}

/* Room for n more bytes. Text for a file comes in pieces of at most BUFFER, so that its buffer does
 * not grow; only what out_fmt formats may be longer. */
static char *
room(struct out *o, size_t n)
{
	if (o->cap - o->n < n && o->fd >= 0)
		write_all(o);
	if (o->cap - o->n < n) {
		size_t cap = o->cap ? o->cap * 2 : o->fd >= 0 ? BUFFER : 256;
		char *p;

		while (cap - o->n < n)
			cap *= 2;
		p = arena_bytes(o->arena, cap);
		if (o->n)
			memcpy(p, o->p, o->n);
		o->p = p;
		o->cap = cap;
	}
	return o->p + o->n;
}

void
out_str(struct out *o, struct str s)
{
	while (s.n) {
		size_t n = o->fd >= 0 && s.n > BUFFER ? BUFFER : s.n;

		memcpy(room(o, n), s.p, n);
		o->n += n;
		s = str_sub(s, n, s.n);
	}
}

void
out_text(struct out *o, const char *c)
{
	out_str(o, str_of(c));
}

void
out_char(struct out *o, char c)
{
	*room(o, 1) = c;
	o->n++;
}

void
out_pad(struct out *o, char c, size_t n)
{
	while (n--)
		out_char(o, c);
}

void
out_fmt(struct out *o, const char *fmt, ...)
{
	char small[256];
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(small, sizeof small, fmt, args);
	va_end(args);
	if (n < (int)sizeof small) {
		out_str(o, (struct str){small, n < 0 ? 0 : (size_t)n});
		return;
	}
	va_start(args, fmt);
	vsnprintf(room(o, (size_t)n + 1), (size_t)n + 1, fmt, args);
	va_end(args);
	o->n += (size_t)n;
}

bool
out_flush(struct out *o)
{
	if (o->fd >= 0)
		write_all(o);
	return !o->failed;
}

struct str
out_all(const struct out *o)
{
	return (struct str){o->p, o->n};
}

/* C1 control characters, line ends of Unicode, bidirectional controls, the BOM, noncharacters. */
static bool
is_invisible(int32_t c)
{
	static const struct {
		int32_t first, last;
	} ranges[] = {
	    {0x80, 0x9f},
	    {0x61c, 0x61c},
	    {0x200e, 0x200f},
	    {0x2028, 0x202e},
	    {0x2066, 0x2069},
	    {0xfeff, 0xfeff},
	    {0xfffe, 0xffff},
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

/* Characters of ASCII that a format writes in another way; a table ends with NULL. */
struct escape {
	char c;
	const char *text;
};

static const struct escape no_escapes[] = {{0, NULL}},
			   xml_escapes[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"},
			       {'"', "&quot;"}, {'\'', "&#39;"}, {0, NULL}},
			   workflow_escapes[] = {{'%', "%25"}, {0, NULL}},
			   property_escapes[] = {{'%', "%25"}, {':', "%3A"}, {',', "%2C"},
			       {0, NULL}},
			   tap_escapes[] = {{'\\', "\\\\"}, {'#', "\\#"}, {0, NULL}};

static const char *
escape_of(const struct escape *e, int32_t c)
{
	while (e->text && e->c != c)
		e++;
	return e->text;
}

/* Bytes at the beginning of s that are printable ASCII and stand for themselves. */
static size_t
plain_run(struct str s, const struct escape *escapes)
{
	size_t run = str_printable(s, false), n = 0;

	if (!escapes->text)
		return run;
	while (n < run && !escape_of(escapes, s.p[n]))
		n++;
	return n;
}

static void
term(struct out *o, struct str s, bool lines, const struct escape *escapes)
{
	const char *backslash = escape_of(escapes, '\\') ? escape_of(escapes, '\\') : "\\";

	while (s.n) {
		size_t run = plain_run(s, escapes);
		struct str at = s;
		int32_t c;

		if (run) {
			out_str(o, str_sub(s, 0, run));
			s = str_sub(s, run, s.n);
			continue;
		}
		c = utf8_next(&s);
		if (c < 0)
			out_fmt(o, "%sx%02x", backslash, (unsigned char)at.p[0]);
		else if (lines && (c == '\n' || c == '\t'))
			out_char(o, (char)c);
		else if (c == '\n')
			out_fmt(o, "%sn", backslash);
		else if (c < 0x20 || c == 0x7f)
			out_fmt(o, "%sx%02x", backslash, (unsigned)c);
		else if (is_invisible(c))
			out_fmt(o, "%su%04x", backslash, (unsigned)c);
		else if (escape_of(escapes, c))
			out_text(o, escape_of(escapes, c));
		else
			out_str(o, str_sub(at, 0, at.n - s.n));
	}
}

void
out_term(struct out *o, struct str s)
{
	term(o, s, false, no_escapes);
}

void
out_term_lines(struct out *o, struct str s)
{
	term(o, s, true, no_escapes);
}

void
out_xml(struct out *o, struct str s)
{
	term(o, s, false, xml_escapes);
}

void
out_workflow(struct out *o, struct str s)
{
	term(o, s, false, workflow_escapes);
}

void
out_workflow_property(struct out *o, struct str s)
{
	term(o, s, false, property_escapes);
}

void
out_tap(struct out *o, struct str s)
{
	term(o, s, false, tap_escapes);
}

void
out_csv(struct out *o, struct str s)
{
	double number;
	bool formula = s.n && memchr("=+-@\t\r\n", s.p[0], 7) && !str_number(&number, s);
	bool quote = formula;

	for (size_t i = 0; i < s.n; i++)
		quote = quote || s.p[i] == '"' || s.p[i] == ',' || s.p[i] == '\n' || s.p[i] == '\r';
	if (!quote) {
		out_str(o, s);
		return;
	}
	out_char(o, '"');
	if (formula)
		out_char(o, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			out_char(o, '"');
		out_char(o, s.p[i]);
	}
	out_char(o, '"');
}
