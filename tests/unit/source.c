#include "source.h"

#include <errno.h>

#include "date.h"
#include "shell.h"

static struct arena arena;

/* The files of a source, each with what it is: a folder/, a symlink@, a pipe|, a conflict!, an
 * error?. */
static struct str
list_some(struct source *source, const char *include, const char *exclude)
{
	static const char marks[] = {'\0', '/', '@', '|', '!'};
	struct source_patterns patterns[2] = {0};
	struct str lists[2] = {str_of(include), str_of(exclude)}, all = {0};
	struct source_files files;

	for (size_t i = 0; i < 2; i++) {
		patterns[i].p = NEW_ARRAY(&arena, struct str, lists[i].n);
		while (lists[i].n)
			str_cut(&patterns[i].p[patterns[i].n++], &lists[i], lists[i], ' ');
	}
	if (source_list(&files, source, &arena, &patterns[0], &patterns[1]))
		return S("(failed)");
	for (size_t i = 0; i < files.n; i++) {
		char mark[2] = {files.p[i].error ? '?' : marks[files.p[i].type], '\0'};

		all = str_fmt(&arena, "%.*s%s%.*s%s", SV(all), i ? " " : "", SV(files.p[i].path),
		    mark);
	}
	return all;
}

static struct str
list(struct source *source)
{
	return list_some(source, "goals people", "");
}

/* Opens what must be there. */
static struct source *
must(int status, struct source *source, const char *what)
{
	if (!ok(status == 0 && source, "%s opens", what))
		exit(1);
	return source;
}

static struct source *
folder(const char *dir)
{
	struct source *source;
	int status = source_folder(&source, &arena, dir);

	return must(status, source, dir);
}

static struct source *
revision(const char *dir, const char *rev)
{
	struct source *source;
	int status = source_revision(&source, &arena, dir, rev);

	return must(status, source, rev);
}

static struct source *
staged(const char *dir)
{
	struct source *source;
	int status = source_index(&source, &arena, dir);

	return must(status, source, "the index");
}

/* What source_read_path gives, or the error in words. */
static struct str
read_path(struct source *source, const char *path)
{
	struct str bytes;
	int error;

	source_read_path(&bytes, &error, source, &arena, str_of(path));
	return error ? str_of(source_error(error)) : str_trim(bytes);
}

/* What source_read gives for the file listed at a path. */
static struct str
read_listed(struct source *source, const char *path)
{
	struct str include = S("**"), bytes;
	struct source_files files;
	int error;

	source_list(&files, source, &arena, &(struct source_patterns){&include, 1},
	    &(struct source_patterns){0});
	for (size_t i = 0; i < files.n; i++) {
		if (!str_is(files.p[i].path, path))
			continue;
		source_read(&bytes, &error, source, &arena, &files.p[i]);
		return error ? str_of(source_error(error)) : str_trim(bytes);
	}
	return S("(not listed)");
}

static void
plain(void)
{
	struct source *source;

	sh("mkdir -p plain/goals/deep/er plain/people plain/docs && cd plain &&"
	   "echo w >whet.yaml && echo a >goals/a.yaml && echo b >goals/deep/er/b.yml &&"
	   "touch goals/c.txt goals/yaml people/p.yaml docs/d.yaml top.yaml goals/D.YAML &&"
	   "mkdir goals/dir.yaml && echo in >goals/dir.yaml/in.yaml && mkfifo goals/pipe.yaml &&"
	   "ln -s a.yaml goals/link.yaml && ln -s nowhere goals/dangling.yaml &&"
	   "ln -s ../docs goals/docs && touch \"$(printf 'goals/z\\377.yaml')\"");
	source = folder("plain/goals/deep");
	ok(source->kind == SOURCE_FOLDER && !source->git && source_is_threaded(source),
	    "a plain folder");
	ok(str_ends(source->root, S("/plain/")) && source->prefix.n == 0, "its root");
	is_str(list(source),
	    "goals/a.yaml goals/dangling.yaml@ goals/deep/er/b.yml goals/dir.yaml/"
	    " goals/dir.yaml/in.yaml goals/link.yaml@ goals/pipe.yaml| goals/z\377.yaml"
	    " people/p.yaml",
	    "its files");
	is_str(read_listed(source, "goals/a.yaml"), "a", "a file");
	is_str(read_listed(source, "goals/z\377.yaml"), "", "a name that is no UTF-8");
	is_str(read_listed(source, "goals/link.yaml"), "a symbolic link, which is not followed",
	    "a link");
	is_str(read_listed(source, "goals/dir.yaml"), strerror(EISDIR), "a folder");
	is_str(read_listed(source, "goals/pipe.yaml"), strerror(EINVAL), "a pipe");
	source_close(source);
}

static void
patterns(void)
{
	static const struct {
		const char *include, *exclude, *files;
	} cases[] = {
	    {"goals", "", "goals/a.yaml goals/b/a.yaml goals/b/goals/x.yaml"},
	    {"/goals", "b", "goals/a.yaml"},
	    {"goals/", "a.yaml", "goals/b/goals/x.yaml"},
	    {"./goals", "/goals/a.yaml", "goals/b/a.yaml goals/b/goals/x.yaml"},
	    {"goals/b", "", "goals/b/a.yaml goals/b/goals/x.yaml"},
	    {"goals/*/a.yaml", "", "goals/b/a.yaml"},
	    {"**/goals", "goals/b/a.yaml", "goals/a.yaml goals/b/goals/x.yaml"},
	    {"[gt]*", "", "goals/a.yaml goals/b/a.yaml goals/b/goals/x.yaml top.yaml"},
	    {".", "goals !goals", "goals/a.yaml goals/b/a.yaml goals/b/goals/x.yaml top.yaml"},
	    {"**", "goals", "top.yaml"},
	    {"*.yaml", "", "top.yaml"},
	    {"goals", "*.yaml !x.yaml", "goals/b/goals/x.yaml"},
	    {"goals", "goals/b !goals/b/a.yaml", "goals/a.yaml"},
	    {"nothing", "", ""},
	    {"", "", ""},
	};
	struct source *sources[2];
	const char *paths[] = {"top.yaml", "whet.yaml", "goals/b/a.yaml", "goals/a.yaml",
	    "goals/b/goals/x.yaml"};
	struct str contents[5] = {S("top"), S("whet"), S("b"), S("a"), S("x")};

	sh("mkdir -p pat/goals/b/goals && cd pat && touch whet.yaml top.yaml goals/a.yaml"
	   " goals/b/a.yaml goals/b/goals/x.yaml");
	sources[0] = folder("pat");
	sources[1] = source_memory(&arena, paths, contents, 5);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (size_t k = 0; k < 2; k++)
			is_str(list_some(sources[k], cases[i].include, cases[i].exclude),
			    cases[i].files, "%s: include %s, exclude %s", k ? "memory" : "folder",
			    cases[i].include, cases[i].exclude);
	is_str(read_listed(sources[1], "goals/b/a.yaml"), "b", "a file in memory");
	is_str(read_path(sources[1], "whet.yaml"), "whet", "whet.yaml in memory");
	is_str(read_path(sources[1], "goals/b/../a.yaml"), "a", "a roundabout path");
	is_str(read_path(sources[1], "no.yaml"), strerror(ENOENT), "none");
	ok(source_has(sources[1], &arena, S("goals/b")) &&
		!source_has(sources[1], &arena, S("goal")),
	    "folders in memory");
	ok(source_is_threaded(sources[1]), "memory may be read by all");
	source_close(sources[0]);
	source_close(sources[1]);
}

static void
tracked(void)
{
	struct source *source;

	sh("git init -q repo && cd repo && mkdir -p goals/old goals/out goals/gone people docs &&"
	   "echo w >whet.yaml && touch goals/old/t.yaml goals/out/kept.yaml goals/gone/x.yaml &&"
	   "git add -A && git commit -q -m 1 && rm goals/gone/x.yaml &&"
	   "printf 'out/\\n*.tmp.yaml\\n/people/*\\n!/people/ada.yaml\\nbig\\n' >.gitignore &&"
	   "touch goals/new.yaml goals/x.tmp.yaml goals/out/y.yaml people/ada.yaml people/bob.yaml &&"
	   "mkdir -p goals/big/er goals/fresh && touch goals/big/er/z.yaml goals/fresh/f.yaml &&"
	   "touch goals/forced.tmp.yaml && git add -f goals/forced.tmp.yaml &&"
	   "git init -q goals/clone && touch goals/clone/c.yaml &&"
	   "mkdir goals/other && touch goals/other/whet.yaml goals/other/o.yaml");
	source = folder("repo/goals");
	is_str(list(source),
	    "goals/forced.tmp.yaml goals/fresh/f.yaml goals/new.yaml goals/old/t.yaml"
	    " goals/out/kept.yaml people/ada.yaml",
	    "what Git tracks or would track");
	source_close(source);
	sh("mkdir -p repo/docs/big/goals && cd repo/docs/big && touch whet.yaml goals/g.yaml");
	source = folder("repo/docs/big/goals");
	is_str(source->prefix, "docs/big/", "a workspace in a folder");
	is_str(list(source), "goals/g.yaml", "that Git ignores as a whole");
	source_close(source);
}

static void
submodules(void)
{
	struct source *source;

	sh("git init -q part && cd part && echo x >x.yaml && git add . && git commit -q -m 1 && cd .. &&"
	   "git init -q whole && cd whole && touch whet.yaml && mkdir goals && touch goals/g.yaml &&"
	   "git -c protocol.file.allow=always submodule --quiet add ../part goals/part.yaml 2>/dev/null &&"
	   "git add . && git commit -q -m 1");
	source = folder("whole");
	is_str(list(source), "goals/g.yaml", "a folder without its submodules");
	ok(source_has(source, &arena, S("goals/part.yaml/x.yaml")), "which are there");
	source_close(source);
	source = revision("whole", "HEAD");
	is_str(list(source), "goals/g.yaml", "a revision without its submodules");
	ok(source_has(source, &arena, S("goals/part.yaml/x.yaml")), "which are taken to be there");
	ok(source_has(source, &arena, S("goals/part.yaml")), "and are themselves");
	is_str(read_path(source, "goals/part.yaml"), strerror(EISDIR), "as folders");
	source_close(source);
	source = staged("whole");
	is_str(list(source), "goals/g.yaml", "the index without its submodules");
	ok(source_has(source, &arena, S("goals/part.yaml/x.yaml")), "which are taken to be there");
	source_close(source);
}

static void
sparse(void)
{
	struct source *source;

	sh("git init -q full && cd full && mkdir -p goals/a goals/b/n people docs &&"
	   "echo w >whet.yaml && echo 1 >goals/a/1.yaml && echo 2 >goals/b/2.yaml &&"
	   "echo p >people/p.yaml && touch goals/b/n/whet.yaml goals/b/n/3.yaml docs/d.md &&"
	   "git add . && git commit -q -m 1 && git sparse-checkout set --no-cone /whet.yaml /goals/a");
	source = folder("full");
	ok(source_is_threaded(source), "nothing is known of sparse files yet");
	is_str(list(source), "goals/a/1.yaml goals/b/2.yaml people/p.yaml",
	    "sparse files are listed");
	ok(!source_is_threaded(source), "reading them is not for threads");
	is_str(read_listed(source, "goals/b/2.yaml"), "2", "they are read");
	is_str(read_listed(source, "goals/a/1.yaml"), "1", "those on disk as well");
	ok(source_has(source, &arena, S("docs/d.md")), "they are there");
	is_str(read_path(source, "people/p.yaml"), "p", "and read by path");
	source_close(source);
}

static bool
is_locked(void)
{
	struct source *source;
	struct str files;
	int status = source_folder(&source, &arena, "locked");

	files = status ? S("(failed)") : list(source);
	if (str_is(files, "goals/closed? goals/open.yaml goals/sealed.yaml") &&
	    str_is(read_listed(source, "goals/sealed.yaml"), strerror(EACCES)))
		return true;
	note("got %.*s", SV(files));
	return false;
}

static bool
is_shut(void)
{
	struct source *source;
	struct str text;

	hear();
	if (source_folder(&source, &arena, "shut") == 0) {
		is_str(list(source), "(failed)", "not to be listed");
		text = heard(&arena);
		return str_ends(text, S("Permission denied"));
	}
	heard(&arena);
	return false;
}

static void
unreadable(void)
{
	sh("mkdir -p locked/goals/closed locked/docs && cd locked &&"
	   "touch whet.yaml goals/open.yaml goals/sealed.yaml goals/closed/x.yaml &&"
	   "chmod 0 goals/closed docs goals/sealed.yaml && cd .. &&"
	   "mkdir shut && touch shut/whet.yaml && chmod 311 shut");
	ok(apart(is_locked, true), "a folder and a file without permission");
	ok(apart(is_shut, true), "a workspace without permission");
	sh("chmod -R u+rwX locked shut");
}

static void
discovery(void)
{
	struct source *source;

	sh("mkdir -p up/repo/a/b && touch up/whet.yaml && git init -q up/repo");
	hear();
	says(&arena, source_folder(&source, &arena, "up/repo/a"), 2,
	    "no whet.yaml in up/repo/a or above it; \"whet-init up/repo/a\" starts a workspace");
	hear();
	says(&arena, source_folder(&source, &arena, "missing"), 3, "missing: No such file");
	hear();
	says(&arena, source_folder(&source, &arena, "up/whet.yaml"), 3,
	    "whet.yaml: Not a directory");
	ok(!source, "no source");
	sh("touch up/repo/a/whet.yaml && mkdir up/repo/a/b/whet.yaml");
	source = folder("up/repo/a/b");
	ok(str_ends(source->root, S("/up/repo/a/")), "a folder whet.yaml is none");
	is_str(source->prefix, "a/", "the folder in the repository");
	source_close(source);
	source = folder("up");
	ok(str_ends(source->root, S("/up/")) && !source->git, "above is another one");
	source_close(source);
	sh("touch up/repo/whet.yaml");
	source = folder("up/repo/.git");
	ok(str_ends(source->root, S("/up/repo/")), "from inside .git");
	source_close(source);
}

static void
bare(void)
{
	struct source *source;

	sh("git init -q --bare bare.git");
	hear();
	says(&arena, source_folder(&source, &arena, "bare.git"), 2, "nothing has been committed");
	hear();
	says(&arena, source_index(&source, &arena, "bare.git"), 2, "nothing is staged");
	sh("git init -q src && cd src && mkdir -p b/goals c/goals a/a/goals &&"
	   "touch b/goals/b.yaml c/goals/c.yaml a/a/goals/a.yaml && git add . && git commit -q -m 0 &&"
	   "git push -q ../bare.git main");
	hear();
	says(&arena, source_folder(&source, &arena, "bare.git"), 2, "no whet.yaml in any folder");
	sh("cd src && touch b/whet.yaml c/whet.yaml a/a/whet.yaml && git add . && git commit -q -m 1 &&"
	   "git push -q ../bare.git main");
	source = folder("bare.git");
	ok(source->kind == SOURCE_REVISION && source->has_commit, "a bare repository is its HEAD");
	is_str(source->prefix, "b/", "the shallowest, the first by path");
	is_str(list(source), "goals/b.yaml", "its files");
	ok(!source_is_threaded(source), "not for threads");
	source_close(source);
	source = revision("bare.git", "main");
	is_str(source->prefix, "b/", "at a revision");
	source_close(source);
}

static void
revisions(void)
{
	struct source *source;
	bool found;

	hear();
	says(&arena, source_revision(&source, &arena, "plain", "HEAD"), 2,
	    "not in a Git repository");
	sh("git init -q rev && cd rev && mkdir -p ws/goals/n ws/goals/x.yaml docs && echo 1 >ws/whet.yaml &&"
	   "echo old >ws/goals/g.yaml && touch ws/goals/n/whet.yaml ws/goals/n/n.yaml docs/d.md"
	   " ws/goals/x.yaml/i.yaml && ln -s g.yaml ws/goals/l.yaml && ln -s ../docs ws/way");
	source = folder("rev/ws");
	ok(!source_commit(&found, source) && !found, "nothing is committed yet");
	source_close(source);
	hear();
	says(&arena, source_revision(&source, &arena, "rev/ws", "HEAD"), 2,
	    "nothing has been committed");
	sh("cd rev && git add . && git commit -q -m 1 && echo new >ws/goals/g.yaml &&"
	   "git mv docs/d.md docs/e.md && git commit -qam 2");
	source = folder("rev/ws");
	ok(!source_commit(&found, source) && found && str_is(source->commit.subject, "2"),
	    "the commit of a folder");
	source_close(source);
	source = revision("rev/ws/goals", "HEAD~1");
	ok(!source_commit(&found, source) && found && str_is(source->commit.subject, "1"),
	    "the commit of a revision");
	is_str(source->prefix, "ws/", "its folder");
	is_str(list(source), "goals/g.yaml goals/l.yaml@ goals/x.yaml/ goals/x.yaml/i.yaml",
	    "its files");
	is_str(read_listed(source, "goals/g.yaml"), "old", "as it was then");
	is_str(read_listed(source, "goals/l.yaml"), "a symbolic link, which is not followed",
	    "a link");
	is_str(read_path(source, "whet.yaml"), "1", "whet.yaml");
	ok(source_has(source, &arena, S("../docs/d.md")), "evidence outside of the workspace");
	ok(source_has(source, &arena, S("../docs/")), "a folder");
	ok(!source_has(source, &arena, S("../../rev/docs/d.md")),
	    "nothing outside of the repository");
	ok(!source_has(source, &arena, S("way/d.md")), "nothing behind a link");
	ok(!source_has(source, &arena, S("/docs")), "nothing absolute");
	source_close(source);
	sh("cd rev && git rm -q -r --cached ws && git commit -q -m 3 && git branch empty &&"
	   "git reset -q --hard HEAD~1");
	hear();
	says(&arena, source_revision(&source, &arena, "rev/ws", "empty"), 2, "no ws/whet.yaml");
	sh("cd rev && rm ws/whet.yaml");
	source = revision("rev/ws/goals", "HEAD");
	is_str(source->prefix, "ws/", "found where it is gone from the disk");
	source_close(source);
	hear();
	says(&arena, source_revision(&source, &arena, "rev/docs", "HEAD"), 2,
	    "no whet.yaml in rev/docs or above it in revision \"HEAD\"");
	sh("git clone -q --depth 1 \"file://$PWD/src\" cut");
	hear();
	says(&arena, source_revision(&source, &arena, "cut", "HEAD~1"), 2, "this shallow clone");
}

static void
paths_on_disk(void)
{
	struct source *source = folder("rev/docs/../../plain");

	is_str(read_path(source, "goals/../whet.yaml"), "w", "a roundabout path");
	is_str(read_path(source, "goals/docs/d.yaml"), "a symbolic link, which is not followed",
	    "behind a link");
	is_str(read_path(source, "goals"), strerror(EISDIR), "a folder");
	is_str(read_path(source, "../plain/whet.yaml"), strerror(ENOENT), "outside");
	is_str(read_path(source, "whet.yaml/x"), strerror(ENOTDIR), "below a file");
	ok(source_has(source, &arena, S("goals/dangling.yaml")) &&
		source_has(source, &arena, S("")) && source_has(source, &arena, S("docs//d.yaml")),
	    "what is there");
	ok(!source_has(source, &arena, S("no")) && !source_has(source, &arena, S("../rev")) &&
		!source_has(source, &arena, (struct str){"docs\0x", 6}),
	    "what is not");
	source_close(source);
	sh("git -C rev checkout -q ws/whet.yaml");
	source = folder("rev/ws");
	ok(source_has(source, &arena, S("../docs/e.md")), "elsewhere in the repository");
	ok(!source_has(source, &arena, S("../.git/config")), "nothing of Git's own");
	ok(!source_has(source, &arena, S("../docs/d.md")), "not what is gone");
	source_close(source);
}

static void
indexes(void)
{
	struct source *source;

	sh("git init -q idx && cd idx && mkdir -p ws/goals/x.yaml && touch ws/whet.yaml");
	hear();
	says(&arena, source_index(&source, &arena, "idx/ws"), 2, "no whet.yaml is staged");
	sh("cd idx && for i in a b x.yaml/c; do echo 1 >ws/goals/$i.yaml; done && git add . &&"
	   "git commit -q -m 1 && git checkout -q -b s && echo s >ws/goals/b.yaml && git commit -qam 2 &&"
	   "git checkout -q main && echo m >ws/goals/b.yaml && git commit -qam 3 &&"
	   "! git merge -q s >/dev/null 2>&1 && echo staged >ws/goals/a.yaml && git add ws/goals/a.yaml &&"
	   "echo later >ws/goals/a.yaml && touch ws/goals/new.yaml && git add -N ws/goals/new.yaml &&"
	   "rm ws/whet.yaml");
	source = staged("idx/ws/goals");
	is_str(source->prefix, "ws/", "its folder");
	is_str(list(source), "goals/a.yaml goals/b.yaml! goals/x.yaml/ goals/x.yaml/c.yaml",
	    "its files");
	is_str(read_listed(source, "goals/a.yaml"), "staged", "as it is staged");
	is_str(read_listed(source, "goals/b.yaml"), "a merge of it is not resolved", "a conflict");
	is_str(read_path(source, "goals/b.yaml"), "a merge of it is not resolved", "by path");
	is_str(read_path(source, "whet.yaml"), "", "whet.yaml, gone from disk");
	ok(source_has(source, &arena, S("goals/x.yaml")) &&
		!source_has(source, &arena, S("goals/x")),
	    "folders");
	source_close(source);
	sh("cd idx && git checkout -q ws/whet.yaml");
	source = folder("idx/ws");
	is_str(list(source),
	    "goals/a.yaml goals/b.yaml goals/new.yaml goals/x.yaml/ goals/x.yaml/c.yaml",
	    "a conflict on disk is a file");
	source_close(source);
}

/* The subject of the commit of a day, "none" where there is none. */
static struct str
at(struct source *base, const char *day)
{
	struct source *source;
	int32_t date = 0;
	bool found;

	date_parse(&date, str_of(day));
	if (source_at(&source, &found, &arena, base, date))
		return S("(failed)");
	if (!found)
		return S("none");
	source_close(source);
	return source->commit.subject;
}

/* What is given stands in for a file, be it there or not, and counts as one. */
static void
given(void)
{
	struct source *source;
	struct source_files files;
	struct source_patterns include = {(struct str[]){S("goals")}, 1}, exclude = {0};
	struct str bytes;
	int error;

	sh("git init -q given && cd given && mkdir goals && touch whet.yaml && "
	   "echo old >goals/a.yaml && echo secret.yaml >.gitignore && git add . && "
	   "git commit -q -m 1");
	source = folder("given");
	source_give(source, S("goals/a.yaml"), S("new"));
	is_str(list(source), "goals/a.yaml", "in the place of a file");
	source_list(&files, source, &arena, &include, &exclude);
	source_read(&bytes, &error, source, &arena, &files.p[0]);
	ok(!error && str_is(bytes, "new"), "its bytes");
	source_give(source, S("goals/b.yaml"), S("new"));
	is_str(list(source), "goals/a.yaml goals/b.yaml", "as one more");
	ok(source_has(source, &arena, S("goals/b.yaml")), "it is there");
	source_give(source, S("whet.yaml"), S("new"));
	is_str(read_path(source, "whet.yaml"), "new", "settings");
	is_str(list(source), "goals/a.yaml", "which are no records");
	source_give(source, S("goals/secret.yaml"), S("new"));
	is_str(list(source), "goals/a.yaml", "what Git would ignore is left out");
	source_close(source);
	source = revision("given", "HEAD");
	source_give(source, S("goals/a.yaml"), S("new"));
	source_list(&files, source, &arena, &include, &exclude);
	source_read(&bytes, &error, source, &arena, &files.p[0]);
	ok(!error && str_is(bytes, "new"), "in a revision");
	source_close(source);
}

static void
at_commits(void)
{
	struct source *base, *source;
	bool found;

	sh("git init -q commits && cd commits && touch x && git add . && git commit -q -m 1 && "
	   "mkdir -p a/goals && touch a/whet.yaml a/goals/a.yaml && git add . && "
	   "git commit -q -m 2 && git rm -q a/goals/a.yaml && git commit -q -m 3");
	base = folder("commits/a");
	source_commit(&found, base);
	ok(!source_at_commit(&source, &found, &arena, base, base->commit.parents[0]) && found,
	    "at the commit before");
	is_str(list(source), "goals/a.yaml", "its files");
	ok(!source_at_commit(&source, &found, &arena, base, source->commit.parents[0]) && !found,
	    "the workspace was not there yet");
	ok(!source_shallowest(&source, &arena, "commits", base->commit.id) && source &&
		str_is(source->prefix, "a/"),
	    "found from the top");
	source_close(source);
	source_close(base);
}

static void
dates(void)
{
	struct source *source, *then;
	bool found;

	sh("git init -q when && cd when && c() { GIT_COMMITTER_DATE=\"$2\" git commit -q --allow-empty"
	   " -m $1; } && c before '2026-01-01T12:00:00Z' && mkdir goals && touch whet.yaml &&"
	   "echo 1 >goals/g.yaml && git add . && c first '2026-01-05T23:30:00-0500' &&"
	   "echo 2 >goals/g.yaml && git add . && c second '2026-01-07T00:30:00+0900' &&"
	   "git checkout -q -b s && c side '2026-01-08T12:00:00Z' && git checkout -q main &&"
	   "c ahead '2026-02-01T12:00:00Z' && c skewed '2026-01-09T12:00:00Z' &&"
	   "GIT_COMMITTER_DATE='2026-01-20T12:00:00Z' git merge -q --no-ff -m merge s");
	source = folder("when");
	is_str(at(source, "2025-12-31"), "none", "before history");
	is_str(at(source, "2026-01-04"), "none", "before the workspace");
	is_str(at(source, "2026-01-05"), "first", "late in the west is still that day");
	is_str(at(source, "2026-01-06"), "first", "early in the east is not yet that day");
	is_str(at(source, "2026-01-08"), "second", "other parents are not followed");
	is_str(at(source, "2026-01-19"), "skewed",
	    "the newest in the chain, whatever is behind it");
	is_str(at(source, "2026-02-15"), "merge", "the end of it");
	ok(!source_at(&then, &found, &arena, source, date_of(2026, 1, 6)) && found, "that day");
	is_str(read_path(then, "goals/g.yaml"), "1", "as it was then");
	is_str(list(then), "goals/g.yaml", "with its files");
	source_close(then);
	source_close(source);
	source = folder("plain");
	is_str(at(source, "2026-01-05"), "none", "outside Git");
	source_close(source);
	source = revision("when", "HEAD~2");
	is_str(at(source, "2026-03-01"), "ahead", "from a revision on");
	source_close(source);
	sh("cd when && c() { GIT_COMMITTER_DATE=\"$2\" git commit -q --allow-empty -m $1; } &&"
	   "c behind '2000-01-01T12:00:00Z' && c twice '2000-01-02T12:00:00Z' && c late '2026-03-01T12:00:00Z'");
	source = folder("when");
	is_str(at(source, "2026-01-08"), "second", "a clock that was behind changes no day before");
	is_str(at(source, "2026-02-28"), "merge", "nor those after");
	is_str(at(source, "2001-01-01"), "none", "and makes no day of its own");
	is_str(at(source, "2026-03-01"), "late", "what was committed by it counts with the next");
	source_close(source);
}

static void
partial(void)
{
	struct source *source;

	sh("cd full && git sparse-checkout disable && git config uploadpack.allowFilter true &&"
	   "git clone -q --no-checkout --filter=blob:none \"file://$PWD\" ../partial");
	source = revision("partial", "HEAD");
	is_str(list(source), "goals/a/1.yaml goals/b/2.yaml people/p.yaml", "a partial clone");
	hear();
	ok(str_is(read_listed(source, "goals/a/1.yaml"), "not fetched into this partial clone"),
	    "lacks content");
	says(&arena, 0, 0, "");
	source_close(source);
	sh("git clone -q --no-checkout --filter=tree:1 \"file://$PWD/full\" treeless");
	source = revision("treeless", "HEAD");
	is_str(list(source), "goals? people?", "or folders");
	source_close(source);
}

/* Paths of up to n files that can be together, whet.yaml files among them; gives their number. */
static size_t
random_files(struct str *paths, size_t n, uint64_t *seed)
{
	static const char *const names[] = {"a", "a.b", "b.yaml", "goals", "x.yaml", "whet.yaml",
	    "z.yml", "a-b.yaml"};
	size_t count = 1;

	paths[0] = S("whet.yaml");
	while (--n) {
		struct str path = {0};
		bool fits = true;

		for (size_t depth = random_below(seed, 4) + 1; depth; depth--)
			path = str_fmt(&arena, "%.*s%s%s", SV(path), path.n ? "/" : "",
			    names[random_below(seed, 8)]);
		for (size_t i = 0; i < count; i++) {
			struct str a = str_fmt(&arena, "%.*s/", SV(paths[i]));
			struct str b = str_fmt(&arena, "%.*s/", SV(path));

			fits = fits && !str_starts(a, b) && !str_starts(b, a);
		}
		if (fits)
			paths[count++] = path;
	}
	return count;
}

static const char *const includes[] = {"goals", "**", "a goals/b.yaml", "a/*", "**/a goals",
    "*.yaml", "a/**/goals"};
static const char *const excludes[] = {"", "a", "x.yaml !goals/x.yaml", "/goals/a", "*.yml"};
enum { PATTERNS = 35 };

/* In how many of the patterns do two sources list different files? */
static size_t
differences(const char *what, struct source *source, struct source *other)
{
	size_t n = 0;

	for (size_t i = 0; i < PATTERNS; i++) {
		struct str a = list_some(source, includes[i % 7], excludes[i % 5]);
		struct str b = list_some(other, includes[i % 7], excludes[i % 5]);

		if (str_eq(a, b))
			continue;
		n++;
		note("%s, include %s, exclude %s: %.*s\n# memory: %.*s", what, includes[i % 7],
		    excludes[i % 5], SV(a), SV(b));
	}
	return n;
}

/* A folder, the revision and the index made of it, and the same in memory list alike, whatever the
 * tree and the patterns. */
static void
alike(void)
{
	uint64_t seed = 7;
	size_t different = 0;

	for (int round = 0; round < 12; round++) {
		struct str paths[40], contents[40] = {0};
		const char *names[40];
		size_t n = random_files(paths, 40, &seed);
		struct source *memory, *source;

		sh("rm -rf alike && git init -q alike");
		for (size_t i = 0; i < n; i++) {
			names[i] = paths[i].p;
			sh("cd alike && mkdir -p $(dirname %s) && touch %s", names[i], names[i]);
		}
		memory = source_memory(&arena, names, contents, n);
		if (source_folder(&source, &arena, "alike") == 0)
			different += differences("untracked", source, memory);
		source_close(source);
		sh("cd alike && git add -A && git commit -q -m 1");
		if (source_folder(&source, &arena, "alike") == 0)
			different += differences("folder", source, memory);
		source_close(source);
		if (source_revision(&source, &arena, "alike", "HEAD") == 0)
			different += differences("revision", source, memory);
		source_close(source);
		if (source_index(&source, &arena, "alike") == 0)
			different += differences("index", source, memory);
		source_close(source);
	}
	ok(different == 0, "a folder, its revision, its index and memory list alike");
}

static void
resolved_paths(void)
{
	static const struct {
		const char *from, *path, *is;
	} rows[] = {
	    {"whet.yaml", "policy.yaml", "policy.yaml"},
	    {"whet.yaml", "./a//b/../policy.yaml", "a/policy.yaml"},
	    {"whet.yaml", "../policy.yaml", "../policy.yaml"},
	    {"../a/b.yaml", "c.json", "../a/c.json"},
	    {"../a/b.yaml", "../../c.json", "../../c.json"},
	    {"../../a.yaml", "b/c.json", "../../b/c.json"},
	    {"a/b.yaml", "../..", ".."},
	    {"a/b.yaml", "/etc/passwd", ""},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		is_str(source_path(&arena, str_of(rows[i].from), str_of(rows[i].path)), rows[i].is,
		    "%s", rows[i].path);
}

int
main(void)
{
	plain();
	patterns();
	tracked();
	submodules();
	sparse();
	unreadable();
	discovery();
	bare();
	revisions();
	paths_on_disk();
	indexes();
	given();
	at_commits();
	dates();
	partial();
	alike();
	resolved_paths();
	arena_free(&arena);
	return done();
}
