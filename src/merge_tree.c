#include "change.h"
#include "merge_parts.h"

/* What a node is in the field tables. */
struct role {
	const struct table *table; /* of the mapping, or of what is in it; NULL: none */
	bool named;		   /* a mapping from names to such mappings */
};

struct job {
	struct merge *merge;
	struct edit *edit; /* of ours */
	struct str theirs; /* bytes, for values that are taken from there */
	enum kind kind;
	struct str id;
};

static bool
is_list(const struct node *n)
{
	return n && n->type == NODE_SEQ;
}

static bool
is_map(const struct node *n)
{
	return n && n->type == NODE_MAP;
}

/* How many entries of a list are equal to one. */
static size_t
count_same(const struct node *list, const struct node *entry)
{
	size_t n = 0;

	for (const struct node *e = is_list(list) ? list->first : NULL; e; e = e->next)
		n += node_same(e, entry);
	return n;
}

bool
merge_is_alike(const struct node *a, const struct node *b)
{
	if (!a || !b || a->type != b->type || a->n != b->n ||
	    (a->type != NODE_SEQ && a->type != NODE_MAP))
		return node_same(a, b);
	for (const struct node *e = a->first; e; e = e->next)
		if (a->type == NODE_MAP ? !merge_is_alike(e, node_get(b, e->key->text))
					: count_same(a, e) != count_same(b, e))
			return false;
	return true;
}

static void
add_conflict(struct job *j, struct str pointer, const struct node *ours, const struct node *theirs)
{
	*vec_push(j->merge->arena, &j->merge->list) =
	    (struct merge_conflict){j->kind, j->id, pointer, ours, theirs};
}

/* Makes ours what theirs is; where it cannot be written, that is a conflict. */
static void
take(struct job *j, struct str pointer, const struct node *ours, const struct node *theirs)
{
	const char *refused =
	    theirs ? edit_set(j->edit, pointer, (struct edit_value){theirs, j->theirs})
		   : edit_remove(j->edit, pointer);

	if (refused)
		add_conflict(j, pointer, ours, theirs);
}

static void merge_value(struct job *j, struct str pointer, struct role role,
    const struct node *base, const struct node *ours, const struct node *theirs);

/* Mappings. */

static struct role
role_of(struct role above, const struct node *entry)
{
	const struct field *f;

	if (above.named || !above.table)
		return (struct role){above.named ? above.table : NULL, false};
	f = field_of(above.table, entry->key->text, entry);
	return (struct role){f ? f->of : NULL, f && f->type == FIELD_MAP};
}

static void
merge_entry(struct job *j, struct str pointer, struct role role, const struct node *any,
    const struct node *const *maps)
{
	struct str key = any->key->text;

	pointer = JOIN(j->merge->arena, pointer, S("/"), node_token(j->merge->arena, key));
	merge_value(j, pointer, role_of(role, any), node_get(maps[0], key), node_get(maps[1], key),
	    node_get(maps[2], key));
}

/* By key: what theirs has, then what only base and ours have. */
static void
merge_maps(struct job *j, struct str pointer, struct role role, const struct node *base,
    const struct node *ours, const struct node *theirs)
{
	const struct node *const maps[] = {base, ours, theirs};

	for (const struct node *e = theirs->first; e; e = e->next)
		merge_entry(j, pointer, role, e, maps);
	for (const struct node *e = base ? base->first : NULL; e; e = e->next)
		if (!node_get(theirs, e->key->text))
			merge_entry(j, pointer, role, e, maps);
}

/* Lists. */

static struct str
at_index(struct job *j, struct str list, size_t index)
{
	return str_fmt(j->merge->arena, "%.*s/%zu", SV(list), index);
}

/* Takes an entry out of ours, and moves the conflicts listed behind it. */
static void
take_out(struct job *j, struct str list, size_t index, const struct node *entry)
{
	struct merge *m = j->merge;
	size_t listed = m->list.n;

	take(j, at_index(j, list, index), entry, NULL);
	for (size_t i = 0; i < listed && m->list.n == listed; i++) {
		struct merge_conflict *c = &m->list.p[i];
		struct str rest, number;
		double n;

		if (c->kind != j->kind || !str_eq(c->id, j->id) || !str_starts(c->pointer, list) ||
		    c->pointer.n <= list.n + 1)
			continue;
		str_cut(&number, &rest, str_sub(c->pointer, list.n + 1, c->pointer.n), '/');
		if (c->pointer.p[list.n] != '/' || !str_number(&n, number) || n <= (double)index)
			continue;
		c->pointer = rest.n ? JOIN(m->arena, at_index(j, list, (size_t)n - 1), S("/"), rest)
				    : at_index(j, list, (size_t)n - 1);
	}
}

static void
add_entry(struct job *j, struct str list, const struct node *entry)
{
	take(j, JOIN(j->merge->arena, list, S("/-")), NULL, entry);
}

static struct str
identity(struct job *j, const struct table *t, const struct node *entry)
{
	return change_identity(j->merge->arena, t, entry);
}

static const struct node *
entry_with(struct job *j, const struct table *t, const struct node *list, struct str id)
{
	for (const struct node *e = list ? list->first : NULL; e; e = e->next)
		if (str_eq(identity(j, t, e), id))
			return e;
	return NULL;
}

/* Are a list's entries told apart by their identities? */
static bool
is_identified(struct job *j, const struct table *t, const struct node *list)
{
	for (const struct node *e = list ? list->first : NULL; e; e = e->next) {
		struct str id = identity(j, t, e);

		if (!id.n || e->type != NODE_MAP || entry_with(j, t, list, id) != e)
			return false;
	}
	return true;
}

/* Entries of one identity are one: those of both first, from the end, so that an index holds until it is used;
 * then those of theirs alone. */
static void
merge_identified(struct job *j, struct str pointer, const struct table *t, const struct node *base,
    const struct node *ours, const struct node *theirs)
{
	const struct node **own = NEW_ARRAY(j->merge->arena, const struct node *, ours->n);
	size_t n = 0;

	for (const struct node *e = ours->first; e; e = e->next)
		own[n++] = e;
	while (n--) {
		struct str id = identity(j, t, own[n]);
		const struct node *was = entry_with(j, t, base, id),
				  *other = entry_with(j, t, theirs, id);

		if (other)
			merge_value(j, at_index(j, pointer, n), (struct role){t, false}, was,
			    own[n], other);
		else if (was && node_same(was, own[n]))
			take_out(j, pointer, n, own[n]);
		else if (was)
			add_conflict(j, at_index(j, pointer, n), own[n], NULL);
	}
	for (const struct node *e = theirs->first; e; e = e->next) {
		struct str id = identity(j, t, e);
		const struct node *was = entry_with(j, t, base, id);

		if (entry_with(j, t, ours, id) || (was && node_same(was, e)))
			continue;
		if (was)
			add_conflict(j, JOIN(j->merge->arena, pointer, S("/-")), NULL, e);
		else
			add_entry(j, pointer, e);
	}
}

/* Did one side change or take out what the other has taken out as well? Then nothing tells whether what each
 * has added is the same entry in other words. */
static bool
may_be_one(const struct node *base, const struct node *ours, const struct node *theirs)
{
	bool added = false, gone = false;

	for (const struct node *e = ours->first; e; e = e->next)
		added = added || count_same(ours, e) > count_same(base, e);
	for (const struct node *e = theirs->first; e; e = e->next)
		added = added || count_same(theirs, e) > count_same(base, e);
	for (const struct node *e = base && is_list(base) ? base->first : NULL; e; e = e->next)
		gone = gone || (count_same(ours, e) < count_same(base, e) &&
				   count_same(theirs, e) < count_same(base, e));
	return added && gone;
}

/* Entries that nothing but their words tells apart: what theirs has taken out goes, what it has added comes. */
static void
merge_bags(struct job *j, struct str pointer, const struct node *base, const struct node *ours,
    const struct node *theirs)
{
	struct arena *a = j->merge->arena;
	const struct node **own = NEW_ARRAY(a, const struct node *, ours->n);
	bool *out = NEW_ARRAY(a, bool, ours->n);
	size_t n = 0;

	for (const struct node *e = ours->first; e; e = e->next)
		own[n++] = e;
	for (size_t i = n; i--;) {
		size_t was = count_same(base, own[i]), now = count_same(theirs, own[i]), gone = 0;

		for (size_t k = i + 1; k < n; k++)
			gone += out[k] && node_same(own[k], own[i]);
		out[i] = now + gone < was;
		if (out[i])
			take_out(j, pointer, i, own[i]);
	}
	for (const struct node *e = theirs->first; e; e = e->next) {
		size_t was = count_same(base, e), had = count_same(ours, e), now = 0;

		for (const struct node *o = theirs->first; o != e->next; o = o->next)
			now += node_same(o, e);
		if (now > was && now > had)
			add_entry(j, pointer, e);
	}
}

static void
merge_lists(struct job *j, struct str pointer, const struct table *t, const struct node *base,
    const struct node *ours, const struct node *theirs)
{
	if (t && t->identity[0] && is_identified(j, t, base) && is_identified(j, t, ours) &&
	    is_identified(j, t, theirs))
		merge_identified(j, pointer, t, base, ours, theirs);
	else if (may_be_one(base, ours, theirs))
		add_conflict(j, pointer, ours, theirs);
	else
		merge_bags(j, pointer, base, ours, theirs);
}

static void
merge_value(struct job *j, struct str pointer, struct role role, const struct node *base,
    const struct node *ours, const struct node *theirs)
{
	if (node_same(ours, theirs) || node_same(base, theirs))
		return;
	if (is_map(ours) && is_map(theirs) && (!base || is_map(base)))
		merge_maps(j, pointer, role, base, ours, theirs);
	else if (is_list(ours) && is_list(theirs) && (!base || is_list(base)))
		merge_lists(j, pointer, role.table, base, ours, theirs);
	else if (node_same(base, ours))
		take(j, pointer, ours, theirs);
	else
		add_conflict(j, pointer, ours, theirs);
}

void
merge_record(struct merge *m, struct edit *e, enum kind kind, struct str id,
    const struct node *base, const struct node *theirs)
{
	struct job job = {m, e, m->theirs, kind, id};
	const struct node *ours = e->root;

	merge_value(&job, S(""), (struct role){kinds[kind].table, false}, base, ours, theirs);
}
