#include "uri.h"

#include <string.h>

/* The components of section 3, with the characters that mark them; empty where absent. */
struct parts {
	struct str scheme;    /* "http:" */
	struct str authority; /* "//example.org" */
	struct str path;
	struct str query;    /* "?q" */
	struct str fragment; /* "#f" */
};

/* The bytes before the first of stops. */
static size_t
span(struct str s, const char *stops)
{
	size_t n = 0;

	while (n < s.n && (!s.p[n] || !strchr(stops, s.p[n])))
		n++;
	return n;
}

static struct str
take(struct str *s, size_t n)
{
	struct str taken = str_sub(*s, 0, n);

	*s = str_sub(*s, n, s->n);
	return taken;
}

static struct parts
split(struct str s)
{
	struct parts u = {0};
	size_t n = span(s, ":/?#");

	if (n > 0 && n < s.n && s.p[n] == ':')
		u.scheme = take(&s, n + 1);
	if (str_starts(s, S("//")))
		u.authority = take(&s, 2 + span(str_sub(s, 2, s.n), "/?#"));
	u.path = take(&s, span(s, "?#"));
	u.query = take(&s, span(s, "#"));
	u.fragment = s;
	return u;
}

/* Section 5.2.4. */
static struct str
remove_dots(struct arena *a, struct str path)
{
	char *out = arena_bytes(a, path.n + 1);
	size_t n = 0;

	while (path.n) {
		if (str_starts(path, S("../")) || str_starts(path, S("./"))) {
			path = str_sub(path, path.p[1] == '/' ? 2 : 3, path.n);
		} else if (str_is(path, "/.") || str_is(path, "/..") ||
			   str_starts(path, S("/./")) || str_starts(path, S("/../"))) {
			bool up = path.n > 2 && path.p[2] == '.';

			while (up && n && out[--n] != '/')
				;
			path = str_sub(path, up ? 3 : 2, path.n);
			if (!path.n)
				out[n++] = '/';
		} else if (str_is(path, ".") || str_is(path, "..")) {
			break;
		} else {
			size_t segment = 1 + span(str_sub(path, 1, path.n), "/");

			memcpy(out + n, path.p, segment);
			n += segment;
			path = str_sub(path, segment, path.n);
		}
	}
	return (struct str){out, n};
}

/* Section 5.2.3. */
static struct str
merge(struct arena *a, const struct parts *base, struct str path)
{
	size_t keep = base->path.n;

	if (base->authority.n && !keep)
		return str_fmt(a, "/%.*s", SV(path));
	while (keep && base->path.p[keep - 1] != '/')
		keep--;
	return str_fmt(a, "%.*s%.*s", (int)keep, base->path.p, SV(path));
}

struct str
uri_resolve(struct arena *a, struct str base, struct str ref)
{
	struct parts b = split(base), r = split(ref);

	if (!r.scheme.n) {
		r.scheme = b.scheme;
		if (!r.authority.n) {
			r.authority = b.authority;
			if (!r.path.n) {
				r.path = b.path;
				if (!r.query.n)
					r.query = b.query;
			} else if (r.path.p[0] != '/') {
				r.path = merge(a, &b, r.path);
			}
		}
	}
	if (str_find(r.path, S("./")) < r.path.n || str_ends(r.path, S(".")))
		r.path = remove_dots(a, r.path);
	return str_fmt(a, "%.*s%.*s%.*s%.*s%.*s", SV(r.scheme), SV(r.authority), SV(r.path),
	    SV(r.query), SV(r.fragment));
}

struct str
uri_without_fragment(struct str *fragment, struct str uri)
{
	struct str head;

	if (!str_cut(&head, fragment, uri, '#'))
		*fragment = (struct str){NULL, 0};
	return head;
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

struct str
uri_decode(struct arena *a, struct str s)
{
	char *out = arena_bytes(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool coded =
		    s.p[i] == '%' && i + 2 < s.n && hex(s.p[i + 1]) >= 0 && hex(s.p[i + 2]) >= 0;

		out[n++] = coded ? (char)(hex(s.p[i + 1]) << 4 | hex(s.p[i + 2])) : s.p[i];
		i += coded ? 2 : 0;
	}
	return (struct str){out, n};
}

struct str
uri_of_path(struct arena *a, struct str path)
{
	static const char kept[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				   "0123456789-._~/";
	static const char digits[] = "0123456789ABCDEF";
	char *out = arena_bytes(a, path.n * 3 + 1);
	size_t n = 0;

	for (size_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.p[i];

		if (memchr(kept, c, sizeof kept - 1)) {
			out[n++] = (char)c;
			continue;
		}
		out[n++] = '%';
		out[n++] = digits[c >> 4];
		out[n++] = digits[c & 15];
	}
	return (struct str){out, n};
}

struct str
uri_of_file(struct arena *a, struct str path)
{
	return JOIN(a, S("file://"), uri_of_path(a, path));
}

struct str
uri_path(struct arena *a, struct str uri)
{
	struct str scheme = S("file://"), path;

	if (!str_starts(uri, S("file:///")))
		return (struct str){NULL, 0};
	path = uri_decode(a, str_sub(uri, scheme.n, uri.n));
	return str_index(path, '\0') < path.n ? (struct str){NULL, 0} : path;
}
