#include "str.h"

#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

static int
by_bytes(const void *left, const void *right)
{
	return str_cmp(*(const struct str *)left, *(const struct str *)right);
}

void
str_sort(struct str *p, size_t n)
{
	if (n)
		qsort(p, n, sizeof *p, by_bytes);
}

bool
str_among(struct str s, const struct str *sorted, size_t n)
{
	return n && bsearch(&s, sorted, n, sizeof s, by_bytes);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && str_eq(str_sub(s, s.n - suffix.n, s.n), suffix);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct str
str_trim(struct str s)
{
	while (s.n && is_blank(s.p[0]))
		s = str_sub(s, 1, s.n);
	while (s.n && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

size_t
str_find(struct str s, struct str needle)
{
	if (needle.n == 0)
		return 0;
	for (size_t at = 0; at + needle.n <= s.n; at++) {
		at += str_index(str_sub(s, at, s.n), needle.p[0]);
		if (str_starts(str_sub(s, at, s.n), needle))
			return at;
	}
	return s.n;
}

static bool
is_printable(char c, char also)
{
	return (unsigned char)(c - 0x20) <= 0x7e - 0x20 || c == also;
}

enum { BLOCK = 32 };

/* Without a branch in the loop compilers look at all bytes of a block at once. */
static bool
is_printable_block(const char *p, char also)
{
	unsigned char odd = 0;

	for (size_t i = 0; i < BLOCK; i++)
		odd |= (unsigned char)!is_printable(p[i], also);
	return !odd;
}

size_t
str_printable(struct str s, bool lines)
{
	char also = lines ? '\n' : ' ';
	size_t n = 0;

	while (n + BLOCK <= s.n && is_printable_block(s.p + n, also))
		n += BLOCK;
	while (n < s.n && is_printable(s.p[n], also))
		n++;
	return n;
}

bool
str_cut(struct str *head, struct str *rest, struct str s, char sep)
{
	size_t at = str_index(s, sep);

	*head = str_sub(s, 0, at);
	*rest = str_sub(s, at + 1, s.n);
	return at < s.n;
}

struct str
str_dup(struct arena *a, struct str s)
{
	return (struct str){arena_copy(a, s.p, s.n), s.n};
}

struct str
str_join(struct arena *a, size_t n, const struct str *parts)
{
	struct str all = {0};
	char *p;

	for (size_t i = 0; i < n; i++)
		all.n += parts[i].n;
	all.p = p = arena_bytes(a, all.n + 1);
	for (size_t i = 0; i < n; i++) {
		if (parts[i].n)
			memcpy(p, parts[i].p, parts[i].n);
		p += parts[i].n;
	}
	*p = '\0';
	return all;
}

char *
str_c(struct arena *a, struct str s)
{
	return arena_copy(a, s.p, s.n);
}

char *
str_lower(struct arena *a, struct str s)
{
	char *lower = str_c(a, s);

	for (size_t i = 0; i < s.n; i++)
		if (lower[i] >= 'A' && lower[i] <= 'Z')
			lower[i] = (char)(lower[i] - 'A' + 'a');
	return lower;
}

struct str
str_vfmt(struct arena *a, const char *fmt, va_list args)
{
	va_list again;
	int n;
	char *p;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, fmt, args);
	if (n < 0)
		n = 0;
	p = arena_alloc(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, again); /* NOLINT(clang-analyzer-valist.Uninitialized) */
	va_end(again);
	return (struct str){p, (size_t)n};
}

struct str
str_fmt(struct arena *a, const char *fmt, ...)
{
	va_list args;
	struct str s;

	va_start(args, fmt);
	s = str_vfmt(a, fmt, args);
	va_end(args);
	return s;
}

/* A whole number small enough to be exact, which most are: strtod would take thirty times as long. */
static bool
small_number(double *number, struct str s)
{
	enum { EXACT = 15 };
	uint64_t n = 0;

	if (s.n == 0 || s.n > EXACT)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		n = n * 10 + (uint64_t)(s.p[i] - '0');
	}
	*number = (double)n;
	return true;
}

bool
str_number(double *number, struct str s)
{
	char copy[512];
	char *end;
	double d;

	if (small_number(number, s))
		return true;
	if (s.n == 0 || s.n >= sizeof copy || !memchr("+-.0123456789", s.p[0], 13))
		return false;
	memcpy(copy, s.p, s.n);
	copy[s.n] = '\0';
	d = strtod(copy, &end);
	if (end != copy + s.n || !isfinite(d))
		return false;
	*number = d;
	return true;
}

size_t
str_distance(struct str a, struct str b, size_t limit)
{
	enum { LONGEST = 64 };
	size_t rows[3][LONGEST + 1];
	size_t *before = rows[0], *last = rows[1], *row = rows[2];

	if (a.n > LONGEST || b.n > LONGEST || (a.n > b.n ? a.n - b.n : b.n - a.n) > limit)
		return limit + 1;
	for (size_t j = 0; j <= b.n; j++)
		last[j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t *spare = before;

		row[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			size_t best = last[j - 1] + (a.p[i - 1] != b.p[j - 1]);

			if (last[j] + 1 < best)
				best = last[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] &&
			    a.p[i - 2] == b.p[j - 1] && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			row[j] = best;
		}
		before = last;
		last = row;
		row = spare;
	}
	return last[b.n] <= limit ? last[b.n] : limit + 1;
}

enum { GUESSED = 64 }; /* bytes of a word that is guessed at, at most */

static bool
parts(char c)
{
	return c == '-' || c == '_' || c == ' ';
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* A word without what counts least in a guess; empty where it is too long. */
static struct str
folded(char *to, struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n && s.n <= GUESSED; i++)
		if (!parts(s.p[i]))
			to[n++] = lower(s.p[i]);
	if (n > 4 && str_ends((struct str){to, n}, S("ies"))) {
		to[n - 3] = 'y';
		n -= 2;
	} else if (n > 3 && to[n - 1] == 's' && to[n - 2] != 's') {
		n--;
	}
	return (struct str){to, n};
}

/* Does one of two words begin the other, and make up enough of it to stand for it? */
static bool
begins(struct str word, struct str candidate, bool parted)
{
	bool longer = word.n > candidate.n;
	struct str head = longer ? candidate : word, whole = longer ? word : candidate;

	if (head.n < 3 || !str_starts(whole, head))
		return false;
	return whole.n <= head.n * 2 + 1 || (longer && parted);
}

static bool
is_nearer(const struct str_guess *g, struct str candidate, size_t distance, size_t exact)
{
	if (!g->best.p || distance != g->distance)
		return !g->best.p || distance < g->distance;
	return exact != g->exact ? exact < g->exact : str_cmp(candidate, g->best) < 0;
}

void
str_guess(struct str_guess *g, struct str candidate)
{
	char buffers[2][GUESSED];
	size_t limit = g->word.n < 3 ? 1 : g->word.n / 3, distance, exact, longer;
	struct str word, other;
	bool near, parted;

	if (g->best.p && g->distance < limit)
		limit = g->distance;
	if ((g->best.p && !g->begun && !g->exact) || !g->word.n || !candidate.n)
		return;
	/* Most candidates are too long or short, and begin otherwise: these are left out soon. */
	longer = candidate.n > g->word.n ? candidate.n - g->word.n : g->word.n - candidate.n;
	if (longer > limit + 2 && lower(g->word.p[0]) != lower(candidate.p[0]))
		return;
	word = folded(buffers[0], g->word);
	other = folded(buffers[1], candidate);
	if (!word.n || !other.n)
		return;
	distance = str_distance(word, other, limit);
	near = distance <= limit && distance < other.n;
	parted = g->word.n > candidate.n && parts(g->word.p[candidate.n]);
	if (!near && ((g->best.p && !g->begun) || !begins(word, other, parted)))
		return;
	exact = str_distance(g->word, candidate, GUESSED);
	if (near && g->begun)
		g->best = (struct str){NULL, 0};
	distance = near ? distance : GUESSED;
	if (is_nearer(g, candidate, distance, exact))
		*g = (struct str_guess){g->word, candidate, distance, exact, !near};
}

int32_t
utf8_next(struct str *s)
{
	static const int32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char first = (unsigned char)s->p[0];
	size_t n = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
	int32_t c = n == 1 ? first : first & (0xff >> (n + 1));
	bool valid = first < 0x80 || (first >= 0xc2 && first <= 0xf4);

	for (size_t i = 1; valid && i < n; i++) {
		valid = i < s->n && ((unsigned char)s->p[i] & 0xc0) == 0x80;
		if (valid)
			c = c << 6 | (s->p[i] & 0x3f);
	}
	if (!valid || c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) {
		*s = str_sub(*s, 1, s->n);
		return -1;
	}
	*s = str_sub(*s, n, s->n);
	return c;
}

bool
utf8_valid(struct str s)
{
	while (s.n) {
		if ((unsigned char)s.p[0] < 0x80)
			s = (struct str){s.p + 1, s.n - 1};
		else if (utf8_next(&s) < 0)
			return false;
	}
	return true;
}

size_t
utf8_length(struct str s)
{
	size_t n = 0;

	for (; s.n; n++)
		utf8_next(&s);
	return n;
}

struct str
utf8_head(struct str s, size_t most)
{
	size_t n = most < s.n ? most : s.n;

	while (n < s.n && n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	return str_sub(s, 0, n);
}

void
str_locale(void)
{
	static const char *const names[] = {"C.UTF-8", "en_US.UTF-8", ""};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (setlocale(LC_CTYPE, names[i]))
			return;
}

size_t
str_columns(struct str s)
{
	size_t columns = 0;

	while (s.n) {
		int32_t c = utf8_next(&s);
		int width = c < 0 ? 1 : wcwidth((wchar_t)c);

		columns += width < 0 ? 0 : (size_t)width;
	}
	return columns;
}

const char *
str_plural(uint64_t n)
{
	return n == 1 ? "" : "s";
}

uint64_t
str_hash(struct str s)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
	return h;
}
