#include "prose_tree.h"

#include <string.h>

char
prose_lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool
prose_is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (prose_lower(c) >= 'a' && prose_lower(c) <= 'z');
}

static bool
is_control(int32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

struct str
prose_plain(struct arena *a, struct str text, bool lines)
{
	struct out o;

	out_init(&o, a, -1);
	while (text.n) {
		struct str at = text;
		int32_t c = utf8_next(&text);

		if (c == '\r' && text.n && text.p[0] == '\n')
			continue;
		if (c == '\r')
			c = '\n';
		if (c == '\n' || c == '\t')
			out_char(&o, lines ? (char)c : ' ');
		else if (is_control(c))
			out_text(&o, "\uFFFD");
		else
			out_str(&o, str_sub(at, 0, at.n - text.n));
	}
	return out_all(&o);
}

static bool
is_word(char c)
{
	return prose_is_alnum(c) || c == '_';
}

static bool
is_name(char c)
{
	return is_word(c) || c == '-' || c == '/';
}

bool
prose_mention(size_t *from, size_t *to, struct str text)
{
	for (size_t i = 0; (i += str_index(str_sub(text, i, text.n), '@')) < text.n; i++) {
		*from = i;
		*to = i + 1;
		while (*to < text.n && is_name(text.p[*to]))
			++*to;
		if (*to > i + 1 && is_word(text.p[i + 1]) && (i == 0 || !is_word(text.p[i - 1])))
			return true;
	}
	return false;
}

/* http, https, mailto, and whatever has no scheme. */
static bool
is_allowed(const char *url)
{
	static const char *const schemes[] = {"http:", "https:", "mailto:"};

	if (url[strcspn(url, ":/?#")] != ':')
		return true;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		size_t n = 0;

		while (schemes[i][n] && prose_lower(url[n]) == schemes[i][n])
			n++;
		if (schemes[i][n] == '\0')
			return true;
	}
	return false;
}

/* A target on one line without blanks and control characters. */
static const char *
percent(struct arena *a, struct str url)
{
	struct out o;

	out_init(&o, a, -1);
	while (url.n) {
		struct str at = url;
		int32_t c = utf8_next(&url);

		for (size_t i = 0; i < at.n - url.n; i++) {
			if (is_control(c) || c == ' ')
				out_fmt(&o, "%%%02X", (unsigned char)at.p[i]);
			else
				out_char(&o, at.p[i]);
		}
	}
	return str_c(a, out_all(&o));
}

/* The children of n take its place. */
static void
unwrap(cmark_node *n)
{
	cmark_node *child;

	while ((child = cmark_node_first_child(n)))
		cmark_node_insert_before(n, child);
	cmark_node_free(n);
}

static void
replace(cmark_node *n, cmark_node_type type, const char *literal)
{
	cmark_node *other = cmark_node_new(type);

	cmark_node_set_literal(other, literal);
	cmark_node_replace(n, other);
	cmark_node_free(n);
}

static void
clean_link(struct arena *a, cmark_node *n)
{
	struct str title = str_of(cmark_node_get_title(n));

	if (is_allowed(cmark_node_get_url(n))) {
		cmark_node_set_url(n, percent(a, str_of(cmark_node_get_url(n))));
		cmark_node_set_title(n, str_c(a, prose_plain(a, title, false)));
	} else {
		unwrap(n);
	}
}

static bool
is_language(char c)
{
	return prose_is_alnum(c) || c == '+' || c == '-' || c == '.';
}

/* Keeps the language of a code block, and nothing that would need an escape. */
static void
clean_code_block(struct arena *a, cmark_node *n)
{
	const char *info = cmark_node_get_fence_info(n);
	size_t length = 0;

	while (is_language(info[length]))
		length++;
	if (info[length] && info[length] != ' ')
		length = 0;
	cmark_node_set_fence_info(n, str_c(a, (struct str){info, length}));
}

static bool
is_list(cmark_node *n, cmark_list_type type)
{
	return n && cmark_node_get_type(n) == CMARK_NODE_LIST &&
	       cmark_node_get_list_type(n) == type;
}

/* A list of one item with one block has no place for the blank line that would make it loose. */
static void
clean_tight(cmark_node *list)
{
	cmark_node *item = cmark_node_first_child(list);
	bool blank = item && cmark_node_next(item);

	for (; item && !blank; item = cmark_node_next(item))
		blank = cmark_node_first_child(item) != cmark_node_last_child(item);
	if (!blank)
		cmark_node_set_list_tight(list, 1);
}

/* From the last of numbered lists in a row backwards: ")" and "." in turn. */
static void
clean_delims(cmark_node *list)
{
	cmark_delim_type delim = CMARK_PAREN_DELIM;

	if (is_list(cmark_node_next(list), CMARK_ORDERED_LIST))
		return;
	for (; is_list(list, CMARK_ORDERED_LIST); list = cmark_node_previous(list)) {
		cmark_node_set_list_delim(list, delim);
		delim = delim == CMARK_PAREN_DELIM ? CMARK_PERIOD_DELIM : CMARK_PAREN_DELIM;
	}
}

static bool
is_inside(cmark_node *n, cmark_node_type type)
{
	do
		n = cmark_node_parent(n);
	while (n && cmark_node_get_type(n) != type);
	return n;
}

static void
clean_node(struct arena *a, cmark_node *n, int heading)
{
	int level;

	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_HTML_BLOCK:
		replace(n, CMARK_NODE_CODE_BLOCK, cmark_node_get_literal(n));
		break;
	case CMARK_NODE_HTML_INLINE:
		replace(n, CMARK_NODE_TEXT, cmark_node_get_literal(n));
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		clean_link(a, n);
		break;
	case CMARK_NODE_HEADING:
		level = cmark_node_get_heading_level(n) + heading - 1;
		cmark_node_set_heading_level(n, level < 6 ? level : 6);
		break;
	case CMARK_NODE_CODE_BLOCK:
		clean_code_block(a, n);
		break;
	case CMARK_NODE_LIST:
		clean_tight(n);
		clean_delims(n);
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		if (is_inside(n, CMARK_NODE_HEADING))
			replace(n, CMARK_NODE_TEXT, " ");
		break;
	default:
		break;
	}
}

static void
insert_before(struct arena *a, cmark_node *n, cmark_node_type type, struct str literal)
{
	cmark_node *other;

	if (literal.n == 0)
		return;
	other = cmark_node_new(type);
	cmark_node_set_literal(other, str_c(a, literal));
	cmark_node_insert_before(n, other);
}

/* A text node becomes plain text and, between it, the names that GitHub would notify. */
static void
clean_text(struct arena *a, cmark_node *n)
{
	struct str text = prose_plain(a, str_of(cmark_node_get_literal(n)), false);
	bool linked = is_inside(n, CMARK_NODE_LINK);
	size_t from, to;

	while (!linked && prose_mention(&from, &to, text)) {
		insert_before(a, n, CMARK_NODE_TEXT, str_sub(text, 0, from));
		insert_before(a, n, CMARK_NODE_CODE, str_sub(text, from, to));
		text = str_sub(text, to, text.n);
	}
	insert_before(a, n, CMARK_NODE_TEXT, text);
	cmark_node_free(n);
}

static bool
is_leaf(cmark_node *n)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_THEMATIC_BREAK:
	case CMARK_NODE_CODE_BLOCK:
	case CMARK_NODE_TEXT:
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
	case CMARK_NODE_CODE:
	case CMARK_NODE_HTML_INLINE:
		return true;
	default:
		return false;
	}
}

static bool
is_shallow(cmark_node *document)
{
	cmark_iter *iter = cmark_iter_new(document);
	cmark_event_type event;
	int depth = 0;

	while (depth <= PROSE_DEPTH && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
		if (!is_leaf(cmark_iter_get_node(iter)))
			depth += event == CMARK_EVENT_ENTER ? 1 : -1;
	cmark_iter_free(iter);
	return depth <= PROSE_DEPTH;
}

bool
prose_clean(struct arena *a, cmark_node *document, int heading)
{
	cmark_iter *iter;
	cmark_event_type event;

	if (!is_shallow(document))
		return false;
	iter = cmark_iter_new(document);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
		if (event == CMARK_EVENT_EXIT || is_leaf(cmark_iter_get_node(iter)))
			clean_node(a, cmark_iter_get_node(iter), heading);
	cmark_iter_free(iter);

	cmark_consolidate_text_nodes(document);
	iter = cmark_iter_new(document);
	while (cmark_iter_next(iter) != CMARK_EVENT_DONE)
		if (cmark_node_get_type(cmark_iter_get_node(iter)) == CMARK_NODE_TEXT)
			clean_text(a, cmark_iter_get_node(iter));
	cmark_iter_free(iter);
	return true;
}
