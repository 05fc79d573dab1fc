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

"$TOP/tests/bench/goals" small 5 20
"$TOP/tests/bench/goals" large 50 20

set -- check ls progress
echo "1..$#"
for tool; do
	small=$(count "whet-$tool" -C small)
	large=$(count "whet-$tool" -C large)
	ok=ok
	[ "${large:-0}" -gt "${small:-0}" ] && [ "$large" -le $((small * 11)) ] || ok="not ok"
	echo "$ok - whet-$tool: $small instructions for 100 goals, $large for 1000"
done
