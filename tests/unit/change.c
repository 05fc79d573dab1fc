/* What changed between two versions of a record, in words. */
#include "change.h"

#include "tap.h"
#include "yaml.h"

static struct arena arena;

static const struct node *
tree(const char *yaml)
{
	struct sink sink = {.arena = &arena};
	struct yaml *y;

	if (!yaml)
		return NULL;
	y = yaml_parse(&arena, &sink, S("x.yaml"), str_of(yaml));
	if (sink.n)
		note("%.*s", SV(sink.p[0].message));
	return y->docs[0].root;
}

static struct str
line_of(const struct change *c)
{
	struct str value = S("");

	if (c->before.p || c->after.p)
		value = str_fmt(&arena, " (%.*s|%.*s)", SV(c->before), SV(c->after));
	return str_fmt(&arena, "%s %.*s%.*s: %.*s\n", change_op_names[c->op], SV(c->field),
	    SV(value), SV(c->text));
}

/* One line per change: its operation, field, values and words. */
static struct str
lines(enum kind kind, const char *before, const char *after)
{
	struct changes changes = {0};
	struct str all = S("");

	changes_of(&changes, &arena, kind, S("x"), tree(before), tree(after), NULL);
	for (size_t i = 0; i < changes.n; i++)
		all = str_fmt(&arena, "%.*s%.*s", SV(all), SV(line_of(&changes.p[i])));
	return all;
}

/* The words alone, where one change is expected. */
static struct str
words(enum kind kind, const char *before, const char *after)
{
	struct changes changes = {0};

	changes_of(&changes, &arena, kind, S("x"), tree(before), tree(after), NULL);
	return changes.n == 1 ? changes.p[0].text : str_fmt(&arena, "%zu changes", changes.n);
}

static void
test_scalars(void)
{
	is_str(lines(KIND_GOAL, "status: draft\n", "status: active\n"),
	    "change status (draft|active): status draft -> active\n", "a word of a list");
	is_str(lines(KIND_PERSON, "manager: cara\n", "manager: ada\n"),
	    "change manager (cara|ada): manager cara -> ada\n", "a reference");
	is_str(lines(KIND_GOAL, "title: Old one\n", "title: New\n"),
	    "change title (Old one|New): title \"Old one\" -> New\n",
	    "a text with blanks is quoted");
	is_str(lines(KIND_GOAL, "{}\n", "weight: 2\n"), "add weight (|2): weight set to 2\n",
	    "set");
	is_str(lines(KIND_GOAL, "weight: 2\n", "{}\n"), "remove weight (2|): weight 2 removed\n",
	    "removed");
	is_str(lines(KIND_GOAL, "weight: 2\n", "weight: 2.0\n"), "", "2 is 2.0");
	is_str(lines(KIND_GOAL, "weight: 2\n", "weight:\n"),
	    "remove weight (2|): weight 2 removed\n", "null is as good as absent");
	is_str(lines(KIND_GOAL, "weight:\n", "{}\n"), "", "and the other way round");
	is_str(words(KIND_ACKNOWLEDGEMENT, "agrees: true\n", "agrees: false\n"),
	    "agrees true -> false", "a bool");
	is_str(words(KIND_GOAL, "cadence_days: 14\n", "cadence_days: 7\n"),
	    "check-in cadence in days 14 -> 7", "a label of the table");
	is_str(lines(KIND_GOAL, "weight: 2\nowner: ada\n", "owner: ada\nweight: 2\n"), "",
	    "the order of keys does not matter");
	is_str(words(KIND_GOAL, "title: a\n", "title: [a, b]\n"), "title changed",
	    "a value of the wrong form");
}

static void
test_dates(void)
{
	is_str(lines(KIND_GOAL, "due: 2026-09-16\n", "due: 2026-09-30\n"),
	    "change due (2026-09-16|2026-09-30): due moved 14 days later\n", "a date later");
	is_str(words(KIND_CYCLE, "closes: 2026-09-16\n", "closes: 2026-09-15\n"),
	    "closes moved 1 day earlier", "a date earlier");
	is_str(words(KIND_GOAL, "due: soon\n", "due: 2026-09-15\n"), "due soon -> 2026-09-15",
	    "what is no date");
	is_str(words(KIND_PLAN, "focus: {f: {actions: {a: {title: Read it}}}}\n",
		   "focus: {f: {actions: {a: {title: Read it, done: 2026-09-01}}}}\n"),
	    "focus f: action done: Read it", "an action done");
	is_str(words(KIND_PLAN, "focus: {f: {actions: {a: {title: Read it}}}}\n",
		   "focus: {f: {actions: {a: {title: Read it, dropped: 2026-09-01}}}}\n"),
	    "focus f: action dropped: Read it", "an action dropped");
	is_str(words(KIND_NOTE, "actions: {a: {title: Ask, done: 2026-09-01}}\n",
		   "actions: {a: {title: Ask}}\n"),
	    "action no longer done: Ask", "one that is open again");
	is_str(words(KIND_NOTE, "actions: {a: {title: Ask, done: 2026-09-01}}\n",
		   "actions: {a: {title: Ask, done: 2026-09-03}}\n"),
	    "action a: done moved 2 days later", "the day it was done");
	is_str(words(KIND_GOAL, "key_results: {k: {milestones: {beta: {title: Beta}}}}\n",
		   "key_results: {k: {milestones: {beta: {title: Beta, done: 2026-09-01}}}}\n"),
	    "key result k: milestone done: Beta", "a milestone");
	is_str(words(KIND_REVIEW, "next: {n: {title: Two days}}\n",
		   "next: {n: {title: Two days, done: 2026-09-01}}\n"),
	    "next step done: Two days", "a next step");
}

static void
test_key_results(void)
{
	is_str(lines(KIND_GOAL, "key_results: {p99: {unit: ms, target: 250}}\n",
		   "key_results: {p99: {unit: ms, target: 300}}\n"),
	    "change key_results.p99.target (250|300): key result p99: target 250 -> 300 ms\n",
	    "a target with its unit");
	is_str(words(KIND_GOAL, "key_results: {p99: {weight: 1, unit: ms}}\n",
		   "key_results: {p99: {weight: 2, unit: ms}}\n"),
	    "key result p99: weight 1 -> 2", "a weight has none");
	is_str(lines(KIND_GOAL, "key_results: {a: {title: A}}\n",
		   "key_results: {b: {title: B}, a: {title: A}}\n"),
	    "add key_results.b: key result added: B\n", "one more");
	is_str(lines(KIND_GOAL, "key_results: {a: {title: A}}\n", "{}\n"),
	    "remove key_results.a: key result removed: A\n", "one less");
	is_str(lines(KIND_GOAL, "key_results: {a: {title: A}}\n", "key_results: 5\n"),
	    "change key_results (|5): key results changed\n", "no key results any more");
}

static void
test_lists(void)
{
	is_str(lines(KIND_GOAL, "contributors: [ada]\n", "contributors: [chen, ada]\n"),
	    "add contributors (|chen): contributor added: chen\n", "a contributor more");
	is_str(lines(KIND_GOAL, "contributors: [ada, chen, eve]\n", "contributors: [eve]\n"),
	    "remove contributors (ada|): contributor removed: ada\n"
	    "remove contributors (chen|): contributor removed: chen\n",
	    "two less");
	is_str(words(KIND_GOAL, "contributors: [ada, chen]\n", "contributors: [chen, ada]\n"),
	    "order of contributor changed", "another order");
	is_str(words(KIND_GOAL, "skills: design\n", "skills: [design]\n"), "order of skill changed",
	    "one alone and a list of it");
	is_str(words(KIND_FEEDBACK, "about: ada\n", "about: chen\n"), "about ada -> chen",
	    "two single ones");
	is_str(words(KIND_REQUEST, "questions: [One?]\n", "questions: [One?, Two?]\n"),
	    "question added", "prose is not repeated");
	is_str(words(KIND_CYCLE, "questions: [One?]\n", "questions: [Two?]\n"), "question reworded",
	    "reworded prose of a list");
	is_str(words(KIND_FEEDBACK, "strengths:\n  - {text: One, skill: design}\n  - {text: Two}\n",
		   "strengths:\n  - {text: One!, skill: design}\n  - {text: Two}\n"),
	    "strength reworded", "a strength is told as a whole");
	is_str(words(KIND_FEEDBACK, "strengths: []\n",
		   "strengths:\n  - {text: One, skill: design}\n"),
	    "strength on design written", "a strength more");
	is_str(words(KIND_FEEDBACK, "improvements: Less\n", "improvements:\n  - {text: Less}\n"),
	    "improvements changed", "prose that has become a list");
	is_str(words(KIND_FEEDBACK, "improvements: Less\n", "improvements: More\n"),
	    "improvements reworded", "prose alone");
	is_str(
	    lines(KIND_PERSON, "away: [{from: 2026-07-01, to: 2026-07-03}]\n",
		"away: [{from: 2026-06-01, to: 2026-06-02}, {from: 2026-07-01, to: 2026-07-05}]\n"),
	    "add away.2026-06-01: away from 2026-06-01 to 2026-06-02\n"
	    "change away.2026-07-01.to (2026-07-03|2026-07-05): absence 2026-07-01: last day away moved "
	    "2 days later\n",
	    "entries are told apart by what identifies them");
	is_str(lines(KIND_GOAL, "{}\n",
		   "checkins: [{date: 2026-07-01, by: ada, values: {p: 3}, status: at-risk}]\n"),
	    "add checkins.2026-07-01/ada: check-in on 2026-07-01 by ada\n"
	    "add checkins.2026-07-01/ada.values.p (|3): check-in 2026-07-01/ada: key result p: 3\n"
	    "add checkins.2026-07-01/ada.status (|at-risk): check-in 2026-07-01/ada: status set to "
	    "at-risk\n",
	    "a check-in in a goal");
}

static void
test_prose(void)
{
	is_str(lines(KIND_GOAL, "why: One.\n", "why: |\n  Two.\n  Lines.\n"),
	    "change why (One.|Two.\nLines.\n): why reworded\n", "reworded");
	is_str(words(KIND_GOAL, "{}\n", "why: One.\n"), "why written", "written");
	is_str(words(KIND_GOAL, "why: One.\n", "{}\n"), "why removed", "removed");
	is_str(words(KIND_GOAL, "close: {outcome: met}\n",
		   "close: {outcome: met, learned: Much.}\n"),
	    "close: what was learned written", "inside of something");
	is_str(words(KIND_GOAL, "{}\n", "close: {date: 2026-09-30, outcome: partly}\n"),
	    "closed: partly", "a goal closed");
	is_str(words(KIND_GOAL, "close: {date: 2026-09-30, outcome: partly}\n", "{}\n"),
	    "opened again", "and opened again");
}

static void
test_values(void)
{
	is_str(lines(KIND_REVIEW, "levels: {design: 2}\n", "levels: {design: 3, slo: 1}\n"),
	    "change levels.design (2|3): level design: 2 -> 3\n"
	    "add levels.slo (|1): level slo: 1\n",
	    "levels");
	is_str(words(KIND_FEEDBACK, "ratings: {design: 2}\n", "{}\n"), "rating design removed: 2",
	    "ratings");
	is_str(lines(KIND_CHECKIN, "goals: {g: {values: {p: 3}}}\n",
		   "goals: {g: {values: {p: 4}}}\n"),
	    "change goals.g.values.p (3|4): check-in on g: key result p: 3 -> 4\n",
	    "a value that is corrected");
}

/* Keys that nobody foresaw. */
static void
test_unknown(void)
{
	is_str(lines(KIND_GOAL, "x-cost: 4\n", "x-cost: 5\n"),
	    "change x-cost (4|5): x-cost: 4 -> 5\n", "a key without words");
	is_str(lines(KIND_GOAL, "{}\n", "x-cost: 5\n"), "add x-cost (|5): x-cost added: 5\n",
	    "set");
	is_str(lines(KIND_GOAL, "x-a: {b: {c: 1, d: 2}}\n", "x-a: {b: {c: 1, d: 3}}\n"),
	    "change x-a.b.d (2|3): x-a.b.d: 2 -> 3\n", "deep below it");
	is_str(lines(KIND_GOAL, "x-a: [1, 2]\n", "x-a: [2, 3]\n"),
	    "remove x-a (1|): x-a removed: 1\nadd x-a (|3): x-a added: 3\n", "a list");
	is_str(lines(KIND_GOAL, "x-a: [1, 2]\n", "x-a: {b: 1}\n"), "change x-a: x-a changed\n",
	    "another form");
	is_str(words(KIND_GOAL, "x-a: one\n", "x-a: |\n  one\n  two\n"), "x-a reworded",
	    "lines are not repeated");
	is_str(lines(KIND_WORKSPACE, "rules: {evidence: error}\n", "rules: {evidence: off}\n"),
	    "change rules.evidence (error|off): severity evidence: error -> off\n",
	    "a tree that has a label");
	is_str(lines(KIND_GOAL, "key_results: {a: {x-old: 1, title: A}}\n",
		   "key_results: {a: {title: A, x-new: 1}}\n"),
	    "add key_results.a.x-new (|1): key result a: x-new added: 1\n"
	    "remove key_results.a.x-old (1|): key result a: x-old removed: 1\n",
	    "inside of an entry");
}

static void
test_records(void)
{
	static const struct {
		enum kind kind;
		const char *yaml, *added, *gone;
	} all[] = {
	    {KIND_PERSON, "name: Ada\n", "person added: Ada", "person removed: Ada"},
	    {KIND_TEAM, "{}\n", "team added: x", "team removed: x"},
	    {KIND_FRAMEWORK, "title: T\n", "framework added: T", "framework removed: T"},
	    {KIND_OPPORTUNITY, "title: T\n", "opportunity added: T", "opportunity removed: T"},
	    {KIND_GOAL, "title: T\n", "goal added: T", "goal removed: T"},
	    {KIND_CHECKIN, "by: ada\ndate: 2026-07-01\n", "check-in by ada on 2026-07-01",
		"check-in by ada on 2026-07-01 removed"},
	    {KIND_PLAN, "owner: ada\nperiod: 2026-H2\n", "development plan added for ada, 2026-H2",
		"development plan removed for ada, 2026-H2"},
	    {KIND_JOURNAL, "title: T\n", "journal entry added: T", "journal entry removed: T"},
	    {KIND_NOTE, "with: [ada, cara]\ndate: 2026-07-01\n",
		"one-to-one noted with ada, cara on 2026-07-01",
		"note of the one-to-one removed with ada, cara on 2026-07-01"},
	    {KIND_FEEDBACK,
		"about: ada\nfrom: {name: Elif}\nstrengths:\n  - {text: A}\n  - {text: B}\n"
		"improvements: C\n",
		"feedback from Elif about ada: 2 strengths, 1 improvement",
		"feedback from Elif about ada removed"},
	    {KIND_REQUEST, "about: ada\nasked: [chen, eve]\ndue: 2026-07-01\n",
		"feedback requested about ada from chen, eve, due 2026-07-01",
		"request for feedback removed: about ada from chen, eve"},
	    {KIND_CYCLE, "title: T\n", "cycle added: T", "cycle removed: T"},
	    {KIND_RESULTS, "cycle: c\nabout: ada\n", "results published of c about ada",
		"results removed of c about ada"},
	    {KIND_REVIEW, "about: ada\nby: cara\nstatus: draft\n",
		"review added: about ada by cara, draft", "review removed: about ada by cara"},
	    {KIND_ACKNOWLEDGEMENT, "of: review:r\nagrees: false\n",
		"acknowledges review:r, disagrees", "acknowledgement removed: of review:r"},
	    {KIND_ACKNOWLEDGEMENT, "of: review:r\nagrees: true\n", "acknowledges review:r, agrees",
		"acknowledgement removed: of review:r"},
	    {KIND_WORKSPACE, "name: Team\n", "workspace added: Team", "workspace removed: Team"},
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		is_str(words(all[i].kind, NULL, all[i].yaml), all[i].added, "added: %s",
		    all[i].added);
		is_str(words(all[i].kind, all[i].yaml, NULL), all[i].gone, "gone: %s", all[i].gone);
	}
	is_str(lines(KIND_GOAL, NULL, "title: T\n"), "add : goal added: T\n",
	    "the whole record has no field");
	is_str(lines(KIND_CHECKIN, NULL, "by: ada\ngoals: {g: {values: {p: 3, q: true}}}\n"),
	    "add : check-in by ada\n"
	    "add goals.g.values.p (|3): check-in on g: key result p: 3\n"
	    "add goals.g.values.q (|true): check-in on g: key result q: true\n",
	    "a check-in tells its values");
}

/* Words for the values of check-ins come from who knows the goal. */
static struct str
value_words(void *ctx, struct arena *a, const struct change_value *v)
{
	(void)ctx;
	if (str_is(v->key_result, "unknown"))
		return (struct str){NULL, 0};
	return str_fmt(a, "%.*s of %.*s", SV(v->after->text), SV(v->goal));
}

static void
test_context(void)
{
	struct change_context context = {NULL, value_words};
	struct changes changes = {0};

	changes_of(&changes, &arena, KIND_CHECKIN, S("x"), NULL,
	    tree("goals: {g: {values: {p: 3, unknown: 4}}}\n"), &context);
	is_num((double)changes.n, 3, "the check-in and two values");
	is_str(changes.p[1].text, "check-in on g: key result p: 3 of g", "words from the context");
	is_str(changes.p[2].text, "check-in on g: key result unknown: 4", "else plain ones");
}

/* Comparing a version with itself, or forth and back, over random trees. */
static struct str
random_tree(uint64_t *seed, int depth)
{
	static const char *const keys[] = {"title", "due", "key_results", "a", "b", "x-c",
	    "checkins", "contributors", "target", "done"};
	static const char *const values[] = {"1", "1.0", "ada", "2026-09-01", "null", "[]",
	    "[ada, b]", "true", "\"two words\"", "{}"};
	size_t n = random_below(seed, 5);
	struct str all = S("{");

	for (size_t i = 0, at = random_below(seed, 10); i < n; i++, at++) {
		struct str value = str_of(values[random_below(seed, 10)]);

		if (depth && random_below(seed, 2))
			value = random_tree(seed, depth - 1);
		all = str_fmt(&arena, "%.*s%s: %.*s, ", SV(all), keys[at % 10], SV(value));
	}
	return str_fmt(&arena, "%.*s}", SV(all));
}

static void
test_properties(void)
{
	uint64_t seed = 1;
	size_t same = 0, silent = 0, uneven = 0;

	for (int i = 0; i < 4000; i++) {
		struct arena_mark mark = arena_mark(&arena);
		const struct node *a = tree(random_tree(&seed, 3).p);
		const struct node *b = tree(random_tree(&seed, 3).p);
		struct changes none = {0}, there = {0}, back = {0};

		changes_of(&none, &arena, KIND_GOAL, S("x"), a, a, NULL);
		changes_of(&there, &arena, KIND_GOAL, S("x"), a, b, NULL);
		changes_of(&back, &arena, KIND_GOAL, S("x"), b, a, NULL);
		same += none.n > 0;
		silent += !there.n != !back.n;
		for (size_t k = 0; k < there.n; k++)
			uneven += !there.p[k].text.n;
		arena_rewind(&arena, mark);
	}
	is_num((double)same, 0, "nothing changed where nothing did");
	is_num((double)silent, 0, "what changed there changed back");
	is_num((double)uneven, 0, "every change has words");
}

int
main(void)
{
	test_scalars();
	test_dates();
	test_key_results();
	test_lists();
	test_prose();
	test_values();
	test_unknown();
	test_records();
	test_context();
	test_properties();
	arena_free(&arena);
	return done();
}
