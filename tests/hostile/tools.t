#!/bin/sh
# A workspace in which nothing is meant well, through the tools: names of records, people, authors and files
# never command a terminal, no path leads out of the workspace, and a large record costs little.

# shellcheck source=tests/hostile/lib.sh disable=SC1091
. "$TOP/tests/hostile/lib.sh"

# says NAME COMMAND...: it ends as a tool does, and what it prints is plain.
says()
{
	name=$1
	shift
	limit "$@" >out 2>err
	[ $? -le 2 ] && is_plain out err && [ -s out ]
	ok $? "$name: $*"
}

echo "1..26"
git init -q
git config user.name "$(printf 'Zo\033[31me\302\205\342\200\256x')"
git config user.email zoe@example.org
mkdir people teams goals checkins plans
evil='"a\u0085\u202eb\u2028c::error::]]>|"' prose='"a\nb\rc\td\Ne\u202ef\n::error::]]>"'
printf 'kind: workspace\nversion: 1\n' >whet.yaml
printf 'kind: person\nname: %s\nemails: [zoe@example.org]\nteam: t\n' "$evil" >people/zoe.yaml
printf 'kind: team\nname: %s\n' "$evil" >teams/t.yaml
printf 'kind: checkin\nby: zoe\ndate: 2026-08-01\ngoals: {g: {values: {a: 1.5}, note: %s}}\n' "$prose" \
	>checkins/c.yaml
printf 'kind: plan\nowner: zoe\nperiod: 2026-Q3\nfocus: {f: {title: %s, actions: {a: {title: %s, due: 2026-08-01}}}}\n' \
	"$evil" "$evil" >plans/p.yaml
goal()
{
	printf 'kind: goal\nowner: zoe\nperiod: 2026-Q3\ntitle: %s\nwhy: %s\nkey_results:\n' "$evil" "$prose"
	printf '  a: {title: %s, unit: %s, baseline: %d, target: 2}\n' "$evil" "$evil" "$1"
}
goal 1 >goals/g.yaml
goal 1 >"goals/$(printf 'x\033[31m\ny\302\205').yaml"
goal 1 >"goals/$(printf 'latin\351').yaml"
{ goal 1 && printf 'id: %s\n' "$prose"; } >goals/id.yaml
git add . && git commit -qm "$(printf 'a\033[31mb')"
goal 0 >goals/g.yaml
git mv "goals/$(printf 'latin\351').yaml" "goals/$(printf 'latin\350').yaml"
git commit -qam b
for rev in "" "--rev=HEAD"; do
	says "names" whet-check $rev
	says "names" whet-ls $rev
	says "names" whet-progress $rev
	says "names" whet-progress --explain $rev
	says "names" whet-review zoe --period 2026-Q3 $rev
	says "names" whet-log $rev
	says "names" whet-due $rev
	says "names" whet-pulse $rev
done
says "names" whet-log -p
says "names" whet-log --stat=person
says "names" whet-diff HEAD~1

# Paths that lead out of the workspace, in whet.yaml and on the command line, as links and in trees.
mkdir outside && printf 'kind: person\nname: SECRET\n' >outside/a.yaml && cp outside/a.yaml outside/a.json
mkdir inside inside/people
git init -q inside && cd inside || exit
ln -s ../../outside/a.yaml people/link.yaml
ln -s ../outside folder
{ printf 'kind: workspace\nversion: 1\nextends: ../outside/a.yaml\ninclude: [people, folder, ../outside]\n' &&
	printf 'schemas: {person: folder/a.json, goal: ../outside/a.json, plan: /etc/passwd}\n'; } >whet.yaml
limit whet-check >out 2>&1
[ $? -eq 1 ] && ! grep -q SECRET out && [ "$(grep -c unreadable out)" -eq 5 ]
ok $? "paths: whet.yaml leads nowhere outside"
for path in ../outside/a.yaml people/../../outside/a.yaml folder/a.yaml "$TOP/whet.yaml"; do
	limit whet-check "$path" >out 2>&1
	[ $? -eq 2 ] && ! grep -q SECRET out
	ok $? "paths: $path"
done
cd .. && rm -rf inside outside

git init -q trees && cd trees || exit
settings=$(printf 'kind: workspace\nversion: 1\n' | git hash-object -w --stdin)
person=$(printf 'kind: person\nname: Zoe\n' | git hash-object -w --stdin)
people=$(printf '100644 blob %s\t%s\n' "$person" zoe.yaml "$person" .. "$person" .git | git mktree)
above=$(printf '100644 blob %s\ta.yaml\n' "$person" | git mktree)
tree=$(printf '100644 blob %s\twhet.yaml\n040000 tree %s\t%s\n040000 tree %s\t%s\n040000 tree %s\t%s\n' \
	"$settings" "$people" people "$above" .. "$above" .git | git mktree)
git update-ref HEAD "$(git commit-tree -m a "$tree")"
limit whet-ls --rev HEAD >out 2>err && [ "$(wc -l <out)" -eq 1 ] && grep -q people/zoe.yaml out &&
	limit whet-log --rev HEAD >out && grep -q 'person zoe' out
ok $? "trees: entries named .. and .git"
cd .. || exit

# A record of ten megabytes, and its history.
git init -q large && cd large && mkdir goals people || exit
printf 'kind: workspace\nversion: 1\n' >whet.yaml
printf 'kind: person\nname: Zoe\n' >people/zoe.yaml
size=1000000
[ -z "$SAN" ] || size=20000
{ printf 'kind: goal\nowner: zoe\nperiod: 2026-Q1\ntitle: T\nwhy: |\n' && yes '  aaaaaaa' | head -n $size; } >goals/a.yaml
git add . && git commit -qm a && echo '  b' >>goals/a.yaml && git commit -qam b
limit whet-log >out 2>err && [ ! -s err ] && is_plain out && [ "$(wc -c <out)" -lt 10000 ]
ok $? "large: whet-log"
