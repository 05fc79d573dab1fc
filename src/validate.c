#include "validate.h"

#include "file.h"
#include "library.h"
#include "pool.h"
#include "say.h"

/* What one thread works with. */
struct worker {
	struct arena scratch; /* bytes and tree of one file */
	struct arena texts;   /* of the findings */
	struct sink sink;
	struct schema_scratch schema;
};

struct validation {
	const struct schema *schema;
	struct str *paths;
	bool *unread; /* by operand, as in the next */
	struct tally *tallies;
	struct worker workers[POOL_MOST];
};

static struct str
operand_path(struct tool *t, const char *word)
{
	return str_of(word[0] == '/' ? word : file_join(&t->arena, t->dir, word));
}

/* The schema. */

/* Says what is wrong with the schema: one line for each finding. */
static void
say_findings(const struct sink *sink)
{
	for (size_t i = 0; i < sink->n; i++) {
		const struct finding *f = &sink->p[i];
		const char *between = f->help.p ? "; " : "";

		if (f->line)
			say("%.*s:%u:%u: %.*s%s%.*s", SV(f->path), f->line, f->column,
			    SV(f->message), between, SV(f->help));
		else
			say("%.*s: %.*s%s%.*s", SV(f->path), SV(f->message), between, SV(f->help));
	}
}

static int
add_shelves(struct tool *t, struct library *l, const struct opt_list *resolve)
{
	for (size_t i = 0; i < resolve->n; i++) {
		struct str prefix, folder;

		if (!str_cut(&prefix, &folder, str_of(resolve->p[i]), '=') || !prefix.n ||
		    !folder.n)
			return tool_usage(t,
			    "--resolve \"%s\": write URI-PREFIX=DIR, such as "
			    "https://example.org/=schemas",
			    resolve->p[i]);
		library_resolve(l, prefix, operand_path(t, folder.p));
	}
	return 0;
}

int
validate_schema(const struct schema **schema, struct tool *t, const char *path,
    const struct opt_list *resolve)
{
	struct schema *compiled;
	struct sink sink = {.arena = &t->arena};
	struct library *l = library_new(&t->arena, &sink);
	struct tally tally = {0};
	int status;

	if (t->rev)
		return tool_usage(t, "--schema checks files, not a revision: leave out --rev");
	if (!t->operands.n)
		return tool_usage(t, "--schema needs the files to be checked against it");
	status = add_shelves(t, l, resolve);
	if (status)
		return status;
	sink.tally = &tally;
	status = library_schema(&compiled, l, operand_path(t, path));
	*schema = compiled;
	sink_close(&sink, &tally, str_of(path));
	sink_sort(&sink);
	say_findings(&sink);
	return status;
}

/* The files. */

static struct validation *
validation_new(struct tool *t, const struct schema *schema)
{
	struct validation *v = NEW(&t->arena, struct validation);

	v->schema = schema;
	v->unread = NEW_ARRAY(&t->arena, bool, t->operands.n);
	v->tallies = NEW_ARRAY(&t->arena, struct tally, t->operands.n);
	v->paths = NEW_ARRAY(&t->arena, struct str, t->operands.n);
	for (size_t i = 0; i < t->operands.n; i++)
		v->paths[i] = operand_path(t, t->operands.p[i]);
	return v;
}

/* What is written as nothing is null. */
static void
validate_document(struct validation *v, struct worker *w, struct yaml *y, const struct yaml_doc *d)
{
	struct schema_errors errors = {.most = sink_room(&w->sink)};
	struct node null = {.type = NODE_NULL, .from = d->from, .to = d->from};

	schema_validate(&errors, v->schema, d->root ? d->root : &null, &w->texts, &w->schema);
	sink_pass(&w->sink, RULE_SCHEMA, errors.more);
	for (size_t i = 0; i < errors.n; i++) {
		const struct schema_error *e = &errors.p[i];
		struct finding *f = sink_add(&w->sink, RULE_SCHEMA);

		yaml_place(f, y, e->node->from, e->node->to);
		f->message = e->message;
		f->help = e->help;
		f->pointer = e->pointer;
	}
}

static void
report_unread(struct worker *w, struct str path, int error)
{
	struct finding *f = sink_add(&w->sink, RULE_UNREADABLE);

	f->path = path;
	f->message = str_fmt(&w->texts, "cannot be read: %s", source_error(error));
	f->help = str_of(source_remedy(error));
}

static void
validate_file(void *ctx, size_t i, unsigned worker)
{
	struct validation *v = ctx;
	struct worker *w = &v->workers[worker];
	struct arena_mark mark = arena_mark(&w->scratch);
	const struct yaml_doc empty = {0};
	struct str bytes;
	int error = file_read(&bytes, &w->scratch, v->paths[i].p, false);
	struct yaml *y;

	w->sink.tally = &v->tallies[i];
	if (error) {
		v->unread[i] = true;
		report_unread(w, v->paths[i], error);
		return;
	}
	y = library_parse(&w->scratch, &w->sink, v->paths[i], bytes);
	for (size_t d = 0; d < y->n_docs; d++)
		validate_document(v, w, y, &y->docs[d]);
	if (!y->n_docs && !y->broken)
		validate_document(v, w, y, &empty);
	arena_rewind(&w->scratch, mark);
}

int
validate_files(const struct str **paths, struct tool *t, const struct schema *schema)
{
	struct validation *v = validation_new(t, schema);
	uint8_t severities[RULES];
	int status = 0;

	for (int r = 0; r < RULES; r++)
		severities[r] = (uint8_t)rules[r].severity;
	severities[RULE_EMPTY] = SEVERITY_OFF;
	for (unsigned i = 0; i < pool_workers(); i++)
		v->workers[i].sink =
		    (struct sink){.arena = &v->workers[i].texts, .severities = severities};
	pool_run(t->operands.n, validate_file, v);
	for (unsigned i = 0; i < pool_workers(); i++) {
		struct worker *w = &v->workers[i];

		sink_take(&t->sink, &w->sink);
		schema_scratch_free(&w->schema);
		arena_free(&w->texts);
		arena_free(&w->scratch);
	}
	for (size_t i = 0; i < t->operands.n; i++) {
		sink_close(&t->sink, &v->tallies[i], v->paths[i]);
		if (v->unread[i])
			status = EXIT_ENVIRONMENT;
	}
	sink_sort(&t->sink);
	str_sort(v->paths, t->operands.n);
	*paths = v->paths;
	return status;
}
