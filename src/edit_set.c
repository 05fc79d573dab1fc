#include "edit_parts.h"

#include <assert.h>

static const char no_form[] =
    "it cannot be written there so that the rest of the file stays as it is";

/* What of the file a value takes: bytes on the line of its key or dash, and lines below. */
struct extent {
	size_t head, head_end;
	size_t tail, tail_end;
};

static struct extent
extent_of(struct str bytes, const struct edit_slot *slot)
{
	const struct node *v = slot->value;
	size_t line = edit_line(bytes, v->from), below = edit_eol(bytes, slot->to);
	bool alone = line > slot->sep, nested = edit_is_block(v);

	if (v->from >= v->to)
		return (struct extent){slot->sep, slot->sep, edit_eol(bytes, slot->sep),
		    edit_eol(bytes, slot->sep)};
	if (nested && alone)
		return (struct extent){slot->sep, slot->sep, edit_end_above(bytes, line), v->to};
	if (nested)
		return (struct extent){v->from, v->to, v->to, v->to};
	if (v->style == STYLE_LITERAL || v->style == STYLE_FOLDED) {
		size_t first = edit_eol(bytes, v->from);

		return (struct extent){v->from, edit_header_end(bytes, v), first,
		    v->to > first ? v->to : first};
	}
	return (struct extent){v->from, v->to, below, below};
}

static void
put_in_flow(struct edit_attempt *a, const struct edit_slot *slot, struct str text)
{
	const struct node *v = slot->value;
	struct arena *arena = a->edit->arena;

	if (v->from < v->to)
		edit_splice(a, v->from, v->to, text);
	else if (slot->sep)
		edit_splice(a, slot->sep, slot->sep, JOIN(arena, S(" "), text));
	else
		edit_splice(a, v->key->to, v->key->to, JOIN(arena, S(": "), text));
}

static void
put_in_block(struct edit_attempt *a, const struct edit_slot *slot, const struct edit_text *text)
{
	struct str bytes = a->edit->bytes, head = text->head;
	struct extent x = extent_of(bytes, slot);

	if (!head.n && x.head > slot->sep) {
		size_t line = edit_line(bytes, x.head);

		x.head = line > slot->sep ? edit_end_above(bytes, line) : slot->sep;
	} else if (head.n && x.head == slot->sep) {
		head = JOIN(a->edit->arena, S(" "), head);
	}
	edit_splice(a, x.head, x.head_end, head);
	edit_splice(a, x.tail, x.tail_end, text->tail);
}

const char *
edit_replace(struct edit *e, const struct edit_path *path, struct edit_value value)
{
	const struct node *target = path->steps.p[path->steps.n - 1], *parent;
	struct edit_attempt attempt = {.edit = e};
	struct edit_slot *slot;
	struct edit_layout layout;
	struct edit_text text;

	if (path->steps.n < 2)
		return "that is the whole document";
	parent = path->steps.p[path->steps.n - 2];
	for (slot = edit_slots(e->arena, e->bytes, parent); slot->value != target;)
		slot++;
	layout = edit_layout_of(e, parent,
	    edit_is_flow(parent) ? edit_columns(e->bytes, slot->from) : edit_indent(e, slot),
	    slot->from);
	if (target->type == NODE_STR)
		layout.was = (enum node_style)target->style;
	attempt.meant = edit_document(e, path, path->steps.n - 2, target,
	    edit_copy(e->arena, value.node, target->key));
	for (enum edit_form form = 0; form < EDIT_FORMS; form++) {
		if (!edit_write(&text, &layout, value, form))
			continue;
		if (layout.flow)
			put_in_flow(&attempt, slot, text.head);
		else
			put_in_block(&attempt, slot, &text);
		if (edit_succeeds(&attempt))
			return NULL;
	}
	return no_form;
}

/* Adding. */

/* An entry that is to be added to a collection. */
struct addition {
	const struct node *to;
	const struct edit_slot *last; /* of its entries; NULL where it has none */
	struct node *entry;	      /* its key included */
	struct str source;	      /* as in struct edit_value */
};

/* The comment behind a value that ends a line of its source, with the blanks before it. */
static struct str
comment_behind(struct edit_value value)
{
	size_t end = edit_eol(value.source, value.node->to);

	if (edit_line(value.source, value.node->from) != edit_line(value.source, value.node->to) ||
	    !edit_is_comment(value.source, value.node->to, end))
		return S("");
	return str_sub(value.source, value.node->to, end);
}

/* The entry as it is written, without the indentation of its first line. */
static bool
write_entry(struct str *text, const struct addition *add, const struct edit_layout *l,
    enum edit_form form)
{
	struct edit_value value = {add->entry, add->source};
	const struct node *key = add->entry->key,
			  *beside = add->last ? add->last->value->key : NULL;
	struct edit_text t;
	struct str lead = S(""), gap = S("");

	if (!edit_write(&t, l, value, form))
		return false;
	if (key) {
		struct str name =
		    edit_key(l, key->text, beside ? (enum node_style)beside->style : STYLE_PLAIN);

		lead = JOIN(l->arena, name, S(":"));
		gap = t.head.n ? S(" ") : S("");
	} else if (!l->flow) {
		lead = S("-");
		gap = t.head.n ? S(" ") : S("");
	}
	if (form == EDIT_AS_READ && !l->flow && t.head.n && !t.tail.n)
		t.tail = comment_behind(value);
	*text = JOIN(l->arena, lead, gap, t.head, t.tail);
	return true;
}

static void
add_in_flow(struct edit_attempt *a, const struct addition *add, const struct edit_layout *l,
    struct str text)
{
	struct str bytes = a->edit->bytes;
	const struct edit_slot *last = add->last;
	size_t behind, end;
	bool comma;

	if (!last) {
		edit_splice(a, add->to->from + 1, add->to->from + 1, text);
		return;
	}
	behind = edit_skip(bytes, last->to);
	comma = bytes.p[behind] == ',';
	behind = comma ? behind + 1 : last->to;
	end = edit_eol(bytes, behind);
	if (!edit_begins_line(bytes, last->from) || !edit_is_comment(bytes, behind, end)) {
		edit_splice(a, last->to, last->to, JOIN(l->arena, S(", "), text));
		return;
	}
	if (!comma)
		edit_splice(a, last->to, last->to, S(","));
	text = str_fmt(l->arena, "%.*s%*s%.*s%s", SV(l->eol), (int)l->indent, "", SV(text),
	    comma ? "," : "");
	edit_splice(a, end, end, text);
}

/* Where an entry of a block may be added. */
enum spot {
	BELOW_LAST,
	BELOW_BLANKS, /* for a text that keeps the blank lines below it */
	ABOVE_LAST,   /* for one whose last line has no end */
	SPOTS,
};

static void
add_in_block(struct edit_attempt *a, const struct addition *add, const struct edit_layout *l,
    struct str text, enum spot spot)
{
	struct str bytes = a->edit->bytes, above, below;
	size_t at;

	assert(add->last); /* a block has entries */
	at = edit_eol(bytes, add->last->to);
	above = str_fmt(l->arena, "%.*s%*s%.*s", SV(l->eol), (int)l->indent, "", SV(text));
	below = str_fmt(l->arena, "%*s%.*s%.*s", (int)l->indent, "", SV(text), SV(l->eol));
	if (spot == BELOW_LAST) {
		edit_splice(a, at, at, above);
		return;
	}
	if (spot == BELOW_BLANKS) {
		at = edit_below(bytes, at);
		while (at < bytes.n && edit_is_blank(bytes, at, edit_eol(bytes, at)))
			at = edit_below(bytes, at);
	} else {
		at = edit_line(bytes, add->last->from);
	}
	edit_splice(a, at, at, below);
}

/* Tries all ways to add an entry. */
static bool
add_somewhere(struct edit_attempt *a, const struct addition *add, struct edit_layout *l)
{
	struct str text;

	for (enum edit_form form = 0; form < EDIT_FORMS; form++) {
		if (!write_entry(&text, add, l, form))
			continue;
		if (l->flow) {
			add_in_flow(a, add, l, text);
			if (edit_succeeds(a))
				return true;
			continue;
		}
		for (enum spot spot = 0; spot < SPOTS; spot++) {
			add_in_block(a, add, l, text, spot);
			if (edit_succeeds(a))
				return true;
		}
	}
	return false;
}

static const char *
add_entry(struct edit *e, const struct edit_path *path, struct node *entry, struct str source)
{
	struct edit_slot *slots;
	struct addition add = {.to = path->steps.p[path->steps.n - 1],
	    .entry = entry,
	    .source = source};
	struct edit_attempt attempt = {.edit = e};
	struct edit_layout layout;
	struct str span = str_sub(e->bytes, add.to->from, add.to->to);
	size_t indent = 0;

	slots = edit_slots(e->arena, e->bytes, add.to);
	if (add.to->n) {
		add.last = &slots[add.to->n - 1];
		indent = edit_is_flow(add.to) ? edit_indent(e, add.last) : edit_indent(e, slots);
	}
	layout = edit_layout_of(e, add.to, indent, add.last ? add.last->to : add.to->from);
	if (layout.flow && add.last && add.last->value->key)
		layout.was = (enum node_style)add.last->value->key->style;
	attempt.meant = edit_document(e, path, path->steps.n - 1, NULL, entry);
	if (add_somewhere(&attempt, &add, &layout))
		return NULL;
	if (path->steps.n < 2 || str_index(span, '#') < span.n)
		return no_form;
	return edit_replace(e, path,
	    (struct edit_value){edit_with(e->arena, add.to, NULL, entry), {NULL, 0}});
}

static struct node *
key_node(struct arena *a, struct str text)
{
	struct node *key = NEW(a, struct node);

	key->type = NODE_STR;
	key->text = text;
	return key;
}

static struct node *
collection_of(struct arena *a, enum node_type type, struct node *entry)
{
	struct node *n = NEW(a, struct node);

	n->type = (uint8_t)type;
	n->first = entry;
	n->n = 1;
	return n;
}

/* A value as an entry under a key, in the collections that the rest of the pointer asks for. */
static struct node *
entry_under(struct arena *a, struct str key, struct str rest, struct edit_value value)
{
	const struct node *n = value.node;

	if (rest.n) {
		struct str inner = edit_token(a, &rest, rest);
		bool list = str_is(inner, "-");
		struct node *entry = entry_under(a, inner, rest, value);

		n = collection_of(a, list ? NODE_SEQ : NODE_MAP, entry);
	}
	return edit_copy(a, n, str_is(key, "-") ? NULL : key_node(a, key));
}

/* Is key the index behind the last entry of a list? */
static bool
is_behind_last(struct arena *a, const struct node *list, struct str key)
{
	return str_is(key, "-") || str_eq(key, str_fmt(a, "%u", list->n));
}

static const char *
add(struct edit *e, const struct edit_path *path, struct edit_value value)
{
	const struct node *to = path->steps.p[path->steps.n - 1];
	bool list = to->type == NODE_SEQ || (to->type == NODE_NULL && str_is(path->key, "-"));
	struct node *entry;

	if (to->type != NODE_SEQ && to->type != NODE_MAP && to->type != NODE_NULL)
		return "what it is to stand in is neither a mapping nor a list";
	if (to->type == NODE_SEQ && !is_behind_last(e->arena, to, path->key))
		return "the list has no such entry";
	entry = entry_under(e->arena, list ? S("-") : path->key, path->rest, value);
	if (to->type == NODE_NULL)
		return edit_replace(e, path,
		    (struct edit_value){collection_of(e->arena, list ? NODE_SEQ : NODE_MAP, entry),
			{NULL, 0}});
	if (path->rest.n)
		value.source.p = NULL;
	return add_entry(e, path, entry, value.source);
}

const char *
edit_set(struct edit *e, struct str pointer, struct edit_value value)
{
	struct edit_path path;

	edit_follow(&path, e, pointer);
	return path.key.p ? add(e, &path, value) : edit_replace(e, &path, value);
}
