/* whet-log: the history of records in the words of the domain. */
#include <string.h>

#include "log.h"
#include "say.h"
#include "shape.h"
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

/* KIND:ID, a path, or else a person or team. */
static int
read_wish(struct wish *wish, struct tool *t, const char *word)
{
	struct str text = str_of(word), kind, id, path;
	int status;

	*wish = (struct wish){.type = WISH_WHO, .text = text};
	if (str_cut(&kind, &id, text, ':') && kind_of(kind)) {
		*wish = (struct wish){.type = WISH_RECORD, .kind = kind_of(kind), .text = id};
		return 0;
	}
	status = tool_path(&path, t, word);
	if (!status && (!id_is_valid(text) || str_ends(text, S(".yaml")) ||
			   str_ends(text, S(".yml")) || source_has(t->source, &t->arena, path)))
		*wish = (struct wish){.type = WISH_PATH, .text = path};
	return status;
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

static bool
asks_for_records(const struct log_query *q)
{
	for (size_t i = 0; i < q->n_wishes; i++)
		if (q->wishes[i].type != WISH_RECORD)
			return false;
	return q->n_wishes;
}

static bool
is_met(const struct log_query *q)
{
	for (size_t i = 0; i < q->n_wishes; i++)
		if (!q->wishes[i].met)
			return false;
	return true;
}

/* Where single records are asked for, the workspace is loaded to know which files have to be read; all
 * of history is read where they have been elsewhere. */
static int
gather(struct log *log, struct tool *t, struct log_query *q)
{
	bool narrow = false;
	int status = 0;

	q->source = t->source;
	if (asks_for_records(q))
		status = repo_load(&t->repo, &t->arena, t->source, &t->sink);
	else
		t->repo = repo_settings(&t->arena, t->source, &t->sink);
	if (!status)
		status = tool_settings(t);
	if (status)
		return status;
	narrow = asks_for_records(q) && log_follow(q, &t->arena, t->repo);
	q->workspace = &t->repo->workspace;
	status = log_gather(log, &t->arena, q);
	if (status || !narrow || is_met(q))
		return status;
	log_free(log);
	q->n_paths = 0;
	return log_gather(log, &t->arena, q);
}

static void
print(struct tool *t, const struct log *log, const struct log_query *q)
{
	if (q->values) {
		log_print_ndjson(&t->out, log);
	} else {
		tool_page(t);
		log_print_text(&t->out, log, t->colour, t->terminal ? t->columns : 0);
	}
	out_flush(&t->out);
	say_unmet(t, q);
	history_say_limits(&log->limits);
}

/* Is there a history? Says so where there is none; outside of Git that is an error. */
static int
find_commit(bool *found, struct tool *t)
{
	int status = source_commit(found, t->source);

	if (status || *found)
		return status;
	if (t->source->git) {
		say("nothing has been committed yet, so there is no history");
		return 0;
	}
	say("%s is in no Git repository, so there is no history; git init makes one", t->dir);
	return EXIT_ENVIRONMENT;
}

int
main(int argc, char **argv)
{
	struct log_query query = {0};
	struct log log = {0};
	struct tool t;
	bool found = false;
	int status = tool_begin(&t, &spec, formats, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	status = t.rev ? source_revision(&t.source, &t.arena, t.dir, t.rev)
		       : source_folder(&t.source, &t.arena, t.dir);
	if (!status)
		status = read_query(&query, &t);
	if (!status)
		status = find_commit(&found, &t);
	if (!status && found) {
		status = gather(&log, &t, &query);
		if (!status)
			print(&t, &log, &query);
		log_free(&log);
	}
	tool_worst(&t, status);
	return tool_end(&t);
}
