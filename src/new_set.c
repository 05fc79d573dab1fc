#include "new.h"

#include "assign.h"
#include "say.h"
#include "scalar.h"

/* Keys that stand in place of another: where one is set, the other is commented out. */
static const struct {
	const char *key, *instead_of;
} alternatives[] = {
    {"start", "period"},
    {"due", "period"},
    {"cycle", "period"},
};

static int
unknown_key(const struct new *n, struct str key)
{
	const struct table *t = kinds[n->kind].table;
	struct str_guess guess = {.word = key};

	for (size_t i = 0; i < t->n; i++)
		str_guess(&guess, str_of(t->fields[i].key));
	if (guess.best.p)
		say("a %s has no key \"%.*s\", did you mean \"%.*s\"?", kinds[n->kind].name,
		    SV(key), SV(guess.best));
	else
		say("a %s has no key \"%.*s\"; its template names them all", kinds[n->kind].name,
		    SV(key));
	return 2;
}

static int
read_set(struct new *n, const char *word)
{
	struct str all = str_of(word);
	struct node text = {.type = NODE_STR};
	struct new_set set;

	if (!str_cut(&set.key, &set.value, all, '=')) {
		say("--set \"%s\": write --set key=value", word);
		return 2;
	}
	if (str_is(set.key, "kind")) {
		say("the kind is the word after whet new, it cannot be set");
		return 2;
	}
	if (!key_is_private(set.key) && !field_of(kinds[n->kind].table, set.key, &text))
		return unknown_key(n, set.key);
	if (!utf8_valid(all)) {
		say("the value of \"%.*s\" is no UTF-8", SV(set.key));
		return 2;
	}
	*vec_push(n->arena, &n->sets) = set;
	return 0;
}

int
new_read_sets(struct new *n, const struct opt_list *words)
{
	int status = 0;

	for (size_t i = 0; i < words->n && !status; i++)
		status = read_set(n, words->p[i]);
	return status;
}

struct str
new_set_of(const struct new *n, const char *key)
{
	struct str value = {NULL, 0};

	for (size_t i = 0; i < n->sets.n; i++)
		if (str_is(n->sets.p[i].key, key))
			value = n->sets.p[i].value;
	return value;
}

/* A list or a mapping as it was written, on lines of its own where it has several. */
static struct str
collection_text(struct arena *a, struct str written)
{
	struct str text = S(""), line;

	if (str_index(written, '\n') == written.n)
		return written;
	while (written.n) {
		str_cut(&line, &written, written, '\n');
		text = str_fmt(a, "%.*s\n  %.*s", SV(text), SV(line));
	}
	return text;
}

static struct str
scalar_of(struct arena *a, const struct field *f, struct str value, bool is_list)
{
	enum node_type type = plain_type(value);
	bool number = type == NODE_INT || type == NODE_FLOAT;

	if (!f)
		return number || type == NODE_BOOL ? value : scalar_text(a, value, false);
	if (f->type == FIELD_NUMBER && number)
		return value;
	if (f->type == FIELD_BOOL && type == NODE_BOOL)
		return value;
	if (f->type == FIELD_PROSE)
		return scalar_block(a, value, 2);
	if (f->type == FIELD_PROSES)
		return str_fmt(a, "\n  - %.*s", SV(scalar_block(a, value, 4)));
	if (is_list)
		return str_fmt(a, "[%.*s]", SV(scalar_text(a, value, true)));
	return scalar_text(a, value, false);
}

static struct str
yaml_of(const struct new *n, const struct new_set *set, struct str text)
{
	const struct table *t = kinds[n->kind].table;
	const struct node scalar = {.type = NODE_STR, .text = set->value};
	const struct node *tree = assign_collection(n->arena, set->value);
	const struct field *f = tree ? field_of(t, set->key, tree) : NULL;

	if (tree && (!f || assign_takes(f, tree)))
		return collection_text(n->arena, str_sub(set->value, tree->from, tree->to));
	return scalar_of(n->arena, field_of(t, set->key, &scalar), set->value,
	    str_starts(template_get(text, set->key), S("[")));
}

struct str
new_apply_sets(const struct new *n, struct str text)
{
	for (size_t i = 0; i < n->sets.n; i++) {
		const struct new_set *set = &n->sets.p[i];

		for (size_t k = 0; k < sizeof alternatives / sizeof *alternatives; k++)
			if (str_is(set->key, alternatives[k].key))
				text = template_comment(n->arena, text,
				    str_of(alternatives[k].instead_of));
	}
	for (size_t i = 0; i < n->sets.n; i++) {
		const struct new_set *set = &n->sets.p[i];

		text = template_set(n->arena, text, set->key, yaml_of(n, set, text));
	}
	return text;
}
