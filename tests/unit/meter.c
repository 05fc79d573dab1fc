/* What the meter says, and when, by a clock that is given. */
#include "meter.h"

#include <unistd.h>

#include "pool.h"
#include "say.h"
#include "tap.h"

enum { ITEMS = 2000 };

static void
text(void)
{
	char t[METER_TEXT];

	is_str(str_of(meter_text(t, "reading files", 0, 7)), "reading files  0 of 7",
	    "small numbers");
	is_str(str_of(meter_text(t, "reading files", 12345, 20000)),
	    "reading files  12,345 of 20,000", "thousands");
	is_str(str_of(meter_text(t, "x", 999, 1000)), "x  999 of 1,000", "three digits and four");
	is_str(str_of(meter_text(t, "x", 123456, 1234567)), "x  123,456 of 1,234,567", "millions");
	is_str(str_of(meter_text(t, "x", SIZE_MAX, SIZE_MAX)),
	    "x  18,446,744,073,709,551,615 of 18,446,744,073,709,551,615", "the largest");
}

static void
times(void)
{
	struct meter_clock clock;
	int shown = 0;

	meter_clock_start(&clock, 5000);
	ok(!meter_clock_due(&clock, 5000), "not at the start");
	ok(!meter_clock_due(&clock, 5999), "not in the first second");
	ok(meter_clock_due(&clock, 6000), "after one second");
	ok(!meter_clock_due(&clock, 6099), "not again at once");
	ok(meter_clock_due(&clock, 6100), "again after a tenth of a second");
	for (int64_t now = 6101; now <= 7100; now++)
		shown += meter_clock_due(&clock, now);
	ok(shown == 10, "ten times in a second: %d", shown);
	ok(meter_clock_due(&clock, 60000), "after a long step");
	ok(!meter_clock_due(&clock, 60001), "and not for each of those that are missed");
}

static void
step(void *ctx, size_t item, unsigned worker)
{
	(void)ctx;
	(void)item;
	meter_step(worker);
}

/* What comes on stderr of work on all threads, and of a word behind it. */
static struct str
written(struct arena *a, bool allowed)
{
	int saved = dup(STDERR_FILENO), ends[2];
	char bytes[4096];
	ssize_t n;

	if (saved < 0 || pipe(ends) || dup2(ends[1], STDERR_FILENO) < 0)
		return S("");
	meter_allow(allowed);
	meter_start("reading files", ITEMS);
	pool_run(ITEMS, step, NULL);
	say("x");
	meter_end();
	dup2(saved, STDERR_FILENO);
	n = read(ends[0], bytes, sizeof bytes);
	close(saved);
	close(ends[0]);
	close(ends[1]);
	return str_dup(a, (struct str){bytes, n > 0 ? (size_t)n : 0});
}

int
main(void)
{
	struct arena a = {0};
	struct str all;

	text();
	times();
	is_str(written(&a, false), "whet: x\n", "without leave there is no line");
	all = written(&a, true);
	ok(str_is(all, "whet: x\n") || str_ends(all, S(" \rwhet: x\n")),
	    "a line is gone before something else is said");
	arena_free(&a);
	return done();
}
