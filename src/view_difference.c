#include "view_difference.h"

#include <stdlib.h>

#include "json.h"
#include "prose.h"
#include "summary.h"
#include "view_changes.h"

void
view_difference_text(struct out *o, const struct view_difference *v, size_t width)
{
	struct view_changes view = {.out = o, .width = width};

	for (size_t i = 0; i < v->n; i++) {
		const struct history_record *r = v->p[i].record;

		view_changes_text(&view, r->kind, r->id, r->path, &v->p[i].changes);
	}
	arena_free(&view.scratch);
}

void
view_difference_json(struct out *o, const struct view_difference *v)
{
	struct json j;

	json_init(&j, o, true);
	json_object(&j);
	json_put_int(&j, "version", 1);
	json_put_str(&j, "a", v->from);
	json_put_str(&j, "b", v->to);
	json_key(&j, "records");
	json_array(&j);
	for (size_t i = 0; i < v->n; i++) {
		const struct history_record *r = v->p[i].record;

		json_object(&j);
		json_put_str(&j, "kind", r->kind ? kind_name(r->kind) : (struct str){NULL, 0});
		json_put_str(&j, "id", r->id);
		json_put_str(&j, "op", str_of(change_op_names[r->op]));
		json_put_str(&j, "path", r->path);
		json_put_str(&j, "from_path", r->from_path);
		json_key(&j, "changes");
		json_array(&j);
		for (size_t k = 0; k < v->p[i].changes.n; k++) {
			json_object(&j);
			view_change_json(&j, &v->p[i].changes.p[k]);
			json_end(&j);
		}
		json_end(&j);
		json_end(&j);
	}
	json_end(&j);
	json_end(&j);
}

/* Markdown. */

/* A record under the name of the one it belongs to. */
struct entry {
	const struct view_record *record;
	struct str owner; /* name, or id of one who is no more; p NULL: nobody's in particular */
	struct str title; /* p NULL: it has none */
};

/* What a record says of itself, as it is or was. */
static struct summary
summary_in(const struct view_difference *v, const struct history_record *r)
{
	const struct node *root = r->after ? r->after : r->before;
	const struct table *table = kinds[r->kind].table;
	struct summary none = {0};
	struct record *record;

	if (!root || !table || r->kind == KIND_WORKSPACE)
		return none;
	record = arena_alloc(v->arena, table->size);
	fields_read(record, table, root, v->arena, v->repo->intern);
	record->kind = (uint8_t)r->kind;
	return summary_of(record);
}

static struct entry
entry_of(const struct view_difference *v, const struct view_record *record)
{
	const struct history_record *r = record->record;
	struct summary summary = summary_in(v, r);
	struct entry e = {record, {NULL, 0}, summary.title};
	const struct record *owner;

	if (r->kind == KIND_PERSON || r->kind == KIND_TEAM)
		summary.owner = intern(v->repo->intern, r->id);
	if (!summary.owner)
		return e;
	e.owner = repo_str(v->repo, summary.owner);
	owner = repo_resolve(v->repo, (struct ref){.id = summary.owner}, REF_OWNER);
	if (owner && summary_of(owner).title.n)
		e.owner = summary_of(owner).title;
	return e;
}

static int
by_owner(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int order = !a->owner.p - !b->owner.p;

	if (!order)
		order = str_cmp(a->owner, b->owner);
	return order ? order : (a->record > b->record) - (a->record < b->record);
}

static void
print_entry(struct out *o, const struct entry *e)
{
	const struct history_record *r = e->record->record;
	bool titled = e->title.n && r->kind != KIND_PERSON && r->kind != KIND_TEAM;

	out_text(o, "- ");
	if (r->kind) {
		out_str(o, kind_name(r->kind));
		out_text(o, " **");
		prose_line(o, titled ? e->title : r->id);
		out_text(o, "**");
	} else {
		prose_line(o, r->path);
	}
	if (titled && r->kind) {
		out_text(o, " (");
		prose_line(o, r->id);
		out_char(o, ')');
	}
	out_char(o, '\n');
	for (size_t i = 0; i < e->record->changes.n; i++) {
		out_text(o, "  - ");
		prose_line(o, e->record->changes.p[i].text);
		out_char(o, '\n');
	}
}

/* "3 records differ: 1 new, 2 changed." */
static void
print_counts(struct out *o, const struct view_difference *v)
{
	static const char *const words[] = {[CHANGE_ADD] = "new",
	    [CHANGE_CHANGE] = "changed",
	    [CHANGE_MOVE] = "moved",
	    [CHANGE_REMOVE] = "removed",
	    [CHANGE_GAP] = "unreadable"};
	size_t counts[sizeof words / sizeof *words] = {0};
	const char *between = ": ";

	for (size_t i = 0; i < v->n; i++)
		counts[v->p[i].record->op]++;
	out_fmt(o, "%zu record%s differ%s", v->n, str_plural(v->n), v->n == 1 ? "s" : "");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!counts[i])
			continue;
		out_fmt(o, "%s%zu %s", between, counts[i], words[i]);
		between = ", ";
	}
	out_text(o, ".\n");
}

void
view_difference_markdown(struct out *o, const struct view_difference *v)
{
	struct entry *entries = NEW_ARRAY(v->arena, struct entry, v->n);

	out_text(o, "## What changes\n\n");
	if (!v->n) {
		out_text(o, "No record differs.\n");
		return;
	}
	for (size_t i = 0; i < v->n; i++)
		entries[i] = entry_of(v, &v->p[i]);
	qsort(entries, v->n, sizeof *entries, by_owner);
	print_counts(o, v);
	for (size_t i = 0; i < v->n; i++) {
		struct str owner = entries[i].owner;

		if (i == 0 || !str_eq(owner, entries[i - 1].owner)) {
			out_text(o, "\n### ");
			prose_line(o, owner.p ? owner : S("Everyone"));
			out_text(o, "\n\n");
		}
		print_entry(o, &entries[i]);
	}
}
