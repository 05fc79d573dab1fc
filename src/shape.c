#include "shape.h"

#include <assert.h>
#include <pthread.h>

#include "embed.h"
#include "jsontree.h"
#include "library.h"

/* A team's own schema. */
struct own {
	const struct schema *schema; /* NULL: there is none */
	struct str title;
	struct str help;
};

struct shapes {
	struct arena *arena; /* texts of own */
	struct own own[KINDS];
};

/* Ours are the same for every workspace, and kept until the program ends. */
static struct {
	pthread_mutex_t lock; /* held while a schema is compiled or looked up */
	struct arena arena;   /* trees and compiled schemas */
	struct schema_set *set;
	struct schema *schemas[KINDS];
	struct schema *policy;
	struct schema *record; /* of any kind */
} ours = {.lock = PTHREAD_MUTEX_INITIALIZER};

static struct node *
find_ours(void *ctx, struct str uri)
{
	struct str prefix = S(LIBRARY_OURS), name, text;
	struct sink sink = {.arena = &ours.arena};

	(void)ctx;
	if (!str_starts(uri, prefix))
		return NULL;
	name = JOIN(&ours.arena, S("schemas/"), str_sub(uri, prefix.n, uri.n));
	text = embed_find(name);
	return text.p ? json_parse(&ours.arena, &sink, name, text)->docs[0].root : NULL;
}

static void
open_ours(void)
{
	ours.set = schema_set_new(&ours.arena);
	schema_set_assert_formats(ours.set);
	schema_set_find(ours.set, find_ours, NULL);
}

/* The schema at its place in ours, compiled when it is first asked for. */
static const struct schema *
compiled(struct schema **place, const char *name)
{
	const struct schema *schema;

	pthread_mutex_lock(&ours.lock);
	if (!ours.set)
		open_ours();
	if (!*place) {
		struct str uri = str_fmt(&ours.arena, LIBRARY_OURS "%s.schema.json", name);
		struct schema_fault fault;

		*place = schema_compile(ours.set, uri, &fault);
		assert(*place);
	}
	schema = *place;
	pthread_mutex_unlock(&ours.lock);
	return schema;
}

const struct schema *
shape_of(enum kind kind)
{
	return compiled(&ours.schemas[kind], kinds[kind].name);
}

const struct schema *
shape_of_policy(void)
{
	return compiled(&ours.policy, "policy");
}

const struct schema *
shape_of_record(void)
{
	return compiled(&ours.record, "record");
}

struct shapes *
shapes_new(struct arena *a)
{
	struct shapes *shapes = NEW(a, struct shapes);

	shapes->arena = a;
	return shapes;
}

void
shape_add(struct shapes *shapes, enum kind kind, struct schema *schema, struct str path)
{
	struct own *own = &shapes->own[kind];

	own->title = str_dup(shapes->arena, schema_title(schema));
	if (!own->title.n)
		own->title = str_dup(shapes->arena, path);
	own->help = str_fmt(shapes->arena, "%.*s asks for it", SV(path));
	schema_call(schema, kind_name(kind));
	own->schema = schema;
}

const struct schema *
shape_own(const struct shapes *shapes, enum kind kind)
{
	return shapes->own[kind].schema;
}

struct str
path_stem(struct str path)
{
	while (str_index(path, '/') < path.n)
		path = str_sub(path, str_index(path, '/') + 1, path.n);
	for (size_t i = path.n; i > 0; i--)
		if (path.p[i - 1] == '.')
			return str_sub(path, 0, i - 1);
	return path;
}

bool
id_is_valid(struct str id)
{
	for (size_t i = 0; i < id.n; i++) {
		char c = id.p[i];
		bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');

		if (!word && (i == 0 || (c != '.' && c != '_' && c != '-')))
			return false;
	}
	return id.n > 0;
}

static struct finding *
report(struct sink *sink, enum rule rule, struct yaml *y, const struct node *at)
{
	struct finding *f = sink_add(sink, rule);

	yaml_place(f, y, at->from, at->to);
	return f;
}

static void
report_no_mapping(struct sink *sink, struct yaml *y, const struct node *root)
{
	struct finding *f = report(sink, RULE_SCHEMA, y, root);
	bool list = root->type == NODE_SEQ && root->first && node_get(root->first, S("kind"));

	f->message = str_fmt(sink->arena, "a record is a mapping of \"key: value\" lines, not %s",
	    node_type_name((enum node_type)root->type));
	f->help = list ? S("write each record without its dash, and a line \"---\" between two")
		       : S("begin with \"kind: goal\", or with whet new KIND");
	f->pointer = S("");
}

static void
report_no_kind(struct sink *sink, struct yaml *y, const struct node *root, const struct node *kind)
{
	const struct node *at = kind ? kind : root->first ? root->first->key : root;
	struct finding *f = report(sink, RULE_KIND_MISSING, y, at);

	f->message = S("the record does not say what it is: \"kind\" is missing");
	f->help = S("add a line such as \"kind: goal\"");
	f->pointer = kind ? S("/kind") : S("");
}

static void
report_unknown_kind(struct sink *sink, struct yaml *y, const struct node *kind)
{
	struct str_guess guess = {.word = kind->text};
	struct finding *f = report(sink, RULE_KIND_UNKNOWN, y, kind);
	struct str all = S("a record is one of");

	for (int k = KIND_NONE + 1; k < KIND_WORKSPACE; k++) {
		str_guess(&guess, kind_name((enum kind)k));
		all = JOIN(sink->arena, all, k > KIND_NONE + 1 ? S(", ") : S(" "),
		    kind_name((enum kind)k));
	}
	f->message = str_fmt(sink->arena, "unknown kind \"%.*s\"", SV(kind->text));
	f->help = all;
	f->pointer = S("/kind");
	if (kind_of(kind->text) == KIND_WORKSPACE) {
		f->help = S("the settings of a workspace stand in whet.yaml at its top");
	} else if (guess.best.p) {
		f->message = str_fmt(sink->arena, "%.*s, did you mean \"%.*s\"?", SV(f->message),
		    SV(guess.best));
		f->help = str_fmt(sink->arena, "write \"%.*s\"", SV(guess.best));
	}
}

static void
report_kind(struct sink *sink, struct yaml *y, const struct node *root, const struct node *kind)
{
	if (kind && kind->type == NODE_STR)
		report_unknown_kind(sink, y, kind);
	else
		report_no_kind(sink, y, root, kind);
}

/* The record's name: its id, else the file's name. */
static struct str
check_id(struct sink *sink, struct yaml *y, const struct node *root)
{
	struct str stem = path_stem(y->path);
	const struct node *id = node_get(root, S("id"));
	struct finding *f;

	if (id)
		return node_str(id).p ? id->text : stem;
	if (y->n_docs > 1) {
		f = report(sink, RULE_SCHEMA, y, root->first->key);
		f->message = S("a file with several records needs an \"id\" in each");
		f->help = S("add a line such as \"id: ada-latency\"");
		f->pointer = S("");
	} else if (!id_is_valid(stem)) {
		f = report(sink, RULE_SCHEMA, y, root->first->key);
		f->message = str_fmt(sink->arena,
		    "the file's name \"%.*s\" is no id: lower-case letters, digits, dot, dash and underscore",
		    SV(stem));
		f->help = S("rename the file, or give the record an \"id\"");
		f->pointer = S("");
	}
	return stem;
}

void
shape_validate(struct sink *sink, struct yaml *y, const struct node *root,
    const struct schema *schema, struct schema_scratch *scratch)
{
	struct schema_errors errors = {.most = sink_room(sink)};

	schema_validate(&errors, schema, root, sink->arena, scratch);
	sink_pass(sink, RULE_SCHEMA, errors.more);
	for (size_t i = 0; i < errors.n; i++) {
		struct finding *f = report(sink, RULE_SCHEMA, y, errors.p[i].node);

		f->message = errors.p[i].message;
		f->help = errors.p[i].help;
		f->pointer = errors.p[i].pointer;
	}
}

/* Findings of a team's own schema begin with its title. */
static void
validate_own(const struct own *own, struct sink *sink, struct yaml *y, const struct node *root,
    struct schema_scratch *scratch)
{
	size_t before = sink->n;

	shape_validate(sink, y, root, own->schema, scratch);
	for (size_t i = before; i < sink->n; i++) {
		struct finding *f = &sink->p[i];

		f->message = str_fmt(sink->arena, "%.*s: %.*s", SV(own->title), SV(f->message));
		if (!f->help.n)
			f->help = str_dup(sink->arena, own->help);
	}
}

enum kind
shape_check(struct str *id, struct shapes *shapes, struct sink *sink, struct yaml *y,
    const struct node *root, bool own, struct schema_scratch *scratch)
{
	const struct node *written = node_get(root, S("kind"));
	enum kind kind = kind_of(node_str(written));
	size_t before = sink->n;
	struct str kept;

	if (root->refused)
		return KIND_NONE;
	if (root->type != NODE_MAP || !root->first) {
		report_no_mapping(sink, y, root);
		return KIND_NONE;
	}
	if (kind == KIND_NONE || kind == KIND_WORKSPACE) {
		report_kind(sink, y, root, written);
		return KIND_NONE;
	}
	*id = check_id(sink, y, root);
	shape_validate(sink, y, root, shape_of(kind), scratch);
	if (own && shapes->own[kind].schema)
		validate_own(&shapes->own[kind], sink, y, root, scratch);
	shape_prose(sink, y, root, kinds[kind].table);
	if (before == sink->n)
		return kind;
	kept = str_dup(sink->arena, utf8_head(*id, FINDING_ID));
	for (size_t i = before; i < sink->n; i++) {
		sink->p[i].kind = kind_name(kind);
		sink->p[i].id = kept;
	}
	return kind;
}
