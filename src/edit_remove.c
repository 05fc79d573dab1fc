#include "edit_parts.h"

#include <string.h>

static bool
has_comment(struct str bytes, size_t from, size_t to)
{
	struct str between = str_sub(bytes, from, to);

	return str_index(between, '#') < between.n;
}

/* Takes bytes away, or, where a comment would go with them, no more than these two parts of them. */
static void
cut(struct edit_attempt *a, size_t from, size_t to, const struct edit_slot *slot, size_t comma)
{
	if (!has_comment(a->edit->bytes, from, to) || (from >= slot->from && to <= slot->to)) {
		edit_splice(a, from, to, S(""));
		return;
	}
	edit_splice(a, slot->from, slot->to, S(""));
	edit_splice(a, comma, comma + 1, S(""));
}

static void
remove_in_flow(struct edit_attempt *a, const struct edit_slot *slots, size_t i, size_t n)
{
	struct str bytes = a->edit->bytes;
	const struct edit_slot *slot = &slots[i];
	size_t behind = edit_skip(bytes, slot->to), end;
	size_t before = i ? edit_skip(bytes, slots[i - 1].to) : 0;
	bool comma = bytes.p[behind] == ',';

	end = edit_eol(bytes, comma ? behind : slot->to);
	if (edit_begins_line(bytes, slot->from) && slot->from > slots->value->from &&
	    edit_is_comment(bytes, comma ? behind + 1 : slot->to, end)) {
		edit_splice(a, edit_line(bytes, slot->from), edit_below(bytes, end), S(""));
		if (i + 1 == n && !comma && i)
			edit_splice(a, before, before + 1, S(""));
	} else if (i + 1 < n) {
		cut(a, slot->from, slots[i + 1].from, slot, behind);
	} else if (i) {
		cut(a, slots[i - 1].to, slot->to, slot, before);
	} else {
		edit_splice(a, slot->from, comma ? behind + 1 : slot->to, S(""));
	}
}

/* The entry of a list or mapping whose first line begins with the dash of another list. */
static void
remove_behind_dash(struct edit_attempt *a, const struct edit_slot *slots)
{
	struct str bytes = a->edit->bytes;
	size_t from = slots->from;

	if (!has_comment(bytes, slots->to, slots[1].from)) {
		edit_splice(a, from, slots[1].from, S(""));
		return;
	}
	while (bytes.p[from - 1] == ' ')
		from--;
	edit_splice(a, from, edit_eol(bytes, slots->to), S(""));
}

/* blanks: with the blank lines below it, which a text may keep. */
static void
remove_in_block(struct edit_attempt *a, const struct edit_slot *slots, size_t i, bool blanks)
{
	struct str bytes = a->edit->bytes;
	size_t line = edit_line(bytes, slots[i].from), end = edit_eol(bytes, slots[i].to), next;

	while (blanks && (next = edit_below(bytes, end)) > end &&
	       edit_is_blank(bytes, next, edit_eol(bytes, next)))
		end = edit_eol(bytes, next);
	if (!edit_begins_line(bytes, slots[i].from))
		remove_behind_dash(a, slots);
	else if (end == bytes.n && line > 3)
		edit_splice(a, edit_end_above(bytes, line), end, S(""));
	else
		edit_splice(a, line, edit_below(bytes, end), S(""));
}

/* Removes the only entry of a collection without brackets, which cannot be empty. */
static const char *
empty_collection(struct edit *e, struct edit_path *path)
{
	struct node *empty = edit_copy(e->arena, path->steps.p[--path->steps.n - 1], NULL);

	if (path->steps.n == 1)
		return "nothing would be left of the document";
	empty->first = NULL;
	empty->n = 0;
	return edit_replace(e, path, (struct edit_value){empty, {NULL, 0}});
}

const char *
edit_remove(struct edit *e, struct str pointer)
{
	struct edit_attempt attempt = {.edit = e};
	struct edit_path path;
	const struct node *parent, *target;
	struct edit_slot *slots;
	size_t i = 0;

	edit_follow(&path, e, pointer);
	if (path.key.p)
		return "it is not there";
	if (path.steps.n < 2)
		return "that is the whole document";
	target = path.steps.p[path.steps.n - 1];
	parent = path.steps.p[path.steps.n - 2];
	if (parent->n == 1 && !strchr("[{", e->bytes.p[parent->from]))
		return empty_collection(e, &path);
	slots = edit_slots(e->arena, e->bytes, parent);
	while (slots[i].value != target)
		i++;
	attempt.meant = edit_document(e, &path, path.steps.n - 2, target, NULL);
	for (int blanks = 0; blanks < 2; blanks++) {
		if (edit_is_flow(parent))
			remove_in_flow(&attempt, slots, i, parent->n);
		else
			remove_in_block(&attempt, slots, i, blanks);
		if (edit_succeeds(&attempt))
			return NULL;
	}
	return "it cannot be taken out so that the rest of the file stays as it is";
}
