#include "check.h"

#include "cycle.h"
#include "goal.h"
#include "person.h"
#include "plan.h"
#include "request.h"
#include "review.h"
#include "shape.h"

/* Reports the later of two days where it stands before the earlier one. */
static void
check_order(struct check *c, const struct record *r, struct str pointer, const char *early_name,
    int32_t early, const char *late_name, int32_t late)
{
	char a[11], b[11];

	if (early == DATE_NONE || late == DATE_NONE || early <= late)
		return;
	check_add(c, RULE_DATE_ORDER, r, str_fmt(c->arena, "%.*s/%s", SV(pointer), late_name),
	    str_fmt(c->arena, "\"%s\" (%s) is before \"%s\" (%s)", late_name, date_text(b, late),
		early_name, date_text(a, early)),
	    "swap the two, or correct the year");
}

static struct str
in_capitals(struct arena *a, struct str s)
{
	char *to = str_c(a, s);

	for (size_t i = 0; i < s.n; i++)
		to[i] = (char)(to[i] >= 'a' && to[i] <= 'z' ? to[i] & ~0x20 : to[i]);
	return (struct str){to, s.n};
}

/* A period that is neither well formed nor a cycle's id; what cannot be either is its schema's. */
static void
check_period(struct check *c, const struct record *r, struct str period)
{
	struct str_guess guess = {.word = period};
	struct check_finding *f;
	struct record **cycles;
	struct period p;
	size_t n;

	if (!period.p || repo_period(&p, c->repo, period))
		return;
	if (str_find(period, S("..")) < period.n) {
		check_add(c, RULE_DATE_ORDER, r, S("/period"),
		    str_fmt(c->arena, "the period \"%.*s\" has no first day before a last day",
			SV(period)),
		    "write the earlier day first: 2026-07-01..2026-12-31");
		return;
	}
	if (c->repo->missing_imports || !id_is_valid(period))
		return;
	cycles = repo_of_kind(&n, c->repo, KIND_CYCLE);
	for (size_t i = 0; i < n; i++)
		str_guess(&guess, repo_id(c->repo, cycles[i]));
	f = check_add(c, RULE_DANGLING, r, S("/period"),
	    str_fmt(c->arena, "no period or cycle \"%.*s\"", SV(period)),
	    "write 2026, 2026-H2, 2026-Q3, 2026-10, two days with .. between, or a cycle's id");
	if (repo_period(&p, c->repo, in_capitals(c->arena, period)))
		guess.best = in_capitals(c->arena, period);
	check_guessed(c, &f->finding, &guess);
}

static void
check_plan(struct check *c, const struct plan *p)
{
	check_period(c, &p->record, p->period);
	check_order(c, &p->record, S(""), "start", p->start, "due", p->due);
	for (uint32_t i = 0; i < p->focus.n; i++) {
		const struct plan_focus *f = &p->focus.p[i];
		struct str at = check_at(c, S("/focus"), repo_str(c->repo, f->key));

		for (uint32_t k = 0; k < f->actions.n; k++) {
			const struct plan_action *a = &f->actions.p[k];

			check_order(c, &p->record,
			    check_at(c, JOIN(c->arena, at, S("/actions")),
				repo_str(c->repo, a->key)),
			    "start", a->start, "due", a->due);
		}
	}
}

static void
check_person(struct check *c, const struct person *p)
{
	check_order(c, &p->record, S(""), "start", p->start, "end", p->end);
	for (uint32_t i = 0; i < p->away.n; i++)
		check_order(c, &p->record, str_fmt(c->arena, "/away/%u", i), "from",
		    p->away.p[i].from, "to", p->away.p[i].to);
	for (uint32_t i = 0; i < p->signing_keys.n; i++)
		check_order(c, &p->record, str_fmt(c->arena, "/signing_keys/%u", i), "from",
		    p->signing_keys.p[i].from, "to", p->signing_keys.p[i].to);
}

void
check_dates(struct check *c)
{
	const struct record *r;

	for (size_t i = 0; (r = check_next(c, KIND_GOAL, &i));) {
		const struct goal *g = (const struct goal *)r;

		check_period(c, r, g->period);
		check_order(c, r, S(""), "start", g->start, "due", g->due);
	}
	for (size_t i = 0; (r = check_next(c, KIND_PLAN, &i));)
		check_plan(c, (const struct plan *)r);
	for (size_t i = 0; (r = check_next(c, KIND_PERSON, &i));)
		check_person(c, (const struct person *)r);
	for (size_t i = 0; (r = check_next(c, KIND_REVIEW, &i));)
		check_period(c, r, ((const struct review *)r)->period);
	for (size_t i = 0; (r = check_next(c, KIND_REQUEST, &i));)
		check_order(c, r, S(""), "date", ((const struct request *)r)->date, "due",
		    ((const struct request *)r)->due);
	for (size_t i = 0; (r = check_next(c, KIND_CYCLE, &i));) {
		const struct cycle *cycle = (const struct cycle *)r;

		check_period(c, r, cycle->period);
		check_order(c, r, S(""), "opens", cycle->opens, "closes", cycle->closes);
	}
}
