#include "meter.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { DELAY = 1000, INTERVAL = 100 };

static struct {
	bool allowed;
	bool running; /* never unless allowed */
	const char *what;
	size_t total;
	atomic_size_t done;
	struct meter_clock clock;
	size_t shown; /* columns of the line on the terminal, 0 for none */
} meter;

void
meter_clock_start(struct meter_clock *clock, int64_t now)
{
	clock->due = now + DELAY;
}

bool
meter_clock_due(struct meter_clock *clock, int64_t now)
{
	if (now < clock->due)
		return false;
	clock->due = now + INTERVAL;
	return true;
}

/* 12,345 */
static char *
grouped(char text[static 32], size_t n)
{
	char digits[24];
	size_t length = (size_t)snprintf(digits, sizeof digits, "%zu", n), to = 0;

	for (size_t i = 0; i < length; i++) {
		if (i && (length - i) % 3 == 0)
			text[to++] = ',';
		text[to++] = digits[i];
	}
	text[to] = '\0';
	return text;
}

char *
meter_text(char text[static METER_TEXT], const char *what, size_t done, size_t total)
{
	char a[32], b[32];

	snprintf(text, METER_TEXT, "%s  %s of %s", what, grouped(a, done), grouped(b, total));
	return text;
}

static int64_t
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* What cannot be written is of no interest. */
static void
show(const char *text)
{
	char line[METER_TEXT + 1];
	int n = snprintf(line, sizeof line, "\r%s", text);

	if (n > 0 && write(STDERR_FILENO, line, (size_t)n) == n)
		meter.shown = (size_t)n - 1;
}

void
meter_allow(bool allowed)
{
	meter_end();
	meter.allowed = allowed;
}

void
meter_start(const char *what, size_t total)
{
	if (!meter.allowed)
		return;
	meter_clear();
	meter.what = what;
	meter.total = total;
	atomic_store(&meter.done, 0);
	if (!meter.running)
		meter_clock_start(&meter.clock, milliseconds());
	meter.running = true;
}

void
meter_step(unsigned worker)
{
	char text[METER_TEXT];
	size_t done;

	if (!meter.running)
		return;
	done = atomic_fetch_add_explicit(&meter.done, 1, memory_order_relaxed) + 1;
	if (worker == 0 && meter_clock_due(&meter.clock, milliseconds()))
		show(meter_text(text, meter.what, done, meter.total));
}

void
meter_clear(void)
{
	char blanks[METER_TEXT];
	size_t n = meter.shown;

	if (!n)
		return;
	memset(blanks, ' ', n);
	blanks[n] = '\0';
	show(blanks);
	meter.shown = 0;
	show("");
}

void
meter_end(void)
{
	meter_clear();
	meter.running = false;
}
