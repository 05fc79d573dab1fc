/* Prose in a report: what is written of it stays between the headings around it. */
#include "prose.h"

#include <string.h>
#include <strings.h>

#include "fuzz.h"
#include "prose_tree.h"

enum { HEADING = 3 };

static struct str
blocks(struct arena *a, struct str text, int heading, const char *indent)
{
	struct out o;

	out_init(&o, a, -1);
	prose_blocks(&o, text, heading, indent);
	return out_all(&o);
}

static void
check_bytes(struct str text, bool lines)
{
	struct str rest = text;

	must(utf8_valid(text), "what is written is UTF-8");
	while (rest.n) {
		int32_t c = utf8_next(&rest);

		must((c >= ' ' && c != 0x7f && (c < 0x80 || c > 0x9f)) ||
			 (lines && (c == '\n' || c == '\t')),
		    "what is written holds no control characters");
	}
}

/* http, https, mailto, or no scheme. */
static bool
is_target(const char *url)
{
	return url[strcspn(url, ":/?#")] != ':' || !strncasecmp(url, "http:", 5) ||
	       !strncasecmp(url, "https:", 6) || !strncasecmp(url, "mailto:", 7);
}

static void
check_node(cmark_node *n)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_HEADING:
		must(cmark_node_get_heading_level(n) >= HEADING, "headings sink");
		break;
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_HTML_INLINE:
		must(false, "no HTML is left");
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		must(is_target(cmark_node_get_url(n)), "links lead where they may");
		break;
	default:
		break;
	}
}

static void
check_below(cmark_node *top)
{
	cmark_iter *iter = cmark_iter_new(top);

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE)
		check_node(cmark_iter_get_node(iter));
	cmark_iter_free(iter);
}

static cmark_node *
parse(struct str text)
{
	return cmark_parse_document(text.p, text.n, CMARK_OPT_DEFAULT);
}

/* Between the headings and lists of a report. */
static void
check_report(struct arena *a, struct str text)
{
	cmark_node *report = parse(str_fmt(a, "# R\n\n%.*s\n## E\n\n1. a\n", SV(text)));
	cmark_node *first = cmark_node_first_child(report), *last = cmark_node_last_child(report);
	cmark_node *end = cmark_node_previous(last);

	must(cmark_node_get_heading_level(first) == 1, "the heading before it stays");
	must(cmark_node_get_heading_level(end) == 2, "the heading behind it stays");
	must(cmark_node_get_type(last) == CMARK_NODE_LIST, "the list behind it stays");
	for (cmark_node *n = cmark_node_next(first); n != end; n = cmark_node_next(n))
		check_below(n);
	cmark_node_free(report);
}

/* In an item of a list, before another. */
static void
check_item(struct arena *a, struct str text)
{
	cmark_node *report = parse(str_fmt(a, "- %.*s- a\n\nb\n", SV(text)));
	cmark_node *list = cmark_node_first_child(report), *last = cmark_node_last_child(report);
	cmark_node *item = cmark_node_first_child(list);

	must(cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_next(list) == last &&
		 cmark_node_get_type(last) == CMARK_NODE_PARAGRAPH,
	    "the list that it is in goes no further");
	must(cmark_node_next(item) == cmark_node_last_child(list), "it is one item of its list");
	check_below(item);
	cmark_node_free(report);
}

static void
check_line(struct arena *a, struct str text)
{
	cmark_node *read, *paragraph;
	struct out o;

	out_init(&o, a, -1);
	prose_line(&o, text);
	check_bytes(out_all(&o), false);
	read = parse(out_all(&o));
	paragraph = cmark_node_first_child(read);
	must(!paragraph || (cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH &&
			       !cmark_node_next(paragraph)),
	    "a line is one paragraph");
	for (cmark_node *n = paragraph ? cmark_node_first_child(paragraph) : NULL; n;
	     n = cmark_node_next(n))
		must(cmark_node_get_type(n) == CMARK_NODE_TEXT ||
			 cmark_node_get_type(n) == CMARK_NODE_CODE,
		    "nothing in a line is markup");
	cmark_node_free(read);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size}, shown, summary;
	struct arena a = {0};
	struct out html;

	shown = blocks(&a, text, HEADING, "");
	check_bytes(shown, true);
	check_report(&a, shown);
	must(str_eq(blocks(&a, blocks(&a, text, 1, ""), 1, ""), blocks(&a, text, 1, "")),
	    "what is written and read is written the same");
	shown = blocks(&a, text, HEADING, "  ");
	check_bytes(shown, true);
	if (shown.n)
		check_item(&a, shown);
	check_line(&a, text);
	summary = prose_summary(&a, text, 40);
	check_bytes(summary, false);
	must(str_columns(summary) <= 40, "a summary fits its columns");
	out_init(&html, &a, -1);
	prose_html(&html, text);
	arena_free(&a);
	return 0;
}
