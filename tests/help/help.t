#!/bin/sh
# Whatever whet-check finds in the files of its cases, it says what to do about it.
for folder in "$TOP"/tests/cases/check/*/in; do
	rm -rf copy
	cp -RP "$folder" copy
	find copy -name whet.yaml -type f -exec dirname {} \; | while read -r workspace; do
		whet-check -C "$workspace" --format ndjson 2>/dev/null
	done
done >findings
jq -r '"\(.rule) \(.help // "" | length > 0)"' findings | sort -u >helps
echo "1..$(wc -l <helps)"
n=0
while read -r rule helped; do
	n=$((n + 1))
	[ "$helped" = true ] && echo "ok $n - $rule" || echo "not ok $n - $rule: without help"
done <helps
