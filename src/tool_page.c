/* Long output on a terminal goes through a pager, as Git's does. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "meter.h"
#include "tool.h"

/* The pager that a signal waits for. */
static struct {
	pid_t pid;
	int fd; /* that it reads from */
} running;

/* What ends us, and not a pager, which ignores it or has yet to give the terminal back. */
static const int fatal_signals[] = {SIGINT, SIGHUP, SIGTERM, SIGQUIT};

static void
wait_and_die(int number)
{
	close(running.fd);
	waitpid(running.pid, NULL, 0);
	signal(number, SIG_DFL);
	raise(number);
}

/* Empty or "cat" for none. */
static const char *
choose(struct tool *t)
{
	const char *pager = getenv("WHET_PAGER");
	struct str setting;

	if (!pager)
		pager = getenv("GIT_PAGER");
	if (pager)
		return pager;
	setting = git_setting(t->source ? t->source->git : NULL, &t->arena, "core.pager");
	if (setting.n)
		return str_c(&t->arena, setting);
	pager = getenv("PAGER");
	return pager ? pager : "less";
}

/* Becomes the pager, by the shell where that has a part in it. */
static void
become(const char *pager)
{
	if (pager[strcspn(pager, "|&;<>()$`\\\"' \t\n*?[#~=%")])
		execl("/bin/sh", "sh", "-c", pager, (char *)NULL);
	else
		execlp(pager, pager, (char *)NULL);
}

/* In the child; failed is where it says that there is no such program. */
static void
run(const char *pager, int input, int failed)
{
	setenv("LESS", "FRX", 0);
	setenv("LV", "-c", 0);
	dup2(input, STDIN_FILENO);
	become(pager);
	(void)!write(failed, "", 1);
	_exit(127);
}

/* A pipe that no other program inherits. */
static bool
open_pipe(int pipes[2])
{
	if (pipe(pipes) < 0)
		return false;
	for (int i = 0; i < 2; i++)
		fcntl(pipes[i], F_SETFD, FD_CLOEXEC);
	return true;
}

static void
close_pipe(const int pipes[2])
{
	close(pipes[0]);
	close(pipes[1]);
}

/* Starts it: false where it cannot be run. */
static bool
start(const char *pager, const int input[2], const int failed[2])
{
	pid_t pid = fork();
	char byte;
	bool started;

	if (pid == 0)
		run(pager, input[0], failed[1]);
	close(failed[1]);
	started = pid > 0 && read(failed[0], &byte, 1) == 0;
	close(failed[0]);
	if (pid > 0 && !started)
		waitpid(pid, NULL, 0);
	running.pid = pid;
	running.fd = input[1];
	return started;
}

void
tool_page(struct tool *t)
{
	const char *pager = t->terminal ? choose(t) : "";
	int input[2], failed[2];

	if (!*pager || strcmp(pager, "cat") == 0 || !open_pipe(input))
		return;
	if (!open_pipe(failed)) {
		close_pipe(input);
		return;
	}
	if (!start(pager, input, failed)) {
		close_pipe(input);
		return;
	}
	close(input[0]);
	for (size_t i = 0; i < sizeof fatal_signals / sizeof *fatal_signals; i++)
		signal(fatal_signals[i], wait_and_die);
	signal(SIGPIPE, SIG_IGN);
	meter_allow(false);
	t->pager = running.pid;
	t->out.fd = input[1];
}

void
tool_page_end(struct tool *t)
{
	if (!t->pager)
		return;
	close(t->out.fd);
	while (waitpid((pid_t)t->pager, NULL, 0) < 0 && errno == EINTR)
		;
}
