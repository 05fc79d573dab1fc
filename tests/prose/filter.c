/* filter [INDENT]: proses from standard input, a NUL after each, as reports show them: each between
 * a heading and what whet may write after it, a NUL after each report. With INDENT, such as "  ",
 * they stand in a list item. */
#include "prose.h"

#include <stdio.h>

static struct str
read_all(struct arena *a, FILE *f)
{
	struct out o;
	char buffer[4096];
	size_t n;

	out_init(&o, a, -1);
	while ((n = fread(buffer, 1, sizeof buffer, f)) > 0)
		out_str(&o, (struct str){buffer, n});
	return out_all(&o);
}

static void
report(struct out *o, struct str prose, const char *indent)
{
	out_text(o, *indent ? "# A\n\n- " : "# A\n\n");
	prose_blocks(o, prose, 4, indent);
	out_text(o, "\n- list\n\n1. numbers\n\n| a | b |\n|---|---|\n| c | d |\n\n## B\n\ntext\n");
	out_char(o, '\0');
}

int
main(int argc, char **argv)
{
	struct arena arena = {0};
	struct str rest = read_all(&arena, stdin);
	struct str prose;
	struct out o;
	bool ok;

	out_init(&o, &arena, 1);
	while (str_cut(&prose, &rest, rest, '\0'))
		report(&o, prose, argc > 1 ? argv[1] : "");
	ok = out_flush(&o);
	arena_free(&arena);
	return ok ? 0 : 1;
}
