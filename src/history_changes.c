#include "history.h"

#include <stdlib.h>

#include "say.h"

/* Is a change the same in the eyes of another parent? What it was before does not count, unless it
 * is all that tells members of a list apart. */
static bool
is_same(const struct change *a, const struct change *b)
{
	if (!str_eq(a->field, b->field) || !a->after.p != !b->after.p)
		return false;
	return a->after.p ? str_eq(a->after, b->after) : str_eq(a->before, b->before);
}

/* Keeps those of the changes from place `from` on that are changes to another parent as well. */
static void
keep_common(struct changes *list, size_t from, const struct changes *other)
{
	size_t n = from;

	for (size_t i = from; i < list->n; i++) {
		bool common = false;

		for (size_t k = 0; k < other->n && !common; k++)
			common = is_same(&list->p[i], &other->p[k]);
		if (common)
			list->p[n++] = list->p[i];
	}
	list->n = n;
}

static int
by_kind(const void *left, const void *right)
{
	const struct history_record *a = left, *b = right;
	int order = (a->kind > b->kind) - (a->kind < b->kind);

	if (!order)
		order = str_cmp(a->id, b->id);
	return order ? order : str_cmp(a->path, b->path);
}

void
history_sort(struct history_record *records, size_t n)
{
	if (n)
		qsort(records, n, sizeof *records, by_kind);
}

void
history_pair(struct history_record *r, struct arena *a, const struct pair *pair)
{
	const struct place *now = pair->now, *was = pair->n_was ? pair->was[0] : NULL;

	r->op = !was	      ? CHANGE_ADD
		: !now	      ? CHANGE_REMOVE
		: pair->moved ? CHANGE_MOVE
			      : CHANGE_CHANGE;
	r->before = was ? was->root : NULL;
	r->after = now ? now->root : NULL;
	r->unreadable = !was && now && now->unreadable;
	if (!was || !now)
		return;
	r->others = NEW_ARRAY(a, const struct node *, pair->n_was);
	for (; r->n_others + 1 < pair->n_was; r->n_others++)
		r->others[r->n_others] = pair->was[r->n_others + 1]->root;
	if (pair->moved)
		r->from_path = was->path;
	if (!str_eq(now->id, was->id))
		r->from_id = was->id;
}

static bool
says_id(const struct node *root)
{
	return node_get(root, S("id"));
}

void
history_changes(struct changes *list, struct arena *a, const struct history_record *r,
    const struct change_context *context)
{
	size_t from;

	if (r->op == CHANGE_GAP) {
		*vec_push(a, list) = (struct change){.op = CHANGE_GAP, .text = r->gap};
		return;
	}
	if (r->from_path.p)
		*vec_push(a, list) = (struct change){.op = CHANGE_MOVE,
		    .text = str_fmt(a, "moved from %.*s", SV(r->from_path))};
	if (r->from_id.p && !(says_id(r->before) && says_id(r->after)))
		*vec_push(a, list) = (struct change){CHANGE_CHANGE, S("id"), r->from_id, r->id,
		    str_fmt(a, "id: %.*s -> %.*s", SV(r->from_id), SV(r->id))};
	from = list->n;
	changes_of(list, a, r->kind, r->id, r->before, r->after, context);
	if (r->unreadable && list->n > from)
		list->p[from].text =
		    str_fmt(a, "%.*s, unreadable until now", SV(list->p[from].text));
	for (size_t i = 0; i < r->n_others; i++) {
		struct changes other = {0};

		changes_of(&other, a, r->kind, r->id, r->others[i], r->after, context);
		keep_common(list, from, &other);
	}
}

void
history_say_limits(const struct history_limits *limits)
{
	char id[41];

	for (size_t i = 0; i < limits->truncated.n; i++)
		say("history truncated at %.10s: this clone is shallow; git fetch --unshallow gets the rest",
		    git_id_text(id, limits->truncated.p[i]));
	if (limits->replaced)
		say("git replace stands in for something in this repository: history is shown as it "
		    "was committed");
	if (limits->trees)
		say("history is incomplete: this partial clone lacks folders; "
		    "git fetch --refetch --filter=blob:none gets them");
	if (limits->blobs)
		say("%zu version%s of files unavailable in this partial clone; "
		    "git fetch --refetch --no-filter gets %s",
		    limits->blobs, str_plural(limits->blobs), limits->blobs == 1 ? "it" : "them");
}
