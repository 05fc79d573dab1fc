#include "pattern_plain.h"

#include <string.h>

enum { REPEAT_MOST = 10000 };

static bool
is_punctuation(char c)
{
	return c > ' ' && c < 0x7f && !(c >= '0' && c <= '9') &&
	       !((c | 0x20) >= 'a' && (c | 0x20) <= 'z') && c != '_';
}

static void
add(struct plain_step *step, unsigned char from, unsigned char to)
{
	for (unsigned c = from; c <= to; c++)
		step->set[c >> 6] |= (uint64_t)1 << (c & 63);
}

/* Cuts one character off, escaped or not; 0 where it is none that is plain. */
static char
take(struct str *s)
{
	static const char names[] = "nrt", values[] = "\n\r\t";
	char c = s->n ? s->p[0] : 0;
	const char *found;

	if (c < 0)
		return 0;
	if (c == '\\') {
		c = s->n > 1 ? s->p[1] : 0;
		found = c ? strchr(names, c) : NULL;
		*s = str_sub(*s, 2, s->n);
		return found ? values[found - names] : is_punctuation(c) ? c : 0;
	}
	*s = str_sub(*s, 1, s->n);
	return c;
}

/* What stands behind [. */
static bool
read_class(struct plain_step *step, struct str *s)
{
	bool negated = str_starts(*s, S("^"));

	if (negated)
		*s = str_sub(*s, 1, s->n);
	while (s->n && s->p[0] != ']') {
		char from = take(s), to = from;

		if (s->n > 1 && s->p[0] == '-' && s->p[1] != ']') {
			*s = str_sub(*s, 1, s->n);
			to = take(s);
		}
		if (!from || !to || from > to)
			return false;
		add(step, (unsigned char)from, (unsigned char)to);
	}
	if (negated) {
		step->set[0] = ~step->set[0];
		step->set[1] = ~step->set[1];
		step->wide = true;
	}
	return take(s) == ']';
}

static bool
read_number(uint32_t *n, struct str *s)
{
	size_t from = s->n;

	for (*n = 0; s->n && s->p[0] >= '0' && s->p[0] <= '9' && *n < REPEAT_MOST;
	     *s = str_sub(*s, 1, s->n))
		*n = *n * 10 + (uint32_t)(s->p[0] - '0');
	return s->n < from;
}

/* {n}, {n,} and {n,m} */
static bool
read_braces(struct plain_step *step, struct str *s)
{
	if (!read_number(&step->min, s))
		return false;
	step->max = step->min;
	if (str_starts(*s, S(","))) {
		*s = str_sub(*s, 1, s->n);
		if (!read_number(&step->max, s))
			step->max = UINT32_MAX;
	}
	return step->max >= step->min && step->max > 0 && take(s) == '}';
}

static bool
read_quantifier(struct plain_step *step, struct str *s)
{
	char c = s->n ? s->p[0] : 0;

	step->min = step->max = 1;
	if (!c || !strchr("*+?{", c))
		return true;
	*s = str_sub(*s, 1, s->n);
	if (c == '{') {
		if (!read_braces(step, s))
			return false;
	} else {
		step->min = c == '+';
		step->max = c == '?' ? 1 : UINT32_MAX;
	}
	return !s->n || !strchr("*+?{", s->p[0]);
}

static bool
read_step(struct plain_step *step, struct str *s)
{
	char c = s->p[0];

	if (c == '.' || c == '[') {
		*s = str_sub(*s, 1, s->n);
		if (c == '[')
			return read_class(step, s) && read_quantifier(step, s);
		add(step, 0, 127);
		step->set[0] &= ~((uint64_t)1 << '\n' | (uint64_t)1 << '\r');
		step->wide = true;
		return read_quantifier(step, s);
	}
	if (strchr("^$|?*+(){}]", c))
		return false;
	c = take(s);
	add(step, (unsigned char)c, (unsigned char)c);
	return c && read_quantifier(step, s);
}

/* Steps up to one of the stops or the end. */
static bool
read_way(struct plain_way *way, struct arena *a, struct str *s, const char *stops)
{
	while (s->n && s->p[0] && !strchr(stops, s->p[0]))
		if (!read_step(vec_push(a, way), s))
			return false;
	return true;
}

/* As many characters as a step can take must be right: what follows takes none of them. */
static bool
is_straight(const struct plain_way *way)
{
	for (size_t i = 0; i < way->n; i++) {
		const struct plain_step *x = &way->p[i];

		for (size_t j = i + 1; x->min != x->max && j < way->n; j++) {
			const struct plain_step *y = &way->p[j];

			if (x->set[0] & y->set[0] || x->set[1] & y->set[1] || (x->wide && y->wide))
				return false;
			if (y->min > 0)
				break;
		}
	}
	return true;
}

/* ^(A|B)$ */
static bool
read_group(struct plain *plain, struct arena *a, struct str s)
{
	do {
		struct plain_way *way = vec_push(a, plain);

		s = str_sub(s, 1, s.n);
		if (!read_way(way, a, &s, "|)") || !is_straight(way))
			return false;
	} while (str_starts(s, S("|")));
	return str_is(s, ")$");
}

/* ^A$|^B$ */
static bool
read_list(struct plain *plain, struct arena *a, struct str s)
{
	for (bool more = true; more; s = str_sub(s, 1, s.n)) {
		struct plain_way *way = vec_push(a, plain);

		if (!str_starts(s, S("^")))
			return false;
		s = str_sub(s, 1, s.n);
		if (!read_way(way, a, &s, "|$") || !is_straight(way))
			return false;
		way->open = !str_starts(s, S("$"));
		if (!way->open)
			s = str_sub(s, 1, s.n);
		more = str_starts(s, S("|"));
		if (!more && s.n)
			return false;
	}
	return true;
}

bool
plain_read(struct plain *plain, struct arena *a, struct str text)
{
	if (str_starts(text, S("^(")))
		return read_group(plain, a, str_sub(text, 1, text.n));
	return read_list(plain, a, text);
}

static enum pattern_verdict
match_way(const struct plain_way *way, struct str s)
{
	size_t at = 0;

	for (size_t i = 0; i < way->n; i++) {
		const struct plain_step *step = &way->p[i];
		uint32_t n = 0;

		for (; n < step->max && at < s.n; n++, at++) {
			unsigned char c = (unsigned char)s.p[at];

			if (c >= 128 && step->wide)
				return PATTERN_LIMIT;
			if (c >= 128 || !(step->set[c >> 6] >> (c & 63) & 1))
				break;
		}
		if (n < step->min)
			return PATTERN_NO;
	}
	return way->open || at == s.n ? PATTERN_YES : PATTERN_NO;
}

enum pattern_verdict
plain_match(const struct plain *plain, struct str s)
{
	enum pattern_verdict verdict = PATTERN_NO;

	for (size_t i = 0; i < plain->n && verdict != PATTERN_YES; i++) {
		enum pattern_verdict way = match_way(&plain->p[i], s);

		if (way != PATTERN_NO)
			verdict = way;
	}
	return verdict;
}
