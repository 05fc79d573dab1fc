/* Days of the Gregorian calendar, and periods made of them. No clock but date_today. */
#ifndef DATE_H
#define DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "str.h"

/* A date is the number of days since 1970-01-01. Texts hold years 0001 to 9999. */
#define DATE_NONE INT32_MIN
enum { DATE_FIRST = -719162, DATE_LAST = 2932896 }; /* 0001-01-01 and 9999-12-31 */

struct period {
	int32_t start; /* first day */
	int32_t end;   /* last day, not before start */
};

/* The date of a day; days beyond the month's end run on into the next. */
int32_t date_of(int year, int month, int day);
void date_civil(int *year, int *month, int *day, int32_t date);

/* YYYY-MM-DD of a day that exists. Where it is none, *date is untouched. */
bool date_parse(int32_t *date, struct str s);

/* Writes YYYY-MM-DD and a NUL into text, or an empty string for DATE_NONE. Returns text. Dates of
 * other years are written as the nearest that has a text. */
char *date_text(char text[static 11], int32_t date);

/* Today by WHET_TODAY, else SOURCE_DATE_EPOCH (in UTC), else the clock (local time). False, with
 * the variable's name in wrong, where a variable holds no date. */
bool date_today(int32_t *date, const char **wrong);

/* 2026, 2026-H2, 2026-Q3, 2026-10 or 2026-07-01..2026-12-31. fiscal_month (1 to 12) is the month in
 * which a named year begins; it is named after the calendar year of that month. False, with *p
 * untouched, for anything else. */
bool period_parse(struct period *p, struct str s, int fiscal_month);

/* The period of the same length just before: in months where p is made of whole months, in days
 * elsewhere. */
struct period period_before(struct period p);

/* The shortest name of p that period_parse reads back. */
struct str period_name(struct arena *a, struct period p, int fiscal_month);

#endif
