#include "edit_parts.h"

#include <string.h>

static bool
is_break(char c)
{
	return c == '\n' || c == '\r';
}

static bool
is_gap(char c)
{
	return c == ' ' || c == '\t';
}

size_t
edit_line(struct str bytes, size_t at)
{
	while (at > 0 && !is_break(bytes.p[at - 1]))
		at--;
	return at == 0 && str_starts(bytes, S("\xef\xbb\xbf")) ? 3 : at;
}

size_t
edit_eol(struct str bytes, size_t at)
{
	while (at < bytes.n && !is_break(bytes.p[at]))
		at++;
	return at;
}

size_t
edit_below(struct str bytes, size_t at)
{
	at = edit_eol(bytes, at);
	if (str_starts(str_sub(bytes, at, bytes.n), S("\r\n")))
		return at + 2;
	return at < bytes.n ? at + 1 : at;
}

size_t
edit_end_above(struct str bytes, size_t line)
{
	bool both = line > 1 && bytes.p[line - 1] == '\n' && bytes.p[line - 2] == '\r';

	return line - (both ? 2 : line > 0);
}

size_t
edit_skip(struct str bytes, size_t at)
{
	for (; at < bytes.n; at++) {
		if (bytes.p[at] == '#')
			at = edit_eol(bytes, at);
		if (at >= bytes.n || (!is_gap(bytes.p[at]) && !is_break(bytes.p[at])))
			break;
	}
	return at;
}

bool
edit_is_blank(struct str bytes, size_t from, size_t to)
{
	while (from < to && is_gap(bytes.p[from]))
		from++;
	return from == to;
}

bool
edit_is_comment(struct str bytes, size_t from, size_t to)
{
	while (from < to && is_gap(bytes.p[from]))
		from++;
	return from == to || bytes.p[from] == '#';
}

bool
edit_is_flow(const struct node *n)
{
	return n->style == STYLE_FLOW && (n->type == NODE_SEQ || n->type == NODE_MAP);
}

bool
edit_is_block(const struct node *n)
{
	return n->style != STYLE_FLOW && n->n > 0 && (n->type == NODE_SEQ || n->type == NODE_MAP);
}

size_t
edit_header_end(struct str bytes, const struct node *scalar)
{
	size_t at = scalar->from;

	while (at < bytes.n && strchr("|>+-123456789", bytes.p[at]))
		at++;
	return at;
}

/* Behind the ":" of a key that ends at a byte; 0 where it has none. */
static uint32_t
behind_colon(struct str bytes, size_t key_end)
{
	size_t at = edit_skip(bytes, key_end);

	return at < bytes.n && bytes.p[at] == ':' ? (uint32_t)at + 1 : 0;
}

struct edit_slot *
edit_slots(struct arena *a, struct str bytes, const struct node *n)
{
	struct edit_slot *slots = NEW_ARRAY(a, struct edit_slot, n->n), *s = slots;
	bool flow = edit_is_flow(n);
	size_t at = n->from + (flow && strchr("[{", bytes.p[n->from]));

	for (const struct node *e = n->first; e; e = e->next, s++) {
		size_t end;

		at = edit_skip(bytes, at);
		if (flow && bytes.p[at] == ',')
			at = edit_skip(bytes, at + 1);
		s->value = e;
		s->from = (uint32_t)at;
		if (e->key)
			s->sep = behind_colon(bytes, e->key->to);
		else if (!flow)
			s->sep = s->from + 1;
		end = e->key ? e->key->to : s->from;
		if (s->sep)
			end = s->sep;
		if (e->to > e->from && e->to > end)
			end = e->to;
		s->to = (uint32_t)end;
		at = end;
	}
	return slots;
}

bool
edit_begins_line(struct str bytes, size_t at)
{
	return edit_is_blank(bytes, edit_line(bytes, at), at);
}

size_t
edit_indent(const struct edit *e, const struct edit_slot *slot)
{
	return slot->from - edit_line(e->bytes, slot->from);
}

size_t
edit_columns(struct str bytes, size_t at)
{
	size_t line = edit_line(bytes, at), i = line, dash = line;

	for (; i < at && (bytes.p[i] == ' ' || bytes.p[i] == '-'); i++)
		if (bytes.p[i] == '-')
			dash = i;
	return (i < at ? i : dash) - line;
}

/* The line end of a byte's line, or else the first of the file. */
static struct str
eol_at(struct str bytes, size_t at)
{
	size_t end = edit_eol(bytes, at);

	if (end == bytes.n)
		end = edit_eol(bytes, 0);
	return end == bytes.n ? S("\n") : str_sub(bytes, end, edit_below(bytes, end));
}

/* Columns by which the file indents what is nested: those of the first nested mapping. */
static size_t
step_of(const struct edit *e)
{
	if (e->root->type != NODE_MAP || !edit_is_block(e->root))
		return 2;
	for (const struct node *n = e->root->first; n; n = n->next) {
		size_t columns = n->from - edit_line(e->bytes, n->from);

		if (n->type == NODE_MAP && edit_is_block(n) && columns > 0 && columns < 9)
			return columns;
	}
	return 2;
}

struct edit_layout
edit_layout_of(const struct edit *e, const struct node *collection, size_t indent, size_t at)
{
	return (struct edit_layout){.arena = e->arena,
	    .eol = eol_at(e->bytes, at),
	    .step = step_of(e),
	    .indent = indent,
	    .item = collection->type == NODE_SEQ,
	    .flow = edit_is_flow(collection),
	    .was = STYLE_PLAIN};
}
