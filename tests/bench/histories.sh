# shellcheck shell=sh disable=SC2154 # a part of run, whose variables and functions it uses
# Long histories: in working trees, since that is where people ask for one record. Where a command is cold, what an
# earlier run has kept is removed before each run; else the run for warming up has kept it.

make_long()
{
	git init -q -b main "$1"
	"$tests/history" "$2" 5000 100 | git -C "$1" fast-import --quiet
	git -C "$1" reset -q --hard main
}

make_long_10000()
{
	make_long "$1" 10000
}

make_long_100000()
{
	make_long "$1" 100000
}

make_reviewed()
{
	"$tests/people" "$1" 10000 100
	git init -q -b main "$1"
	git -C "$1" add .
	GIT_COMMITTER_DATE="1767225600 +0000" git -C "$1" -c user.name=Ada -c user.email=ada@example.org \
		commit -q -m "Set out"
	"$tests/commits" 100000 10000 100 | git -C "$1" fast-import --quiet
	git -C "$1" reset -q --hard main
}

# history WORKSPACE PAIRS WHAT RECORD FILE [FOLDER...]: of a history; FILE and FOLDERs, in which the records are, from
# the workspace on.
history()
{
	folder=$data/$1 pairs=$2 what=$3 record=$4 file=$5
	shift 5
	compare "walk of $what / git log --raw" 1.0 wall "$pairs" \
		"build/bench-walk $folder" "git -C $folder log --raw"
	compare "whet-log of them all, cold / git log -p" 1.5 wall "$pairs" \
		"rm -rf $(git -C "$folder" rev-parse --absolute-git-dir)/whet; $bin/whet-log --format ndjson -C $folder" \
		"git -C $folder log -p --no-renames -- $*"
	whole=$peak
	compare "whet-log of one record, warm / git log --follow -p" 0.1 wall "$((pairs * 3))" \
		"$bin/whet-log --format ndjson -C $folder $record" "git -C $folder log --follow -p -- $file"
}

# indexes WORKSPACE: KB of the indexes of its packs, which libgit2 maps whole.
indexes()
{
	cat "$data/$1"/.git/objects/pack/*.idx | wc -c | awk '{ print int($1 / 1024) }'
}

# review WORKSPACE WHAT [OPTION...]: of one of its people, once another tool has read all of it.
review()
{
	folder=$1 what=$2
	shift 2
	"$bin/whet-check" "$@" -C "$folder" >"$out" || true
	build/bench-pairs 9 \
		"$bin/whet-review $* --period 2026-Q3 --as-of 2026-10-15 -C $folder person-500 >$out" \
		"git -C $folder status >$out" >"$figures"
	used=$(awk '{ print $8 * 1000 }' "$figures")
	row "whet-review $what, one of 10,000, 100,000 commits: $used ms" "" "" "100 ms cpu" "$used" 100
	status=$(awk '{ print int($8 / $2 * 1000) }' "$figures")
	row "  git status there: $status ms" "" "" ""
}

need long_10000
history long_10000 5 "10,000 commits" goal:goal-942 goals/0042/goal-942.yaml .
few=$whole
if [ "${BENCH_BIG:-}" ]; then
	need long_100000
	history long_100000 1 "100,000 commits" goal:goal-942 goals/0042/goal-942.yaml .
	row "  peak memory of them all: $whole KB of $((300 * 1024)) KB" "" "" "" "$whole" $((300 * 1024))
	row "  1.5 times that of 10,000 commits: $((few * 3 / 2)) KB" "" "" "" "$whole" $((few * 3 / 2))
	few=$((few - $(indexes long_10000)))
	whole=$((whole - $(indexes long_100000)))
	row "  without indexes of packs: $whole KB of $((few * 3 / 2)) KB" "" "" "" "$whole" $((few * 3 / 2))
	need reviewed
	review "$data/reviewed" "of a revision" --rev HEAD
	review "$data/reviewed" "of the working tree"
fi

# given PATH: the history that a repository has at HEAD, and of its records the one with the most commits.
given()
{
	rm -rf "$data/given"
	git clone -q --no-local "$1" "$data/given"
	workspace=given/$(git -C "$data/given" ls-files -- whet.yaml '*/whet.yaml' |
		awk '{ path = $0; print gsub("/", "/"), path }' | sort -n | sed -n '1{s|^[0-9]* ||;s|whet.yaml$||;p;}')
	"$bin/whet-log" --stat -C "$data/$workspace" | sort -t "$(printf '\t')" -k 3,3nr >"$data/files"
	folders=$("$bin/whet-ls" -C "$data/$workspace" | awk -F '\t' '{ sub("/.*", "", $NF); print $NF }' | sort -u)
	# shellcheck disable=SC2046,SC2086 # words of one line, and folders of records, hold no blanks
	history "$workspace" 5 "the history given" \
		$(awk -F '\t' 'NR == 1 { print $1 ":" $2, $NF }' "$data/files") $folders
}

[ ! "${BENCH_REPO:-}" ] || given "$BENCH_REPO"
