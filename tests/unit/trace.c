#include "trace.h"

#include "fixture.h"

/* One person with a manager; the last file is what a test adds. */
static const char *const files[][2] = {
    {"whet.yaml", "kind: workspace\nversion: 1\n"},
    {"people/cara.yaml", "kind: person\nname: Cara\n"},
    {"people/ada.yaml", "kind: person\nname: Ada\nmanager: cara\nrole: junior\n"},
    {"people/chen.yaml", "kind: person\nname: Chen\nmanager: cara\n"},
    {"frameworks/f.yaml", "kind: framework\ntitle: F\nscale: {min: 1, max: 4}\n"
			  "skills: {tests: {title: Tests}, design: {title: Design}}\n"
			  "roles: {junior: {title: Junior, expects: {tests: 3}}}\n"},
    {"cycles/secret.yaml", "kind: cycle\nid: secret\nperiod: 2026-Q1\nparticipants: [ada]\n"
			   "collection: confidential\n"},
};

static struct repo *
load_with(const char *more)
{
	return workspace_with(files, sizeof files / sizeof *files, more);
}

#define RATED(id, from, day, level)                                               \
	"kind: feedback\nid: " id "\nabout: ada\nfrom: " from "\ndate: 2026-" day \
	"\nratings: {tests: " level "}\n---\n"
#define REVIEW(quarter, level)                                                           \
	"kind: review\nid: r-q" quarter "\nabout: ada\nby: cara\nperiod: 2026-Q" quarter \
	"\nstatus: final\nlevels: {f/tests: " level "}\n---\n"
#define PLAN(id, source, actions)                                        \
	"kind: plan\nid: " id "\nowner: ada\nperiod: \"2026\"\nfocus:\n" \
	"  better: {skill: tests, source: [" source "], actions: {" actions "}}\n---\n"
#define ACTION(id, due, more) id ": {title: Do, due: 2026-" due more "}"
#define DONE(id, day) ACTION(id, day, ", done: 2026-" day)
#define WORDS(id, improvements)                              \
	"kind: feedback\nid: " id "\nabout: ada\nfrom: chen" \
	"\ndate: 2026-02-01\nimprovements: " improvements "\n---\n"
#define END "kind: person\nid: end\nname: End\n"

static const int32_t never = DATE_NONE;

/* What Ada has done for her skills by a day. */
static struct trace_effects
effects_of(const char *more, int32_t from, int32_t to, int32_t as_of)
{
	struct repo *repo = load_with(more);
	struct trace_effects effects;

	trace_effects(&effects, &arena, repo,
	    (const struct person *)repo_find(repo, KIND_PERSON, S("ada")), from, to, as_of);
	return effects;
}

static void
is_outcome(const char *more, const char *want, const char *name)
{
	struct trace_effects e = effects_of(more, never, never, date_of(2026, 12, 31));

	if (!ok(e.n == 1, "%s: one skill", name))
		return;
	is_str(e.p[0].skill, "f/tests", "%s: its name", name);
	is_str(str_of(trace_outcomes[e.p[0].action->change.outcome]), want, "%s", name);
}

#define ONE_DONE PLAN("p", "review:r-q1", DONE("a", "05-01"))

static void
test_outcomes(void)
{
	is_outcome(ONE_DONE END, "not-reassessed", "nothing was ever assessed");
	is_outcome(ONE_DONE REVIEW("1", "2") END, "not-reassessed", "nothing came after");
	is_outcome(ONE_DONE REVIEW("2", "2") END, "not-reassessed", "nothing stood before");
	is_outcome(ONE_DONE REVIEW("1", "2") REVIEW("2", "3") END, "rose", "higher");
	is_outcome(ONE_DONE REVIEW("1", "2") REVIEW("2", "2.0000000001") END, "same", "equal");
	is_outcome(ONE_DONE REVIEW("1", "2") REVIEW("2", "1") END, "fell", "lower");
	is_outcome(ONE_DONE REVIEW("1", "2") REVIEW("2", "3") REVIEW("3", "1") END, "rose",
	    "the next one counts, not the last");
	is_outcome(ONE_DONE RATED("s1", "ada", "05-01", "2") RATED("s2", "ada", "05-02", "3") END,
	    "rose", "what is dated on the day stands before");
}

static void
test_basis(void)
{
	is_outcome(ONE_DONE REVIEW("1", "2") RATED("s", "ada", "06-01", "4") END, "not-reassessed",
	    "one's own view does not follow on a review");
	is_outcome(ONE_DONE RATED("s", "ada", "02-01", "4") RATED("m", "cara", "06-01", "2") END,
	    "fell", "the manager's follows on one's own");
	is_outcome(ONE_DONE RATED("m", "cara", "02-01", "2") RATED("s", "ada", "03-01", "4")
		       RATED("n", "cara", "06-01", "3") END,
	    "rose", "a manager's rating counts more than a later one of one's own");
	is_outcome(ONE_DONE RATED("s", "ada", "02-01", "2") RATED("t", "ada", "06-01", "1")
		       RATED("m", "cara", "06-01", "3") END,
	    "rose", "of one day the better");
}

static void
test_effects(void)
{
	const char *two = PLAN("p", "review:r-q1", DONE("a", "02-01") ", " DONE("b", "08-01"))
	    RATED("s", "ada", "01-01", "1") RATED("t", "ada", "03-01", "2") END;
	struct trace_effects e = effects_of(two, never, never, date_of(2026, 12, 31));

	ok(e.n == 1 && e.p[0].action->action->done == date_of(2026, 2, 1),
	    "the last action after which there was an assessment");
	e = effects_of(two, date_of(2026, 7, 1), never, date_of(2026, 12, 31));
	ok(e.n == 1 && e.p[0].action->action->done == date_of(2026, 8, 1) &&
		e.p[0].action->change.outcome == TRACE_NOT_REASSESSED,
	    "only of those done from a day on");
	ok(effects_of(two, never, date_of(2026, 2, 1), date_of(2026, 12, 31)).n == 1 &&
		effects_of(two, never, date_of(2026, 1, 31), date_of(2026, 12, 31)).n == 0,
	    "and up to a day");
	e = effects_of(two, never, never, date_of(2026, 2, 15));
	ok(e.n == 1 && !e.p[0].action->change.after, "nothing is known of what is yet to come");
	e = effects_of(two, never, never, date_of(2026, 1, 31));
	ok(e.n == 0, "what is done later is not done yet");
}

static struct trace_focuses
focuses_from(struct repo *repo, enum kind kind, const char *id)
{
	struct trace_focuses list;

	trace_from(&list, &arena, repo, repo_find(repo, kind, str_of(id)), date_of(2026, 6, 1));
	return list;
}

static void
test_focuses(void)
{
	struct repo *repo =
	    load_with(WORDS("w", "Say more.") WORDS("x", "Say less.") PLAN("p", "feedback:w",
		DONE("a", "02-01") ", " ACTION("b", "05-31", "") ", " ACTION("c", "06-01",
		    "") ", " ACTION("d", "05-01", ", dropped: 2026-04-01")) END);
	struct trace_focuses list = focuses_from(repo, KIND_FEEDBACK, "w");
	static const char *const states[] = {"done", "overdue", "open", "dropped"};

	if (!ok(list.n == 1, "the focus whose source it is"))
		return;
	is_str(list.p[0].skill, "f/tests", "its skill");
	for (uint32_t i = 0; i < list.p[0].focus->actions.n; i++)
		is_str(str_of(trace_states[list.p[0].actions[i].state]), states[i], "action %u", i);
	ok(list.p[0].telling == &list.p[0].actions[0], "the action that was done");
	ok(focuses_from(repo, KIND_FEEDBACK, "x").n == 0, "nothing came of another");
	trace_skill(&list, &arena, repo,
	    (const struct person *)repo_find(repo, KIND_PERSON, S("ada")), S("f/tests"),
	    date_of(2026, 6, 1));
	ok(list.n == 1, "the same focus by its skill");
	trace_skill(&list, &arena, repo,
	    (const struct person *)repo_find(repo, KIND_PERSON, S("ada")), S("f/design"),
	    date_of(2026, 6, 1));
	ok(list.n == 0, "none on another skill");
}

static void
test_improvements(void)
{
	struct repo *repo = load_with(WORDS("w", "Say more.") WORDS("x",
	    "[{text: One, skill: tests}, {text: Two, suggestion: Three}]") "kind: feedback\nid: y\nabout: ada\nfrom: chen\ndate: 2026-02-01\ncycle: secret\n"
									   "improvements: Hidden\n---\n"
									   "kind: results\nid: z\ncycle: secret\nabout: ada\npublished: 2026-04-02\n"
									   "comments: {improvements: [{text: Four, skill: tests, from: peer}]}\n---\n" PLAN(
									       "p", "feedback:x",
									       DONE("a", "02-01"))
									       END);
	struct trace_improvements list = {0};
	static const char *const words[] = {"Say more.", "One", "Two\n\nSuggestion: Three", "Four"};
	static const bool followed[] = {false, true, true, false};

	trace_improvements(&list, &arena, repo, repo_find(repo, KIND_FEEDBACK, S("w")));
	trace_improvements(&list, &arena, repo, repo_find(repo, KIND_FEEDBACK, S("x")));
	trace_improvements(&list, &arena, repo, repo_find(repo, KIND_FEEDBACK, S("y")));
	trace_improvements(&list, &arena, repo, repo_find(repo, KIND_RESULTS, S("z")));
	trace_improvements(&list, &arena, repo, repo_find(repo, KIND_PLAN, S("p")));
	if (!ok(list.n == 4, "none of a response held in confidence, nor of a plan"))
		return;
	for (size_t i = 0; i < list.n; i++) {
		is_str(trace_words(&arena, repo, &list.p[i]), words[i], "words of %zu", i);
		ok(list.p[i].followed == followed[i], "%zu: followed through or not", i);
	}
	ok(list.p[2].number == 2 && list.p[3].number == 1, "numbers within a record");
	is_str(repo_str(repo, list.p[3].skill), "tests", "the skill of a published comment");
}

int
main(void)
{
	test_outcomes();
	test_basis();
	test_effects();
	test_focuses();
	test_improvements();
	workspaces_free();
	return done();
}
