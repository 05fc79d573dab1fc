#include "diag.h"

#include "tap.h"

static struct arena arena;

static struct finding *
add(struct sink *sink, enum rule rule, const char *path, uint32_t line, uint32_t column)
{
	struct finding *f = sink_add(sink, rule);

	f->path = str_of(path);
	f->line = line;
	f->column = column;
	return f;
}

static void
severities(void)
{
	uint8_t levels[RULES];
	struct sink plain = {.arena = &arena}, set = {.arena = &arena, .severities = levels};
	struct finding *f;
	bool right = true;

	for (int i = 0; i < RULES; i++) {
		levels[i] = SEVERITY_WARNING;
		right = right && sink_severity(&plain, (enum rule)i) == rules[i].severity;
	}
	ok(right, "without a word of the workspace rules keep their severities");
	levels[RULE_TAG] = SEVERITY_OFF;
	levels[RULE_EMPTY] = SEVERITY_ERROR;
	is_num(sink_severity(&set, RULE_SCHEMA), SEVERITY_WARNING, "the workspace's severity");
	f = sink_add(&set, RULE_SCHEMA);
	ok(f->severity == SEVERITY_WARNING && f->rule == RULE_SCHEMA && f->width == 1,
	    "a finding has its rule, severity and width");
	ok(!f->path.p && !f->message.p && !f->pointer.p && f->line == 0, "and nothing else");
	f = sink_add(&set, RULE_TAG);
	ok(f != NULL && f->rule == RULE_TAG, "a rule that is off: a place to write into");
	f->message = S("lost");
	is_num((double)set.n, 1, "that is not kept");
	ok(sink_add(&set, RULE_TAG)->message.p == NULL, "nor known to the next");
	sink_add(&set, RULE_EMPTY);
	sink_add(&set, RULE_EMPTY);
	is_num((double)sink_count(&set, SEVERITY_ERROR), 2, "errors counted");
	is_num((double)sink_count(&set, SEVERITY_WARNING), 1, "warnings counted");
	is_num((double)sink_count(&set, SEVERITY_INFO), 0, "none of a severity");
	is_num((double)sink_count(&plain, SEVERITY_ERROR), 0, "an empty sink");
	sink_sort(&plain);
	is_num((double)plain.n, 0, "sorted, too");
}

static void
sorting(void)
{
	static const struct {
		const char *path;
		uint32_t line, column;
		enum rule rule;
		const char *message, *kind, *id, *pointer;
	} want[] = {
	    {NULL, 0, 0, RULE_SCHEMA, "m", NULL, NULL, NULL},
	    {"a", 0, 0, RULE_SCHEMA, "m", NULL, NULL, NULL},
	    {"a", 1, 2, RULE_SCHEMA, "m", NULL, NULL, NULL},
	    {"a", 2, 1, RULE_SCHEMA, "m", NULL, NULL, NULL},
	    {"a", 10, 1, RULE_ALIAS, "z", NULL, NULL, NULL},
	    {"a", 10, 1, RULE_SCHEMA, "a", NULL, NULL, NULL},
	    {"a", 10, 1, RULE_SCHEMA, "b", NULL, NULL, NULL},
	    {"a", 10, 1, RULE_SCHEMA, "b", "goal", NULL, NULL},
	    {"a", 10, 1, RULE_SCHEMA, "b", "goal", "x", NULL},
	    {"a", 10, 1, RULE_SCHEMA, "b", "goal", "x", "/due"},
	    {"a", 10, 1, RULE_SCHEMA, "b", "goal", "y", NULL},
	    {"a", 10, 1, RULE_SCHEMA, "b", "plan", "a", NULL},
	    {"a", 4000000000, 1, RULE_ALIAS, "m", NULL, NULL, NULL},
	    {"a/b", 1, 1, RULE_ALIAS, "m", NULL, NULL, NULL},
	    {"ab", 1, 1, RULE_ALIAS, "m", NULL, NULL, NULL},
	    {"\xc3\xa9", 1, 1, RULE_ALIAS, "m", NULL, NULL, NULL},
	};
	enum { N = sizeof want / sizeof *want };
	uint64_t state = 1;
	int wrong = 0;

	for (int round = 0; round < 200; round++) {
		struct sink sink = {.arena = &arena};

		for (size_t i = 0; i < 3 * N; i++) { /* each at least once */
			size_t k = i < N ? (i * 7 + (size_t)round) % N : random_below(&state, N);
			struct finding *f =
			    add(&sink, want[k].rule, want[k].path, want[k].line, want[k].column);

			f->message = str_of(want[k].message);
			f->kind = str_of(want[k].kind);
			f->id = str_of(want[k].id);
			f->pointer = str_of(want[k].pointer);
		}
		sink_sort(&sink);
		wrong += sink.n != N;
		for (size_t i = 0; i < sink.n; i++)
			wrong += !str_is(sink.p[i].path, want[i].path) ||
				 sink.p[i].line != want[i].line ||
				 sink.p[i].column != want[i].column ||
				 sink.p[i].rule != want[i].rule ||
				 !str_is(sink.p[i].message, want[i].message) ||
				 !str_is(sink.p[i].id, want[i].id) ||
				 !str_is(sink.p[i].pointer, want[i].pointer);
	}
	ok(wrong == 0, "200 shuffled sinks are sorted and hold each finding once");
}

static void
taking(void)
{
	struct arena other = {0};
	struct sink from = {.arena = &other}, to = {.arena = &arena};
	struct finding *f;
	char *message = arena_copy(&other, "message", 7);

	add(&to, RULE_TAG, "first", 1, 1);
	f = add(&from, RULE_ANCHOR, "path", 3, 4);
	f->width = 5;
	f->severity = SEVERITY_INFO;
	f->message = str_of(message);
	f->pointer = S("");
	for (int i = 0; i < 100; i++)
		add(&from, RULE_ALIAS, "more", (uint32_t)i, 1);
	sink_take(&to, &from);
	is_num((double)from.n, 101, "what is taken stays where it was");
	memset(message, 'x', 7);
	arena_free(&other);
	is_num((double)to.n, 102, "all are taken, behind what was there");
	f = &to.p[1];
	is_str(to.p[0].path, "first", "what was there");
	is_str(f->path, "path", "path");
	is_str(f->message, "message", "message, copied");
	ok(f->line == 3 && f->column == 4 && f->width == 5 && f->rule == RULE_ANCHOR,
	    "place, rule");
	ok(f->severity == SEVERITY_INFO, "severity");
	ok(!f->help.p && !f->kind.p && !f->id.p, "what is unknown stays unknown");
	ok(f->pointer.p && f->pointer.n == 0, "what is empty stays empty");
	ok(to.p[101].line == 99 && str_is(to.p[101].path, "more"), "the last");
}

static void
keys(void)
{
	static const char *const want[] = {"yaml-syntax goals/a%20b.yaml -", "schema goal:a /x",
	    "schema goal:a /x 2", "schema goal:a /y%0A", "schema goal:a /x 3"};
	struct sink sink = {.arena = &arena};
	struct finding *f;

	add(&sink, RULE_YAML_SYNTAX, "goals/a b.yaml", 1, 1);
	for (uint32_t i = 1; i < 5; i++) {
		f = add(&sink, RULE_SCHEMA, i < 4 ? "goals/b.yaml" : "goals/c.yaml", i, 1);
		f->kind = S("goal");
		f->id = S("a");
		f->pointer = i == 3 ? S("/y\n") : S("/x");
		f->message = S("wrong");
	}
	sink_sort(&sink);
	for (size_t i = 0; i < sink.n; i++)
		is_str(finding_key(&arena, &sink.p[i]), want[i], "the key of finding %zu", i);
}

/* What says it better stands for what the schema says of one place, unless it weighs less. */
static void
instead(void)
{
	uint8_t levels[RULES];
	struct sink sink = {.arena = &arena, .severities = levels};

	for (int i = 0; i < RULES; i++)
		levels[i] = SEVERITY_ERROR;
	levels[RULE_EVIDENCE] = SEVERITY_WARNING;
	add(&sink, RULE_SCHEMA, "a", 1, 1)->pointer = S("/x");
	add(&sink, RULE_SCHEMA, "a", 1, 1)->pointer = S("/y");
	add(&sink, RULE_SCHEMA, "b", 1, 1)->pointer = S("/x");
	*add(&sink, RULE_DANGLING, "a", 1, 1) = (struct finding){.path = S("a"),
	    .line = 1,
	    .column = 1,
	    .rule = RULE_DANGLING,
	    .severity = SEVERITY_ERROR,
	    .pointer = S("/x"),
	    .instead = true};
	add(&sink, RULE_SCHEMA, "c", 1, 1)->pointer = S("/x");
	*add(&sink, RULE_EVIDENCE, "c", 1, 1) = (struct finding){.path = S("c"),
	    .line = 1,
	    .column = 1,
	    .rule = RULE_EVIDENCE,
	    .severity = SEVERITY_WARNING,
	    .pointer = S("/x"),
	    .instead = true};
	sink_sort(&sink);
	is_num((double)sink.n, 5, "one of six findings is dropped");
	ok(sink.n && str_is(sink.p[0].pointer, "/y") && sink.p[1].rule == RULE_DANGLING,
	    "the schema's at the same place in the file and the record");
}

/* One of many findings of a file, all of them warnings but the last three. */
static void
add_many(struct sink *sink, uint32_t n)
{
	for (uint32_t i = 1; i <= n; i++)
		add(sink, i > n - 3 ? RULE_SCHEMA : RULE_CHECKIN_OUTSIDE, "many", i, 1);
}

static void
tallies(void)
{
	struct tally many = {0}, few = {0};
	struct sink sink = {.arena = &arena, .tally = &many};
	struct sink_mark mark;

	add_many(&sink, FINDINGS_MOST);
	is_num((double)sink.n, FINDINGS_MOST, "as many as are kept");
	is_num((double)sink_room(&sink), 0, "and no more");
	mark = sink_mark(&sink);
	ok(!sink_found_since(&sink, mark) && !sink_failed_since(&sink, mark), "nothing since");
	add(&sink, RULE_CHECKIN_OUTSIDE, "many", 1, 2);
	ok(sink_found_since(&sink, mark) && !sink_failed_since(&sink, mark),
	    "a warning since that is not kept");
	add(&sink, RULE_SCHEMA, "many", 1, 2);
	sink_pass(&sink, RULE_SCHEMA, 40);
	ok(sink_failed_since(&sink, mark), "and an error");
	sink.tally = &few;
	add(&sink, RULE_SCHEMA, "few", 1, 1);
	is_num((double)sink.n, FINDINGS_MOST + 1, "another file has room");
	sink_close(&sink, &many, S("many"));
	sink_close(&sink, &few, S("few"));
	is_num((double)sink.n, FINDINGS_MOST + 2, "one stands for what is not kept");
	sink_sort(&sink);
	is_str(sink.p[FINDINGS_MOST + 1].message,
	    "42 more findings in this file: the first 1000 are listed", "and says so");
	ok(sink.p[FINDINGS_MOST + 1].severity == SEVERITY_ERROR &&
		sink.p[FINDINGS_MOST + 1].rule == RULE_LIMIT,
	    "as severe as the worst, behind those of its file");
	is_num((double)sink_count(&sink, SEVERITY_ERROR), 3 + 41 + 1, "errors, kept or not");
	is_num((double)sink_count(&sink, SEVERITY_WARNING), FINDINGS_MOST - 3 + 1,
	    "warnings, kept or not");
}

/* Of a text that is too long whole characters remain, and as many once more. */
static void
shortening(void)
{
	struct sink sink = {.arena = &arena};
	struct finding *f = add(&sink, RULE_SCHEMA, "goals/a.yaml", 1, 1);
	char *text = arena_bytes(&arena, 5000);

	for (size_t i = 0; i < 5000; i += 2)
		memcpy(text + i, "\xc3\xa9", 2);
	f->message = (struct str){text, 5000};
	for (int i = 0; i < 2; i++) {
		sink_sort(&sink);
		ok(sink.p[0].message.n == 999 && utf8_valid(sink.p[0].message) &&
			str_ends(sink.p[0].message, S("\xa9...")),
		    "a long message, sorted %d times", i + 1);
	}
}

int
main(void)
{
	keys();
	tallies();
	severities();
	sorting();
	instead();
	taking();
	shortening();
	arena_free(&arena);
	return done();
}
