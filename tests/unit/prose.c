#include "prose.h"

#include <locale.h>
#include <sys/resource.h>

#include "tap.h"

static struct arena arena;

static struct str
shown_at(const char *indent, struct str prose)
{
	struct out o;

	out_init(&o, &arena, -1);
	prose_blocks(&o, prose, 4, indent);
	return out_all(&o);
}

static struct str
shown(const char *prose)
{
	return shown_at("", str_of(prose));
}

static struct str
line(const char *text)
{
	struct out o;

	out_init(&o, &arena, -1);
	prose_line(&o, str_of(text));
	return out_all(&o);
}

static struct str
html(const char *markdown)
{
	struct out o;

	out_init(&o, &arena, -1);
	prose_html(&o, str_of(markdown));
	return out_all(&o);
}

static struct str
repeat(const char *piece, size_t n)
{
	struct out o;

	out_init(&o, &arena, -1);
	while (o.n < n)
		out_text(&o, piece);
	return out_all(&o);
}

/* What prose is, and what a report shows for it at heading level 4. */
struct shows {
	const char *name, *prose, *blocks;
};

static const struct shows markup[] = {
    {"empty", "", ""},
    {"blank", " \n\t\n", ""},
    {"paragraphs", "a\nb\n\n\n*c* **d** `e`\n", "a\nb\n\n*c* **d** `e`\n"},
    {"headings sink", "# a\n\nb\n===\n\n### c", "#### a\n\n#### b\n\n###### c\n"},
    {"heading of several lines", "a\nb  \nc\n===", "#### a b c\n"},
    {"heading without text", "#", "####\n"},
    {"quotes", "> a\nb\n>\n> > c\n\n>", "> a\n> b\n>\n> > c\n\n>\n"},
    {"lists", "- a\n- b\n  1. c\n     - d\n\ntext\n\n- e",
	"* a\n* b\n  1) c\n     + d\n\ntext\n\n* e\n"},
    {"loose list", "3. a\n\n   b\n4. c", "3) a\n\n   b\n\n4) c\n"},
    {"lists in a row", "- a\n* b\n+ c", "* a\n\n+ b\n\n* c\n"},
    {"lists with a hole", "- a\n\n[x]: y\n\n- b", "* a\n\n+ b\n"},
    {"numbered lists in a row", "1. a\n1) b\n2. c", "1) a\n\n1. b\n\n2) c\n"},
    {"empty items", "-\n- - -\n-", "*\n\n___\n\n*\n"},
    {"items in items", "- + *", "* + *\n"},
    {"thematic breaks", "---\n\n- ***", "___\n\n* ___\n"},
    {"hard line break", "a  \nb\\\nc", "a\\\nb\\\nc\n"},
    {"code is fenced", "    a\n\n    b", "```\na\n\nb\n```\n"},
    {"fence within a fence", "~~~ c\n```\n~~~~~", "````c\n```\n````\n"},
    {"language is kept, the rest is not", "``` c++ {onload=x}\n```", "```c++\n```\n"},
    {"code in a list", "- ```\n  a\n\n  b\n  ```", "* ```\n  a\n\n  b\n  ```\n"},
    {"code span of ticks", "`` ` `` ``` `` ``` ` `` `", "`` ` `` ``` `` ``` ``` `` ```\n"},
    {"nested emphasis", "***a** b* **c *d***", "***a** b* **c _d_**\n"},
    {"link, title, reference", "[a](<b c> 'd \"e') [f]\n\n[f]: /g",
	"[a](b%20c \"d \\\"e\") [f](/g)\n"},
    {"target with an entity", "[a](?x&amp;y&amp;lt;)", "[a](?x&y&amp;lt;)\n"},
    {"autolinks", "<https://a.b/?c=d> <a@b.c>", "<https://a.b/?c=d> <a@b.c>\n"},
    {"image", "![a *b*](c.png)", "![a *b*](c.png)\n"},
    {"entities of blanks", "&#32;a&#9;\n&#10;b", "&#32;a&#32;\n&#32;b\n"},
};

static const struct shows escapes[] = {
    {"pipe table", "a | b\n--|--\nc | d", "a \\| b\n\\--\\|--\nc \\| d\n"},
    {"table of one column", "a\n:-", "a\n\\:-\n"},
    {"strike-through", "~~a~~ ~b~", "\\~\\~a\\~\\~ \\~b\\~\n"},
    {"tildes open no fence", "a\n\\~~~\nb", "a\n\\~\\~\\~\nb\n"},
    {"mention", "@ada, (@ada/b-c) ada@example.org @ a@",
	"`@ada`, (`@ada/b-c`) ada@example.org @ a@\n"},
    {"no mention in a link", "[@ada](b)", "[@ada](b)\n"},
    {"autolink", "www.a.b WWW.a https://a.b", "www\\.a.b WWW\\.a https\\://a.b\n"},
    {"footnote", "a[^1]\n\n[^1]: b", "a[^1](b)\n"},
    {"footnote without a text", "a[^1]", "a\\[^1\\]\n"},
    {"task box", "- [ ] a\n- [x] b", "* \\[ \\] a\n* \\[x\\] b\n"},
    {"alert", "> [!NOTE]\n> a", "> \\[!NOTE\\]\n> a\n"},
    {"issue", "#12 a#12 C# # a", "\\#12 a\\#12 C# \\# a\n"},
    {"formula", "$a$", "\\$a\\$\n"},
    {"entity", "&amp;amp; &amp;#1; R&D & a", "\\&amp; \\&\\#1; R&D & a\n"},
    {"names with an underscore", "due_date _ \\_a_", "due_date \\_ \\_a\\_\n"},
    {"start of a line", "\\- a\n\\+ b\n\\# c\n\\> d\n1\\. e\n2\\) f\n\\= g\n1.5",
	"\\- a\n\\+ b\n\\# c\n\\> d\n1\\. e\n2\\) f\n\\= g\n1.5\n"},
    {"mark before a link", "a!\\[b\\]![c](d) \\![e](f)", "a!\\[b\\]![c](d) \\![e](f)\n"},
};

static const struct shows hostile[] = {
    {"raw HTML in a line", "a <b onclick=\"x\">c</b>", "a \\<b onclick=\"x\">c\\</b>\n"},
    {"raw HTML in blocks", "<script>\nx()\n</script>\n\na",
	"```\n<script>\nx()\n</script>\n```\n\na\n"},
    {"comment", "<!-- a\n\n```", "````\n<!-- a\n\n```\n````\n"},
    {"javascript link", "[a *b*](javascript:x) <javascript:x>", "a *b* javascript:x\n"},
    {"javascript link in disguise",
	"[a](java&#10;script:x) [b](JAVASCRIPT&colon;x) [c](&#1;data:x)", "a b c\n"},
    {"javascript image", "![a](javascript:x) ![b](data:x)", "a b\n"},
    {"control characters in a target", "[a](b&#1;&#x85;c)", "[a](b%01%C2%85c)\n"},
    {"allowed targets", "[a](HTTP://b) [c](mailto:d) [e](../f) [g](#h) [i](//j)",
	"[a](HTTP://b) [c](mailto:d) [e](../f) [g](#h) [i](//j)\n"},
    {"definition of a link", "[Summary]: javascript:x", "```\n[Summary]: javascript:x\n```\n"},
    {"escaped definition", "\\[Summary]: x", "\\[Summary\\]: x\n"},
    {"open fence", "a\n\n````\n```\nb", "a\n\n````\n```\nb\n````\n"},
    {"text that seems a heading above", "a\n\\===\n\\---", "a\n\\===\n\\---\n"},
    {"backslash at the end", "a\\", "a\\\\\n"},
    {"lists that would go on", "1. a\n\n- b", "1) a\n\n* b\n"},
    {"number too large", "999999999. a\n1. b", "```\n999999999. a\n1. b\n```\n"},
    {"invalid UTF-8", "a\xff[b\xc3", "a\uFFFD\\[b\uFFFD\n"},
    {"control characters", "a\x1b[31m &#27;[0m \xc2\x9b", "a\uFFFD\\[31m \uFFFD\\[0m \uFFFD\n"},
    {"line ends", "a\r\nb\rc\r\n\r\nd", "a\nb\nc\n\nd\n"},
};

static void
check_shows(const struct shows *shows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		is_str(shown(shows[i].prose), shows[i].blocks, "%s", shows[i].name);
}

/* What was written, read and written again, at heading level 1, changes no more. */
static void
check_stable(const struct shows *shows, size_t n)
{
	size_t failed = 0;

	for (size_t i = 0; i < n; i++) {
		struct out again;

		out_init(&again, &arena, -1);
		prose_blocks(&again, shown(shows[i].prose), 1, "");
		if (str_eq(out_all(&again), shown(shows[i].prose)))
			continue;
		if (failed++ == 0)
			note("%s: \"%.*s\"", shows[i].name, SV(out_all(&again)));
	}
	ok(failed == 0, "what was shown, shown again, is the same");
}

static void
check_indent(void)
{
	is_str(shown_at("  ", S("a\nb\n\n- c\n\n      d")),
	    "a\n  b\n\n  * c\n\n    ```\n    d\n    ```\n",
	    "every line but the first and empty ones is indented");
	is_str(shown_at("  ", S("- - -")), "___\n", "a thematic break in an item");
	is_str(shown_at("  ", S("[](javascript:x)\na")), "```\n  [](javascript:x)\n  a\n  ```\n",
	    "an item whose first line would be empty");
	is_str(shown_at("    ", S("<!--")), "```\n    <!--\n    ```\n", "a code block in an item");
}

static void
check_depth(void)
{
	struct out o;

	out_init(&o, &arena, -1);
	out_text(&o, "```\n");
	out_str(&o, repeat(">", 40));
	out_text(&o, "a\n```\n");
	is_str(shown_at("", str_fmt(&arena, "%.*sa", SV(repeat(">", 40)))),
	    str_c(&arena, out_all(&o)), "what is nested too deep is shown as code");
	ok(str_starts(shown_at("", repeat("1. ", 45)), S("1) 1) 1)")), "deep lists are lists");
}

/* Seconds of this process. */
static double
used(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6;
}

static void
check_bounds(void)
{
	static const char *const pieces[] = {"[", "*", "_", "`", "<", "![[]()", "](", "*a **a ",
	    ">", "- ", "a\n", "<!--", "<![CDATA[", "@a", "[a](<b", "&", "~~~\n", "1) a\n2. b\n",
	    "x|y\n--|--\n"};
	struct str refs = str_fmt(&arena, "[a]: /%.*s\n\n%.*s", SV(repeat("x", 100000)),
	    SV(repeat("[a]", 100000)));
	size_t slow = 0;

	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct arena_mark mark = arena_mark(&arena);
		double before = used();

		shown_at("", repeat(pieces[i], 200 << 10));
		if (used() - before > 10 && slow++ == 0)
			note("%s took %g s", pieces[i], used() - before);
		arena_rewind(&arena, mark);
	}
	ok(slow == 0, "hostile prose ends in time");
	ok(str_starts(shown_at("", refs), S("```\n[a]: /xxx")),
	    "links that would multiply are code");
	ok(str_starts(shown_at("", repeat("a", 10 << 20)), S("```\n")), "too much is code");
}

static void
check_line(void)
{
	is_str(line(""), "", "line: empty");
	is_str(line(" a\nb\r\n\tc "), "a b  c", "line: line ends become spaces");
	is_str(line("*a* [b](c) <i> `d` e|f &amp; g\\"),
	    "\\*a\\* \\[b\\](c) \\<i> \\`d\\` e\\|f \\&amp; g\\\\", "line: nothing is markup");
	is_str(line("# a #"), "\\# a \\#", "line: no heading");
	is_str(line("1. a"), "1\\. a", "line: no list");
	is_str(line("[x] a"), "\\[x\\] a", "line: no task box");
	is_str(line("@ada asks @bob"), "`@ada` asks `@bob`", "line: no mention");
	is_str(line("p99: 480 -> 300 ms (-37.5 %), < 1 & up"),
	    "p99: 480 -> 300 ms (-37.5 %), < 1 & up", "line: plain words stay as they are");
	is_str(line("a\xff\x1b"), "a\uFFFD\uFFFD", "line: bytes that are no text");
}

static struct str
summary(const char *prose, size_t columns)
{
	return prose_summary(&arena, str_of(prose), columns);
}

static void
check_summary(void)
{
	is_str(summary("", 10), "", "summary: of nothing");
	is_str(summary("# T\n\nOne *two*\n[three](x) `four` <b>\n\nfive", 80),
	    "One two three four <b>", "summary: the first paragraph without markup");
	is_str(summary("# T\n## U", 80), "T", "summary: a heading where there is no paragraph");
	is_str(summary("    a\n    b", 80), "a b", "summary: code where there is nothing else");
	is_str(summary("[a]: b", 80), "[a]: b", "summary: the source where there is no text");
	is_str(summary("one two three", 13), "one two three", "summary: just fits");
	is_str(summary("one two three", 12), "one two\u2026", "summary: cut at a word");
	is_str(summary("one two three", 8), "one two\u2026", "summary: cut behind a word");
	is_str(summary("one two three", 7), "one\u2026", "summary: the ellipsis counts");
	is_str(summary("onetwothree", 5), "onet\u2026",
	    "summary: cut within a word longer than that");
	is_str(summary("a", 0), "", "summary: no columns");
	is_str(summary("\u4e2d\u6587\u5b57", 5), "\u4e2d\u6587\u2026", "summary: wide characters");
	is_str(summary("a\x1b&#27;b", 9), "a\uFFFD\uFFFDb", "summary: no control characters");
}

static void
check_html(void)
{
	is_str(html("# A\n\n- *b*\n"), "<h1>A</h1>\n<ul>\n<li><em>b</em></li>\n</ul>\n",
	    "html: blocks");
	is_str(html("<b>x</b> [a](javascript:b)"),
	    "<p><!-- raw HTML omitted -->x<!-- raw HTML omitted --> <a href=\"\">a</a></p>\n",
	    "html: nothing raw");
	is_str(html("| a | b | c |\n|---|--:|:-:|\n| *d* | e\\|f |\n"),
	    "<table>\n<thead>\n<tr>\n<th>a</th>\n<th align=\"right\">b</th>\n"
	    "<th align=\"center\">c</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><em>d</em></td>\n"
	    "<td align=\"right\">e|f</td>\n<td align=\"center\"></td>\n</tr>\n</tbody>\n</table>\n",
	    "html: a pipe table");
	is_str(html("| a |\n|---|\n| - <i> |\n"),
	    "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
	    "<td>- <!-- raw HTML omitted --></td>\n</tr>\n</tbody>\n</table>\n",
	    "html: a cell holds no blocks and nothing raw");
	is_str(html("| a |\n| b |\n"), "<p>| a |\n| b |</p>\n", "html: bars alone are no table");
	is_str(html("| a |\n|---|\nb\n"), "<p>| a |\n|---|\nb</p>\n",
	    "html: a table has bars before every row");
	is_str(html("```\n| a |\n|---|\n```\n"), "<pre><code>| a |\n|---|\n</code></pre>\n",
	    "html: no table in code");
	is_str(html(str_c(&arena, shown("| a |\n|---|"))), "<p>| a |\n|---|</p>\n",
	    "html: no table from prose");
}

#define CHECK(check, shows) check((shows), sizeof(shows) / sizeof *(shows))

int
main(void)
{
	setlocale(LC_ALL, "");
	CHECK(check_shows, markup);
	CHECK(check_shows, escapes);
	CHECK(check_shows, hostile);
	CHECK(check_stable, escapes);
	CHECK(check_stable, hostile);
	check_indent();
	check_depth();
	check_bounds();
	check_line();
	check_summary();
	check_html();
	arena_free(&arena);
	return done();
}
