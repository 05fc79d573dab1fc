/* whet-log: the history of records in the words of the domain. */
#include <string.h>

#include "log_ask.h"

static struct {
	struct log_words words;
	const char *period;
	bool patch, stat;
	const char *stat_by, *graph;
} given;

static const struct opt options[] = {
    {"since", 0, "DATE", "what was committed on that day or later", NULL, &given.words.since, NULL},
    {"until", 0, "DATE", "what was committed on that day or before", NULL, &given.words.until,
	NULL},
    {"period", 0, "PERIOD", "what was committed in a period", NULL, &given.period, NULL},
    {"kind", 0, "KIND", "records of a kind; may be given several times", NULL, NULL,
	&given.words.kinds},
    {"team", 0, "TEAM", "records of a team, the teams below it and their people", NULL,
	&given.words.team, NULL},
    {"author", 0, "WHO", "commits by a person, or whose author's name or address holds a text",
	NULL, &given.words.author, NULL},
    {"patch", 'p', NULL, "show the difference of each record's YAML below the words", &given.patch,
	NULL, NULL},
    {"stat", 0, "BY", "count commits and changes by record, or by person", &given.stat,
	&given.stat_by, NULL},
    {"graph", 0, "KR", "draw a key result of a goal over time", NULL, &given.graph, NULL},
    OPT_END,
};

static const struct opt_tool spec = {"whet-log", "what changed in records, when and by whom",
    "[options] [KIND:ID | PERSON | TEAM | PATH]...", options, tool_options};

static const char *const formats[] = {"text", "ndjson", NULL};

/* Where single records are asked for, *end is loaded to know which files have to be read, and is the caller's to
 * free; all of history is read where they have been elsewhere. */
static int
gather(struct log *log, struct repo **end, struct tool *t, struct log_query *q)
{
	bool narrow = false;
	int status = 0;

	q->source = t->source;
	q->values = strcmp(t->format, "ndjson") == 0;
	if (given.period)
		status = repo_load(&t->repo, &t->arena, t->source, &t->sink);
	else
		t->repo = repo_settings(&t->arena, t->source, &t->sink);
	if (!status)
		status = tool_settings(t);
	if (!status)
		status = log_ask_period(q, t, given.period);
	if (!status && log_asks_for_records(q))
		status = log_load_end(end, t, q);
	if (status)
		return status;
	narrow = *end && log_follow(q, &t->arena, *end);
	q->workspace = &t->repo->workspace;
	status = log_gather(log, &t->arena, q);
	if (status || !narrow || log_is_met(q))
		return status;
	log_free(log);
	q->n_paths = 0;
	return log_gather(log, &t->arena, q);
}

/* What --stat counts by; LOG_STAT_RECORD where nothing is said. */
static enum log_stat
stat_by(void)
{
	int by = 0;

	while (
	    given.stat_by && log_stat_names[by] && strcmp(given.stat_by, log_stat_names[by]) != 0)
		by++;
	return (enum log_stat)by;
}

/* Does --graph stand beside what tells of changes? */
static bool
is_mixed(const struct tool *t)
{
	return given.patch || given.stat || given.words.team || given.words.author ||
	       given.words.kinds.n || strcmp(t->format, "text") != 0;
}

static int
check_usage(struct tool *t)
{
	if (given.graph && is_mixed(t))
		return tool_usage(t,
		    "--graph draws values: it goes with --since, --until and --period");
	if (given.patch && strcmp(t->format, "text") != 0)
		return tool_usage(t, "-p is text: leave out --format");
	if (given.patch && given.stat)
		return tool_usage(t, "-p or --stat, not both");
	if (given.stat && !log_stat_names[stat_by()])
		return tool_usage(t, "--stat \"%s\": write record or person", given.stat_by);
	return 0;
}

static void
print(struct tool *t, const struct log *log, const struct log_query *q)
{
	struct log_style style = {.colour = t->colour,
	    .width = t->terminal ? t->columns : 0,
	    .patches = given.patch ? t->source : NULL};
	struct grid_style grid = tool_grid_style(t);

	if (!q->values)
		tool_page(t);
	if (given.stat)
		tool_worst(t, log_print_stat(&t->out, log, stat_by(), q->values ? NULL : &grid));
	else if (q->values)
		tool_worst(t, log_print_ndjson(&t->out, log));
	else
		tool_worst(t, log_print_text(&t->out, log, &style));
	out_flush(&t->out);
	log_say_unmet(t, q);
	history_say_limits(&log->limits);
}

static int
tell(struct tool *t, struct log_query *q)
{
	struct log log = {0};
	struct repo *end = NULL;
	bool found = false;
	int status = tool_has_history(&found, t);

	if (status || !found)
		return status;
	status = gather(&log, &end, t, q);
	if (!status)
		print(t, &log, q);
	log_free(&log);
	if (end)
		repo_free(end);
	return status;
}

static int
run(struct tool *t)
{
	struct log_query query = {0};
	int status = check_usage(t);

	if (!status)
		status = tool_open(t);
	if (!status)
		status = log_ask(&query, t, &given.words);
	if (status)
		return status;
	if (!given.graph)
		return tell(t, &query);
	if (query.n_wishes != 1 || query.wishes->type != WISH_RECORD ||
	    query.wishes->kind != KIND_GOAL)
		return tool_usage(t, "--graph is of one goal: whet log goal:ID --graph KEY_RESULT");
	return log_graph(t, &query, given.period, given.graph);
}

int
main(int argc, char **argv)
{
	struct tool t;
	int status = tool_begin(&t, &spec, formats, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	tool_worst(&t, run(&t));
	return tool_end(&t);
}
