/* Text of a user in each format that is printed: what is read back is the text, or the text as a
 * terminal shows it, and it never ends what it stands in. */
#include <string.h>

#include "fuzz.h"
#include "ical.h"
#include "json.h"
#include "jsontree.h"
#include "out.h"
#include "uri.h"

typedef void escape(struct out *o, struct str s);

static struct str
written(struct arena *a, escape *write, struct str text)
{
	struct out o;

	out_init(&o, a, -1);
	write(&o, text);
	return out_all(&o);
}

/* UTF-8 in one line that no terminal obeys and that XML 1.0 can hold. */
static void
check_line(struct str s)
{
	must(utf8_valid(s), "what is written is UTF-8");
	while (s.n) {
		int32_t c = utf8_next(&s);

		must(c >= ' ' && (c < 0x7f || c > 0x9f) && c != 0x2028 && c != 0x2029 &&
			 c != 0xfffe && c != 0xffff,
		    "what is written is one line of characters that can be seen");
	}
}

/* Text in which each of a list's second strings is its first, without those of bad. */
static struct str
read_back(struct arena *a, struct str s, const char *const (*list)[2], const char *bad)
{
	struct out o;

	out_init(&o, a, -1);
	while (s.n) {
		size_t i = 0;

		while (list[i][0] && !str_starts(s, str_of(list[i][1])))
			i++;
		must(list[i][0] || !memchr(bad, s.p[0], strlen(bad)),
		    "what a format reads is escaped");
		out_str(&o, list[i][0] ? str_of(list[i][0]) : str_sub(s, 0, 1));
		s = str_sub(s, list[i][0] ? strlen(list[i][1]) : 1, s.n);
	}
	return out_all(&o);
}

static void
check_markup(struct arena *a, struct str text)
{
	static const char *const xml[][2] = {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"},
	    {"\"", "&quot;"}, {"'", "&#39;"}, {NULL, NULL}};
	static const char *const property[][2] = {{"%", "%25"}, {":", "%3A"}, {",", "%2C"},
	    {NULL, NULL}};
	static const char *const tap[][2] = {{"\\", "\\\\"}, {"#", "\\#"}, {NULL, NULL}};
	static const struct {
		escape *write;
		const char *const (*list)[2];
		const char *bad;
	} formats[] = {
	    {out_xml, xml, "&<>\"'"},
	    {out_workflow, property, "%"},
	    {out_workflow_property, property, "%:,"},
	    {out_tap, tap, "\\#"},
	};
	struct str shown = written(a, out_term, text);

	check_line(shown);
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		struct str s = written(a, formats[i].write, text);

		check_line(s);
		must(str_eq(read_back(a, s, formats[i].list, formats[i].bad), shown),
		    "what is read is what a terminal shows");
	}
}

static void
check_json(struct arena *a, struct str text)
{
	struct sink sink = {.arena = a};
	struct json j;
	struct out o;
	struct yaml *y;

	out_init(&o, a, -1);
	json_init(&j, &o, false);
	json_array(&j);
	json_str(&j, text);
	json_end(&j);
	y = json_parse(a, &sink, S("text"), out_all(&o));
	must(utf8_valid(out_all(&o)), "JSON is UTF-8");
	must(str_index(out_all(&o), '\n') + 1 == out_all(&o).n, "JSON is one line");
	must(y->n_docs == 1 && y->docs[0].root && y->docs[0].root->n == 1, "JSON is read again");
	must(!utf8_valid(text) || str_eq(y->docs[0].root->first->text, text),
	    "JSON says what the text says");
}

/* RFC 4180, one field; where it does not begin as a formula would, it is the text. */
static void
check_csv(struct arena *a, struct str text)
{
	static const char *const quotes[][2] = {{"\"", "\"\""}, {NULL, NULL}};
	struct str s = written(a, out_csv, text);
	double number;

	if (s.n && s.p[0] == '"') {
		must(s.n > 1 && s.p[s.n - 1] == '"', "a field ends as it begins");
		s = read_back(a, str_sub(s, 1, s.n - 1), quotes, "\"");
	} else {
		must(str_index(s, ',') == s.n && str_index(s, '\n') == s.n, "one field");
	}
	must(str_eq(s, text) || (s.p[0] == '\'' && str_eq(str_sub(s, 1, s.n), text)),
	    "a field is the text, but for an apostrophe");
	must(!s.n || !memchr("=+-@\t\r\n", s.p[0], 7) || str_number(&number, s),
	    "no field is a formula");
}

/* RFC 5545: lines of at most 75 octets, folded with CRLF and a blank. */
static void
check_ical(struct arena *a, struct str text)
{
	struct str rest, line;
	struct out o;

	out_init(&o, a, -1);
	ical_line(&o, "SUMMARY", ical_text(a, text));
	rest = out_all(&o);
	must(utf8_valid(rest) && str_ends(rest, S("\r\n")), "a content line ends");
	for (size_t n = 0; str_cut(&line, &rest, rest, '\n'); n++) {
		must(line.n <= 76 && str_index(line, '\r') + 1 == line.n, "lines are folded");
		must((n > 0) == (line.p[0] == ' '), "and go on with a blank");
	}
}

static void
check_uri(struct arena *a, struct str path)
{
	struct str s = uri_of_path(a, path);

	for (size_t i = 0; i < s.n; i++)
		must(s.p[i] > ' ' && s.p[i] < 0x7f && !strchr(":?#[]@\\\"<>", s.p[i]),
		    "a relative reference is no more than a path");
	must(str_eq(uri_decode(a, s), path), "a path is read again");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {size ? (const char *)data : "", size};
	struct arena a = {0};

	check_markup(&a, text);
	check_json(&a, text);
	check_csv(&a, text);
	check_ical(&a, text);
	check_uri(&a, text);
	arena_free(&a);
	return 0;
}
