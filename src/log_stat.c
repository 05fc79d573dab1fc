/* How much has changed, of which record or by whom, and when. */
#include <stdlib.h>

#include "date.h"
#include "json.h"
#include "log.h"

const char *const log_stat_names[] = {"record", "person", NULL};

/* One change of a record, under what it is counted. */
struct item {
	uint32_t number; /* of the record, 0: none; of people 0, of strangers 1 */
	struct str key;	 /* path of a file that has never been readable; id, or address */
	const struct log_record *r;
};

/* What is counted together. */
struct row {
	struct item newest;
	size_t commits, changes;
	int32_t first, last; /* days */
};

struct rows {
	struct arena *arena;
	struct row *p;
	size_t n;
};

static int
by_key(const void *left, const void *right)
{
	const struct item *a = left, *b = right;
	int order = (a->number > b->number) - (a->number < b->number);

	if (!order)
		order = str_cmp(a->key, b->key);
	return order ? order : (a->r > b->r) - (a->r < b->r);
}

static int
by_record(const void *left, const void *right)
{
	const struct log_record *a = ((const struct row *)left)->newest.r,
				*b = ((const struct row *)right)->newest.r;
	int order = (a->kind > b->kind) - (a->kind < b->kind);

	if (!order)
		order = str_cmp(a->id, b->id);
	return order ? order : str_cmp(a->path, b->path);
}

static struct item
author_item(struct arena *a, const struct log *log, const struct log_record *r)
{
	struct str person = log_person(log, r->commit);

	if (person.p)
		return (struct item){0, person, r};
	return (struct item){1, str_of(str_lower(a, r->commit->author_email)), r};
}

static struct item *
make_items(struct arena *a, const struct log *log, enum log_stat by)
{
	struct item *items = NEW_ARRAY(a, struct item, log->records.n);

	for (size_t i = 0; i < log->records.n; i++) {
		const struct log_record *r = &log->records.p[i];

		if (by == LOG_STAT_RECORD)
			items[i] = (struct item){r->lineage, r->lineage ? S("") : r->path, r};
		else if (i && r[-1].commit == r->commit)
			items[i] = (struct item){items[i - 1].number, items[i - 1].key, r};
		else
			items[i] = author_item(a, log, r);
	}
	if (log->records.n)
		qsort(items, log->records.n, sizeof *items, by_key);
	return items;
}

static void
count(struct row *row, const struct item *item)
{
	int32_t day = git_when_day(item->r->commit->when);

	if (!row->commits || item->r->commit != row->newest.r->commit)
		row->commits++;
	if (row->commits == 1 || day < row->first)
		row->first = day;
	if (row->commits == 1 || day > row->last)
		row->last = day;
	row->changes += item->r->changes.n;
	row->newest = *item;
}

static struct rows
make_rows(struct arena *a, const struct log *log, enum log_stat by)
{
	const struct item *items = make_items(a, log, by);
	struct rows rows = {a, NEW_ARRAY(a, struct row, log->records.n), 0};

	for (size_t i = 0; i < log->records.n; i++) {
		const struct item *last = i ? &items[i - 1] : NULL;

		if (!last || last->number != items[i].number || !str_eq(last->key, items[i].key))
			rows.n++;
		count(&rows.p[rows.n - 1], &items[i]);
	}
	if (by == LOG_STAT_RECORD && rows.n)
		qsort(rows.p, rows.n, sizeof *rows.p, by_record);
	return rows;
}

static const struct grid_column record_columns[] = {
    {.title = "KIND"},
    {.title = "ID", .least = 16},
    {.title = "COMMITS", .right = true},
    {.title = "CHANGES", .right = true},
    {.title = "FIRST", .spare = 2},
    {.title = "LAST"},
    {.title = "PATH", .path = true, .least = 20, .spare = 1},
};

static const struct grid_column people_columns[] = {
    {.title = "WHO", .least = 16},
    {.title = "NAME", .least = 12, .spare = 1},
    {.title = "COMMITS", .right = true},
    {.title = "CHANGES", .right = true},
    {.title = "FIRST", .spare = 2},
    {.title = "LAST"},
};

static void
add_figures(struct grid *grid, struct arena *a, const struct row *row)
{
	char date[11];

	grid_text(grid, str_fmt(a, "%zu", row->commits));
	grid_text(grid, str_fmt(a, "%zu", row->changes));
	grid_text(grid, str_dup(a, str_of(date_text(date, row->first))));
	grid_text(grid, str_dup(a, str_of(date_text(date, row->last))));
}

static void
print_records(struct out *o, const struct rows *rows, const struct grid_style *style)
{
	struct grid grid;

	grid_init(&grid, rows->arena, record_columns,
	    sizeof record_columns / sizeof *record_columns);
	for (size_t i = 0; i < rows->n; i++) {
		const struct log_record *r = rows->p[i].newest.r;

		grid_text(&grid, r->kind ? kind_name(r->kind) : S("-"));
		grid_text(&grid, r->kind ? r->id : S("-"));
		add_figures(&grid, rows->arena, &rows->p[i]);
		grid_text(&grid, r->path);
	}
	grid_print(o, &grid, style);
}

static void
print_people(struct out *o, const struct rows *rows, const struct grid_style *style)
{
	struct grid grid;

	grid_init(&grid, rows->arena, people_columns,
	    sizeof people_columns / sizeof *people_columns);
	for (size_t i = 0; i < rows->n; i++) {
		grid_text(&grid, rows->p[i].newest.key);
		grid_text(&grid, rows->p[i].newest.r->commit->author_name);
		add_figures(&grid, rows->arena, &rows->p[i]);
	}
	grid_print(o, &grid, style);
}

static void
print_json(struct json *j, enum log_stat by, const struct row *row)
{
	const struct log_record *r = row->newest.r;
	struct str none = {NULL, 0};

	json_object(j);
	json_put_int(j, "version", 1);
	if (by == LOG_STAT_RECORD) {
		json_put_str(j, "kind", r->kind ? kind_name(r->kind) : none);
		json_put_str(j, "id", r->id);
		json_put_str(j, "path", r->path);
	} else {
		json_put_str(j, "person", row->newest.number ? none : row->newest.key);
		json_put_str(j, "name", r->commit->author_name);
		json_put_str(j, "email", r->commit->author_email);
	}
	json_put_int(j, "commits", (int64_t)row->commits);
	json_put_int(j, "changes", (int64_t)row->changes);
	json_put_date(j, "first", row->first);
	json_put_date(j, "last", row->last);
	json_end(j);
}

void
log_print_stat(struct out *o, const struct log *log, enum log_stat by,
    const struct grid_style *style)
{
	struct arena scratch = {0};
	struct rows rows = make_rows(&scratch, log, by);
	struct json j;

	json_init(&j, o, false);
	if (style && by == LOG_STAT_RECORD)
		print_records(o, &rows, style);
	else if (style)
		print_people(o, &rows, style);
	for (size_t i = 0; !style && i < rows.n; i++)
		print_json(&j, by, &rows.p[i]);
	arena_free(&scratch);
}
