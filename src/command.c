#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static void
hush(void)
{
	int null = open("/dev/null", O_WRONLY);

	dup2(null, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
}

/* What the terminal sends to us as well as to the program while it runs. */
static const int shared_signals[] = {SIGINT, SIGQUIT};

enum { SHARED = sizeof shared_signals / sizeof *shared_signals };

static void
ignore_shared(struct sigaction before[SHARED])
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	for (size_t i = 0; i < SHARED; i++)
		sigaction(shared_signals[i], &ignore, &before[i]);
}

static void
restore_shared(const struct sigaction before[SHARED])
{
	for (size_t i = 0; i < SHARED; i++)
		sigaction(shared_signals[i], &before[i], NULL);
}

int
command_run(const char *const *argv, bool hushed)
{
	struct sigaction before[SHARED];
	int status = 0;
	pid_t pid;

	ignore_shared(before);
	pid = fork();
	if (pid == 0) {
		restore_shared(before);
		if (hushed)
			hush();
		execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	restore_shared(before);
	if (pid < 0)
		return 127;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
