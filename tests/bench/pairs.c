/* pairs N A B: runs two shell commands in turn, once each for warming up and then N times. Prints one
 * line: median of A/B in wall time and in CPU time, median wall time of each in seconds, peak memory of
 * each in KB, median of A-B in CPU time in milliseconds, median CPU time of A in seconds. Both have to
 * succeed. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 101 };

struct cost {
	double wall, cpu; /* seconds; cpu is user and system time */
	long peak;	  /* KB */
};

static double
seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A shell command and what came of it, as seen by a process of its own. */
static struct cost
watch(const char *command)
{
	struct cost cost = {0};
	struct rusage used;
	double start = now();
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	if (pid > 0 && waitpid(pid, &status, 0) == pid && status == 0) {
		cost.wall = now() - start;
		getrusage(RUSAGE_CHILDREN, &used);
		cost.cpu = seconds(used.ru_utime) + seconds(used.ru_stime);
		cost.peak = used.ru_maxrss;
	}
	return cost;
}

static struct cost
run(const char *command)
{
	struct cost cost = {0};
	int ends[2];
	pid_t pid;

	if (pipe(ends) != 0 || (pid = fork()) < 0) {
		perror("pairs");
		exit(1);
	}
	if (pid == 0) {
		cost = watch(command);
		_exit(write(ends[1], &cost, sizeof cost) != sizeof cost);
	}
	close(ends[1]);
	if (read(ends[0], &cost, sizeof cost) != sizeof cost || cost.wall == 0) {
		fprintf(stderr, "pairs: this failed: %s\n", command);
		exit(1);
	}
	close(ends[0]);
	waitpid(pid, NULL, 0);
	return cost;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double *values, size_t n)
{
	qsort(values, n, sizeof *values, compare);
	return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

static long
larger(long a, long b)
{
	return a > b ? a : b;
}

int
main(int argc, char **argv)
{
	double wall[MOST], cpu[MOST], more[MOST], wall_a[MOST], wall_b[MOST], cpu_a[MOST];
	int n = argc == 4 ? atoi(argv[1]) : 0;
	long peak_a = 0, peak_b = 0;

	if (n < 1 || n > MOST) {
		fputs("usage: pairs N A B\n", stderr);
		return 2;
	}
	run(argv[2]);
	run(argv[3]);
	for (int i = 0; i < n; i++) {
		struct cost a = run(argv[2]), b = run(argv[3]);

		wall[i] = a.wall / b.wall;
		cpu[i] = a.cpu / b.cpu;
		more[i] = (a.cpu - b.cpu) * 1e3;
		wall_a[i] = a.wall;
		wall_b[i] = b.wall;
		cpu_a[i] = a.cpu;
		peak_a = larger(peak_a, a.peak);
		peak_b = larger(peak_b, b.peak);
	}
	printf("%.2f %.2f %.3f %.3f %ld %ld %.2f %.3f\n", median(wall, (size_t)n),
	    median(cpu, (size_t)n), median(wall_a, (size_t)n), median(wall_b, (size_t)n), peak_a,
	    peak_b, median(more, (size_t)n), median(cpu_a, (size_t)n));
	return 0;
}
