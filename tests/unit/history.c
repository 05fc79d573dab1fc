/* Histories of repositories that git makes here: what is visited, in which order, as what. */
#include "history.h"

#include "shell.h"
#include "source.h"

static struct arena arena;

/* One line per record: who committed, what happened to which record where, in words. */
struct story {
	struct str text;
	size_t given; /* records that were there when a shallow clone begins */
};

static void
visit(void *ctx, const struct history_record *r)
{
	struct story *story = ctx;
	struct changes changes = {0};
	struct str line;

	if (r->given) {
		story->given++;
		return;
	}
	history_changes(&changes, &arena, r, NULL);
	if (!changes.n)
		return;
	line = str_fmt(&arena, "%.*s %s %s:%.*s", SV(r->commit->author_name),
	    change_op_names[r->op], kinds[r->kind].name, SV(r->id));
	for (size_t i = 0; i < changes.n; i++)
		line = str_fmt(&arena, "%.*s%s%.*s", SV(line), i ? "; " : " | ",
		    SV(changes.p[i].text));
	story->text = str_fmt(&arena, "%.*s%.*s\n", SV(story->text), SV(line));
}

/* The story of the repository in a folder, of all records or those in one file. */
static struct story
story_of(struct history_limits *limits, const char *dir, const char *path)
{
	struct workspace workspace = {0};
	struct story story = {.text = S("")};
	struct history_query query = {.workspace = &workspace, .visit = visit, .ctx = &story};
	struct str paths[] = {str_of(path)};
	struct source *source;
	bool found = false;

	if (source_folder(&source, &arena, dir) || source_commit(&found, source) || !found) {
		ok(false, "the workspace in %s is found", dir);
		return story;
	}
	query.git = source->git;
	query.tip = source->commit.id;
	query.prefix = source->prefix;
	query.paths = paths;
	query.n_paths = path != NULL;
	is_num(history_run(limits, &arena, &query), 0, "the history in %s is read", dir);
	source_close(source);
	return story;
}

static void
tells(const char *dir, const char *want, const char *name)
{
	struct history_limits limits;

	is_str(story_of(&limits, dir, NULL).text, want, "%s", name);
}

/* Begins a repository r with a whet.yaml. by NAME commits all that is there as NAME. */
#define BEGIN                                                                             \
	"rm -rf r; git init -q r; cd r; mkdir goals; echo 'kind: workspace' >whet.yaml; " \
	"git add .; git commit -qm 0; "                                                   \
	"goal() { printf 'kind: goal\\nid: %%s\\ntitle: %%s\\n' \"$1\" \"$2\"; }; "       \
	"bare() { printf 'kind: goal\\ntitle: %%s\\n' \"$1\"; }; "                        \
	"by() { git add -A; git -c user.name=\"$1\" commit -qm \"$1\"; }; "

#define BEGUN "Test add workspace:whet | workspace added: whet\n"

static void
test_linear(void)
{
	sh(BEGIN
	    "goal a One >goals/a.yaml; by A; goal a Two >goals/a.yaml; by B; rm goals/a.yaml; by C");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "B change goal:a | title One -> Two\n"
		  "C remove goal:a | goal removed: Two\n",
	    "added, changed, removed");
	sh(BEGIN
	    "goal a One >goals/a.yaml; by A; echo '# why' >>goals/a.yaml; by B; "
	    "chmod +x goals/a.yaml; by C; ln -s a.yaml goals/b.yaml; by D; touch x.yaml; by E");
	tells("r", BEGUN "A add goal:a | goal added: One\n",
	    "comments, modes, links and other files are no changes");
	sh(BEGIN
	    "bare One >goals/a.yml; by A; mkdir goals/n; echo 'kind: workspace' >goals/n/whet.yaml; "
	    "bare Two >goals/n/b.yaml; by B; echo 'name: N' >>whet.yaml; by C");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "C change workspace:whet | name set to N\n",
	    "a nested workspace is another one");
	sh(BEGIN "git mv whet.yaml goals; git mv goals sub; mkdir sub/goals; "
		 "goal a One >sub/goals/a.yaml; by A; goal a Two >sub/goals/a.yaml; by B");
	tells("r/sub",
	    "A add goal:a | goal added: One\n"
	    "A add workspace:whet | workspace added: whet\n"
	    "B change goal:a | title One -> Two\n",
	    "a workspace in a folder of the repository");
}

static void
test_moves(void)
{
	sh(BEGIN
	    "goal a One >goals/a.yaml; by A; mkdir goals/old; git mv goals/a.yaml goals/old/b.yaml; "
	    "by B; goal a Two >goals/c.yaml; git rm -qf goals/old/b.yaml; by C");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "B move goal:a | moved from goals/a.yaml\n"
		  "C move goal:a | moved from goals/old/b.yaml; title One -> Two\n",
	    "a record keeps its history in other files");
	sh(BEGIN
	    "bare One >goals/a.yaml; bare Two >goals/b.yaml; by A; git mv goals/a.yaml goals/c.yaml; "
	    "by B; bare Three >goals/c.yaml; by C");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "A add goal:b | goal added: Two\n"
		  "B move goal:c | moved from goals/a.yaml; id: a -> c\n"
		  "C change goal:c | title One -> Three\n",
	    "a renamed file without an id whose content stays");
	sh(BEGIN "bare One >goals/a.yaml; by A; bare Two >goals/b.yaml; rm goals/a.yaml; by B");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "B remove goal:a | goal removed: One\n"
		  "B add goal:b | goal added: Two\n",
	    "one whose content does not is another record");
	sh(BEGIN "goal a One >goals/x.yaml; goal b Two >goals/y.yaml; by A; "
		 "goal a One >goals/y.yaml; goal b Two >goals/x.yaml; by B");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "A add goal:b | goal added: Two\n"
		  "B move goal:a | moved from goals/x.yaml\n"
		  "B move goal:b | moved from goals/y.yaml\n",
	    "two files that change places");
	sh(BEGIN
	    "(goal a One; echo ---; goal b Two) >goals/x.yaml; by A; goal a One >goals/x.yaml; "
	    "goal b Zwei >goals/b.yaml; by B; (goal b Zwei; echo ---; goal a Eins) >goals/b.yaml; "
	    "rm goals/x.yaml; by C");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "A add goal:b | goal added: Two\n"
		  "B move goal:b | moved from goals/x.yaml; title Two -> Zwei\n"
		  "C move goal:a | moved from goals/x.yaml; title One -> Eins\n",
	    "a file that is split, and one that is joined");
	sh(BEGIN "goal a One >goals/a.yaml; by A; goal a One >goals/copy.yaml; by B; "
		 "goal a Two >goals/a.yaml; by C; rm goals/copy.yaml; by D; rm goals/a.yaml; by E; "
		 "goal a Back >goals/a.yaml; by F");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "B add goal:a | goal added: One\n"
		  "C change goal:a | title One -> Two\n"
		  "D remove goal:a | goal removed: One\n"
		  "E remove goal:a | goal removed: Two\n"
		  "F add goal:a | goal added: Back\n",
	    "two of one id");
	sh(BEGIN "goal a One >goals/a.yaml; by A; goal b One >goals/a.yaml; by B");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "B change goal:b | id: a -> b\n",
	    "an id that is changed");
}

static void
test_gaps(void)
{
	sh(BEGIN "goal a One >goals/a.yaml; by A; echo '<<<<<<< HEAD' >>goals/a.yaml; by B; "
		 "echo 'title: {' >goals/a.yaml; by C; goal a Two >goals/a.yaml; by D");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "B gap goal:a | unreadable: an unresolved merge: conflict marker\n"
		  "C gap goal:a | unreadable: this mapping in { } does not end well\n"
		  "D change goal:a | title One -> Two\n",
	    "over a gap, the last readable version is what was before");
	sh(BEGIN "echo 'title: {' >goals/a.yaml; by A; goal a One >goals/a.yaml; by B; "
		 "echo 'title: One' >goals/a.yaml; by C; rm goals/a.yaml; by D");
	tells("r",
	    BEGUN "A gap : | unreadable: this mapping in { } does not end well\n"
		  "B add goal:a | goal added: One, unreadable until now\n"
		  "C gap goal:a | unreadable: it does not say what kind of record it is\n"
		  "D remove goal:a | goal removed: One\n",
	    "a file that begins with a gap, and one that ends in one");
	sh(BEGIN "goal a One >goals/a.yaml; goal b Two >goals/b.yaml; by A; "
		 "echo 'a: {' | tee goals/a.yaml >goals/b.yaml; by B; "
		 "goal a One >goals/a.yaml; goal b Zwei >goals/b.yaml; by C");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "A add goal:b | goal added: Two\n"
		  "B gap goal:a | unreadable: this mapping in { } does not end well\n"
		  "B gap goal:b | unreadable: this mapping in { } does not end well\n"
		  "C change goal:b | title Two -> Zwei\n",
	    "one unreadable blob in two files");
	sh(BEGIN "goal a One >goals/a.yaml; by A; : >goals/a.yaml; by B; "
		 "printf 'kind: goal\\nid: a\\nnew-key: 1\\ntitle: 4\\n' >goals/a.yaml; by C");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "B remove goal:a | goal removed: One\n"
		  "C add goal:a | goal added: a\n",
	    "an empty file holds nothing; what the schema would refuse is read");
}

static void
test_merges(void)
{
	sh(BEGIN "(goal a One; echo weight: 1) >goals/a.yaml; goal b Two >goals/b.yaml; by A; "
		 "git checkout -qb side; goal b Zwei >goals/b.yaml; "
		 "(goal a One; echo weight: 1; echo due: 2026-09-30) >goals/a.yaml; by B; "
		 "git checkout -q main; (goal a Eins; echo weight: 1) >goals/a.yaml; by C; "
		 "git merge -q --no-commit side >/dev/null 2>&1 || :; "
		 "(goal a Eins; echo weight: 1; echo due: 2026-09-30) >goals/a.yaml; by M");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "A add goal:b | goal added: Two\n"
		  "B change goal:a | due set to 2026-09-30\n"
		  "B change goal:b | title Two -> Zwei\n"
		  "C change goal:a | title One -> Eins\n",
	    "a merge of one file from both sides has made nothing");
	sh("cd r; git reset -q --hard HEAD^; git merge -q --no-commit side >/dev/null 2>&1 || :; "
	   "(printf 'kind: goal\\nid: a\\ntitle: Uno\\nweight: 1\\ndue: 2026-09-30\\n') >goals/a.yaml; "
	   "printf 'kind: goal\\ntitle: New\\n' >goals/n.yaml; rm goals/b.yaml; "
	   "git add -A; git -c user.name=M commit -qm M");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "A add goal:b | goal added: Two\n"
		  "B change goal:a | due set to 2026-09-30\n"
		  "B change goal:b | title Two -> Zwei\n"
		  "C change goal:a | title One -> Eins\n"
		  "M change goal:a | title Eins -> Uno\n"
		  "M remove goal:b | goal removed: Two\n"
		  "M add goal:n | goal added: New\n",
	    "what none of its parents has is the merge's");
	sh(BEGIN "why() { goal a One; printf 'why: |\n'; printf '  %%s\n' \"$@\"; }; "
		 "why 1 2 3 4 5 6 7 >goals/a.yaml; by A; git checkout -qb side; "
		 "why 1 2 3 4 5 6 7 8 >goals/a.yaml; by B; git checkout -q main; "
		 "why 0 2 3 4 5 6 7 >goals/a.yaml; by C; git merge -q side -m M >/dev/null");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "B change goal:a | why reworded\n"
		  "C change goal:a | why reworded\n",
	    "a text whose lines are those of both sides is nobody's work");
	sh("cd r; git reset -q --hard HEAD^; git merge -q --no-commit side >/dev/null 2>&1; "
	   "sed -i '/^  4$/d' goals/a.yaml; git add -A; git -c user.name=M commit -qm M");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "B change goal:a | why reworded\n"
		  "C change goal:a | why reworded\n"
		  "M change goal:a | why reworded\n",
	    "unless one is gone that both had");
	sh("cd r; git reset -q --hard HEAD^; git merge -q --no-commit side >/dev/null 2>&1; "
	   "sed -i 's/^  4$/  Four/' goals/a.yaml; git add -A; git -c user.name=M commit -qm M");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "B change goal:a | why reworded\n"
		  "C change goal:a | why reworded\n"
		  "M change goal:a | why reworded\n",
	    "or none of them had");
	sh(BEGIN "goal a One >goals/a.yaml; by A; git checkout -qb side; mkdir goals/old; "
		 "git mv goals/a.yaml goals/old/a.yaml; by B; git checkout -q main; "
		 "goal a Two >goals/a.yaml; by C; git merge -q side -m M >/dev/null");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "B move goal:a | moved from goals/a.yaml\n"
		  "C change goal:a | title One -> Two\n",
	    "moved on one side and changed on the other");
	sh(BEGIN "goal a One >goals/a.yaml; by A; "
		 "for s in x y z; do git checkout -qb s$s main; goal $s t$s >goals/$s.yaml; by $s; "
		 "done; git checkout -q main; git merge -q sx sy sz -m octopus >/dev/null");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "z add goal:z | goal added: tz\n"
		  "y add goal:y | goal added: ty\n"
		  "x add goal:x | goal added: tx\n",
	    "an octopus");
	sh(BEGIN
	    "goal() { printf 'kind: goal\ntitle: %%s\n# 1\n# 2\n# 3\nweight: %%s\n' \"$1\" $2; }; "
	    "join() { git merge -q $1 -m $2 >/dev/null; }; "
	    "goal One 1 >goals/a.yaml; by A; git branch side; "
	    "goal Two 1 >goals/a.yaml; by B; git checkout -q side; goal One 2 >goals/a.yaml; by C; "
	    "git branch c; join main X; git checkout -q main; join c Y; goal Three 2 >goals/a.yaml; "
	    "by D; git checkout -q side; goal Two 3 >goals/a.yaml; by E; join main Z");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "B change goal:a | title One -> Two\n"
		  "C change goal:a | weight 1 -> 2\n"
		  "D change goal:a | title Two -> Three\n"
		  "E change goal:a | weight 2 -> 3\n",
	    "of sides that had merged each other");
}

static void
test_paths(void)
{
	struct history_limits limits;

	sh(BEGIN
	    "(goal a One; echo ---; goal b Two) >goals/x.yaml; goal c Three >goals/c.yaml; by A; "
	    "goal c Drei >goals/c.yaml; by B; goal a One >goals/x.yaml; goal b Two >goals/b.yaml; "
	    "by C; git mv goals/b.yaml goals/d.yaml; goal c Trois >goals/c.yaml; by D; "
	    "goal b Zwei >goals/d.yaml; by E");
	is_str(story_of(&limits, "r", "goals/d.yaml").text,
	    "A add goal:a | goal added: One\n"
	    "A add goal:b | goal added: Two\n"
	    "C move goal:b | moved from goals/x.yaml\n"
	    "D move goal:b | moved from goals/b.yaml\n"
	    "E change goal:b | title Two -> Zwei\n",
	    "a file is followed back to where its records came from");
	sh(BEGIN
	    "goal a One >goals/a.yaml; by A; goal b Two >goals/b.yaml; by B; "
	    "(goal a One; echo ---; goal b Two) >goals/all.yaml; rm goals/a.yaml goals/b.yaml; by C");
	is_str(story_of(&limits, "r", "goals/all.yaml").text,
	    "A add goal:a | goal added: One\n"
	    "B add goal:b | goal added: Two\n"
	    "C move goal:a | moved from goals/a.yaml\n"
	    "C move goal:b | moved from goals/b.yaml\n",
	    "and so is one that was joined");
	sh(BEGIN "goal a One >goals/a.yaml; by A; git checkout -qb side; mkdir goals/old; "
		 "git mv goals/a.yaml goals/old/a.yaml; by B; git checkout -q main; "
		 "goal a Two >goals/a.yaml; by C; git merge -q side -m M >/dev/null");
	is_str(story_of(&limits, "r", "goals/old/a.yaml").text,
	    "A add goal:a | goal added: One\n"
	    "B move goal:a | moved from goals/a.yaml\n"
	    "C change goal:a | title One -> Two\n",
	    "and one that a merge moved");
	is_str(story_of(&limits, "r", "goals/none.yaml").text, "", "a file that never was");
}

static void
test_clocks(void)
{
	sh(BEGIN
	    "at() { export GIT_COMMITTER_DATE=\"$1T12:00:00+0000\"; }; "
	    "at 2026-05-01; goal a One >goals/a.yaml; by A; at 2026-01-01; goal a Two >goals/a.yaml; "
	    "by B; at 2026-03-01; goal a Three >goals/a.yaml; by C");
	tells("r",
	    BEGUN "A add goal:a | goal added: One\n"
		  "B change goal:a | title One -> Two\n"
		  "C change goal:a | title Two -> Three\n",
	    "parents come first, whatever their clocks say");
}

static void
test_clones(void)
{
	struct history_limits limits;
	struct story story;

	sh(BEGIN "goal a One >goals/a.yaml; by A; goal a Two >goals/a.yaml; by B; goal a Three "
		 ">goals/a.yaml; by C; git config uploadpack.allowFilter true; cd ..; "
		 "rm -rf shallow partial; git clone -q --depth 2 file://$PWD/r shallow; "
		 "git clone -q --filter=blob:none file://$PWD/r partial");
	story = story_of(&limits, "shallow", NULL);
	is_str(story.text, "C change goal:a | title Two -> Three\n", "a shallow clone");
	is_num((double)story.given, 2, "what it began with is no change");
	is_num((double)limits.truncated.n, 1, "it is known where it is cut off");
	hear();
	history_say_limits(&limits);
	says(&arena, 0, 0, "this clone is shallow");
	story = story_of(&limits, "partial", NULL);
	is_str(story.text,
	    BEGUN "A gap : | unavailable: this partial clone does not have it\n"
		  "B gap : | unavailable: this partial clone does not have it\n"
		  "C add goal:a | goal added: Three, unreadable until now\n",
	    "a partial clone");
	is_num((double)limits.blobs, 2, "versions that it lacks are counted");
	hear();
	history_say_limits(&limits);
	says(&arena, 0, 0, "unavailable in this partial clone");
}

/* A history of many commits with moves, removals and gaps says the same however it is cut into
 * portions, and ends with the records that are there. */
static void
test_many(void)
{
	struct history_limits limits;
	struct str text, line;
	size_t n = 0;

	sh("rm -rf r; git init -q r; cd r; i=0; { while [ $i -lt 700 ]; do i=$((i + 1)); "
	   "printf 'commit refs/heads/main\\ncommitter C <c@example.org> %%d +0000\\ndata 1\\nx\\n' "
	   "$((1700000000 + i)); [ $i -gt 1 ] || printf "
	   "'M 100644 inline whet.yaml\\ndata 16\\nkind: workspace\\n\\n'; "
	   "for k in 1 2 3; do printf 'M 100644 inline goals/%%d.yaml\\ndata <<.\\nkind: "
	   "goal\\ntitle: t%%d\\n.\\n' $((i * k %% 97)) $i; done; echo; done; } | git fast-import "
	   "--quiet; git reset -q --hard main");
	text = story_of(&limits, "r", NULL).text;
	while (str_cut(&line, &text, text, '\n'))
		n += str_starts(line, S("C add")) || str_starts(line, S("C change"));
	is_num((double)n, 1 + 700 * 3 - 7 * 2, "700 commits, three goals each, and whet.yaml");
}

int
main(void)
{
	test_linear();
	test_moves();
	test_gaps();
	test_merges();
	test_paths();
	test_clocks();
	test_clones();
	test_many();
	arena_free(&arena);
	return done();
}
