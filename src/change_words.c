#include "change_words.h"

#include <string.h>

#include "date.h"

/* Longer values are not repeated in words. */
enum { LONGEST_VALUE = 72 };

/* Phrases hold {KEY} for what stands there, {*} for what the entry or record is called, {=} for its
 * name; what stands in [ ] is left out where it misses something. */
struct phrase {
	const char *name;  /* of the table */
	const char *added; /* NULL: "NAME added: {*}" */
	const char *gone;  /* NULL: "NAME removed: {*}" */
};

static const struct phrase of_records[KINDS] = {
    [KIND_CHECKIN] = {"check-in", "check-in[ by {by}][ on {date}]",
	"check-in[ by {by}][ on {date}] removed"},
    [KIND_PLAN] = {"development plan",
	"development plan added[ for {owner}][, {period}][, {start} to {due}]",
	"development plan removed[ for {owner}][, {period}][, {start} to {due}]"},
    [KIND_NOTE] = {"note", "one-to-one noted[ with {with}][ on {date}]",
	"note of the one-to-one removed[ with {with}][ on {date}]"},
    [KIND_FEEDBACK] = {"feedback", "feedback[ from {from}][ about {about}]",
	"feedback[ from {from}][ about {about}] removed"},
    [KIND_REQUEST] = {"request", "feedback requested[ about {about}][ from {asked}][, due {due}]",
	"request for feedback removed[: about {about}][ from {asked}]"},
    [KIND_RESULTS] = {"results", "results published[ of {cycle}][ about {about}]",
	"results removed[ of {cycle}][ about {about}]"},
    [KIND_REVIEW] = {"review", "review added[: about {about}][ by {by}][, {status}]",
	"review removed[: about {about}][ by {by}]"},
    [KIND_ACKNOWLEDGEMENT] = {"acknowledgement", "acknowledges[ {of}]",
	"acknowledgement removed[: of {of}]"},
};

static const struct phrase of_entries[] = {
    {"check-in", "check-in[ on {date}][ by {by}]", "check-in[ on {date}][ by {by}] removed"},
    {"check-in on", "check-in on {=}", "check-in on {=} removed"},
    {"replan", "replanned[: {what}]", NULL},
    {"close", "closed[: {outcome}]", "opened again"},
    {"strength", "strength[ on {skill}] written", "strength[ on {skill}] removed"},
    {"improvement", "improvement[ on {skill}] written", "improvement[ on {skill}] removed"},
    {"past position", "past position added[: until {until}]",
	"past position removed[: until {until}]"},
    {"absence", "away[ from {from}][ to {to}]", "no longer away[ from {from}][ to {to}]"},
    {"signing key", "signing key added[, valid from {from}]", "signing key removed"},
    {"outsider", "from {*}", NULL},
    {"scale", "scale set[: {min} to {max}]", "scale removed"},
    {"import", "import added[: {path}]", "import removed[: {path}]"},
};

struct str
change_label(struct arena *a, const struct field *f)
{
	char *label;

	if (f->label)
		return str_of(f->label);
	label = str_c(a, str_of(f->key));
	for (char *c = label; *c; c++)
		if (*c == '_')
			*c = ' ';
	return str_of(label);
}

static bool
is_collection(const struct node *n)
{
	return n->type == NODE_SEQ || n->type == NODE_MAP;
}

struct str
change_value(struct arena *a, const struct node *n)
{
	if (is_collection(n) || n->text.n > LONGEST_VALUE || str_index(n->text, '\n') < n->text.n)
		return S("...");
	if (n->type == NODE_STR && (n->text.n == 0 || str_index(n->text, ' ') < n->text.n))
		return JOIN(a, S("\""), n->text, S("\""));
	return n->text;
}

struct str
change_title(const struct node *map, struct str otherwise)
{
	static const char *const keys[] = {"title", "name", "skill"};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct str title = node_str(node_get(map, str_of(keys[i])));

		if (title.n)
			return title;
	}
	return otherwise;
}

/* What stands at a key: a scalar, a list's entries with commas, a mapping's name. */
static struct str
words_of(struct arena *a, const struct node *n)
{
	struct str all = {0};

	if (!n || n->type == NODE_NULL)
		return all;
	if (!is_collection(n))
		return n->text;
	if (n->type == NODE_MAP)
		return change_title(n, S("?"));
	for (const struct node *e = n->first; e; e = e->next)
		all = JOIN(a, all, str_of(all.n ? ", " : ""), words_of(a, e));
	return all;
}

/* What a phrase is filled with. */
struct filling {
	struct arena *arena;
	const struct node *map;
	struct str name;
};

static struct str
placeholder(const struct filling *f, struct str key)
{
	if (str_is(key, "="))
		return f->name;
	if (str_is(key, "*"))
		return change_title(f->map, f->name);
	return words_of(f->arena, node_get(f->map, key));
}

/* Fills in a part of a phrase without brackets; *whole is false where something is missing. */
static struct str
fill_part(bool *whole, const struct filling *f, struct str part)
{
	struct str text = S(""), before, key;

	*whole = true;
	while (str_cut(&before, &part, part, '{')) {
		struct str value;

		str_cut(&key, &part, part, '}');
		value = placeholder(f, key);
		*whole = *whole && value.n;
		text = JOIN(f->arena, text, before, value);
	}
	return JOIN(f->arena, text, before);
}

static struct str
fill(const struct filling *f, const char *phrase)
{
	struct str text = S(""), rest = str_of(phrase), fixed, optional;
	bool more = true, whole;

	while (more) {
		more = str_cut(&fixed, &rest, rest, '[');
		fixed = fill_part(&whole, f, fixed);
		text = JOIN(f->arena, text, fixed);
		if (!more)
			break;
		str_cut(&optional, &rest, rest, ']');
		optional = fill_part(&whole, f, optional);
		if (whole)
			text = JOIN(f->arena, text, optional);
	}
	return text;
}

static struct str
fill_phrase(const struct filling *f, const struct phrase *phrase, const char *name, bool added)
{
	const char *words = phrase ? (added ? phrase->added : phrase->gone) : NULL;

	if (words)
		return fill(f, words);
	return JOIN(f->arena, str_of(name), S(" "), str_of(added ? "added" : "removed"), S(": "),
	    change_title(f->map, f->name));
}

/* ": 2 strengths, 1 improvement" */
static struct str
points(struct arena *a, const struct node *root)
{
	static const char *const keys[] = {"strength", "improvement"};
	struct str text = S("");

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const struct node *list = node_get(root, JOIN(a, str_of(keys[i]), S("s")));
		unsigned n = list ? (list->type == NODE_SEQ ? list->n : list->type == NODE_STR) : 0;

		if (n)
			text = str_fmt(a, "%.*s%s%u %s%s", SV(text), text.n ? ", " : ": ", n,
			    keys[i], str_plural(n));
	}
	return text;
}

static struct str
agreement(const struct node *root)
{
	const struct node *agrees = node_get(root, S("agrees"));

	if (!agrees || agrees->type != NODE_BOOL)
		return S("");
	return (agrees->text.p[0] | 0x20) == 't' ? S(", agrees") : S(", disagrees");
}

struct str
change_record(struct arena *a, enum kind kind, struct str id, const struct node *root, bool added)
{
	const struct phrase *phrase = &of_records[kind];
	const char *name = kind ? kinds[kind].table->name : "record";
	struct filling f = {a, root, id};
	struct str text = fill_phrase(&f, phrase->name ? phrase : NULL, name, added);

	if (added && kind == KIND_FEEDBACK)
		return JOIN(a, text, points(a, root));
	if (added && kind == KIND_ACKNOWLEDGEMENT)
		return JOIN(a, text, agreement(root));
	return text;
}

struct str
change_entry(struct arena *a, const struct table *t, struct str key, const struct node *entry,
    bool added)
{
	const struct phrase *phrase = NULL;
	struct filling f = {a, entry, key};

	for (size_t i = 0; i < sizeof of_entries / sizeof *of_entries && !phrase; i++)
		if (strcmp(of_entries[i].name, t->name) == 0)
			phrase = &of_entries[i];
	return fill_phrase(&f, phrase, t->name, added);
}

bool
change_is_prose(const struct table *t)
{
	return strcmp(t->name, "strength") == 0 || strcmp(t->name, "improvement") == 0;
}

struct str
change_moved(struct arena *a, struct str label, const struct node *before, const struct node *after)
{
	int32_t from, to, days;

	if (!date_parse(&from, node_str(before)) || !date_parse(&to, node_str(after)))
		return (struct str){NULL, 0};
	days = to > from ? to - from : from - to;
	return str_fmt(a, "%.*s moved %d day%s %s", SV(label), (int)days,
	    str_plural((uint64_t)days), to > from ? "later" : "earlier");
}
