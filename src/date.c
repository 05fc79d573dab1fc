#include "date.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Days from civil and back, after Howard Hinnant, "chrono-compatible low-level date algorithms". */
int32_t
date_of(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int of_era = y - era * 400;
	int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void
date_civil(int *year, int *month, int *day, int32_t date)
{
	int z = date + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int of_era = z - era * 146097;
	int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * y + y / 4 - y / 100);
	int m = (5 * of_year + 2) / 153;

	*day = of_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = y + era * 400 + (*month <= 2);
}

/* The number that all of s, n digits, spells; -1 where it is none. */
static int
digits(struct str s, size_t n)
{
	int value = 0;

	if (s.n != n)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return -1;
		value = value * 10 + (s.p[i] - '0');
	}
	return value;
}

bool
date_parse(int32_t *date, struct str s)
{
	int year = digits(str_sub(s, 0, 4), 4), month = digits(str_sub(s, 5, 7), 2),
	    day = digits(str_sub(s, 8, s.n), 2);
	int y, m, d;
	int32_t parsed;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-' || year < 1 || month < 1 || day < 1)
		return false;
	if (month > 12 || day > 31)
		return false;
	parsed = date_of(year, month, day);
	date_civil(&y, &m, &d, parsed);
	if (m != month || d != day)
		return false;
	*date = parsed;
	return true;
}

char *
date_text(char text[static 11], int32_t date)
{
	int year, month, day;

	text[0] = '\0';
	if (date == DATE_NONE)
		return text;
	date = date < DATE_FIRST ? DATE_FIRST : date > DATE_LAST ? DATE_LAST : date;
	date_civil(&year, &month, &day, date);
	text[0] = (char)('0' + year / 1000 % 10);
	text[1] = (char)('0' + year / 100 % 10);
	text[2] = (char)('0' + year / 10 % 10);
	text[3] = (char)('0' + year % 10);
	text[4] = text[7] = '-';
	text[5] = (char)('0' + month / 10);
	text[6] = (char)('0' + month % 10);
	text[8] = (char)('0' + day / 10);
	text[9] = (char)('0' + day % 10);
	text[10] = '\0';
	return text;
}

static bool
epoch_day(int32_t *date, const char *text)
{
	char *end;
	long long seconds;

	errno = 0;
	seconds = strtoll(text, &end, 10);
	if (errno || end == text || *end || seconds < 0 || seconds / 86400 > DATE_LAST)
		return false;
	*date = (int32_t)(seconds / 86400);
	return true;
}

bool
date_today(int32_t *date, const char **wrong)
{
	const char *today = getenv("WHET_TODAY"), *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t now = time(NULL);
	struct tm tm;

	if (today && *today) {
		*wrong = "WHET_TODAY";
		return date_parse(date, str_of(today));
	}
	if (epoch && *epoch) {
		*wrong = "SOURCE_DATE_EPOCH";
		return epoch_day(date, epoch);
	}
	tzset();
	localtime_r(&now, &tm);
	*date = date_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
	return true;
}

/* First day of the month that lies months after January of year. */
static int32_t
month_start(int year, int months)
{
	int whole = months >= 0 ? months / 12 : (months - 11) / 12;

	return date_of(year + whole, months - whole * 12 + 1, 1);
}

static struct period
months(int year, int first, int count)
{
	return (struct period){month_start(year, first), month_start(year, first + count) - 1};
}

static bool
two_dates(struct period *p, struct str start, struct str end)
{
	struct period parsed;

	if (!date_parse(&parsed.start, start) || !date_parse(&parsed.end, end))
		return false;
	if (parsed.start > parsed.end)
		return false;
	*p = parsed;
	return true;
}

bool
period_parse(struct period *p, struct str s, int fiscal_month)
{
	size_t dots = str_find(s, S(".."));
	int year = digits(str_sub(s, 0, 4), 4), part = digits(str_sub(s, 5, 7), 2);
	int first = fiscal_month - 1;

	if (dots < s.n)
		return two_dates(p, str_sub(s, 0, dots), str_sub(s, dots + 2, s.n));
	if (year < 1 || (s.n != 4 && (s.n != 7 || s.p[4] != '-')))
		return false;
	if (s.n == 4)
		*p = months(year, first, 12);
	else if (part >= 1 && part <= 12)
		*p = months(year, part - 1, 1);
	else if (s.p[5] == 'H' && s.p[6] >= '1' && s.p[6] <= '2')
		*p = months(year, first + 6 * (s.p[6] - '1'), 6);
	else if (s.p[5] == 'Q' && s.p[6] >= '1' && s.p[6] <= '4')
		*p = months(year, first + 3 * (s.p[6] - '1'), 3);
	else
		return false;
	return true;
}

/* Months that p is made of, 0 where it does not consist of whole ones. */
static int
whole_months(int *year, int *month, struct period p)
{
	int y, m, d, first_day;

	date_civil(year, month, &first_day, p.start);
	date_civil(&y, &m, &d, p.end + 1);
	return first_day == 1 && d == 1 ? (y - *year) * 12 + m - *month : 0;
}

struct period
period_before(struct period p)
{
	int year, month, n = whole_months(&year, &month, p);

	if (n > 0)
		return months(year, month - 1 - n, n);
	return (struct period){p.start - (p.end - p.start + 1), p.start - 1};
}

struct str
period_name(struct arena *a, struct period p, int fiscal_month)
{
	char start[11], end[11];
	int year, month, n = whole_months(&year, &month, p);
	int offset = (month - fiscal_month + 12) % 12;
	int named = month < fiscal_month ? year - 1 : year;

	if (n == 12 && offset == 0)
		return str_fmt(a, "%04d", named);
	if (n == 6 && offset % 6 == 0)
		return str_fmt(a, "%04d-H%d", named, offset / 6 + 1);
	if (n == 3 && offset % 3 == 0)
		return str_fmt(a, "%04d-Q%d", named, offset / 3 + 1);
	if (n == 1)
		return str_fmt(a, "%04d-%02d", year, month);
	return str_fmt(a, "%s..%s", date_text(start, p.start), date_text(end, p.end));
}
