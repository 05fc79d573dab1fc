#include "date.h"

#include <stdlib.h>

#include "tap.h"

static struct arena arena;

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Does each way of naming a day agree on which it is? */
static bool
is_day(int32_t date, int year, int month, int day)
{
	char text[40], back[11];
	int y, m, d;
	int32_t parsed;

	snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
	date_civil(&y, &m, &d, date);
	return date_of(year, month, day) == date && y == year && m == month && d == day &&
	       date_parse(&parsed, str_of(text)) && parsed == date &&
	       strcmp(date_text(back, date), text) == 0;
}

static void
every_day(void)
{
	int32_t start = date_of(1800, 1, 1), date = start;
	int wrong = 0;

	is_num(start, -62091, "1800 began 62091 days before 1970");
	for (int month = 0; month < 400 * 12; month++)
		for (int day = 1; day <= month_days(1800 + month / 12, month % 12 + 1); day++)
			wrong += !is_day(date++, 1800 + month / 12, month % 12 + 1, day);
	is_num(date - start, 146097, "400 years have 146097 days");
	ok(wrong == 0, "each is the one after the day before");
}

static void
texts(void)
{
	static const char *const wrong[] = {
	    "",
	    "2026",
	    "2026-10",
	    "2026-1-01",
	    "2026-01-1",
	    "26-01-01",
	    "02026-01-01",
	    "2026-01-011",
	    "2026/01/01",
	    "2026-01-01 ",
	    " 2026-01-01",
	    "2026-01-01T00:00:00",
	    "2026-00-01",
	    "2026-13-01",
	    "2026-01-00",
	    "2026-01-32",
	    "2026-04-31",
	    "2026-02-29",
	    "1900-02-29",
	    "2100-02-29",
	    "0000-01-01",
	    "-001-01-01",
	    "+026-01-01",
	    "2026--1-01",
	    "2026-0a-01",
	    "2026-01-0x",
	    "\xd9\xa2\xd9\xa0\xd9\xa2\xd9\xa6-01",
	};
	char text[11];
	int32_t date = 7;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		ok(!date_parse(&date, str_of(wrong[i])) && date == 7, "no date: \"%s\"", wrong[i]);
	ok(!date_parse(&date, (struct str){NULL, 0}), "nothing is no date");
	ok(date_parse(&date, S("2024-02-29")) && date_parse(&date, S("2000-02-29")), "leap days");
	ok(date_parse(&date, S("0001-01-01")) && date == -719162, "the first");
	is_str(str_of(date_text(text, date)), "0001-01-01", "its text");
	is_str(str_of(date_text(text, date - 1)), "0001-01-01", "the text of the day before");
	ok(date_parse(&date, S("9999-12-31")) && date == 2932896, "the last");
	is_str(str_of(date_text(text, date)), "9999-12-31", "its text");
	is_str(str_of(date_text(text, date + 1)), "9999-12-31", "the text of the day after");
	is_str(str_of(date_text(text, DATE_NONE)), "", "no date has no text");
	is_num(date_of(1970, 1, 1), 0, "the epoch");
	is_num(date_of(2026, 2, 31), date_of(2026, 3, 3), "a month that runs on");
}

static void
today(void)
{
	static const struct {
		const char *today, *epoch; /* NULL: not set */
		const char *want;	   /* a date, or the name of the variable that is wrong */
	} cases[] = {
	    {"2026-10-01", NULL, "2026-10-01"},
	    {"2026-10-01", "0", "2026-10-01"},
	    {"", "0", "1970-01-01"},
	    {NULL, "86399", "1970-01-01"},
	    {NULL, "86400", "1970-01-02"},
	    {NULL, "1790812799", "2026-09-30"},
	    {NULL, "1790812800", "2026-10-01"},
	    {NULL, "253402300799", "9999-12-31"},
	    {NULL, "253402300800", "SOURCE_DATE_EPOCH"},
	    {NULL, "99999999999999999999", "SOURCE_DATE_EPOCH"},
	    {NULL, "-1", "SOURCE_DATE_EPOCH"},
	    {NULL, "1.5", "SOURCE_DATE_EPOCH"},
	    {NULL, "now", "SOURCE_DATE_EPOCH"},
	    {"yesterday", "0", "WHET_TODAY"},
	    {"2026-02-30", NULL, "WHET_TODAY"},
	};
	char text[11];
	const char *wrong;
	int32_t date;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		unsetenv("WHET_TODAY");
		unsetenv("SOURCE_DATE_EPOCH");
		if (cases[i].today)
			setenv("WHET_TODAY", cases[i].today, 1);
		if (cases[i].epoch)
			setenv("SOURCE_DATE_EPOCH", cases[i].epoch, 1);
		is_str(str_of(date_today(&date, &wrong) ? date_text(text, date) : wrong),
		    cases[i].want, "WHET_TODAY=%s SOURCE_DATE_EPOCH=%s",
		    cases[i].today ? cases[i].today : "", cases[i].epoch ? cases[i].epoch : "");
	}
	unsetenv("SOURCE_DATE_EPOCH");
	unsetenv("WHET_TODAY");
	ok(date_today(&date, &wrong) && date > date_of(2025, 1, 1), "the clock");
}

static void
period_is(const char *text, int fiscal_month, const char *start, const char *end)
{
	struct period p = {0};
	char first[11], last[11];

	ok(period_parse(&p, str_of(text), fiscal_month) &&
		!strcmp(date_text(first, p.start), start) && !strcmp(date_text(last, p.end), end),
	    "%s, year from month %d: %s to %s", text, fiscal_month, start, end);
}

static void
periods(void)
{
	static const char *const wrong[] = {
	    "",
	    "26",
	    "202",
	    "20266",
	    "2026-",
	    "2026-1",
	    "2026-00",
	    "2026-13",
	    "2026-H0",
	    "2026-H3",
	    "2026-Q0",
	    "2026-Q5",
	    "2026-h1",
	    "2026-q1",
	    "2026Q3",
	    "2026/10",
	    "2026-Q33",
	    "0000",
	    "2026-10-01",
	    "2026-10-01..",
	    "..2026-10-01",
	    "2026-10-02..2026-10-01",
	    "2026-10-01...2026-10-02",
	    "2026-10-01..2026-10-32",
	    "2026-01..2026-03",
	    "x026",
	    "2026-X1",
	};
	struct period p = {3, 4};

	period_is("2026", 1, "2026-01-01", "2026-12-31");
	period_is("2026-H1", 1, "2026-01-01", "2026-06-30");
	period_is("2026-H2", 1, "2026-07-01", "2026-12-31");
	period_is("2026-Q1", 1, "2026-01-01", "2026-03-31");
	period_is("2026-Q4", 1, "2026-10-01", "2026-12-31");
	period_is("2026-02", 1, "2026-02-01", "2026-02-28");
	period_is("2024-02", 1, "2024-02-01", "2024-02-29");
	period_is("2026", 4, "2026-04-01", "2027-03-31");
	period_is("2026-H2", 4, "2026-10-01", "2027-03-31");
	period_is("2026-Q3", 4, "2026-10-01", "2026-12-31");
	period_is("2026-Q4", 4, "2027-01-01", "2027-03-31");
	period_is("2026-10", 4, "2026-10-01", "2026-10-31");
	period_is("2026-Q4", 12, "2027-09-01", "2027-11-30");
	period_is("2026-H1", 12, "2026-12-01", "2027-05-31");
	period_is("2026-07-01..2026-12-31", 4, "2026-07-01", "2026-12-31");
	period_is("2026-10-01..2026-10-01", 1, "2026-10-01", "2026-10-01");
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		ok(!period_parse(&p, str_of(wrong[i]), 1) && p.start == 3 && p.end == 4,
		    "no period: \"%s\"", wrong[i]);
	ok(!period_parse(&p, (struct str){NULL, 0}, 1), "nothing is no period");
}

static void
name_is(const char *start, const char *end, int fiscal_month, const char *want)
{
	struct period p;

	date_parse(&p.start, str_of(start));
	date_parse(&p.end, str_of(end));
	is_str(period_name(&arena, p, fiscal_month), want, "%s to %s, year from month %d", start,
	    end, fiscal_month);
}

static void
names(void)
{
	name_is("2026-01-01", "2026-12-31", 1, "2026");
	name_is("2026-01-01", "2026-12-31", 4, "2026-01-01..2026-12-31");
	name_is("2026-04-01", "2027-03-31", 4, "2026");
	name_is("2027-01-01", "2027-03-31", 4, "2026-Q4");
	name_is("2026-10-01", "2027-03-31", 4, "2026-H2");
	name_is("2026-07-01", "2026-12-31", 4, "2026-07-01..2026-12-31");
	name_is("2026-07-01", "2026-12-31", 1, "2026-H2");
	name_is("2026-02-01", "2026-04-30", 1, "2026-02-01..2026-04-30");
	name_is("2026-02-01", "2026-02-28", 4, "2026-02");
	name_is("2024-02-01", "2024-02-28", 1, "2024-02-01..2024-02-28");
	name_is("2026-01-01", "2027-12-31", 1, "2026-01-01..2027-12-31");
	name_is("2026-10-01", "2026-10-01", 1, "2026-10-01..2026-10-01");
}

/* A name leads back to its period, and no period has a shorter one. */
static void
round_trips(void)
{
	uint64_t state = 1;
	int wrong = 0;

	for (int fiscal = 1; fiscal <= 12; fiscal++) {
		for (int i = 0; i < 3000; i++) {
			int year = 1900 + (int)random_below(&state, 200);
			int month = 1 + (int)random_below(&state, 12);
			int count = 1 + (int)random_below(&state, 13), end = month - 1 + count;
			struct period p = {date_of(year, month, 1),
			    date_of(year + end / 12, end % 12 + 1, 1) - 1};
			struct period back = {0, 0};

			if (random_below(&state, 3) == 0)
				p.end = p.start + (int32_t)random_below(&state, 400);
			if (!period_parse(&back, period_name(&arena, p, fiscal), fiscal) ||
			    back.start != p.start || back.end != p.end)
				if (!wrong++)
					note("%d..%d, %d", (int)p.start, (int)p.end, fiscal);
		}
	}
	ok(wrong == 0, "36,000 periods have names that are read back");
	wrong = 0;
	for (int fiscal = 1; fiscal <= 12; fiscal++) {
		static const char *const parts[] = {"", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4",
		    "-01", "-02", "-12"};

		for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
			struct str text = str_fmt(&arena, "2026%s", parts[i]);
			struct period p;

			wrong += !period_parse(&p, text, fiscal);
			wrong += !str_eq(period_name(&arena, p, fiscal), text);
		}
	}
	ok(wrong == 0, "named periods keep their names in every fiscal year");
}

static void
before_is(const char *text, int fiscal_month, const char *want)
{
	struct period p = {0};

	period_parse(&p, str_of(text), fiscal_month);
	is_str(period_name(&arena, period_before(p), fiscal_month), want,
	    "before %s, from month %d", text, fiscal_month);
}

static void
before(void)
{
	struct period p = {0}, b;
	int wrong = 0;

	before_is("2026", 1, "2025");
	before_is("2026", 4, "2025");
	before_is("2026-H1", 1, "2025-H2");
	before_is("2026-H1", 7, "2025-H2");
	before_is("2026-Q1", 1, "2025-Q4");
	before_is("2026-Q1", 4, "2025-Q4");
	before_is("2026-Q4", 4, "2026-Q3");
	before_is("2026-Q3", 4, "2026-Q2");
	before_is("2026-03", 1, "2026-02");
	before_is("2026-01", 1, "2025-12");
	before_is("2024-03", 1, "2024-02");
	before_is("2026-01-01..2027-12-31", 1, "2024-01-01..2025-12-31");
	before_is("2026-05-01..2026-06-30", 1, "2026-03-01..2026-04-30");
	before_is("2026-10-01..2026-10-01", 1, "2026-09-30..2026-09-30");
	before_is("2026-10-08..2026-10-14", 1, "2026-10-01..2026-10-07");
	before_is("2026-03-01..2026-03-30", 1, "2026-01-30..2026-02-28");
	for (int year = 1990; year < 2030; year++) {
		for (int month = 1; month <= 12; month++) {
			for (int days = 1; days < 800; days += 7) {
				p.start = date_of(year, month, 1);
				p.end = p.start + days - 1;
				b = period_before(p);
				wrong += b.end != p.start - 1 || b.start > b.end;
			}
		}
	}
	ok(wrong == 0, "the period before ends on the day before");
}

int
main(void)
{
	every_day();
	texts();
	today();
	periods();
	names();
	round_trips();
	before();
	arena_free(&arena);
	return done();
}
