#include "change_tree.h"

#include "change_words.h"

/* Lists whose entries would have to be compared more often than this are told as a whole. */
enum { MOST_COMPARISONS = 4 << 20 };

const struct node *
diff_present(const struct node *n)
{
	return n && n->type != NODE_NULL ? n : NULL;
}

bool
diff_is_collection(const struct node *n)
{
	return n && (n->type == NODE_SEQ || n->type == NODE_MAP);
}

struct str
diff_scalar(const struct node *n)
{
	return n && !diff_is_collection(n) ? n->text : (struct str){NULL, 0};
}

const struct node *
diff_first(const struct node *n, enum node_type type)
{
	return n && n->type == type ? n->first : NULL;
}

void
diff_add(struct diff *d, enum change_op op, struct str field, const struct node *before,
    const struct node *after, struct str text)
{
	struct str from = diff_scalar(before), to = diff_scalar(after);

	*vec_push(d->arena, d->list) = (struct change){
	    .op = op,
	    .field = field,
	    .before = from.p ? str_dup(d->arena, from) : from,
	    .after = to.p ? str_dup(d->arena, to) : to,
	    .text = str_dup(d->arena, text),
	};
}

struct diff_walk
diff_begin(const struct node *before, const struct node *after)
{
	const struct node *first = diff_first(before, NODE_MAP);

	return (struct diff_walk){.before = before,
	    .after = after,
	    .next = diff_first(after, NODE_MAP),
	    .guess = first,
	    .rest = first};
}

bool
diff_next(struct diff_walk *w)
{
	w->now = w->next;
	if (w->now) {
		struct str key = w->now->key->text;

		w->next = w->now->next;
		w->old = w->guess && str_eq(w->guess->key->text, key) ? w->guess
								      : node_get(w->before, key);
		w->guess = w->old ? w->old->next : w->guess;
		w->shared += w->old != NULL;
		return true;
	}
	if (w->rest && w->shared == w->before->n)
		w->rest = NULL;
	while (w->rest && node_get(w->after, w->rest->key->text))
		w->rest = w->rest->next;
	w->old = w->rest;
	if (w->rest)
		w->rest = w->rest->next;
	return w->old;
}

enum change_op
diff_op(const struct node *before, const struct node *after)
{
	return !before ? CHANGE_ADD : !after ? CHANGE_REMOVE : CHANGE_CHANGE;
}

void
diff_keys(struct diff *d, struct str field, struct str words, const char *between,
    const struct node *before, const struct node *after)
{
	struct diff_walk walk = diff_begin(before, after);

	while (diff_next(&walk)) {
		struct str key = (walk.now ? walk.now : walk.old)->key->text;

		diff_trees(d, JOIN(d->arena, field, S("."), key),
		    JOIN(d->arena, words, str_of(between), key), walk.old, walk.now);
	}
}

static bool
is_long(const struct node *n)
{
	return n && str_index(n->text, '\n') < n->text.n;
}

/* Two scalars, or one. */
static void
compare_scalars(struct diff *d, struct str field, struct str words, const struct node *before,
    const struct node *after)
{
	struct arena *a = d->arena;
	struct str text;

	if (is_long(before) || is_long(after))
		text = JOIN(a, words, S(" "),
		    str_of(!before  ? "written"
			   : !after ? "removed"
				    : "reworded"));
	else if (before && after)
		text = JOIN(a, words, S(": "), change_value(a, before), S(" -> "),
		    change_value(a, after));
	else
		text = JOIN(a, words, S(" "), str_of(after ? "added" : "removed"), S(": "),
		    change_value(a, after ? after : before));
	diff_add(d, diff_op(before, after), field, before, after, text);
}

void
diff_trees(struct diff *d, struct str field, struct str words, const struct node *before,
    const struct node *after)
{
	const struct node *any;

	before = diff_present(before);
	after = diff_present(after);
	any = after ? after : before;
	if (!any || (before && after && node_equal(before, after)))
		return;
	if (!diff_is_collection(before) && !diff_is_collection(after))
		compare_scalars(d, field, words, before, after);
	else if (!before || !after || before->type != after->type)
		diff_add(d, diff_op(before, after), field, before, after,
		    JOIN(d->arena, words, S(" "),
			str_of(!before	? "added"
			       : !after ? "removed"
					: "changed")));
	else if (any->type == NODE_MAP)
		diff_keys(d, field, words, ".", before, after);
	else
		diff_sets(d, field, words, before, after);
}

/* Lists in which an entry is the same wherever it stands. */

struct entries
entries_of(struct arena *a, const struct node *n)
{
	struct entries all = {0};

	if (!n)
		return all;
	all.p = NEW_ARRAY(a, const struct node *, n->type == NODE_SEQ ? n->n : 1);
	if (n->type != NODE_SEQ)
		all.p[all.n++] = n;
	for (const struct node *e = diff_first(n, NODE_SEQ); e; e = e->next)
		all.p[all.n++] = e;
	return all;
}

/* Sets to NULL what both have. False, with nothing done, where that would take too long. */
bool
entries_cross_out(struct entries *before, struct entries *after)
{
	size_t from = 0, n = before->n < after->n ? before->n : after->n;

	while (from < n && node_equal(before->p[from], after->p[from]))
		from++;
	if (before->n - from > 0 && after->n - from > MOST_COMPARISONS / (before->n - from))
		return false;
	for (size_t i = 0; i < from; i++)
		before->p[i] = after->p[i] = NULL;
	for (size_t i = from; i < after->n; i++)
		for (size_t k = from; k < before->n && after->p[i]; k++)
			if (before->p[k] && node_equal(before->p[k], after->p[i]))
				before->p[k] = after->p[i] = NULL;
	return true;
}

static void
add_members(struct diff *d, struct str field, struct str words, const struct entries *entries,
    bool added)
{
	for (size_t i = 0; i < entries->n; i++) {
		const struct node *e = entries->p[i];
		struct str text;

		if (!e)
			continue;
		text = JOIN(d->arena, words, S(" "), str_of(added ? "added" : "removed"));
		if (!diff_is_collection(e) && !is_long(e))
			text = JOIN(d->arena, text, S(": "), change_value(d->arena, e));
		diff_add(d, added ? CHANGE_ADD : CHANGE_REMOVE, field, added ? NULL : e,
		    added ? e : NULL, text);
	}
}

void
diff_sets(struct diff *d, struct str field, struct str words, const struct node *before,
    const struct node *after)
{
	struct entries old = entries_of(d->arena, before), now = entries_of(d->arena, after);
	size_t n = d->list->n;

	if (!entries_cross_out(&old, &now)) {
		diff_add(d, CHANGE_CHANGE, field, NULL, NULL, JOIN(d->arena, words, S(" changed")));
		return;
	}
	add_members(d, field, words, &old, false);
	add_members(d, field, words, &now, true);
	if (d->list->n == n)
		diff_add(d, CHANGE_CHANGE, field, NULL, NULL,
		    JOIN(d->arena, S("order of "), words, S(" changed")));
}
