/* whet-log: the history of records in the words of the domain. */
#include <string.h>

#include "json.h"
#include "log.h"
#include "say.h"
#include "summary.h"
#include "tool.h"

static struct {
	const char *since, *until;
} given;

static const struct opt options[] = {
    {"since", 0, "DATE", "commits of that day and later", NULL, &given.since, NULL},
    {"until", 0, "DATE", "commits of that day and earlier", NULL, &given.until, NULL},
    OPT_END,
};

static const struct opt_tool spec = {"whet-log",
    "history of a record, a person or the workspace in the words of the domain",
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

/* KIND:ID, a person or team, or else a path. */
static int
read_operand(struct log *log, struct tool *t, const char *word)
{
	struct ref ref = ref_parse(str_of(word), t->repo->intern);
	uint32_t who = intern(t->repo->intern, str_of(word));
	struct str path;
	int status;

	if (ref.kind) {
		log->records[log->n_records++] = ref;
		return 0;
	}
	if (repo_get(t->repo, KIND_PERSON, who) || repo_get(t->repo, KIND_TEAM, who)) {
		log->people[log->n_people++] = who;
		return 0;
	}
	status = tool_path(&path, t, word);
	if (status)
		return status;
	for (size_t i = 0; i < t->repo->n_files; i++)
		if (path_is_under(t->repo->files[i].path, path))
			((struct str *)log->paths)[log->n_paths++] = t->repo->files[i].path;
	if (log->n_paths)
		return 0;
	return tool_usage(t, "\"%s\" is no KIND:ID, person, team or record's file here", word);
}

static int
read_log(struct log *log, struct tool *t)
{
	int status = read_day(&log->since, t, "since", given.since);

	log->arena = &t->arena;
	log->repo = t->repo;
	log->tip = t->source->commit.id;
	log->records = NEW_ARRAY(&t->arena, struct ref, t->operands.n);
	log->people = NEW_ARRAY(&t->arena, uint32_t, t->operands.n);
	log->paths = NEW_ARRAY(&t->arena, struct str, t->repo->n_files * (t->operands.n + 1));
	if (!status)
		status = read_day(&log->until, t, "until", given.until);
	for (size_t i = 0; !status && i < t->operands.n; i++)
		status = read_operand(log, t, t->operands.p[i]);
	return status;
}

static void
print_commit(struct tool *t, const struct history_commit *c)
{
	const struct record *person = repo_person_by_email(t->repo, c->author_email);
	char id[41], when[32];

	tone_print(&t->out, str_sub(str_of(git_id_text(id, c->id)), 0, 10), TONE_WARN, t->colour);
	out_fmt(&t->out, "  %.10s  ", git_when_text(when, c->when));
	if (person)
		out_term(&t->out, summary_of(person).title);
	else
		out_term(&t->out, c->author_name);
	out_char(&t->out, '\n');
}

/* Changes of one record stand below its name; one alone stands beside it. */
static void
print_record(struct tool *t, const struct log_event *e, size_t n)
{
	out_text(&t->out, "    ");
	if (e->kind)
		out_fmt(&t->out, "%s ", kinds[e->kind].name);
	tone_print(&t->out, e->id.n ? e->id : e->path, TONE_STRONG, t->colour);
	out_char(&t->out, n > 1 ? '\n' : ':');
	for (size_t i = 0; i < n; i++) {
		out_text(&t->out, n > 1 ? "        " : " ");
		out_term(&t->out, e[i].change.text);
		out_char(&t->out, '\n');
	}
}

static void
print_text(struct tool *t, const struct log *log)
{
	size_t from = log->n, to;

	tool_page(t);
	while (log_newest(log, &from, &to)) {
		print_commit(t, log->p[from].commit);
		for (size_t i = from, next; i < to; i = next) {
			for (next = i + 1; next < to && log->p[next].lineage == log->p[i].lineage;)
				next++;
			print_record(t, &log->p[i], next - i);
		}
		if (from)
			out_char(&t->out, '\n');
	}
}

static void
json_event(struct json *j, const struct repo *repo, const struct log_event *e)
{
	const struct history_commit *c = e->commit;
	const struct record *person = repo_person_by_email(repo, c->author_email);
	struct str none = {NULL, 0};
	char id[41], when[32];

	json_object(j);
	json_key(j, "version");
	json_int(j, 1);
	json_key(j, "commit");
	json_str(j, str_of(git_id_text(id, c->id)));
	json_key(j, "date");
	json_str(j, str_of(git_when_text(when, c->when)));
	json_key(j, "author");
	json_object(j);
	json_key(j, "name");
	json_str(j, c->author_name);
	json_key(j, "email");
	json_str(j, c->author_email);
	json_key(j, "person");
	json_str(j, person ? repo_id(repo, person) : none);
	json_end(j);
	json_key(j, "kind");
	json_str(j, e->kind ? kind_name(e->kind) : none);
	json_key(j, "id");
	json_str(j, e->id.n ? e->id : none);
	json_key(j, "path");
	json_str(j, e->path);
	json_key(j, "from_path");
	json_str(j, e->from_path);
	json_key(j, "op");
	json_str(j, str_of(change_op_names[e->change.op]));
	json_key(j, "field");
	json_str(j, e->change.field);
	json_key(j, "before");
	json_str(j, e->change.before);
	json_key(j, "after");
	json_str(j, e->change.after);
	json_key(j, "text");
	json_str(j, e->change.text);
	json_end(j);
}

static void
print_ndjson(struct tool *t, const struct log *log)
{
	size_t from = log->n, to;
	struct json j;

	json_init(&j, &t->out, false);
	while (log_newest(log, &from, &to))
		for (size_t i = from; i < to; i++)
			json_event(&j, t->repo, &log->p[i]);
}

/* Nothing to tell is no error; no repository is. */
static int
find_tip(bool *found, struct tool *t)
{
	int status = EXIT_ENVIRONMENT;

	*found = false;
	if (t->source->git)
		status = source_commit(found, t->source);
	else
		say("%s is not in a Git repository: it has no history; git init begins one", t->dir);
	if (!status && !*found)
		say("nothing has been committed yet: there is no history");
	return status;
}

int
main(int argc, char **argv)
{
	struct log log = {0};
	struct tool t;
	bool found;
	int status = tool_begin(&t, &spec, formats, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	if (tool_load(&t))
		return tool_end(&t);
	status = find_tip(&found, &t);
	if (!status && found)
		status = read_log(&log, &t);
	if (!status && found)
		status = log_run(&log);
	tool_worst(&t, status);
	if (!status && strcmp(t.format, "text") == 0)
		print_text(&t, &log);
	else if (!status)
		print_ndjson(&t, &log);
	return tool_end(&t);
}
