#include "editor.h"

#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "str.h"

/* Editors that take "+LINE" before a file. */
static const char *const take_line[] = {"vi", "vim", "vim.basic", "vim.tiny", "nvim", "gvim", "nvi",
    "elvis", "vile", "ex", "nano", "rnano", "pico", "emacs", "emacsclient", "mg", "joe", "jmacs",
    "jpico", "jstar", "ne", "micro", "kak", "mcedit", "gedit"};

const char *
editor_name(void)
{
	const char *term = getenv("TERM"), *visual = getenv("VISUAL"), *editor = getenv("EDITOR");

	if (visual && *visual && term && strcmp(term, "dumb") != 0)
		return visual;
	return editor && *editor ? editor : "vi";
}

/* Its program's name, without folder and options. */
static struct str
program_of(const char *editor)
{
	struct str word, options;

	str_cut(&word, &options, str_trim(str_of(editor)), ' ');
	while (str_index(word, '/') < word.n)
		word = str_sub(word, str_index(word, '/') + 1, word.n);
	return word;
}

static bool
takes_line(const char *editor)
{
	struct str program = program_of(editor);

	for (size_t i = 0; i < sizeof take_line / sizeof *take_line; i++)
		if (str_is(program, take_line[i]))
			return true;
	return false;
}

int
editor_run(struct arena *a, const char *path, size_t line)
{
	const char *editor = editor_name();
	const char *argv[] = {"sh", "-c", str_fmt(a, "trap : INT QUIT; %s \"$@\"", editor).p,
	    editor, path, NULL, NULL};

	if (line && takes_line(editor)) {
		argv[4] = str_fmt(a, "+%zu", line).p;
		argv[5] = path;
	}
	return command_run(argv, false);
}
