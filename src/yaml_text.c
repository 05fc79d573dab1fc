#include <string.h>

#include "yaml_parse.h"

/* Characters that libyaml takes for line ends and editors do not, and what stands for them while it
 * reads: as many bytes, and no character of any text. */
static const struct {
	int32_t c, stand_in_c;
	const char *text, *stand_in;
} no_breaks[] = {
    {0x85, 0x378, "\xc2\x85", "\xcd\xb8"},
    {0x2028, 0xfdd0, "\xe2\x80\xa8", "\xef\xb7\x90"},
    {0x2029, 0xfdd1, "\xe2\x80\xa9", "\xef\xb7\x91"},
};

static bool
is_printable(int32_t c)
{
	for (size_t i = 0; i < sizeof no_breaks / sizeof *no_breaks; i++)
		if (c == no_breaks[i].stand_in_c)
			return false;
	return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0x7e) || c == 0x85 ||
	       (c >= 0xa0 && c != 0xfeff && c != 0xfffe && c != 0xffff);
}

bool
yaml_refuse_encoding(struct parse *p, struct str bytes)
{
	bool utf16 = str_starts(bytes, S("\xff\xfe")) || str_starts(bytes, S("\xfe\xff")) ||
		     (bytes.n > 1 && (!bytes.p[0] || !bytes.p[1]));

	if (utf16)
		yaml_report(p, RULE_ENCODING, 0, 1, S("the file is UTF-16 or UTF-32, not UTF-8"),
		    "save it as UTF-8: iconv -f UTF-16 -t UTF-8");
	return utf16;
}

/* Cuts off the first character; false where it is reported. */
static bool
check_character(struct parse *p, bool *ascii, struct str *rest)
{
	unsigned char first = (unsigned char)rest->p[0];
	size_t from = (size_t)(rest->p - p->yaml->bytes.p);
	int32_t c;

	c = utf8_next(rest);
	*ascii = *ascii && first < 0x80;
	if (is_printable(c) && (c != '\r' || str_starts(*rest, S("\n"))))
		return true;
	if (c == '\r')
		yaml_report(p, RULE_ENCODING, from, from + 1,
		    S("a carriage return that no line feed follows"),
		    "save the file with lines that end in line feeds: tr '\\r' '\\n'");
	else if (c < 0)
		yaml_report(p, RULE_ENCODING, from, from + 1,
		    str_fmt(p->sink->arena, "byte 0x%02x is not UTF-8", first),
		    "save the file as UTF-8");
	else
		yaml_report(p, RULE_ENCODING, from, (size_t)(rest->p - p->yaml->bytes.p),
		    str_fmt(p->sink->arena, "control character U+%04X", (unsigned)c), "remove it");
	return false;
}

bool
yaml_check_encoding(struct parse *p, bool *ascii)
{
	struct str rest = str_sub(p->yaml->bytes, p->marks.base, p->yaml->bytes.n);

	*ascii = true;
	while (rest.n) {
		rest = str_sub(rest, str_printable(rest, true), rest.n);
		if (rest.n && !check_character(p, ascii, &rest))
			return false;
	}
	return true;
}

void
yaml_stand_in(struct str text, bool back)
{
	char *p = (char *)text.p;

	for (size_t i = 0; i + 1 < text.n; i++)
		for (size_t k = 0; (unsigned char)p[i] >= 0xc2 && k < 3; k++) {
			const char *from = back ? no_breaks[k].stand_in : no_breaks[k].text;
			const char *to = back ? no_breaks[k].text : no_breaks[k].stand_in;

			if (str_starts(str_sub(text, i, text.n), str_of(from)))
				memcpy(p + i, to, strlen(to));
		}
}

bool
yaml_has_no_break(struct str bytes)
{
	for (size_t k = 0; k < sizeof no_breaks / sizeof *no_breaks; k++)
		if (str_find(bytes, str_of(no_breaks[k].text)) < bytes.n)
			return true;
	return false;
}

/* Conflict markers: what git merge writes at the beginning of a line, seven signs and a name. */
static bool
is_conflict_marker(struct str line)
{
	static const char signs[] = "<|=>";
	size_t n = 0;

	while (n < line.n && line.p[n] == line.p[0])
		n++;
	return n == 7 && strchr(signs, line.p[0]) &&
	       (n == line.n || line.p[n] == ' ' || line.p[n] == '\r');
}

bool
yaml_has_conflict(struct parse *p, struct str bytes)
{
	size_t line = 0;

	while (line < bytes.n) {
		struct str rest = str_sub(bytes, line, bytes.n);
		size_t length = str_index(rest, '\n');

		if (length >= 7 && is_conflict_marker(str_sub(rest, 0, length))) {
			yaml_report(p, RULE_CONFLICT_MARKER, line, line + 7,
			    S("an unresolved merge: conflict marker"),
			    "choose between the two sides, delete the marker lines, then git add");
			return true;
		}
		line += length + 1;
	}
	return false;
}

bool
yaml_has_tag_line(struct parse *p, struct str bytes)
{
	struct str directive = S("%TAG");
	size_t at = str_find(bytes, directive);

	while (at < bytes.n) {
		if (at == p->marks.base || bytes.p[at - 1] == '\n') {
			yaml_report(p, RULE_TAG, at, at + directive.n,
			    S("%TAG: tags are not used here"), "remove the line, and the tags");
			return true;
		}
		at += directive.n;
		at += str_find(str_sub(bytes, at, bytes.n), directive);
	}
	return false;
}

void
yaml_check_controls(struct parse *p, const struct node *n)
{
	struct str rest = n->text;

	while (rest.n) {
		int32_t c = utf8_next(&rest);

		if (is_printable(c))
			continue;
		if (yaml_has_room(p, RULE_ENCODING))
			yaml_report(p, RULE_ENCODING, n->from, n->to,
			    str_fmt(p->sink->arena, "control character U+%04X in a value",
				(unsigned)c),
			    "remove the escape");
		return;
	}
}
