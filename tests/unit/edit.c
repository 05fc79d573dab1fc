#include "edit.h"

#include "random_yaml.h"

/* Changes of random documents: each says what it was asked to, leaves every line that it does not concern as
 * it is, and is undone by its opposite. And the documents that people write, to the byte. */

enum { DOCUMENTS = 1500, TRIES = 4 };

static struct str
file_of(const char *text)
{
	return str_of(text);
}

static const struct node *
tree_of(struct str text)
{
	struct sink sink = {.arena = &arena};

	return yaml_parse(&arena, &sink, S("value"), text)->docs[0].root;
}

/* One change of a text, and what comes of it. */
struct change {
	const char *before, *pointer, *value; /* value NULL: removed */
	const char *after;		      /* NULL: refused */
	const char *name;
};

static const struct change changes[] = {
    {"a: 1 # one\nb: 2\n", "/a", "3", "a: 3 # one\nb: 2\n", "a number, its comment stays"},
    {"a: 'x'\n", "/a", "it's", "a: 'it''s'\n", "quotes stay"},
    {"a: x\n", "/a", "'y: z'", "a: 'y: z'\n", "quotes that are needed come"},
    {"a: 1\n", "/b", "2", "a: 1\nb: 2\n", "a new key"},
    {"a: 1", "/b", "2", "a: 1\nb: 2", "in a file without a last line end"},
    {"a: 1\r\nc: 2\r\n", "/b", "2", "a: 1\r\nc: 2\r\nb: 2\r\n", "in a file with CRLF"},
    {"a:\n    b: 1\n", "/c/d", "2", "a:\n    b: 1\nc:\n    d: 2\n",
	"a new mapping, indented as others"},
    {"a:\n  - x # c\n  # d\n", "/a/-", "y", "a:\n  - x # c\n  - y\n  # d\n",
	"a new entry of a list"},
    {"a:\n- x\n", "/a/1", "{b: 1}", "a:\n- x\n- {b: 1}\n", "of one that is not indented"},
    {"a: []\n", "/a/-", "y", "a: [y]\n", "of an empty list"},
    {"a: [x, y] # c\n", "/a/-", "z", "a: [x, y, z] # c\n", "in brackets"},
    {"a: [\n  x, # c\n  y # d\n]\n", "/a/-", "z", "a: [\n  x, # c\n  y, # d\n  z\n]\n",
	"in brackets over several lines"},
    {"a: {b: 1}\n", "/a/c", "x, y", "a: {b: 1, c: \"x, y\"}\n", "in braces"},
    {"{\"a\": \"b\"}\n", "/c", "d", "{\"a\": \"b\", \"c\": \"d\"}\n", "in JSON"},
    {"a: 1\nb: 2 # c\n# d\nc: 3\n", "/b", NULL, "a: 1\n# d\nc: 3\n", "a key removed"},
    {"a:\n  b: 1\nc: 2\n", "/a/b", NULL, "a: {}\nc: 2\n", "the last of a mapping removed"},
    {"- a: 1\n  b: 2\n", "/0/a", NULL, "- b: 2\n", "the first behind a dash removed"},
    {"- a: 1 # x\n  # y\n  b: 2\n", "/0/a", NULL, "-\n  # y\n  b: 2\n",
	"the same with a comment below"},
    {"a: [x, y, z]\n", "/a/1", NULL, "a: [x, z]\n", "an entry of a list removed"},
    {"a: |\n  x\n  y\nb: 1\n", "/a", "z", "a: z\nb: 1\n", "a line for a block"},
    {"a: x # c\nb: 1\n", "/a", "|\n  y\n  z\n", "a: | # c\n  y\n  z\nb: 1\n", "a block for a line"},
    {"a: | # c\n  x\nb: 1\n", "/a", "|\n y\n z\n", "a: | # c\n  y\n  z\nb: 1\n",
	"a block for a block"},
    {"a: # c\n  - x\n", "/a", "y", "a: y # c\n", "a word for a list"},
    {"a: # c\n  - x\n", "/a", "- y\n- z\n", "a: # c\n  - y\n  - z\n", "a list for a list"},
    {"a:\nb: 1\n", "/a", "x", "a: x\nb: 1\n", "where nothing stood"},
    {"a: # c\n", "/a/b", "1", "a: # c\n  b: 1\n", "into nothing"},
    {"a: |+\n  x\n\nb: |+\n  x\n\n", "/c", "1", "a: |+\n  x\n\nb: |+\n  x\n\nc: 1\n",
	"below a text that keeps its blank lines"},
    {"a: 1\nb: |\n  x", "/c", "1", "a: 1\nc: 1\nb: |\n  x", "above a text without a line end"},
    {"a: 1\n---\na: 2\n", "/a", "3", "a: 3\n---\na: 2\n", "the first of two documents"},
    {"\xef\xbb\xbf"
     "a: 1\n",
	"/b", "2",
	"\xef\xbb\xbf"
	"a: 1\nb: 2\n",
	"behind a byte order mark"},
    {"a: 1\n", "", "2", NULL, "the whole"},
    {"a: 1\n", "/a", NULL, NULL, "all there is"},
    {"a: 1\n", "/a/b", "2", NULL, "into a number"},
    {"a: [x]\n", "/a/2", "y", NULL, "behind the end of a list"},
    {"a: 1\n", "/b", NULL, NULL, "what is not there"},
};

static const char *
make_change(struct edit *e, const char *pointer, const char *value)
{
	struct str text = str_of(value);

	if (!value)
		return edit_remove(e, str_of(pointer));
	return edit_set(e, str_of(pointer), (struct edit_value){tree_of(text), {NULL, 0}});
}

static void
check_changes(void)
{
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		const struct change *c = &changes[i];
		struct str before = file_of(c->before), after = str_of(c->after);
		struct edit e;
		bool opened = edit_open(&e, &arena, S("file.yaml"), before, 0);
		const char *reason = opened ? make_change(&e, c->pointer, c->value) : "not opened";

		if (c->after ? (reason || !str_eq(e.bytes, after)) : !reason) {
			note("%s", reason ? reason : "changed");
			note("%.*s", SV(e.bytes));
		}
		ok(c->after ? !reason && str_eq(e.bytes, after) : reason && str_eq(e.bytes, before),
		    "%s", c->name);
		arena_free(&arena);
	}
}

/* Random ones. */

struct trial {
	struct maker made;
	struct edit edit;
	struct str before;
	const struct node *root;  /* of the document before */
	struct str pointer;	  /* of the entry that is changed, or of where one is added */
	const struct node *entry; /* that is changed; NULL for a new one */
	const struct node *in;	  /* its collection */
	size_t tried, refused, wrong, moved;
};

static struct str
tokened(struct arena *a, const struct node *e, size_t index)
{
	return e->key ? node_token(a, e->key->text) : str_fmt(a, "%zu", index);
}

/* Goes down from the root to a random entry, or to a random collection. */
static void
choose(struct trial *t)
{
	const struct node *n = t->edit.root;

	t->pointer = S("");
	t->entry = NULL;
	t->root = n;
	for (;;) {
		const struct node *e = n->first;
		size_t i = 0, which = n->n ? below(&t->made, n->n) : 0;

		t->in = n;
		if (!n->n || below(&t->made, 8) == 0)
			return;
		for (; i < which; i++)
			e = e->next;
		t->pointer =
		    str_fmt(&arena, "%.*s/%.*s", SV(t->pointer), SV(tokened(&arena, e, i)));
		t->entry = e;
		if ((e->type != NODE_MAP && e->type != NODE_SEQ) || below(&t->made, 3) == 0)
			return;
		n = e;
		t->entry = NULL;
	}
}

static const struct node *
random_value(struct trial *t)
{
	static const char *const values[] = {"5", "new", "'q'", "\"a \\u00e9\"", "two words",
	    "true", "|\n  one\n  two\n", "[a, {b: c}]", "{a: [1, 2]}", "- x\n- y: 1\n  z: 2\n",
	    "k: v\nl:\n  - m\n", "a, b: c", "{}", "[]", "|-\n  x\n\n  y\n"};

	return tree_of(str_of(values[below(&t->made, sizeof values / sizeof *values)]));
}

/* Is every line of the file that lies outside of [from, to) still there, in their order? Blank ones may belong to
 * what was removed. */
static bool
lines_stay(struct str before, struct str after, size_t from, size_t to)
{
	size_t bom = str_starts(before, S("\xef\xbb\xbf")) ? 3 : 0, at = bom;

	after = str_sub(after, bom, after.n);
	while (before.n > at) {
		size_t end = at + str_index(str_sub(before, at, before.n), '\n');
		struct str line = str_sub(before, at, end), other;
		bool concerned = at < to && end >= from, more = true;

		at = end + 1;
		if (concerned || !str_trim(line).n)
			continue;
		do {
			if (!more)
				return false;
			more = str_cut(&other, &after, after, '\n');
		} while (!str_eq(str_trim(other), str_trim(line)));
	}
	return true;
}

static void
complain(struct trial *t, const char *what, struct str after)
{
	if (t->wrong++ >= 3)
		return;
	note("%s: %.*s", what, SV(t->pointer));
	fputs("# ", stderr);
	tap_text(stderr, t->before);
	fputs("\n# ", stderr);
	tap_text(stderr, after);
	fputc('\n', stderr);
}

/* The bytes that a change of an entry concerns: of its collection where that is in brackets, else from the
 * entry above it, for its dash may stand lines above. */
static void
concerned(size_t *from, size_t *to, const struct trial *t)
{
	const struct node *n = t->in->style == STYLE_FLOW ? t->in : t->entry;

	*from = n->key ? n->key->from : t->in->from;
	*to = n->to;
	for (const struct node *e = t->in->first; n == t->entry && !n->key && e != n; e = e->next)
		*from = e->to + 1;
}

static void
undo_differs(struct trial *t, const char *what, const char *reason, struct str after)
{
	if (reason)
		complain(t, reason, after);
	else if (!str_eq(t->edit.bytes, t->before))
		complain(t, what, t->edit.bytes);
}

/* Replaces an entry, and puts back what stood there. */
static void
try_replace(struct trial *t)
{
	struct edit_value old = {t->entry, t->before};
	const char *reason =
	    edit_set(&t->edit, t->pointer, (struct edit_value){random_value(t), {NULL, 0}});
	struct str after = t->edit.bytes;
	size_t from, to;

	t->tried++;
	t->refused += reason != NULL;
	if (reason)
		return;
	concerned(&from, &to, t);
	if (!lines_stay(t->before, after, from, to))
		complain(t, "replaced, and other lines with it", after);
	reason = edit_set(&t->edit, t->pointer, old);
	if (reason)
		complain(t, reason, after);
	t->moved += !str_eq(t->edit.bytes, t->before);
}

/* Adds an entry, and removes it. */
static void
try_add(struct trial *t)
{
	bool list = t->in->type == NODE_SEQ, flow = t->in->style == STYLE_FLOW;
	struct str pointer = str_fmt(&arena, "%.*s/%s", SV(t->pointer), list ? "-" : "new key"),
		   after;
	const char *reason =
	    edit_set(&t->edit, pointer, (struct edit_value){random_value(t), {NULL, 0}});

	if (flow && !strchr("[{", t->before.p[t->in->from])) /* a pair that gets braces */
		return;
	t->tried++;
	t->refused += reason != NULL;
	if (reason)
		return;
	after = t->edit.bytes;
	if (!lines_stay(t->before, after, flow ? t->in->from : t->in->to, t->in->to))
		complain(t, "added, and other lines changed", after);
	if (list)
		pointer = str_fmt(&arena, "%.*s/%u", SV(t->pointer), t->in->n);
	undo_differs(t, "added and removed", edit_remove(&t->edit, pointer), after);
}

static void
try_remove(struct trial *t)
{
	const char *reason = edit_remove(&t->edit, t->pointer);
	size_t from, to;

	if (t->in == t->root && t->in->n == 1) /* nothing would be left */
		return;
	t->tried++;
	t->refused += reason != NULL;
	concerned(&from, &to, t);
	if (t->entry == t->in->first && t->entry->next)
		to = (t->entry->next->key ? t->entry->next->key : t->entry->next)->from;
	if (!reason && t->in->n > 1 && !lines_stay(t->before, t->edit.bytes, from, to))
		complain(t, "removed, and other lines with it", t->edit.bytes);
}

static void
check_random(void)
{
	struct trial t = {.tried = 0};

	for (int i = 0; i < DOCUMENTS; i++) {
		t.made = (struct maker){.state = (uint64_t)i};
		t.before = make(&t.made);
		for (int k = 0; k < TRIES; k++) {
			if (!edit_open(&t.edit, &arena, S("file.yaml"), t.before, 0))
				break;
			choose(&t);
			if (!t.entry)
				try_add(&t);
			else if (below(&t.made, 2))
				try_replace(&t);
			else
				try_remove(&t);
		}
		arena_free(&arena);
	}
	ok(t.tried > 2 * DOCUMENTS, "%zu changes of random documents", t.tried);
	ok(t.refused * 100 < t.tried, "%zu of them are refused", t.refused);
	ok(t.moved * 5 < t.tried, "%zu are undone in other words", t.moved);
	is_num((double)t.wrong, 0, "all others change what they say and nothing else");
}

int
main(void)
{
	check_changes();
	check_random();
	return done();
}
