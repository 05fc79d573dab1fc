#include "ical.h"
#include "reminders.h"

/* YYYYMMDD */
static struct str
ics_date(const struct reminders *r, int32_t day)
{
	char date[11];

	date_text(date, day);
	return str_fmt(r->arena, "%.4s%.2s%.2s", date, date + 5, date + 8);
}

/* The same for as long as the item is; of another workspace it is another one. */
static struct str
uid_of(const struct reminders *r, const struct due_item *item)
{
	struct str name = r->repo->workspace.name;

	return ical_text(r->arena,
	    str_fmt(r->arena, "%s:%.*s%s%.*s@%.*s", due_type_names[item->type],
		SV(reminders_record(r, item)), item->part.n ? ":" : "", SV(item->part),
		SV(name.n ? name : S("whet"))));
}

static struct str
description_of(const struct reminders *r, const struct due_item *item)
{
	struct str name = reminders_name(r, item->owner);

	return ical_text(r->arena,
	    str_fmt(r->arena, "%.*s%s%.*s\n%.*s", SV(name), name.n ? ": " : "", SV(item->settle),
		SV(reminders_record(r, item))));
}

static void
print_item(struct out *o, const struct reminders *r, const struct due_item *item)
{
	struct str summary =
	    str_fmt(r->arena, "%s: %.*s", due_type_names[item->type], SV(item->title));

	ical_line(o, "BEGIN", S("VTODO"));
	ical_line(o, "UID", uid_of(r, item));
	ical_line(o, "DTSTAMP", JOIN(r->arena, ics_date(r, r->query->as_of), S("T000000Z")));
	if (item->due != DATE_NONE)
		ical_line(o, "DUE;VALUE=DATE", ics_date(r, item->due));
	ical_line(o, "SUMMARY", ical_text(r->arena, summary));
	ical_line(o, "DESCRIPTION", description_of(r, item));
	ical_line(o, "CATEGORIES", str_of(due_type_names[item->type]));
	ical_line(o, "STATUS", S("NEEDS-ACTION"));
	ical_line(o, "END", S("VTODO"));
}

void
reminders_ics(struct out *o, const struct reminders *r)
{
	ical_line(o, "BEGIN", S("VCALENDAR"));
	ical_line(o, "VERSION", S("2.0"));
	ical_line(o, "PRODID", S("-//whet//whet-due//EN"));
	for (size_t i = 0; i < r->list->n; i++)
		print_item(o, r, &r->list->p[i]);
	ical_line(o, "END", S("VCALENDAR"));
}
