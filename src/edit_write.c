#include "edit_parts.h"

#include "out.h"
#include "scalar.h"

/* Writes a tree anew. */
struct writer {
	struct out out;
	const struct edit_layout *layout;
	bool inlined; /* all on one line */
};

struct str
edit_key(const struct edit_layout *l, struct str key, enum node_style beside)
{
	if (beside == STYLE_DOUBLE)
		return scalar_quoted(l->arena, key, '"');
	if (beside == STYLE_SINGLE)
		return scalar_quoted(l->arena, key, '\'');
	return scalar_text(l->arena, key, l->flow);
}

static void
write_scalar(struct writer *w, const struct node *n, bool flow)
{
	enum node_style style = (enum node_style)n->style;

	if (n->type != NODE_STR) {
		out_str(&w->out, n->text.n ? n->text : S("null"));
		return;
	}
	if (style == STYLE_PLAIN)
		style = w->layout->was;
	if (style == STYLE_SINGLE || style == STYLE_DOUBLE)
		out_str(&w->out,
		    scalar_quoted(w->layout->arena, n->text, style == STYLE_DOUBLE ? '"' : '\''));
	else
		out_str(&w->out, scalar_text(w->layout->arena, n->text, flow));
}

static void
write_flow(struct writer *w, const struct node *n)
{
	bool map = n->type == NODE_MAP;

	if (!map && n->type != NODE_SEQ) {
		write_scalar(w, n, true);
		return;
	}
	out_char(&w->out, map ? '{' : '[');
	for (const struct node *e = n->first; e; e = e->next) {
		if (map) {
			out_str(&w->out, scalar_text(w->layout->arena, e->key->text, true));
			out_text(&w->out, ": ");
		}
		write_flow(w, e);
		out_text(&w->out, e->next ? ", " : "");
	}
	out_char(&w->out, map ? '}' : ']');
}

/* Lines of a block from LF to the file's line ends. */
static void
write_lines(struct writer *w, struct str lines)
{
	struct str line;

	for (bool more = true, first = true; more; first = false) {
		more = str_cut(&line, &lines, lines, '\n');
		if (!first)
			out_str(&w->out, w->layout->eol);
		out_str(&w->out, line);
	}
}

/* Writes a text of several lines as "|" or "|-"; false where none of them can hold it. */
static bool
write_literal(struct writer *w, const struct node *n, size_t indent)
{
	struct str s = n->text, block;
	bool ended = str_ends(s, S("\n"));
	struct str body = str_sub(s, 0, s.n - ended);

	if (n->type != NODE_STR || str_index(s, '\n') == s.n || n->style == STYLE_SINGLE ||
	    n->style == STYLE_DOUBLE || str_trim(body).n == 0)
		return false;
	if (str_trim(body).p + str_trim(body).n != body.p + body.n)
		return false;
	block = scalar_block(w->layout->arena, body, indent);
	if (!str_starts(block, S("|")))
		return false;
	out_text(&w->out, ended ? "|" : "|-");
	write_lines(w, str_sub(block, 1, block.n));
	return true;
}

static void write_block(struct writer *w, const struct node *n, size_t indent, bool compact);

/* What stands behind a colon or dash, the blank before it included. indent is that of the entry. */
static void
write_behind(struct writer *w, const struct node *n, size_t indent, bool item)
{
	size_t deeper = indent + (item ? 2 : w->layout->step);

	if (edit_is_block(n) && !w->inlined) {
		if (item)
			out_char(&w->out, ' ');
		write_block(w, n, deeper, item);
		return;
	}
	out_char(&w->out, ' ');
	if (w->inlined || !write_literal(w, n, deeper))
		write_flow(w, n);
}

/* The entries of a collection, each on lines of its own; the first on the line that is begun where it
 * is compact. */
static void
write_block(struct writer *w, const struct node *n, size_t indent, bool compact)
{
	for (const struct node *e = n->first; e; e = e->next) {
		if (e != n->first || !compact) {
			out_str(&w->out, w->layout->eol);
			out_pad(&w->out, ' ', indent);
		}
		if (e->key)
			out_fmt(&w->out,
			    "%.*s:", SV(scalar_text(w->layout->arena, e->key->text, false)));
		else
			out_char(&w->out, '-');
		write_behind(w, e, indent, !e->key);
	}
}

static void
write_anew(struct edit_text *t, const struct edit_layout *l, const struct node *n, bool inlined)
{
	struct writer w = {.layout = l, .inlined = inlined || l->flow};
	struct str all;
	size_t line;

	out_init(&w.out, l->arena, -1);
	if (l->flow)
		write_flow(&w, n);
	else
		write_behind(&w, n, l->indent, l->item);
	all = out_all(&w.out);
	line = edit_eol(all, 0);
	t->head = str_trim(str_sub(all, 0, line));
	t->tail = str_sub(all, line, all.n);
}

/* Lines below the first, shifted from columns to columns; those that are blank stay as they are. */
static struct str
shifted(const struct edit_layout *l, struct str lines, size_t from, size_t to)
{
	struct out o;
	size_t at = edit_eol(lines, 0);

	out_init(&o, l->arena, -1);
	out_str(&o, str_sub(lines, 0, at));
	while (at < lines.n) {
		size_t line = edit_below(lines, at), end = edit_eol(lines, line), first = line;

		while (first < end && lines.p[first] == ' ')
			first++;
		out_str(&o, l->eol);
		if (!edit_is_blank(lines, first, end)) {
			size_t columns = first - line + to;

			out_pad(&o, ' ', columns > from ? columns - from : 0);
			line = first;
		}
		out_str(&o, str_sub(lines, line, end));
		at = end;
	}
	return out_all(&o);
}

/* A block collection as its source has it, comments included. */
static void
collection_as_read(struct edit_text *t, const struct edit_layout *l, struct edit_value value)
{
	const struct node *n = value.node;
	size_t line = edit_line(value.source, n->from);
	size_t to = l->indent + (l->item ? 2 : l->step);
	struct str text = str_sub(value.source, n->from, edit_eol(value.source, n->to));

	text = shifted(l, text, n->from - line, to);
	if (l->item) {
		size_t first = edit_eol(text, 0);

		*t = (struct edit_text){str_sub(text, 0, first), str_sub(text, first, text.n)};
	} else {
		t->tail = str_fmt(l->arena, "%.*s%*s%.*s", SV(l->eol), (int)to, "", SV(text));
	}
}

static bool
write_as_read(struct edit_text *t, const struct edit_layout *l, struct edit_value value)
{
	const struct node *n = value.node;
	struct str source = value.source, text;
	size_t from;

	if (!source.p)
		return false;
	if (n->from == n->to)
		return true;
	if (edit_is_block(n)) {
		if (l->flow)
			return false;
		collection_as_read(t, l, value);
		return true;
	}
	from = edit_columns(source, n->from);
	text = shifted(l, str_sub(source, n->from, n->to), from, l->indent);
	if (n->style == STYLE_LITERAL || n->style == STYLE_FOLDED) {
		size_t header = edit_header_end(source, n) - n->from, line = edit_eol(text, 0);

		if (l->flow)
			return false;
		*t = (struct edit_text){str_sub(text, 0, header), str_sub(text, line, text.n)};
	} else {
		t->head = text;
	}
	return true;
}

bool
edit_write(struct edit_text *t, const struct edit_layout *l, struct edit_value value,
    enum edit_form form)
{
	*t = (struct edit_text){{NULL, 0}, {NULL, 0}};
	if (form == EDIT_AS_READ)
		return write_as_read(t, l, value);
	write_anew(t, l, value.node, form == EDIT_INLINE);
	return true;
}
