/* A review is the same whether all of the workspace was loaded or only what repo_load_around takes to
 * be needed: of every person of the example team, with files left out at random too. */
#include "tap.h"

#include "embed.h"
#include "intern.h"
#include "repo.h"
#include "report.h"

enum { MOST = 512, ROUNDS = 6 };

static const char *const periods[] = {"2026-Q1", "2026-Q3", "2026", "2026-h1"};

struct workspace_files {
	const char *paths[MOST];
	struct str texts[MOST];
	size_t n;
};

/* The example team, each file but whet.yaml left out with a chance of one in `odds`; 0: none. */
static void
take_files(struct workspace_files *w, uint64_t *seed, size_t odds)
{
	static const char team[] = "examples/team/";

	w->n = 0;
	for (size_t i = 0; i < n_embeds && w->n < MOST; i++) {
		const struct embed *e = &embeds[i];
		bool settings = strcmp(e->name, "examples/team/whet.yaml") == 0;

		if (strncmp(e->name, team, sizeof team - 1) != 0)
			continue;
		if (odds && !settings && random_below(seed, odds) == 0)
			continue;
		w->paths[w->n] = e->name + sizeof team - 1;
		w->texts[w->n++] = (struct str){e->data, e->size};
	}
}

/* The review in Markdown; p is NULL where there is no such person. n is how many records were read. */
static struct str
review(size_t *n, struct arena *a, const struct workspace_files *w, struct str id,
    const char *period, bool around)
{
	struct source *source = source_memory(a, w->paths, w->texts, w->n);
	struct report_query q = {.as_of = date_of(2026, 10, 15)};
	struct sink sink = {.arena = a};
	struct repo *repo = NULL;
	struct str text = {NULL, 0};
	struct out o;

	out_init(&o, a, -1);
	if (around ? repo_load_around(&repo, a, source, &sink, id)
		   : repo_load(&repo, a, source, &sink))
		return text;
	*n = repo->n_records;
	q.person = (const struct person *)repo_find(repo, KIND_PERSON, id);
	q.cycle = (const struct cycle *)repo_find(repo, KIND_CYCLE, str_of(period));
	if (q.person && repo_period(&q.period, repo, str_of(period)) &&
	    report_review(&o, a, repo, &q) == 0)
		text = out_all(&o);
	repo_free(repo);
	source_close(source);
	return text;
}

static bool
is_same(const struct workspace_files *w, struct str id, const char *period)
{
	struct arena a = {0};
	size_t all = 0, some = 0;
	struct str want = review(&all, &a, w, id, period, false);
	struct str got = review(&some, &a, w, id, period, true);
	bool same = str_eq(want, got) && some <= all;

	if (!same)
		note("%.*s, %s: of %zu records %zu were read", SV(id), period, all, some);
	arena_free(&a);
	return same;
}

static size_t
count_different(const struct workspace_files *w)
{
	size_t different = 0;

	for (size_t i = 0; i < w->n; i++) {
		struct str path = str_of(w->paths[i]), id;

		if (!str_starts(path, S("people/")))
			continue;
		id = str_sub(path, 7, path.n - 5);
		for (size_t k = 0; k < sizeof periods / sizeof *periods; k++)
			different += !is_same(w, id, periods[k]);
	}
	return different;
}

/* Where only one of two knows a person, a hundred others are not read. */
static void
reads_little(void)
{
	static char texts[100][64];
	struct workspace_files w = {.paths = {"whet.yaml"},
	    .texts = {S("kind: workspace\nversion: 1\n")},
	    .n = 1};
	struct arena a = {0};
	size_t n = 0;

	for (int i = 0; i < 100; i++) {
		w.paths[w.n] = str_fmt(&a, "people/p%d.yaml", i).p;
		snprintf(texts[i], sizeof texts[i], "kind: person\nname: P\nmanager: p%d\n", i / 2);
		w.texts[w.n++] = str_of(texts[i]);
	}
	review(&n, &a, &w, S("p60"), "2026", true);
	ok(n == 7, "one person and who stands above them: %zu of 100", n);
	arena_free(&a);
}

/* A score that comes from goals of others, two steps down, and from check-ins of theirs. */
static void
follows_support(void)
{
	static const char *const files[][2] = {
	    {"whet.yaml", "kind: workspace\nversion: 1\n"},
	    {"people/ada.yaml", "kind: person\nname: Ada\n"},
	    {"people/bo.yaml", "kind: person\nname: Bo\n"},
	    {"goals/a.yaml", "kind: goal\ntitle: A\nowner: ada\nperiod: '2026'\n"},
	    {"goals/b.yaml", "kind: goal\ntitle: B\nowner: bo\nperiod: '2026'\nsupports: a\n"},
	    {"goals/c.yaml", "kind: goal\ntitle: C\nowner: bo\nperiod: '2026'\nsupports: b\n"
			     "key_results: {n: {title: N, baseline: 0, target: 10}}\n"},
	    {"checkins/c.yaml", "kind: checkin\nby: bo\ndate: 2026-05-01\n"
				"goals: {c: {values: {n: 5}}}\n"},
	};
	struct workspace_files w = {.n = sizeof files / sizeof *files};
	struct arena a = {0};
	struct str text;
	size_t n;

	for (size_t i = 0; i < w.n; i++) {
		w.paths[i] = files[i][0];
		w.texts[i] = str_of(files[i][1]);
	}
	text = review(&n, &a, &w, S("ada"), "2026", false);
	ok(str_find(text, S("50 %")) < text.n, "a score");
	ok(is_same(&w, S("ada"), "2026"), "the goals that support a goal, and their check-ins");
	arena_free(&a);
}

/* What a person's needs were seen in and what came of it; and requests of theirs about others, whose
 * answers are not read. */
static void
follows_needs(void)
{
	static const char *const files[][2] = {
	    {"whet.yaml", "kind: workspace\nversion: 1\n"},
	    {"people/ada.yaml", "kind: person\nname: Ada\nmanager: bo\nrole: r\nteam: t\n"},
	    {"people/bo.yaml", "kind: person\nname: Bo\n"},
	    {"people/cy.yaml", "kind: person\nname: Cy\nmanager: bo\nteam: t\n"},
	    {"people/dee.yaml", "kind: person\nname: Dee\nmanager: ada\n"},
	    {"teams/t.yaml", "kind: team\nname: T\nlead: bo\n"},
	    {"frameworks/f.yaml",
		"kind: framework\ntitle: F\nscale: {min: 1, max: 4}\n"
		"skills: {s: {title: Skill}}\nroles: {r: {title: Role, expects: {s: 3}}}\n"},
	    {"opportunities/o.yaml",
		"kind: opportunity\ntitle: Course\nskills: {s: {from: 1, to: 3}}\n"},
	    {"cycles/c1.yaml", "kind: cycle\nperiod: 2025-H2\nparticipants: [t]\n"},
	    {"cycles/c2.yaml", "kind: cycle\nperiod: 2026-H1\nparticipants: [t]\n"},
	    {"cycles/c3.yaml", "kind: cycle\nperiod: 2026-Q1\nparticipants: [t]\n"
			       "collection: confidential\n"},
	    {"feedback/a.yaml", "kind: feedback\nabout: ada\nfrom: cy\ndate: 2025-12-01\n"
				"cycle: c1\nratings: {s: 1}\nimprovements: More.\n"},
	    {"feedback/b.yaml", "kind: feedback\nabout: [ada, cy]\nfrom: dee\n"
				"date: 2026-06-01\ncycle: c2\nratings: {s: 2}\n"
				"improvements: Less.\n"},
	    {"results/c3-ada.yaml", "kind: results\ncycle: c3\nabout: ada\npublished: 2026-04-02\n"
				    "skills: {s: {self: 2, others: 1.5}}\n"
				    "comments: {improvements: [{text: Other., from: peer}]}\n"},
	    {"plans/ada.yaml", "kind: plan\nowner: ada\nperiod: '2026'\nfocus:\n"
			       "  s: {skill: s, source: [feedback:a], actions: {"
			       "x: {title: X, due: 2026-02-01, done: 2026-02-01}, "
			       "y: {title: Y, due: 2026-12-01, owner: bo}}}\n"},
	    {"plans/cy.yaml", "kind: plan\nowner: cy\nperiod: '2026'\nfocus:\n"
			      "  s: {title: Shared, source: [feedback:b, results:c3-ada]}\n"},
	    {"requests/r.yaml", "kind: request\nabout: cy\nasked: [dee, ada]\nby: ada\n"
				"date: 2026-05-01\ndue: 2026-05-20\ncycle: c2\n"},
	    {"feedback/d.yaml", "kind: feedback\nabout: cy\nfrom: dee\ndate: 2026-05-05\n"
				"cycle: c2\nratings: {s: 4}\n"},
	};
	static const char *const want[] = {"All round: c2", "Gaps to Role", "Course", "it rose",
	    "2 of 2 improvements", "Shared", "Feedback about Cy", "Review of Ada"};
	struct workspace_files w = {.n = sizeof files / sizeof *files};
	struct arena a = {0};
	struct str text;
	size_t n;

	for (size_t i = 0; i < w.n; i++) {
		w.paths[i] = files[i][0];
		w.texts[i] = str_of(files[i][1]);
	}
	text = review(&n, &a, &w, S("ada"), "2026-H1", false);
	for (size_t i = 0; i < sizeof want / sizeof *want; i++)
		ok(str_find(text, str_of(want[i])) < text.n, "needs: %s", want[i]);
	ok(is_same(&w, S("ada"), "2026-H1"), "needs, and what came of them");
	ok(is_same(&w, S("cy"), "2026-H1"), "the same of another");
	arena_free(&a);
}

int
main(void)
{
	struct workspace_files w;
	uint64_t seed = 1;

	take_files(&w, &seed, 0);
	ok(w.n > 100, "the example team has %zu files", w.n);
	ok(count_different(&w) == 0, "its reviews are the same");
	for (size_t i = 0; i < ROUNDS; i++) {
		take_files(&w, &seed, 2 + i);
		ok(count_different(&w) == 0, "with %zu of its files", w.n);
	}
	reads_little();
	follows_support();
	follows_needs();
	return done();
}
