#!/bin/sh
# What must not grow: ten times the records may cost at most eleven times the instructions.

if [ -n "$SAN" ] || ! valgrind --tool=none true >/dev/null 2>&1; then
	echo "1..0 # SKIP instructions are counted by valgrind, on plain builds"
	exit
fi

# Instructions of a tool. Valgrind cannot read what every compiler writes for debuggers.
count()
{
	tool=$1
	shift
	strip -o "$tool" "$BIN/$tool"
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "./$tool" "$@" 2>&1 >/dev/null |
		sed -n 's/.*I *refs: *//p' | tr -d ,
}

# gate TOOL UNIT [OPTION...]: workspace large-UNIT holds ten times as many as small-UNIT.
gate()
{
	tool=$1 unit=$2
	shift 2
	n=$((n + 1))
	small=$(count "$tool" "$@" -C "small-$unit")
	large=$(count "$tool" "$@" -C "large-$unit")
	ok=ok
	[ "${large:-0}" -gt "${small:-0}" ] && [ "$large" -le $((small * 11)) ] || ok="not ok"
	echo "$ok $n - $tool: $small instructions for some $unit, $large for ten times as many"
}

"$TOP/tests/bench/goals" small-goals 5 20
"$TOP/tests/bench/goals" large-goals 50 20
"$TOP/tests/bench/cycle" small-people small-people 40 4
"$TOP/tests/bench/cycle" large-people large-people 400 4

n=0
echo "1..4"
gate whet-check goals
gate whet-ls goals
gate whet-progress goals
gate whet-360 people --all --cycle 2026-h1
