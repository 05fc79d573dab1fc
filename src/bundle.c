#include "bundle.h"

#include <string.h>

#include "json.h"
#include "say.h"

/* What is named beside the kinds. */
static const struct {
	const char *name;
	const struct schema *(*schema)(void);
} others[] = {{"record", shape_of_record}, {"policy", shape_of_policy}};

enum { OTHERS = sizeof others / sizeof *others };

/* Ours of that name; NULL where there is none. */
static const struct schema *
find_ours(const char *name)
{
	enum kind kind = kind_of(str_of(name));

	for (size_t i = 0; i < OTHERS; i++)
		if (strcmp(name, others[i].name) == 0)
			return others[i].schema();
	return kind == KIND_NONE ? NULL : shape_of(kind);
}

/* Does a team's own schema of a kind count for what is named? */
static bool
counts(enum kind kind, const char *name)
{
	return strcmp(name, "record") == 0 || kind == kind_of(str_of(name));
}

/* References to the schemas of a document. */
struct layers {
	struct str ours;
	struct str own[KINDS]; /* p is NULL where there is none */
	bool any;	       /* of own */
};

static int
add_layers(struct layers *layers, struct schema_bundle *b, const char *name,
    const struct shapes *shapes)
{
	struct schema_fault fault;

	layers->ours = schema_bundle_add(b, find_ours(name), &fault);
	for (int k = KIND_NONE + 1; shapes && k < KIND_WORKSPACE; k++) {
		const struct schema *own = shape_own(shapes, (enum kind)k);

		if (!own || !counts((enum kind)k, name))
			continue;
		layers->own[k] = schema_bundle_add(b, own, &fault);
		layers->any = true;
		if (layers->own[k].p)
			continue;
		say("the team's schema for %s does not fit in one document: %.*s (%.*s)",
		    kinds[k].name, SV(fault.message), SV(fault.where));
		return EXIT_USAGE;
	}
	return 0;
}

static void
put_reference(struct json *j, struct str reference)
{
	json_object(j);
	json_put_str(j, "$ref", reference);
	json_end(j);
}

/* A schema for records of one kind alone. */
static void
put_condition(struct json *j, enum kind kind, struct str reference)
{
	json_object(j);
	json_key(j, "if");
	json_object(j);
	json_put_str(j, "type", S("object"));
	json_key(j, "required");
	json_array(j);
	json_str(j, S("kind"));
	json_end(j);
	json_key(j, "properties");
	json_object(j);
	json_key(j, "kind");
	json_object(j);
	json_put_str(j, "const", kind_name(kind));
	json_end(j);
	json_end(j);
	json_end(j);
	json_key(j, "then");
	put_reference(j, reference);
	json_end(j);
}

static void
put_layers(struct json *j, const struct layers *layers, bool of_any_kind)
{
	if (!layers->any) {
		json_put_str(j, "$ref", layers->ours);
		return;
	}
	json_key(j, "allOf");
	json_array(j);
	put_reference(j, layers->ours);
	for (int k = 0; k < KINDS; k++) {
		if (layers->own[k].p && of_any_kind)
			put_condition(j, (enum kind)k, layers->own[k]);
		else if (layers->own[k].p)
			put_reference(j, layers->own[k]);
	}
	json_end(j);
}

int
bundle_text(struct str *text, struct arena *a, const char *name, const struct shapes *shapes)
{
	struct schema_bundle *b = schema_bundle_new(a);
	struct layers layers = {0};
	const struct node *defs = schema_bundle_defs(b);
	struct out out;
	struct json j;
	int status = add_layers(&layers, b, name, shapes);

	if (status)
		return status;
	out_init(&out, a, -1);
	json_init(&j, &out, true);
	json_object(&j);
	json_put_str(&j, "$schema", S("https://json-schema.org/draft/2020-12/schema"));
	json_put_str(&j, "title", node_str(node_get(defs->first, S("title"))));
	json_put_str(&j, "description", node_str(node_get(defs->first, S("description"))));
	put_layers(&j, &layers, kind_of(str_of(name)) == KIND_NONE);
	json_key(&j, "$defs");
	node_json(&j, defs);
	json_end(&j);
	*text = out_all(&out);
	return 0;
}

static int
unknown(struct tool *t, const char *name)
{
	struct str_guess guess = {.word = str_of(name)};

	for (int k = KIND_NONE + 1; k < KINDS; k++)
		str_guess(&guess, kind_name((enum kind)k));
	for (size_t i = 0; i < OTHERS; i++)
		str_guess(&guess, str_of(others[i].name));
	if (guess.best.p)
		return tool_usage(t, "no kind \"%s\", did you mean \"%.*s\"?", name,
		    SV(guess.best));
	return tool_usage(t, "no kind \"%s\": whet(5) lists them, and there is \"record\" for any",
	    name);
}

int
bundle_print(struct tool *t, const char *name)
{
	struct str text;
	int status;

	if (t->operands.n)
		return tool_usage(t, "--print-schema prints one schema: leave out the paths");
	if (!find_ours(name))
		return unknown(t, name);
	status = t->rev ? tool_open(t) : source_if_any(&t->source, &t->arena, t->dir);
	if (!status && t->source) {
		t->repo = repo_settings(&t->arena, t->source, &t->sink);
		status = tool_settings(t);
	}
	if (!status)
		status = bundle_text(&text, &t->arena, name, t->repo ? t->repo->shapes : NULL);
	if (!status)
		out_str(&t->out, text);
	return status;
}
