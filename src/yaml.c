#include "yaml.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "yaml_parse.h"

struct finding *
yaml_report(struct parse *p, enum rule rule, size_t from, size_t to, struct str message,
    const char *help)
{
	struct finding *f = sink_add(p->sink, rule);

	yaml_place(f, p->yaml, from, to);
	f->message = message;
	f->help = str_of(help);
	return f;
}

/* JSON Pointer of a value that is being read into the innermost open collection, or of a key there; p is
 * NULL where it is very long. */
static struct str
pointer_here(const struct parse *p, const struct node *key)
{
	enum { LONGEST = 500 };
	struct arena *a = p->sink->arena;
	struct str pointer = S("");

	for (size_t i = 0; i < p->depth && pointer.n <= LONGEST; i++) {
		const struct frame *f = &p->stack[i];
		const struct node *inner = i + 1 < p->depth ? f[1].node->key : key ? key : f->key;

		if (f->node->type == NODE_MAP)
			pointer =
			    inner ? JOIN(a, pointer, S("/"), node_token(a, inner->text)) : pointer;
		else
			pointer = str_fmt(a, "%.*s/%u", SV(pointer),
			    i + 1 < p->depth ? f->node->n - 1 : f->node->n);
	}
	return pointer.n <= LONGEST ? pointer : (struct str){NULL, 0};
}

bool
yaml_has_room(struct parse *p, enum rule rule)
{
	if (sink_room(p->sink))
		return true;
	sink_pass(p->sink, rule, 1);
	return false;
}

/* Adds a finding about a node, or a key, in its place. */
__attribute__((format(printf, 6, 7))) static void
report_here(struct parse *p, enum rule rule, const struct node *n, bool key, const char *help,
    const char *fmt, ...)
{
	bool whole = key || rule == RULE_ALIAS;
	struct str message;
	va_list args;

	if (!yaml_has_room(p, rule))
		return;
	va_start(args, fmt);
	message = str_vfmt(p->sink->arena, fmt, args);
	va_end(args);
	yaml_report(p, rule, n->from, whole ? n->to : n->from + 1, message, help)->pointer =
	    pointer_here(p, key ? n : NULL);
}

/* Marks. */

static void
marks_init(struct marks *m, struct arena *a, struct str bytes, bool ascii)
{
	struct str rest = str_sub(bytes, m->base, bytes.n);
	size_t n = 0;

	m->text = bytes;
	if (ascii)
		return;
	m->bytes = arena_bytes(a, (bytes.n / STEP + 2) * sizeof *m->bytes);
	for (; rest.n; n++) {
		if (n % STEP == 0)
			m->bytes[n / STEP] = (uint32_t)(bytes.n - rest.n);
		utf8_next(&rest);
	}
	if (n % STEP == 0)
		m->bytes[n / STEP] = (uint32_t)bytes.n;
}

uint32_t
yaml_byte_of(const struct marks *m, const yaml_mark_t *mark)
{
	struct str rest;

	if (!m->bytes) {
		size_t offset = m->base + mark->index;

		return (uint32_t)(offset < m->text.n ? offset : m->text.n);
	}
	rest = str_sub(m->text, m->bytes[mark->index / STEP], m->text.n);
	for (size_t i = mark->index % STEP; i && rest.n; i--)
		utf8_next(&rest);
	return (uint32_t)(m->text.n - rest.n);
}

/* Scalars. */

static enum node_style
style_of(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
		return STYLE_SINGLE;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return STYLE_DOUBLE;
	case YAML_LITERAL_SCALAR_STYLE:
		return STYLE_LITERAL;
	case YAML_FOLDED_SCALAR_STYLE:
		return STYLE_FOLDED;
	default:
		return STYLE_PLAIN;
	}
}

/* libyaml ends a block scalar on the line below it; an empty one ends behind its indicators. */
static uint32_t
block_scalar_end(struct str bytes, uint32_t from, uint32_t to)
{
	struct str span = str_sub(bytes, from, to);
	struct str text = str_trim(str_sub(span, str_index(span, '\n'), span.n));
	uint32_t end = text.n ? (uint32_t)(text.p + text.n - bytes.p) : from;

	if (!text.n)
		while (end < to && strchr("|>+-123456789", bytes.p[end]))
			end++;
	while (text.n && end < to && (bytes.p[end] == ' ' || bytes.p[end] == '\t'))
		end++;
	return end;
}

static struct node *
node_new(struct parse *p, enum node_type type, const yaml_event_t *e)
{
	struct node *n = NEW(p->arena, struct node);

	n->type = (uint8_t)type;
	n->from = yaml_byte_of(&p->marks, &e->start_mark);
	n->to = yaml_byte_of(&p->marks, &e->end_mark);
	return n;
}

static void
refuse_properties(struct parse *p, struct node *n, const yaml_char_t *anchor,
    const yaml_char_t *tag)
{
	struct str name = str_of((const char *)tag), core = S("tag:yaml.org,2002:");

	if (anchor)
		report_here(p, RULE_ANCHOR, n, false,
		    "remove the anchor and write the value out where it is needed",
		    "anchor \"&%s\": anchors are not used here", (const char *)anchor);
	if (!tag)
		return;
	if (str_starts(name, core))
		name = str_sub(name, core.n, name.n);
	report_here(p, RULE_TAG, n, false, "remove the tag; quote a value to make it a string",
	    "tag \"%s%.*s\": tags are not used here", name.p > (const char *)tag ? "!!" : "",
	    SV(name));
	n->refused = true;
}

static struct node *
scalar_node(struct parse *p, const yaml_event_t *e)
{
	struct str text = {(const char *)e->data.scalar.value, e->data.scalar.length};
	enum node_style style = style_of(e->data.scalar.style);
	struct node *n = node_new(p, style == STYLE_PLAIN ? plain_type(text) : NODE_STR, e);

	n->style = (uint8_t)style;
	n->text = str_dup(p->arena, text);
	if (p->stands_in)
		yaml_stand_in(n->text, true);
	if (style == STYLE_LITERAL || style == STYLE_FOLDED)
		n->to = block_scalar_end(p->yaml->bytes, n->from, n->to);
	if (style == STYLE_DOUBLE)
		yaml_check_controls(p, n);
	refuse_properties(p, n, e->data.scalar.anchor, e->data.scalar.tag);
	return n;
}

/* Keys. */

static int
by_text(const void *left, const void *right)
{
	const struct node *const *a = left, *const *b = right;
	int order = str_cmp((*a)->text, (*b)->text);

	return order ? order : ((*a)->from > (*b)->from) - ((*a)->from < (*b)->from);
}

static void
duplicate(struct parse *p, const struct node *key, const struct node *first)
{
	report_here(p, RULE_DUPLICATE_KEY, key, true, "remove one of the two",
	    "key \"%.*s\" stands here twice, first on line %u", SV(key->text),
	    sink_room(p->sink) ? yaml_at(p->yaml, first->from).line : 0);
}

/* Few keys are compared with each other, many are sorted. */
static void
check_duplicates(struct parse *p, const struct node *map)
{
	enum { FEW = 12 };
	struct node **keys;
	size_t n = 0;

	if (map->n <= FEW) {
		for (struct node *a = map->first; a; a = a->next)
			for (struct node *b = map->first; b != a; b = b->next)
				if (str_eq(a->key->text, b->key->text)) {
					duplicate(p, a->key, b->key);
					break;
				}
		return;
	}
	keys = NEW_ARRAY(p->arena, struct node *, map->n);
	for (struct node *e = map->first; e; e = e->next)
		keys[n++] = e->key;
	qsort(keys, n, sizeof *keys, by_text);
	for (size_t i = 1, first = 0; i < n; i++) {
		if (str_eq(keys[i]->text, keys[first]->text))
			duplicate(p, keys[i], keys[first]);
		else
			first = i;
	}
}

static bool
take_key(struct parse *p, struct frame *f, struct node *n)
{
	if (n->type == NODE_SEQ || n->type == NODE_MAP) {
		yaml_report(p, RULE_YAML_SYNTAX, n->from, n->from + 1,
		    S("a key must be a plain word, not a list or mapping"),
		    "quote a value that begins with [ or {");
		return false;
	}
	if (n->type == NODE_STR && n->style == STYLE_PLAIN && str_is(n->text, "<<")) {
		report_here(p, RULE_MERGE_KEY, n, true, "write the keys out",
		    "merge key \"<<\": not used here");
		n->refused = true;
	}
	if (n->text.n > LONGEST_KEY && utf8_length(n->text) > LONGEST_KEY) {
		yaml_long_key(p, n->from);
		return false;
	}
	f->key = n;
	return true;
}

/* Puts a finished or opened node where it belongs. */
static bool
place(struct parse *p, struct node *n)
{
	struct frame *f = p->depth ? &p->stack[p->depth - 1] : NULL;

	if (!f) {
		p->root = n;
		return true;
	}
	if (f->node->type == NODE_MAP && !f->key)
		return take_key(p, f, n);
	n->key = f->key;
	f->key = NULL;
	if (n->key && n->type == NODE_NULL && n->from == n->to &&
	    p->yaml->bytes.p[n->from - 1] != ':')
		n->from = n->to = n->key->to;
	if (n->key && n->key->refused)
		return true;
	*f->tail = n;
	f->tail = &n->next;
	f->node->n++;
	return true;
}

static bool
open_collection(struct parse *p, struct node *n, const yaml_char_t *anchor, const yaml_char_t *tag,
    bool flow)
{
	n->style = flow ? STYLE_FLOW : STYLE_PLAIN;
	refuse_properties(p, n, anchor, tag);
	if (p->depth == YAML_DEPTH) {
		report_here(p, RULE_LIMIT, n, false, "flatten it", "nested deeper than %d levels",
		    YAML_DEPTH);
		return false;
	}
	if (!place(p, n))
		return false;
	p->stack[p->depth++] = (struct frame){n, &n->first, NULL};
	return true;
}

static void
close_collection(struct parse *p, const yaml_event_t *e)
{
	struct frame *f = &p->stack[p->depth - 1];
	struct node *n = f->node, *last = NULL;

	if (n->style == STYLE_FLOW && strchr("[{", p->yaml->bytes.p[n->from])) {
		n->to = yaml_byte_of(&p->marks, &e->end_mark);
	} else {
		for (struct node *entry = n->first; entry; entry = entry->next)
			last = entry;
		n->to = last ? last->to : n->from;
	}
	if (n->type == NODE_MAP)
		check_duplicates(p, n);
	p->depth--;
}

static bool
alias(struct parse *p, const yaml_event_t *e)
{
	struct node *n = node_new(p, NODE_NULL, e);

	report_here(p, RULE_ALIAS, n, false,
	    "write the value out; prose that begins with * goes into a block after |",
	    "alias \"*%s\": aliases are not used here", (const char *)e->data.alias.anchor);
	n->refused = true;
	return place(p, n);
}

static void
end_document(struct parse *p, const yaml_event_t *start)
{
	uint32_t from = yaml_byte_of(&p->marks, &start->start_mark);
	struct yaml_doc *doc = vec_push(p->arena, &p->docs);

	doc->from = from;
	doc->root = p->root;
	if (!p->root || p->root->type != NODE_NULL || p->root->refused)
		return;
	doc->root = NULL;
	if (yaml_has_room(p, RULE_EMPTY))
		yaml_report(p, RULE_EMPTY, from, from + 1, S("this document is empty"),
		    "write a record here, or remove the line with ---")
		    ->pointer = S("");
}

/* One event; false where the rest of the file cannot be read. */
static bool
event(struct parse *p, const yaml_event_t *e, yaml_event_t *document)
{
	switch (e->type) {
	case YAML_DOCUMENT_START_EVENT:
		*document = *e;
		p->root = NULL;
		return true;
	case YAML_DOCUMENT_END_EVENT:
		end_document(p, document);
		return true;
	case YAML_SCALAR_EVENT:
		return place(p, scalar_node(p, e));
	case YAML_ALIAS_EVENT:
		return alias(p, e);
	case YAML_SEQUENCE_START_EVENT:
		return open_collection(p, node_new(p, NODE_SEQ, e), e->data.sequence_start.anchor,
		    e->data.sequence_start.tag,
		    e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
	case YAML_MAPPING_START_EVENT:
		return open_collection(p, node_new(p, NODE_MAP, e), e->data.mapping_start.anchor,
		    e->data.mapping_start.tag,
		    e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_collection(p, e);
		return true;
	default:
		return true;
	}
}

/* The event loop; false where it ended early. */
static bool
read_events(struct parse *p, yaml_parser_t *parser)
{
	yaml_event_t e, document = {0};
	bool going = true;
	yaml_event_type_t type = YAML_NO_EVENT;

	while (going && type != YAML_STREAM_END_EVENT) {
		if (!yaml_parser_parse(parser, &e)) {
			if (parser->error == YAML_MEMORY_ERROR)
				out_of_memory();
			yaml_syntax_error(p, parser);
			return false;
		}
		type = e.type;
		going = event(p, &e, &document);
		yaml_event_delete(&e);
	}
	return going;
}

static bool
parse_bytes(struct parse *p, struct str bytes)
{
	yaml_parser_t parser;
	bool whole;

	p->stands_in = yaml_has_no_break(bytes);
	if (p->stands_in) {
		bytes = str_dup(p->arena, bytes);
		yaml_stand_in(bytes, false);
	}
	if (!yaml_parser_initialize(&parser))
		out_of_memory();
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)bytes.p + p->marks.base,
	    bytes.n - p->marks.base);
	whole = read_events(p, &parser);
	yaml_parser_delete(&parser);
	return whole;
}

/* Findings of a large file are many and in any order: none is searched for from the beginning. */
enum { PLACE_STEP = 1024 };

static void
places_init(struct yaml *y, struct arena *a)
{
	size_t n = y->bytes.n / PLACE_STEP;
	struct text_at at = {0};

	if (n == 0)
		return;
	y->places = NEW_ARRAY(a, struct text_at, n + 1);
	for (size_t i = 0; i <= n; i++) {
		size_t offset = i * PLACE_STEP;

		while (offset < y->bytes.n && ((unsigned char)y->bytes.p[offset] & 0xc0) == 0x80)
			offset--;
		text_seek(&at, y->bytes, offset);
		y->places[i] = at;
	}
}

struct text_at
yaml_at(struct yaml *y, size_t offset)
{
	size_t from = offset < y->bytes.n ? offset : y->bytes.n;
	const struct text_at *near = y->places ? &y->places[from / PLACE_STEP] : NULL;

	if (near && (from < y->at.offset || y->at.offset < near->offset))
		y->at = *near;
	text_seek(&y->at, y->bytes, from);
	return y->at;
}

void
yaml_place(struct finding *f, struct yaml *y, size_t from, size_t to)
{
	struct str span = str_sub(y->bytes, from, to);
	struct text_at at = yaml_at(y, from);

	f->path = y->path;
	f->line = at.line;
	f->column = at.column;
	f->width = (uint32_t)utf8_length(str_trim(str_sub(span, 0, str_index(span, '\n'))));
	if (f->width == 0)
		f->width = 1;
}

struct yaml *
yaml_parse(struct arena *a, struct sink *sink, struct str path, struct str bytes)
{
	struct yaml *y = NEW(a, struct yaml);
	struct parse p = {.arena = a, .sink = sink, .yaml = y};
	bool ascii;

	y->path = path;
	y->bytes = bytes;
	y->broken = true;
	if (bytes.n > YAML_LARGEST) {
		yaml_report(&p, RULE_LIMIT, 0, 1,
		    str_fmt(sink->arena, "the file is larger than %d MiB", YAML_LARGEST >> 20),
		    "split it");
		return y;
	}
	p.marks.base = str_starts(bytes, S("\xef\xbb\xbf")) ? 3 : 0;
	if (yaml_refuse_encoding(&p, bytes) || !yaml_check_encoding(&p, &ascii) ||
	    yaml_has_conflict(&p, bytes) || yaml_has_tag_line(&p, bytes))
		return y;
	marks_init(&p.marks, a, bytes, ascii);
	places_init(y, a);
	y->broken = !parse_bytes(&p, bytes);
	y->docs = p.docs.p;
	y->n_docs = p.docs.n;
	if (!y->broken && !y->n_docs)
		yaml_report(&p, RULE_EMPTY, 0, str_index(bytes, '\n'),
		    S("the file holds no record"), "write one (whet new KIND), or remove the file");
	return y;
}
