#include "change.h"

#include <string.h>

#include "change_tree.h"
#include "change_words.h"

const char *const change_op_names[] = {"add", "remove", "change", "move", "gap"};

/* Two versions of one mapping. */
struct pair {
	const struct table *table;
	const struct node *before, *after; /* NULL: absent */
	struct str field;  /* where it stands, a dot at its end; empty for the record */
	struct str prefix; /* of the words: "key result p99: " */
	struct str outer;  /* of the words about it as a whole */
	struct str key;	   /* its name in the mapping or list that holds it */
	struct str goal;   /* of a check-in's entry: which goal; p NULL: the record itself */
};

static struct str
field_at(struct diff *d, const struct pair *in, struct str key)
{
	return JOIN(d->arena, in->field, key);
}

static bool
differ(const struct node *before, const struct node *after)
{
	before = diff_present(before);
	after = diff_present(after);
	return before && after ? !node_equal(before, after) : before || after;
}

/* Fields. */

static void
compare_prose(struct diff *d, const struct pair *in, const struct field *f,
    const struct node *before, const struct node *after)
{
	diff_add(d, diff_op(before, after), field_at(d, in, str_of(f->key)), before, after,
	    JOIN(d->arena, in->prefix, change_label(d->arena, f), S(" "),
		str_of(!before	? "written"
		       : !after ? "removed"
				: "reworded")));
}

/* A list of prose is never repeated in words. */
static void
compare_proses(struct diff *d, const struct pair *in, const struct field *f,
    const struct node *before, const struct node *after)
{
	struct entries old = entries_of(d->arena, before), now = entries_of(d->arena, after);
	const char *what = now.n > old.n ? "added" : now.n < old.n ? "removed" : "reworded";

	diff_add(d, diff_op(before, after), field_at(d, in, str_of(f->key)), NULL, NULL,
	    JOIN(d->arena, in->prefix, change_label(d->arena, f), S(" "), str_of(what)));
}

/* " ms" behind the figures of a key result that has a unit. */
static struct str
unit_of(struct diff *d, const struct pair *in, const struct field *f)
{
	static const char *const measured[] = {"baseline", "target", "min", "max"};
	struct str unit = node_str(node_get(in->after, S("unit")));

	for (size_t i = 0; i < sizeof measured / sizeof *measured; i++)
		if (unit.n && strcmp(f->key, measured[i]) == 0)
			return JOIN(d->arena, S(" "), unit);
	return S("");
}

/* An entry that was done or dropped on a day, or is open again. */
static bool
is_settled(const struct pair *in, const struct field *f)
{
	return in->key.p && f->type == FIELD_DATE &&
	       (strcmp(f->key, "done") == 0 || strcmp(f->key, "dropped") == 0);
}

static struct str
words_settled(struct diff *d, const struct pair *in, const struct field *f, bool settled)
{
	return JOIN(d->arena, in->outer, str_of(in->table->name), S(" "),
	    str_of(settled ? "" : "no longer "), str_of(f->key), S(": "),
	    change_title(in->after ? in->after : in->before, in->key));
}

static void
compare_scalar(struct diff *d, const struct pair *in, const struct field *f,
    const struct node *before, const struct node *after)
{
	struct arena *a = d->arena;
	struct str label = JOIN(a, in->prefix, change_label(a, f));
	struct str unit = unit_of(d, in, f), text = {0};

	if (is_settled(in, f) && (!before || !after))
		text = words_settled(d, in, f, after);
	else if (f->type == FIELD_DATE && before && after)
		text = change_moved(a, label, before, after);
	if (!text.p && before && after)
		text = JOIN(a, label, S(" "), change_value(a, before), S(" -> "),
		    change_value(a, after), unit);
	else if (!text.p && after)
		text = JOIN(a, label, S(" set to "), change_value(a, after), unit);
	else if (!text.p)
		text = JOIN(a, label, S(" "), change_value(a, before), unit, S(" removed"));
	diff_add(d, diff_op(before, after), field_at(d, in, str_of(f->key)), before, after, text);
}

/* Values of a check-in, with what is known about the key result. */
static void
compare_reading(struct diff *d, const struct pair *in, struct str field, struct str key,
    const struct node *before, const struct node *after)
{
	struct arena *a = d->arena;
	struct str words = JOIN(a, in->prefix, S("key result "), key), known = {0};
	struct change_value value = {in->goal, in->after, d->record, key, before, after};

	if (after && d->context && d->context->value)
		known = d->context->value(d->context->ctx, a, &value);
	if (known.p)
		diff_add(d, diff_op(before, after), field, before, after,
		    JOIN(a, words, S(": "), known));
	else if (!before)
		diff_add(d, CHANGE_ADD, field, NULL, after,
		    JOIN(a, words, S(": "), change_value(a, after)));
	else
		diff_trees(d, field, words, before, after);
}

static void
compare_value(struct diff *d, const struct pair *in, const struct field *f, struct str key,
    const struct node *before, const struct node *after)
{
	struct arena *a = d->arena;
	struct str field, words;

	if (!differ(before, after))
		return;
	before = diff_present(before);
	after = diff_present(after);
	field = JOIN(a, in->field, str_of(f->key), S("."), key);
	words = JOIN(a, in->prefix, change_label(a, f), S(" "), key);
	if (diff_is_collection(before) || diff_is_collection(after))
		diff_trees(d, field, words, before, after);
	else if (strcmp(f->key, "values") == 0)
		compare_reading(d, in, field, key, before, after);
	else if (!before)
		diff_add(d, CHANGE_ADD, field, NULL, after,
		    JOIN(a, words, S(": "), change_value(a, after)));
	else
		diff_trees(d, field, words, before, after);
}

static void
compare_values(struct diff *d, const struct pair *in, const struct field *f,
    const struct node *before, const struct node *after)
{
	struct diff_walk walk = diff_begin(before, after);

	while (diff_next(&walk)) {
		const struct node *any = walk.now ? walk.now : walk.old;

		compare_value(d, in, f, any->key->text, walk.old, walk.now);
	}
}

/* Entries. */

static void compare_maps(struct diff *d, const struct pair *p);

/* Of a new check-in: what it says about its goal. */
static void
add_readings(struct diff *d, const struct pair *p)
{
	static const char *const said[] = {"values", "status"};

	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		const struct node *n = diff_present(node_get(p->after, str_of(said[i])));
		const struct field *f = n ? field_of(p->table, n->key->text, n) : NULL;

		if (f && f->type == FIELD_VALUES)
			compare_values(d, p, f, NULL, n);
		else if (f)
			compare_scalar(d, p, f, NULL, n);
	}
}

static bool
is_checkin(const struct table *t)
{
	return str_starts(str_of(t->name), S("check-in"));
}

static void
compare_entry(struct diff *d, const struct pair *in, const struct field *f, struct str key,
    const struct node *before, const struct node *after)
{
	struct arena *a = d->arena;
	const char *dot = key.n ? "." : "";
	struct str field = JOIN(a, in->field, str_of(f->key), str_of(dot), key);
	struct pair entry = {f->of, before, after, JOIN(a, field, S(".")), {0}, in->prefix, key,
	    f->refers & REF_GOAL ? key : in->goal};

	entry.prefix =
	    JOIN(a, in->prefix, str_of(f->of->name), str_of(key.n ? " " : ""), key, S(": "));
	if (before && after && change_is_prose(f->of))
		diff_add(d, CHANGE_CHANGE, field, NULL, NULL,
		    JOIN(a, in->prefix, str_of(f->of->name), S(" reworded")));
	else if (before && after && before->type == NODE_MAP && after->type == NODE_MAP)
		compare_maps(d, &entry);
	else if (before && after)
		diff_trees(d, field, JOIN(a, in->prefix, str_of(f->of->name)), before, after);
	else
		diff_add(d, diff_op(before, after), field, NULL, NULL,
		    JOIN(a, in->prefix,
			change_entry(a, f->of, key, after ? after : before, after)));
	if (!before && is_checkin(f->of))
		add_readings(d, &entry);
}

static void
compare_named(struct diff *d, const struct pair *in, const struct field *f,
    const struct node *before, const struct node *after)
{
	struct diff_walk walk = diff_begin(before, after);

	while (diff_next(&walk)) {
		const struct node *any = walk.now ? walk.now : walk.old;

		if (differ(walk.old, walk.now))
			compare_entry(d, in, f, any->key->text, diff_present(walk.old),
			    diff_present(walk.now));
	}
}

struct str
change_identity(struct arena *a, const struct table *t, const struct node *entry)
{
	struct str id = S("");

	for (size_t i = 0; i < sizeof t->identity / sizeof *t->identity && t->identity[i]; i++) {
		struct str value = diff_scalar(node_get(entry, str_of(t->identity[i])));

		if (value.n)
			id = JOIN(a, id, str_of(i ? "/" : ""), value);
	}
	return id;
}

/* The entry that was entry before: of the same identity, or where nothing tells entries apart the
 * one at its place. */
static size_t
counterpart(struct diff *d, const struct table *t, const struct entries *before, size_t at,
    const struct node *entry)
{
	struct str id = change_identity(d->arena, t, entry);

	if (!t->identity[0])
		return at < before->n && before->p[at] ? at : before->n;
	for (size_t i = 0; i < before->n; i++)
		if (before->p[i] && str_eq(change_identity(d->arena, t, before->p[i]), id))
			return i;
	return before->n;
}

static struct str
list_key(struct diff *d, const struct table *t, const struct node *entry, size_t at)
{
	struct str id = change_identity(d->arena, t, entry);

	return id.n ? id : str_fmt(d->arena, "%zu", at);
}

static void
compare_list(struct diff *d, const struct pair *in, const struct field *f,
    const struct node *before, const struct node *after)
{
	struct entries old = entries_of(d->arena, before), now = entries_of(d->arena, after);
	size_t n = d->list->n;

	if (!entries_cross_out(&old, &now)) {
		diff_trees(d, field_at(d, in, str_of(f->key)),
		    JOIN(d->arena, in->prefix, change_label(d->arena, f)), NULL, after);
		return;
	}
	for (size_t i = 0; i < now.n; i++) {
		size_t k = now.p[i] ? counterpart(d, f->of, &old, i, now.p[i]) : old.n;

		if (!now.p[i])
			continue;
		compare_entry(d, in, f, list_key(d, f->of, now.p[i], i),
		    k < old.n ? old.p[k] : NULL, now.p[i]);
		if (k < old.n)
			old.p[k] = NULL;
	}
	for (size_t i = 0; i < old.n; i++)
		if (old.p[i])
			compare_entry(d, in, f, list_key(d, f->of, old.p[i], i), old.p[i], NULL);
	if (d->list->n == n)
		diff_add(d, CHANGE_CHANGE, field_at(d, in, str_of(f->key)), NULL, NULL,
		    JOIN(d->arena, in->prefix, S("order of "), change_label(d->arena, f),
			S(" changed")));
}

static void
compare_any(struct diff *d, const struct pair *in, const struct field *f, const struct node *before,
    const struct node *after)
{
	struct str field = field_at(d, in, str_of(f->key));
	struct str words = JOIN(d->arena, in->prefix, str_of(f->key));

	if (f->label && before && after && before->type == NODE_MAP && after->type == NODE_MAP)
		diff_keys(d, field, JOIN(d->arena, in->prefix, str_of(f->label)), " ", before,
		    after);
	else
		diff_trees(d, field, words, before, after);
}

/* Two versions of a field whose form fits the row. */
static void
compare_field(struct diff *d, const struct pair *in, const struct field *f,
    const struct node *before, const struct node *after)
{
	switch ((enum field_type)f->type) {
	case FIELD_PROSE:
		compare_prose(d, in, f, before, after);
		break;
	case FIELD_PROSES:
		compare_proses(d, in, f, before, after);
		break;
	case FIELD_SYMS:
	case FIELD_REFS:
	case FIELD_TEXTS:
		if (before && after && before->type != NODE_SEQ && after->type != NODE_SEQ)
			compare_scalar(d, in, f, before, after);
		else
			diff_sets(d, field_at(d, in, str_of(f->key)),
			    JOIN(d->arena, in->prefix, change_label(d->arena, f)), before, after);
		break;
	case FIELD_VALUES:
	case FIELD_DATES:
		compare_values(d, in, f, before, after);
		break;
	case FIELD_ONE:
		compare_entry(d, in, f, S(""), before, after);
		break;
	case FIELD_MAP:
		compare_named(d, in, f, before, after);
		break;
	case FIELD_LIST:
		compare_list(d, in, f, before, after);
		break;
	case FIELD_TREE:
		compare_any(d, in, f, before, after);
		break;
	default:
		compare_scalar(d, in, f, before, after);
	}
}

static bool
fits(const struct field *f, const struct node *n)
{
	switch ((enum field_type)f->type) {
	case FIELD_ONE:
	case FIELD_MAP:
	case FIELD_VALUES:
	case FIELD_DATES:
		return !n || n->type == NODE_MAP;
	case FIELD_LIST:
		return !n || n->type == NODE_SEQ;
	case FIELD_SYMS:
	case FIELD_REFS:
	case FIELD_TEXTS:
	case FIELD_PROSES:
		return !n || n->type != NODE_MAP;
	case FIELD_TREE:
		return true;
	default:
		return !diff_is_collection(n);
	}
}

/* A key whose values differ. */
struct differing {
	struct str key;
	size_t row; /* first row of the key in the table; as many as it has where there is none */
	const struct node *before, *after;
};

/* Rows of a table that read two forms of one key take turns. */
static void
compare_key(struct diff *d, const struct pair *in, const struct differing *k)
{
	const struct node *before = diff_present(k->before), *after = diff_present(k->after);
	const struct field *f = field_of(in->table, k->key, after ? after : before);
	const struct field *old = field_of(in->table, k->key, before ? before : after);

	if (f && f == old && fits(f, before) && fits(f, after))
		compare_field(d, in, f, before, after);
	else
		diff_trees(d, field_at(d, in, k->key),
		    JOIN(d->arena, in->prefix, f ? change_label(d->arena, f) : k->key), before,
		    after);
}

static size_t
row_of(const struct table *t, struct str key)
{
	size_t row = 0;

	while (row < t->n && !str_is(key, t->fields[row].key))
		row++;
	return row;
}

/* Compares two mappings, in the order of the table; keys that it does not have come last. */
static void
compare_maps(struct diff *d, const struct pair *p)
{
	size_t most = p->before->n + p->after->n, n = 0;
	struct differing *list = NEW_ARRAY(d->arena, struct differing, most);
	struct diff_walk walk = diff_begin(p->before, p->after);

	while (diff_next(&walk)) {
		const struct node *any = walk.now ? walk.now : walk.old;
		struct differing k = {any->key->text, 0, walk.old, walk.now};
		size_t at = n;

		if (!differ(walk.old, walk.now))
			continue;
		k.row = row_of(p->table, k.key);
		for (; at && list[at - 1].row > k.row; at--)
			list[at] = list[at - 1];
		list[at] = k;
		n++;
	}
	for (size_t i = 0; i < n; i++)
		compare_key(d, p, &list[i]);
}

/* A record that is new or gone; of a new check-in also what it says. */
static void
compare_whole(struct diff *d, enum kind kind, struct str id, const struct node *before,
    const struct node *after)
{
	struct pair record = {kinds[kind].table, NULL, after, S(""), S(""), S(""), {0}, {0}};
	const struct node *goals = node_get(after, S("goals"));

	diff_add(d, diff_op(before, after), (struct str){NULL, 0}, NULL, NULL,
	    change_record(d->arena, kind, id, after ? after : before, after));
	if (kind != KIND_CHECKIN)
		return;
	for (const struct node *e = diff_first(goals, NODE_MAP); e; e = e->next) {
		const struct field *f = field_of(record.table, S("goals"), goals);
		struct pair entry = {f->of, NULL, e, {0}, {0}, S(""), e->key->text, e->key->text};

		entry.field = JOIN(d->arena, S("goals."), e->key->text, S("."));
		entry.prefix = JOIN(d->arena, str_of(f->of->name), S(" "), e->key->text, S(": "));
		add_readings(d, &entry);
	}
}

void
changes_of(struct changes *list, struct arena *a, enum kind kind, struct str id,
    const struct node *before, const struct node *after, const struct change_context *context)
{
	struct diff d = {list, a, context, after ? after : before};

	if (before && after)
		compare_maps(&d, &(struct pair){kinds[kind].table, before, after, S(""), S(""),
				     S(""), {0}, {0}});
	else if (before || after)
		compare_whole(&d, kind, id, before, after);
}
