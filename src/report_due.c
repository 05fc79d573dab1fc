#include "report_part.h"

#include "due.h"
#include "request.h"

enum { EVER = 1 << 20 }; /* days ahead, more than any record looks */

/* Is it the person's to do, or about the person? What depends on others' answers and reviews is left
 * out: nothing of that is read for a review. */
static bool
is_of_person(const struct report *r, const struct due_item *item)
{
	const struct record *person = &r->q->person->record;

	switch (item->type) {
	case DUE_ACTION:
		return item->owner == person->id || report_is_own(item->record, person->id);
	case DUE_RESPONSE:
		return item->owner == person->id ||
		       ((const struct request *)item->record)->about == person->id;
	case DUE_FEEDBACK:
		return item->record == person;
	case DUE_REVIEW:
		return str_eq(item->part, repo_id(r->repo, person));
	case DUE_ACKNOWLEDGEMENT:
	case DUE_CHECKIN:
	case DUE_GOAL:
		return item->owner == person->id;
	case DUE_CYCLE:
	case DUE_REQUEST:
		break;
	}
	return false;
}

/* Promises and answers are listed however far ahead they are, other things when they come near. */
static bool
is_near(const struct report *r, const struct due_item *item)
{
	return item->type == DUE_ACTION || item->type == DUE_RESPONSE || item->due == DATE_NONE ||
	       item->due <= r->q->as_of + DUE_WITHIN;
}

static bool
is_wanted(void *report, const struct due_item *item)
{
	return is_of_person(report, item) && is_near(report, item);
}

static const char *
type_word(const struct due_item *item)
{
	static const char *const words[] = {
	    [DUE_ACKNOWLEDGEMENT] = "acknowledgement",
	    [DUE_ACTION] = "action",
	    [DUE_CHECKIN] = "check-in",
	    [DUE_CYCLE] = "cycle",
	    [DUE_FEEDBACK] = "feedback",
	    [DUE_GOAL] = "end of a goal",
	    [DUE_REQUEST] = "request",
	    [DUE_RESPONSE] = "answer",
	    [DUE_REVIEW] = "review",
	};

	return words[item->type];
}

static void
write_item(struct report *r, const struct due_item *item)
{
	char date[11];

	report_use(r, item->record);
	report_row(r);
	report_cell_words(r, "%s", date_text(date, item->due));
	report_cell(r, item->title);
	report_cell_words(r, "%s", type_word(item));
	report_cell(r, report_name(r, item->owner));
	report_cell_words(r, "%.*s", SV(due_when(r->arena, item)));
	report_cell(r, str_fmt(r->arena, "%s:%.*s", kinds[item->record->kind].name,
			   SV(repo_id(r->repo, item->record))));
	report_row_end(r);
}

void
report_due(struct report *r)
{
	static const char *const titles[] = {"Due", "What", "Kind", "Owner", "State", "Said in"};
	struct due_query query = {.as_of = r->q->as_of,
	    .within = EVER,
	    .wants = is_wanted,
	    .ctx = r};
	struct due_list list;

	report_heading(r, 2, "Due");
	due_collect(&list, r->arena, r->repo, &query);
	if (list.n)
		report_head(r, titles, "llllll");
	else
		report_say(r, "Nothing is open.");
	for (size_t i = 0; i < list.n; i++)
		write_item(r, &list.p[i]);
	report_gap(r);
}
