#!/bin/sh
# What is kept of a walk over history makes no difference to what is printed: not the first time, not the next, not after
# new, rewritten or other commits, other settings, damage, or many runs at once.
n=0
report()
{
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

# same NAME [ARGUMENT...]: whet-log prints the same with and without what is kept.
same()
{
	name=$1
	shift
	whet-log --no-cache --format ndjson "$@" >fresh 2>&1
	whet-log --format ndjson "$@" >kept 2>&1
	cmp -s fresh kept && [ -s fresh ]
	report $? "$name"
}

size()
{
	stat -c %s .git/whet/history-* 2>/dev/null || echo 0
}

git init -q && git fast-import --quiet <"$TOP/examples/team.history" && git reset -q --hard main
same "the first run"
[ "$(size)" -gt 0 ]
report $? "something is kept"
first=$(size)
same "the second"
[ "$(size)" -eq "$first" ]
report $? "nothing is added by it"
same "one record" goal:ada-latency
same "a revision before" --rev HEAD~20
echo '# new' >>goals/ada-latency.yaml && sed -i 's/target: 300/target: 310/' goals/ada-latency.yaml && git mv goals/ada-alerts.yaml plans/ && git commit -qam New
same "a new commit"
[ "$(size)" -gt "$first" ]
report $? "is added"
same "a record that has moved in it" goal:ada-alerts
git commit -q --amend -m Amended
same "a rewritten one"
git checkout -q -b side HEAD~10 && sed -i 's/target: 3/target: 4/' goals/*.yaml && git commit -qam Side && git merge -q -X ours --no-edit main >/dev/null
same "a branch and a merge"
echo 'exclude: [journal]' >>whet.yaml
same "other settings"
sed -i '$d' whet.yaml
same "the settings before"
whet-review --no-cache ada --period 2026-Q3 >fresh && whet-review ada --period 2026-Q3 >kept && cmp -s fresh kept
report $? "a review"

# Damage: every so many bytes one is changed, or the file ends there.
file=$(echo .git/whet/history-*)
cp "$file" whole
bad=0
all=$(size)
for at in 0 1 9 17 20 30 45 60 100 $((all / 3)) $((all / 2)) $((all * 3 / 4)) $((all - 60)) $((all - 9)); do
	for how in cut spoil; do
		cp whole "$file"
		if [ $how = cut ]; then
			truncate -s "$at" "$file"
		else
			printf '\377' | dd of="$file" bs=1 seek="$at" conv=notrunc 2>/dev/null
		fi
		whet-log --format ndjson >kept 2>&1
		cmp -s fresh-log kept 2>/dev/null || { whet-log --no-cache --format ndjson >fresh-log 2>&1; cmp -s fresh-log kept; } || bad=$((bad + 1))
	done
done
report $bad "damage is seen, and mended"
cp whole "$file" && printf '\377' | dd of="$file" bs=1 seek=$((all - 60)) conv=notrunc 2>/dev/null
whet-log >/dev/null && grown=$(size) && whet-log >/dev/null && [ "$(size)" -eq "$grown" ] && [ "$grown" -gt "$all" ]
report $? "blobs that are damaged are written once more, and then read"
cmp -s whole "$file" || [ "$(size)" -gt 0 ]
report $? "what is damaged is written again"

# The same of the order of the walk, which the history of one record goes by.
record=goal:ada-latency order=$(echo .git/whet/order-*)
whet-log --no-cache --format ndjson $record >fresh-log 2>&1
rm -r .git/whet && whet-log $record >kept && cp "$order" whole-order && cp "$file" whole && all=$(size)
bad=0
for at in 0 5 9 17 25 33 41 45 60 62 66 70 $((all / 3)) $((all / 2)) $((all - 60)); do
	for how in cut spoil; do
		for what in "$order" "$file"; do
			cp whole "$file" && cp whole-order "$order"
			if [ $how = cut ]; then
				truncate -s "$at" "$what"
			else
				printf '\377' | dd of="$what" bs=1 seek="$at" conv=notrunc 2>/dev/null
			fi
			for again in 1 2; do
				whet-log --format ndjson $record >kept 2>&1
				cmp -s fresh-log kept || bad=$((bad + again))
			done
		done
	done
done
report $bad "damage to the order is seen, and mended"
cp whole-order "$order" && rm "$file"
whet-log --format ndjson --rev HEAD~3 >/dev/null
same "an order of another file" $record
rm -r .git/whet && whet-log $record >kept && cmp -s whole-order "$order"
report $? "the order is the same again"
git commit -q --allow-empty -m Nothing && whet-log $record >kept && ! cmp -s whole-order "$order"
report $? "another with a new commit"
written=$(ls -i "$order") && same "by which the record goes" $record
whet-log >kept && [ "$written" = "$(ls -i "$order")" ]
report $? "which is not written twice"
whet-log --no-cache --format ndjson >fresh-log 2>&1
whet-log $record >before && git mv goals/ada-latency.yaml plans/ && whet-log $record >kept && cmp -s before kept
report $? "a record goes by where history has it, not by where it was put since"
git mv plans/ada-latency.yaml goals/

rm "$file"
for i in 1 2 3 4; do whet-log --format ndjson >"run$i" & done
wait
cmp -s run1 run2 && cmp -s run1 run3 && cmp -s run1 run4 && cmp -s run1 fresh-log
report $? "runs at once"
same "after them"

rm -r .git/whet && mkdir -p "$file"
same "where a folder stands in its place"
rm -r .git/whet && echo x >.git/whet
same "where a file stands in the folder's place"
rm .git/whet && ln -s /dev/null .git/whet
same "where nothing can be written"
rm .git/whet
GIT_PREFIX='' whet-log >kept
[ ! -e .git/whet ]
report $? "a hook keeps nothing"
git clone -q --depth 3 "file://$PWD" shallow 2>/dev/null && whet-log -C shallow >kept 2>&1
[ -s kept ] && [ ! -e shallow/.git/whet/history-cbf29ce484222325 ]
report $? "nothing is kept of a history that is cut off"
echo "1..$n"
