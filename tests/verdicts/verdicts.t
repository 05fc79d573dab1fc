#!/bin/sh
# What is remembered between runs changes no result: whatever the file holds, whoever writes it, and
# whatever becomes of the workspace. `unaided` is a run without it. A file is remembered once it is two
# seconds old, so there is one sleep for all.
n=0

ok()
{
	n=$((n + 1))
	[ "$1" -eq 0 ] || printf 'not '
	echo "ok $n - $2"
}

# A workspace in $1 with two records that are right and one that is wrong.
make_workspace()
{
	mkdir -p "$1/people" "$1/goals" &&
		git init -q "$1" &&
		printf 'kind: workspace\nversion: 1\n' >"$1/whet.yaml" &&
		printf 'kind: person\nname: Ada\n' >"$1/people/ada.yaml" &&
		printf 'kind: goal\ntitle: Fast\nowner: ada\nperiod: 2026-Q3\nkey_results:\n  k: {title: K, min: 1}\n' \
			>"$1/goals/fast.yaml" &&
		printf 'kind: goal\ntitle: Wrong\nowner: nobody\nperiod: 2026-Q3\ntypo: 1\n' >"$1/goals/wrong.yaml" &&
		printf 'kind: goal\n# whet: ignore[schema] it was so\ntitle: 1\nowner: ada\nperiod: 2026-Q3\n' \
			>"$1/goals/ignored.yaml" &&
		printf 'kind: note\nabout: ada\ntext: |\n' >"$1/goals/broken-ada.yaml" &&
		printf '  tab:\n\t- "\n' >>"$1/goals/broken-ada.yaml" &&
		printf 'kind: note\nabout: bob\ntext: "\n' >"$1/goals/broken-bob.yaml" &&
		printf '' >"$1/goals/empty.yaml" &&
		git -C "$1" add . && git -C "$1" commit -qm One
}

check()
{
	"$BIN/whet-check" --format json -C "$@" 2>&1
	echo "status $?"
}

unaided()
{
	check "$@" --no-cache
}

# Is the result for the workspace in $1 what it would be without anything remembered? $2 says when.
same()
{
	unaided "$1" >truth
	check "$1" >found
	cmp truth found >&2
	ok $? "$2"
}

remembers()
{
	ls "$1"/whet/verdicts-* >/dev/null 2>&1
}

make_workspace one && cp -R "$TOP/examples/team" team && git init -q team &&
	cp -Rp one fresh && cp -Rp one hook && cp -Rp one closed && cp -Rp one full &&
	cp -Rp one elsewhere && git -C one branch other && git -C one worktree add -q ../linked other &&
	sleep 3 || exit 1

same one "the first run"
remembers one/.git
ok $? "it is remembered"
same one "the second"
[ "$(find one/.git/whet -type f -perm 600 | wc -l)" -eq 1 ]
ok $? "one file, for its owner alone"
for tool in check ls progress due gaps "review ada --period 2026-Q3" "pulse --period 2026-Q3"; do
	for folder in one team; do
		check $folder >/dev/null
		# shellcheck disable=SC2086
		"$BIN/whet" $tool -C $folder --no-cache >truth 2>&1
		# shellcheck disable=SC2086
		"$BIN/whet" $tool -C $folder >found 2>&1
		cmp truth found >&2
		ok $? "whet $tool in $folder"
	done
done
remembers team/.git
ok $? "a team is remembered"
git -C team add . && git -C team commit -qm One && check team --rev HEAD >/dev/null
wrong=0
for person in $("$BIN/whet-ls" person -C team --format json | grep -o '"id": *"[^"]*"' | cut -d '"' -f 4); do
	for period in 2026-Q1 2026-Q3 2026-h1; do
		"$BIN/whet-review" "$person" --period $period -C team --no-cache >truth 2>&1
		"$BIN/whet-review" "$person" --period $period -C team >found 2>&1
		cmp truth found >&2 || wrong=1
		"$BIN/whet-review" "$person" --period $period -C team --rev HEAD --no-cache >truth 2>&1
		"$BIN/whet-review" "$person" --period $period -C team --rev HEAD >found 2>&1
		cmp truth found >&2 && [ -s found ] || wrong=1
	done
done
ok $wrong "the review of everybody there, of the files and of a revision"

cache=$(echo one/.git/whet/verdicts-*)
cp "$cache" whole
"$PYTHON" "$TOP/tests/verdicts/spoil.py" "$BIN" one
ok $? "spoilt bytes are not believed, and forged ones do no harm"
: >"$cache"
check one >/dev/null
cmp "$cache" whole
ok $? "what was broken is written again, and the same"

printf 'kind: workspace\nversion: 1\nrules: {schema: "off"}\n' >one/whet.yaml
same one "other settings"
printf 'kind: workspace\nversion: 1\nschemas: {person: own.json}\nextends: policy.yaml\n' >one/whet.yaml
printf 'kind: policy\nversion: 1\n' >one/policy.yaml
echo '{}' >one/own.json
same one "a schema of its own, and a policy"
echo '{"required": ["role"]}' >one/own.json
same one "another schema under the same name"
printf 'kind: policy\nversion: 1\nschemas: {goal: strict.json}\n' >one/policy.yaml
echo '{"required": ["why"]}' >one/strict.json
same one "another policy under the same name"
rm one/own.json one/policy.yaml one/strict.json
git -C one checkout -q -- whet.yaml
same one "and the old settings again"

printf 'kind: person\nname: 123\n' >one/people/ada.yaml
touch -d '2020-01-01 00:00:00' one/people/ada.yaml
same one "a file with an old time and other bytes"
git -C one checkout -q -- people
printf 'kind: goal\ntitle: Fast\nowner: adb\nperiod: 2026-Q3\nkey_results:\n  k: {title: K, min: 1}\n' \
	>one/goals/fast.yaml
same one "another reference, of the same size"
git -C one checkout -q -- goals
rm one/people/ada.yaml
same one "a file that is gone"
git -C one checkout -q -- people
mv one/goals/fast.yaml one/goals/Fast.yaml
same one "a file with another name"
mv one/goals/Fast.yaml one/goals/fast.yaml

printf 'kind: person\nname: 2\n' >fresh/people/ada.yaml
check fresh >/dev/null
printf 'kind: person\nname: B\n' >fresh/people/ada.yaml
same fresh "a file that changes twice in a second, of the same size"

same linked "a linked worktree"
remembers one/.git/worktrees/linked
ok $? "which remembers for itself"
git -C linked rm -q goals/wrong.yaml && git -C linked commit -qm Two
same linked "a commit there"
git -C linked checkout -q main~0 2>/dev/null
same linked "another branch there"
same one "the first one still"

for name in GIT_DIR=.git GIT_PREFIX= GIT_INDEX_FILE=.git/index; do
	(cd hook && env "$name" "$BIN/whet-check" >/dev/null 2>&1)
done
! remembers hook/.git
ok $? "a hook leaves nothing behind"
check hook --no-cache >/dev/null
! remembers hook/.git
ok $? "nor does --no-cache"

git clone -q --bare one bare.git
same bare.git "a bare repository"
remembers bare.git
ok $? "is remembered by its blobs"
same bare.git "and is the same again"
(cd one && git commit -qm Two --allow-empty && printf 'kind: goal\n' >goals/new.yaml && git add goals &&
	git commit -qm Three && git push -q ../bare.git HEAD:refs/heads/new)
git -C bare.git symbolic-ref HEAD refs/heads/new
same bare.git "at another commit"
git -C bare.git symbolic-ref HEAD refs/heads/main
same bare.git "and at the first"
check one --rev main >truth
check one --rev main --no-cache >found
cmp truth found >&2
ok $? "a revision"
git -C one rm -q goals/new.yaml && ln -s ada.yaml one/people/link.yaml && git -C one add . &&
	git -C one commit -qm Four && git -C one push -q ../bare.git HEAD:refs/heads/link
git -C bare.git symbolic-ref HEAD refs/heads/link
same bare.git "one without a file, and with a symbolic link"
written=$(ls -i bare.git/whet/verdicts-*)
same bare.git "and again"
[ "$written" = "$(ls -i bare.git/whet/verdicts-*)" ]
ok $? "for which nothing is written"
git -C bare.git symbolic-ref HEAD refs/heads/main
git -C one reset -q --hard main~3

if [ "$(id -u)" -eq 0 ]; then
	: >closed/.git/whet
else
	chmod a-w closed/.git
fi
same closed "a Git directory that cannot be written to"
chmod u+w closed/.git

(ulimit -f 0 && trap '' XFSZ && "$BIN/whet-check" --format json -C full 2>&1 | cat >/dev/null)
! remembers full/.git && [ -z "$(find full/.git/whet -type f 2>/dev/null)" ]
ok $? "a full disk leaves nothing behind"
same full "and changes nothing"

unaided elsewhere >truth
for i in 1 2 3 4 5 6 7 8; do
	check elsewhere >"found$i" &
done
wait
wrong=0
for i in 1 2 3 4 5 6 7 8; do
	cmp truth "found$i" >&2 || wrong=1
done
ok $wrong "eight runs at once"
[ "$(find elsewhere/.git/whet -type f | wc -l)" -eq 1 ]
ok $? "leave one file"
echo "1..$n"
