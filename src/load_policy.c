/* What whet.yaml builds on: policies that it extends, and schemas of the team's own. */
#include <errno.h>

#include "file.h"
#include "library.h"
#include "load.h"
#include "shape.h"

/* Files. */

/* The source of the import that a path leads into, and the rest of the path; NULL where there is none. */
static struct source *
import_above(struct str *rest, struct repo *repo, struct str path)
{
	const struct workspace *w = &repo->workspace;

	for (uint32_t i = 0; i < w->imports.n; i++) {
		struct str folder = source_path(repo->arena, S("whet.yaml"), w->imports.p[i].path);

		if (!folder.n || !str_starts(path, folder) || path.n == folder.n ||
		    path.p[folder.n] != '/')
			continue;
		*rest = str_sub(path, folder.n + 1, path.n);
		return load_import(repo, &w->imports.p[i]);
	}
	return NULL;
}

/* A path from the workspace's folder; where it leads into an import, as that import is read. */
static int
find_bytes(struct str *bytes, struct repo *repo, struct arena *a, struct str path)
{
	struct source *import;
	struct str rest;
	int error;

	if (!path.n)
		return ENOENT;
	source_read_path(bytes, &error, repo->source, a, path);
	if (error != ENOENT)
		return error;
	import = import_above(&rest, repo, path);
	if (import)
		source_read_path(bytes, &error, import, a, rest);
	return error;
}

/* Reads a path, and notes that the settings depend on what is there. */
static int
read_path(void *ctx, struct str *bytes, struct arena *a, struct str path)
{
	struct repo *repo = ctx;
	int error = find_bytes(bytes, repo, a, path);

	repo->settings_digest = repo->settings_digest * 31 + str_hash(path);
	repo->settings_digest = repo->settings_digest * 31 + (error ? 0 : str_hash(*bytes));
	return error;
}

static void
report_unreadable(struct sink *sink, const struct load_layer *layer, const struct node *at,
    const char *what, struct str pointer, int error)
{
	struct finding *f = sink_add(sink, RULE_UNREADABLE);

	yaml_place(f, layer->yaml, at->from, at->to);
	f->message = str_fmt(sink->arena, "the %s \"%.*s\" cannot be read: %s", what, SV(at->text),
	    source_error(error));
	f->help = error == ENOENT ? S("a path begins at the folder of the file it stands in; "
				      "one in another repository lies below an import's")
				  : str_of(source_remedy(error));
	f->pointer = pointer;
}

/* Policies. */

static bool
is_circle(struct sink *sink, const struct load_layers *layers, const struct node *at,
    struct str path)
{
	struct str names = S("");
	struct finding *f;
	size_t first = 0;

	while (first < layers->n && !str_eq(layers->p[first].yaml->path, path))
		first++;
	if (first == layers->n)
		return false;
	for (size_t i = first; i < layers->n; i++)
		names = str_fmt(sink->arena, "%.*s%.*s, ", SV(names), SV(layers->p[i].yaml->path));
	f = sink_add(sink, RULE_SCHEMA);
	yaml_place(f, layers->p[layers->n - 1].yaml, at->from, at->to);
	f->message =
	    str_fmt(sink->arena, "policies extend each other: %.*s%.*s", SV(names), SV(path));
	f->help = S("remove \"extends\" from one of them");
	f->pointer = S("/extends");
	return true;
}

static void
add_policy(struct load_layers *layers, struct repo *repo, struct sink *sink, struct str path,
    struct str bytes)
{
	struct schema_scratch scratch = {0};
	struct tally *outer = sink->tally, *own = NEW(repo->arena, struct tally);
	const struct node *root;
	struct yaml *y;

	sink->tally = own;
	y = load_settings_file(sink, repo->arena, path, bytes, "policy");
	root = y->n_docs ? y->docs[0].root : NULL;
	if (root)
		shape_validate(sink, y, root, shape_of_policy(), &scratch);
	load_check_rules(sink, y, root);
	sink_close(sink, own, path);
	sink->tally = outer;
	schema_scratch_free(&scratch);
	*vec_push(repo->arena, layers) = (struct load_layer){y, root};
}

void
load_policies(struct load_layers *layers, struct repo *repo, struct sink *sink)
{
	for (;;) {
		const struct load_layer *last = &layers->p[layers->n - 1];
		const struct node *extends = node_get(last->root, S("extends"));
		struct str path, bytes;
		int error;

		if (!node_str(extends).n)
			return;
		path = source_path(repo->arena, last->yaml->path, extends->text);
		if (is_circle(sink, layers, extends, path))
			return;
		error = read_path(repo, &bytes, repo->arena, path);
		if (error) {
			report_unreadable(sink, last, extends, "policy", S("/extends"), error);
			return;
		}
		add_policy(layers, repo, sink, path, bytes);
	}
}

/* Settings that are merged key by key. */
static bool
is_merged(struct str key)
{
	return str_is(key, "rules") || str_is(key, "schemas");
}

/* Is this a setting of one workspace alone? */
static bool
is_alone(struct str key)
{
	static const char *const keys[] = {"name", "readers", "include", "exclude", "imports"};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (str_is(key, keys[i]))
			return true;
	return false;
}

/* Does an entry mean something, among the settings or in one that is merged? Others may be any number,
 * and are not looked for in each other. */
static bool
is_meant(const struct node *e, bool top)
{
	struct str key = e->key->text;
	enum rule rule;

	return top ? field_of(&workspace_table, key, e) != NULL
		   : rule_find(&rule, key) || kind_of(key) != KIND_NONE;
}

/* Appends copies of the entries whose keys mean something and which map does not have yet. top: they
 * are settings; shared: a policy's. */
static void
add_entries(struct node *map, const struct node *from, struct arena *a, bool top, bool shared)
{
	struct node **end = &map->first;

	while (*end)
		end = &(*end)->next;
	for (const struct node *e = from->first; e; e = e->next) {
		bool merged = top && is_merged(e->key->text) && e->type == NODE_MAP;
		struct node *there;

		if (!is_meant(e, top))
			continue;
		there = node_get(map, e->key->text);
		if (there && merged && there->type == NODE_MAP) {
			add_entries(there, e, a, false, false);
			continue;
		}
		if (there || (shared && is_alone(e->key->text)))
			continue;
		*end = NEW(a, struct node);
		**end = *e;
		(*end)->next = NULL;
		if (merged) {
			(*end)->first = NULL;
			(*end)->n = 0;
			add_entries(*end, e, a, false, false);
		}
		end = &(*end)->next;
		map->n++;
	}
}

const struct node *
load_merge(const struct load_layers *layers, struct arena *a)
{
	struct node *merged = NEW(a, struct node);

	merged->type = NODE_MAP;
	for (size_t i = 0; i < layers->n; i++)
		if (layers->p[i].root && layers->p[i].root->type == NODE_MAP)
			add_entries(merged, layers->p[i].root, a, true, i > 0);
	return merged;
}

/* Schemas. */

static void
add_schema(struct repo *repo, struct sink *sink, const struct load_layer *layer,
    const struct node *at, enum kind kind)
{
	struct str path = source_path(repo->arena, layer->yaml->path, at->text), bytes;
	int error = read_path(repo, &bytes, repo->arena, path);
	struct tally *outer = sink->tally, *own;
	struct schema *schema;
	struct library *l;

	if (error) {
		report_unreadable(sink, layer, at, "schema",
		    str_fmt(sink->arena, "/schemas/%s", kinds[kind].name), error);
		return;
	}
	l = library_new(repo->arena, sink);
	library_read(l, load_folder(repo), read_path, repo);
	sink->tally = own = NEW(repo->arena, struct tally);
	if (!library_schema(&schema, l, path))
		shape_add(repo->shapes, kind, schema, path);
	sink_close(sink, own, path);
	sink->tally = outer;
}

void
load_schemas(struct repo *repo, struct sink *sink, const struct load_layers *layers)
{
	for (int kind = KIND_NONE + 1; kind < KIND_WORKSPACE; kind++) {
		const struct node *at = NULL;

		for (size_t i = 0; i < layers->n && !at; i++) {
			at = node_get(node_get(layers->p[i].root, S("schemas")),
			    kind_name((enum kind)kind));
			if (node_str(at).n)
				add_schema(repo, sink, &layers->p[i], at, (enum kind)kind);
		}
	}
}
