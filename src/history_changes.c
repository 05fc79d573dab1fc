#include "history.h"

#include <stdlib.h>

#include "intern.h"
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

/* Its lines; lives in a until intern_free. */
static struct intern *
lines_of(struct arena *a, struct str text)
{
	struct intern *lines = intern_new(a);
	struct str line;

	while (text.n) {
		str_cut(&line, &text, text, '\n');
		intern(lines, line);
	}
	return lines;
}

/* In how many of the texts is there such a line? */
static size_t
holders(struct intern *const *texts, size_t n, struct str line)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		found += intern_find(texts[i], line) != 0;
	return found;
}

/* Is the last of n texts what a merge of lines makes of the others: are its lines some of theirs, and does it
 * have those that all of them have? */
static bool
is_put_together(struct intern *const *texts, size_t n)
{
	const struct intern *merged = texts[n - 1], *one = texts[0];

	for (uint32_t line = 1; line < intern_count(merged); line++)
		if (!holders(texts, n - 1, intern_str(merged, line)))
			return false;
	for (uint32_t line = 1; line < intern_count(one); line++)
		if (holders(texts, n, intern_str(one, line)) == n - 1 &&
		    !holders(&texts[n - 1], 1, intern_str(one, line)))
			return false;
	return true;
}

static struct str
before_of(const struct changes *list, struct str field)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->p[i].field, field))
			return list->p[i].before;
	return (struct str){NULL, 0};
}

/* Does a merge have this text of several lines from lines of its parents? others: what it changed in the eyes of
 * all but the first. */
static bool
is_of_parents(struct arena *a, const struct change *c, const struct changes *others, size_t n)
{
	struct intern **texts = NEW_ARRAY(a, struct intern *, n + 2);
	bool is = c->before.p && str_find(c->after, S("\n")) < c->after.n;

	for (size_t i = 0; i < n && is; i++)
		is = before_of(&others[i], c->field).p;
	if (!is)
		return false;
	texts[0] = lines_of(a, c->before);
	for (size_t i = 0; i < n; i++)
		texts[i + 1] = lines_of(a, before_of(&others[i], c->field));
	texts[n + 1] = lines_of(a, c->after);
	is = is_put_together(texts, n + 2);
	for (size_t i = 0; i < n + 2; i++)
		intern_free(texts[i]);
	return is;
}

/* Drops what a merge has put together from what its parents have. */
static void
drop_merged_texts(struct changes *list, size_t from, struct arena *a, const struct changes *others,
    size_t n_others)
{
	size_t n = from;

	for (size_t i = from; i < list->n; i++)
		if (!is_of_parents(a, &list->p[i], others, n_others))
			list->p[n++] = list->p[i];
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
	struct changes *others = NEW_ARRAY(a, struct changes, r->n_others);
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
		changes_of(&others[i], a, r->kind, r->id, r->others[i], r->after, context);
		keep_common(list, from, &others[i]);
	}
	if (r->n_others)
		drop_merged_texts(list, from, a, others, r->n_others);
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
