#!/bin/sh
# What must not grow: ten times the records may cost at most eleven times the instructions.

if [ -n "$SAN" ] || ! valgrind --tool=none true >/dev/null 2>&1; then
	echo "1..0 # SKIP instructions are counted by valgrind, on plain builds"
	exit
fi

# gate TOOL UNIT [OPTION...]: workspace large-UNIT holds ten times as many as small-UNIT.
gate()
{
	tool=$1 unit=$2
	shift 2
	n=$((n + 1))
	small=$("$TOP/tests/bench/instructions" "$BIN/$tool" "$@" -C "small-$unit")
	large=$("$TOP/tests/bench/instructions" "$BIN/$tool" "$@" -C "large-$unit")
	ok=ok
	[ "${large:-0}" -gt "${small:-0}" ] && [ "$large" -le $((small * 11)) ] || ok="not ok"
	echo "$ok $n - $tool: $small instructions for some $unit, $large for ten times as many"
}

# A file of 100 findings in each of so many records.
findings()
{
	mkdir -p "$1/goals"
	printf 'kind: workspace\nversion: 1\n' >"$1/whet.yaml"
	awk -v n="$2" 'BEGIN {
		while (n--) {
			printf "---\n{kind: goal, id: a%d", n
			for (i = 0; i < 100; i++)
				printf ", k%d: x", i
			print "}"
		}
	}' >"$1/goals/a.yaml"
}

# A file of so many keys, none of which its schema knows, and which has as many of its own.
keys()
{
	mkdir "$1"
	awk -v n="$2" -v schema="$1/schema.json" -v file="$1/keys.yaml" 'BEGIN {
		printf "{\"additionalProperties\": false, \"properties\": {\"name\": {}" >schema
		while (n--) {
			printf ", \"name%d\": {}", n >schema
			printf "key%d: x\n", n >file
		}
		print "}}" >schema
	}'
}

"$TOP/tests/bench/goals" small-goals 5 20
"$TOP/tests/bench/goals" large-goals 50 20
"$TOP/tests/bench/cycle" small-people small-people 40 4
"$TOP/tests/bench/cycle" large-people large-people 400 4
findings small-findings 2
findings large-findings 20
keys small-keys 90
keys large-keys 900

n=0
echo "1..6"
gate whet-check goals
gate whet-ls goals
gate whet-progress goals
gate whet-360 people --all --cycle 2026-h1
gate whet-check findings --show-source --report gcc=gcc --report json=json --report sarif=sarif \
	--report github=github --report gitlab=gitlab --report junit=junit \
	--report checkstyle=checkstyle --report tap=tap
gate whet-check keys --schema schema.json keys.yaml
