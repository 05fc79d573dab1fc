#include "chart.h"

#include <math.h>

#include "tap.h"

static struct arena arena;

static int32_t
day(const char *text)
{
	int32_t date = DATE_NONE;

	date_parse(&date, str_of(text));
	return date;
}

static struct period
days(const char *from, const char *to)
{
	return (struct period){day(from), day(to)};
}

static void
scale_is(double least, double greatest, size_t most, double finest, const char *want)
{
	struct chart_scale s = chart_scale(least, greatest, most, finest);

	is_str(str_fmt(&arena, "%g by %g, %zu", s.low, s.step, s.n), want, "%g to %g", least,
	    greatest);
}

static void
scales(void)
{
	scale_is(300, 480, 7, 0, "300 by 50, 4");
	scale_is(-4, 24, 7, 0, "-5 by 5, 6");
	scale_is(0, 1, 7, 0, "0 by 0.2, 5");
	scale_is(0, 3, 7, 0, "0 by 0.5, 6");
	scale_is(0, 3, 7, 1, "0 by 1, 3");
	scale_is(0, 100, 2, 0, "0 by 50, 2");
	scale_is(5, 5, 7, 0, "4.4 by 0.2, 6");
	scale_is(0, 0, 7, 0, "-1 by 0.5, 4");
	scale_is(0.1, 0.3, 7, 0, "0.1 by 0.05, 4");
}

/* Does a step consist of 1, 2 or 5 and zeros? */
static bool
is_round(double step)
{
	double head = step / pow(10, floor(log10(step) + 1e-9));

	return fabs(head - 1) < 1e-6 || fabs(head - 2) < 1e-6 || fabs(head - 5) < 1e-6;
}

static void
all_scales(void)
{
	uint64_t state = 1;
	size_t wrong = 0;

	for (size_t i = 0; i < 20000; i++) {
		double unit = pow(10, (double)random_below(&state, 13) - 6);
		double least = ((double)random_below(&state, 20001) - 10000) * unit;
		double greatest = least + (double)(1 + random_below(&state, 10000)) * unit;
		size_t most = 2 + random_below(&state, 20);
		struct chart_scale s = chart_scale(least, greatest, most, 0);
		double off = s.step * 1e-6;

		if (s.low <= least + off && s.low + s.step > least - off &&
		    s.low + s.step * (double)s.n >= greatest - off &&
		    s.low + s.step * (double)(s.n - 1) < greatest + off && s.n >= 1 &&
		    s.n <= most && is_round(s.step))
			continue;
		if (!wrong++)
			note("%g to %g, %zu: %g by %g, %zu", least, greatest, most, s.low, s.step,
			    s.n);
	}
	ok(!wrong, "a scale holds its values, in round steps and no more than are wanted");
	ok(isfinite(chart_scale(-1e308, 1e308, 7, 0).step), "numbers as large as there are");
}

/* All marks, with blanks between. */
static void
marks_are(struct period p, size_t columns, const char *want)
{
	struct chart_calendar c = chart_calendar(p, columns);
	struct out o;
	char text[11];

	out_init(&o, &arena, -1);
	for (int32_t at = p.start; (at = chart_mark(&c, p.start, at)) <= p.end; at++)
		out_fmt(&o, "%s%s", o.n ? " " : "", date_text(text, at));
	is_str(out_all(&o), want, "marks on %zu columns", columns);
}

static void
calendars(void)
{
	marks_are(days("2026-07-01", "2026-07-01"), 60, "2026-07-01");
	marks_are(days("2026-07-02", "2026-07-05"), 60,
	    "2026-07-02 2026-07-03 2026-07-04 2026-07-05");
	marks_are(days("2026-07-02", "2026-07-30"), 60,
	    "2026-07-02 2026-07-09 2026-07-16 2026-07-23 2026-07-30");
	marks_are(days("2026-07-02", "2026-12-31"), 60,
	    "2026-08-01 2026-09-01 2026-10-01 2026-11-01 2026-12-01");
	marks_are(days("2025-12-02", "2026-12-31"), 60,
	    "2026-01-01 2026-03-01 2026-05-01 2026-07-01 2026-09-01 2026-11-01");
	marks_are(days("2006-01-01", "2026-12-31"), 60,
	    "2010-01-01 2015-01-01 2020-01-01 2025-01-01");
	marks_are(days("1900-02-01", "2399-12-31"), 20,
	    "2000-01-01 2100-01-01 2200-01-01 2300-01-01");
}

static void
lines_of_steps(void)
{
	const double values[] = {0, 0.1, 0.5, 0.999, 1, NAN, -1, 2};

	is_str(chart_steps(&arena, values, 8, 1, false), "01599.09", "digits");
	is_str(chart_steps(&arena, values, 8, 2, false), "00245.09", "of a higher top");
	is_str(chart_steps(&arena, values, 5, 0, false), "00000", "of none");
	is_str(chart_steps(&arena, values, 8, 1, true),
	    "\u2581\u2581\u2585\u2588\u2588\u00b7\u2581\u2588", "blocks");
}

/* Each of the drawing's lines, ended by one. */
static struct str
drawn(const struct chart *c)
{
	struct out o;

	out_init(&o, &arena, -1);
	chart_print(&o, c);
	return out_all(&o);
}

static void
drawings(void)
{
	const struct chart_point points[] = {{day("2026-07-01"), 0}, {day("2026-07-11"), 2},
	    {day("2026-07-21"), 1}};
	const struct chart_line lines[] = {{2, S("target"), TONE_GOOD}, {0, S("a\nb"), TONE_PLAIN}};
	struct chart c = {.points = points,
	    .n = 3,
	    .lines = lines,
	    .n_lines = 2,
	    .days = days("2026-07-01", "2026-07-21"),
	    .height = 5,
	    .style = {.width = 41}};

	is_str(drawn(&c),
	    "2 +--------------.o...------------ target\n"
	    "  |          ....     ........\n"
	    "1 +      ....                 ...o\n"
	    "  |  ....\n"
	    "0 +o.----------------------------- a\\nb\n"
	    "  ++--------------------+---------\n"
	    "   2026-07-01           2026-07-15\n",
	    "values, the way between them, lines and their names");
}

int
main(void)
{
	scales();
	all_scales();
	calendars();
	drawings();
	lines_of_steps();
	arena_free(&arena);
	return done();
}
