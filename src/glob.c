#include "glob.h"

#include <ctype.h>

/* Cuts off the first character, or the one that a backslash there quotes; -1 where there is none. */
static int
next(struct str *p)
{
	if (p->n && p->p[0] == '\\')
		*p = str_sub(*p, 1, p->n);
	if (p->n == 0)
		return -1;
	*p = str_sub(*p, 1, p->n);
	return (unsigned char)p->p[-1];
}

/* Cuts off the class "[:name:]" at p; false where there is none. */
static bool
class_cut(struct str *name, struct str *p)
{
	struct str rest = str_sub(*p, 2, p->n);
	size_t end = str_index(rest, ']');

	if (!str_starts(*p, S("[:")) || end == 0 || end == rest.n || rest.p[end - 1] != ':')
		return false;
	*name = str_sub(rest, 0, end - 1);
	*p = str_sub(rest, end + 1, rest.n);
	return true;
}

/* Is c in the class? An unknown one makes the set malformed: the rest of it is cut off. */
static bool
class_match(struct str *p, struct str name, unsigned char c)
{
	static const struct {
		const char *name;
		int (*is)(int c);
	} classes[] = {
	    {"alnum", isalnum},
	    {"alpha", isalpha},
	    {"blank", isblank},
	    {"cntrl", iscntrl},
	    {"digit", isdigit},
	    {"graph", isgraph},
	    {"lower", islower},
	    {"print", isprint},
	    {"punct", ispunct},
	    {"space", isspace},
	    {"upper", isupper},
	    {"xdigit", isxdigit},
	};

	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (str_is(name, classes[i].name))
			return c < 0x80 && classes[i].is(c);
	*p = str_sub(*p, p->n, p->n);
	return false;
}

/* Cuts one member of a set off p, a character, the rest of a range or a class: does it hold c? low is
 * the character that a range may begin with, -1 for none. */
static bool
member_match(struct str *p, int *low, unsigned char c)
{
	bool range = *low >= 0 && p->n > 1 && p->p[0] == '-' && p->p[1] != ']';
	int from = *low, to;
	struct str class;

	*low = -1;
	if (range)
		*p = str_sub(*p, 1, p->n);
	else if (class_cut(&class, p))
		return class_match(p, class, c);
	to = next(p);
	if (range)
		return c >= from && c <= to;
	*low = to;
	return c == to;
}

/* Cuts the set "[...]" off p: does it hold c? One that is malformed or never ends holds nothing. */
static bool
set_match(struct str *p, unsigned char c)
{
	bool negated = p->n > 1 && (p->p[1] == '!' || p->p[1] == '^'), found = false;
	int low = -1;

	*p = str_sub(*p, negated ? 2 : 1, p->n);
	do
		found = member_match(p, &low, c) || found;
	while (p->n && p->p[0] != ']');
	if (p->n == 0)
		return false;
	*p = str_sub(*p, 1, p->n);
	return found != negated && c != '/';
}

/* Cuts one element other than a star off p: does it match c? */
static bool
one_match(struct str *p, unsigned char c)
{
	if (p->p[0] == '[')
		return set_match(p, c);
	if (p->p[0] == '?') {
		*p = str_sub(*p, 1, p->n);
		return c != '/';
	}
	return next(p) == c;
}

/* Cuts off the stars at p: do they cross slashes? Two and more do where they stand for themselves
 * between slashes or ends of the pattern, which begins at begin. */
static bool
stars_cross(struct str *p, const char *begin)
{
	struct str rest = *p;
	bool crosses;

	while (rest.n && rest.p[0] == '*')
		rest = str_sub(rest, 1, rest.n);
	crosses = p->n - rest.n > 1 && (p->p == begin || p->p[-1] == '/') &&
		  (rest.n == 0 || rest.p[0] == '/');
	*p = rest;
	return crosses;
}

/* Where matching goes on when it fails: behind the last star, which takes one more character, or
 * behind the last "**", which takes one more folder. Earlier ones need not be tried again: what they
 * gave up the later one can take. */
struct retry {
	struct str pattern; /* what follows the star; p is NULL for none */
	struct str path;    /* where the star's match ends */
};

static bool
retry(struct str *pattern, struct str *path, struct retry *star, struct retry *stars)
{
	struct retry *again = star;
	struct str folder;

	if (star->pattern.p && star->path.n && star->path.p[0] != '/') {
		star->path = str_sub(star->path, 1, star->path.n);
	} else if (stars->pattern.p && str_cut(&folder, &stars->path, stars->path, '/')) {
		star->pattern.p = NULL;
		again = stars;
	} else {
		return false;
	}
	*pattern = again->pattern;
	*path = again->path;
	return true;
}

/* Whole pattern against whole path; time is the product of their lengths at worst. */
static bool
whole_match(struct str pattern, struct str path)
{
	const char *begin = pattern.p;
	struct retry star = {0}, stars = {0};

	for (;;) {
		if (pattern.n == 0 && path.n == 0)
			return true;
		if (pattern.n && pattern.p[0] == '*') {
			if (!stars_cross(&pattern, begin)) {
				star = (struct retry){pattern, path};
				continue;
			}
			if (pattern.n == 0)
				return true;
			pattern = str_sub(pattern, 1, pattern.n);
			stars = (struct retry){pattern, path};
			star.pattern.p = NULL;
		} else if (pattern.n && path.n && one_match(&pattern, (unsigned char)path.p[0])) {
			path = str_sub(path, 1, path.n);
		} else if (!retry(&pattern, &path, &star, &stars)) {
			return false;
		}
	}
}

bool
glob_match(struct str pattern, struct str path, bool is_folder)
{
	bool folders_only = pattern.n > 1 && pattern.p[pattern.n - 1] == '/';
	bool anchored;

	if (folders_only)
		pattern.n--;
	anchored = str_index(pattern, '/') < pattern.n;
	if (pattern.n && pattern.p[0] == '/')
		pattern = str_sub(pattern, 1, pattern.n);
	for (size_t end = 1; end <= path.n; end++) {
		bool whole = end == path.n;
		struct str head = str_sub(path, 0, end);
		size_t base = end;

		if (!whole && path.p[end] != '/')
			continue;
		while (!anchored && base > 0 && path.p[base - 1] != '/')
			base--;
		if (folders_only && whole && !is_folder)
			continue;
		if (whole_match(pattern, anchored ? head : str_sub(path, base, end)))
			return true;
	}
	return false;
}
