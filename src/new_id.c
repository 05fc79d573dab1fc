#include "new.h"

#include <string.h>

#include "file.h"
#include "latin.h"
#include "say.h"
#include "shape.h"

/* Words of a title that an id is made of, and bytes of it. */
enum { WORDS = 5, BYTES = 48 };

/* The keys whose words make up a record's id, and those in their place where the first has none: then
 * what begins with no name begins with that of the kind. */
static const struct {
	const char *keys[3], *otherwise[3];
	size_t words; /* of a title; 0: WORDS */
} recipes[KINDS] = {
    [KIND_PERSON] = {{"name"}, {"emails"}, 1},
    [KIND_TEAM] = {{"name"}, {0}, 0},
    [KIND_FRAMEWORK] = {{"title"}, {0}, 0},
    [KIND_OPPORTUNITY] = {{"title"}, {0}, 0},
    [KIND_GOAL] = {{"title"}, {"owner", "period", "start"}, 0},
    [KIND_CHECKIN] = {{"date", "by"}, {0}, 0},
    [KIND_PLAN] = {{"owner", "period", "start"}, {"period", "start"}, 0},
    [KIND_JOURNAL] = {{"date", "owner", "title"}, {0}, 0},
    [KIND_NOTE] = {{"date", "with"}, {0}, 0},
    [KIND_FEEDBACK] = {{"date", "from", "about"}, {0}, 0},
    [KIND_REQUEST] = {{"about", "date"}, {"date"}, 0},
    [KIND_CYCLE] = {{"title"}, {"period"}, 0},
    [KIND_REVIEW] = {{"about", "period", "cycle"}, {"period", "cycle"}, 0},
    [KIND_ACKNOWLEDGEMENT] = {{"by", "of"}, {"of", "date"}, 0},
};

struct str
new_slug(struct arena *a, struct str text, size_t words)
{
	struct str rest = latin_words(a, text), word;
	char slug[BYTES];
	size_t n = 0;

	while (rest.n && words) {
		str_cut(&word, &rest, rest, ' ');
		if (!word.n)
			continue;
		if (n && n + 1 + word.n > BYTES)
			break;
		if (n)
			slug[n++] = '-';
		word = str_sub(word, 0, BYTES - n);
		memcpy(slug + n, word.p, word.n);
		n += word.n;
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

/* left and right with a hyphen between; one of them alone where it begins or ends with the other. */
static struct str
join(struct arena *a, struct str left, struct str right)
{
	if (!left.n || !right.n)
		return left.n ? left : right;
	if (str_eq(left, right) || str_starts(right, str_fmt(a, "%.*s-", SV(left))))
		return right;
	if (str_ends(left, str_fmt(a, "-%.*s", SV(right))))
		return left;
	return str_fmt(a, "%.*s-%.*s", SV(left), SV(right));
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
	if (new_is_fill_in(text))
		return all;
	if (str_cut(&kind, &id, text, ':') && kind_of(kind) != KIND_NONE)
		text = id;
	return id_is_valid(text) ? text : new_slug(a, text, words);
}

static struct str
made_of(const struct new *n, const struct node *root, const char *const keys[3])
{
	size_t words = recipes[n->kind].words ? recipes[n->kind].words : WORDS;
	struct str id = S("");

	for (size_t i = 0; i < 3 && keys[i]; i++)
		id = join(n->arena, id, piece(n->arena, node_get(root, str_of(keys[i])), words));
	return id;
}

/* The id that a record's own words make, whether somebody has it or not. */
static struct str
own_id(const struct new *n, const struct node *root)
{
	const char *const first[3] = {recipes[n->kind].keys[0]};
	struct str id = made_of(n, root, recipes[n->kind].keys);
	char today[11];

	if (made_of(n, root, first).n)
		return id;
	id = made_of(n, root, recipes[n->kind].otherwise);
	if (!id.n)
		id = str_of(date_text(today, n->today));
	return id.p[0] >= 'a' ? id : str_fmt(n->arena, "%s-%.*s", kinds[n->kind].name, SV(id));
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

	if (given.p)
		return given_id(n, given);
	base = own_id(n, root);
	if (n->kind == KIND_CHECKIN && is_taken(n, base)) {
		say("a check-in of that day is there already: edit checkins/%.*s.yaml", SV(base));
		return S("");
	}
	id = base;
	for (int number = 2; is_taken(n, id); number++)
		id = str_fmt(n->arena, "%.*s-%d", SV(base), number);
	return id;
}
