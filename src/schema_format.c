#include "schema_format.h"

#include <string.h>

#include "date.h"

struct format {
	const struct format_row *row;
	const struct pattern *pattern; /* NULL where the row has none */
	const struct pattern *label; /* of an internationalised host name; NULL for most formats */
};

struct format_row {
	const char *name;
	const char *words;   /* what messages call it, with an article */
	const char *pattern; /* that it must match; NULL: none */
	bool labels;	     /* needs IDN_LABEL */
	/* What else must hold; NULL: nothing. */
	bool (*check)(const struct format *f, struct str s, struct run *run);
};

#define HEX "[0-9A-Fa-f]"

/* RFC 1123: labels of letters, digits and hyphens. */
#define LABEL "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
#define HOSTNAME "(?=[^]{1,253}$)" LABEL "([.]" LABEL ")*"

#define OCTET "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
#define IPV4 OCTET "([.]" OCTET "){3}"

/* RFC 3339. */
#define TIME                                                        \
	"([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)([.][0-9]+)?" \
	"([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
#define DATE_TIME "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt]" TIME
#define DURATION                                                                       \
	"P(?=[0-9T])([0-9]+W|([0-9]+Y([0-9]+M([0-9]+D)?)?|[0-9]+M([0-9]+D)?|[0-9]+D)?" \
	"(T([0-9]+H([0-9]+M([0-9]+S)?)?|[0-9]+M([0-9]+S)?|[0-9]+S))?)"

/* RFC 5321; more is a class's worth of further characters. */
#define ATOM(more) "[A-Za-z0-9!#$%&'*+/=?^_`{|}~" more "-]+"
#define LOCAL(more) "(" ATOM(more) "([.]" ATOM(more) ")*|\"([ !#-\\[\\]-~" more "]|\\\\[ -~])*\")"
#define ADDRESS_LITERAL "\\[(" IPV4 "|[Ii][Pp][Vv]6:[0-9A-Fa-f:.]+)\\]"

/* RFC 3986; for IRIs (RFC 3987) with further characters, and yet others in the query. */
#define UCS "\\u{a0}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{ffef}\\u{10000}-\\u{efffd}"
#define PRIVATE "\\u{e000}-\\u{f8ff}\\u{f0000}-\\u{ffffd}\\u{100000}-\\u{10fffd}"
#define CHARS(set) "([A-Za-z0-9._~!$&'()*+,;=" set "-]|%" HEX HEX ")*"
#define AUTHORITY(more)                                       \
	"(" CHARS(":" more) "@)?(\\[([0-9A-Fa-f:.]+|[Vv]" HEX \
			    "+[.][A-Za-z0-9._~!$&'()*+,;=:-]+)\\]|" CHARS(more) ")(:[0-9]*)?"
#define HIERARCHY(more) \
	"(//" AUTHORITY(more) "(/" CHARS(":@/" more) ")?|(?!//)" CHARS(":@/" more) ")"
#define TAIL(more, private) "([?]" CHARS(":@/?" more private) ")?(#" CHARS(":@/?" more) ")?"
#define SCHEME "[A-Za-z][A-Za-z0-9+.-]*:"
#define URI(more, private) SCHEME HIERARCHY(more) TAIL(more, private)
#define REFERENCE(more, private) "(" SCHEME "|(?![^/?#]*:))" HIERARCHY(more) TAIL(more, private)

/* RFC 6570. */
#define VARIABLE_CHAR "([A-Za-z0-9_]|%" HEX HEX ")"
#define VARIABLE VARIABLE_CHAR "([.]?" VARIABLE_CHAR ")*([*]|:[1-9][0-9]{0,3})?"
#define TEMPLATE                                                                              \
	"([^\\u0000- \"<>%\\\\^`{|}\\u007f-\\u009f]|%" HEX HEX "|\\{[+#./;?&=,!@|]?" VARIABLE \
	"(," VARIABLE ")*\\})*"

static bool
is_date(const struct format *f UNUSED, struct str s, struct run *run UNUSED)
{
	int32_t date;

	return date_parse(&date, s);
}

static int
two_digits(const char *p)
{
	return (p[0] - '0') * 10 + p[1] - '0';
}

/* A leap second can only be the last of a day in UTC. */
static bool
is_leap_second(struct str time)
{
	struct str zone = str_sub(time, time.n - 6, time.n);
	int minutes = two_digits(time.p) * 60 + two_digits(time.p + 3), offset = 0;

	if ((time.p[time.n - 1] | 0x20) != 'z')
		offset = two_digits(zone.p + 1) * 60 + two_digits(zone.p + 4);
	minutes += zone.p[0] == '-' ? offset : -offset;
	return (minutes + 24 * 60) % (24 * 60) == 24 * 60 - 1;
}

static bool
is_time(const struct format *f UNUSED, struct str s, struct run *run UNUSED)
{
	return s.p[6] != '6' || is_leap_second(s);
}

static bool
is_date_time(const struct format *f, struct str s, struct run *run)
{
	return is_date(f, str_sub(s, 0, 10), run) && is_time(f, str_sub(s, 11, s.n), run);
}

/* A group of an IPv6 address, or the IPv4 address at its end, which counts for two. */
static int
group_size(struct str group, bool last)
{
	int octets = 0;

	if (!last || str_index(group, '.') == group.n) {
		for (size_t i = 0; i < group.n; i++)
			if (!strchr("0123456789abcdefABCDEF", group.p[i]))
				return 0;
		return group.n >= 1 && group.n <= 4;
	}
	for (bool more = true; more; octets++) {
		struct str octet;
		double value;

		more = str_cut(&octet, &group, group, '.');
		if (octet.n > 3 || (octet.n > 1 && octet.p[0] == '0') ||
		    !str_number(&value, octet) || octet.p[0] < '0' || value > 255)
			return 0;
	}
	return octets == 4 ? 2 : 0;
}

/* Groups with colons between them; -1 where they are none. */
static int
count_groups(struct str s, bool last)
{
	int groups = 0;

	for (bool more = s.n > 0; more;) {
		struct str group;
		int size;

		more = str_cut(&group, &s, s, ':');
		size = group_size(group, last && !more);
		if (!size)
			return -1;
		groups += size;
	}
	return groups;
}

static bool
ipv6(struct str s)
{
	size_t gap = str_find(s, S("::"));
	int before, after;

	if (gap == s.n)
		return count_groups(s, true) == 8;
	before = count_groups(str_sub(s, 0, gap), false);
	after = count_groups(str_sub(s, gap + 2, s.n), true);
	return before >= 0 && after >= 0 && before + after < 8;
}

static bool
is_ipv6(const struct format *f UNUSED, struct str s, struct run *run UNUSED)
{
	return ipv6(s);
}

/* What stands in the last brackets: only hosts have any. */
static struct str
in_brackets(struct str s)
{
	size_t from = s.n;

	while (from && s.p[from - 1] != '[')
		from--;
	s = str_sub(s, from, s.n);
	return str_sub(s, 0, str_index(s, ']'));
}

static bool
is_uri(const struct format *f UNUSED, struct str s, struct run *run UNUSED)
{
	struct str address = in_brackets(s);

	return str_index(s, '[') == s.n || (address.n && (address.p[0] | 0x20) == 'v') ||
	       ipv6(address);
}

static bool
is_email(const struct format *f UNUSED, struct str s, struct run *run UNUSED)
{
	struct str address = in_brackets(s);

	return !str_ends(s, S("]")) || (address.p[0] | 0x20) != 'i' ||
	       ipv6(str_sub(address, 5, address.n));
}

static bool
is_hostname(const struct format *f, struct str s, struct run *run)
{
	return idn_is_hostname(s, f->label, false, run);
}

static bool
is_idn_hostname(const struct format *f, struct str s, struct run *run)
{
	return idn_is_hostname(s, f->label, true, run);
}

static bool
is_idn_email(const struct format *f, struct str s, struct run *run)
{
	size_t at = s.n;

	while (at && s.p[at - 1] != '@')
		at--;
	return is_idn_hostname(f, str_sub(s, at, s.n), run);
}

static bool
is_regex(const struct format *f UNUSED, struct str s, struct run *run)
{
	struct arena_mark mark = arena_mark(&run->scratch->arena);
	struct str error;
	bool valid = pattern_new(&run->scratch->arena, s, &error) != NULL;

	arena_rewind(&run->scratch->arena, mark);
	return valid;
}

static const struct format_row rows[] = {
    {"date", "a date such as 2026-08-31", NULL, false, is_date},
    {"time", "a time such as 08:30:00Z", "^" TIME "$", false, is_time},
    {"date-time", "a date and time such as 2026-08-31T08:30:00Z", "^" DATE_TIME "$", false,
	is_date_time},
    {"duration", "a duration such as P3DT12H", "^" DURATION "$", false, NULL},
    {"email", "a mail address", "^" LOCAL("") "@(" HOSTNAME "|" ADDRESS_LITERAL ")$", false,
	is_email},
    {"idn-email", "a mail address", "^" LOCAL("\\u{80}-\\u{10ffff}") "@[^@]+$", true, is_idn_email},
    {"hostname", "a host name", "^" HOSTNAME "$", true, is_hostname},
    {"idn-hostname", "a host name", NULL, true, is_idn_hostname},
    {"ipv4", "an IPv4 address", "^" IPV4 "$", false, NULL},
    {"ipv6", "an IPv6 address", NULL, false, is_ipv6},
    {"uri", "a URI such as https://example.org/", "^" URI("", "") "$", false, is_uri},
    {"uri-reference", "a URI reference", "^" REFERENCE("", "") "$", false, is_uri},
    {"iri", "an IRI such as https://example.org/", "^" URI(UCS, PRIVATE) "$", false, is_uri},
    {"iri-reference", "an IRI reference", "^" REFERENCE(UCS, PRIVATE) "$", false, is_uri},
    {"uri-template", "a URI template such as /goals/{id}", "^" TEMPLATE "$", false, NULL},
    {"uuid", "a UUID", "^" HEX "{8}(-" HEX "{4}){3}-" HEX "{12}$", false, NULL},
    {"json-pointer", "a JSON Pointer such as /goals/0", "^(/([^~/]|~[01])*)*$", false, NULL},
    {"relative-json-pointer", "a relative JSON Pointer such as 1/due",
	"^(0|[1-9][0-9]*)([+-][1-9][0-9]*)?(#|(/([^~/]|~[01])*)*)$", false, NULL},
    {"regex", "a regular expression", NULL, false, is_regex},
};

const struct format *
format_find(struct arena *a, struct str name)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str error;
		struct format *f;

		if (!str_is(name, rows[i].name))
			continue;
		f = NEW(a, struct format);
		f->row = &rows[i];
		if (rows[i].pattern)
			f->pattern = pattern_new(a, str_of(rows[i].pattern), &error);
		if (rows[i].labels)
			f->label = pattern_new(a, str_of(idn_label), &error);
		return f;
	}
	return NULL;
}

bool
format_holds(const struct format *f, struct str s, struct run *run)
{
	if (f->pattern && !run_match(run, f->pattern, s))
		return false;
	return !f->row->check || f->row->check(f, s, run);
}

struct str
format_words(const struct format *f)
{
	return str_of(f->row->words);
}
