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
	return str_fmt(d->arena, "%.*s%.*s", SV(in->field), SV(key));
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
	    str_fmt(d->arena, "%.*s%.*s %s", SV(in->prefix), SV(change_label(d->arena, f)),
		!before ? "written" : !after ? "removed" : "reworded"));
}

/* A list of prose is never repeated in words. */
static void
compare_proses(struct diff *d, const struct pair *in, const struct field *f,
    const struct node *before, const struct node *after)
{
	struct entries old = entries_of(d->arena, before), new = entries_of(d->arena, after);
	const char *what = new.n > old.n ? "added" : new.n < old.n ? "removed" : "reworded";

	diff_add(d, diff_op(before, after), field_at(d, in, str_of(f->key)), NULL, NULL,
	    str_fmt(d->arena, "%.*s%.*s %s", SV(in->prefix), SV(change_label(d->arena, f)), what));
}

/* " ms" behind the figures of a key result that has a unit. */
static struct str
unit_of(struct diff *d, const struct pair *in, const struct field *f)
{
	static const char *const measured[] = {"baseline", "target", "min", "max"};
	struct str unit = node_str(node_get(in->after, S("unit")));

	for (size_t i = 0; i < sizeof measured / sizeof *measured; i++)
		if (unit.n && strcmp(f->key, measured[i]) == 0)
			return str_fmt(d->arena, " %.*s", SV(unit));
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
	return str_fmt(d->arena, "%.*s%s %s%s: %.*s", SV(in->outer), in->table->name,
	    settled ? "" : "no longer ", f->key,
	    SV(change_title(in->after ? in->after : in->before, in->key)));
}

static void
compare_scalar(struct diff *d, const struct pair *in, const struct field *f,
    const struct node *before, const struct node *after)
{
	struct arena *a = d->arena;
	struct str label = str_fmt(a, "%.*s%.*s", SV(in->prefix), SV(change_label(a, f)));
	struct str unit = unit_of(d, in, f), text = {0};

	if (is_settled(in, f) && (!before || !after))
		text = words_settled(d, in, f, after);
	else if (f->type == FIELD_DATE && before && after)
		text = change_moved(a, label, before, after);
	if (!text.p && before && after)
		text = str_fmt(a, "%.*s %.*s -> %.*s%.*s", SV(label), SV(change_value(a, before)),
		    SV(change_value(a, after)), SV(unit));
	else if (!text.p && after)
		text = str_fmt(a, "%.*s set to %.*s%.*s", SV(label), SV(change_value(a, after)), SV(unit));
	else if (!text.p)
		text = str_fmt(a, "%.*s %.*s%.*s removed", SV(label), SV(change_value(a, before)),
		    SV(unit));
	diff_add(d, diff_op(before, after), field_at(d, in, str_of(f->key)), before, after, text);
}

/* Values of a check-in, with what is known about the key result. */
static void
compare_reading(struct diff *d, const struct pair *in, struct str field, struct str key,
    const struct node *before, const struct node *after)
{
	struct arena *a = d->arena;
	struct str words = str_fmt(a, "%.*skey result %.*s", SV(in->prefix), SV(key)), known = {0};
	struct change_value value = {in->goal, in->after, d->record, key, before, after};

	if (after && d->context && d->context->value)
		known = d->context->value(d->context->ctx, a, &value);
	if (known.p)
		diff_add(d, diff_op(before, after), field, before, after,
		    str_fmt(a, "%.*s: %.*s", SV(words), SV(known)));
	else if (!before)
		diff_add(d, CHANGE_ADD, field, NULL, after,
		    str_fmt(a, "%.*s: %.*s", SV(words), SV(change_value(a, after))));
	else
		diff_trees(d, field, words, before, after);
}

static void
compare_value(struct diff *d, const struct pair *in, const struct field *f, struct str key,
    const struct node *before, const struct node *after)
{
	struct str field = str_fmt(d->arena, "%.*s%s.%.*s", SV(in->field), f->key, SV(key));

	if (!differ(before, after))
		return;
	before = diff_present(before);
	after = diff_present(after);
	if (strcmp(f->key, "values") == 0 && !diff_is_collection(before) && !diff_is_collection(after))
		compare_reading(d, in, field, key, before, after);
	else
		diff_trees(d, field,
		    str_fmt(d->arena, "%.*s%.*s %.*s", SV(in->prefix), SV(change_label(d->arena, f)),
			SV(key)),
		    before, after);
}

static void
compare_values(struct diff *d, const struct pair *in, const struct field *f,
    const struct node *before, const struct node *after)
{
	for (const struct node *e = diff_first(after, NODE_MAP); e; e = e->next)
		compare_value(d, in, f, e->key->text, node_get(before, e->key->text), e);
	for (const struct node *e = diff_first(before, NODE_MAP); e; e = e->next)
		if (!node_get(after, e->key->text))
			compare_value(d, in, f, e->key->text, e, NULL);
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
	struct str field = str_fmt(a, "%.*s%s%s%.*s", SV(in->field), f->key, dot, SV(key));
	struct pair entry = {f->of, before, after, str_fmt(a, "%.*s.", SV(field)), {0}, in->prefix,
	    key, f->refers & REF_GOAL ? key : in->goal};

	entry.prefix = str_fmt(a, "%.*s%s%s%.*s: ", SV(in->prefix), f->of->name, key.n ? " " : "",
	    SV(key));
	if (before && after && words_are_prose(f->of))
		diff_add(d, CHANGE_CHANGE, field, NULL, NULL,
		    str_fmt(a, "%.*s%s reworded", SV(in->prefix), f->of->name));
	else if (before && after && before->type == NODE_MAP && after->type == NODE_MAP)
		compare_maps(d, &entry);
	else if (before && after)
		diff_trees(d, field, str_fmt(a, "%.*s%s", SV(in->prefix), f->of->name), before, after);
	else
		diff_add(d, diff_op(before, after), field, NULL, NULL,
		    str_fmt(a, "%.*s%.*s", SV(in->prefix),
			SV(change_entry(a, f->of, key, after ? after : before, after))));
	if (!before && is_checkin(f->of))
		add_readings(d, &entry);
}

static void
compare_named(struct diff *d, const struct pair *in, const struct field *f,
    const struct node *before, const struct node *after)
{
	for (const struct node *e = diff_first(after, NODE_MAP); e; e = e->next) {
		const struct node *old = node_get(before, e->key->text);

		if (differ(old, e))
			compare_entry(d, in, f, e->key->text, diff_present(old), diff_present(e));
	}
	for (const struct node *e = diff_first(before, NODE_MAP); e; e = e->next)
		if (!node_get(after, e->key->text) && differ(e, NULL))
			compare_entry(d, in, f, e->key->text, e, NULL);
}

/* What tells an entry of a list apart: "2026-07-28/ada"; empty where nothing does. */
static struct str
identity_of(struct diff *d, const struct table *t, const struct node *entry)
{
	struct str id = S("");

	for (size_t i = 0; i < sizeof t->identity / sizeof *t->identity && t->identity[i]; i++) {
		struct str value = diff_scalar(node_get(entry, str_of(t->identity[i])));

		if (value.n)
			id = str_fmt(d->arena, "%.*s%s%.*s", SV(id), i ? "/" : "", SV(value));
	}
	return id;
}

/* The entry that was entry before: of the same identity, or where nothing tells entries apart the
 * one at its place. */
static size_t
counterpart(struct diff *d, const struct table *t, const struct entries *before, size_t at,
    const struct node *entry)
{
	struct str id = identity_of(d, t, entry);

	if (!t->identity[0])
		return at < before->n && before->p[at] ? at : before->n;
	for (size_t i = 0; i < before->n; i++)
		if (before->p[i] && str_eq(identity_of(d, t, before->p[i]), id))
			return i;
	return before->n;
}

static struct str
list_key(struct diff *d, const struct table *t, const struct node *entry, size_t at)
{
	struct str id = identity_of(d, t, entry);

	return id.n ? id : str_fmt(d->arena, "%zu", at);
}

static void
compare_list(struct diff *d, const struct pair *in, const struct field *f,
    const struct node *before, const struct node *after)
{
	struct entries old = entries_of(d->arena, before), new = entries_of(d->arena, after);
	size_t n = d->list->n;

	if (!entries_cross_out(&old, &new)) {
		diff_trees(d, field_at(d, in, str_of(f->key)),
		    str_fmt(d->arena, "%.*s%.*s", SV(in->prefix), SV(change_label(d->arena, f))), NULL,
		    after);
		return;
	}
	for (size_t i = 0; i < new.n; i++) {
		size_t k = new.p[i] ? counterpart(d, f->of, &old, i, new.p[i]) : old.n;

		if (!new.p[i])
			continue;
		compare_entry(d, in, f, list_key(d, f->of, new.p[i], i), k < old.n ? old.p[k] : NULL,
		    new.p[i]);
		if (k < old.n)
			old.p[k] = NULL;
	}
	for (size_t i = 0; i < old.n; i++)
		if (old.p[i])
			compare_entry(d, in, f, list_key(d, f->of, old.p[i], i), old.p[i], NULL);
	if (d->list->n == n)
		diff_add(d, CHANGE_CHANGE, field_at(d, in, str_of(f->key)), NULL, NULL,
		    str_fmt(d->arena, "%.*sorder of %.*s changed", SV(in->prefix),
			SV(change_label(d->arena, f))));
}

static void
compare_any(struct diff *d, const struct pair *in, const struct field *f, const struct node *before,
    const struct node *after)
{
	struct str field = field_at(d, in, str_of(f->key));
	struct str words = str_fmt(d->arena, "%.*s%s", SV(in->prefix), f->key);

	if (f->label && before && after && before->type == NODE_MAP && after->type == NODE_MAP)
		diff_keys(d, field, str_fmt(d->arena, "%.*s%s", SV(in->prefix), f->label), " ", before,
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
			    str_fmt(d->arena, "%.*s%.*s", SV(in->prefix), SV(change_label(d->arena, f))),
			    before, after);
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

/* One key of a mapping; rows of a table that read two forms of it take turns. */
static void
compare_key(struct diff *d, const struct pair *in, struct str key)
{
	const struct node *before = node_get(in->before, key), *after = node_get(in->after, key);
	const struct field *f, *old;

	if (!differ(before, after))
		return;
	before = diff_present(before);
	after = diff_present(after);
	f = field_of(in->table, key, after ? after : before);
	old = field_of(in->table, key, before ? before : after);
	if (f && f == old && fits(f, before) && fits(f, after))
		compare_field(d, in, f, before, after);
	else
		diff_trees(d, field_at(d, in, key),
		    str_fmt(d->arena, "%.*s%.*s", SV(in->prefix),
			SV(f ? change_label(d->arena, f) : key)),
		    before, after);
}

static bool
has_row(const struct table *t, struct str key, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(key, t->fields[i].key))
			return true;
	return false;
}

static void
compare_maps(struct diff *d, const struct pair *p)
{
	const struct table *t = p->table;

	for (size_t i = 0; i < t->n; i++)
		if (!has_row(t, str_of(t->fields[i].key), i))
			compare_key(d, p, str_of(t->fields[i].key));
	for (const struct node *e = diff_first(p->after, NODE_MAP); e; e = e->next)
		if (!has_row(t, e->key->text, t->n))
			compare_key(d, p, e->key->text);
	for (const struct node *e = diff_first(p->before, NODE_MAP); e; e = e->next)
		if (!has_row(t, e->key->text, t->n) && !node_get(p->after, e->key->text))
			compare_key(d, p, e->key->text);
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

		entry.field = str_fmt(d->arena, "goals.%.*s.", SV(e->key->text));
		entry.prefix = str_fmt(d->arena, "%s %.*s: ", f->of->name, SV(e->key->text));
		add_readings(d, &entry);
	}
}

void
changes_of(struct changes *list, struct arena *a, enum kind kind, struct str id,
    const struct node *before, const struct node *after, const struct change_context *context)
{
	struct diff d = {list, a, context, after ? after : before};

	if (before && after)
		compare_maps(&d,
		    &(struct pair){kinds[kind].table, before, after, S(""), S(""), S(""), {0}, {0}});
	else if (before || after)
		compare_whole(&d, kind, id, before, after);
}
