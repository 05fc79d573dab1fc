/* Strings with lengths; UTF-8 and how wide it stands on a terminal. */
#ifndef STR_H
#define STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "arena.h"

struct str {
	const char *p; /* bytes, not owned, no NUL needed; may be NULL when n is 0 */
	size_t n;      /* bytes */
};

#define S(literal) ((struct str){(literal), sizeof(literal) - 1})

/* For "%.*s". */
#define SV(s) (int)(s).n, (s).p

/* Every byte of a file meets these, so they are inline. The static analyzer, which would follow them into
 * every call of theirs, takes them at their word. */
#ifdef __clang_analyzer__
struct str str_of(const char *c);
bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *c);
struct str str_sub(struct str s, size_t from, size_t to);
bool str_starts(struct str s, struct str prefix);
size_t str_index(struct str s, char c);
#else

/* NULL gives the empty string. */
static inline struct str
str_of(const char *c)
{
	return (struct str){c, c ? strlen(c) : 0};
}

static inline bool
str_eq(struct str a, struct str b)
{
	if (a.n != b.n || a.n == 0)
		return a.n == b.n;
	return memcmp(a.p, b.p, a.n) == 0;
}

static inline bool
str_is(struct str a, const char *c)
{
	bool differs = a.n && c && a.p[0] != *c;

	return !differs && str_eq(a, str_of(c));
}

/* Bytes [from, to) of s, clamped to it; p always points into s or just behind it. */
static inline struct str
str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return (struct str){s.p ? s.p + from : NULL, to - from};
}

static inline bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

/* Index of the first byte c, s.n where there is none. */
static inline size_t
str_index(struct str s, char c)
{
	const char *found = s.n ? memchr(s.p, c, s.n) : NULL;

	return found ? (size_t)(found - s.p) : s.n;
}

#endif

int str_cmp(struct str a, struct str b);			  /* by bytes, like strcmp */
void str_sort(struct str *p, size_t n);				  /* by str_cmp */
bool str_among(struct str s, const struct str *sorted, size_t n); /* of those so sorted */
bool str_ends(struct str s, struct str suffix);
struct str str_trim(struct str s); /* without blanks and line ends around it */

/* Index of the first string needle, s.n where there is none. */
size_t str_find(struct str s, struct str needle);

/* How many bytes at the beginning are printable ASCII, or with lines also line feeds. */
size_t str_printable(struct str s, bool lines);

/* Splits at the first sep: head gets what stands before it, rest what follows. False, with all of
 * s in head, where there is none. */
bool str_cut(struct str *head, struct str *rest, struct str s, char sep);

/* Copies: a NUL stands behind them and p is never NULL. */
struct str str_dup(struct arena *a, struct str s);
char *str_c(struct arena *a, struct str s);
char *str_lower(struct arena *a, struct str s); /* capital letters of ASCII as small ones */

/* Strings one behind the other, with a NUL; formatting would take ten times as long. */
struct str str_join(struct arena *a, size_t n, const struct str *parts);
#define JOIN(a, ...)                                                            \
	str_join((a), sizeof((struct str[]){__VA_ARGS__}) / sizeof(struct str), \
	    (struct str[]){__VA_ARGS__})

/* What printf would print, a NUL behind it. */
struct str str_fmt(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
struct str str_vfmt(struct arena *a, const char *fmt, va_list args);

/* All of s by strtod's syntax (hexadecimal too, no blanks), the point being "." in every locale that
 * str_locale leaves. False, with *number untouched, where s is no finite number or longer than 511
 * bytes. */
bool str_number(double *number, struct str s);

/* Edits between a and b: insert, delete or replace a byte, swap neighbours, no byte edited twice
 * ("optimal string alignment"). limit + 1 where there are more than limit or where a or b is longer
 * than 64 bytes. */
size_t str_distance(struct str a, struct str b, size_t limit);

/* Keeps the candidate nearest to what was written: case, "-", "_" and blanks, and singular for plural
 * count least, then edits, and where none is near by these, a word of which one is the beginning. What
 * is kept does not depend on the order of the candidates. Start with {word}; best.p stays NULL where none
 * is near enough to be meant. */
struct str_guess {
	struct str word; /* what was written */
	struct str best; /* nearest candidate so far */
	size_t distance; /* edits between the two, but for what counts least */
	size_t exact;	 /* edits between the two */
	bool begun;	 /* the word has been found to begin a candidate, and to be near to none */
};
void str_guess(struct str_guess *g, struct str candidate);

/* Decodes the code point at s, which is not empty, and cuts it off; an invalid byte gives -1 and is
 * cut off alone. Overlong forms, surrogates and what lies above U+10FFFF are invalid. */
int32_t utf8_next(struct str *s);
bool utf8_valid(struct str s);

/* The beginning of s: as many whole code points as most bytes hold. */
struct str utf8_head(struct str s, size_t most);

size_t utf8_length(struct str s); /* code points; invalid bytes count one each */

/* Makes str_columns count by Unicode whatever the user's locale is: sets LC_CTYPE to C.UTF-8, else
 * en_US.UTF-8, else the environment's, and no other category. Tools call it once, first of all. */
void str_locale(void);

/* Columns of s on a terminal: wide characters two, combining ones and control characters none,
 * invalid bytes one each. Before str_locale some systems give none to all that is not ASCII. */
size_t str_columns(struct str s);

/* What a noun ends in behind a number: "" for one, else "s". */
const char *str_plural(uint64_t n);

/* FNV-1a, 64 bits. */
uint64_t str_hash(struct str s);

#endif
