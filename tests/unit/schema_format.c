/* Formats, asserted. */
#include "jsontree.h"
#include "schema.h"
#include "tap.h"

enum { MOST = 24 };

static const struct {
	const char *format;
	const char *good[MOST], *bad[MOST]; /* JSON strings without their quotes */
} formats[] = {
    {"date", {"1963-06-19", "2020-02-29", "0001-01-01"},
	{"2021-02-29", "2020-04-31", "2013-350", "1998-1-20", "2024-00-15", " 2024-01-15", "",
	    "2020-01-01Z", "2020-11-28T23:55:45Z", "1963-06-1\\u09ea"}},
    {"time",
	{"08:30:06Z", "23:59:60Z", "01:29:60+01:30", "15:59:60-08:00", "00:29:60-23:30",
	    "23:20:50.52z", "12:34:56-00:00"},
	{"8:30:06Z", "22:59:60Z", "23:59:60+01:00", "24:00:00Z", "00:60:00Z", "00:00:61Z",
	    "12:00:00", "01:02:03+24:00", "08:30:06+0130", "08:30:06Z\\n", "01:01:01,1111"}},
    {"date-time",
	{"1963-06-19T08:30:06.283185Z", "1990-12-31t23:59:60z", "1937-01-01T12:00:27.87+00:20"},
	{"1998-12-31T23:59:61Z", "1998-12-31T22:59:60Z", "1990-02-31T15:59:59Z",
	    "06/19/1963 08:30:06 PST", "2013-350T01:01:01Z", "1963-06-19 08:30:06Z",
	    "1963-06-19T08:30:06"}},
    {"duration", {"P4DT12H30M5S", "P4Y", "PT0S", "P1M", "PT1M", "P2W", "P1Y2M3DT4H5M6S", "P1DT12H"},
	{"PT1D", "P", "P1YT", "PT", "P2D1Y", "P1D2H", "P1Y2W", "P1", "PT0.5S", "-P1D", "P1D\\n",
	    "P1Y2D", "PT1H2S", "P1WT1H"}},
    {"email",
	{"joe.bloggs@example.com", "te~st@example.com", "\\\"joe bloggs\\\"@example.com",
	    "\\\"joe@bloggs\\\"@example.com", "a@[127.0.0.1]", "a@[IPv6:::1]", "test@io",
	    "test@c--n.com", "\\\"\\\"@iana.org", "\\\"x@[:\\\"@[127.0.0.1]"},
	{"2962", ".test@example.com", "test.@example.com", "te..st@example.com", "a@b=c.com",
	    "a@[127.0.0.300]", "a@[IPv6::::1]", "a@", "@b.org", "a b@c.org", "a@b@c.org",
	    "a@-b.org", "a@b-.org", "a@b.org.", "a@b.org\\n", "a\\u00e9@b.org", "a,b@c.org",
	    "a@[1.2.3]"}},
    {"idn-email", {"\\uc2e4\\ub840@\\uc2e4\\ub840.\\ud14c\\uc2a4\\ud2b8", "joe@example.com"},
	{"2962", "a@\\u302e\\uc2e4.org"}},
    {"hostname", {"www.example.com", "xn--4gbwdl.xn--wgbh1c", "1host", "host-name", "a"},
	{"-a-host", "not_a_host", "hostname-", "", "a..b", ".a", "a.", "xn--X",
	    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl.com"}},
    {"idn-hostname",
	{"\\uc2e4\\ub840.\\ud14c\\uc2a4\\ud2b8", "xn--ihqwcrb4cv8a8dqg056pqjye",
	    "\\u00df\\u03c2\\u0f0b\\u3007", "\\u06fd\\u06fe", "l\\u00b7l", "\\u03b1\\u0375\\u03b2",
	    "\\u05d0\\u05f3\\u05d1", "\\u30fb\\u3041", "\\u0628\\u0660\\u0628", "\\u06f00",
	    "\\u0915\\u094d\\u200d\\u0937", "\\u0628\\u064a\\u200c\\u0628\\u064a", "a\\u3002b",
	    "hostname"},
	{"\\u302e\\uc2e4", "-> $1.00 <--", "xn--X", "XN--aa---o47jg78q", "-hello", "hello-",
	    "\\u0903hello", "\\u0640\\u07fa", "\\u3031", "a\\u00b7l", "l\\u00b7", "\\u03b1\\u0375S",
	    "A\\u05f3\\u05d1", "def\\u30fbabc", "\\u0628\\u0660\\u06f0", "\\u0915\\u200d\\u0937",
	    "", "\\u3002a"}},
    {"ipv4", {"192.168.0.1", "0.0.0.0", "255.255.255.255"},
	{"127.0.0.0.1", "256.1.1.1", "127.0", "0x7f.0.0.1", "087.10.0.1", "192.168.1.0/24", "",
	    "1.2.3.\\u09e8"}},
    {"ipv6",
	{"::1", "::", "d6::", "1:d6::42", "1::d6:192.168.0.1", "1:2:3:4:5:6:7:8",
	    "1000:1000:1000:1000:1000:1000:255.255.255.255", "::ffff:192.168.0.1"},
	{"12345::", "::abcef", "1:1:1:1:1:1:1:1:1", "::laptop", ":2:3:4:5:6:7:8",
	    "1:2:3:4:5:6:7:", "1::d6::42", "1::2:192.168.256.1", "1:2:3:4:5:::8", "1:2:3:4:5:6:7",
	    "127.0.0.1", "fe80::/64", "fe80::a%eth1", "  ::1", "1:2:3:4:1.2.3", "::1.2.3.04",
	    "1.2.3.4:1:2:3:4:5:6"}},
    {"uri",
	{"http://foo.bar/?baz=qux#quux", "http://[v1.a:b]/", "http://user@",
	    "http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com",
	    "ldap://[2001:db8::7]/c=GB?objectClass?one", "mailto:John.Doe@example.com",
	    "urn:oasis:names", "http://a.com:", "http://:80", "file:/etc/hosts", "a:"},
	{"//foo.bar/", "/abc", "\\\\\\\\WINDOWS", "abc", "http:// fail.com", ":// fail",
	    "bar,baz:foo", "https://[@example.org/", "https://example.org/\\u00ae",
	    "http://example.com/%6G", "http://example.com/%", "1http://a", "http://a.com:abc/",
	    "https://example.org/{}", "http://[::1::]/", "http://2001:db8::7", "a:b#c#d",
	    "http://[1.2.3.4]/", "http://[]/"}},
    {"uri-reference", {"//foo.bar/?baz", "/abc", "abc", "#frag", "", "a/b:c", "http://a/"},
	{"\\\\\\\\WINDOWS", "#frag\\\\ment", "1a:b", "a b", "\\u00e9"}},
    {"iri", {"http://\\u0192\\u00f8\\u00f8.\\u00df\\u00e5r/?\\u03c0=1", "urn:example:a"},
	{"/abc", "http://2001:0db8:85a3:0000:0000:8a2e:0370:7334", "http://[::ffff:192.168.0.01]",
	    "\\u00e2\\u03c0\\u03c0", "http://a/\\ue000"}},
    {"iri-reference", {"/\\u00e2\\u03c0\\u03c0", "\\u00e2", "#\\u00e9"}, {"\\\\\\\\WINDOWS"}},
    {"uri-template",
	{"http://example.com/{term:1}/{term}", "", "a%41b", "{+var}", "{x,y*}", "{a.b}", "{%41}",
	    "{v:1000}", "a\\ud83d\\ude00b"},
	{"{term", "{}", "{a,,b}", "{v:0}", "{v:10000}", "foo}bar", "a%4", "{a..b}", "a b",
	    "{var=def}", "{,+var}"}},
    {"uuid", {"2EB8AA08-AA98-11EA-B4AA-73B441D16380", "00000000-0000-0000-0000-000000000000"},
	{"2eb8aa08-aa98-11ea-b4aa-73b441d1638", "2eb8aa08aa9811eab4aa73b441d16380",
	    "2eb8aa08-aa98-11ea-b4ga-73b441d16380"}},
    {"json-pointer", {"/foo/bar~0/baz~1/%a", "", "/", "//", "/foo/0", "/ "},
	{"/foo/bar~", "/~2", "#", "a", "/~0~"}},
    {"relative-json-pointer", {"1", "0/foo/bar", "2/0/baz/1/zip", "0#", "120", "0-1#"},
	{"/foo/bar", "-1/foo", "+1/foo", "0##", "01/a", "", "1a"}},
    {"regex", {"([abc])+\\\\s+$", "^\\\\p{Letter}$", "", "[[:alpha:]"},
	{"^(abc]", "^\\\\S(|(.|\\\\n)*\\\\S)\\\\Z", "a++", "(?i)a", "(*UTF)a"}},
    {"unheard-of", {"anything"}, {NULL}},
};

static struct node *
parse(struct arena *a, struct str text)
{
	struct sink sink = {.arena = a};
	struct yaml *y = json_parse(a, &sink, S("test.json"), text);

	return y->n_docs ? y->docs[0].root : NULL;
}

static void
check(struct arena *a, const struct schema *s, struct schema_scratch *scratch, const char *format,
    const char *text, bool want)
{
	struct node *n = parse(a, str_fmt(a, "\"%s\"", text));

	ok(n && schema_validate(NULL, s, n, a, scratch) == want, "%s: %s is %s", format, text,
	    want ? "one" : "none");
}

int
main(void)
{
	struct arena a = {0};
	struct schema_scratch scratch = {0};

	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		const char *format = formats[i].format;
		struct schema_set *set = schema_set_new(&a);
		struct schema_fault fault;
		struct str text = str_fmt(&a, "{\"format\": \"%s\"}", format);
		struct schema *s;

		schema_set_add(set, S("test:schema"), parse(&a, text));
		schema_set_assert_formats(set);
		s = schema_compile(set, S("test:schema"), &fault);
		if (!ok(s != NULL, "%s compiles", format))
			break;
		for (int j = 0; j < MOST && formats[i].good[j]; j++)
			check(&a, s, &scratch, format, formats[i].good[j], true);
		for (int j = 0; j < MOST && formats[i].bad[j]; j++)
			check(&a, s, &scratch, format, formats[i].bad[j], false);
	}
	schema_scratch_free(&scratch);
	arena_free(&a);
	return done();
}
