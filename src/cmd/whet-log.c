/* whet-log: the history of records in the words of the domain. */
#include <string.h>

#include "log.h"
#include "say.h"
#include "tool.h"

static struct {
	const char *since, *until;
} given;

static const struct opt options[] = {
    {"since", 0, "DATE", "what was committed on that day or later", NULL, &given.since, NULL},
    {"until", 0, "DATE", "what was committed on that day or before", NULL, &given.until, NULL},
    OPT_END,
};

static const struct opt_tool spec = {"whet-log", "what changed in records, when and by whom",
    "[options] [KIND:ID | PERSON | PATH]...", options, tool_options};

static const char *const formats[] = {"text", "ndjson", NULL};

static int
read_day(int32_t *day, struct tool *t, const char *option, const char *word)
{
	*day = DATE_NONE;
	if (!word || date_parse(day, str_of(word)))
		return 0;
	return tool_usage(t, "--%s \"%s\" is no date: write YYYY-MM-DD", option, word);
}

/* A word with a kind and a colon is a record, one with a slash or a file's ending a path. */
static int
read_wish(struct wish *wish, struct tool *t, const char *word)
{
	struct str text = str_of(word), kind, id;

	*wish = (struct wish){.type = WISH_WHO, .text = text};
	if (str_cut(&kind, &id, text, ':') && kind_of(kind)) {
		*wish = (struct wish){.type = WISH_RECORD, .kind = kind_of(kind), .text = id};
		return 0;
	}
	if (str_index(text, '/') == text.n && !str_is(text, ".") && !str_ends(text, S(".yaml")) &&
	    !str_ends(text, S(".yml")))
		return 0;
	wish->type = WISH_PATH;
	return tool_path(&wish->text, t, word);
}

static int
read_query(struct log_query *q, struct tool *t)
{
	int status = read_day(&q->since, t, "since", given.since);

	if (!status)
		status = read_day(&q->until, t, "until", given.until);
	q->wishes = NEW_ARRAY(&t->arena, struct wish, t->operands.n);
	q->n_wishes = t->operands.n;
	for (size_t i = 0; i < q->n_wishes && !status; i++)
		status = read_wish(&q->wishes[i], t, t->operands.p[i]);
	q->values = strcmp(t->format, "ndjson") == 0;
	return status;
}

/* The settings of the workspace; nothing else of it is loaded. */
static const struct workspace *
read_settings(struct tool *t)
{
	struct workspace *w = NEW(&t->arena, struct workspace);
	struct intern *names = intern_new(&t->arena);
	struct str bytes;
	struct yaml *y;
	int error;

	source_read_path(&bytes, &error, t->source, &t->arena, S("whet.yaml"));
	y = yaml_parse(&t->arena, &t->sink, S("whet.yaml"), bytes);
	workspace_read(w, y->n_docs ? y->docs[0].root : NULL, &t->arena, names);
	intern_free(names);
	return w;
}

static void
say_unmet(struct tool *t, const struct log_query *q)
{
	for (size_t i = 0; i < q->n_wishes; i++) {
		const struct wish *w = &q->wishes[i];
		const char *what = w->type == WISH_RECORD ? kinds[w->kind].name
				   : w->type == WISH_WHO  ? "person or team"
							  : "record's file at";

		if (w->met)
			continue;
		if (w->guess.p)
			tool_usage(t, "history has no %s \"%.*s\", did you mean \"%.*s\"?", what,
			    SV(w->text), SV(w->guess));
		else
			tool_usage(t, "history has no %s \"%.*s\"", what, SV(w->text));
		tool_worst(t, EXIT_USAGE);
	}
}

static void
run(struct tool *t, struct log_query *q)
{
	struct log log;
	bool found;
	int status = source_commit(&found, t->source);

	if (!status && !t->source->git) {
		say("%.*s is in no Git repository, so it has no history; git init makes one",
		    SV(t->source->root));
		status = EXIT_ENVIRONMENT;
	} else if (!status && !found) {
		say("no commits yet, so there is no history");
	}
	tool_worst(t, status);
	if (status || !found)
		return;
	q->source = t->source;
	q->workspace = read_settings(t);
	status = log_gather(&log, &t->arena, q);
	tool_worst(t, status);
	if (!status && !q->values)
		tool_page(t);
	if (!status && q->values)
		log_print_ndjson(&t->out, &log);
	else if (!status)
		log_print_text(&t->out, &log, t->colour);
	if (!status) {
		out_flush(&t->out);
		say_unmet(t, q);
		history_say_limits(&log.limits);
	}
	log_free(&log);
}

int
main(int argc, char **argv)
{
	struct log_query query = {0};
	struct tool t;
	int status = tool_begin(&t, &spec, formats, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	status = t.rev ? source_revision(&t.source, &t.arena, t.dir, t.rev)
		       : source_folder(&t.source, &t.arena, t.dir);
	if (!status)
		status = read_query(&query, &t);
	tool_worst(&t, status);
	if (!status)
		run(&t, &query);
	return tool_end(&t);
}
