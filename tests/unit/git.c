#include "git.h"

#include "date.h"
#include "shell.h"

static struct arena arena;
static const char *program;

/* Opens what must be there. */
static struct git *
open_git(const char *dir)
{
	struct git *git = NULL;
	int status = git_open(&git, &arena, dir);

	if (!ok(status == 0 && git, "%s opens", dir))
		exit(done());
	return git;
}

static struct git_id
id_of(struct git *git, const char *rev)
{
	struct git_id id = {0};
	bool found;

	if (git_resolve(&id, &found, git, rev) || !found)
		note("%s does not resolve", rev);
	return id;
}

static struct str
hex(struct git_id id)
{
	char text[41];

	return str_dup(&arena, str_of(git_id_text(text, id)));
}

/* The id that git itself gives to a revision. */
static struct str
git_says(const char *dir, const char *rev)
{
	return output(&arena, str_fmt(&arena, "git -C %s rev-parse '%s'", dir, rev).p);
}

static void
same_revision(struct git *git, const char *dir, const char *rev, const char *as)
{
	ok(str_eq(hex(id_of(git, rev)), git_says(dir, as)), "%s in %s", rev, dir);
}

static void
opening(void)
{
	struct str here = output(&arena, "pwd -P");
	struct git *git;

	sh("mkdir plain repo && cd repo && git init -q && mkdir -p a/b");
	ok(git_open(&git, &arena, "plain") == 0 && !git, "a plain folder is in no repository");
	git = open_git("repo/a/b");
	is_str(git_top(git), str_fmt(&arena, "%.*s/repo/", SV(here)).p, "top");
	is_str(git_folder(git), str_fmt(&arena, "%.*s/repo/.git/", SV(here)).p, "folder");
	ok(!git_is_bare(git) && !git_is_shallow(git), "neither bare nor shallow");
	git_close(git);
	git = open_git("repo/.git");
	is_str(git_top(git), str_fmt(&arena, "%.*s/repo/", SV(here)).p, "top from inside .git");
	git_close(git);
	git_close(NULL);
	sh("git init -q --bare bare.git");
	git = open_git("bare.git");
	ok(git_is_bare(git) && git_top(git).n == 0, "bare");
	is_str(git_folder(git), str_fmt(&arena, "%.*s/bare.git/", SV(here)).p, "its folder");
	git_close(git);
}

static void
revisions(void)
{
	static const char *const revs[] = {"HEAD", "@", "main", "HEAD~1", "light", "heavy",
	    "side^0"};
	struct git_id id;
	struct git *git;
	bool found;

	sh("cd repo && git commit -q --allow-empty -m one && git tag light &&"
	   "echo x >f && git add f && git commit -q -m two && git tag -a -m x heavy &&"
	   "git branch side HEAD~1");
	git = open_git("repo");
	for (size_t i = 0; i < sizeof revs / sizeof *revs; i++)
		same_revision(git, "repo", revs[i], str_fmt(&arena, "%s^{commit}", revs[i]).p);
	same_revision(git, "repo", str_c(&arena, str_sub(git_says("repo", "main"), 0, 8)), "main");
	hear();
	says(&arena, git_resolve(&id, &found, git, "nowhere"), 2, "no revision \"nowhere\"");
	hear();
	says(&arena, git_resolve(&id, &found, git, "HEAD:f"), 2, "does not name a commit");
	hear();
	says(&arena, git_resolve(&id, &found, git, ""), 2, "\"\"");
	git_close(git);
	sh("cd repo && git checkout -q --detach HEAD~1");
	git = open_git("repo");
	same_revision(git, "repo", "HEAD", "main~1");
	git_close(git);
	sh("cd repo && git checkout -q main");
	git = open_git("bare.git");
	hear();
	says(&arena, git_resolve(&id, &found, git, "HEAD"), 0, "");
	ok(!found, "HEAD is not born");
	git_close(git);
}

static void
other_places(void)
{
	struct git *git;
	struct str side;

	sh("cd repo && git config extensions.worktreeConfig true &&"
	   "git config core.repositoryFormatVersion 1 && git worktree add -q ../linked side");
	git = open_git("linked");
	ok(str_ends(git_top(git), S("/linked/")), "top of a linked working tree");
	same_revision(git, "linked", "HEAD", "side");
	git_close(git);
	sh("git clone -q --bare repo hub.git && cd hub.git && git config extensions.worktreeConfig true &&"
	   "git config core.repositoryFormatVersion 1 && git worktree add -q ../spoke main");
	git = open_git("spoke");
	ok(!git_is_bare(git) && str_ends(git_top(git), S("/spoke/")),
	    "a working tree of a bare repository");
	git_close(git);
	side = git_says("repo", "side");
	sh("cd repo && git config extensions.relativeWorktrees true &&"
	   "echo 'gitdir: ../repo/.git/worktrees/linked' >../linked/.git &&"
	   "echo ../../../../linked/.git >.git/worktrees/linked/gitdir");
	git = open_git("linked");
	ok(str_eq(hex(id_of(git, "HEAD")), side), "HEAD where paths between the two are relative");
	git_close(git);
	sh("git config --file repo/.git/config --unset extensions.relativeWorktrees");
	sh("git init -q super && cd super && git -c protocol.file.allow=always submodule --quiet add"
	   " ../repo sub 2>/dev/null && git commit -q -m sub");
	git = open_git("super/sub");
	ok(str_ends(git_top(git), S("/super/sub/")), "top of a submodule");
	ok(str_ends(git_folder(git), S("/super/.git/modules/sub/")), "its folder");
	git_close(git);
}

static void
commits(void)
{
	struct git_commit commit;
	struct git *git;
	char text[32];
	bool found;

	sh("git init -q words && cd words &&"
	   "export GIT_AUTHOR_NAME='Ada <x> Okafor' GIT_AUTHOR_EMAIL=ada@example.org"
	   " GIT_AUTHOR_DATE='1785223800 +0545' GIT_COMMITTER_DATE='1785225599 -0930' &&"
	   "git commit -q --allow-empty -m one && git checkout -q -b side &&"
	   "git commit -q --allow-empty -m two && git checkout -q main &&"
	   "git commit -q --allow-empty -m three && printf 'A subject\\nof two lines\\n\\nbody\\n' >.git/message &&"
	   "git -c i18n.commitEncoding=ISO-8859-1 merge -q --no-ff -F .git/message side");
	git = open_git("words");
	ok(!git_read_commit(&commit, &found, git, &arena, id_of(git, "HEAD")) && found, "a merge");
	ok(commit.n_parents == 2 && str_eq(hex(commit.parents[0]), git_says("words", "HEAD^1")) &&
		str_eq(hex(commit.parents[1]), git_says("words", "HEAD^2")),
	    "its parents");
	ok(str_eq(hex(commit.tree), git_says("words", "HEAD^{tree}")), "its tree");
	ok(git_id_eq(commit.id, id_of(git, "HEAD")), "its id");
	is_str(commit.author.name, "Ada x Okafor", "name");
	is_str(commit.author.email, "ada@example.org", "address");
	is_str(commit.committer.email, "test@example.org", "committer");
	is_str(commit.subject, "A subject", "subject");
	is_str(str_of(git_when_text(text, commit.author.when)), "2026-07-28T13:15:00+05:45",
	    "author's time");
	is_str(str_of(git_when_text(text, commit.committer.when)), "2026-07-27T22:29:59-09:30",
	    "committer's time");
	is_str(str_of(date_text(text, git_when_day(commit.committer.when))), "2026-07-27",
	    "day in the zone as written");
	git_close(git);
}

static void
malformed(void)
{
	static const char head[] = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n";
	static const struct {
		const char *author, *name, *email, *when;
	} people[] = {
	    {"A <a@b> 0 +0000", "A", "a@b", "1970-01-01T00:00:00+00:00"},
	    {"<> 0 +0000", "", "", "1970-01-01T00:00:00+00:00"},
	    {"A", "A", "", "1970-01-01T00:00:00+00:00"},
	    {"A <a@b>", "A", "a@b", "1970-01-01T00:00:00+00:00"},
	    {"A <a@b> -86400 -0000", "A", "a@b", "1969-12-31T00:00:00+00:00"},
	    {"A <a@b> -1 +0100", "A", "a@b", "1970-01-01T00:59:59+01:00"},
	    {"A <a>b> 1 +9999", "A", "a>b", "1970-01-01T00:00:01+00:00"},
	    {"A <a@b> 99999999999999999999999 +0100", "A", "a@b", "9999-12-31T23:59:59+01:00"},
	    {"A <a@b> -99999999999999999999999 -2359", "A", "a@b", "0001-01-01T00:00:00-23:59"},
	    {"A <a@b> x y", "A", "a@b", "1970-01-01T00:00:00+00:00"},
	};
	struct git_commit commit;
	struct git_entry entry;
	struct str bytes;
	char text[32];

	for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
		const char *author = people[i].author;

		bytes = str_fmt(&arena, "%sauthor %s\ncommitter %s\nx y\n z\n\n\n s \nt", head,
		    author, author);
		ok(git_parse_commit(&commit, &arena, bytes), "author %s", author);
		is_str(commit.author.name, people[i].name, "name");
		is_str(commit.author.email, people[i].email, "address");
		is_str(str_of(git_when_text(text, commit.committer.when)), people[i].when, "time");
		is_str(commit.subject, "s", "subject");
	}
	for (size_t n = 0; n < bytes.n; n++)
		if (git_parse_commit(&commit, &arena, str_dup(&arena, str_sub(bytes, 0, n))) !=
		    (n > (size_t)(strstr(bytes.p, "\nx y\n") - bytes.p)))
			note("%zu bytes of a commit", n);
	bytes = str_dup(&arena, (struct str){"100664 a\0"
					     "aaaaaaaaaaaaaaaaaaaa40000 b\0bbb",
				    38});
	ok(git_parse_entry(&entry, &bytes) && entry.mode == GIT_FILE, "an old mode");
	ok(!git_parse_entry(&entry, &bytes) && bytes.n == 9, "a tree that is cut off");
	for (const char *const *c = (const char *const[]){"", " ", "1", "9 a", "644", "1 \0", NULL};
	     *c; c++) {
		bytes = str_of(*c);
		ok(!git_parse_entry(&entry, &bytes), "no entry: \"%s\"", *c);
	}
}

static void
trees(void)
{
	struct git_entries entries;
	struct git_entry entry;
	struct git_commit commit;
	struct str all = {0}, bytes;
	struct git *git;
	bool found;

	sh("git init -q trees && cd trees && mkdir -p a/b x && echo 1 >a.txt && echo 2 >a/b/c &&"
	   "printf 'a\\000b' >a0 && ln -s a.txt link && echo 4 >x/run && chmod +x x/run &&"
	   "git add . && git update-index --add --cacheinfo"
	   " 160000,0123456789012345678901234567890123456789,gitlink && git commit -q -m x");
	git = open_git("trees");
	git_read_commit(&commit, &found, git, &arena, id_of(git, "HEAD"));
	ok(!git_read_tree(&entries, &found, git, &arena, commit.tree) && found, "a tree");
	for (size_t i = 0; i < entries.n; i++)
		all = str_fmt(&arena, "%.*s%06o %.*s\n", SV(all), entries.p[i].mode,
		    SV(entries.p[i].name));
	is_str(all, "100644 a.txt\n040000 a\n100644 a0\n160000 gitlink\n120000 link\n040000 x\n",
	    "its entries, in Git's order");
	ok(!git_path(&entry, &found, git, &arena, commit.tree, S("a/b/c")) && found &&
		str_eq(hex(entry.id), git_says("trees", "HEAD:a/b/c")),
	    "a path");
	is_str(entry.name, "c", "its name");
	ok(!git_read_blob(&bytes, &found, git, &arena, entry.id) && found && str_is(bytes, "2\n"),
	    "its bytes");
	ok(!git_path(&entry, &found, git, &arena, commit.tree, S("x/run")) &&
		entry.mode == GIT_EXECUTABLE,
	    "an executable");
	ok(!git_path(&entry, &found, git, &arena, commit.tree, S("a//b/")) && found &&
		entry.mode == GIT_FOLDER,
	    "a folder");
	ok(!git_path(&entry, &found, git, &arena, commit.tree, S("")) && found &&
		git_id_eq(entry.id, commit.tree),
	    "the tree itself");
	ok(!git_path(&entry, &found, git, &arena, commit.tree, S("a0")) &&
		!git_read_blob(&bytes, &found, git, &arena, entry.id) && bytes.n == 3,
	    "a NUL in a file");
	for (const char *const *c =
		 (const char *const[]){"no", "a/no", "a.txt/x", "link/x", "gitlink/x", NULL};
	     *c; c++)
		ok(!git_path(&entry, &found, git, &arena, commit.tree, str_of(*c)) && !found,
		    "nothing at %s", *c);
	hear();
	says(&arena, git_read_blob(&bytes, &found, git, &arena, commit.tree), 3, "another type");
	git_close(git);
}

static void
lookups(void)
{
	struct git *git = open_git("trees");
	struct str commit = git_says("trees", "HEAD"), tree = git_says("trees", "HEAD^{tree}");
	struct git_id id;

	ok(git_has_commit(git, commit) && git_has_commit(git, str_sub(commit, 0, 8)),
	    "a commit is there");
	ok(!git_has_commit(git, tree) && !git_has_commit(git, S("0123456789")) &&
		!git_has_commit(git, S("xyz1")) && !git_has_commit(git, str_sub(commit, 0, 3)),
	    "trees, other ids, what is no id and what is too short are none");
	ok(!git_hash_blob(&id, S("2\n")) && str_eq(hex(id), git_says("trees", "HEAD:a/b/c")),
	    "bytes have the id of their blob");
	ok(!git_hash_blob(&id, (struct str){0}) &&
		str_is(hex(id), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"),
	    "so has nothing");
	git_close(git);
}

static void
indexes(void)
{
	struct git_entries entries;
	struct str all = {0};
	struct git *git;

	sh("git init -q idx && cd idx && mkdir a && touch a/x a.b c && git add . && git commit -q -m 1"
	   "&& git checkout -q -b s && echo s >c && git commit -qam 2 && git checkout -q main &&"
	   "echo m >c && git commit -qam 3 && ! git merge -q s >/dev/null 2>&1 && touch later &&"
	   "git add -N later && git update-index --skip-worktree a/x");
	git = open_git("idx");
	ok(!git_read_index(&entries, git, &arena), "the index");
	for (size_t i = 0; i < entries.n; i++)
		all = str_fmt(&arena, "%.*s%.*s:%d%s ", SV(all), SV(entries.p[i].name),
		    entries.p[i].stage, entries.p[i].sparse ? "s" : "");
	is_str(all, "a.b:0 a/x:0s c:1 c:2 c:3 ", "its entries");
	git_close(git);
	git = open_git("bare.git");
	ok(!git_read_index(&entries, git, &arena) && entries.n == 0, "there is none");
	git_close(git);
}

static void
ignoring(void)
{
	static const struct {
		const char *path;
		bool ignored;
	} paths[] = {{"x.tmp", true}, {"x.yaml", false}, {"a/x.tmp", true}, {"a/keep.tmp", false},
	    {"out/", true}, {"out/x.yaml", true}, {"out/a/b/x.yaml", true}, {"a/out", false},
	    {"local.yaml", true}, {"a/own", true}, {"own", false}};
	struct git *git;

	sh("git init -q ign && cd ign && mkdir -p a out/a/b && touch a/out &&"
	   "printf '*.tmp\\nout/\\n!keep.tmp\\n' >.gitignore && echo /own >a/.gitignore &&"
	   "echo local.yaml >>.git/info/exclude");
	git = open_git("ign");
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		ok(git_ignored(git, &arena, str_of(paths[i].path)) == paths[i].ignored,
		    "%s is%s ignored", paths[i].path, paths[i].ignored ? "" : " not");
	git_close(git);
}

/* The walk from HEAD, a line each. */
static struct str
walk(struct git *git)
{
	struct git_steps steps;
	char *text;

	if (git_walk(&steps, git, &arena, id_of(git, "HEAD"), NULL, NULL))
		return S("(failed)");
	text = arena_alloc(&arena, steps.n * 41 + 1);
	for (size_t i = 0; i < steps.n; i++) {
		git_id_text(text + i * 41, steps.p[i].id);
		text[i * 41 + 40] = i + 1 < steps.n ? '\n' : '\0';
	}
	return str_of(text);
}

/* A stream for git fast-import: commits with random parents and no two with one date, which have
 * nothing to do with who is whose parent. */
static void
random_history(const char *path, size_t n, uint64_t seed)
{
	FILE *f = fopen(path, "w");

	for (size_t i = 1; i <= n; i++) {
		size_t back = random_below(&seed, 4) ? 1 : 1 + random_below(&seed, 12);

		fprintf(f, "commit refs/heads/b%zu\nmark :%zu\ncommitter T <t> %zu +0000\ndata 0\n",
		    i, i, 1000000000 + random_below(&seed, 1000000) * 1000 + i);
		if (i > 1)
			fprintf(f, "from :%zu\n", i > back ? i - back : 1);
		for (size_t m = random_below(&seed, 4); i > 20 && m > 2; m--)
			fprintf(f, "merge :%zu\n", i - 13 - random_below(&seed, 6));
		fputc('\n', f);
	}
	fprintf(f, "reset refs/heads/main\nfrom :%zu\n\n", n);
	fclose(f);
}

static void
walks(void)
{
	struct git *git;

	for (int i = 0; i < 5; i++) {
		random_history("stream", 400, (uint64_t)i);
		sh("git init -q dag%d && cd dag%d && git fast-import --quiet --force <../stream", i,
		    i);
		git = open_git(str_fmt(&arena, "dag%d", i).p);
		ok(str_eq(walk(git),
		       output(&arena,
			   str_fmt(&arena, "git -C dag%d rev-list --date-order main", i).p)),
		    "clocks that run wild: walked as Git does");
		git_close(git);
	}
}

/* Where two revisions part, in Git's words; "-" where they have nothing in common. */
static struct str
fork_of(struct git *git, const char *a, const char *b)
{
	struct git_id fork = {0};
	bool found;

	if (git_fork(&fork, &found, git, id_of(git, a), id_of(git, b)))
		return S("(failed)");
	return found ? hex(fork) : S("-");
}

static void
forks(void)
{
	struct git *git;

	sh("git init -q fork && cd fork && git commit -q --allow-empty -m 1 && git branch old && "
	   "git commit -q --allow-empty -m 2 && git checkout -q -b side old && "
	   "git commit -q --allow-empty -m 3 && git checkout -q --orphan other && "
	   "git commit -q --allow-empty -m 4");
	git = open_git("fork");
	is_str(fork_of(git, "main", "side"), hex(id_of(git, "old")).p, "where both part");
	is_str(fork_of(git, "main", "old"), hex(id_of(git, "old")).p, "one from the other");
	is_str(fork_of(git, "main", "other"), "-", "nothing in common");
	ok(git_has_revision(git, "side") && !git_has_revision(git, "@{upstream}") &&
		!git_has_revision(git, "none"),
	    "which revisions there are");
	git_close(git);
	sh("git -C fork checkout -q main && cd fork && git commit -q --allow-empty -m 5 && "
	   "git checkout -q side && git commit -q --allow-empty -m 6 && cd .. && "
	   "git clone -q --no-single-branch --depth 3 \"file://$PWD/fork\" near && "
	   "git -C fork branch -q -D old && "
	   "git clone -q --no-single-branch --depth 2 \"file://$PWD/fork\" far");
	git = open_git("near");
	is_str(fork_of(git, "origin/main", "side"), hex(id_of(git, "origin/old")).p,
	    "just before a shallow clone is cut off");
	git_close(git);
	git = open_git("far");
	is_str(fork_of(git, "origin/main", "side"), "-", "behind that");
	git_close(git);
}

/* The paths that changed since a revision (NULL: since there was nothing), "(failed)" otherwise. */
static struct str
changed(struct git *git, const char *from, enum git_side side, const char *to)
{
	struct git_commit before, after;
	struct git_paths paths;
	struct str all = S("");
	bool found;

	if (from)
		git_read_commit(&before, &found, git, &arena, id_of(git, from));
	if (to)
		git_read_commit(&after, &found, git, &arena, id_of(git, to));
	if (git_changed(&paths, git, &arena, from ? &before.tree : NULL, side,
		to ? &after.tree : NULL))
		return S("(failed)");
	for (size_t i = 0; i < paths.n; i++)
		all = str_fmt(&arena, "%.*s%s%.*s", SV(all), i ? " " : "", SV(paths.p[i]));
	return all;
}

static void
changes(void)
{
	struct git *git;

	sh("git init -q changed && cd changed && mkdir d d/e && for f in a d/b d/e/c d.x same; do "
	   "echo $f >$f; done && echo ignored >.gitignore && git add . && git commit -q -m 1 && "
	   "git mv d/b d/moved && echo 2 >a && git rm -q d/e/c && git add a && git commit -q -m 2 && "
	   "echo 3 >a && echo new >d/staged && git add a d/staged && echo 2 >a && touch same && "
	   "rm d.x && mkdir u && echo u >u/untracked && echo i >ignored && "
	   "git clone -q . nested");
	git = open_git("changed");
	is_str(changed(git, "HEAD~1", GIT_SIDE_TREE, "HEAD"), "a d/b d/e/c d/moved",
	    "between trees");
	is_str(changed(git, "HEAD", GIT_SIDE_TREE, "HEAD"), "", "none");
	is_str(changed(git, NULL, GIT_SIDE_TREE, "HEAD~1"), ".gitignore a d.x d/b d/e/c same",
	    "from nothing");
	is_str(changed(git, "HEAD", GIT_SIDE_INDEX, NULL), "a d/staged", "in the index");
	is_str(changed(git, "HEAD", GIT_SIDE_FILES, NULL), "a d.x d/staged nested/ u/untracked",
	    "in the working tree");
	git_close(git);
	sh("cd changed && git update-index --skip-worktree d.x a && rm a");
	git = open_git("changed");
	is_str(changed(git, "HEAD", GIT_SIDE_FILES, NULL), "a d/staged nested/ u/untracked",
	    "left out by a sparse checkout");
	git_close(git);
}

static void
shallow(void)
{
	struct git_commit commit, parent;
	struct git *git;
	bool found;

	sh("git init -q deep && cd deep && for i in 1 2 3 4; do git commit -q --allow-empty -m $i; done"
	   "&& git clone -q --depth 2 \"file://$PWD\" ../shallow");
	git = open_git("shallow");
	ok(git_is_shallow(git), "shallow");
	ok(str_eq(walk(git), output(&arena, "git -C shallow rev-list HEAD")),
	    "what is there is walked");
	git_read_commit(&commit, &found, git, &arena, id_of(git, "HEAD~1"));
	ok(commit.n_parents == 1, "the last commit names its parent");
	hear();
	says(&arena, git_read_commit(&parent, &found, git, &arena, commit.parents[0]), 0, "");
	ok(!found, "which is not there");
	git_close(git);
}

static void
partial(void)
{
	struct git_entry entry;
	struct git_commit commit;
	struct str bytes;
	struct git *git;
	bool found;

	sh("cd trees && git config uploadpack.allowFilter true &&"
	   "git clone -q --no-checkout --filter=blob:none \"file://$PWD\" ../partial");
	git = open_git("partial");
	git_read_commit(&commit, &found, git, &arena, id_of(git, "HEAD"));
	ok(!git_path(&entry, &found, git, &arena, commit.tree, S("a/b/c")) && found, "a path");
	hear();
	says(&arena, git_read_blob(&bytes, &found, git, &arena, entry.id), 0, "");
	ok(!found, "its blob has not been fetched");
	git_close(git);
}

/* libgit2 1.5 leaks here, so it runs apart. */
static bool
head_is_lost(void)
{
	struct git *git;
	struct git_id id;
	struct str text;
	bool found;
	int status;

	hear();
	status = git_open(&git, &arena, "broken");
	if (!status)
		status = git_resolve(&id, &found, git, "HEAD");
	text = heard(&arena);
	if (status == 3 && str_find(text, S("\"HEAD\"")) < text.n)
		return true;
	note("status %d: %.*s", status, SV(text));
	return false;
}

static void
broken(void)
{
	struct git_id blob;
	struct git_entry entry;
	struct git_commit commit;
	struct str bytes;
	struct git *git;
	bool found;

	sh("cp -r trees broken && cd broken && o=$(git rev-parse HEAD:a.txt) &&"
	   "rm -f .git/objects/$(echo $o | cut -c1-2)/$(echo $o | cut -c3-) &&"
	   "o=$(git rev-parse HEAD:a) && o=.git/objects/$(echo $o | cut -c1-2)/$(echo $o | cut -c3-) &&"
	   "rm -f $o && echo junk >$o");
	git = open_git("broken");
	git_read_commit(&commit, &found, git, &arena, id_of(git, "HEAD"));
	git_path(&entry, &found, git, &arena, commit.tree, S("a.txt"));
	blob = entry.id;
	hear();
	says(&arena, git_read_blob(&bytes, &found, git, &arena, blob), 3,
	    "it is missing; \"git fsck\"");
	hear();
	says(&arena, git_path(&entry, &found, git, &arena, commit.tree, S("a/b")), 3,
	    "cannot read");
	git_close(git);
	sh("echo ffffffffffffffffffffffffffffffffffffffff >broken/.git/refs/heads/main");
	ok(apart(head_is_lost, false), "HEAD names a commit that is missing");
}

/* A repository that is a copy of trees changed by a script says this when it is opened, or when its
 * index is. */
static void
unsupported(const char *name, const char *script, const char *words)
{
	struct git_entries entries;
	struct git *git;
	int status;

	sh("cp -r trees %s && cd %s && %s", name, name, script);
	hear();
	status = git_open(&git, &arena, name);
	if (!status && git)
		status = git_read_index(&entries, git, &arena);
	says(&arena, status, 3, words);
	git_close(git);
}

static void
formats(void)
{
	const char *v1 = "git config core.repositoryFormatVersion 1 && git config extensions.";

	sh("git init -q --object-format=sha256 sha256");
	unsupported("of256", "rm -rf .git && cp -r ../sha256/.git .", "SHA-256");
	unsupported("reftable", str_fmt(&arena, "%srefStorage reftable", v1).p, "reftable");
	unsupported("unknown", str_fmt(&arena, "%sunheardOf 1", v1).p, "extensions.unheardof");
	unsupported("split", "git update-index --split-index", "--no-split-index");
	unsupported("sparse",
	    "git reset -q --hard && git sparse-checkout set --cone --sparse-index x",
	    "--no-sparse-index");
}

static void
in_environment(void)
{
	struct git_entries entries;
	struct git_id id;
	struct git *git;
	bool found;

	sh("git clone -q --bare trees env.git && git init -q other && mkdir -p other/d");
	setenv("GIT_DIR", "env.git", 1);
	git = open_git(".");
	ok(str_ends(git_folder(git), S("/env.git/")), "GIT_DIR counts for the current folder");
	git_close(git);
	git = open_git("env.git");
	ok(str_ends(git_folder(git), S("/env.git/")), "GIT_DIR counts in its repository");
	git_close(git);
	git = open_git("other/d");
	ok(str_ends(git_top(git), S("/other/")), "and does not elsewhere");
	git_close(git);
	setenv("GIT_DIR", "nowhere", 1);
	hear();
	says(&arena, git_open(&git, &arena, "other"), 3, "nowhere");
	sh("mkdir tree && touch tree/f");
	setenv("GIT_DIR", "env.git", 1);
	setenv("GIT_WORK_TREE", "tree", 1);
	git = open_git("tree");
	ok(str_ends(git_top(git), S("/tree/")), "GIT_WORK_TREE counts");
	ok(str_ends(str_of(getenv("GIT_WORK_TREE")), S("tree")), "and stays");
	git_close(git);
	unsetenv("GIT_WORK_TREE");
	unsetenv("GIT_DIR");
	sh("cd trees && GIT_INDEX_FILE=../tmp-index git read-tree HEAD:a");
	setenv("GIT_INDEX_FILE", "../tmp-index", 1);
	if (chdir("trees") == 0) {
		git = open_git(".");
		ok(!git_read_index(&entries, git, &arena) && entries.n == 1 &&
			str_is(entries.p[0].name, "b/c"),
		    "GIT_INDEX_FILE counts");
		git_close(git);
		git = open_git("../idx");
		ok(!git_read_index(&entries, git, &arena) && entries.n == 5,
		    "and does not elsewhere");
		git_close(git);
	}
	unsetenv("GIT_INDEX_FILE");
	if (chdir("..") < 0)
		exit(1);
	sh("cat >env.git/hooks/pre-receive <<-EOF\n#!/bin/sh\nexec '%s' hook >../hooked\nEOF\n"
	   "chmod +x env.git/hooks/pre-receive && cd trees && echo 9 >pushed && git add pushed &&"
	   "git commit -q -m pushed && git push -q ../env.git HEAD:refs/heads/pushed",
	    program);
	is_str(output(&arena, "cat hooked"), "found 9", "a hook sees what is being pushed");
	git = open_git("env.git");
	ok(!git_resolve(&id, &found, git, "pushed") && found, "the push went through");
	git_close(git);
}

/* Runs as a pre-receive hook: reads the pushed commit from quarantine. */
static int
hook(void)
{
	struct git_commit commit;
	struct git_entry entry;
	struct str bytes;
	struct git_id id;
	struct git *git;
	char line[256];
	bool found;

	if (!fgets(line, sizeof line, stdin) || git_open(&git, &arena, ".") || !git ||
	    !git_id_parse(&id, str_sub(str_of(line), 41, 81)) ||
	    git_read_commit(&commit, &found, git, &arena, id) ||
	    git_path(&entry, &found, git, &arena, commit.tree, S("pushed")) ||
	    git_read_blob(&bytes, &found, git, &arena, entry.id))
		return 1;
	printf("found %.*s", SV(bytes));
	git_close(git);
	arena_free(&arena);
	return 0;
}

static void
replaced(void)
{
	struct git_commit commit;
	struct git *git;
	bool found;

	sh("cd deep && git replace HEAD $(git commit-tree -m replaced HEAD^{tree})");
	git = open_git("deep");
	git_read_commit(&commit, &found, git, &arena, id_of(git, "HEAD"));
	is_str(commit.subject, "4", "replaced objects are read as they are");
	git_close(git);
}

static void
settings(void)
{
	struct git *git;

	sh("git -C repo config user.name 'Ada Okafor'");
	git = open_git("repo");
	is_str(git_setting(git, &arena, "user.name"), "Ada Okafor", "the repository's setting");
	is_str(git_setting(git, &arena, "user.email"), "test@example.org", "the user's");
	is_str(git_setting(git, &arena, "whet.nothing"), "", "none");
	git_close(git);
	ok(git_setting(NULL, &arena, "user.nothing").n == 0, "none outside a repository");
}

static void
mapped(void)
{
	struct git_person zoe = {.name = S("Zoe"), .email = S("Old@example.org")};
	struct git_person ada = {.name = S("Ada"), .email = S("ada@example.org")};
	struct git *git;

	sh("git init -q mapped && echo 'Zoe Lind <zoe@example.org> <old@example.org>' "
	   ">mapped/.mailmap");
	git = open_git("mapped");
	is_str(git_mapped(git, &arena, zoe).name, "Zoe Lind", "the mailmap's name");
	is_str(git_mapped(git, &arena, zoe).email, "zoe@example.org", "the mailmap's address");
	is_str(git_mapped(git, &arena, ada).email, "ada@example.org", "one it does not have");
	is_str(git_mapped(NULL, &arena, zoe).email, "Old@example.org", "outside a repository");
	git_close(git);
}

static bool
refuses_owner(void)
{
	struct git *git;
	struct str text;
	int status;

	hear();
	status = git_open(&git, &arena, "repo/a/b");
	text = heard(&arena);
	if (status == 3 && str_ends(text, S("/repo'")) &&
	    str_find(text, S("git config --global --add safe.directory '/")) < text.n)
		return true;
	note("status %d: %.*s", status, SV(text));
	return false;
}

static void
ownership(void)
{
	if (getuid() != 0)
		skip("only root can become somebody else", "somebody else's repository");
	else
		ok(apart(refuses_owner, true), "somebody else's repository names the command");
}

int
main(int argc, char **argv)
{
	program = argv[0];
	if (argc > 1 && strcmp(argv[1], "hook") == 0)
		return hook();
	opening();
	revisions();
	other_places();
	commits();
	malformed();
	trees();
	lookups();
	indexes();
	ignoring();
	walks();
	forks();
	changes();
	shallow();
	partial();
	broken();
	formats();
	in_environment();
	replaced();
	settings();
	mapped();
	ownership();
	arena_free(&arena);
	return done();
}
