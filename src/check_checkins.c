#include "check.h"

#include <math.h>
#include <stdlib.h>

#include "goal.h"
#include "shape.h"

/* One check-in on one goal, from either place. */
struct entry {
	const struct goal *goal;
	const struct record *record; /* where it stands: the check-in, or the goal itself */
	const struct checkin_entry *entry;
	int32_t date;
	uint32_t by;
};

struct entries {
	struct entry *p;
	size_t n, cap;
};

/* Where an entry stands in its record. */
static struct str
pointer_to(struct check *c, const struct entry *e)
{
	if (e->record->kind == KIND_CHECKIN)
		return check_at(c, S("/goals"), repo_str(c->repo, e->entry->key));
	return str_fmt(c->arena, "/checkins/%u", (unsigned)(e->entry - e->goal->checkins.p));
}

static void
add_entry(struct entries *all, struct check *c, struct entry e)
{
	if (e.goal)
		*vec_push(&c->scratch, all) = e;
}

static void
gather(struct entries *all, struct check *c)
{
	const struct record *r;

	for (size_t i = 0; (r = check_next(c, KIND_CHECKIN, &i));) {
		const struct checkin *checkin = (const struct checkin *)r;

		for (uint32_t k = 0; k < checkin->goals.n; k++) {
			const struct checkin_entry *e = &checkin->goals.p[k];
			const struct record *goal = repo_get(c->repo, KIND_GOAL, e->key);

			add_entry(all, c,
			    (struct entry){(const struct goal *)goal, r, e, checkin->date,
				checkin->by});
		}
	}
	for (size_t i = 0; (r = check_next(c, KIND_GOAL, &i));) {
		const struct goal *g = (const struct goal *)r;

		for (uint32_t k = 0; k < g->checkins.n; k++) {
			const struct checkin_entry *e = &g->checkins.p[k];

			add_entry(all, c,
			    (struct entry){g, r, e, e->date, e->by ? e->by : g->owner});
		}
	}
}

static void
check_outside(struct check *c, const struct entry *e)
{
	char day[11], limit[11];
	bool early = e->goal->start != DATE_NONE && e->date < e->goal->start;
	bool late = e->goal->due != DATE_NONE && e->date > e->goal->due;
	bool in_goal = e->record->kind == KIND_GOAL;

	if (e->date == DATE_NONE || (!early && !late))
		return;
	check_add(c, RULE_CHECKIN_OUTSIDE, e->record,
	    in_goal ? check_at(c, pointer_to(c, e), S("date")) : pointer_to(c, e),
	    str_fmt(c->arena, "the check-in of %s lies %s goal \"%.*s\" (%s %s)",
		date_text(day, e->date), early ? "before the start of" : "after the end of",
		SV(repo_id(c->repo, &e->goal->record)), early ? "start" : "due",
		date_text(limit, early ? e->goal->start : e->goal->due)),
	    "correct the date, or move the goal's start or due")
	    ->at_key = !in_goal;
}

static const struct wrong_value {
	const char *message, *help;
} takes_none = {"is measured by milestones and takes no values",
    "set \"done\" of the milestone in the goal"},
  takes_truth = {"is a yes-no key result: its value is true or false", "write true or false"},
  takes_number = {"is measured by a number, not by true or false", "write the number"};

/* What is wrong with a value of a key result; NULL: nothing. */
static const struct wrong_value *
wrong_value(const struct key_result *kr, const struct value *v)
{
	switch (key_result_shape(kr)) {
	case SHAPE_MILESTONES:
		return &takes_none;
	case SHAPE_YES_NO:
		return v->logical ? NULL : &takes_truth;
	default:
		return v->logical ? &takes_number : NULL;
	}
}

static void
check_value(struct check *c, const struct entry *e, const struct value *v)
{
	const struct key_result *kr = goal_key_result(e->goal, v->key);
	const struct wrong_value *wrong = kr ? wrong_value(kr, v) : NULL;
	struct str key = repo_str(c->repo, v->key), id = repo_id(c->repo, &e->goal->record);
	struct str_guess guess = {.word = key};
	struct check_finding *f;

	/* What is neither a number nor true or false its schema has reported. */
	if (kr && (!wrong || (!v->logical && isnan(v->number))))
		return;
	for (uint32_t i = 0; !kr && i < e->goal->key_results.n; i++)
		str_guess(&guess, repo_str(c->repo, e->goal->key_results.p[i].key));
	f = check_add(c, RULE_CHECKIN_UNKNOWN, e->record,
	    check_at(c, JOIN(c->arena, pointer_to(c, e), S("/values")), key),
	    kr ? str_fmt(c->arena, "key result \"%.*s\" of goal \"%.*s\" %s", SV(key), SV(id),
		     wrong->message)
	       : str_fmt(c->arena, "goal \"%.*s\" has no key result \"%.*s\"", SV(id), SV(key)),
	    kr ? wrong->help : "name a key result of the goal");
	f->at_key = !kr || wrong == &takes_none;
	f->finding.instead = !id_is_valid(key);
	check_guessed(c, &f->finding, &guess);
}

/* By goal, day and person; of equals the file that comes first. */
static int
by_key(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int order = (a->goal->record.index > b->goal->record.index) -
		    (a->goal->record.index < b->goal->record.index);

	if (!order)
		order = (a->date > b->date) - (a->date < b->date);
	if (!order)
		order = (a->by > b->by) - (a->by < b->by);
	if (!order)
		order = (a->record->file > b->record->file) - (a->record->file < b->record->file);
	return order ? order : (a->entry > b->entry) - (a->entry < b->entry);
}

/* They often are: a goal's own check-ins stand in it day by day. */
static bool
are_sorted(const struct entries *all)
{
	for (size_t i = 1; i < all->n; i++)
		if (by_key(&all->p[i - 1], &all->p[i]) > 0)
			return false;
	return true;
}

static void
check_twice(struct check *c, struct entries *all)
{
	if (!are_sorted(all))
		qsort(all->p, all->n, sizeof *all->p, by_key);
	for (size_t i = 1; i < all->n; i++) {
		const struct entry *a = &all->p[i - 1], *b = &all->p[i];
		char day[11];

		if (a->goal != b->goal || a->date != b->date || a->by != b->by ||
		    a->date == DATE_NONE)
			continue;
		check_add(c, RULE_DUPLICATE_ID, b->record, pointer_to(c, b),
		    str_fmt(c->arena,
			"a check-in of %s on goal \"%.*s\" by %.*s exists already in %.*s",
			date_text(day, b->date), SV(repo_id(c->repo, &b->goal->record)),
			SV(repo_str(c->repo, b->by)), SV(repo_path(c->repo, a->record))),
		    "keep one of the two")
		    ->at_key = true;
	}
}

/* Goals, by index, whose key results have findings of their own: what a check-in says of them is
 * not judged. */
static bool *
find_unclear(struct check *c)
{
	bool *unclear = NEW_ARRAY(&c->scratch, bool, c->repo->n_records);

	for (size_t i = 0; i < c->sink->n; i++) {
		const struct finding *f = &c->sink->p[i];
		const struct record *goal = NULL;

		if (str_starts(f->pointer, S("/key_results")) && str_is(f->kind, "goal"))
			goal = repo_find(c->repo, KIND_GOAL, f->id);
		if (goal)
			unclear[goal->index] = true;
	}
	return unclear;
}

void
check_checkins(struct check *c)
{
	struct entries all = {0};
	const bool *unclear = find_unclear(c);

	gather(&all, c);
	for (size_t i = 0; i < all.n; i++) {
		check_outside(c, &all.p[i]);
		if (unclear[all.p[i].goal->record.index])
			continue;
		for (uint32_t k = 0; k < all.p[i].entry->values.n; k++)
			check_value(c, &all.p[i], &all.p[i].entry->values.p[k]);
	}
	check_twice(c, &all);
}
