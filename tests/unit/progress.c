#include "progress.h"

#include "fixture.h"
#include "out.h"

#define FILES 16

static const char header[] = "kind: workspace\nversion: 1\n";

static bool careless; /* findings are meant */
/* A workspace of files "path", "text" ... NULL, loaded. */
static struct repo *
load_files(const char *const *files)
{
	const char *paths[FILES] = {"whet.yaml"};
	struct str texts[FILES] = {S(header)};
	size_t n = 1;

	for (; *files; files += 2) {
		bool settings = strcmp(files[0], "whet.yaml") == 0;

		paths[settings ? 0 : n] = files[0];
		texts[settings ? 0 : n] = str_of(files[1]);
		n += !settings;
	}
	return workspace_of(paths, texts, n, careless);
}

static struct progress *
progress_at(const char *day, const char *const *files)
{
	return progress_new(&arena, load_files(files), date(day));
}

#define AT(day, ...) progress_at(day, (const char *const[]){__VA_ARGS__, NULL})

static const struct goal_progress *
goal(const struct progress *p, const char *id)
{
	const struct record *r = repo_find(p->repo, KIND_GOAL, str_of(id));

	return progress_of(p, (const struct goal *)r);
}

static const struct kr_progress *
key_result(const struct progress *p, const char *id, const char *key)
{
	const struct goal_progress *g = goal(p, id);

	for (uint32_t i = 0; i < g->of; i++)
		if (str_is(repo_str(p->repo, g->krs[i].kr->key), key))
			return &g->krs[i];
	return NULL;
}

static void
is_pace(const struct progress *p, const char *id, enum pace want, const char *name)
{
	if (!ok(goal(p, id)->pace == want, "%s: %s", pace_names[want], name))
		note("got %s", pace_names[goal(p, id)->pace]);
}

/* One goal from 1 to 101 January with what is given of it, and its own check-ins. */
static struct progress *
one(const char *day, const char *fields)
{
	struct str text = str_fmt(&arena,
	    "kind: goal\nid: g\ntitle: G\nowner: ada\nstart: 2026-01-01\ndue: 2026-04-11\n%s",
	    fields);

	return AT(day, "goals/g.yaml", text.p);
}

/* The same with one key result k. */
static double
p_of(const char *day, const char *kr, const char *checkins)
{
	return key_result(one(day, str_fmt(&arena, "key_results: {k: {title: K, %s}}\n%s%s", kr,
				       *checkins ? "checkins:\n" : "", checkins)
				       .p),
	    "g", "k")
	    ->progress;
}

static void
metric(void)
{
	const char *rising = "baseline: 10, target: 20", *falling = "baseline: 480, target: 300";

	is_num(p_of("2026-02-01", rising, "  - {date: 2026-01-10, values: {k: 15}}\n"), 0.5,
	    "rising");
	is_num(p_of("2026-02-01", falling, "  - {date: 2026-01-10, values: {k: 390}}\n"), 0.5,
	    "falling");
	is_num(p_of("2026-02-01", falling, "  - {date: 2026-01-10, values: {k: 498}}\n"), -0.1,
	    "the wrong way is negative");
	is_num(p_of("2026-02-01", falling, "  - {date: 2026-01-10, values: {k: 264}}\n"), 1.2,
	    "beyond the target is above 1");
	is_num(p_of("2026-02-01", "baseline: -5, target: -10",
		   "  - {date: 2026-01-10, values: {k: -7.5}}\n"),
	    0.5, "negative figures");
	is_num(p_of("2026-02-01", rising, ""), 0, "no check-in: the baseline");
	is_num(p_of("2026-02-01", rising, "  - {date: 2026-01-10, confidence: 5}\n"), 0,
	    "a check-in without a value moves nothing");
	is_num(metric_progress(5, 5, 5), NAN, "baseline = target: no data");
	is_num(metric_progress(5, 5 + 1e-10, 5), NAN, "the same within the tolerance");
	is_num(metric_progress(-1e308, 1e308, 0), NAN, "no infinite way");
	is_num(p_of("2026-02-01", rising, "  - {date: 2026-01-10, values: {k: true}}\n"), 0,
	    "yes is no figure");
}

static void
sustain(void)
{
	const char *checkins = "  - {date: 2026-01-10, values: {k: 5}}\n"
			       "  - {date: 2026-01-11, confidence: 3}\n"
			       "  - {date: 2026-01-12, values: {k: -1}}\n"
			       "  - {date: 2026-01-13, values: {k: 10}}\n"
			       "  - {date: 2026-01-14, values: {k: 10.5}}\n";
	struct progress *p;

	is_num(p_of("2026-02-01", "min: 0, max: 10", checkins), 0.5,
	    "share of check-ins with a value; gaps do not count");
	is_num(p_of("2026-02-01", "min: 0", checkins), 0.75, "minimum only");
	is_num(p_of("2026-02-01", "max: 0", checkins), 0.25, "maximum only");
	is_num(p_of("2026-01-13", "min: 0, max: 10", checkins), 2.0 / 3, "as of a day between");
	is_num(p_of("2026-01-09", "min: 0", checkins), NAN, "before the first: no data");
	is_num(p_of("2026-02-01", "min: 0", ""), NAN, "no check-in: no data");
	is_num(p_of("2026-02-01", "max: 0.3",
		   "  - {date: 2026-01-10, values: {k: 0.30000000000000004}}\n"),
	    1, "limits tolerate 1e-9");
	p = one("2026-02-01", "key_results: {k: {title: K, min: 0}}\n"
			      "checkins: [{date: 2026-01-10, values: {k: -1}},\n"
			      "  {date: 2026-01-12, values: {k: 1}}]\n");
	ok(key_result(p, "g", "k")->holds == 1, "it holds now");
	is_num(key_result(p, "g", "k")->current, 1, "current is the latest value");
	p = progress_new(&arena, p->repo, date("2026-01-11"));
	ok(key_result(p, "g", "k")->holds == 0, "it did not hold then");
	p = progress_new(&arena, p->repo, date("2026-01-01"));
	ok(key_result(p, "g", "k")->holds == -1, "unknown before");
}

static void
milestones(void)
{
	const char *two = "milestones: {a: {title: A, done: 2026-01-10}, b: {title: B}}",
		   *weighted = "milestones: {a: {title: A, weight: 0.3, done: 2026-01-10}, "
			       "b: {title: B, weight: 0.1, done: 2026-02-10}, "
			       "c: {title: C, weight: 0.6}}";

	is_num(p_of("2026-02-01", two, ""), 0.5, "half of them done");
	is_num(p_of("2026-01-09", two, ""), 0, "not done yet that day");
	is_num(p_of("2026-01-10", two, ""), 0.5, "done counts on its day");
	is_num(p_of("2026-02-01", weighted, ""), 0.3, "by weight");
	is_num(p_of("2026-02-10", weighted, ""), 0.4, "the next");
	is_num(p_of("2026-02-01", "milestones: {a: {title: A, weight: 0, done: 2026-01-10}}", ""),
	    NAN, "weights that sum to zero: no data");
	is_num(p_of("2026-02-01", two, "  - {date: 2026-01-20, values: {k: 1}}\n"), 0.5,
	    "a value counts nowhere");
}

static void
yes_no(void)
{
	is_num(p_of("2026-02-01", "unit: x", ""), 0, "no answer is 0");
	is_num(p_of("2026-02-01", "unit: x", "  - {date: 2026-01-10, values: {k: true}}\n"), 1,
	    "yes");
	is_num(p_of("2026-02-01", "unit: x",
		   "  - {date: 2026-01-10, values: {k: true}}\n"
		   "  - {date: 2026-01-12, values: {k: false}}\n"),
	    0, "the latest answer counts");
	is_num(p_of("2026-02-01", "unit: x", "  - {date: 2026-01-10, values: {k: 1}}\n"), 0,
	    "a number is no answer");
}

static void
scores(void)
{
	struct progress *p;

	p = one("2026-02-01", "key_results:\n  a: {title: A, baseline: 0, target: 10, weight: 2}\n"
			      "  b: {title: B, min: 0}\n  c: {title: C, weight: 0.5}\n"
			      "  d: {title: D, baseline: 0, target: 10}\n"
			      "checkins: [{date: 2026-01-10, values: {a: 15, c: true, d: -10}}]\n");
	is_num(goal(p, "g")->score, (2 * 1 + 0.5 * 1 + 0) / 3.5,
	    "clamped, by fractional weight, over those with data");
	ok(goal(p, "g")->measured == 3 && goal(p, "g")->of == 4, "measured: 3 of 4");
	is_num(key_result(p, "g", "a")->progress, 1.5, "the key result stays raw");
	is_num(key_result(p, "g", "d")->progress, -1, "below 0 too");
	p = one("2026-02-01", "key_results: {a: {title: A, min: 0}}\n");
	is_num(goal(p, "g")->score, NAN, "none with data: no score");
	ok(goal(p, "g")->measured == 0 && goal(p, "g")->of == 1, "measured: 0 of 1");
	is_pace(p, "g", PACE_UNMEASURED, "no score");
	p = one("2026-02-01",
	    "key_results: {a: {title: A, weight: 0}, b: {title: B, weight: 0}}\n");
	is_num(goal(p, "g")->score, NAN, "weights that sum to zero: no score");
	p = one("2026-02-01", "key_results: {a: {title: A, weight: 0}, b: {title: B, min: 0}}\n"
			      "checkins: [{date: 2026-01-10, values: {b: 1}}]\n");
	is_num(goal(p, "g")->score, 1, "one of weight 0 does not count");
	p = one("2026-02-01", "weight: 3\n");
	is_num(goal(p, "g")->score, NAN, "no key results, no supporters: no score");
	is_num(goal(p, "g")->weight, 3, "the goal's own weight");
}

#define GOAL(id, more)             \
	"---\nkind: goal\nid: " id \
	"\ntitle: T\nowner: ada\nstart: 2026-01-01\ndue: 2026-04-11\n" more
#define DONE(n, of)                                                   \
	"key_results: {k: {title: K, baseline: 0, target: " of "}}\n" \
	"checkins: [{date: 2026-01-10, values: {k: " n "}}]\n"

static void
supporters(void)
{
	struct progress *p = AT("2026-02-01", "goals/a.yaml",
	    GOAL("top", "") GOAL("middle", "supports: top\n") GOAL("low",
		"supports: middle\nweight: 3\n") GOAL("leaf-1", "supports: low\n" DONE("2", "10"))
		GOAL("leaf-2", "supports: low\nweight: 3\n" DONE("6", "10"))
		    GOAL("leaf-3", "supports: middle\n" DONE("1", "10"))
			GOAL("draft", "supports: low\nstatus: draft\n" DONE("10", "10"))
			    GOAL("dropped", "supports: low\nstatus: dropped\n" DONE("10", "10"))
				GOAL("none", "supports: low\n") GOAL("both", DONE("5", "10"))
				    GOAL("under-both", "supports: both\n" DONE("10", "10")));

	is_num(goal(p, "low")->score, 0.5, "supporters by weight, draft and dropped left out");
	is_num(goal(p, "middle")->score, (3 * 0.5 + 0.1) / 4, "supporters two deep");
	is_num(goal(p, "top")->score, 0.4, "supporters three deep");
	ok(goal(p, "low")->supporters == 3 && goal(p, "low")->supporters_scored == 2,
	    "those without a score are left out");
	is_num(goal(p, "both")->score, 0.5, "key results count, supporters do not");
	is_num(goal(p, "draft")->score, 1, "a draft still has its figures");
	ok(goal(p, "low")->of == 0 && goal(p, "low")->measured == 0, "no key results: 0 of 0");

	p = AT("2026-02-01", "goals/a.yaml",
	    GOAL("a", "supports: b\n") GOAL("b", "supports: c\n") GOAL("c", "supports: a\n")
		GOAL("d", "supports: a\n" DONE("1", "2")) GOAL("e", "supports: e\n")
		    GOAL("f", "supports: g\n" DONE("1", "2")) GOAL("g", "supports: f\n"));
	is_num(goal(p, "a")->score, NAN, "a goal in a circle has no score");
	ok(goal(p, "b")->in_cycle && !goal(p, "d")->in_cycle, "only those in it are");
	is_num(goal(p, "e")->score, NAN, "one that supports itself neither");
	is_num(goal(p, "f")->score, 0.5, "in a circle key results still count");
	is_num(goal(p, "g")->score, NAN, "but not for the next in it");
}

static void
many_deep(void)
{
	struct out o;
	struct progress *p;
	enum { DEEP = 20000 };

	out_init(&o, &arena, -1);
	for (int i = 0; i < DEEP; i++)
		out_fmt(&o,
		    "---\nkind: goal\nid: g%d\ntitle: T\nowner: ada\nperiod: 2026-Q1\n%s%s%d\n", i,
		    i ? "" : DONE("1", "4"), "supports: g", i + 1);
	out_text(&o, GOAL("g20000", ""));
	p = AT("2026-02-01", "goals/a.yaml", str_c(&arena, out_all(&o)));
	is_num(goal(p, "g20000")->score, 0.25, "%d deep", DEEP);
}

static void
pace(void)
{
	const char *half = DONE("5", "10"), *all = DONE("10", "10");
	struct progress *p;

	is_pace(one("2026-02-01", "status: draft\n"), "g", PACE_DRAFT, "before all else");
	is_pace(one("2026-02-01", "status: dropped\n"), "g", PACE_DROPPED, "by status");
	is_pace(one("2026-02-01", "close: {date: 2026-02-01, outcome: dropped}\n"), "g",
	    PACE_DROPPED, "by outcome");
	is_pace(one("2026-02-01", "close: {date: 2026-02-02, outcome: dropped}\n"), "g",
	    PACE_UNMEASURED, "not yet dropped");
	is_pace(one("2026-02-01", "close: {date: 2026-02-01, outcome: met}\n"), "g", PACE_CLOSED,
	    "on its day");
	is_pace(one("2025-12-31", "status: active\n"), "g", PACE_NOT_STARTED, "the day before");
	is_pace(one("2026-01-01", "status: active\n"), "g", PACE_UNMEASURED, "on the first day");
	is_pace(one("2026-02-01", all), "g", PACE_MET, "all of it");
	is_pace(one("2026-05-01", all), "g", PACE_MET, "past due too");
	is_pace(one("2026-04-11", half), "g", PACE_FAR_BEHIND, "on the due day");
	is_pace(one("2026-04-12", half), "g", PACE_OVERDUE, "the day after");
	is_pace(one("2026-04-12", str_fmt(&arena, "commitment: learning\n%s", half).p), "g",
	    PACE_OVERDUE, "comes before open");
	is_pace(one("2026-04-11", str_fmt(&arena, "commitment: learning\n%s", half).p), "g",
	    PACE_OPEN, "for learning");
	is_pace(one("2026-03-01", "key_results: {a: {title: A}, b: {title: B}}\n"), "g", PACE_OPEN,
	    "yes-no only");
	is_pace(one("2026-03-01",
		    "key_results: {a: {title: A}, b: {title: B, baseline: 0, target: 1}}\n"),
	    "g", PACE_FAR_BEHIND, "yes-no and another");
	p = one("2026-02-20", half);
	is_num(goal(p, "g")->elapsed, 0.5, "50 of 100 days");
	is_num(goal(p, "g")->expected, 0.5, "expected of a committed goal");
	is_pace(p, "g", PACE_ON_PACE, "just as expected");
	is_pace(one("2026-01-10", DONE("0", "10")), "g", PACE_ON_PACE,
	    "9 % of the time is too early to tell");
	is_pace(one("2026-01-11", DONE("0", "10")), "g", PACE_FAR_BEHIND, "10 % is not");
	is_pace(one("2026-02-20", DONE("47.5", "100")), "g", PACE_ON_PACE,
	    "95 % of what is expected");
	is_pace(one("2026-02-20", DONE("47.4", "100")), "g", PACE_BEHIND, "less than 95 %");
	is_pace(one("2026-02-20", DONE("37.5", "100")), "g", PACE_BEHIND,
	    "75 % of what is expected");
	is_pace(one("2026-02-20", DONE("37.4", "100")), "g", PACE_FAR_BEHIND, "less than 75 %");
	p = one("2026-02-20", str_fmt(&arena, "commitment: aspirational\n%s", DONE("35", "100")).p);
	is_num(goal(p, "g")->expected, 0.35, "expected of an aspirational goal");
	is_num(goal(p, "g")->reached, 0.5, "reached of it");
	is_pace(p, "g", PACE_ON_PACE, "aspirational");
	is_pace(one("2026-02-20",
		    str_fmt(&arena, "commitment: aspirational\n%s", DONE("7", "10")).p),
	    "g", PACE_MET, "seven tenths of a stretch");
}

static void
time_of_goals(void)
{
	int32_t day = date("2026-05-05");
	struct progress *p;

	is_num(elapsed_share(day, day, day - 1), 0, "start = due: 0 the day before");
	is_num(elapsed_share(day, day, day), 1, "start = due: 1 on the day");
	is_num(elapsed_share(day, day + 10, day + 11), 1, "past due: 1");
	is_num(elapsed_share(day, day + 10, day), 0, "the first day: 0");
	is_num(elapsed_share(day, day + 10, day + 3), 0.3, "in between");
	is_num(elapsed_share(day, DATE_NONE, day), NAN, "no dates");
	p = AT("2026-02-01", "goals/a.yaml",
	    "kind: goal\nid: g\ntitle: G\nowner: ada\nperiod: no-such-cycle\n" DONE("1", "10"));
	is_num(goal(p, "g")->expected, NAN, "a period that is not there: nothing is expected");
	is_pace(p, "g", PACE_UNMEASURED, "no dates to hold it against");
	ok(goal(p, "g")->days_quiet == 22, "check-ins still count");
	p = AT("2026-02-15", "goals/a.yaml",
	    "kind: goal\nid: g\ntitle: G\nowner: ada\nperiod: c\n" DONE("1", "10"), "cycles/c.yaml",
	    "kind: cycle\nid: c\nperiod: 2026-02-01..2026-03-01\nparticipants: [ada]\n");
	is_num(goal(p, "g")->elapsed, 0.5, "the period of a cycle");
}

static void
merging(void)
{
	const char *g =
	    "kind: goal\nid: g\ntitle: G\nowner: ada\nperiod: 2026-Q1\n"
	    "key_results: {k: {title: K, baseline: 0, target: 10}, s: {title: S, min: 5}}\n"
	    "checkins:\n  - {date: 2026-01-20, values: {k: 4}, status: on-track}\n"
	    "  - {date: 2026-01-10, values: {k: 9, s: 1}, confidence: 8}\n"
	    "  - {date: 2026-02-01, values: {k: 1}}\n";
	struct progress *p = AT("2026-01-31", "goals/g.yaml", g, "checkins/b.yaml",
	    "kind: checkin\nby: cara\ndate: 2026-01-20\ngoals: {g: {values: {k: 2}}}\n",
	    "journal/a.yaml",
	    "kind: checkin\nid: late\nby: ada\ndate: 2026-01-20\ngoals: {g: {values: {k: 6}}}\n"
	    "---\nkind: checkin\nid: later\nby: chen\ndate: 2026-01-20\n"
	    "goals: {g: {values: {k: 7, s: 6}, status: at-risk}, elsewhere: {confidence: 3}}\n");
	const struct goal_progress *got = goal(p, "g");

	ok(got->n_checkins == 5, "both forms make one list, up to the day");
	is_num(key_result(p, "g", "k")->current, 7,
	    "same date: the last path, then place in the file");
	ok(got->checkins[0].date == date("2026-01-10"), "the earliest first");
	is_str(repo_str(p->repo, got->checkins[0].by), "ada", "the owner unless given");
	is_str(repo_str(p->repo, got->checkins[1].by), "cara", "checkins/b.yaml comes before");
	is_num(key_result(p, "g", "s")->progress, 0.5, "of one key result");
	ok(got->declared == OUTLOOK_AT_RISK, "the latest word of the owner stays");
	is_num(got->confidence, 8, "so does confidence");
	ok(got->days_since_checkin == 11, "days since the last");
	p = progress_new(&arena, p->repo, date("2026-01-19"));
	is_num(key_result(p, "g", "k")->current, 9, "as of before");
	p = progress_new(&arena, p->repo, date("2026-02-01"));
	is_num(key_result(p, "g", "k")->current, 1, "as of its own day");
	p = progress_new(&arena, p->repo, date("2026-01-09"));
	ok(goal(p, "g")->n_checkins == 0 && goal(p, "g")->days_since_checkin == -1,
	    "as of before all");
	ok(goal(p, "g")->declared == OUTLOOK_NONE && isnan(goal(p, "g")->confidence),
	    "nothing said");
}

/* Is the goal g of ada's stale? */
static bool
stale(const char *day, const char *more, const char *ada)
{
	const struct progress *p = AT(day, "goals/g.yaml",
	    str_fmt(&arena,
		"kind: goal\nid: g\ntitle: G\nowner: ada\nstart: 2026-01-01\ndue: 2026-04-11\n%s",
		more)
		.p,
	    "people/ada.yaml", str_fmt(&arena, "kind: person\nname: Ada\n%s", ada).p);

	return goal(p, "g")->stale;
}

static void
staleness(void)
{
	const char *half = DONE("5", "10");
	const char *away =
	    "away: [{from: 2026-01-05, to: 2026-01-15}, {from: 2026-01-10, to: 2026-01-20}]\n";

	ok(!stale("2026-01-24", half, ""), "14 days after the last check-in");
	ok(stale("2026-01-25", half, ""), "15 days after");
	ok(!stale("2026-01-15", "", ""), "14 days after the start");
	ok(stale("2026-01-16", "", ""), "15 days after the start");
	ok(!stale("2025-12-31", "", ""), "not started");
	ok(!stale("2026-03-01", DONE("10", "10"), ""), "met");
	ok(!stale("2026-03-01", "status: draft\n", ""), "draft");
	ok(!stale("2026-03-01", "close: {date: 2026-02-01, outcome: missed}\n", ""), "closed");
	ok(stale("2026-05-01", half, ""), "overdue");
	ok(stale("2026-01-18", str_fmt(&arena, "cadence_days: 7\n%s", half).p, ""),
	    "a cadence of its own");
	ok(!stale("2026-02-03", half, away), "days away are not counted, none twice");
	ok(stale("2026-02-04", half, away), "but all others are");
	ok(AT("2026-01-20", "whet.yaml", "kind: workspace\nversion: 1\ncadence_days: 30\n",
	       "goals/g.yaml", GOAL("g", ""))
		    ->goals[0]
		    .cadence == 30,
	    "the cadence of the workspace");
}

static void
left_out(void)
{
	struct progress *p;

	careless = true;
	p = AT("2026-02-01", "goals/a.yaml",
	    GOAL("top", "") GOAL("good", "supports: top\n" DONE("1", "2")), "goals/b.yaml",
	    GOAL("good", "supports: top\n" DONE("2", "2")), "goals/c.yaml",
	    "kind: goal\nid: bad\ntitel: B\nowner: ada\nsupports: top\nperiod: 2026-Q1\n" DONE("2",
		"2"));

	careless = false;
	is_num(goal(p, "top")->score, 0.5, "what is invalid or repeats an id supports nothing");
	ok(!goal(p, "bad")->counted && goal(p, "good")->counted, "it does not count");
	is_num(goal(p, "good")->score, 0.5, "the first of an id counts");
}

static const struct rollup *
rollup(const struct progress *p, enum rollup_by by, const char *id)
{
	struct rollups r;

	progress_roll_up(&r, &arena, p, by, NULL, NULL);
	for (size_t i = 0; i < r.n; i++)
		if (str_is(repo_id(p->repo, r.p[i].of), id))
			return &r.p[i];
	return NULL;
}

#define OWNED(id, owner, more)                                                         \
	"---\nkind: goal\nid: " id "\ntitle: T\nowner: " owner "\nstart: 2026-01-01\n" \
	"due: 2026-04-11\n" more

static const char *const company[] = {"people/p.yaml",
    "kind: person\nid: ada\nname: A\nteam: pay\npast: [{until: 2026-01-31, team: web}]\n"
    "---\nkind: person\nid: chen\nname: C\nteam: web\n---\nkind: person\nid: dan\nname: D\n",
    "teams/t.yaml",
    "kind: team\nid: core\nname: Core\n---\nkind: team\nid: pay\nname: P\nparent: core\n"
    "---\nkind: team\nid: web\nname: W\nparent: core\n---\nkind: team\nid: idle\nname: I\n",
    "goals/g.yaml",
    OWNED("of-ada", "ada", "weight: 3\n" DONE("5", "10")) OWNED("of-pay", "pay", DONE("1", "10"))
	OWNED("of-chen", "chen", DONE("10", "10")) OWNED("of-core", "core", "")
	    OWNED("draft", "pay", "status: draft\n" DONE("9", "10")) OWNED("zero", "pay",
		"weight: 0\n" DONE("9", "10")) OWNED("of-dan", "dan", DONE("1", "10"))
		OWNED("gone", "web", "status: dropped\n"),
    NULL};

static void
roll_ups(void)
{
	struct progress *p = progress_at("2026-02-01", company);
	const struct record *pay = repo_find(p->repo, KIND_TEAM, S("pay"));
	const struct rollup *r;
	struct rollups all;
	struct goal_filter filter = {.team = pay};
	bool *chosen;
	size_t n;

	r = rollup(p, ROLLUP_TEAM, "pay");
	is_num(r->score, (3 * 0.5 + 0.1) / 4, "a team: its goals and its people's, by weight");
	ok(r->goals == 4 && r->scored == 3, "drafts are counted but not scored");
	ok(r->pace[PACE_DRAFT] == 1 && r->pace[PACE_FAR_BEHIND] == 1 && r->pace[PACE_ON_PACE] == 2,
	    "by pace");
	is_num(rollup(p, ROLLUP_TEAM, "core")->score, (3 * 0.5 + 0.1 + 1) / 5,
	    "sub-teams included");
	ok(rollup(p, ROLLUP_TEAM, "core")->goals == 7, "with what has no score");
	ok(!rollup(p, ROLLUP_TEAM, "idle"), "a team without goals has no line");
	r = rollup(p, ROLLUP_PERSON, "ada");
	ok(r->goals == 1 && isnan(r->score) && r->pace[PACE_ON_PACE] == 1,
	    "a person has counts only");
	chosen = progress_choose(&n, &arena, p, &filter);
	ok(n == 4, "goals of a team");
	progress_roll_up(&all, &arena, p, ROLLUP_TEAM, chosen, pay);
	ok(all.n == 1 && all.p[0].of == pay, "nothing above the team that was asked for");
	filter = (struct goal_filter){.owner = pay};
	progress_choose(&n, &arena, p, &filter);
	ok(n == 3, "goals that a team owns");
	filter = (struct goal_filter){
	    .period = &(struct period){date("2026-04-11"), date("2026-06-30")}};
	progress_choose(&n, &arena, p, &filter);
	ok(n == 8, "goals whose last day is the first of the period");
	filter.period = &(struct period){date("2026-04-12"), date("2026-06-30")};
	progress_choose(&n, &arena, p, &filter);
	ok(n == 0, "goals that end before it");

	p = progress_new(&arena, p->repo, date("2026-01-31"));
	ok(rollup(p, ROLLUP_TEAM, "web")->goals == 3, "people stand where they stood that day");
}

static void
roll_ups_by_supports(void)
{
	struct progress *p = AT("2026-02-01", "goals/a.yaml",
	    GOAL("top", "") GOAL("a", "supports: top\nweight: 3\n" DONE("1", "2"))
		GOAL("b", "supports: top\n") GOAL("c", "supports: b\n" DONE("3", "10")));
	const struct rollup *r = rollup(p, ROLLUP_SUPPORTS, "top");

	is_num(r->score, (3 * 0.5 + 0.3) / 4, "the goals that support one directly");
	ok(r->goals == 2, "are counted");
	is_num(r->score, goal(p, "top")->score, "as for the goal's own score");
	ok(!rollup(p, ROLLUP_SUPPORTS, "c"), "none for a goal without supporters");
}

static void
team_circles(void)
{
	struct progress *p = AT("2026-02-01", "teams/t.yaml",
	    "kind: team\nid: a\nname: A\nparent: b\n---\nkind: team\nid: b\nname: B\nparent: a\n",
	    "goals/g.yaml", OWNED("g", "a", DONE("1", "2")));
	const struct record *b = repo_find(p->repo, KIND_TEAM, S("b"));
	struct record other = {.index = UINT32_MAX - 1};

	ok(rollup(p, ROLLUP_TEAM, "a")->goals == 1 && rollup(p, ROLLUP_TEAM, "b")->goals == 1,
	    "teams in a circle count a goal once");
	ok(progress_in_team(p, &p->goals[0], b) && !progress_in_team(p, &p->goals[0], &other),
	    "and end");
}

static void
percents(void)
{
	static const struct {
		double p;
		const char *text;
	} cases[] = {
	    {0, "0 %"},
	    {-0.0, "0 %"},
	    {1e-12, "0 %"},
	    {-1e-12, "0 %"},
	    {0.0001, "1 %"},
	    {0.0149, "1 %"},
	    {0.015, "2 %"},
	    {0.595, "60 %"},
	    {0.596, "60 %"},
	    {0.5949, "59 %"},
	    {0.994, "99 %"},
	    {0.996, "99 %"},
	    {0.99999999, "99 %"},
	    {1 - 1e-10, "100 %"},
	    {1, "100 %"},
	    {1.004, "100 %"},
	    {1.196, "120 %"},
	    {-0.001, "-1 %"},
	    {-0.25, "-25 %"},
	    {-0.996, "-99 %"},
	    {-1, "-100 %"},
	    {-12.5, "-1250 %"},
	    {1e30, "1e+32 %"},
	    {NAN, "-"},
	};
	char text[32];

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		is_str(str_of(percent_text(text, cases[i].p)), cases[i].text, "%g in percent",
		    cases[i].p);
}

/* The same records in another order: each figure is the same to the last bit. */

enum { GOALS = 30, PARTS = 7 };

static void
write_goal(struct out *o, int goal, const int *order, bool backwards)
{
	static const char *const parts[PARTS] = {
	    "a: {title: A, weight: 0.1, baseline: 0, target: 3}",
	    "b: {title: B, weight: 0.7, baseline: 3, target: 0}",
	    "c: {title: C, weight: 1.3, min: 1}",
	    "d: {title: D, weight: 0.3, milestones: {x: {title: X, weight: 0.1, done: 2026-01-03}, "
	    "y: {title: Y, weight: 0.7}, z: {title: Z, weight: 0.9, done: 2026-01-09}}}",
	    "e: {title: E, weight: 1.1, milestones: {z: {title: Z, weight: 0.9, done: 2026-01-09}, "
	    "y: {title: Y, weight: 0.7}, x: {title: X, weight: 0.1, done: 2026-01-03}}}",
	    "f: {title: F}",
	    "g: {title: G, weight: 0.2, baseline: 1, target: 8}",
	};
	static const char *const keys[3] = {"owner: ada\n", "period: 2026-Q1\n", "weight: 0.7\n"};

	out_fmt(o, "---\nkind: goal\nid: g%d\n", goal);
	for (int i = 0; i < 3; i++)
		out_text(o, keys[backwards ? 2 - i : i]);
	if (goal)
		out_fmt(o, "supports: g%d\n", (goal - 1) / 4);
	if (goal >= 8) {
		out_text(o, "key_results:\n");
		for (int i = 0; i < PARTS; i++)
			out_fmt(o, "  %s\n", parts[(order[i] + goal) % PARTS]);
	}
	out_text(o, "title: T\n");
}

static void
write_checkins(struct out *o, bool backwards)
{
	for (int i = 0; i < 6; i++) {
		int day = backwards ? 5 - i : i;

		out_fmt(o, "---\nkind: checkin\nid: c%d\nby: ada\ndate: 2026-01-%02d\ngoals:\n",
		    day, 10 + day);
		for (int g = 8; g < GOALS; g++) {
			int n = backwards ? GOALS + 7 - g : g;

			out_fmt(o, "  g%d: {values: {%s: %d, %s: %d, c: %d, g: %d}}\n", n,
			    backwards ? "b" : "a", (n * (backwards ? 3 : 7) + day) % 3,
			    backwards ? "a" : "b", (n * (backwards ? 7 : 3) + day) % 3,
			    (n + day) % 2, day);
		}
	}
}

static struct progress *
shuffled(const int *order, bool backwards)
{
	struct out early, late, checkins;

	out_init(&early, &arena, -1);
	out_init(&late, &arena, -1);
	out_init(&checkins, &arena, -1);
	for (int i = 0; i < GOALS; i++) {
		int goal = backwards ? GOALS - 1 - i : i;

		write_goal(goal % 2 == backwards ? &early : &late, goal, order, backwards);
	}
	write_checkins(&checkins, backwards);
	return AT("2026-02-10", "goals/a.yaml", str_c(&arena, out_all(&early)), "goals/b.yaml",
	    str_c(&arena, out_all(&late)), "checkins/c.yaml", str_c(&arena, out_all(&checkins)));
}

static void
order_of_files_and_keys(void)
{
	static const int orders[][PARTS] = {{0, 1, 2, 3, 4, 5, 6}, {6, 5, 4, 3, 2, 1, 0},
	    {3, 6, 0, 4, 1, 5, 2}};
	struct progress *first = shuffled(orders[0], false);
	int wrong = 0;

	for (size_t i = 1; i < 6; i++) {
		struct progress *p = shuffled(orders[i % 3], i / 3);

		for (size_t g = 0; g < first->n; g++)
			wrong += memcmp(&p->goals[g].score, &first->goals[g].score,
				     sizeof(double)) != 0 ||
				 p->goals[g].pace != first->goals[g].pace;
	}
	ok(first->n == GOALS && !isnan(goal(first, "g0")->score), "there are figures");
	ok(wrong == 0, "no order of files and keys changes a bit of a score");
}

int
main(void)
{
	metric();
	sustain();
	milestones();
	yes_no();
	scores();
	supporters();
	many_deep();
	pace();
	time_of_goals();
	merging();
	staleness();
	left_out();
	roll_ups();
	roll_ups_by_supports();
	team_circles();
	percents();
	order_of_files_and_keys();
	workspaces_free();
	return done();
}
