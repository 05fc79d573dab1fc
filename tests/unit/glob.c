#include "glob.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "tap.h"

static struct arena arena;

static void
table(void)
{
	static const struct {
		const char *pattern, *path;
		bool folder, want;
	} cases[] = {
	    {"a", "a", false, true},
	    {"a", "b", false, false},
	    {"a", "x/y/a", false, true},
	    {"a", "a/x/y", false, true},
	    {"a", "x/a/y", false, true},
	    {"a", "xa", false, false},
	    {"/a", "a", false, true},
	    {"/a", "x/a", false, false},
	    {"/a", "a/x", false, true},
	    {"a/b", "a/b", false, true},
	    {"a/b", "x/a/b", false, false},
	    {"a/b", "a/b/c", false, true},
	    {"a/", "a", false, false},
	    {"a/", "a", true, true},
	    {"a/", "x/a", true, true},
	    {"a/", "a/x", false, true},
	    {"/a/", "a/x", false, true},
	    {"a/b/", "a/b", false, false},
	    {"a/b/", "a/b", true, true},
	    {"*", "a/b", false, true},
	    {"*.yaml", "x/a.yaml", false, true},
	    {"*.yaml", "a.yml", false, false},
	    {"*.yaml", ".yaml", false, true},
	    {"/*.yaml", "x/a.yaml", false, false},
	    {"a*b", "ab", false, true},
	    {"a*b", "axxbxb", false, true},
	    {"/a*b", "a/b", false, false},
	    {"x/*/b", "x/a/b", false, true},
	    {"x/*/b", "x/a/c/b", false, false},
	    {"x/*/b", "x/b", false, false},
	    {"**/b", "b", false, true},
	    {"**/b", "x/y/b", false, true},
	    {"**/b", "x/ab", false, false},
	    {"a/**", "a", true, false},
	    {"a/**", "a/b/c", false, true},
	    {"a/**/b", "a/b", false, true},
	    {"a/**/b", "a/x/y/b", false, true},
	    {"a/**/b", "a/xb", false, false},
	    {"a/**/b", "xa/b", false, false},
	    {"a/**/**/b", "a/b", false, true},
	    {"/**", "a/b", false, true},
	    {"**", "a/b", false, true},
	    {"a**b/c", "axb/c", false, true},
	    {"a**b/c", "ax/b/c", false, false},
	    {"/a**", "a/b", false, true},
	    {"x/a**", "x/ab/c", false, true},
	    {"a?c", "abc", false, true},
	    {"/a?c", "a/c", false, false},
	    {"?", "\xc3\xa9", false, false},
	    {"??", "\xc3\xa9", false, true},
	    {"[a-c]x", "bx", false, true},
	    {"[a-c]x", "dx", false, false},
	    {"[!a-c]x", "dx", false, true},
	    {"[^a-c]x", "bx", false, false},
	    {"[]]", "]", false, true},
	    {"[!]]", "]", false, false},
	    {"[!]]", "a", false, true},
	    {"[]-a]", "^", false, true},
	    {"[a-]", "-", false, true},
	    {"[-a]", "-", false, true},
	    {"[z-a]", "z", false, true},
	    {"[z-a]", "b", false, false},
	    {"[\\]]", "]", false, true},
	    {"[a\\-c]", "b", false, false},
	    {"[a-\\c]", "b", false, true},
	    {"[\x80-\xff][\x80-\xff]", "\xc3\xa9", false, true},
	    {"/a[/]b", "a/b", false, false},
	    {"/a[!x]b", "a/b", false, false},
	    {"[[:digit:]]", "7", false, true},
	    {"[[:digit:]]", "a", false, false},
	    {"[![:digit:]]", "a", false, true},
	    {"[[:digit:]-z]", "-", false, true},
	    {"[[:digit:]-z]", "b", false, false},
	    {"[[:nonsense:]a]", "a", false, false},
	    {"[[:]", "[", false, true},
	    {"[[:]", ":", false, true},
	    {"[[:a]", ":", false, true},
	    {"[[:alpha:]", "a", false, false},
	    {"[a", "a", false, false},
	    {"[a", "[a", false, false},
	    {"*[", "[", false, false},
	    {"\\a", "a", false, true},
	    {"\\*", "*", false, true},
	    {"\\*", "a", false, false},
	    {"\\[a]", "[a]", false, true},
	    {"a\\", "a\\", false, false},
	    {"\\\\", "\\", false, true},
	    {"", "a", false, false},
	    {"/", "a", true, false},
	    {"a", "", false, false},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		ok(glob_match(str_of(cases[i].pattern), str_of(cases[i].path), cases[i].folder) ==
			cases[i].want,
		    "%s %s %s%s", cases[i].pattern, cases[i].want ? "matches" : "leaves",
		    cases[i].path, cases[i].folder ? "/" : "");
	ok(!glob_match((struct str){NULL, 0}, S("a"), false), "no pattern leaves all");
	ok(!glob_match(S("a"), (struct str){NULL, 0}, false), "no path is left");
}

/* What a matcher that tries every way would need years for. */
static void
slow(void)
{
	char pattern[400], path[2000];
	struct str stars = {pattern, 0};

	for (int i = 0; i < 100; i++)
		stars.n += (size_t)sprintf(pattern + stars.n, "a*");
	pattern[stars.n++] = 'b';
	memset(path, 'a', sizeof path);
	ok(!glob_match(stars, (struct str){path, sizeof path}, false), "many stars");
	for (size_t i = 1; i < sizeof path; i += 2)
		path[i] = '/';
	stars.n = 0;
	for (int i = 0; i < 60; i++)
		stars.n += (size_t)sprintf(pattern + stars.n, "**/a/");
	pattern[stars.n++] = 'b';
	ok(!glob_match(stars, (struct str){path, 1999}, false), "many double stars");
}

enum { PATTERNS = 1500, PATHS = 40 };

static const char *
random_word(uint64_t *state, const char *const *words, size_t n)
{
	return words[random_below(state, n)];
}

/* Git lets the stars of "a**" cross slashes where only plain text stands before them, against its
 * manual: that text is compared first, and the stars are then at the beginning. */
static bool
is_misread(struct str pattern)
{
	size_t at = str_find(pattern, S("**"));

	return at > 0 && at < pattern.n && pattern.p[at - 1] != '/';
}

/* A pattern made of pieces that mean something. None begins with "#" or "!" or ends with a blank:
 * those mean something to a list of patterns. */
static struct str
random_pattern(uint64_t *state)
{
	static const char *const pieces[] = {"a", "b", "ab", "a", "b", "/", "/", "*", "*", "**",
	    "?", "[ab]", "[!a]", "[^b]", "[a-b]", "[]a]", "[!]]", "[b-a]", "\\a", "\\*", "\\[",
	    "[a", "[[:alpha:]]", "[[:alpha:]-b]", "[\\]a]", "/**/", "**/", "/**", "/*/", "]", "-",
	    "[a-]"};
	struct str s = S("");
	size_t n = 1 + random_below(state, 6);

	for (size_t i = 0; i < n; i++)
		s = str_fmt(&arena, "%s%s", s.p,
		    random_word(state, pieces, sizeof pieces / sizeof *pieces));
	return is_misread(s) ? random_pattern(state) : s;
}

static struct str
random_path(uint64_t *state)
{
	static const char *const pieces[] = {"a", "b", "ab", "ba", "aab", "[", "*", "]", "-",
	    "a]b"};
	struct str s = S("");
	size_t n = 1 + random_below(state, 4);

	for (size_t i = 0; i < n; i++)
		s = str_fmt(&arena, "%s%s%s", s.p, i ? "/" : "",
		    random_word(state, pieces, sizeof pieces / sizeof *pieces));
	return s;
}

struct question {
	struct str pattern, path; /* path below the folder whose .gitignore holds pattern */
	struct str full;	  /* path from the top */
};

static void
ignore(size_t folder, struct str pattern)
{
	struct str name = str_fmt(&arena, "%zu", folder);
	FILE *f;

	mkdir(name.p, 0777);
	f = fopen(str_fmt(&arena, "%s/.gitignore", name.p).p, "w");
	if (!f)
		exit(1);
	fprintf(f, "%s\n", pattern.p);
	fclose(f);
}

/* Folder N holds nothing but a .gitignore of one pattern; Git is asked about files there. */
static struct question *
questions(struct str *list)
{
	struct question *q = NEW_ARRAY(&arena, struct question, PATTERNS * PATHS);
	struct {
		char *p;
		size_t n, cap;
	} bytes = {0};
	uint64_t state = 1;

	for (size_t i = 0; i < PATTERNS * PATHS; i++) {
		size_t folder = i / PATHS;

		if (i % PATHS == 0) {
			q[i].pattern = random_pattern(&state);
			ignore(folder, q[i].pattern);
		} else {
			q[i].pattern = q[i - 1].pattern;
		}
		q[i].path = random_path(&state);
		q[i].full = str_fmt(&arena, "%zu/%s", folder, q[i].path.p);
		for (size_t j = 0; j <= q[i].full.n; j++)
			*vec_push(&arena, &bytes) = q[i].full.p[j];
	}
	*list = (struct str){bytes.p, bytes.n};
	return q;
}

static void
against_git(void)
{
	struct str list, ignored;
	struct question *q;
	size_t wrong = 0, matches = 0;

	if (system("git init -q . >/dev/null 2>&1") != 0) {
		skip("git is not here", "as git check-ignore has it");
		return;
	}
	q = questions(&list);
	file_create("list", list);
	if (system("git check-ignore --no-index -z --stdin <list >ignored") != 0 ||
	    file_read(&ignored, &arena, "ignored", true) != 0) {
		ok(false, "git check-ignore works");
		return;
	}
	for (size_t i = 0; i < PATTERNS * PATHS; i++) {
		bool want = str_starts(ignored, q[i].full) && ignored.p[q[i].full.n] == '\0';

		if (want)
			ignored = str_sub(ignored, q[i].full.n + 1, ignored.n);
		matches += want;
		if (glob_match(q[i].pattern, q[i].path, false) != want && ++wrong <= 10)
			note("git: %s %s %s", q[i].pattern.p, want ? "matches" : "leaves",
			    q[i].path.p);
	}
	ok(ignored.n == 0 && matches > PATTERNS, "git was asked, and %zu files matched", matches);
	ok(wrong == 0, "all as git check-ignore has it");
}

int
main(void)
{
	char folder[] = "globXXXXXX";

	if (!mkdtemp(folder) || chdir(folder) < 0)
		return 1;
	table();
	slow();
	against_git();
	arena_free(&arena);
	return done();
}
