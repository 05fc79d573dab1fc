#include "opt.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "file.h"
#include "tap.h"
#include "version.h"

enum { WORDS = 12 };

static struct arena arena;

/* What the options of the tool below set, and what it said. */
static bool quiet, verbose, since;
static const char *dir, *format, *since_when;
static struct opt_list sets, operands;
static struct str out, err;

static const struct opt common[] = {
    {"quiet", 'q', NULL, "say less", &quiet, NULL, NULL},
    {"dir", 'C', "DIR", "work in DIR", NULL, &dir, NULL},
    OPT_END,
};
static const struct opt opts[] = {
    {"verbose", 'v', NULL, "say more", &verbose, NULL, NULL},
    {"format", 0, "FORMAT", "text or json", NULL, &format, NULL},
    {"since", 0, "DAY", "what is new, from a day on", &since, &since_when, NULL},
    {"set", 's', "KEY=VALUE", "set a key", NULL, NULL, &sets},
    OPT_END,
};
static const struct opt_tool tool = {"whet-test", "test the options",
    "[-v] [--format FORMAT] FILE...", opts, common};

/* Sends descriptor fd to a new file until restored. */
static int
redirect(int fd, const char *path)
{
	int saved = dup(fd);

	fflush(NULL);
	if (!freopen(path, "w", fd == 1 ? stdout : stderr))
		exit(1);
	return saved;
}

static struct str
restore(int fd, int saved, const char *path)
{
	struct str text = {0};

	fflush(NULL);
	dup2(saved, fd);
	close(saved);
	file_read(&text, &arena, path, false);
	return text;
}

/* Parses a command line given in words, NULL behind the last. */
static int
parse(const char *const *words)
{
	char *argv[WORDS + 2] = {(char *)"whet-test"};
	int argc = 1, status, saved_out, saved_err;

	quiet = verbose = since = false;
	dir = format = since_when = NULL;
	sets.n = operands.n = 0;
	for (; words[argc - 1]; argc++)
		argv[argc] = str_c(&arena, str_of(words[argc - 1]));
	saved_out = redirect(1, "opt.out");
	saved_err = redirect(2, "opt.err");
	status = opt_parse(&operands, &arena, &tool, argc, argv);
	out = restore(1, saved_out, "opt.out");
	err = restore(2, saved_err, "opt.err");
	return status;
}

/* What was set, in one line. */
static struct str
seen(void)
{
	struct str s = str_fmt(&arena, "%s%s%s %s", quiet ? "q" : "", verbose ? "v" : "",
	    dir ? dir : "-", format ? format : "-");

	if (since)
		s = str_fmt(&arena, "%.*s since %s", SV(s), since_when ? since_when : "then");
	for (size_t i = 0; i < sets.n; i++)
		s = str_fmt(&arena, "%.*s +%s", SV(s), sets.p[i]);
	for (size_t i = 0; i < operands.n; i++)
		s = str_fmt(&arena, "%.*s [%s]", SV(s), operands.p[i]);
	return s;
}

static void
accepted(void)
{
	static const struct {
		const char *words[WORDS];
		const char *want;
	} cases[] = {
	    {{NULL}, "- -"},
	    {{"a", "b"}, "- - [a] [b]"},
	    {{"-q", "-v"}, "qv- -"},
	    {{"-qv"}, "qv- -"},
	    {{"--quiet", "--verbose"}, "qv- -"},
	    {{"-C", "x"}, "x -"},
	    {{"-Cx"}, "x -"},
	    {{"-qCx"}, "qx -"},
	    {{"-qC", "x"}, "qx -"},
	    {{"-Cq"}, "q -"},
	    {{"--dir", "x"}, "x -"},
	    {{"--dir=x"}, "x -"},
	    {{"--dir="}, " -"},
	    {{"--dir=a=b"}, "a=b -"},
	    {{"--dir", ""}, " -"},
	    {{"-C", "x", "-C", "y"}, "y -"},
	    {{"-C", "-q"}, "-q -"},
	    {{"--format", "--quiet"}, "- --quiet"},
	    {{"-s", "a=1", "--set", "b=2", "--set=c=3", "-sd"}, "- - +a=1 +b=2 +c=3 +d"},
	    {{"a", "-q", "b"}, "q- - [a] [b]"},
	    {{"-", "-q"}, "q- - [-]"},
	    {{"--", "-q", "--", "--dir"}, "- - [-q] [--] [--dir]"},
	    {{"-q", "--", "a"}, "q- - [a]"},
	    {{"--since"}, "- - since then"},
	    {{"--since", "a"}, "- - since then [a]"},
	    {{"--since=a", "b"}, "- - since a [b]"},
	    {{"--since="}, "- - since "},
	    {{"--since=a", "--since"}, "- - since then"},
	    {{""}, "- - []"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int status = parse(cases[i].words);

		is_str(seen(), cases[i].want, "line %zu is read", i);
		ok(status == OPT_GO_ON && out.n == 0 && err.n == 0, "nothing is said");
	}
}

static void
refused(void)
{
	static const struct {
		const char *words[WORDS];
		const char *want; /* the first line of stderr, without the tool's name */
	} cases[] = {
	    {{"--forat", "x"}, "unknown option --forat, did you mean --format?"},
	    {{"--hlep"}, "unknown option --hlep, did you mean --help?"},
	    {{"--drr"}, "unknown option --drr, did you mean --dir?"},
	    {{"--forat=x"}, "unknown option --forat, did you mean --format?"},
	    {{"--nothing-like-it"}, "unknown option --nothing-like-it"},
	    {{"--=x"}, "unknown option --"},
	    {{"-x"}, "unknown option -x"},
	    {{"-qx"}, "unknown option -x"},
	    {{"-qq-"}, "unknown option --"},
	    {{"--quiet=yes"}, "--quiet takes no value"},
	    {{"--quiet="}, "--quiet takes no value"},
	    {{"--help=x"}, "--help takes no value"},
	    {{"--dir"}, "--dir needs a value"},
	    {{"-C"}, "-C needs a value"},
	    {{"-qC"}, "-C needs a value"},
	    {{"--form", "x"}, "unknown option --form, did you mean --format?"},
	    {{"--fo", "x"}, "unknown option --fo"},
	    {{"a", "--bad", "--help"}, "unknown option --bad"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int status = parse(cases[i].words);
		struct str want = str_fmt(&arena, "whet-test: %s\nusage: whet-test %s\n",
		    cases[i].want, tool.synopsis);

		is_str(err, want.p, "refused: %s", cases[i].want);
		ok(status == 2 && out.n == 0, "status 2 and nothing on stdout");
	}
}

static void
informed(void)
{
	static const char *const help[] = {"-q", "--help", "--bad", NULL};
	static const char *const short_help[] = {"-qh", NULL};
	static const char *const version[] = {"--version", NULL};

	is_num(parse(help), 0, "--help");
	is_str(out,
	    "whet-test - test the options\n\nusage: whet-test [-v] [--format FORMAT] FILE...\n\n"
	    "  -v, --verbose                  say more\n"
	    "      --format FORMAT            text or json\n"
	    "      --since[=DAY]              what is new, from a day on\n"
	    "  -s, --set KEY=VALUE            set a key\n"
	    "  -q, --quiet                    say less\n"
	    "  -C, --dir DIR                  work in DIR\n"
	    "  -h, --help                     print this help\n"
	    "      --version                  print the version\n\nThe manual: man whet-test\n",
	    "its text");
	ok(err.n == 0, "nothing is said on stderr");
	ok(parse(short_help) == 0 && out.n > 100, "-h among others");
	is_num(parse(version), 0, "--version");
	is_str(out, "whet-test " WHET_VERSION "\n", "its text");
}

int
main(void)
{
	char folder[] = "optXXXXXX";

	if (!mkdtemp(folder) || chdir(folder) < 0)
		return 1;
	accepted();
	refused();
	informed();
	arena_free(&arena);
	return done();
}
