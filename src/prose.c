#include "prose.h"

#include "prose_tree.h"

/* More than anyone writes by hand; whoever pastes more meets a code block. */
#define LARGEST ((size_t)256 << 10)

/* What may come of link reference definitions, in bytes: cmark copies the target for each use. */
#define LARGEST_LINKS ((size_t)16 << 20)

/* For each link, cmark looks at all images that are still open before it. */
#define MOST_STEPS ((size_t)1 << 28)

static cmark_node *
parse(struct str text)
{
	return cmark_parse_document(text.p, text.n, CMARK_OPT_DEFAULT);
}

/* Length of the longest stretch between empty lines. */
static size_t
longest_paragraph(struct str text)
{
	size_t longest = 0;

	while (text.n) {
		size_t n = str_find(text, S("\n\n"));

		if (n > longest)
			longest = n;
		text = str_sub(text, n + 2, text.n);
	}
	return longest;
}

/* Whether cmark takes no more time and space for it than its size allows. */
static bool
is_bounded(struct str text)
{
	size_t links = 0, images = 0;

	if (text.n > LARGEST)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		links += text.p[i] == ']';
		images += text.p[i] == '!' && i + 1 < text.n && text.p[i + 1] == '[';
	}
	if (str_find(text, S("]:")) < text.n && links * longest_paragraph(text) > LARGEST_LINKS)
		return false;
	return links * images <= MOST_STEPS;
}

/* text with indent before every line but the first and empty ones. */
static void
write_indented(struct out *o, struct str text, const char *indent)
{
	struct str line;

	for (bool first = true; text.n; first = false) {
		str_cut(&line, &text, text, '\n');
		if (!first && line.n)
			out_text(o, indent);
		out_str(o, line);
		out_char(o, '\n');
	}
}

/* Takes the last n blocks away; false unless each of them is a list of one item. */
static bool
drop_lists(cmark_node *parent, int n)
{
	bool found = true;

	while (found && n--) {
		cmark_node *list = cmark_node_last_child(parent);
		cmark_node *item = list ? cmark_node_first_child(list) : NULL;

		found =
		    item && cmark_node_get_type(list) == CMARK_NODE_LIST && !cmark_node_next(item);
		if (found)
			cmark_node_free(list);
	}
	return found;
}

/* The document whose blocks are those of the first item of the list that is all of document. */
static cmark_node *
first_item(cmark_node *document)
{
	cmark_node *list = cmark_node_first_child(document);
	cmark_node *item = list ? cmark_node_first_child(list) : NULL;
	cmark_node *inner = cmark_node_new(CMARK_NODE_DOCUMENT);
	cmark_node *block;

	while (item && !cmark_node_next(list) && (block = cmark_node_first_child(item)))
		cmark_node_append_child(inner, block);
	cmark_node_free(document);
	return inner;
}

static bool
is_equal(cmark_node *a, cmark_node *b)
{
	char *text_a = cmark_render_xml(a, CMARK_OPT_DEFAULT);
	char *text_b = cmark_render_xml(b, CMARK_OPT_DEFAULT);
	bool equal = str_eq(str_of(text_a), str_of(text_b));

	cmark_get_default_mem_allocator()->free(text_a);
	cmark_get_default_mem_allocator()->free(text_b);
	return equal;
}

/* Whether text, inside a list item or not, reads as what was meant, and lists after it as lists. */
static bool
survives(struct arena *a, struct str text, cmark_node *meant, bool item)
{
	struct str probed = str_fmt(a, "%.*s\n1. a\n\n- a\n", SV(text));
	cmark_node *read;
	struct out o;
	bool same;

	out_init(&o, a, -1);
	out_text(&o, item ? "- " : "");
	write_indented(&o, probed, item ? "  " : "");
	read = parse(out_all(&o));
	if (item)
		read = first_item(read);
	same = drop_lists(read, 2);
	cmark_consolidate_text_nodes(read);
	same = same && is_equal(read, meant);
	cmark_node_free(read);
	return same;
}

/* text as CommonMark blocks; false where they would not be read as what it says. */
static bool
render(struct out *o, struct str text, int heading, bool item)
{
	cmark_node *document;
	bool done;

	if (!is_bounded(text))
		return false;
	document = parse(text);
	done = prose_clean(o->arena, document, heading) && cmark_node_first_child(document);
	if (done) {
		prose_write(o, document);
		done = survives(o->arena, out_all(o), document, item);
	}
	cmark_node_free(document);
	return done;
}

void
prose_blocks(struct out *o, struct str prose, int heading, const char *indent)
{
	struct arena scratch = {0};
	struct str text = prose_plain(&scratch, prose, true);
	struct out blocks;

	out_init(&blocks, &scratch, -1);
	if (str_trim(text).n && !render(&blocks, text, heading, *indent)) {
		out_init(&blocks, &scratch, -1);
		prose_code(&blocks, text);
	}
	write_indented(o, out_all(&blocks), indent);
	arena_free(&scratch);
}

void
prose_line(struct out *o, struct str text)
{
	struct arena scratch = {0};
	struct str line = str_trim(prose_plain(&scratch, text, false));
	bool start = true;
	size_t from, to;

	/* cmark skips one at the beginning of a text, and what is then in front may be a code block. */
	while (str_starts(line, S("\xef\xbb\xbf")))
		line = str_trim(str_sub(line, 3, line.n));
	while (prose_mention(&from, &to, line)) {
		prose_escape(o, str_sub(line, 0, from), start);
		out_char(o, '`');
		out_str(o, str_sub(line, from, to));
		out_char(o, '`');
		line = str_sub(line, to, line.n);
		start = false;
	}
	prose_escape(o, line, start);
	arena_free(&scratch);
}

static bool
is_kind(cmark_node *n, bool paragraph)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_PARAGRAPH:
		return paragraph;
	case CMARK_NODE_HEADING:
	case CMARK_NODE_CODE_BLOCK:
	case CMARK_NODE_HTML_BLOCK:
		return !paragraph;
	default:
		return false;
	}
}

/* The first paragraph or, unless paragraph, the first other block that holds text; NULL if none. */
static cmark_node *
first_block(cmark_node *document, bool paragraph)
{
	cmark_iter *iter = cmark_iter_new(document);
	cmark_node *found = NULL;

	while (!found && cmark_iter_next(iter) != CMARK_EVENT_DONE)
		if (is_kind(cmark_iter_get_node(iter), paragraph))
			found = cmark_iter_get_node(iter);
	cmark_iter_free(iter);
	return found;
}

static struct str
block_text(struct arena *a, cmark_node *block)
{
	cmark_iter *iter = cmark_iter_new(block);
	cmark_event_type event;
	struct out o;

	out_init(&o, a, -1);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(n);

		if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
			out_char(&o, ' ');
		else if (event == CMARK_EVENT_ENTER)
			out_text(&o, cmark_node_get_literal(n));
	}
	cmark_iter_free(iter);
	return out_all(&o);
}

/* Without blanks around it, one blank where several stand. */
static struct str
squeeze(struct arena *a, struct str text)
{
	struct out o;

	out_init(&o, a, -1);
	for (size_t i = 0; i < text.n; i++) {
		bool blank = text.p[i] == ' ' || text.p[i] == '\n' || text.p[i] == '\t';

		if (!blank)
			out_char(&o, text.p[i]);
		else if (o.n && o.p[o.n - 1] != ' ')
			out_char(&o, ' ');
	}
	return str_trim(out_all(&o));
}

/* Bytes of text that fit into columns. */
static size_t
fitting(struct str text, size_t columns)
{
	struct str rest = text;
	size_t used = 0, fits = 0;

	while (rest.n && used <= columns) {
		struct str at = rest;

		fits = text.n - rest.n;
		utf8_next(&rest);
		used += str_columns(str_sub(at, 0, at.n - rest.n));
	}
	return used <= columns ? text.n : fits;
}

/* Cut at a word and, where not even one fits, at a character. */
static struct str
shorten(struct arena *a, struct str text, size_t columns)
{
	size_t n = fitting(text, columns), word;

	if (n == text.n || columns == 0)
		return str_sub(text, 0, n);
	n = fitting(text, columns - 1);
	for (word = n; word && text.p[word] != ' ';)
		word--;
	return str_fmt(a, "%.*s\u2026", SV(str_trim(str_sub(text, 0, word ? word : n))));
}

struct str
prose_summary(struct arena *a, struct str prose, size_t columns)
{
	struct str text = prose_plain(a, prose, true);
	cmark_node *document, *block;

	if (is_bounded(text)) {
		document = parse(text);
		block = first_block(document, true);
		if (!block)
			block = first_block(document, false);
		if (block)
			text = block_text(a, block);
		cmark_node_free(document);
	}
	return shorten(a, squeeze(a, prose_plain(a, text, true)), columns);
}

static void
write_cell(struct out *o, struct str text)
{
	out_char(o, ' ');
	prose_line(o, text);
	out_text(o, " |");
}

void
prose_table(struct out *o, const struct grid *g)
{
	if (!g->n)
		return;
	out_char(o, '|');
	for (size_t c = 0; c < g->n_columns; c++)
		write_cell(o, str_of(g->columns[c].title));
	out_text(o, "\n|");
	for (size_t c = 0; c < g->n_columns; c++)
		out_text(o, g->columns[c].right ? "---:|" : "---|");
	out_char(o, '\n');
	for (size_t i = 0; i < g->n; i += g->n_columns) {
		out_char(o, '|');
		for (size_t c = 0; c < g->n_columns; c++)
			write_cell(o, g->p[i + c].text);
		out_char(o, '\n');
	}
}
