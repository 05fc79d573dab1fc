/* Other ways to write a text, of which a schema may accept one. */
#include <string.h>

#include "date.h"
#include "latin.h"
#include "schema_message.h"

static struct str
map_bytes(struct arena *a, struct str s, char (*of)(char c))
{
	char *to = str_c(a, s);

	for (size_t i = 0; i < s.n; i++)
		to[i] = of(to[i]);
	return (struct str){to, s.n};
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static char
upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c & ~0x20) : c;
}

static struct str
in_lower_case(struct arena *a, struct str s)
{
	return map_bytes(a, s, lower);
}

static struct str
in_upper_case(struct arena *a, struct str s)
{
	return map_bytes(a, s, upper);
}

/* "Ada Okafor" as ada-okafor; what is a list or an address stays what it is. */
static struct str
hyphenated(struct arena *a, struct str s)
{
	struct str words = {NULL, 0}, rest = latin_words(a, s), word;

	for (size_t i = 0; i < s.n; i++)
		if (strchr(",:/#@\\", s.p[i]))
			return S("");
	while (rest.n) {
		str_cut(&word, &rest, rest, ' ');
		if (word.n)
			words = words.n ? JOIN(a, words, S("-"), word) : word;
	}
	return words;
}

/* "goal:a" as a. */
static struct str
without_kind(struct arena *a UNUSED, struct str s)
{
	return str_sub(s, str_index(s, ':') + 1, s.n);
}

/* "person:Ada" as ada. */
static struct str
lower_without_kind(struct arena *a, struct str s)
{
	return in_lower_case(a, without_kind(a, s));
}

/* "feedback/a" as feedback:a. */
static struct str
with_colon(struct arena *a, struct str s)
{
	struct str head, rest;

	return str_cut(&head, &rest, s, '/') ? JOIN(a, head, S(":"), rest) : S("");
}

/* "goals:a" as goal:a, "peers" as peer. */
static struct str
singular(struct arena *a, struct str s)
{
	size_t n = str_index(s, ':');

	return n && s.p[n - 1] == 's' ? JOIN(a, str_sub(s, 0, n - 1), str_sub(s, n, s.n)) : S("");
}

static struct str
with_scheme(struct arena *a, struct str s)
{
	return str_index(s, '.') < s.n ? JOIN(a, S("https://"), s) : S("");
}

/* The day of a time. */
static struct str
day_of(struct arena *a UNUSED, struct str s)
{
	return s.n > 10 && (s.p[10] == 'T' || s.p[10] == ' ') ? str_sub(s, 0, 10) : S("");
}

/* Numbers of a date, as they follow each other. */
struct numbers {
	int value[3];
	size_t digits[3];
	size_t n;
	char between; /* the first two */
};

static bool
read_numbers(struct numbers *to, struct str s)
{
	*to = (struct numbers){0};
	for (size_t i = 0; i < s.n; i++) {
		bool digit = s.p[i] >= '0' && s.p[i] <= '9';

		if (digit && (i == 0 || s.p[i - 1] < '0' || s.p[i - 1] > '9'))
			to->n++;
		if (!to->n || to->n > 3 || (!digit && !strchr(".-/ ", s.p[i])))
			return false;
		if (!digit && !to->between)
			to->between = s.p[i];
		if (digit && ++to->digits[to->n - 1] > 8)
			return false;
		if (digit)
			to->value[to->n - 1] = to->value[to->n - 1] * 10 + (s.p[i] - '0');
	}
	return to->n > 0;
}

static struct str
day(struct arena *a, int year, int month, int dayofmonth)
{
	return str_fmt(a, "%04d-%02d-%02d", year, month, dayofmonth);
}

/* A date with its parts in another order, or written otherwise; empty where it may be two. */
static struct str
as_date(struct arena *a, struct str s)
{
	struct numbers of;
	const int *v = of.value;

	if (!read_numbers(&of, s))
		return S("");
	if (of.n == 1 && of.digits[0] == 8)
		return day(a, v[0] / 10000, v[0] / 100 % 100, v[0] % 100);
	if (of.n == 2 && of.digits[0] == 4 && of.digits[1] < 3)
		return str_fmt(a, "%04d-%02d", v[0], v[1]);
	if (of.n != 3)
		return S("");
	if (of.digits[0] == 4)
		return day(a, v[0], v[1], v[2]);
	if (of.digits[2] != 4)
		return S("");
	if (of.between == '.' || v[0] > 12)
		return day(a, v[2], v[1], v[0]);
	return v[1] > 12 ? day(a, v[2], v[0], v[1]) : S("");
}

/* "Q3 2026" as 2026-Q3; *named: it names a part of a year, whatever else is wrong with it. */
static struct str
as_period(struct arena *a, bool *named, struct str s)
{
	char year[5] = "", part[3] = "";
	size_t n_year = 0, n_part = 0;

	*named = false;
	for (size_t i = 0; i < s.n; i++) {
		char c = upper(s.p[i]);
		bool digit = c >= '0' && c <= '9';

		if (strchr(" -/", c))
			continue;
		if (n_part == 1 ? digit : !digit && !n_part && strchr("QH", c))
			part[n_part++] = c;
		else if (digit && n_year < 4)
			year[n_year++] = c;
		else
			return S("");
	}
	*named = n_part == 2 && (n_year == 4 || !n_year);
	return *named && n_year ? str_fmt(a, "%s-%s", year, part) : S("");
}

struct str
mend_text(struct run *run, const struct frame *f, struct str s)
{
	enum { LONGEST = 64 };
	static struct str (*const ways[])(struct arena * a, struct str s) = {as_date, day_of,
	    in_lower_case, in_upper_case, without_kind, lower_without_kind, singular, with_colon,
	    hyphenated, with_scheme};
	struct arena *a = run->arena;
	bool named;
	struct str other;

	if (!s.n || s.n > LONGEST)
		return (struct str){NULL, 0};
	other = as_period(a, &named, s);
	if (named)
		return other.n && remedy_string_would_do(run, f, other) ? other
									: (struct str){NULL, 0};
	for (size_t i = 0; i < sizeof ways / sizeof *ways && !run->gave_up; i++) {
		other = ways[i](a, s);
		if (other.n && !str_eq(other, s) && remedy_string_would_do(run, f, other))
			return other;
	}
	return (struct str){NULL, 0};
}
