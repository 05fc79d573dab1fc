/* The official JSON Schema test suite, draft 2020-12: a line for each of its files, and the sum of all.
 * WHET_TEST_DATA holds its folder. */
#include <dirent.h>
#include <stdlib.h>

#include "embed.h"
#include "file.h"
#include "json.h"
#include "jsontree.h"
#include "schema.h"
#include "tap.h"

#define REMOTE "http://localhost:1234/"
#define STANDARD "https://json-schema.org/draft/2020-12/schema"

struct suite {
	struct arena arena; /* rewound after each file */
	struct sink sink;
	const char *folder;
	struct schema_scratch scratch;
	size_t passed, failed;	       /* of the file */
	size_t all_passed, all_failed; /* of the files before it */
	size_t bundled;		       /* schemas that one document can hold */
	size_t unlike;		       /* tests of those that it decides in another way */
};

static struct node *
parse(struct suite *s, struct str path, struct str bytes)
{
	struct yaml *y = json_parse(&s->arena, &s->sink, path, bytes);

	if (y->n_docs == 1)
		return y->docs[0].root;
	note("%.*s: not read", SV(path));
	return NULL;
}

static struct node *
load(struct suite *s, struct str path)
{
	struct str bytes;

	if (file_read(&bytes, &s->arena, str_c(&s->arena, path), false) != 0)
		return NULL;
	return parse(s, path, bytes);
}

/* Documents that the tests refer to: the metaschema and what stands under remotes. */
static struct node *
find(void *ctx, struct str uri)
{
	struct suite *s = ctx;
	struct str remote = S(REMOTE);

	if (str_starts(uri, remote))
		return load(s, str_fmt(&s->arena, "%s/remotes/%.*s", s->folder,
				   SV(str_sub(uri, remote.n, uri.n))));
	for (size_t i = 0; i < n_embeds; i++)
		if (str_is(uri, STANDARD) &&
		    str_is(str_of(embeds[i].name), "schemas/draft2020-12.json"))
			return parse(s, uri, (struct str){embeds[i].data, embeds[i].size});
	return NULL;
}

/* The same schema as one document that refers to nothing outside itself; NULL where there is none. */
static struct schema *
bundle(struct suite *s, const struct schema *schema)
{
	struct schema *bundled;
	struct schema_bundle *b = schema_bundle_new(&s->arena);
	struct schema_set *set = schema_set_new(&s->arena);
	struct schema_fault fault;
	struct str reference = schema_bundle_add(b, schema, &fault);
	struct out text;
	struct json j;

	if (!reference.p)
		return NULL;
	out_init(&text, &s->arena, -1);
	json_init(&j, &text, false);
	json_object(&j);
	json_put_str(&j, "$ref", reference);
	json_key(&j, "$defs");
	node_json(&j, schema_bundle_defs(b));
	json_end(&j);
	schema_set_add(set, S("test:bundle"), parse(s, S("test:bundle"), out_all(&text)));
	bundled = schema_compile(set, S("test:bundle"), &fault);
	s->bundled++;
	s->unlike += !bundled;
	return bundled;
}

/* Does it decide a test in the same way? */
static void
run_bundled(struct suite *s, const char *file, const struct schema *bundled, const struct node *t,
    bool want)
{
	if (schema_validate(NULL, bundled, node_get(t, S("data")), &s->arena, &s->scratch) == want)
		return;
	s->unlike++;
	note("%s: %.*s: not %s as one document", file, SV(node_str(node_get(t, S("description")))),
	    want ? "valid" : "invalid");
}

static void
run_group(struct suite *s, const char *file, struct node *group)
{
	struct schema_set *set = schema_set_new(&s->arena);
	struct schema_fault fault;
	struct str name = node_str(node_get(group, S("description")));
	struct schema *schema, *bundled;

	schema_set_find(set, find, s);
	schema_set_add(set, S("test:schema"), node_get(group, S("schema")));
	schema = schema_compile(set, S("test:schema"), &fault);
	if (!schema)
		note("%s: %.*s: %.*s", file, SV(name), SV(fault.message));
	bundled = schema ? bundle(s, schema) : NULL;
	for (struct node *t = node_get(group, S("tests"))->first; t; t = t->next) {
		struct schema_errors errors = {.most = 1000};
		bool want = str_is(node_get(t, S("valid"))->text, "true");
		const struct node *data = node_get(t, S("data"));
		bool quick = schema && schema_validate(NULL, schema, data, &s->arena, &s->scratch);
		bool got = schema && schema_validate(&errors, schema, data, &s->arena, &s->scratch);

		if (bundled)
			run_bundled(s, file, bundled, t, want);
		if (schema && got == want && quick == got && (errors.n == 0) == got) {
			s->passed++;
			continue;
		}
		s->failed++;
		note("%s: %.*s: %.*s: should be %s, %zu errors", file, SV(name),
		    SV(node_str(node_get(t, S("description")))), want ? "valid" : "invalid",
		    errors.n);
	}
}

static void
run_file(struct suite *s, const char *name)
{
	struct arena_mark mark = arena_mark(&s->arena);
	struct node *groups =
	    load(s, str_fmt(&s->arena, "%s/tests/draft2020-12/%s", s->folder, name));

	s->passed = s->failed = 0;
	for (struct node *g = groups ? groups->first : NULL; g; g = g->next)
		run_group(s, name, g);
	ok(groups && !s->failed, "%s: %zu passed, %zu failed", name, s->passed, s->failed);
	s->all_passed += s->passed;
	s->all_failed += s->failed;
	arena_rewind(&s->arena, mark);
}

static int
is_json(const struct dirent *d)
{
	return str_ends(str_of(d->d_name), S(".json"));
}

int
main(void)
{
	struct suite s = {.sink.arena = &s.arena};
	const char *data = getenv("WHET_TEST_DATA");
	struct arena names = {0};
	struct dirent **files = NULL;
	int n;

	s.folder = str_fmt(&names, "%s/json-schema-test-suite", data ? data : "").p;
	n = data ? scandir(str_fmt(&names, "%s/tests/draft2020-12", s.folder).p, &files, is_json,
		       alphasort)
		 : -1;
	if (n < 0)
		skip("WHET_TEST_DATA holds no json-schema-test-suite", "JSON Schema 2020-12");
	for (int i = 0; i < n; i++) {
		run_file(&s, files[i]->d_name);
		free(files[i]);
	}
	free(files);
	if (n >= 0)
		ok(s.all_passed > 0 && !s.all_failed, "%d files: %zu passed, %zu failed", n,
		    s.all_passed, s.all_failed);
	if (n >= 0)
		ok(s.bundled > 0 && !s.unlike, "%zu schemas as one document, %zu tests differ",
		    s.bundled, s.unlike);
	arena_free(&names);
	arena_free(&s.arena);
	schema_scratch_free(&s.scratch);
	return done();
}
