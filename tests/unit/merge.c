#include "merge.h"

#include "edit.h"
#include "random_yaml.h"

/* Merges of random documents, changed on both sides: nothing that a side has added or changed is lost, nothing comes
 * that neither has, and what is in conflict can be read from between the markers. And merges that people make, to
 * the byte. */

enum { MERGES = 2400, CHANGES = 3 };

/* One merge, and what comes of it. */
struct example {
	const char *base, *ours, *theirs, *result;
	bool conflicts;
	const char *name;
};

#define GOAL "kind: goal\nid: g\n"
#define PERSON(id) "---\nkind: person\nid: " id "\n"

static const struct example examples[] = {
    {GOAL "a: 1\n", GOAL "a: 2\n", GOAL "a: 1\nb: 3\n", GOAL "a: 2\nb: 3\n", false,
	"fields next to each other"},
    {GOAL "skills: [a]\n", GOAL "skills: [a, b]\n", GOAL "skills: [a, c]\n",
	GOAL "skills: [a, b, c]\n", false, "entries of a list"},
    {GOAL "skills: [a, b]\n", GOAL "skills: [a]\n", GOAL "skills: [a, b, c]\n",
	GOAL "skills: [a, c]\n", false, "one out, one in"},
    {GOAL "skills: [a, b]\n", GOAL "skills: [a, x]\n", GOAL "skills: [a, y]\n",
	GOAL "<<<<<<< O\nskills: [a, x]\n=======\nskills: [a, y]\n>>>>>>> T\n", true,
	"one entry changed twice"},
    {GOAL, GOAL "skills: [a]\n", GOAL "skills: [b]\n", GOAL "skills: [a, b]\n", false,
	"two lists that are new"},
    {GOAL, GOAL "key_results:\n  a: {title: A}\n", GOAL "key_results:\n  b: {title: B}\n",
	GOAL "key_results:\n  a: {title: A}\n  b: {title: B}\n", false,
	"two mappings that are new"},
    {GOAL "due: 2026-01-01 # d\n", GOAL "due: 2026-01-02 # d\n", GOAL "due: 2026-01-03 # d\n",
	GOAL "<<<<<<< O\ndue: 2026-01-02 # d\n=======\ndue: 2026-01-03 # d\n>>>>>>> T\n", true,
	"a field changed twice, its comment stays"},
    {GOAL "due: 1\na: 1\n", GOAL "a: 1\n", GOAL "due: 2\na: 2\n",
	GOAL "a: 2\n<<<<<<< O\n=======\ndue: 2\n>>>>>>> T\n", true, "taken out and changed"},
    {GOAL "due: 1\na: 1\n", GOAL "due: 2\na: 1\n", GOAL "a: 1\n",
	GOAL "<<<<<<< O\ndue: 2\n=======\n>>>>>>> T\na: 1\n", true, "changed and taken out"},
    {GOAL "checkins:\n- {date: 2026-01-01, note: a}\n",
	GOAL "checkins:\n- {date: 2026-01-01, note: a}\n- {date: 2026-01-08, note: b}\n",
	GOAL "checkins:\n- {date: 2026-01-01, note: a, confidence: 5}\n- {date: 2026-01-09}\n",
	GOAL "checkins:\n- {date: 2026-01-01, note: a, confidence: 5}\n- {date: 2026-01-08, note: "
	     "b}\n- {date: 2026-01-09}\n",
	false, "entries that a date tells apart"},
    {GOAL "checkins:\n- {date: 2026-01-01, note: a}\n- {date: 2026-01-02}\n",
	GOAL "checkins:\n- {date: 2026-01-02}\n",
	GOAL "checkins:\n- {date: 2026-01-01, note: b}\n- {date: 2026-01-02}\n",
	GOAL "checkins:\n- {date: 2026-01-02}\n<<<<<<< O\n=======\n- {date: 2026-01-01, note: "
	     "b}\n>>>>>>> T\n",
	true, "one of them taken out and changed"},
    {GOAL "why: |\n  One.\n\n  Two.\n", GOAL "why: |\n  Eins.\n\n  Two.\n",
	GOAL "why: |\n  One.\n\n  Zwei.\n",
	GOAL "why: |\n<<<<<<< O\n  Eins.\n\n  Two.\n=======\n  One.\n\n  Zwei.\n>>>>>>> T\n", true,
	"a text is one field"},
    {GOAL "a: 1\r\n", GOAL "a: 2\r\n", GOAL "a: 1\r\nb: 1\r\n", GOAL "a: 2\r\nb: 1\r\n", false,
	"CRLF"},
    {GOAL, GOAL PERSON("a"), GOAL PERSON("b"), GOAL PERSON("a") PERSON("b"), false,
	"two records that are new"},
    {GOAL PERSON("a") PERSON("b"), GOAL "x-a: 1\n" PERSON("a") PERSON("b"), GOAL PERSON("b"),
	GOAL "x-a: 1\n" PERSON("b"), false, "a record taken out"},
    {GOAL PERSON("a"), GOAL PERSON("a") "name: A\n", GOAL,
	GOAL "<<<<<<< O\n" PERSON("a") "name: A\n=======\n>>>>>>> T\n", true,
	"a record changed and taken out"},
    {GOAL PERSON("a"), GOAL, GOAL PERSON("a") "name: A\n",
	GOAL "<<<<<<< O\n=======\n" PERSON("a") "name: A\n>>>>>>> T\n", true,
	"a record taken out and changed"},
    {"", GOAL "a: 1\n", GOAL "b: 1\n", GOAL "a: 1\nb: 1\n", false,
	"a file that is new on both sides"},
    {GOAL "a: 1\n", "# ours\n" GOAL "a: 1\n", GOAL "a: 1 # theirs\n",
	"# ours\n" GOAL "a: 1 # theirs\n", false, "comments alone"},
    {GOAL "a: 1\nb: [x]\n", GOAL "b: [x, y]\na: 1\n", GOAL "a: 2\nb: [x]\n",
	GOAL "b: [x, y]\na: 2\n", false, "the order of keys"},
    {GOAL "a: 1\n", GOAL "a: [\n", GOAL "a: 1\nb: 1\n",
	GOAL "<<<<<<< O\na: [\n=======\na: 1\nb: 1\n>>>>>>> T\n", true, "what cannot be read"},
};

static struct merge
merge_of(struct str base, struct str ours, struct str theirs)
{
	struct merge m = {.arena = &arena,
	    .path = S("goals/g.yaml"),
	    .base = base,
	    .ours = ours,
	    .theirs = theirs,
	    .our_label = "O",
	    .their_label = "T"};

	merge_files(&m);
	return m;
}

static void
check_examples(void)
{
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		const struct example *e = &examples[i];
		struct merge m = merge_of(str_of(e->base), str_of(e->ours), str_of(e->theirs));
		bool right = str_is(m.bytes, e->result) && m.conflicts == e->conflicts;

		if (!right)
			note("%.*s", SV(m.bytes));
		ok(right, "%s", e->name);
		arena_free(&arena);
	}
}

/* Random ones. */

/* What a tree says, piece by piece: a path by keys, "*" for entries of lists, and a text. */
struct facts {
	struct str *p;
	size_t n, cap;
};

static void
list_facts(struct facts *facts, struct str path, const struct node *n)
{
	bool collection = n->type == NODE_MAP || n->type == NODE_SEQ;

	if (!collection || !n->n)
		*vec_push(&arena, facts) =
		    JOIN(&arena, path, S(" = "), collection ? S("") : n->text);
	for (const struct node *e = collection ? n->first : NULL; e; e = e->next)
		list_facts(facts, JOIN(&arena, path, S("/"), e->key ? e->key->text : S("*")), e);
}

static bool
read_facts(struct facts *facts, struct str bytes)
{
	struct sink sink = {.arena = &arena};
	struct yaml *y = yaml_parse(&arena, &sink, S("m"), bytes);

	*facts = (struct facts){0};
	if (y->broken || y->n_docs != 1 || !y->docs[0].root)
		return false;
	list_facts(facts, S(""), y->docs[0].root);
	str_sort(facts->p, facts->n);
	return true;
}

static size_t
count(const struct facts *facts, struct str fact)
{
	size_t n = 0;

	for (size_t i = 0; i < facts->n; i++)
		n += str_eq(facts->p[i], fact);
	return n;
}

/* Does a result hold all that a side has more of than the base? An empty collection may have been filled. */
static bool
holds_added(const struct facts *result, const struct facts *base, const struct facts *side)
{
	for (size_t i = 0; i < side->n; i++) {
		struct str fact = side->p[i];

		if (!str_ends(fact, S(" = ")) && count(side, fact) > count(base, fact) &&
		    count(result, fact) < count(side, fact))
			return false;
	}
	return true;
}

/* Is all that the three have in the result? */
static bool
holds_common(const struct facts *result, const struct facts *base, const struct facts *ours,
    const struct facts *theirs)
{
	for (size_t i = 0; i < base->n; i++) {
		struct str fact = base->p[i];

		if (!str_ends(fact, S(" = ")) && count(ours, fact) >= count(base, fact) &&
		    count(theirs, fact) >= count(base, fact) &&
		    count(result, fact) < count(base, fact))
			return false;
	}
	return true;
}

/* Does it hold nothing that neither side has, and nothing that one has taken out and the other left alone? */
static bool
holds_no_more(const struct facts *result, const struct facts *base, const struct facts *ours,
    const struct facts *theirs)
{
	for (size_t i = 0; i < result->n; i++) {
		struct str fact = result->p[i];
		size_t n = count(result, fact), was = count(base, fact), here = count(ours, fact),
		       there = count(theirs, fact), most = here + there - was;

		if (str_ends(fact, S(" = ")))
			continue;
		if (here + there < was)
			most = 0;
		if (n > most && n > (here > there ? here : there))
			return false;
		if ((here < was && there == was && n > here) ||
		    (there < was && here == was && n > there))
			return false;
	}
	return true;
}

/* The text of one side where there are markers. */
static struct str
side_of(struct str bytes, bool ours)
{
	struct out o;
	struct str line;
	int in = 0; /* 1: ours, 2: theirs */

	out_init(&o, &arena, -1);
	while (bytes.n) {
		size_t end = str_index(bytes, '\n') + 1;

		line = str_sub(bytes, 0, end);
		bytes = str_sub(bytes, end, bytes.n);
		if (str_starts(line, S("<<<<<<< O")))
			in = 1;
		else if (in && str_starts(line, S("=======")))
			in = 2;
		else if (str_starts(line, S(">>>>>>> T")))
			in = 0;
		else if (!in || (in == 1) == ours)
			out_str(&o, line);
	}
	return out_all(&o);
}

struct trial {
	struct maker made;
	struct str base, ours, theirs;
	unsigned next; /* number of the next new thing */
	size_t merged, conflicts, by_lines, wrong;
};

static void
complain(struct trial *t, const char *what, struct str result)
{
	const struct str texts[] = {t->base, t->ours, t->theirs, result};

	if (t->wrong++ >= 3)
		return;
	note("%s", what);
	for (size_t i = 0; i < 4; i++) {
		fprintf(stderr, "# %zu: ", i);
		tap_text(stderr, texts[i]);
		fputc('\n', stderr);
	}
}

static const struct node *
tree_of(struct str text)
{
	struct sink sink = {.arena = &arena};

	return yaml_parse(&arena, &sink, S("value"), text)->docs[0].root;
}

static const struct node *
new_value(struct trial *t)
{
	static const char *const forms[] = {"new%u", "{date: 2026-01-01, note: n%u}", "n %u # c",
	    "[n%u]", "|\n  a %u\n  b\n"};

	return tree_of(str_fmt(&arena, forms[below(&t->made, 5)], t->next++));
}

/* Changes one place of an open document: adds, replaces or takes out. */
static void
change(struct trial *t, struct edit *e)
{
	const struct node *n = e->root, *next = NULL;
	struct str pointer = S("");
	struct edit_value value = {new_value(t), {NULL, 0}};

	for (;;) {
		size_t i = 0, which = n->n ? below(&t->made, n->n) : 0;

		if (!n->n || below(&t->made, 4) == 0) {
			pointer = JOIN(&arena, pointer, n->type == NODE_SEQ ? S("/-") : S("/"));
			if (n->type == NODE_MAP)
				pointer = str_fmt(&arena, "%.*snew%u", SV(pointer), t->next++);
			edit_set(e, pointer, value);
			return;
		}
		for (next = n->first; i < which; i++)
			next = next->next;
		pointer = next->key
			      ? JOIN(&arena, pointer, S("/"), node_token(&arena, next->key->text))
			      : str_fmt(&arena, "%.*s/%zu", SV(pointer), i);
		if ((next->type != NODE_MAP && next->type != NODE_SEQ) || below(&t->made, 4) == 0)
			break;
		n = next;
	}
	if (str_is(pointer, "/kind"))
		return;
	if (below(&t->made, 3))
		edit_set(e, pointer, value);
	else
		edit_remove(e, pointer);
}

static struct str
changed(struct trial *t)
{
	struct edit e;
	size_t n = 1 + below(&t->made, CHANGES);

	edit_open(&e, &arena, S("m"), t->base, 0);
	while (n--)
		change(t, &e);
	return e.bytes;
}

/* A random record of one document. */
static bool
make_base(struct trial *t)
{
	struct edit e;
	struct edit_value kind = {tree_of(S("goal")), {NULL, 0}};
	struct edit_value list = {tree_of(S("[{date: 2026-02-01, note: a}, {date: 2026-02-02}]")),
	    {NULL, 0}};

	if (!edit_open(&e, &arena, S("m"), make(&t->made), 0) || e.yaml->n_docs != 1 ||
	    e.root->type != NODE_MAP || edit_set(&e, S("/kind"), kind) ||
	    edit_set(&e, S("/checkins"), list))
		return false;
	t->base = e.bytes;
	return true;
}

static void
check_merge(struct trial *t)
{
	struct facts base, ours, theirs, a, b;
	struct merge m = merge_of(t->base, t->ours, t->theirs);

	t->merged++;
	t->conflicts += m.conflicts;
	t->by_lines += m.unsure != NULL;
	if (!read_facts(&base, t->base) || !read_facts(&ours, t->ours) ||
	    !read_facts(&theirs, t->theirs))
		complain(t, "a side is not in order", m.bytes);
	else if (m.unsure)
		return;
	else if (!read_facts(&a, m.conflicts ? side_of(m.bytes, true) : m.bytes) ||
		 !read_facts(&b, m.conflicts ? side_of(m.bytes, false) : m.bytes))
		complain(t, "the result is not in order", m.bytes);
	else if (!holds_added(&a, &base, &ours) || !holds_added(&b, &base, &theirs))
		complain(t, "something of a side is lost", m.bytes);
	else if (!holds_common(&a, &base, &ours, &theirs) ||
		 !holds_common(&b, &base, &ours, &theirs))
		complain(t, "something common is lost", m.bytes);
	else if (!m.conflicts && !holds_no_more(&a, &base, &ours, &theirs))
		complain(t, "something came or stayed", m.bytes);
	else if (!m.list.n != !merge_of(t->base, t->theirs, t->ours).list.n)
		complain(t, "the other way round it ends otherwise", m.bytes);
}

static void
check_random(void)
{
	struct trial t = {.merged = 0};

	for (int i = 0; i < MERGES; i++) {
		t.made = (struct maker){.state = (uint64_t)i};
		if (make_base(&t)) {
			t.ours = changed(&t);
			t.theirs = changed(&t);
			check_merge(&t);
		}
		arena_free(&arena);
	}
	ok(t.merged * 6 > MERGES, "%zu merges of random documents", t.merged);
	ok(t.conflicts * 2 < t.merged, "%zu have conflicts", t.conflicts);
	ok(t.by_lines * 10 < t.merged, "%zu are merged by lines", t.by_lines);
	is_num((double)t.wrong, 0, "nothing is lost, and nothing comes from nowhere");
}

int
main(void)
{
	check_examples();
	check_random();
	return done();
}
