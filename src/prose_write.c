#include "prose_tree.h"

#include <assert.h>
#include <string.h>

struct writer {
	struct out *o;
	char prefix[PROSE_DEPTH * 12]; /* what every line begins with, inside quotes and items */
	size_t n;		       /* bytes of prefix in use */
	bool fresh;		       /* nothing stands on this line yet, not even the prefix */
	bool start;		       /* the next text begins a line of a paragraph */
	char bullet;		       /* of the list around, or of the one just written */
};

static bool
is_alnum_at(struct str s, size_t i)
{
	return i < s.n && prose_is_alnum(s.p[i]);
}

/* word is in lower case. */
static bool
is_at(struct str s, size_t i, struct str word)
{
	size_t n = 0;

	while (n < word.n && i + n < s.n && prose_lower(s.p[i + n]) == word.p[n])
		n++;
	return n == word.n;
}

/* Whether the "&" at i begins an entity or what looks like one. */
static bool
is_entity(struct str s, size_t i)
{
	size_t end = i + 1;

	while (is_alnum_at(s, end) || is_at(s, end, S("#")))
		end++;
	return end > i + 1 && is_at(s, end, S(";"));
}

/* Whether the byte at i would be markup at the start of a line; marker is where the number there
 * ends. */
static bool
is_block_markup(struct str s, size_t i, size_t marker)
{
	if (i == 0)
		return strchr("-+=>:", s.p[i]) != NULL;
	return i == marker && strchr(".)", s.p[i]) && (i + 1 == s.n || s.p[i + 1] == ' ');
}

/* Does text begin with what may be an e-mail address, up to its "@"? */
static bool
is_address(struct str s)
{
	size_t i = 0;

	while (i < s.n && (is_alnum_at(s, i) || strchr(".!#$%&'*+/=?^_`{|}~-", s.p[i])))
		i++;
	return i > 0 && i < s.n && s.p[i] == '@';
}

/* Whether the byte at i would be markup anywhere. */
static bool
is_markup(struct str s, size_t i)
{
	switch (s.p[i]) {
	case '_':
		return i == 0 || !is_alnum_at(s, i - 1) || !is_alnum_at(s, i + 1);
	case '#':
		return i == 0 || !is_alnum_at(s, i - 1) || is_alnum_at(s, i + 1);
	case '&':
		return is_entity(s, i);
	case '<':
		return i + 1 == s.n || is_alnum_at(s, i + 1) || strchr("/!?", s.p[i + 1]) ||
		       is_address(str_sub(s, i + 1, s.n));
	case ':':
		return is_at(s, i + 1, S("//"));
	case '.':
		return i >= 3 && is_at(s, i - 3, S("www"));
	default:
		return strchr("\\`*[]|~$", s.p[i]) != NULL;
	}
}

void
prose_escape(struct out *o, struct str text, bool start)
{
	size_t marker = 0;

	while (start && marker < text.n && text.p[marker] >= '0' && text.p[marker] <= '9')
		marker++;
	for (size_t i = 0; i < text.n; i++) {
		if (is_markup(text, i) || (start && is_block_markup(text, i, marker)))
			out_char(o, '\\');
		out_char(o, text.p[i]);
	}
}

/* Length of the longest run of backticks. */
static size_t
longest_fence(struct str text)
{
	size_t run = 0, longest = 0;

	for (size_t i = 0; i < text.n; i++) {
		run = text.p[i] == '`' ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	return longest;
}

static void
put(struct writer *w, struct str s)
{
	if (w->fresh)
		out_str(w->o, (struct str){w->prefix, w->n});
	w->fresh = false;
	w->start = false;
	out_str(w->o, s);
}

static void
end_line(struct writer *w)
{
	size_t n = w->n;

	while (w->fresh && n && w->prefix[n - 1] == ' ')
		n--;
	if (w->fresh)
		out_str(w->o, (struct str){w->prefix, n});
	out_char(w->o, '\n');
	w->fresh = true;
}

static void
push(struct writer *w, const char *prefix, size_t n)
{
	assert(w->n + n <= sizeof w->prefix);
	memcpy(w->prefix + w->n, prefix, n);
	w->n += n;
}

static bool
ends_line(cmark_node *n)
{
	cmark_node_type type = n ? cmark_node_get_type(n) : CMARK_NODE_NONE;

	return !n || type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
}

/* Blanks at the ends of a line, which came from entities, are entities again; a "!" before a link
 * would make it an image. */
static void
write_text(struct writer *w, cmark_node *n)
{
	struct str text = str_of(cmark_node_get_literal(n));
	cmark_node *next = cmark_node_next(n);
	bool start = w->start;
	bool before = str_starts(text, S(" ")) && ends_line(cmark_node_previous(n));
	bool after = text.n > before && str_ends(text, S(" ")) && ends_line(next);
	bool image = next && cmark_node_get_type(next) == CMARK_NODE_LINK && str_ends(text, S("!"));

	put(w, before ? S("&#32;") : S(""));
	prose_escape(w->o, str_sub(text, before, text.n - (after || image)), start && !before);
	put(w, after ? S("&#32;") : image ? S("\\!") : S(""));
}

static void
write_code(struct writer *w, struct str code)
{
	bool ticks = str_starts(code, S("`")) || str_ends(code, S("`"));
	bool spaces = str_starts(code, S(" ")) && str_ends(code, S(" ")) && str_trim(code).n;
	struct str pad = ticks || spaces ? S(" ") : S("");
	size_t fence = longest_fence(code) + 1;

	put(w, S(""));
	out_pad(w->o, '`', fence);
	out_str(w->o, pad);
	out_str(w->o, code);
	out_str(w->o, pad);
	out_pad(w->o, '`', fence);
}

/* s with a backslash before marks. cmark resolves entities even behind one, so an "&" that looks
 * like the start of an entity becomes one. */
static void
put_escaped(struct writer *w, struct str s, const char *marks)
{
	for (size_t i = 0; i < s.n; i++) {
		if (strchr(marks, s.p[i]))
			put(w, S("\\"));
		put(w, s.p[i] == '&' && is_entity(s, i) ? S("&amp;") : str_sub(s, i, i + 1));
	}
}

static void
write_target(struct writer *w, cmark_node *n)
{
	struct str url = str_of(cmark_node_get_url(n));
	struct str title = str_of(cmark_node_get_title(n));
	bool angled = (url.n == 0 && title.n) || strpbrk(url.p, "()<>") != NULL;

	put(w, angled ? S("](<") : S("]("));
	put_escaped(w, url, "\\<>");
	put(w, angled ? S(">") : S(""));
	if (title.n) {
		put(w, S(" \""));
		put_escaped(w, title, "\\\"");
		put(w, S("\""));
	}
	put(w, S(")"));
}

/* Whether a link is its own text, as in <https://example.org> or <ada@example.org>. */
static bool
is_autolink(cmark_node *n)
{
	cmark_node *child = cmark_node_first_child(n);
	struct str url = str_of(cmark_node_get_url(n));
	bool mail = str_starts(url, S("mailto:"));
	struct str text;

	if (!child || cmark_node_next(child) || cmark_node_get_type(child) != CMARK_NODE_TEXT ||
	    *cmark_node_get_title(n))
		return false;
	text = str_of(cmark_node_get_literal(child));
	if (mail && !str_starts(text, S("mailto:")))
		url = str_sub(url, 7, url.n);
	return (mail || str_starts(url, S("http"))) && str_eq(url, text) &&
	       !strpbrk(url.p, " <>\\&");
}

static void write_inlines(struct writer *w, cmark_node *parent);

static void
write_link(struct writer *w, cmark_node *n)
{
	if (is_autolink(n)) {
		put(w, S("<"));
		put(w, str_of(cmark_node_get_literal(cmark_node_first_child(n))));
		put(w, S(">"));
	} else {
		put(w, S("["));
		write_inlines(w, n);
		write_target(w, n);
	}
}

/* Emphasis at the edge of emphasis takes the other mark. */
static void
write_emphasis(struct writer *w, cmark_node *n)
{
	cmark_node_type around = cmark_node_get_type(cmark_node_parent(n));
	bool edge = !cmark_node_next(n) || !cmark_node_previous(n);
	bool other = edge && (around == CMARK_NODE_EMPH || around == CMARK_NODE_STRONG);

	put(w, other ? S("_") : S("*"));
	write_inlines(w, n);
	put(w, other ? S("_") : S("*"));
}

static void
write_inline(struct writer *w, cmark_node *n)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_TEXT:
		write_text(w, n);
		break;
	case CMARK_NODE_LINEBREAK:
		put(w, S("\\"));
		/* fallthrough */
	case CMARK_NODE_SOFTBREAK:
		end_line(w);
		w->start = true;
		break;
	case CMARK_NODE_CODE:
		write_code(w, str_of(cmark_node_get_literal(n)));
		break;
	case CMARK_NODE_EMPH:
		write_emphasis(w, n);
		break;
	case CMARK_NODE_STRONG:
		put(w, S("**"));
		write_inlines(w, n);
		put(w, S("**"));
		break;
	case CMARK_NODE_IMAGE:
		put(w, S("!["));
		write_inlines(w, n);
		write_target(w, n);
		break;
	default:
		write_link(w, n);
	}
}

static void
write_inlines(struct writer *w, cmark_node *parent)
{
	for (cmark_node *n = cmark_node_first_child(parent); n; n = cmark_node_next(n))
		write_inline(w, n);
}

static void
write_code_block(struct writer *w, struct str info, struct str code)
{
	size_t longest = longest_fence(code);
	size_t fence = longest < 3 ? 3 : longest + 1;
	struct str line;

	put(w, S(""));
	out_pad(w->o, '`', fence);
	out_str(w->o, info);
	end_line(w);
	while (code.n) {
		str_cut(&line, &code, code, '\n');
		if (line.n)
			put(w, line);
		end_line(w);
	}
	put(w, S(""));
	out_pad(w->o, '`', fence);
	end_line(w);
}

static void write_blocks(struct writer *w, cmark_node *parent, bool tight);

static void
write_item(struct writer *w, cmark_node *item, struct str marker, bool tight)
{
	size_t n = w->n;

	put(w, marker);
	for (size_t i = 0; i <= marker.n; i++)
		push(w, " ", 1);
	if (cmark_node_first_child(item)) {
		put(w, S(" "));
		write_blocks(w, item, tight);
	} else {
		end_line(w);
	}
	w->n = n;
}

static bool
is_bullet_list(cmark_node *n)
{
	return cmark_node_get_type(n) == CMARK_NODE_LIST &&
	       cmark_node_get_list_type(n) == CMARK_BULLET_LIST;
}

static void
write_list(struct writer *w, cmark_node *list)
{
	bool bullet = is_bullet_list(list);
	char delim = cmark_node_get_list_delim(list) == CMARK_PERIOD_DELIM ? '.' : ')';
	long number = cmark_node_get_list_start(list);
	bool tight = cmark_node_get_list_tight(list);

	for (cmark_node *n = cmark_node_first_child(list); n; n = cmark_node_next(n), number++) {
		struct str marker = {&w->bullet, 1};

		if (!bullet)
			marker = str_fmt(w->o->arena, "%ld%c", number, delim);
		if (cmark_node_previous(n) && !tight)
			end_line(w);
		write_item(w, n, marker, tight);
	}
}

static void
write_block(struct writer *w, cmark_node *n)
{
	size_t length = w->n;

	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_BLOCK_QUOTE:
		put(w, cmark_node_first_child(n) ? S("> ") : S(">"));
		push(w, "> ", 2);
		write_blocks(w, n, false);
		w->n = length;
		break;
	case CMARK_NODE_LIST:
		write_list(w, n);
		break;
	case CMARK_NODE_CODE_BLOCK:
		write_code_block(w, str_of(cmark_node_get_fence_info(n)),
		    str_of(cmark_node_get_literal(n)));
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		put(w, S("___"));
		end_line(w);
		break;
	case CMARK_NODE_HEADING:
		put(w, str_sub(S("######"), 0, (size_t)cmark_node_get_heading_level(n)));
		put(w, cmark_node_first_child(n) ? S(" ") : S(""));
		write_inlines(w, n);
		end_line(w);
		break;
	default:
		put(w, S(""));
		w->start = true;
		write_inlines(w, n);
		end_line(w);
	}
}

/* A list takes another bullet than the list just before it and than the one around it. */
static void
write_blocks(struct writer *w, cmark_node *parent, bool tight)
{
	char around = w->bullet;

	if (!cmark_node_first_child(parent))
		end_line(w);
	for (cmark_node *n = cmark_node_first_child(parent); n; n = cmark_node_next(n)) {
		cmark_node *before = cmark_node_previous(n);

		if (before && !tight)
			end_line(w);
		if (!before || cmark_node_get_type(before) != CMARK_NODE_LIST)
			w->bullet = around;
		if (is_bullet_list(n))
			w->bullet = w->bullet == '*' ? '+' : '*';
		write_block(w, n);
	}
	w->bullet = around;
}

void
prose_write(struct out *o, cmark_node *document)
{
	struct writer w = {.o = o, .fresh = true, .bullet = '+'};

	write_blocks(&w, document, false);
}

void
prose_code(struct out *o, struct str text)
{
	struct writer w = {.o = o, .fresh = true};

	write_code_block(&w, S(""), text);
}
