/* What tests of Git repositories share: a shell to make them with, and what was said on stderr. */
#ifndef SHELL_H
#define SHELL_H

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tap.h"

/* libgit2 1.5 loses what it matched extensions of a repository's format with. */
const char *__lsan_default_suppressions(void); /* NOLINT: the sanitizer's name */
const char *
__lsan_default_suppressions(void) /* NOLINT */
{
	return "leak:libpcre2";
}

/* Runs a script in a shell that stops at the first error. Tests cannot go on without what it was to
 * make, so they end where it fails. */
__attribute__((format(printf, 1, 2))) static inline void
sh(const char *fmt, ...)
{
	char script[8192] = "set -e\n";
	size_t n = strlen(script);
	va_list args;

	va_start(args, fmt);
	vsnprintf(script + n, sizeof script - n, fmt, args);
	va_end(args);
	fflush(stdout);
	if (system(script) != 0) {
		printf("Bail out! a script failed: %s\n", script);
		exit(1);
	}
}

/* The output of a command without the line end behind it. */
static inline struct str
output(struct arena *a, const char *command)
{
	char *text = arena_bytes(a, 1 << 20);
	FILE *f = popen(command, "r");
	size_t n = f ? fread(text, 1, 1 << 20, f) : 0;

	if (!f || pclose(f) != 0) {
		printf("Bail out! a command failed: %s\n", command);
		exit(1);
	}
	return str_trim((struct str){text, n});
}

static int shell_stderr = -1;
static FILE *shell_heard;

/* From here on what is said is kept, until heard gives it back. */
static inline void
hear(void)
{
	fflush(stderr);
	shell_stderr = dup(2);
	shell_heard = tmpfile();
	dup2(fileno(shell_heard), 2);
}

static inline struct str
heard(struct arena *a)
{
	char *text = arena_bytes(a, 4096);
	size_t n;

	fflush(stderr);
	dup2(shell_stderr, 2);
	close(shell_stderr);
	rewind(shell_heard);
	n = fread(text, 1, 4096, shell_heard);
	fclose(shell_heard);
	return str_trim((struct str){text, n});
}

/* Checks that a status came with these words, and nothing was said where they are empty. */
static inline bool
says(struct arena *a, int status, int want, const char *words)
{
	struct str text = heard(a);
	bool passed = status == want && (*words ? str_find(text, str_of(words)) < text.n : !text.n);

	ok(passed, *words ? "status %d: %s" : "status %d, nothing is said", want, words);
	if (!passed)
		note("got status %d: %.*s", status, SV(text));
	return passed;
}

/* Runs a part of the test in a process of its own, of a user whom file permissions stop and who owns
 * nothing here where nobody is set. Gives whether it passed; what it leaks is not looked at. */
static inline bool
apart(bool (*part)(void), bool nobody)
{
	int status = 1;
	pid_t child;

	fflush(stdout);
	child = fork();
	if (child == 0) {
		/* What the part checks counts as one: its result. */
		if (!freopen("/dev/null", "w", stdout))
			_exit(2);
		if (nobody && getuid() == 0 && (setgid(65534) < 0 || setuid(65534) < 0))
			_exit(2);
		_exit(!part());
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

#endif
