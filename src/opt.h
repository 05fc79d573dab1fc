/* Command lines: long and short options in tables, --help and --version made from them. */
#ifndef OPT_H
#define OPT_H

#include <stdbool.h>

#include "arena.h"

/* What a repeatable option collected, in order. */
struct opt_list {
	const char **p;
	size_t n, cap;
};

struct opt {
	const char *name;      /* long name without dashes */
	char letter;	       /* short form, 0 for none */
	const char *arg;       /* what its value is called, NULL for a flag */
	const char *help;      /* one line */
	bool *flag;	       /* set to true by a flag; with value: the value may be left out */
	const char **value;    /* set by an option with one value: the last one counts */
	struct opt_list *many; /* collects every value of a repeatable option */
};

#define OPT_END                                       \
	{                                             \
		NULL, 0, NULL, NULL, NULL, NULL, NULL \
	}

/* What a tool says about itself. */
struct opt_tool {
	const char *name;	  /* "whet-check" */
	const char *summary;	  /* one line: what it does */
	const char *synopsis;	  /* operands and options as in the manual, without the name */
	const struct opt *opts;	  /* its own options, ended by OPT_END */
	const struct opt *common; /* options it shares with the other tools, or NULL */
};

enum { OPT_GO_ON = -1 };

/* Reads argv: options may stand anywhere, "--" ends them, operands go to operands. Returns
 * OPT_GO_ON, or the exit status: 0 after --help or --version, 2 after a usage error, which has been
 * said on stderr. */
int opt_parse(struct opt_list *operands, struct arena *a, const struct opt_tool *tool, int argc,
    char **argv);

#endif
