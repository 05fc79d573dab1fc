#include "levels.h"

#include "fixture.h"
#include "links.h"
#include "ratings.h"
#include "relation.h"

/* One team, one framework, three cycles; the last file is what a test adds. */
static const char *const files[][2] = {
    {"whet.yaml", "kind: workspace\nversion: 1\n"},
    {"people/rosa.yaml", "kind: person\nname: Rosa\n"},
    {"people/cara.yaml", "kind: person\nname: Cara\nmanager: rosa\n"},
    {"people/ada.yaml", "kind: person\nname: Ada\nmanager: cara\nrole: junior\n"
			"past: [{until: 2026-01-31, manager: chen}]\n"},
    {"people/chen.yaml", "kind: person\nname: Chen\nmanager: cara\n"},
    {"people/mina.yaml", "kind: person\nname: Mina\nmanager: ada\n"},
    {"frameworks/f.yaml",
	"kind: framework\ntitle: F\nscale: {min: 1, max: 4}\n"
	"skills: {tests: {title: Tests}, design: {title: Design}, ops: {title: Ops}}\n"
	"roles:\n  junior: {title: Junior, expects: {tests: 1, design: 1}}\n"
	"  senior: {title: Senior, expects: {tests: 3, ops: 2}}\n"},
    {"cycles/old.yaml", "kind: cycle\nid: old\nperiod: 2025-H2\nparticipants: [ada]\n"},
    {"cycles/new.yaml", "kind: cycle\nid: new\nperiod: 2026-Q1\nparticipants: [ada]\n"
			"groups: {manager: {weight: 60}, peer: {weight: 20}}\n"},
    {"cycles/secret.yaml", "kind: cycle\nid: secret\nperiod: 2026-Q2\nparticipants: [ada]\n"
			   "collection: confidential\n"},
};

static struct repo *
load_with(const char *more)
{
	return workspace_with(files, sizeof files / sizeof *files, more);
}

static const struct record *
ada(const struct repo *repo)
{
	return repo_find(repo, KIND_PERSON, S("ada"));
}

/* Relations. */

static void
is_relation(const char *from, const char *date, const char *more, enum relation want)
{
	struct repo *repo = load_with(str_fmt(&arena,
	    "kind: feedback\nid: f\nabout: ada\nfrom: %s\ndate: %s\n%sstrengths: Kind.\n", from,
	    date, more)
					  .p);
	const struct feedback *f = (const struct feedback *)repo_find(repo, KIND_FEEDBACK, S("f"));
	enum relation got = relation_of(repo, f, ada(repo)->id);

	if (!ok(got == want, "%s on %s %sis %s", from, date, *more ? "who says so " : "",
		relation_words[want - 1]))
		note("got %s", relation_words[got - 1]);
}

static void
test_relations(void)
{
	is_relation("ada", "2026-03-01", "", RELATION_SELF);
	is_relation("cara", "2026-03-01", "", RELATION_MANAGER);
	is_relation("chen", "2026-03-01", "", RELATION_PEER);
	is_relation("chen", "2026-01-31", "", RELATION_MANAGER);
	is_relation("mina", "2026-03-01", "", RELATION_DIRECT_REPORT);
	is_relation("rosa", "2026-03-01", "", RELATION_OTHER);
	is_relation("chen", "2026-03-01", "relation: other\n", RELATION_OTHER);
	is_relation("{name: Eve}", "2026-03-01", "", RELATION_OTHER);
}

/* Ratings. */

static void
test_ratings(void)
{
	struct repo *repo = load_with(
	    "kind: feedback\nid: a\nabout: ada\nfrom: chen\ndate: 2026-02-01\nratings: {tests: 2}\n---\n"
	    "kind: feedback\nid: b\nabout: ada\nfrom: chen\ndate: 2026-02-02\nratings: {f/tests: 4}\n---\n"
	    "kind: feedback\nid: c\nabout: ada\nfrom: cara\ndate: 2026-02-03\n"
	    "ratings: {tests: 1, design: not-observed}\n---\n"
	    "kind: feedback\nid: d\nabout: ada\nfrom: ada\ndate: 2026-02-04\nratings: {tests: 4}\n---\n"
	    "kind: feedback\nid: e\nabout: ada\nfrom: {name: Eve}\nrelation: peer\n"
	    "date: 2026-02-05\nratings: {tests: 2}\n---\n"
	    "kind: feedback\nid: f\nabout: ada\nfrom: chen\ndate: 2026-05-05\ncycle: secret\n"
	    "ratings: {tests: 1}\n---\n"
	    "kind: feedback\nid: g\nabout: ada\nfrom: mina\ndate: 2026-06-01\nratings: {tests: 1}\n");
	const struct cycle *new = (const struct cycle *)repo_find(repo, KIND_CYCLE, S("new"));
	struct feedback_list feedback;
	struct ratings ratings;

	ratings_feedback(&feedback, &arena, repo, ada(repo), date_of(2026, 5, 31));
	ok(feedback.n == 5, "what is confidential or later is no part of it");
	ratings_of(&ratings, &arena, repo, ada(repo), &feedback, 0);
	if (!ok(ratings.n == 1, "a skill has two names and is one; not observed is no rating"))
		return;
	is_num(ratings.p[0].groups[RELATION_PEER].mean, 2.5,
	    "of a rater the mean, of a group its raters'");
	ok(ratings.p[0].groups[RELATION_PEER].raters == 2, "raters are people");
	is_num(ratings.p[0].groups[RELATION_DIRECT_REPORT].mean, NAN, "no rater, no mean");
	is_num(ratings_others(repo, &ratings.p[0], NULL), (40 * 1 + 30 * 2.5) / 70,
	    "others without oneself, groups by weight");
	is_num(ratings_others(repo, &ratings.p[0], new), (60 * 1 + 20 * 2.5) / 80,
	    "weights of the cycle");
}

/* Levels. */

static struct levels
levels_with(const char *more, const char *target)
{
	struct repo *repo = load_with(more);
	struct levels_query query = {.person = (const struct person *)ada(repo),
	    .target_role = intern_find(repo->intern, str_of(target)),
	    .as_of = date_of(2026, 7, 1),
	    .until = date_of(2026, 7, 1)};
	struct levels levels;

	levels_of(&levels, &arena, repo, &query);
	return levels;
}

static void
is_level(const char *more, enum level_basis basis, double assessed, const char *name)
{
	struct levels levels = levels_with(more, "");
	const struct level *tests = &levels.p[0];

	if (!ok(tests->basis == basis && !(fabs(tests->assessed - assessed) > 1e-9), "%s", name))
		note("got %g by %d", tests->assessed, tests->basis);
}

#define OWN \
	"kind: feedback\nid: own\nabout: ada\nfrom: ada\ndate: 2026-06-03\nratings: {tests: 4}\n---\n"
#define MANAGER \
	"kind: feedback\nid: m\nabout: ada\nfrom: cara\ndate: 2026-05-01\nratings: {tests: 1}\n---\n"
#define CYCLE(id, date, level)                                                              \
	"kind: feedback\nid: in-" id "\nabout: ada\nfrom: chen\ndate: " date "\ncycle: " id \
	"\nratings: {tests: " level "}\n---\n"
#define REVIEW(id, period, status, level)                                                         \
	"kind: review\nid: " id "\nabout: ada\nby: cara\nperiod: \"" period "\"\nstatus: " status \
	"\nlevels: {tests: " level "}\n---\n"
#define SEEN(day, agrees)                                                                    \
	"kind: acknowledgement\nid: seen-" day "\nof: review:r\nby: ada\ndate: 2026-06-" day \
	"\nagrees: " agrees                                                                  \
	"\nseen: sha256:0000000000000000000000000000000000000000000000000000000000000000\n---\n"
#define END "kind: person\nid: end\nname: End\n"

static void
test_levels(void)
{
	struct levels levels = levels_with(END, "senior");

	ok(levels.n == 3 && levels.p[0].expected == 1 && levels.p[0].aimed == 3 &&
		isnan(levels.p[1].aimed) && isnan(levels.p[2].expected) && levels.p[2].aimed == 2,
	    "skills of the role, then of the role to grow into");
	is_level(END, LEVEL_NONE, NAN, "nothing is known");
	is_level(OWN END, LEVEL_SELF, 4, "own rating");
	is_level(OWN MANAGER END, LEVEL_MANAGER, 1, "the manager's before one's own");
	is_level(OWN MANAGER CYCLE("new", "2026-03-01", "2") END, LEVEL_OTHERS, 2,
	    "others' before the manager's");
	is_level(CYCLE("new", "2026-03-01", "2") CYCLE("old", "2026-05-01", "3") END, LEVEL_OTHERS,
	    2, "the cycle that ended last, whatever the dates of answers");
	is_level(CYCLE("new", "2026-08-01", "2") END, LEVEL_NONE, NAN, "an answer after the day");
	is_level(CYCLE("new", "2026-03-01", "2") REVIEW("r", "2025", "final", "3") END,
	    LEVEL_REVIEW, 3, "a final review before a later cycle");
	is_level(REVIEW("r", "2025", "final", "3") REVIEW("s", "2026-H1", "draft", "4") END,
	    LEVEL_REVIEW, 3, "a draft does not count");
	is_level(REVIEW("r", "2025", "final", "3") REVIEW("s", "2026-H2", "final", "4") END,
	    LEVEL_REVIEW, 3, "nor does a review of a time that has not ended");
	is_level(REVIEW("s", "2026-H1", "final", "4") REVIEW("r", "2025", "final", "3") END,
	    LEVEL_REVIEW, 4, "the last one counts");
	ok(levels_with(REVIEW("r", "2025", "final", "3") SEEN("10", "false") END, "").p[0].disputed,
	    "who disagrees is heard");
	ok(!levels_with(REVIEW("r", "2025", "final", "3") SEEN("10", "false") SEEN("11", "true")
			    END,
	       "")
		.p[0]
		.disputed,
	    "until they agree");
}

int
main(void)
{
	test_relations();
	test_ratings();
	test_levels();
	workspaces_free();
	return done();
}
