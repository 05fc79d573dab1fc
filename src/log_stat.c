/* How much has changed, of which record or by whom, and when. */
#include <stdlib.h>

#include "date.h"
#include "json.h"
#include "log.h"

const char *const log_stat_names[] = {"record", "person", NULL};

/* What is counted together. */
enum { PERSON = 'a', STRANGER = 'b' };

struct row {
	struct str key;		  /* of people: PERSON and an id, or STRANGER and an address */
	struct log_record newest; /* without its changes */
	size_t commits, changes;
	int32_t first, last; /* days */
};

struct rows {
	struct arena *arena;
	struct row *p;
	size_t n, cap;
	struct intern *keys;   /* what tells rows apart */
	VEC(uint32_t) numbers; /* of rows, plus 1, by symbol of the key; 0: there is none yet */
};

static int
by_person(const void *left, const void *right)
{
	return str_cmp(((const struct row *)left)->key, ((const struct row *)right)->key);
}

static int
by_record(const void *left, const void *right)
{
	const struct log_record *a = &((const struct row *)left)->newest,
				*b = &((const struct row *)right)->newest;
	int order = (a->kind > b->kind) - (a->kind < b->kind);

	if (!order)
		order = str_cmp(a->id, b->id);
	return order ? order : str_cmp(a->path, b->path);
}

static struct row *
row_of(struct rows *rows, struct str key)
{
	uint32_t symbol = intern(rows->keys, key);

	while (rows->numbers.n <= symbol)
		vec_push(rows->arena, &rows->numbers);
	if (!rows->numbers.p[symbol]) {
		vec_push(rows->arena, rows)->key = intern_str(rows->keys, symbol);
		rows->numbers.p[symbol] = (uint32_t)rows->n;
	}
	return &rows->p[rows->numbers.p[symbol] - 1];
}

/* Files that have never been readable are told apart by their paths, all other records by number. */
static struct row *
record_row(struct rows *rows, struct arena *a, const struct log_record *r)
{
	return row_of(rows,
	    r->lineage ? str_fmt(a, "%u", (unsigned)r->lineage) : JOIN(a, S("/"), r->path));
}

static struct row *
author_row(struct rows *rows, struct arena *a, const struct log *log,
    const struct history_commit *c)
{
	struct str person = log_person(log, c);

	if (person.p)
		return row_of(rows, str_fmt(a, "%c%.*s", PERSON, SV(person)));
	return row_of(rows, str_fmt(a, "%c%s", STRANGER, str_lower(a, c->author_email)));
}

/* The id of a person, or a stranger's address. */
static struct str
who(const struct row *row)
{
	return str_sub(row->key, 1, row->key.n);
}

static void
count(struct row *row, const struct log_record *r)
{
	int32_t day = git_when_day(r->commit->when);

	if (!row->commits || r->commit != row->newest.commit)
		row->commits++;
	if (row->commits == 1 || day < row->first)
		row->first = day;
	if (row->commits == 1 || day > row->last)
		row->last = day;
	row->changes += r->changes.n;
	row->newest = *r;
}

/* The oldest commit first, so that what is newest comes last. */
static int
count_all(struct rows *rows, const struct log *log, enum log_stat by)
{
	struct arena scratch = {0};
	int status = 0;

	for (size_t i = 0; i < log->commits.n && !status; i++) {
		struct arena_mark mark = arena_mark(&scratch);
		struct log_records records;
		struct row *row = NULL;

		status = log_read(&records, &scratch, log, i);
		if (records.n && by == LOG_STAT_PERSON)
			row = author_row(rows, &scratch, log, log->commits.p[i].commit);
		for (size_t k = 0; k < records.n; k++)
			count(row ? row : record_row(rows, &scratch, &records.p[k]), &records.p[k]);
		arena_rewind(&scratch, mark);
	}
	arena_free(&scratch);
	if (rows->n)
		qsort(rows->p, rows->n, sizeof *rows->p,
		    by == LOG_STAT_RECORD ? by_record : by_person);
	return status;
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
		const struct log_record *r = &rows->p[i].newest;

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
		grid_text(&grid, who(&rows->p[i]));
		grid_text(&grid, rows->p[i].newest.commit->author_name);
		add_figures(&grid, rows->arena, &rows->p[i]);
	}
	grid_print(o, &grid, style);
}

static void
print_json(struct json *j, enum log_stat by, const struct row *row)
{
	const struct log_record *r = &row->newest;
	struct str none = {NULL, 0};

	json_object(j);
	json_put_int(j, "version", 1);
	if (by == LOG_STAT_RECORD) {
		json_put_str(j, "kind", r->kind ? kind_name(r->kind) : none);
		json_put_str(j, "id", r->id);
		json_put_str(j, "path", r->path);
	} else {
		json_put_str(j, "person", *row->key.p == STRANGER ? none : who(row));
		json_put_str(j, "name", r->commit->author_name);
		json_put_str(j, "email", r->commit->author_email);
	}
	json_put_int(j, "commits", (int64_t)row->commits);
	json_put_int(j, "changes", (int64_t)row->changes);
	json_put_date(j, "first", row->first);
	json_put_date(j, "last", row->last);
	json_end(j);
}

int
log_print_stat(struct out *o, const struct log *log, enum log_stat by,
    const struct grid_style *style)
{
	struct arena scratch = {0};
	struct rows rows = {.arena = &scratch, .keys = intern_new(&scratch)};
	int status = count_all(&rows, log, by);
	struct json j;

	json_init(&j, o, false);
	if (!status && style && by == LOG_STAT_RECORD)
		print_records(o, &rows, style);
	else if (!status && style)
		print_people(o, &rows, style);
	for (size_t i = 0; !status && !style && i < rows.n; i++)
		print_json(&j, by, &rows.p[i]);
	intern_free(rows.keys);
	arena_free(&scratch);
	return status;
}
