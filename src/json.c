#include "json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "date.h"

void
json_init(struct json *j, struct out *o, bool pretty)
{
	*j = (struct json){.out = o, .pretty = pretty};
}

static void
new_line(struct json *j)
{
	if (!j->pretty)
		return;
	out_char(j->out, '\n');
	out_pad(j->out, ' ', (size_t)j->depth * 2);
}

/* What stands before a key, or before a value that has none. */
static void
separate(struct json *j)
{
	if (j->keyed || j->depth == 0)
		return;
	if (j->any[j->depth - 1])
		out_char(j->out, ',');
	j->any[j->depth - 1] = true;
	new_line(j);
}

/* What stands before a value. */
static void
value(struct json *j)
{
	assert(j->keyed || j->depth == 0 || j->open[j->depth - 1] == '[');
	separate(j);
	j->keyed = false;
}

static void
begin(struct json *j, char open)
{
	value(j);
	assert(j->depth < JSON_DEPTH);
	out_char(j->out, open);
	j->open[j->depth] = open;
	j->any[j->depth++] = false;
}

void
json_object(struct json *j)
{
	begin(j, '{');
}

void
json_array(struct json *j)
{
	begin(j, '[');
}

void
json_end(struct json *j)
{
	assert(j->depth > 0 && !j->keyed);
	j->depth--;
	if (j->any[j->depth])
		new_line(j);
	out_char(j->out, j->open[j->depth] == '{' ? '}' : ']');
	if (j->depth == 0)
		out_char(j->out, '\n');
}

/* How many bytes at the beginning of s stand for themselves: of ASCII, where nearly all text is. */
static size_t
plain(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= 0x20 && s.p[n] < 0x7f && s.p[n] != '"' && s.p[n] != '\\')
		n++;
	return n;
}

static void
quote(struct json *j, struct str s)
{
	struct out *o = j->out;

	out_char(o, '"');
	for (size_t n; (n = plain(s)) < s.n;) {
		struct str at;
		int32_t c;

		out_str(o, str_sub(s, 0, n));
		at = s = str_sub(s, n, s.n);
		c = utf8_next(&s);
		if (c == '"')
			out_text(o, "\\\"");
		else if (c == '\\')
			out_text(o, "\\\\");
		else if (c == '\n')
			out_text(o, "\\n");
		else if (c == '\t')
			out_text(o, "\\t");
		else if (c < 0)
			out_text(o, "\xef\xbf\xbd");
		else if (c < 0x20 || (c >= 0x7f && c < 0xa0))
			out_fmt(o, "\\u%04x", (unsigned)c);
		else
			out_str(o, str_sub(at, 0, at.n - s.n));
	}
	out_str(o, s);
	out_char(o, '"');
}

void
json_key_str(struct json *j, struct str key)
{
	assert(j->depth > 0 && j->open[j->depth - 1] == '{' && !j->keyed);
	separate(j);
	quote(j, key);
	out_text(j->out, j->pretty ? ": " : ":");
	j->keyed = true;
}

void
json_key(struct json *j, const char *key)
{
	json_key_str(j, str_of(key));
}

void
json_str(struct json *j, struct str s)
{
	value(j);
	if (s.p)
		quote(j, s);
	else
		out_text(j->out, "null");
}

void
json_int(struct json *j, int64_t n)
{
	value(j);
	out_fmt(j->out, "%lld", (long long)n);
}

char *
number_text(char text[static 32], double d)
{
	char wide[48]; /* for a compiler that takes digits for any number */

	if (d == floor(d) && fabs(d) < 1e15) {
		snprintf(text, 32, "%.0f", d == 0 ? 0 : d);
		return text;
	}
	/* 15 digits give back what was written with fewer, without the zeros behind it; a subnormal number
	 * does not hold as many. */
	for (int digits = isnormal(d) ? 15 : 1; digits <= 17; digits++) {
		snprintf(wide, sizeof wide, "%.*g", digits, d);
		memcpy(text, wide, 32);
		if (strtod(text, NULL) == d)
			break;
	}
	return text;
}

void
json_num(struct json *j, double d)
{
	char text[32];

	value(j);
	out_text(j->out, isfinite(d) ? number_text(text, d) : "null");
}

void
json_digits(struct json *j, struct str number)
{
	value(j);
	out_str(j->out, number);
}

void
json_bool(struct json *j, bool b)
{
	value(j);
	out_text(j->out, b ? "true" : "false");
}

void
json_null(struct json *j)
{
	json_str(j, (struct str){NULL, 0});
}

void
json_date(struct json *j, int32_t date)
{
	char text[11];

	json_str(j, date == DATE_NONE ? (struct str){NULL, 0} : str_of(date_text(text, date)));
}

void
json_put_str(struct json *j, const char *key, struct str s)
{
	json_key(j, key);
	json_str(j, s);
}

void
json_put_int(struct json *j, const char *key, int64_t n)
{
	json_key(j, key);
	json_int(j, n);
}

void
json_put_num(struct json *j, const char *key, double d)
{
	json_key(j, key);
	json_num(j, d);
}

void
json_put_bool(struct json *j, const char *key, bool b)
{
	json_key(j, key);
	json_bool(j, b);
}

void
json_put_date(struct json *j, const char *key, int32_t date)
{
	json_key(j, key);
	json_date(j, date);
}
