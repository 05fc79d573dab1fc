#include "schema_format.h"

/* RFC 5892. What a label may consist of is near to what the derivation of its section 3 gives:
 * small letters, letters without case, marks and digits, less those that normalisation changes
 * (compatibility forms) and old Hangul, and the exceptions of section 2.6. */
#define EXCLUDED                                                                                   \
	"[\\u00aa\\u00ba\\u02b0-\\u02b8\\u02e0-\\u02e4\\u0640\\u07fa\\u1100-\\u11ff\\u302e\\u302f" \
	"\\u3031-\\u3035\\u303b\\u3131-\\u318e\\ua960-\\ua97c\\ud7b0-\\ud7fb\\uf900-\\ufdff"       \
	"\\ufe70-\\ufefc\\uff00-\\uffef\\u{1d400}-\\u{1d7ff}\\u{2f800}-\\u{2fa1f}]"
#define LETTER \
	"(?!" EXCLUDED ")[\\p{Ll}\\p{Lo}\\p{Lm}\\p{Mn}\\p{Mc}\\p{Nd}\\u06fd\\u06fe\\u0f0b\\u3007-]"

/* Appendix A: characters that depend on their neighbours. */
#define VIRAMA                                                                                  \
	"[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d3b\\u0d3c\\u0d4d\\u0dca" \
	"\\u0e3a\\u0eba\\u0f84\\u1039\\u103a\\u1714\\u1734\\u17d2\\u1a60\\u1b44\\u1baa\\u1bab"  \
	"\\u1bf2\\u1bf3\\u2d7f\\ua806\\ua8c4\\ua953\\ua9c0\\uaaf6\\uabed]"
#define JOINING "[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Nko}\\p{Script=Mongolian}]"
#define IN_CONTEXT                                                           \
	"(?<=" VIRAMA ")[\\u200c\\u200d]|(?<=" JOINING ")\\u200c(?=" JOINING \
	")|(?<=l)\\u00b7(?=l)|\\u0375(?=\\p{Script=Greek})"                  \
	"|(?<=\\p{Script=Hebrew})[\\u05f3\\u05f4]|\\u30fb"
#define KATAKANA_DOT \
	"(?![^]*\\u30fb)|(?=[^]*[\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Han}])"
#define DIGITS_MIXED                                     \
	"(?![^]*[\\u0660-\\u0669][^]*[\\u06f0-\\u06f9])" \
	"(?![^]*[\\u06f0-\\u06f9][^]*[\\u0660-\\u0669])"

const char *const idn_label =
    "^(?![-\\p{M}]|..--|[^]*-$)(" KATAKANA_DOT ")" DIGITS_MIXED "(" LETTER "|" IN_CONTEXT ")+$";

/* Punycode, RFC 3492. */

enum { BASE = 36, T_MIN = 1, T_MAX = 26, SKEW = 38, DAMP = 700, BIAS = 72, FIRST = 128 };
enum { LABEL_MOST = 63, HOSTNAME_MOST = 253 };

/* Section 6.1. */
static uint32_t
adapt(uint32_t delta, uint32_t points, bool first)
{
	uint32_t k = 0;

	delta /= first ? DAMP : 2;
	for (delta += delta / points; delta > (BASE - T_MIN) * T_MAX / 2; k += BASE)
		delta /= BASE - T_MIN;
	return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

static uint32_t
threshold(uint32_t k, uint32_t bias)
{
	return k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
}

static uint32_t
digit(char c)
{
	if (c >= '0' && c <= '9')
		return (uint32_t)(c - '0') + 26;
	c |= 0x20;
	return c >= 'a' && c <= 'z' ? (uint32_t)(c - 'a') : BASE;
}

/* A generalised variable-length integer added to i; false where there is none. */
static bool
read_delta(uint32_t *i, struct str *s, uint32_t bias)
{
	uint32_t weight = 1;

	for (uint32_t k = BASE;; k += BASE) {
		uint32_t d = s->n ? digit(s->p[0]) : BASE, t = threshold(k, bias);

		if (d == BASE || d > (0x7fffffff - *i) / weight)
			return false;
		*s = str_sub(*s, 1, s->n);
		*i += d * weight;
		if (d < t)
			return true;
		if (weight > 0x7fffffff / (BASE - t))
			return false;
		weight *= BASE - t;
	}
}

struct points {
	uint32_t p[LABEL_MOST];
	uint32_t n;
};

/* Section 6.2, of what stands behind xn--. */
static bool
decode(struct points *out, struct str s)
{
	uint32_t n = FIRST, i = 0, bias = BIAS;
	size_t last = s.n;

	while (last && s.p[last - 1] != '-')
		last--;
	for (size_t j = 0; j + 1 < last; j++)
		out->p[out->n++] = (unsigned char)s.p[j];
	s = str_sub(s, last, s.n);
	while (s.n) {
		uint32_t old = i;

		if (out->n == LABEL_MOST || !read_delta(&i, &s, bias))
			return false;
		out->n++;
		bias = adapt(i - old, out->n, old == 0);
		n += i / out->n;
		i %= out->n;
		if (n > 0x10ffff || (n >= 0xd800 && n < 0xe000))
			return false;
		for (uint32_t j = out->n - 1; j > i; j--)
			out->p[j] = out->p[j - 1];
		out->p[i++] = n;
	}
	return out->n > 0;
}

/* The length of a variable-length integer. */
static size_t
delta_length(uint32_t q, uint32_t bias)
{
	size_t length = 1;

	for (uint32_t k = BASE;; k += BASE, length++) {
		uint32_t t = threshold(k, bias);

		if (q < t)
			return length;
		q = (q - t) / (BASE - t);
	}
}

/* Length in ASCII, xn-- included, by section 6.3; of at most LABEL_MOST points. */
static size_t
encoded_length(const struct points *in)
{
	uint32_t n = FIRST, delta = 0, bias = BIAS, done = 0, basic;
	size_t length;

	for (uint32_t i = 0; i < in->n; i++)
		done += in->p[i] < FIRST;
	basic = done;
	if (done == in->n)
		return done;
	length = 4 + done + (done > 0);
	while (done < in->n) {
		uint32_t next = UINT32_MAX;

		for (uint32_t i = 0; i < in->n; i++)
			if (in->p[i] >= n && in->p[i] < next)
				next = in->p[i];
		delta += (next - n) * (done + 1);
		n = next;
		for (uint32_t i = 0; i < in->n; i++) {
			delta += in->p[i] < n;
			if (in->p[i] != n)
				continue;
			length += delta_length(delta, bias);
			bias = adapt(delta, done + 1, done == basic);
			delta = 0;
			done++;
		}
		delta++;
		n++;
	}
	return length;
}

/* Host names. */

static struct str
utf8_of(char text[static LABEL_MOST * 4], const struct points *points)
{
	size_t n = 0;

	for (uint32_t i = 0; i < points->n; i++) {
		uint32_t c = points->p[i];
		int more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
		static const unsigned char lead[] = {0, 0xc0, 0xe0, 0xf0};

		text[n++] = (char)(lead[more] | c >> 6 * more);
		while (more-- > 0)
			text[n++] = (char)(0x80 | (c >> 6 * more & 0x3f));
	}
	return (struct str){text, n};
}

static bool
is_encoded(struct str label)
{
	return label.n > 4 && (label.p[0] | 0x20) == 'x' && (label.p[1] | 0x20) == 'n' &&
	       label.p[2] == '-' && label.p[3] == '-';
}

static bool
is_label(size_t *length, struct str s, const struct pattern *label, bool unicode, struct run *run)
{
	struct points points = {0};
	char text[LABEL_MOST * 4];

	*length = s.n;
	if (is_encoded(s))
		return s.n <= LABEL_MOST && decode(&points, str_sub(s, 4, s.n)) &&
		       run_match(run, label, utf8_of(text, &points));
	for (struct str rest = s; rest.n;) {
		int32_t c = utf8_next(&rest);

		if (points.n == LABEL_MOST || c < 0)
			return false;
		points.p[points.n++] = (uint32_t)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	*length = encoded_length(&points);
	return points.n > 0 && *length <= LABEL_MOST &&
	       (!unicode || run_match(run, label, utf8_of(text, &points)));
}

/* The full stops of RFC 3490, section 3.1. */
static size_t
label_end(size_t *stop, struct str s)
{
	static const char *const stops[] = {".", "\u3002", "\uff0e", "\uff61"};
	size_t end = s.n;

	*stop = 0;
	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
		size_t at = str_find(s, str_of(stops[i]));

		if (at < end) {
			end = at;
			*stop = str_of(stops[i]).n;
		}
	}
	return end;
}

bool
idn_is_hostname(struct str s, const struct pattern *label, bool unicode, struct run *run)
{
	size_t total = 0, stop, length;

	if (s.n > (size_t)HOSTNAME_MOST * 4)
		return false;
	do {
		size_t end = label_end(&stop, s);

		if (!is_label(&length, str_sub(s, 0, end), label, unicode, run))
			return false;
		total += length + 1;
		s = str_sub(s, end + stop, s.n);
	} while (stop && total <= HOSTNAME_MOST + 1);
	return total <= HOSTNAME_MOST + 1;
}
