#include "out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "tap.h"

static struct arena arena;

static struct str
term(const char *bytes, size_t n, bool lines)
{
	struct out o;

	out_init(&o, &arena, -1);
	(lines ? out_term_lines : out_term)(&o, (struct str){bytes, n});
	return out_all(&o);
}

static void
every_byte(void)
{
	int wrong = 0;

	for (int c = 0; c < 256; c++) {
		char byte = (char)c, want[8];

		if (c == '\n')
			strcpy(want, "\\n");
		else if (c < 0x20 || c >= 0x7f)
			snprintf(want, sizeof want, "\\x%02x", (unsigned)c);
		else
			snprintf(want, sizeof want, "%c", c);
		wrong += !str_is(term(&byte, 1, false), want);
		if (c == '\n' || c == '\t')
			snprintf(want, sizeof want, "%c", c);
		wrong += !str_is(term(&byte, 1, true), want);
	}
	ok(wrong == 0, "every byte there is, on one line and on several");
}

static void
terminal(void)
{
	static const struct {
		const char *text, *want, *name;
	} cases[] = {
	    {"\x1b[31m", "\\x1b[31m", "an escape sequence"},
	    {"\xc2\x9b"
	     "31m",
		"\\u009b31m", "an escape sequence by a C1 character"},
	    {"\xc2\x80\xc2\x85\xc2\x9f\xc2\xa0", "\\u0080\\u0085\\u009f\xc2\xa0", "C1 characters"},
	    {"\xe2\x80\xaa\xe2\x80\xab\xe2\x80\xac\xe2\x80\xad\xe2\x80\xae",
		"\\u202a\\u202b\\u202c\\u202d\\u202e", "overrides and embeddings"},
	    {"\xe2\x81\xa6\xe2\x81\xa7\xe2\x81\xa8\xe2\x81\xa9", "\\u2066\\u2067\\u2068\\u2069",
		"isolates"},
	    {"\xe2\x80\x8e\xe2\x80\x8f\xd8\x9c", "\\u200e\\u200f\\u061c", "marks of direction"},
	    {"\xe2\x80\xa8\xe2\x80\xa9", "\\u2028\\u2029", "line ends of Unicode"},
	    {"\xef\xbb\xbf", "\\ufeff", "the BOM"},
	    {"\xd8\x9b\xd8\x9d", "\xd8\x9b\xd8\x9d", "Arabic beside the mark"},
	    {"\xe2\x80\x8d", "\xe2\x80\x8d", "the joiner that emoji need"},
	    {"\xf0\x9f\x98\x80\xe6\x97\xa5\xc3\xa9", "\xf0\x9f\x98\x80\xe6\x97\xa5\xc3\xa9",
		"letters and emoji"},
	    {"a\xff\xc3(b", "a\\xff\\xc3(b", "invalid bytes"},
	    {"\xef\xbf\xbd\xef\xbf\xbe\xef\xbf\xbf", "\xef\xbf\xbd\\ufffe\\uffff", "noncharacters"},
	    {"\xed\xa0\x80", "\\xed\\xa0\\x80", "a surrogate"},
	    {"", "", "nothing"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		is_str(term(cases[i].text, strlen(cases[i].text), false), cases[i].want,
		    "terminal: %s", cases[i].name);
		is_str(term(cases[i].text, strlen(cases[i].text), true), cases[i].want,
		    "and on several lines");
	}
	is_str(term("a\r\nb\tc", 6, false), "a\\x0d\\nb\\x09c", "line ends on one line");
	is_str(term("a\r\nb\tc", 6, true), "a\\x0d\nb\tc", "line ends on several lines");
}

static void
markup(void)
{
	static const struct {
		void (*escape)(struct out *o, struct str s);
		const char *text, *want, *name;
	} cases[] = {
	    {out_xml, "a < b & c > \"d\" 'e'", "a &lt; b &amp; c &gt; &quot;d&quot; &#39;e&#39;",
		"XML: markup"},
	    {out_xml, "]]>", "]]&gt;", "XML: the end of CDATA"},
	    {out_xml, "\b\xff\n\xef\xbf\xbf", "\\x08\\xff\\n\\uffff", "XML: what it forbids"},
	    {out_workflow, "::error::50%\r\n, %0A", "::error::50%25\\x0d\\n, %250A",
		"a workflow command's message"},
	    {out_workflow_property, "a,line=1::b%\n", "a%2Cline=1%3A%3Ab%25\\n",
		"a workflow command's property"},
	    {out_tap, "a # SKIP \\ \n", "a \\# SKIP \\\\ \\\\n", "a test's description"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct out o;

		out_init(&o, &arena, -1);
		cases[i].escape(&o, str_of(cases[i].text));
		is_str(out_all(&o), cases[i].want, "%s", cases[i].name);
	}
}

static void
csv(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
	    {"", ""},
	    {"plain", "plain"},
	    {"two words", "two words"},
	    {"a,b", "\"a,b\""},
	    {"a;b", "a;b"},
	    {"say \"no\"", "\"say \"\"no\"\"\""},
	    {"a\nb", "\"a\nb\""},
	    {"a\r\nb", "\"a\r\nb\""},
	    {"=1+1", "\"'=1+1\""},
	    {"=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""},
	    {"+1", "+1"},
	    {"-1.5e3", "-1.5e3"},
	    {"+1+cmd", "\"'+1+cmd\""},
	    {"-2+3", "\"'-2+3\""},
	    {"-", "\"'-\""},
	    {"@SUM(A1)", "\"'@SUM(A1)\""},
	    {"\t=1", "\"'\t=1\""},
	    {"\r=1", "\"'\r=1\""},
	    {"\n=1", "\"'\n=1\""},
	    {"a=1", "a=1"},
	    {"'=1", "'=1"},
	    {"-inf", "\"'-inf\""},
	    {"\xc3\xa9", "\xc3\xa9"},
	};
	struct out o;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		out_init(&o, &arena, -1);
		out_csv(&o, str_of(cases[i].text));
		is_str(out_all(&o), cases[i].want, "CSV %zu", i);
	}
	out_init(&o, &arena, -1);
	out_csv(&o, S("\0a"));
	ok(str_eq(out_all(&o), S("\0a")), "CSV: a NUL is no formula");
}

static void
memory(void)
{
	struct out o;
	char *text = arena_bytes(&arena, 100001);
	struct str all;
	bool right = true;

	memset(text, 'x', 100000);
	text[100000] = '\0';
	out_init(&o, &arena, -1);
	ok(out_all(&o).n == 0 && out_flush(&o), "nothing is written");
	for (int i = 0; i < 10; i++) {
		out_text(&o, text);
		out_fmt(&o, "%d%s", i, text);
		out_char(&o, 'c');
		out_pad(&o, '-', 3);
		out_fmt(&o, "%s", "");
		out_text(&o, NULL);
		out_str(&o, (struct str){NULL, 0});
	}
	all = out_all(&o);
	ok(all.n == 10 * 200005, "all is there");
	for (size_t i = 0; right && i < all.n; i++) {
		size_t at = i % 200005;
		char want = 'x';

		if (at == 100000)
			want = (char)('0' + i / 200005);
		else if (at == 200001)
			want = 'c';
		else if (at > 200001)
			want = '-';
		right = all.p[i] == want;
	}
	ok(right, "in its order");
	for (size_t n = 250; n < 260; n++) {
		out_init(&o, &arena, -1);
		out_fmt(&o, "%.*s", (int)n, text);
		ok(out_all(&o).n == n, "%zu bytes formatted", n);
	}
}

/* What was written to a file, in pieces of size bytes, is in it. */
static void
to_file(size_t size)
{
	struct arena a = {0};
	struct out o;
	char name[] = "outXXXXXX", *text = arena_bytes(&arena, size + 1), *back;
	int fd = mkstemp(name);
	size_t n = 1000000 / size;
	bool right = true;

	for (size_t i = 0; i < size; i++)
		text[i] = (char)('a' + i % 26);
	text[size] = '\0';
	out_init(&o, &a, fd);
	for (size_t i = 0; i < n; i++) {
		if (i % 2)
			out_text(&o, text);
		else
			out_fmt(&o, "%s", text);
	}
	ok(out_flush(&o), "pieces of %zu bytes are written", size);
	back = arena_alloc(&arena, size * n + 1);
	ok(lseek(fd, 0, SEEK_SET) == 0 && read(fd, back, size * n + 1) == (ssize_t)(size * n),
	    "all of them");
	for (size_t i = 0; i < n; i++)
		right = right && memcmp(back + i * size, text, size) == 0;
	ok(right, "as they are");
	ok(a.held < (size_t)1 << 20, "in little memory");
	arena_free(&a);
	close(fd);
	unlink(name);
}

static void
failing(void)
{
	struct arena a = {0};
	struct out o;
	int fd = open("/dev/null", O_RDONLY);

	out_init(&o, &a, fd);
	out_text(&o, "lost");
	ok(!out_flush(&o) && o.failed && o.error == EBADF, "a write that fails is told");
	for (int i = 0; i < 100000; i++)
		out_text(&o, "this goes nowhere ");
	ok(!out_flush(&o) && o.error == EBADF, "and stays so");
	ok(a.held < (size_t)1 << 20, "the rest is dropped");
	arena_free(&a);
	close(fd);
}

int
main(void)
{
	every_byte();
	terminal();
	markup();
	csv();
	memory();
	to_file(1);
	to_file(200);
	to_file(300);
	to_file(100000);
	failing();
	arena_free(&arena);
	return done();
}
