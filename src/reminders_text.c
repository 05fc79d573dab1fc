#include "prose.h"
#include "reminders.h"

static struct str
or_none(struct str text)
{
	return text.n ? text : S("-");
}

static struct str
day_of(const struct reminders *r, const struct due_item *item)
{
	char date[11];

	return str_dup(r->arena, str_of(date_text(date, item->due)));
}

/* On a terminal the owner stands once, above the days. */
static void
print_aligned(struct out *o, const struct reminders *r)
{
	static const struct grid_column columns[] = {
	    {.title = "OWNER", .least = 12},
	    {.title = "DUE", .spare = 1},
	    {.title = "STATE"},
	    {.title = "WHAT"},
	    {.title = "TITLE", .least = 16},
	    {.title = "SETTLED BY", .least = 30, .spare = 2},
	};
	const struct due_item **items = reminders_by_owner(r);
	struct grid grid;

	grid_init(&grid, r->arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < r->list->n; i++) {
		const struct due_item *item = items[i];
		bool first = i == 0 || items[i - 1]->owner != item->owner;

		grid_text(&grid, !first	       ? S("")
				 : item->owner ? repo_str(r->repo, item->owner)
					       : S("-"));
		grid_text(&grid, day_of(r, item));
		grid_text(&grid, due_when(r->arena, item))->tone =
		    item->overdue ? TONE_WARN : TONE_PLAIN;
		grid_text(&grid, str_of(due_type_names[item->type]));
		grid_text(&grid, item->title);
		grid_text(&grid, item->settle);
	}
	grid_print(o, &grid, &r->style);
}

static void
print_tabs(struct out *o, const struct reminders *r)
{
	static const struct grid_column columns[10];
	const struct due_item **items = reminders_by_owner(r);
	struct grid grid;

	grid_init(&grid, r->arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < r->list->n; i++) {
		const struct due_item *item = items[i];

		grid_text(&grid, item->owner ? repo_str(r->repo, item->owner) : S("-"));
		grid_text(&grid, str_of(due_type_names[item->type]));
		grid_text(&grid, item->overdue ? S("overdue") : S("upcoming"));
		grid_text(&grid, or_none(day_of(r, item)));
		grid_text(&grid,
		    item->due == DATE_NONE ? S("-") : str_fmt(r->arena, "%d", (int)item->days));
		grid_text(&grid, reminders_record(r, item));
		grid_text(&grid, or_none(item->part));
		grid_text(&grid, or_none(item->title));
		grid_text(&grid, str_fmt(r->arena, "%.*s:%u", SV(item->path), item->line));
		grid_text(&grid, item->settle);
	}
	grid_print(o, &grid, &r->style);
}

void
reminders_text(struct out *o, const struct reminders *r)
{
	if (r->style.aligned)
		print_aligned(o, r);
	else
		print_tabs(o, r);
}

/* Markdown. */

/* As code, unless it holds what code cannot. */
static void
write_code(struct out *o, struct str text)
{
	bool plain = utf8_valid(text);

	for (size_t i = 0; i < text.n; i++)
		plain = plain && text.p[i] != '`' && (unsigned char)text.p[i] >= ' ';
	if (!plain) {
		prose_line(o, text);
		return;
	}
	out_char(o, '`');
	out_str(o, text);
	out_char(o, '`');
}

static void
write_item(struct out *o, const struct reminders *r, const struct due_item *item)
{
	struct str day = day_of(r, item);

	out_fmt(o, "- **%.*s**", SV(due_when(r->arena, item)));
	out_fmt(o, day.n ? " (%.*s)" : "%.*s", SV(day));
	out_fmt(o, ", %s: ", due_type_names[item->type]);
	prose_line(o, item->title);
	out_text(o, item->title.n ? ". Settled by " : "settled by ");
	write_code(o, item->settle);
	out_char(o, '\n');
}

void
reminders_markdown(struct out *o, const struct reminders *r)
{
	const struct due_item **items = reminders_by_owner(r);
	char date[11];

	out_fmt(o, "# Due on %s\n", date_text(date, r->query->as_of));
	if (!r->list->n)
		out_text(o, "\nNothing is due.\n");
	for (size_t i = 0; i < r->list->n; i++) {
		if (i == 0 || items[i - 1]->owner != items[i]->owner) {
			struct str name = reminders_name(r, items[i]->owner);

			out_text(o, "\n## ");
			prose_line(o, name.p ? name : S("Nobody yet"));
			out_text(o, "\n\n");
		}
		write_item(o, r, items[i]);
	}
}
