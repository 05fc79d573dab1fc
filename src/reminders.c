#include "reminders.h"

#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "person.h"
#include "team.h"

const char *const reminders_formats[] = {"text", "json", "ndjson", "csv", "ics", "markdown", NULL};

static const char *
state_of(const struct due_item *item)
{
	return item->overdue ? "overdue" : "upcoming";
}

static struct str
owner_of(const struct reminders *r, const struct due_item *item)
{
	return item->owner ? repo_str(r->repo, item->owner) : (struct str){NULL, 0};
}

struct str
reminders_record(const struct reminders *r, const struct due_item *item)
{
	return JOIN(r->arena, str_of(kinds[item->record->kind].name), S(":"),
	    repo_id(r->repo, item->record));
}

struct str
reminders_name(const struct reminders *r, uint32_t owner)
{
	const struct person *p = (const struct person *)repo_get(r->repo, KIND_PERSON, owner);
	const struct team *t = (const struct team *)repo_get(r->repo, KIND_TEAM, owner);

	if (!owner)
		return (struct str){NULL, 0};
	if (p && p->name.n)
		return p->name;
	return t && t->name.n ? t->name : repo_str(r->repo, owner);
}

/* An item with what it is grouped by. */
struct grouped {
	const struct due_item *item; /* points into the list */
	struct str owner;
};

static int
by_owner(const void *left, const void *right)
{
	const struct grouped *a = left, *b = right;
	int order;

	if (!a->owner.p != !b->owner.p)
		return a->owner.p ? -1 : 1;
	order = a->owner.p ? str_cmp(a->owner, b->owner) : 0;
	return order ? order : (a->item > b->item) - (a->item < b->item);
}

const struct due_item **
reminders_by_owner(const struct reminders *r)
{
	size_t n = r->list->n;
	struct grouped *all = NEW_ARRAY(r->arena, struct grouped, n);
	const struct due_item **items = NEW_ARRAY(r->arena, const struct due_item *, n);

	for (size_t i = 0; i < n; i++)
		all[i] = (struct grouped){&r->list->p[i], owner_of(r, &r->list->p[i])};
	if (n)
		qsort(all, n, sizeof *all, by_owner);
	for (size_t i = 0; i < n; i++)
		items[i] = all[i].item;
	return items;
}

/* JSON. */

static void
json_item(struct json *j, const struct reminders *r, const struct due_item *item)
{
	json_object(j);
	json_put_str(j, "type", str_of(due_type_names[item->type]));
	json_put_str(j, "state", str_of(state_of(item)));
	json_put_str(j, "record", reminders_record(r, item));
	json_put_str(j, "part", item->part);
	json_put_str(j, "owner", owner_of(r, item));
	json_put_date(j, "due", item->due);
	json_key(j, "days");
	if (item->due == DATE_NONE)
		json_null(j);
	else
		json_int(j, item->days);
	json_put_str(j, "title", item->title);
	json_put_str(j, "path", item->path);
	json_put_int(j, "line", item->line);
	json_put_str(j, "settle", item->settle);
	json_end(j);
}

static void
print_json(struct out *o, const struct reminders *r)
{
	struct json j;

	json_init(&j, o, true);
	json_object(&j);
	json_put_int(&j, "version", 1);
	json_put_date(&j, "as_of", r->query->as_of);
	json_put_int(&j, "within", r->query->within);
	json_key(&j, "items");
	json_array(&j);
	for (size_t i = 0; i < r->list->n; i++)
		json_item(&j, r, &r->list->p[i]);
	json_end(&j);
	json_end(&j);
}

static void
print_ndjson(struct out *o, const struct reminders *r)
{
	struct json j;

	json_init(&j, o, false);
	for (size_t i = 0; i < r->list->n; i++)
		json_item(&j, r, &r->list->p[i]);
}

/* CSV. */

static void
csv_field(struct out *o, struct str text, char behind)
{
	out_csv(o, text);
	out_char(o, behind);
}

static void
print_csv(struct out *o, const struct reminders *r)
{
	char date[11];

	out_text(o, "type,state,record,part,owner,due,days,title,path,line,settle\n");
	for (size_t i = 0; i < r->list->n; i++) {
		const struct due_item *item = &r->list->p[i];

		csv_field(o, str_of(due_type_names[item->type]), ',');
		csv_field(o, str_of(state_of(item)), ',');
		csv_field(o, reminders_record(r, item), ',');
		csv_field(o, item->part, ',');
		csv_field(o, owner_of(r, item), ',');
		csv_field(o, str_of(date_text(date, item->due)), ',');
		if (item->due != DATE_NONE)
			out_fmt(o, "%d", (int)item->days);
		out_char(o, ',');
		csv_field(o, item->title, ',');
		csv_field(o, item->path, ',');
		out_fmt(o, "%u,", item->line);
		csv_field(o, item->settle, '\n');
	}
}

void
reminders_print(struct out *o, const char *format, const struct reminders *r)
{
	static void (*const print[])(struct out * o, const struct reminders *r) = {reminders_text,
	    print_json, print_ndjson, print_csv, reminders_ics, reminders_markdown};

	for (size_t i = 0; reminders_formats[i]; i++)
		if (strcmp(format, reminders_formats[i]) == 0)
			print[i](o, r);
}
