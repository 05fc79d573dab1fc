#include "uri.h"

#include "tap.h"

/* RFC 3986, section 5.4: against http://a/b/c/d;p?q */
static const char *const examples[][2] = {
    {"g:h", "g:h"},
    {"g", "http://a/b/c/g"},
    {"./g", "http://a/b/c/g"},
    {"g/", "http://a/b/c/g/"},
    {"/g", "http://a/g"},
    {"//g", "http://g"},
    {"?y", "http://a/b/c/d;p?y"},
    {"g?y", "http://a/b/c/g?y"},
    {"#s", "http://a/b/c/d;p?q#s"},
    {"g#s", "http://a/b/c/g#s"},
    {"g?y#s", "http://a/b/c/g?y#s"},
    {";x", "http://a/b/c/;x"},
    {"g;x?y#s", "http://a/b/c/g;x?y#s"},
    {"", "http://a/b/c/d;p?q"},
    {".", "http://a/b/c/"},
    {"./", "http://a/b/c/"},
    {"..", "http://a/b/"},
    {"../", "http://a/b/"},
    {"../g", "http://a/b/g"},
    {"../..", "http://a/"},
    {"../../", "http://a/"},
    {"../../g", "http://a/g"},
    {"../../../g", "http://a/g"},
    {"/./g", "http://a/g"},
    {"/../g", "http://a/g"},
    {"g.", "http://a/b/c/g."},
    {".g", "http://a/b/c/.g"},
    {"g..", "http://a/b/c/g.."},
    {"..g", "http://a/b/c/..g"},
    {"./../g", "http://a/b/g"},
    {"./g/.", "http://a/b/c/g/"},
    {"g/./h", "http://a/b/c/g/h"},
    {"g/../h", "http://a/b/c/h"},
    {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
    {"g?y/./x", "http://a/b/c/g?y/./x"},
    {"g#s/../x", "http://a/b/c/g#s/../x"},
    {"http:g", "http:g"},
};

/* Reference, base, result. */
static const char *const others[][3] = {
    {"#/a", "urn:uuid:1", "urn:uuid:1#/a"},
    {"b.json", "http://a", "http://a/b.json"},
    {"b.json", "file:///c:/x/a.json", "file:///c:/x/b.json"},
    {"b.json", "", "b.json"},
    {"b.json", "test:a.json", "test:b.json"},
    {"http://x/y", "http://a/b", "http://x/y"},
};

int
main(void)
{
	struct arena a = {0};
	struct str fragment;

	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		is_str(uri_resolve(&a, S("http://a/b/c/d;p?q"), str_of(examples[i][0])),
		    examples[i][1], "\"%s\"", examples[i][0]);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		is_str(uri_resolve(&a, str_of(others[i][1]), str_of(others[i][0])), others[i][2],
		    "\"%s\" from \"%s\"", others[i][0], others[i][1]);
	is_str(uri_without_fragment(&fragment, S("a#b#c")), "a", "what stands before the fragment");
	is_str(fragment, "b#c", "the fragment");
	is_str(uri_without_fragment(&fragment, S("a")), "a", "a URI without fragment");
	ok(!fragment.p, "no fragment");
	is_str(uri_decode(&a, S("a%20%c3%A9%2")), "a \xc3\xa9%2", "percent-encoded bytes");
	is_str(uri_decode(&a, S("%\x10\x11%zz%")), "%\x10\x11%zz%", "what is no encoding stays");
	is_str(uri_of_path(&a, S("goals/a b:c%d\xc3\xa9\xff.yaml")),
	    "goals/a%20b%3Ac%25d%C3%A9%FF.yaml", "a path as a relative reference");
	is_str(uri_of_path(&a, S("~ada/x_1-2.yaml")), "~ada/x_1-2.yaml", "a plain path stays");
	is_str(uri_of_file(&a, S("/a b/\xc3\xa9#%.json")), "file:///a%20b/%C3%A9%23%25.json",
	    "the URI of a path");
	is_str(uri_path(&a, S("file:///a%20b/%C3%A9%23%25.json")), "/a b/\xc3\xa9#%.json",
	    "the path of a URI");
	ok(!uri_path(&a, S("file://host/a")).p, "a file of another host has no path");
	ok(!uri_path(&a, S("file:///a%00b")).p, "nor has one with a NUL");
	ok(!uri_path(&a, S("https://example.org/a")).p, "nor what is no file");
	arena_free(&a);
	return done();
}
