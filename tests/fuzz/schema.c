/* A schema, a line "---", a document: both YAML. */
#include "schema.h"

#include "fuzz.h"
#include "yaml.h"

/* *sound: nothing is wrong with it, so that no mapping has a key twice. */
static struct node *
tree(bool *sound, struct arena *a, struct str bytes)
{
	struct sink sink = {.arena = a};
	struct yaml *y = yaml_parse(a, &sink, S("file.yaml"), bytes);

	*sound = !sink.n;
	return y->n_docs ? y->docs[0].root : NULL;
}

static void
check_errors(const struct schema_errors *errors, struct node *root, bool sound, struct str document)
{
	for (size_t i = 0; i < errors->n; i++) {
		const struct schema_error *e = &errors->p[i];

		must(e->message.n, "an error has a message");
		must(e->keyword && *e->keyword, "an error has a keyword");
		must(e->node && e->node->from <= e->node->to && e->node->to <= document.n,
		    "an error is about a node");
		must(!sound || !e->pointer.n || node_at(root, e->pointer, false),
		    "the pointer of an error leads to a node");
	}
}

static void
validate(struct arena *a, const struct schema *schema, struct node *root, bool sound,
    struct str document)
{
	struct schema_errors errors = {.most = 1000}, again = errors, counted = {0};
	struct schema_scratch scratch = {0};
	bool valid = schema_validate(&errors, schema, root, a, &scratch);

	must(valid == !errors.n, "what is invalid has an error");
	must(schema_validate(NULL, schema, root, a, &scratch) == valid,
	    "the verdict alone is the same");
	must(schema_validate(&again, schema, root, a, &scratch) == valid && again.n == errors.n &&
		 again.more == errors.more,
	    "the same verdict again");
	must(schema_validate(&counted, schema, root, a, &scratch) == valid &&
		 valid == !(counted.n + counted.more),
	    "the same verdict where errors are counted only");
	for (size_t i = 0; i < errors.n; i++)
		must(str_eq(errors.p[i].message, again.p[i].message) &&
			 errors.p[i].node == again.p[i].node,
		    "the same errors again");
	check_errors(&errors, root, sound, document);
	schema_scratch_free(&scratch);
}

/* As one document it refers to nothing outside: that compiles by itself. */
static void
bundle(struct arena *a, const struct schema *schema)
{
	struct str uri = S("https://example.org/bundle");
	struct schema_bundle *b = schema_bundle_new(a);
	struct schema_set *set = schema_set_new(a);
	struct schema_fault fault = {0};
	struct str reference = schema_bundle_add(b, schema, &fault);
	struct node *root = NEW(a, struct node), *ref = NEW(a, struct node),
		    *defs = NEW(a, struct node);

	must(reference.p || fault.message.n, "a schema that is not bundled has a reason");
	if (!reference.p)
		return;
	*defs = *schema_bundle_defs(b);
	defs->key = &(struct node){.type = NODE_STR, .text = S("$defs")};
	*ref = (struct node){.next = defs, .type = NODE_STR, .text = reference};
	ref->key = &(struct node){.type = NODE_STR, .text = S("$ref")};
	*root = (struct node){.first = ref, .n = 2, .type = NODE_MAP};
	schema_set_add(set, uri, root);
	must(schema_compile(set, uri, &fault), "a bundle compiles");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str all = {(const char *)data, size}, uri = S("https://example.org/schema");
	size_t at = str_find(all, S("\n---\n"));
	struct str text = str_sub(all, 0, at), document = str_sub(all, at + 5, size);
	struct arena a = {0};
	struct schema_set *set = schema_set_new(&a);
	bool sound, right;
	struct node *root = tree(&right, &a, text), *instance = tree(&sound, &a, document);
	struct schema_fault fault;
	struct schema *schema;

	if (root) {
		schema_set_add(set, uri, root);
		schema = schema_compile(set, uri, &fault);
		must(schema || fault.message.n, "a schema that is refused has a reason");
		must(!fault.document || fault.document == root, "a fault is in the schema");
		if (schema && instance)
			validate(&a, schema, instance, sound, document);
		if (schema && right && (root->type == NODE_MAP || root->type == NODE_BOOL))
			bundle(&a, schema);
	}
	arena_free(&a);
	return 0;
}
