#include "pulse.h"

#include <math.h>

#include "fixture.h"
#include "out.h"

/* What all workspaces here have. */
static const char *const files[][2] = {
    {"whet.yaml", "kind: workspace\nversion: 1\n"},
    {"people/base.yaml",
	"kind: team\nid: top\nname: Top\n---\n"
	"kind: team\nid: low\nname: Low\nparent: top\n---\n"
	"kind: person\nid: ada\nname: Ada\nteam: low\nmanager: cara\nrole: junior\n---\n"
	"kind: person\nid: bo\nname: Bo\nmanager: cara\nstart: 2026-02-01\nend: 2026-08-31\n---\n"
	"kind: person\nid: cara\nname: Cara\nteam: top\n---\n"
	"kind: framework\nid: f\ntitle: F\nscale: {min: 1, max: 4}\n"
	"skills: {tests: {title: Tests}, ops: {title: Ops}}\n"
	"roles: {junior: {title: Junior, expects: {tests: 3}}}\n"},
};

static struct repo *
load_with(const char *more)
{
	return workspace_with(files, sizeof files / sizeof *files, more);
}

/* "2 of 3: ada bo", of days "1 of 2: 5". */
static struct str
words_of(const struct repo *repo, const struct measure_value *v)
{
	struct out o;

	out_init(&o, &arena, -1);
	if (isnan(v->numerator))
		out_fmt(&o, "%g days of %g", v->value, v->denominator);
	else
		out_fmt(&o, "%g of %g", v->numerator, v->denominator);
	for (size_t i = 0; i < v->missing.n; i++)
		out_fmt(&o, " %.*s", SV(repo_id(repo, v->missing.p[i])));
	return out_all(&o);
}

/* A measure of the first half of 2026 as of a day. */
static void
is(enum measure m, const char *day, const char *more, const char *want, const char *name)
{
	struct repo *repo = load_with(more);
	struct pulse_query q = {.as_of = date(day),
	    .period = {date("2026-01-01"), date("2026-06-30")}};
	struct pulse pulse;
	struct str got;

	pulse_of(&pulse, &arena, repo, &q);
	got = words_of(repo, &pulse.of[m]);
	if (!ok(str_is(got, want), "%s: %s", measure_infos[m].id, name))
		note("got \"%.*s\", want \"%s\"", SV(got), want);
}

static void
test_people(void)
{
	struct pulse_query q = {.as_of = date("2026-03-01"),
	    .period = {date("2026-01-01"), date("2026-06-30")},
	    .team = S("top")};
	struct repo *repo = load_with("");
	struct pulse pulse;

	pulse_of(&pulse, &arena, repo, &q);
	ok(pulse.people == 2, "people of teams below are of the team");
	q.team = S("low");
	pulse_of(&pulse, &arena, repo, &q);
	ok(pulse.people == 1, "those of teams above are not");
	q.as_of = date("2026-01-31");
	q.team = S("");
	pulse_of(&pulse, &arena, repo, &q);
	ok(pulse.people == 2, "nobody before the first day");
	q.as_of = date("2026-09-01");
	pulse_of(&pulse, &arena, repo, &q);
	ok(pulse.people == 2, "nor after the last");
	ok(isnan(pulse.of[MEASURE_COVERED].value) && !isnan(pulse.of[MEASURE_PLANNED].value),
	    "nothing to measure is no share");
}

#define FEEDBACK(id, from, about, day, more)                                                      \
	"kind: feedback\nid: " id "\nfrom: " from "\nabout: " about "\ndate: 2026-" day "\n" more \
	"---\n"
#define END "kind: person\nid: zoe\nname: Zoe\nend: 2020-01-01\n"

static void
test_feedback(void)
{
	const char *peer = FEEDBACK("a", "bo", "ada", "03-01", "strengths: Kind.\n") END;

	is(MEASURE_RECEIVED, "2026-05-30", peer, "1 of 3 bo cara", "90 days are recent");
	is(MEASURE_RECEIVED, "2026-05-31", peer, "0 of 3 ada bo cara", "91 days are not");
	is(MEASURE_RECEIVED, "2026-02-28", peer, "0 of 3 ada bo cara", "nor is what is to come");
	is(MEASURE_RECEIVED, "2026-03-02",
	    FEEDBACK("a", "cara", "ada", "03-01", "strengths: Kind.\n")
		FEEDBACK("b", "bo", "bo", "03-01", "strengths: Kind.\n") END,
	    "0 of 3 ada bo cara", "neither a manager's nor one's own");
	is(MEASURE_RECEIVED, "2026-03-02",
	    FEEDBACK("a", "{name: Eve}", "[ada, bo]", "03-01", "strengths: Kind.\n") END,
	    "2 of 3 cara", "of somebody from outside, about two");
	is(MEASURE_BALANCED, "2026-06-30",
	    FEEDBACK("a", "bo", "ada", "01-01", "strengths: Kind.\n")
		FEEDBACK("b", "bo", "ada", "06-30", "improvements: Less.\n")
		    FEEDBACK("c", "ada", "bo", "06-30", "improvements: Less.\n") END,
	    "1 of 2 bo", "both on the first and last day");
	is(MEASURE_SUGGESTIONS, "2026-06-30",
	    FEEDBACK("a", "cara", "[ada, bo]", "06-01",
		"improvements: [{text: Less., suggestion: Half.}, {text: Calm.}]\n")
		FEEDBACK("b", "bo", "ada", "06-30", "improvements: One. Two.\n") END,
	    "1 of 3", "about two people once, and one text as one");
	is(MEASURE_MEDIAN_DAYS, "2026-06-30",
	    "kind: feedback\nid: z\nfrom: bo\nabout: ada\ndate: 2025-12-30\nstrengths: A.\n---\n" FEEDBACK(
		"a", "bo", "ada", "01-02", "strengths: A.\n") FEEDBACK("b", "bo", "ada", "01-12",
		"strengths: A.\n") FEEDBACK("c", "bo", "cara", "01-12", "strengths: A.\n") END,
	    "6.5 days of 2", "from the one before the period on, of each person");
	is(MEASURE_IN_TIME, "2026-06-30",
	    FEEDBACK("a", "bo", "ada", "03-01", "request: q\nstrengths: A.\n") FEEDBACK("b", "cara",
		"ada", "03-02",
		"request: q\nstrengths: A.\n") "kind: request\nid: q\nabout: ada\nasked: [bo, cara]\ndate: 2026-02-01\n"
					       "due: 2026-03-01\n---\n" END,
	    "1 of 2 cara", "on the day, not a day later");
	is(MEASURE_IN_TIME, "2026-06-30",
	    "kind: request\nid: q\nabout: ada\nasked: [bo, cara]\ndate: 2026-02-01\n"
	    "due: 2026-03-01\ndeclined: {bo: 2026-03-01, cara: 2026-03-02}\n---\n" END,
	    "0 of 1 cara", "who declined by the day owes nothing");
}

#define GOAL(id, owner, more)                             \
	"kind: goal\nid: " id "\ntitle: G\nowner: " owner \
	"\nstart: 2026-03-01\ndue: 2026-12-31\n" more "---\n"
#define YES "key_results: {k: {title: K}}\n"

static void
test_goals(void)
{
	is(MEASURE_MEASURABLE, "2026-03-01",
	    GOAL("a", "ada", "key_results: {k: {title: K, max: 3}}\n") GOAL("b", "bo", YES) END,
	    "1 of 3 bo cara", "yes or no measures nothing");
	is(MEASURE_MEASURABLE, "2026-02-28",
	    GOAL("a", "ada", "key_results: {k: {title: K, max: 3}}\n") END, "0 of 3 ada bo cara",
	    "a goal to come is not active");
	is(MEASURE_LEARNING, "2026-03-01",
	    GOAL("a", "ada", "skills: [tests]\n" YES)
		GOAL("b", "bo", "skills: [tests]\nstatus: draft\n" YES) END,
	    "1 of 3 bo cara", "nor is a draft");
	is(MEASURE_CHECKED_IN, "2026-03-15", GOAL("a", "low", YES) END, "1 of 1",
	    "14 days without a check-in");
	is(MEASURE_CHECKED_IN, "2026-03-16", GOAL("a", "low", YES) END, "0 of 1 low", "15 days");
	is(MEASURE_ALIGNED, "2026-03-16",
	    GOAL("a", "top", YES) GOAL("b", "low", "supports: a\n" YES) GOAL("c", "cara", YES) END,
	    "1 of 2 cara", "a top team has nothing to support");
}

#define PLAN(days, actions)                                                                   \
	"kind: plan\nid: p\nowner: ada\n" days "focus: {f: {skill: tests, actions: {" actions \
	"}}}\n---\n"
#define DAYS "start: 2026-02-01\ndue: 2026-06-30\n"
#define RATED(id, day, level) FEEDBACK(id, "ada", "ada", day, "ratings: {tests: " level "}\n")

static void
test_development(void)
{
	const char *one = PLAN(DAYS, "a: {title: A, due: 2026-05-01, mode: social}") END;

	is(MEASURE_PLANNED, "2026-06-30", one, "1 of 3 bo cara", "on the plan's last day");
	is(MEASURE_PLANNED, "2026-07-01", one, "0 of 3 ada bo cara", "and on the next");
	is(MEASURE_COVERED, "2026-06-30", one, "0 of 0", "what nobody assessed is no gap");
	is(MEASURE_COVERED, "2026-06-30",
	    RATED("r", "01-01", "2") PLAN(DAYS, "a: {title: A, due: 2026-05-01}") END, "1 of 1",
	    "an action that is open");
	is(MEASURE_COVERED, "2026-06-30",
	    RATED("r", "01-01", "2") PLAN(DAYS, "a: {title: A, due: 2026-05-01, done: 2026-06-30}")
		END,
	    "0 of 1 ada", "one that is done");
	is(MEASURE_MIXED, "2026-12-31",
	    PLAN(DAYS, "a: {title: A, due: 2026-05-01, mode: social}, "
		       "b: {title: B, due: 2026-05-01, mode: formal, dropped: 2026-12-31}") END,
	    "0 of 1 ada", "a dropped action is no way to learn");
}

#define REVIEW(id, cycle, level)                                                           \
	"kind: review\nid: " id "\nabout: ada\nby: cara\n" cycle "status: final\nlevels: " \
	"{tests: " level "}\n---\n"
#define CYCLE \
	"kind: cycle\nid: c\nperiod: 2026-Q1\ncloses: 2026-04-10\nparticipants: [low, bo]\n---\n"

static void
test_reviews(void)
{
	const char *done = REVIEW("a", "period: 2025-Q4\n", "1") REVIEW("b", "period: 2026-Q1\n",
	    "2") PLAN(DAYS, "a: {title: A, due: 2026-05-01, done: 2026-03-30}") END;

	is(MEASURE_REVIEWED, "2026-04-10", CYCLE REVIEW("a", "cycle: c\n", "2") END, "1 of 2 bo",
	    "when the cycle closes");
	is(MEASURE_REVIEWED, "2026-04-09", CYCLE REVIEW("a", "cycle: c\n", "2") END, "0 of 0",
	    "and the day before");
	is(MEASURE_REVIEWED, "2026-04-10", CYCLE REVIEW("a", "period: 2026-Q1\n", "2") END,
	    "1 of 2 bo", "a review of the same days");
	is(MEASURE_RERATED, "2026-06-30", done, "1 of 1", "the next review after an action");
	is(MEASURE_RERATED, "2026-03-30", done, "0 of 0", "which has not come yet");
	is(MEASURE_FOLLOWED, "2026-06-30",
	    FEEDBACK("a", "bo", "ada", "03-01",
		"improvements: [{text: A.}, {text: B.}]\n") FEEDBACK("b", "bo", "ada", "03-01",
		"improvements: C.\n") "kind: plan\nid: p\nowner: ada\nperiod: 2026-H1\n"
				      "focus: {f: {title: F, source: [\"feedback:a\"]}}\n---\n" END,
	    "2 of 3 ada", "a source names all that the feedback says");
}

static void
test_accountability(void)
{
	is(MEASURE_ACTIONS, "2026-06-30",
	    PLAN(DAYS, "a: {title: A, due: 2026-05-01, done: 2026-05-01}, "
		       "b: {title: B, due: 2026-05-01, done: 2026-05-02, owner: cara}, "
		       "c: {title: C, due: 2026-05-01, dropped: 2026-05-01}, "
		       "d: {title: D, due: 2026-05-01, dropped: 2026-05-02}, "
		       "e: {title: E, due: 2026-07-01}") END,
	    "1 of 3 ada cara", "done, late, dropped in time, dropped late, to come");
	is(MEASURE_ACTIONS, "2026-04-30", PLAN(DAYS, "a: {title: A, due: 2026-05-01}") END,
	    "0 of 0", "nothing is due yet");
	is(MEASURE_ACKNOWLEDGED, "2026-06-30",
	    REVIEW("a", "period: 2026-Q1\n", "2") REVIEW("b", "period: 2026-Q2\n",
		"2") "kind: acknowledgement\nid: k\nof: review:a\nby: ada\ndate: 2026-06-30\n---\n"
		     "kind: acknowledgement\nid: l\nof: review:b\nby: ada\ndate: 2026-07-01\n---\n" END,
	    "1 of 2 ada", "by the as-of date");
	is(MEASURE_REPLANS, "2026-06-30", GOAL("a", "ada", YES) END, "0 of 0",
	    "without a history nothing is known to have changed");
}

int
main(void)
{
	test_people();
	test_feedback();
	test_goals();
	test_development();
	test_reviews();
	test_accountability();
	workspaces_free();
	return done();
}
