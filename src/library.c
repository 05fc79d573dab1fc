#include "library.h"

#include <errno.h>
#include <unistd.h>

#include "embed.h"
#include "file.h"
#include "jsontree.h"
#include "say.h"
#include "source.h"
#include "uri.h"

#define DIALECT "https://json-schema.org/draft/2020-12/schema"
#define BUNDLE "schemas/draft2020-12.json"

/* Where the files of some URIs are. */
struct shelf {
	struct str prefix; /* of the URIs */
	struct str folder;
};

/* A document that was read. */
struct volume {
	struct str uri;	   /* by which it was asked for */
	struct yaml *yaml; /* its path is the one that findings show */
	struct node *root;
	bool standard; /* compiled into whet */
};

struct library {
	struct arena *arena;
	struct sink *sink;
	struct schema_set *schemas;
	struct schema_set *metaschemas; /* apart, so that a schema may be a metaschema itself */
	struct str folder;    /* paths are shown from here; absolute, a slash at its end */
	library_reader *read; /* NULL: files are read from the disk */
	void *ctx;	      /* for read */
	struct {
		struct shelf *p;
		size_t n, cap;
	} shelves;
	struct {
		struct volume *p;
		size_t n, cap;
	} volumes;
	int status; /* worst so far */
};

static void
worst(struct library *l, int status)
{
	l->status = status > l->status ? status : l->status;
}

/* Files. */

struct yaml *
library_parse(struct arena *a, struct sink *sink, struct str path, struct str bytes)
{
	struct tally tally = sink->tally ? *sink->tally : (struct tally){0};
	struct sink silent = {.arena = a, .tally = &tally};
	struct yaml *y;

	if (str_ends(path, S(".json")))
		return json_parse(a, sink, path, bytes);
	if (str_ends(path, S(".yaml")) || str_ends(path, S(".yml")))
		return yaml_parse(a, sink, path, bytes);
	y = json_parse(a, &silent, path, bytes);
	if (y->broken)
		return yaml_parse(a, sink, path, bytes);
	sink_take(sink, &silent);
	if (sink->tally)
		*sink->tally = tally;
	return y;
}

/* What a file holds cannot be a schema. */
static void
refuse(struct library *l, struct yaml *y, const struct node *at, struct str message)
{
	struct finding *f = sink_add(l->sink, RULE_SCHEMA);

	yaml_place(f, y, at ? at->from : 0, at ? at->to : 0);
	f->message = message;
	f->pointer = S("");
	f->help = S("correct the schema");
}

/* Reads a file and keeps it; NULL where it holds no schema, after findings. */
static struct node *
read_volume(struct library *l, struct str uri, struct str path, struct str bytes)
{
	struct volume *v = vec_push(l->arena, &l->volumes);
	struct sink_mark before = sink_mark(l->sink);
	struct yaml *y = library_parse(l->arena, l->sink, path, bytes);
	struct node *root = y->n_docs == 1 ? y->docs[0].root : NULL;

	*v = (struct volume){.uri = uri, .yaml = y};
	if (!sink_found_since(l->sink, before) && !root)
		refuse(l, y, NULL, S("a schema is the only document in its file"));
	else if (!sink_found_since(l->sink, before) && root && root->type != NODE_MAP &&
		 root->type != NODE_BOOL)
		refuse(l, y, root,
		    str_fmt(l->arena, "a schema is a mapping, true or false, not %s",
			node_type_name((enum node_type)root->type)));
	if (!sink_found_since(l->sink, before))
		v->root = root;
	else
		worst(l, 2);
	return v->root;
}

/* A path from the library's folder, which an absolute one lies in or beside. */
static struct str
relative(struct library *l, struct str path)
{
	struct str up = S("");
	size_t same = l->folder.n;

	while (!str_starts(path, str_sub(l->folder, 0, same))) {
		up = JOIN(l->arena, up, S("../"));
		for (same--; same > 1 && l->folder.p[same - 1] != '/'; same--)
			;
	}
	return JOIN(l->arena, up, str_sub(path, same, path.n));
}

/* As findings show it: from the library's folder; from the current one only where it lies below that. */
static struct str
shown(struct library *l, struct str path)
{
	if (l->read)
		return relative(l, path);
	return str_starts(path, l->folder) ? str_sub(path, l->folder.n, path.n) : path;
}

static int
read_file(struct str *bytes, struct library *l, struct str path)
{
	return l->read ? l->read(l->ctx, bytes, l->arena, relative(l, path))
		       : file_read(bytes, l->arena, str_c(l->arena, path), false);
}

static void
say_unreadable(struct library *l, struct str path, int error)
{
	struct finding *f;

	worst(l, 3);
	if (!l->read) {
		say("the schema %.*s cannot be read: %s", SV(shown(l, path)), source_error(error));
		return;
	}
	f = sink_add(l->sink, RULE_UNREADABLE);
	f->path = relative(l, path);
	f->message = str_fmt(l->arena, "the schema cannot be read: %s", source_error(error));
	f->help = str_of(source_remedy(error));
}

/* The bytes of a schema's file, its name complete or not; false where there is none. */
static bool
find_file(struct str *path, struct str *bytes, struct library *l, struct str stem)
{
	static const char *const endings[] = {"", ".json", ".yaml", ".yml"};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		int error;

		*path = JOIN(l->arena, stem, str_of(endings[i]));
		error = read_file(bytes, l, *path);
		if (!error)
			return true;
		if (error == ENOENT || error == ENOTDIR || error == EISDIR)
			continue;
		say_unreadable(l, *path, error);
		return false;
	}
	return false;
}

/* Schemas by URI. */

/* Does the bundle of the draft's metaschemas hold one of that URI? */
static bool
is_standard(const struct node *bundle, struct str uri)
{
	return str_is(uri, DIALECT) || node_get(node_get(bundle, S("$defs")), uri);
}

/* Keeps a schema that is compiled into whet; NULL where there is none of that name. */
static struct node *
read_embedded(struct library *l, struct str uri, struct str name)
{
	struct str bytes = embed_find(name);
	struct node *root;

	if (!bytes.p)
		return NULL;
	root = read_volume(l, uri, name, bytes);
	l->volumes.p[l->volumes.n - 1].standard = true;
	return root;
}

static struct node *
find_ours(struct library *l, struct str uri)
{
	struct str ours = S(LIBRARY_OURS);

	if (!str_starts(uri, ours))
		return NULL;
	return read_embedded(l, uri, JOIN(l->arena, S("schemas/"), str_sub(uri, ours.n, uri.n)));
}

/* Does a path stay below the folder that it begins in? */
static bool
stays(struct str path)
{
	struct str part;

	for (bool more = true; more;) {
		more = str_cut(&part, &path, path, '/');
		if (str_is(part, ".."))
			return false;
	}
	return true;
}

/* The path that a URI stands for, perhaps without its ending; p is NULL where it stands for none. */
static struct str
path_of(struct library *l, struct str uri)
{
	const struct shelf *best = NULL;
	struct str rest;

	for (size_t i = 0; i < l->shelves.n; i++) {
		const struct shelf *s = &l->shelves.p[i];

		if (str_starts(uri, s->prefix) && (!best || s->prefix.n > best->prefix.n))
			best = s;
	}
	if (!best)
		return uri_path(l->arena, uri);
	rest = uri_decode(l->arena, str_sub(uri, best->prefix.n, uri.n));
	if (str_starts(rest, S("/")))
		rest = str_sub(rest, 1, rest.n);
	if (!stays(rest) || str_index(rest, '\0') < rest.n)
		return (struct str){NULL, 0};
	return rest.n ? str_of(file_join(l->arena, str_c(l->arena, best->folder),
			    str_c(l->arena, rest)))
		      : best->folder;
}

static struct node *
find(void *ctx, struct str uri)
{
	struct library *l = ctx;
	struct str path, bytes;
	struct node *root = l->volumes.p[0].root;

	if (is_standard(root, uri))
		return root;
	for (size_t i = 0; i < l->volumes.n; i++) {
		const struct volume *v = &l->volumes.p[i];

		if (str_eq(v->uri, uri) || str_eq(node_str(node_get(v->root, S("$id"))), uri))
			return v->root;
	}
	root = find_ours(l, uri);
	if (root)
		return root;
	path = path_of(l, uri);
	if (!path.p || !find_file(&path, &bytes, l, path))
		return NULL;
	return read_volume(l, uri, shown(l, path), bytes);
}

/* Findings. */

static struct finding *
report(struct library *l, const struct node *document, const struct node *node)
{
	struct finding *f = sink_add(l->sink, RULE_SCHEMA);

	worst(l, 2);
	f->pointer = S("");
	for (size_t i = 0; i < l->volumes.n && node; i++)
		if (l->volumes.p[i].root == document)
			yaml_place(f, l->volumes.p[i].yaml, node->from, node->to);
	return f;
}

/* Reports why a schema does not compile; at is said where the fault itself is nowhere. */
static void
report_fault(struct library *l, const struct schema_fault *fault, const struct node *document,
    const struct node *at)
{
	struct finding *f =
	    fault->node ? report(l, fault->document, fault->node) : report(l, document, at);
	struct str path;

	f->message = fault->message;
	f->help = S("correct the schema");
	if (!fault->missing.p)
		return;
	path = path_of(l, fault->missing);
	if (path.p && l->read)
		f->message =
		    str_fmt(l->arena, "there is no schema \"%.*s\" here", SV(shown(l, path)));
	f->help =
	    path.p ? str_fmt(l->arena, "%.*s is not there", SV(shown(l, path)))
	    : l->read
		? S("nothing is fetched from the network: refer to a file by its path")
		: S("nothing is fetched from the network: --resolve URI-PREFIX=DIR says where "
		    "its file is");
}

/* Checks a document against the metaschema that it names. */
static void
check_volume(struct library *l, const struct volume *v, struct schema_scratch *scratch)
{
	const struct node *dialect = node_get(v->root, S("$schema"));
	struct str fragment, uri = node_str(dialect).p ? dialect->text : S(DIALECT);
	struct schema_errors errors = {.most = sink_room(l->sink)};
	struct schema_fault fault;
	const struct schema *metaschema =
	    schema_compile(l->metaschemas, uri_without_fragment(&fragment, uri), &fault);

	if (!metaschema) {
		report_fault(l, &fault, v->root, dialect ? dialect : v->root);
		return;
	}
	schema_validate(&errors, metaschema, v->root, l->arena, scratch);
	sink_pass(l->sink, RULE_SCHEMA, errors.more);
	if (errors.more)
		worst(l, 2);
	for (size_t i = 0; i < errors.n; i++) {
		struct finding *f = report(l, v->root, errors.p[i].node);

		f->message = errors.p[i].message;
		f->help = errors.p[i].help;
		f->pointer = errors.p[i].pointer;
	}
}

/* The same of all documents, those included that come in with their metaschemas. */
static void
check_volumes(struct library *l)
{
	struct schema_scratch scratch = {0};

	for (size_t i = 0; i < l->volumes.n; i++) {
		struct volume v = l->volumes.p[i];

		if (!v.standard && v.root)
			check_volume(l, &v, &scratch);
	}
	schema_scratch_free(&scratch);
}

/* The library. */

static struct str
current_folder(struct arena *a)
{
	char path[4096];

	if (!getcwd(path, sizeof path))
		return S("/");
	return str_fmt(a, "%s%s", path, path[1] ? "/" : "");
}

struct library *
library_new(struct arena *a, struct sink *sink)
{
	struct library *l = NEW(a, struct library);

	l->arena = a;
	l->sink = sink;
	l->folder = current_folder(a);
	l->schemas = schema_set_new(a);
	l->metaschemas = schema_set_new(a);
	schema_set_find(l->schemas, find, l);
	schema_set_find(l->metaschemas, find, l);
	read_embedded(l, S(DIALECT), S(BUNDLE));
	return l;
}

void
library_resolve(struct library *l, struct str prefix, struct str folder)
{
	*vec_push(l->arena, &l->shelves) = (struct shelf){prefix, str_dup(l->arena, folder)};
}

void
library_read(struct library *l, struct str folder, library_reader *read, void *ctx)
{
	l->folder = folder;
	l->read = read;
	l->ctx = ctx;
}

/* What an $id promises beside it is looked for beside its file. */
static void
add_own_shelf(struct library *l, const struct node *root, struct str path)
{
	struct str id = node_str(node_get(root, S("$id")));

	while (id.n && id.p[id.n - 1] != '/')
		id.n--;
	while (path.n && path.p[path.n - 1] != '/')
		path.n--;
	if (id.n)
		library_resolve(l, id, path);
}

int
library_schema(struct schema **schema, struct library *l, struct str path)
{
	struct str bytes, uri, full = path;
	struct schema_fault fault;
	struct node *root;
	int error;

	*schema = NULL;
	if (!str_starts(path, S("/")))
		full = JOIN(l->arena, l->folder, path);
	uri = uri_resolve(l->arena, S(""), uri_of_file(l->arena, full));
	full = uri_path(l->arena, uri);
	if (!l->read)
		full = path;
	error = read_file(&bytes, l, full);
	if (error) {
		say_unreadable(l, full, error);
		return l->status;
	}
	root = read_volume(l, uri, path, bytes);
	if (!root)
		return 2;
	if (l->read)
		add_own_shelf(l, root, full);
	schema_set_add(l->schemas, uri, root);
	*schema = schema_compile(l->schemas, uri, &fault);
	if (*schema || !fault.missing.p)
		check_volumes(l);
	if (!*schema && !l->status)
		report_fault(l, &fault, root, root);
	if (l->status)
		*schema = NULL;
	return l->status;
}
