/* The field table of every kind against its schema, both ways: each key of a table is a property, each
 * property has a row, below lists and mappings too, and words are the same. */
#include "tap.h"

#include "diag.h"
#include "embed.h"
#include "field.h"
#include "jsontree.h"

static struct arena arena;

struct file {
	char name[64];	   /* "goal.schema.json" */
	struct node *root; /* of the parsed schema */
};

static struct file files[2 * KINDS];
static size_t n_files;

static struct node *
schema(const char *name)
{
	char path[80];
	struct sink sink = {.arena = &arena};

	for (size_t i = 0; i < n_files; i++)
		if (strcmp(files[i].name, name) == 0)
			return files[i].root;
	snprintf(path, sizeof path, "schemas/%s", name);
	for (size_t i = 0; i < n_embeds; i++)
		if (strcmp(embeds[i].name, path) == 0) {
			struct str bytes = {embeds[i].data, embeds[i].size};
			struct yaml *y = json_parse(&arena, &sink, str_of(path), bytes);

			snprintf(files[n_files].name, sizeof files->name, "%s", name);
			files[n_files].root = y->docs[0].root;
			return files[n_files++].root;
		}
	return NULL;
}

/* A schema, and the file whose "#" its references mean. */
struct place {
	struct node *root, *at;
};

static struct place
resolve(struct place s)
{
	for (struct node *ref; s.at && (ref = node_get(s.at, S("$ref")));) {
		size_t hash = str_index(ref->text, '#');
		struct str file = str_sub(ref->text, 0, hash);

		if (file.n)
			s.root = schema(str_c(&arena, file));
		s.at = node_at(s.root, str_sub(ref->text, hash + 1, ref->text.n), false);
	}
	return s;
}

static struct place find(struct place s, const char *key);

/* What key says in one of the alternatives. */
static struct place
find_in(struct place s, const char *alternatives, const char *key)
{
	struct node *list = node_get(s.at, str_of(alternatives));

	for (struct node *n = list ? list->first : NULL; n; n = n->next) {
		struct place found = find((struct place){s.root, n}, key);

		if (found.at)
			return found;
	}
	return (struct place){s.root, NULL};
}

/* What a schema says under key, by itself or in one of its alternatives; at is NULL where nothing. */
static struct place
find(struct place s, const char *key)
{
	struct place found;

	s = resolve(s);
	found = (struct place){s.root, node_get(s.at, str_of(key))};
	if (!found.at)
		found = find_in(s, "anyOf", key);
	return found;
}

static void
same_words(const char *where, const struct field *f, struct place property)
{
	struct node *words = find(property, "enum").at;
	struct node *word = words ? words->first : NULL;
	size_t i = 0;

	for (; word && f->words[i] && str_is(word->text, f->words[i]); i++)
		word = word->next;
	ok(words && !word && !f->words[i], "%s.%s: words", where, f->key);
}

static void same_keys(const char *where, const struct table *t, struct place object);

/* Schema of the values of a mapping: under names of one's own, or under some that are given. */
static struct place
values_of(struct place s)
{
	struct place values = find(s, "additionalProperties");

	if (values.at && values.at->type == NODE_MAP)
		return values;
	values = find(s, "properties");
	return (struct place){values.root, values.at ? values.at->first : NULL};
}

static void
same_entries(const char *where, const struct field *f, struct place property)
{
	char below[256];

	snprintf(below, sizeof below, "%s.%s", where, f->key);
	if (f->type == FIELD_LIST)
		property = find(property, "items");
	else if (f->type == FIELD_MAP)
		property = values_of(property);
	same_keys(below, f->of, property);
}

static void
same_keys(const char *where, const struct table *t, struct place object)
{
	struct place properties = find(object, "properties");

	if (!ok(properties.at != NULL, "%s: a mapping", where))
		return;
	for (size_t i = 0; i < t->n; i++) {
		const struct field *f = &t->fields[i];
		struct place property = {properties.root, node_get(properties.at, str_of(f->key))};

		if (!ok(property.at != NULL, "%s.%s: is a property", where, f->key))
			continue;
		if (f->type == FIELD_ENUM)
			same_words(where, f, property);
		if (f->of)
			same_entries(where, f, property);
	}
	for (struct node *n = properties.at->first; n; n = n->next) {
		size_t i = 0;

		while (i < t->n && !str_is(n->key->text, t->fields[i].key))
			i++;
		ok(i < t->n, "%s.%.*s: has a row", where, SV(n->key->text));
	}
}

int
main(void)
{
	for (enum kind k = KIND_NONE + 1; k < KINDS; k++) {
		char name[64];
		struct node *root;

		snprintf(name, sizeof name, "%s.schema.json", kinds[k].name);
		root = schema(name);
		if (ok(root != NULL, "%s", name))
			same_keys(kinds[k].name, kinds[k].table, (struct place){root, root});
	}
	arena_free(&arena);
	return done();
}
