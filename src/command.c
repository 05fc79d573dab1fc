#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "file.h"

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

/* Waits for it to end. */
static int
status_of(pid_t pid)
{
	int status = 0;

	if (pid < 0)
		return 127;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int
command_run(const char *const *argv, bool hushed)
{
	struct sigaction before[SHARED];
	int status;
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
	status = status_of(pid);
	restore_shared(before);
	return status;
}

/* A file without a name that holds the bytes, to be read from its beginning; NULL where there can be none. */
static FILE *
file_of(struct str bytes)
{
	FILE *f = tmpfile();

	if (f && (fwrite(bytes.p, 1, bytes.n, f) != bytes.n || fflush(f) != 0 ||
		     fseek(f, 0, SEEK_SET) != 0)) {
		fclose(f);
		f = NULL;
	}
	return f;
}

int
command_filter(struct str *output, struct arena *a, const char *const *argv, struct str input)
{
	FILE *in = file_of(input);
	int ends[2], error;
	struct str printed;
	pid_t pid;

	if (!in || pipe(ends) < 0) {
		if (in)
			fclose(in);
		return 127;
	}
	pid = fork();
	if (pid == 0) {
		hush();
		dup2(fileno(in), STDIN_FILENO);
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
	fclose(in);
	close(ends[1]);
	error = file_read_fd(&printed, a, ends[0]);
	close(ends[0]);
	if (output)
		*output = error ? S("") : printed;
	return status_of(pid);
}
