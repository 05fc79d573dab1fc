#include "shape.h"

#include "field.h"
#include "ignore.h"

/* Where a mapping stands. */
struct trail {
	const struct trail *above; /* NULL for the record */
	const struct node *node;
	uint32_t index; /* in a list */
};

/* JSON Pointer of an entry of a mapping. */
static struct str
pointer_of(struct arena *a, const struct trail *map, const struct node *entry)
{
	struct str pointer = JOIN(a, S("/"), node_token(a, entry->key->text));

	for (; map->above; map = map->above) {
		const struct node *key = map->node->key;
		struct str token = key ? node_token(a, key->text) : str_fmt(a, "%u", map->index);

		pointer = JOIN(a, S("/"), token, pointer);
	}
	return pointer;
}

/* What follows a value on its line, without blanks; empty where it is no comment. */
static struct str
comment_behind(const struct yaml *y, const struct node *value)
{
	struct str rest = str_sub(y->bytes, value->to, y->bytes.n);
	size_t blanks = 0;

	while (blanks < rest.n && (rest.p[blanks] == ' ' || rest.p[blanks] == '\t'))
		blanks++;
	if (!blanks || blanks == rest.n || rest.p[blanks] != '#')
		return S("");
	return str_trim(str_sub(rest, blanks, str_index(rest, '\n')));
}

/* Prose loses whatever follows " #"; of a one-line text only what looks like "#12" does, for a
 * comment behind it is common. */
static void
check_value(struct sink *sink, struct yaml *y, const struct trail *map, const struct node *value,
    bool prose)
{
	struct str comment = comment_behind(y, value);
	struct finding *f;

	if (value->type != NODE_STR || value->style != STYLE_PLAIN || comment.n < 2 ||
	    ignore_is(comment))
		return;
	if (!prose && (comment.p[1] == ' ' || comment.p[1] == '#'))
		return;
	f = sink_add(sink, RULE_PROSE_COMMENT);
	yaml_place(f, y, (size_t)(comment.p - y->bytes.p),
	    (size_t)(comment.p + comment.n - y->bytes.p));
	f->message =
	    str_fmt(sink->arena, "\"%.*s\" ends here: what follows \" #\" is a comment and is lost",
		SV(value->key->text));
	f->pointer = pointer_of(sink->arena, map, value);
	f->help = prose ? S("write prose as a block after |") : S("quote the value");
}

static void check_map(struct sink *sink, struct yaml *y, const struct trail *map,
    const struct table *t);

static void
check_entries(struct sink *sink, struct yaml *y, const struct trail *above, const struct node *n,
    const struct field *f)
{
	struct trail entry = {above, n->first, 0};

	for (; entry.node && f->of; entry.node = entry.node->next, entry.index++)
		check_map(sink, y, &entry, f->of);
}

static void
check_map(struct sink *sink, struct yaml *y, const struct trail *map, const struct table *t)
{
	if (map->node->type != NODE_MAP)
		return;
	for (const struct node *e = map->node->first; e; e = e->next) {
		const struct field *f = field_of(t, e->key->text, e);
		struct trail below = {map, e, 0};

		if (!f)
			continue;
		if (f->type == FIELD_PROSE || f->type == FIELD_TEXT)
			check_value(sink, y, map, e, f->type == FIELD_PROSE);
		else if (f->type == FIELD_ONE && e->type == NODE_MAP)
			check_map(sink, y, &below, f->of);
		else if ((f->type == FIELD_MAP && e->type == NODE_MAP) ||
			 (f->type == FIELD_LIST && e->type == NODE_SEQ))
			check_entries(sink, y, &below, e, f);
	}
}

void
shape_prose(struct sink *sink, struct yaml *y, const struct node *root, const struct table *t)
{
	check_map(sink, y, &(struct trail){NULL, root, 0}, t);
}
