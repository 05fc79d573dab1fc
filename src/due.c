#include "due_part.h"

#include <stdlib.h>

#include "person.h"
#include "summary.h"
#include "team.h"

const char *const due_type_names[] = {"acknowledgement", "action", "checkin", "cycle", "feedback",
    "goal", "request", "response", "review"};

/* What the collectors share. */

const struct record *
due_next(const struct due_search *s, enum kind kind, size_t *i)
{
	size_t n;
	struct record **r = repo_of_kind(&n, s->repo, kind);

	while (*i < n && !links_counts(s->repo, r[*i]))
		++*i;
	return *i < n ? r[(*i)++] : NULL;
}

static const struct person *
person_of(const struct due_search *s, uint32_t who)
{
	return (const struct person *)repo_get(s->repo, KIND_PERSON, who);
}

bool
due_has_left(const struct due_search *s, uint32_t who)
{
	const struct person *p = person_of(s, who);

	return p && person_has_left(p, s->q->as_of);
}

struct str
due_name(const struct due_search *s, uint32_t who)
{
	const struct person *p = person_of(s, who);

	return p && p->name.n ? p->name : repo_str(s->repo, who);
}

/* Is it the person, or a team that the person leads? */
static bool
acts_for(const struct due_search *s, uint32_t owner, const struct record *person)
{
	const struct team *team = (const struct team *)repo_get(s->repo, KIND_TEAM, owner);

	return owner == person->id || (team && team->lead == person->id);
}

bool
due_is_wanted(const struct due_search *s, const struct due_item *item)
{
	const struct due_query *q = s->q;

	if (item->due != DATE_NONE && item->due > q->as_of + q->within)
		return false;
	if (q->wants && !q->wants(q->ctx, item))
		return false;
	if (due_has_left(s, item->owner))
		return false;
	if (q->person && !acts_for(s, item->owner, q->person))
		return false;
	return !q->team || summary_in_team(s->repo, item->owner, q->team, q->as_of);
}

void
due_add(struct due_search *s, struct due_item item)
{
	*vec_push(s->arena, s->list) = item;
}

/* What follows from the rest, once it is known what is listed. */

static int
by_file(const void *left, const void *right)
{
	const struct due_item *a = left, *b = right;

	return (a->record->file > b->record->file) - (a->record->file < b->record->file);
}

static uint32_t
line_of(struct yaml *y, const struct due_item *item)
{
	uint16_t document = item->record->document;
	struct node *root = document < y->n_docs ? y->docs[document].root : NULL;
	const struct node *at = root ? node_at(root, item->pointer, true) : NULL;

	return at ? yaml_at(y, (at->key ? at->key : at)->from).line : 1;
}

static void
finish(struct due_search *s, struct due_item *item, struct yaml *y)
{
	item->path = repo_path(s->repo, item->record);
	item->line = line_of(y, item);
	item->days = item->due == DATE_NONE ? 0 : s->q->as_of - item->due;
	item->overdue = item->days > 0;
	if (!item->settle.p)
		item->settle = str_fmt(s->arena, "edit %.*s:%u", SV(item->path), item->line);
}

/* Reads each file once, and keeps none. */
static void
finish_all(struct due_search *s)
{
	struct due_list *list = s->list;
	struct arena_mark mark = arena_mark(&s->scratch);
	struct yaml *y = NULL;

	qsort(list->p, list->n, sizeof *list->p, by_file);
	for (size_t i = 0; i < list->n; i++) {
		uint32_t file = list->p[i].record->file;

		if (i == 0 || list->p[i - 1].record->file != file) {
			arena_rewind(&s->scratch, mark);
			y = repo_read(s->repo, file, &s->scratch);
		}
		finish(s, &list->p[i], y);
	}
	arena_rewind(&s->scratch, mark);
}

/* An item with what it is sorted by. */
struct sorted {
	struct due_item item;
	struct str record; /* KIND:ID */
};

static int
by_due(const void *left, const void *right)
{
	const struct sorted *a = left, *b = right;
	int order;

	if ((a->item.due == DATE_NONE) != (b->item.due == DATE_NONE))
		return a->item.due == DATE_NONE ? 1 : -1;
	if (a->item.due != b->item.due)
		return a->item.due < b->item.due ? -1 : 1;
	if (a->item.type != b->item.type)
		return a->item.type < b->item.type ? -1 : 1;
	order = str_cmp(a->record, b->record);
	return order ? order : str_cmp(a->item.part, b->item.part);
}

static void
sort(struct due_search *s)
{
	struct due_list *list = s->list;
	struct sorted *all = NEW_ARRAY(&s->scratch, struct sorted, list->n);

	for (size_t i = 0; i < list->n; i++)
		all[i] = (struct sorted){list->p[i],
		    JOIN(&s->scratch, str_of(kinds[list->p[i].record->kind].name), S(":"),
			repo_id(s->repo, list->p[i].record))};
	qsort(all, list->n, sizeof *all, by_due);
	for (size_t i = 0; i < list->n; i++)
		list->p[i] = all[i].item;
}

void
due_collect(struct due_list *list, struct arena *a, struct repo *repo, const struct due_query *q)
{
	struct due_search s = {.arena = a, .repo = repo, .q = q, .list = list};

	*list = (struct due_list){0};
	due_goals(&s);
	due_promises(&s);
	due_requests(&s);
	due_acknowledgements(&s);
	due_feedback(&s);
	due_cycles(&s);
	if (list->n) {
		finish_all(&s);
		sort(&s);
	}
	arena_free(&s.scratch);
}

struct str
due_when(struct arena *a, const struct due_item *item)
{
	int32_t days = item->days;

	if (item->due == DATE_NONE)
		return S("open");
	if (days == 0)
		return S("today");
	if (days > 0)
		return str_fmt(a, "overdue, %d day%s", (int)days, str_plural((uint64_t)days));
	return str_fmt(a, "in %d day%s", (int)-days, str_plural((uint64_t)-days));
}
