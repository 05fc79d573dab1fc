#!/bin/sh
# However much is wrong with a file: all of it is said, in every format, in little memory, and the other
# records are checked as ever. What is quoted of a file is cut.

# shellcheck disable=SC3045 # dash, bash and busybox have -v
limit()
(
	[ -n "$SAN" ] || ulimit -v 262144
	exec "$@"
)

ok()
{
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

documents=300
[ -z "$SAN" ] || documents=30
mkdir goals people
printf 'kind: workspace\nversion: 1\n' >whet.yaml
printf 'kind: person\nname: 7\n' >people/zoe.yaml
awk -v documents=$documents 'BEGIN {
	for (n = 0; n < documents; n++) {
		printf "---\n{kind: goal, id: a%d", n
		for (i = 0; i < 100; i++)
			printf ", k%d: x", i
		print "}"
	}
}' >goals/many.yaml
awk 'BEGIN {
	printf "kind: goal\nowner: zoe\nperiod: 2026-Q1\ntitle: "
	for (i = 0; i < 1000000; i++)
		printf "0"
	print ""
}' >goals/long.yaml

n=0
echo "1..22"
for format in text gcc json ndjson sarif github gitlab junit checkstyle tap; do
	limit whet-check --format "$format" >found 2>said
	[ $? -eq 1 ] && [ ! -s said ]
	ok $? "$format: $documents hundred findings"
	# GitHub shows ten annotations of a step.
	[ "$format" = github ] || grep -q zoe.yaml found
	ok $? "$format: the other records are checked"
done
limit whet-check --format json >found
[ "$(grep -o '"path"' found | wc -l)" -ge "${documents}00" ]
ok $? "all are listed"
[ "$(awk 'length > most { most = length } END { print most }' found)" -lt 20000000 ] &&
	! grep -q 00000000000000000000000000000000000000000000000000000000000000000000 found
ok $? "a long value is not quoted whole"
