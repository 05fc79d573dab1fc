#include "opt.h"

#include <stdio.h>
#include <string.h>

#include "str.h"
#include "version.h"

static const struct opt standard[] = {
    {"help", 'h', NULL, "print this help", NULL, NULL, NULL},
    {"version", 0, NULL, "print the version", NULL, NULL, NULL},
    OPT_END,
};

enum { TABLES = 3 };

static void
tables_of(const struct opt *tables[TABLES], const struct opt_tool *tool)
{
	tables[0] = tool->opts;
	tables[1] = tool->common;
	tables[2] = standard;
}

/* --name, --name=value: a value that may be left out can only stand behind "=". */
static bool
is_optional(const struct opt *o)
{
	return o->flag && o->value;
}

static void
help_table(const struct opt *o)
{
	for (; o && o->name; o++) {
		char left[64];

		const char *before = !o->arg ? "" : is_optional(o) ? "[=" : " ";

		snprintf(left, sizeof left, "%s%c%s --%s%s%s%s", o->letter ? "-" : " ",
		    o->letter ? o->letter : ' ', o->letter ? "," : " ", o->name, before,
		    o->arg ? o->arg : "", is_optional(o) ? "]" : "");
		printf("  %-30s %s\n", left, o->help);
	}
}

static void
help(const struct opt_tool *tool)
{
	const struct opt *tables[TABLES];

	printf("%s - %s\n\nusage: %s %s\n\n", tool->name, tool->summary, tool->name,
	    tool->synopsis);
	tables_of(tables, tool);
	for (int i = 0; i < TABLES; i++)
		help_table(tables[i]);
	printf("\nThe manual: man %s\n", tool->name);
}

static int
usage_error(const struct opt_tool *tool, const char *what, struct str word, const char *rest)
{
	fprintf(stderr, "%s: %s%.*s%s\n", tool->name, what, SV(word), rest);
	fprintf(stderr, "usage: %s %s\n", tool->name, tool->synopsis);
	return 2;
}

static int
unknown_option(const struct opt_tool *tool, struct str name, bool is_long)
{
	const struct opt *tables[TABLES];
	struct str_guess guess = {.word = name};
	char rest[96] = "";

	tables_of(tables, tool);
	for (int i = 0; is_long && i < TABLES; i++)
		for (const struct opt *o = tables[i]; o && o->name; o++)
			str_guess(&guess, str_of(o->name));
	if (guess.best.p)
		snprintf(rest, sizeof rest, ", did you mean --%.*s?", SV(guess.best));
	return usage_error(tool, is_long ? "unknown option --" : "unknown option -", name, rest);
}

static const struct opt *
find(const struct opt_tool *tool, struct str name, bool is_long)
{
	const struct opt *tables[TABLES];

	tables_of(tables, tool);
	for (int i = 0; i < TABLES; i++)
		for (const struct opt *o = tables[i]; o && o->name; o++)
			if (is_long ? str_is(name, o->name)
				    : name.n == 1 && o->letter && name.p[0] == o->letter)
				return o;
	return NULL;
}

static int
set(struct arena *a, const struct opt_tool *tool, const struct opt *o, const char *value)
{
	if (o->many)
		*vec_push(a, o->many) = value;
	if (o->value)
		*o->value = value;
	if (o->flag)
		*o->flag = true;
	if (o == &standard[0])
		help(tool);
	else if (o == &standard[1])
		printf("%s %s\n", tool->name, WHET_VERSION);
	return o == &standard[0] || o == &standard[1] ? 0 : OPT_GO_ON;
}

/* --name, --name=value, --name value. */
static int
long_option(struct arena *a, const struct opt_tool *tool, char **argv, int *i)
{
	struct str name, value;
	bool given = str_cut(&name, &value, str_of(argv[*i] + 2), '=');
	const struct opt *o = find(tool, name, true);

	if (!o)
		return unknown_option(tool, name, true);
	if (!o->arg && given)
		return usage_error(tool, "--", name, " takes no value");
	if (o->arg && !given && !is_optional(o) && !argv[*i + 1])
		return usage_error(tool, "--", name, " needs a value");
	if (!o->arg || (is_optional(o) && !given))
		return set(a, tool, o, NULL);
	return set(a, tool, o, given ? value.p : argv[++*i]);
}

/* -q, -qv, -C DIR, -CDIR. */
static int
short_options(struct arena *a, const struct opt_tool *tool, char **argv, int *i)
{
	for (const char *c = argv[*i] + 1; *c; c++) {
		struct str name = {c, 1};
		const struct opt *o = find(tool, name, false);
		int status;

		if (!o)
			return unknown_option(tool, name, false);
		if (o->arg && !c[1] && !argv[*i + 1])
			return usage_error(tool, "-", name, " needs a value");
		if (o->arg)
			return set(a, tool, o, c[1] ? c + 1 : argv[++*i]);
		status = set(a, tool, o, NULL);
		if (status != OPT_GO_ON)
			return status;
	}
	return OPT_GO_ON;
}

int
opt_parse(struct opt_list *operands, struct arena *a, const struct opt_tool *tool, int argc,
    char **argv)
{
	bool ended = false;

	for (int i = 1; i < argc; i++) {
		const char *word = argv[i];
		int status = OPT_GO_ON;

		if (ended || word[0] != '-' || !word[1])
			*vec_push(a, operands) = word;
		else if (strcmp(word, "--") == 0)
			ended = true;
		else if (word[1] == '-')
			status = long_option(a, tool, argv, &i);
		else
			status = short_options(a, tool, argv, &i);
		if (status != OPT_GO_ON)
			return status;
	}
	return OPT_GO_ON;
}
