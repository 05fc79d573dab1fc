#include "judge.h"

void
judge_list_rules(struct tool *t)
{
	struct rule_range range = rules_of(t->spec->name);

	for (int i = range.from; i < range.to; i++)
		out_fmt(&t->out, "%-30s %-8s %s\n", rules[i].id, severity_names[rules[i].severity],
		    rules[i].meaning);
}

int
judge_explain(struct tool *t, const char *word)
{
	struct str_guess guess = {.word = str_of(word)};
	enum rule rule;

	if (rule_find(&rule, guess.word)) {
		out_fmt(&t->out, "%s (%s): %s\n\n", rules[rule].id,
		    severity_names[rules[rule].severity], rules[rule].meaning);
		out_str(&t->out, rule_explanation(rule));
		return 0;
	}
	for (int i = 0; i < RULES; i++)
		str_guess(&guess, str_of(rules[i].id));
	if (guess.best.p)
		return tool_usage(t, "unknown rule \"%s\", did you mean \"%.*s\"?", word,
		    SV(guess.best));
	return tool_usage(t, "unknown rule \"%s\"; --list-rules lists them", word);
}

enum severity
judge_lowest(struct tool *t, const char *fail_on)
{
	enum severity severity = SEVERITY_ERROR;

	if (fail_on && (!severity_find(&severity, str_of(fail_on)) || severity == SEVERITY_OFF))
		tool_worst(t,
		    tool_usage(t, "--fail-on \"%s\": write error, warning or info", fail_on));
	return severity;
}

void
judge_findings(struct tool *t, enum severity fail)
{
	for (int s = (int)fail; s <= SEVERITY_ERROR; s++)
		if (sink_count(&t->sink, (enum severity)s))
			tool_worst(t, EXIT_FINDINGS);
}
