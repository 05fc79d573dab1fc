#include "gaps.h"

#include <stdlib.h>

#include "fixture.h"

/* One framework, two cycles; the last file is what a test adds. */
static const char *const files[][2] = {
    {"whet.yaml", "kind: workspace\nversion: 1\n"},
    {"people/cara.yaml", "kind: person\nname: Cara\n"},
    {"people/ada.yaml", "kind: person\nname: Ada\nmanager: cara\nrole: junior\n"},
    {"people/chen.yaml", "kind: person\nname: Chen\nmanager: cara\n"},
    {"people/dora.yaml", "kind: person\nname: Dora\nmanager: cara\n"},
    {"frameworks/f.yaml",
	"kind: framework\ntitle: F\nscale: {min: 1, max: 4}\n"
	"skills: {tests: {title: Tests}, design: {title: Design}, ops: {title: Operations}}\n"
	"roles:\n  junior: {title: Junior, expects: {tests: 3}, next: [lead, expert]}\n"
	"  lead: {title: Lead, expects: {tests: 2, ops: 2}}\n"
	"  expert: {title: Expert, expects: {tests: 4, ops: 1}}\n"},
    {"cycles/c.yaml", "kind: cycle\nid: c\nperiod: 2026-Q1\nparticipants: [ada]\n"},
};

static struct repo *
load_with(const char *more)
{
	return workspace_with(files, sizeof files / sizeof *files, more);
}

static struct gaps
gaps_in(const struct repo *repo, const char *person)
{
	struct gaps gaps;

	gaps_of(&gaps, &arena, repo, gap_catalogue(&arena, repo),
	    (const struct person *)repo_find(repo, KIND_PERSON, str_of(person)), 0,
	    date_of(2026, 7, 1));
	return gaps;
}

static const struct gap *
gap_named(const struct gaps *gaps, const char *skill)
{
	for (size_t i = 0; i < gaps->n; i++)
		if (str_is(gaps->p[i].skill, skill))
			return &gaps->p[i];
	note("no skill %s", skill);
	exit(2);
}

#define RATED(id, from, level)                                \
	"kind: feedback\nid: " id "\nabout: ada\nfrom: " from \
	"\ndate: 2026-02-01\nratings: {tests: " level "}\n---\n"
#define IN_CYCLE(id, from, level)                             \
	"kind: feedback\nid: " id "\nabout: ada\nfrom: " from \
	"\ndate: 2026-02-01\ncycle: c\nratings: {tests: " level "}\n---\n"
#define REVIEW(period, levels)                                       \
	"kind: review\nid: r\nabout: ada\nby: cara\nperiod: " period \
	"\nstatus: final\nlevels: {" levels "}\n---\n"
#define DISAGREES                                                                  \
	"kind: acknowledgement\nid: no\nof: review:r\nby: ada\ndate: 2026-07-01\n" \
	"agrees: false\nseen: sha256:00000000000000000000000000000000"             \
	"00000000000000000000000000000000\n---\n"
#define END "kind: person\nid: end\nname: End\n"

static void
is_gap(const char *more, double want, bool open, const char *name)
{
	struct gaps gaps = gaps_in(load_with(more), "ada");
	const struct gap *g = gap_named(&gaps, "tests");

	is_num(g->gap, want, "%s", name);
	ok(gap_is_open(g) == open, "%s: %s", name, open ? "it is open" : "it is not open");
}

static void
test_size(void)
{
	is_gap(END, NAN, false, "not assessed");
	is_gap(RATED("s", "ada", "2") END, 1, true, "one's own rating");
	is_gap(RATED("s", "ada", "2") RATED("m", "cara", "3") END, 0, false,
	    "the manager's, level equal");
	is_gap(IN_CYCLE("c", "chen", "2.9999999999") RATED("m", "cara", "1") END, 1e-10, false,
	    "the cycle's, equal but for the last digits");
	is_gap(IN_CYCLE("c", "chen", "1") REVIEW("2026-Q1", "tests: 4") END, -1, false,
	    "a review's, above what is expected");
	is_gap(REVIEW("2026-H2", "tests: 1") END, NAN, false, "a review of a time to come");
	is_gap(REVIEW("2026-H1", "tests: 2") DISAGREES END, 1, true, "a review not agreed with");
}

static void
test_roles(void)
{
	struct gaps gaps =
	    gaps_in(load_with(REVIEW("2026-H1", "tests: 2, design: 1") DISAGREES END), "ada");

	ok(gaps.n == 3, "skills of the role, of the next ones, and what was assessed");
	is_num(gap_named(&gaps, "tests")->level.next, 4, "the most that a next role asks");
	is_num(gap_named(&gaps, "ops")->level.next, 2, "of a skill that the role does not ask for");
	is_num(gap_named(&gaps, "ops")->level.expected, NAN, "which is not expected");
	ok(gap_named(&gaps, "tests")->level.disputed, "it is marked");
	ok(str_is(gaps.p[0].skill, "tests") && str_is(gaps.p[1].skill, "ops"),
	    "by size, then by what the next roles ask");
}

static void
fits(const char *from, const char *to, bool want, const char *name)
{
	struct repo *repo = load_with(str_fmt(&arena,
	    "kind: opportunity\nid: o\ntitle: O\nmode: social\nskills: {tests: {from: %s, to: %s}}\n"
	    "---\n" RATED("m", "cara", "2") END,
	    from, to)
					  .p);
	struct gaps gaps = gaps_in(repo, "ada");

	ok((gap_named(&gaps, "tests")->opportunities.n == 1) == want, "%s", name);
}

static void
test_opportunities(void)
{
	fits("2", "3", true, "from the assessed level on");
	fits("1", "2.5", true, "from below it");
	fits("2.0000000001", "3", true, "from it but for the last digits");
	fits("1", "2", false, "up to it: nothing is left to learn");
	fits("1", "2.0000000001", false, "up to it but for the last digits");
	fits("2.5", "3", false, "from above it");
}

static void
test_teachers(void)
{
	struct repo *repo = load_with(RATED("a", "ada",
	    "2") "kind: feedback\nid: c\nabout: chen\nfrom: cara\ndate: 2026-02-01\n"
		 "ratings: {tests: 4}\n---\n"
		 "kind: feedback\nid: d\nabout: dora\nfrom: cara\ndate: 2026-02-01\n"
		 "ratings: {tests: 3.0000000000000004}\n---\n"
		 "kind: feedback\nid: e\nabout: end\nfrom: cara\ndate: 2026-02-01\n"
		 "ratings: {tests: 3}\n---\n" END);
	struct gaps people[4] = {gaps_in(repo, "chen"), gaps_in(repo, "end"), gaps_in(repo, "dora"),
	    gaps_in(repo, "ada")};
	struct teachings t;

	gaps_teach(&t, &arena, &people[3], 1, people, 4);
	ok(t.n == 1 && str_is(repo_id(repo, &t.p[0].teacher->record), "dora"),
	    "the nearest who is far enough, of those who are equal the first by id");
	gaps_teach(&t, &arena, &people[3], 1, &people[3], 1);
	ok(t.n == 0, "nobody teaches what they lack");
	gaps_teach(&t, &arena, people, 3, people, 4);
	ok(t.n == 0, "who lacks nothing is taught nothing");
}

int
main(void)
{
	test_size();
	test_roles();
	test_opportunities();
	test_teachers();
	workspaces_free();
	return done();
}
