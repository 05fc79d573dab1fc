#include "new.h"

#include "file.h"
#include "say.h"
#include "shape.h"

/* Words of a title that an id is made of, and bytes of it. */
enum { WORDS = 5, BYTES = 48 };

/* The keys whose words make up a record's id, and those where the first have none. */
static const struct {
	const char *keys[3], *otherwise[3];
	size_t words; /* of a title; 0: WORDS */
} recipes[KINDS] = {
    [KIND_PERSON] = {.keys = {"name"}, .words = 1},
    [KIND_TEAM] = {.keys = {"name"}},
    [KIND_FRAMEWORK] = {.keys = {"title"}},
    [KIND_OPPORTUNITY] = {.keys = {"title"}},
    [KIND_GOAL] = {.keys = {"title"}, .otherwise = {"owner", "period", "start"}},
    [KIND_CHECKIN] = {.keys = {"date", "by"}},
    [KIND_PLAN] = {.keys = {"owner", "period", "start"}},
    [KIND_JOURNAL] = {.keys = {"date", "owner", "title"}},
    [KIND_NOTE] = {.keys = {"date", "with"}},
    [KIND_FEEDBACK] = {.keys = {"date", "from", "about"}},
    [KIND_REQUEST] = {.keys = {"about", "date"}},
    [KIND_CYCLE] = {.keys = {"title"}, .otherwise = {"period"}},
    [KIND_REVIEW] = {.keys = {"about", "period", "cycle"}},
    [KIND_ACKNOWLEDGEMENT] = {.keys = {"by", "of"}},
};

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
is_word(char c)
{
	return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9');
}

/* Letters and digits at the start of s; other scripts' bytes belong to the word too. */
static size_t
word_length(struct str s)
{
	size_t n = 0;

	while (n < s.n && (is_word(s.p[n]) || (unsigned char)s.p[n] > 0x7f))
		n++;
	return n;
}

static bool
is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] > 0x7f)
			return false;
	return true;
}

struct str
new_slug(struct arena *a, struct str text, size_t words)
{
	char slug[BYTES + 1];
	size_t n = 0;

	while (text.n && words) {
		struct str word = str_sub(text, 0, word_length(text));

		text = str_sub(text, word.n ? word.n : 1, text.n);
		if (!word.n || !is_ascii(word))
			continue;
		if (n + word.n + 1 > BYTES)
			break;
		if (n)
			slug[n++] = '-';
		for (size_t i = 0; i < word.n; i++)
			slug[n++] = lower(word.p[i]);
		words--;
	}
	return str_dup(a, (struct str){slug, n});
}

struct str
new_words(struct arena *a, struct str id)
{
	char *words = str_c(a, id);

	for (size_t i = 0; i < id.n; i++)
		if (words[i] == '-' || words[i] == '_')
			words[i] = ' ';
	if (id.n && words[0] >= 'a' && words[0] <= 'z')
		words[0] = (char)(words[0] - 'a' + 'A');
	return str_trim((struct str){words, id.n});
}

/* a and b with a hyphen between; b alone where it begins with a already. */
static struct str
join(struct arena *a, struct str left, struct str right)
{
	struct str joined = str_fmt(a, "%.*s-", SV(left));

	if (!left.n || !right.n)
		return left.n ? left : right;
	return str_starts(right, joined) || str_eq(left, right)
		   ? right
		   : str_fmt(a, "%.*s%.*s", SV(joined), SV(right));
}

/* What a value contributes to an id: names as they are, of a reference its id, words of a title. */
static struct str
piece(struct arena *a, const struct node *value, size_t words)
{
	struct str text, kind, id, all = S("");

	if (!value)
		return all;
	if (value->type == NODE_MAP)
		return piece(a, node_get(value, S("name")), words);
	if (value->type == NODE_SEQ) {
		for (const struct node *e = value->first; e; e = e->next)
			all = join(a, all, piece(a, e, words));
		return all;
	}
	text = value->text;
	if (str_cut(&kind, &id, text, ':') && kind_of(kind) != KIND_NONE)
		text = id;
	if (str_is(text, "fill-in"))
		return all;
	return id_is_valid(text) ? text : new_slug(a, text, words);
}

static struct str
made_of(struct arena *a, const struct node *root, const char *const *keys, size_t n, size_t words)
{
	struct str id = S("");

	for (size_t i = 0; i < n && keys[i]; i++)
		id = join(a, id, piece(a, node_get(root, str_of(keys[i])), words));
	return id;
}

static bool
is_taken(const struct new *n, struct str id)
{
	enum kind twin = n->kind == KIND_PERSON ? KIND_TEAM
			 : n->kind == KIND_TEAM ? KIND_PERSON
						: n->kind;

	return repo_find(n->repo, n->kind, id) || repo_find(n->repo, twin, id) ||
	       file_exists(str_fmt(n->arena, "%.*s%s/%.*s.yaml", SV(n->repo->source->root),
		   kinds[n->kind].folder, SV(id))
			       .p);
}

/* The id that was asked for, or nothing. */
static struct str
given_id(const struct new *n, struct str id)
{
	if (!id_is_valid(id))
		say("\"%.*s\" is no id: lower-case letters, digits, dot, dash and underscore",
		    SV(id));
	else if (is_taken(n, id))
		say("\"%.*s\" is taken: choose another id, or edit what is there (whet ls %s)",
		    SV(id), kinds[n->kind].name);
	else
		return id;
	return S("");
}

struct str
new_id(const struct new *n, const struct node *root)
{
	struct str given = new_set_of(n, "id"), base, id;
	size_t words = recipes[n->kind].words ? recipes[n->kind].words : WORDS;

	if (given.p)
		return given_id(n, given);
	base = made_of(n->arena, root, recipes[n->kind].keys, 3, words);
	if (!base.n)
		base = made_of(n->arena, root, recipes[n->kind].otherwise, 3, words);
	if (!base.n)
		base = kind_name(n->kind);
	if (n->kind == KIND_CHECKIN && is_taken(n, base)) {
		say("a check-in of that day is there already: edit checkins/%.*s.yaml", SV(base));
		return S("");
	}
	id = base;
	for (int number = 2; is_taken(n, id); number++)
		id = str_fmt(n->arena, "%.*s-%d", SV(base), number);
	return id;
}
