#!/bin/sh
# Seals hold after a squash, a rebase, a fresh clone and moves of files, on a main branch that has gone on;
# and their digests are those that a second program computes.
n=0

ok()
{
	n=$((n + 1))
	[ "$1" -eq 0 ] || printf 'not '
	echo "ok $n - $2"
}

# What whet-audit says of seals in $1, without commits.
seals()
{
	whet-audit -q -C "$1" --format ndjson | jq -r 'select(.rule | startswith("seal")) | .rule + ": " + .message' |
		sed 's/, [0-9a-f]\{10\})/)/g'
}

is()
{
	[ "$1" = "$2" ] || echo "# got: $1"
	[ "$1" = "$2" ]
	ok $? "$3"
}

# shellcheck source=/dev/null
. "$TOP/tests/cases/audit/commit.sh"

# A review that is written and read on a branch, while the goal it was made from moves on main, and then
# comes to main in a way.
mkdir team && cd team && begin || exit
printf 'kind: goal\ntitle: Fast\nowner: ada\nperiod: 2026-Q3\nkey_results:\n  k: {title: K, baseline: 9, target: 2}\n' >goals/fast.yaml
commit 2026-09-01 ada 'Goal'
git checkout -q -b review
printf 'kind: review\nabout: ada\nby: cara\nperiod: 2026-Q3\nstatus: final\nsummary: Good.\n' >reviews/ada.yaml
commit 2026-09-28 cara 'Review'
acknowledge review:ada ada 2026-09-29
commit 2026-09-29 ada 'Read'
git checkout -q main
sed -i.bak 's/title: Fast/title: Quick/' goals/fast.yaml
commit 2026-09-28 cara 'Quick'
cd .. && for way in squash rebase merge lost; do cp -R team $way; done
moved="seal-sources: since ada acknowledged review:ada on 2026-09-29, what it is made from has changed: goal:fast (Cara, 2026-09-28)"

cd squash && git merge -q --squash review >/dev/null 2>&1 && commit 2026-09-30 cara 'Review (#1)' &&
	git branch -q -D review
cd ..
is "$(seals squash)" "$moved" "squashed: the goal alone has changed"
cd rebase && git rebase -q main review && git checkout -q -B main && git branch -q -D review
cd ..
is "$(seals rebase)" "$moved" "rebased: the goal alone has changed"
git -C merge merge -q --no-ff -m Merge review
is "$(seals merge)" "$moved" "merged: the goal alone has changed"
git clone -q "file://$PWD/squash" clone
is "$(seals clone)" "$(seals squash)" "a fresh clone of the squash says the same"

# Put back, everything is as it was seen; wherever it stands, however it is written.
for way in squash rebase merge; do
	cd $way && sed -i.bak 's/title: Quick/title: "Fast"  # as before/' goals/fast.yaml && mkdir old &&
		mkdir goals/2026 reviews/2026 && git mv goals/fast.yaml goals/2026/ && git mv reviews/ada.yaml reviews/2026/ &&
		commit 2026-10-01 ada 'As it was' && cd ..
	is "$(seals $way)" "" "put back, moved and written otherwise: $way"
done

# The branch also changed the goal, and the squash came on top of another change of it: no state of this
# history is what was seen, and nobody says that the review has changed.
cd lost && git checkout -q review && sed -i.bak 's/target: 2/target: 1/' goals/fast.yaml &&
	rm acknowledgements/*.yaml && commit 2026-09-29 ada 'Goal' && acknowledge review:ada ada 2026-09-29 &&
	commit 2026-09-29 ada 'Read' && git checkout -q main && git merge -q --squash review >/dev/null 2>&1 &&
	commit 2026-09-30 cara 'Review (#1)' && git branch -q -D review
cd ..
is "$(seals lost)" "seal-unknown: ada acknowledged review:ada on 2026-09-29, and nothing in this history is what was seen then" \
	"what was seen stood on a branch only"

"$PYTHON" -c 'import yaml' 2>/dev/null || {
	echo "ok $((n + 1)) - digests computed a second time # SKIP python3 has no yaml"
	echo "1..$((n + 1))"
	exit
}
"$PYTHON" "$TOP/tests/audit/seals.py" "$BIN" "$TOP/examples/team" \
	ada-2026-q3 priya-2026-h1 ada-chen-2026-08-03 >digests
status=$?
sed 's/^/# /' digests
[ $status -eq 0 ] && [ "$(grep -c '^ok' digests)" -eq 7 ] && ! grep '^not ok' digests
ok $? "digests computed a second time"
echo "1..$n"
