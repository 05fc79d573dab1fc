#!/bin/sh
# The fuzzer for compilers without one: it runs as long as it is told to, and what it was running when the
# program ended is there.
drive=$BIN/../drive/yaml
corpus=$TOP/tests/fuzz/corpus/yaml

ok()
{
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

n=0
echo "1..3"
"$drive" 0.1 7 saved "$corpus" >said && grep -q 'seed 7' said &&
	grep -q ' [1-9][0-9]* executions, nothing found' said && [ ! -e saved ]
ok $? "executions are counted"
"$drive" 60 7 saved "$corpus" >said &
sleep 0.2
kill -9 $! && wait $! 2>/dev/null
[ -s saved ] && ! grep -q executions said
ok $? "what was being run is saved"
"$drive" 1 7 saved /nonexistent >said 2>&1
[ $? -eq 2 ]
ok $? "no corpus is a mistake"
