/* whet-due: what is due, of whom, and what settles it. */
#include <stdlib.h>
#include <string.h>

#include "reminders.h"
#include "say.h"
#include "tool.h"

/* Days ahead that can be asked for: a hundred years. */
enum { WITHIN_MOST = 36525 };

static struct {
	const char *team, *within;
	bool fail;
} given;

static const struct opt options[] = {
    {"team", 0, "TEAM", "what is due of a team, the teams below it and their people", NULL,
	&given.team, NULL},
    {"within", 0, "DAYS", "look that many days ahead (14)", NULL, &given.within, NULL},
    {"fail", 0, NULL, "exit with 1 when something is overdue", &given.fail, NULL, NULL},
    TOOL_HISTORY,
    OPT_END,
};

static const struct opt_tool spec = {"whet-due", "what is due, of whom, and what settles it",
    "[options] [PERSON]", options, tool_options};

static int
read_within(struct due_query *q, struct tool *t)
{
	const char *word = given.within;

	q->within = DUE_WITHIN;
	if (!word)
		return 0;
	if (!*word || strlen(word) > 5 || word[strspn(word, "0123456789")] ||
	    atoi(word) > WITHIN_MOST)
		return tool_usage(t, "--within \"%s\": write a number of days, 0 to %d", word,
		    (int)WITHIN_MOST);
	q->within = atoi(word);
	return 0;
}

static int
read_query(struct due_query *q, struct tool *t)
{
	struct record *person = NULL, *team = NULL;
	int status = 0;

	if (t->operands.n)
		status = tool_find(&person, t, KIND_PERSON, t->operands.p[0]);
	if (!status && given.team)
		status = tool_find(&team, t, KIND_TEAM, given.team);
	q->as_of = t->as_of;
	q->person = person;
	q->team = team;
	return status;
}

static void
print(struct tool *t, const struct due_query *q)
{
	struct due_list list;
	struct reminders r = {.arena = &t->arena,
	    .repo = t->repo,
	    .query = q,
	    .list = &list,
	    .style = tool_grid_style(t)};

	due_collect(&list, &t->arena, t->repo, q);
	for (size_t i = 0; given.fail && i < list.n; i++)
		if (list.p[i].overdue)
			tool_worst(t, EXIT_FINDINGS);
	if (strcmp(t->format, "text") == 0) {
		if (!list.n && !t->quiet)
			say("nothing is due");
		tool_page(t);
	}
	reminders_print(&t->out, t->format, &r);
}

int
main(int argc, char **argv)
{
	struct due_query q = {0};
	struct tool t;
	int status = tool_begin(&t, &spec, reminders_formats, argc, argv);

	if (status != OPT_GO_ON)
		return status;
	status = read_within(&q, &t);
	if (!status && t.operands.n > 1)
		status = tool_usage(&t, "name one person; --team is for several");
	if (!status)
		status = tool_load(&t);
	if (!status)
		status = read_query(&q, &t);
	tool_worst(&t, status);
	if (!status) {
		tool_leave_out(&t);
		print(&t, &q);
	}
	return tool_end(&t);
}
