#!/bin/sh
# However much is wrong with a file, and with however many files: it is said, in every format, in little
# time and memory. Of one file a thousand findings are listed and the others counted, and the other
# records are checked as ever. What is quoted of a file is cut.

# shellcheck source=tests/hostile/lib.sh disable=SC1091
. "$TOP/tests/hostile/lib.sh"

# goals N FILE: so many goals, with a hundred mistakes in each; one in a file each where # in FILE gives
# way to its number.
goals()
{
	awk -v n="$1" -v file="$2" 'BEGIN {
		for (i = 0; i < 100; i++)
			mistakes = mistakes ", k" i ": x"
		while (n--) {
			name = file
			apart = sub(/#/, n, name)
			printf "---\n{kind: goal, id: a%d, title: a, owner: zoe, period: 2026-Q1%s}\n",
				n, mistakes >name
			if (apart)
				close(name)
		}
	}'
}

# error_count REPORT: what a report in JSON counts.
error_count()
{
	sed -n 's/^    "error": \([0-9]*\),/\1/p' "$1"
}

documents=1000
files=1000
[ -z "$SAN" ] || documents=30 files=20
mkdir goals people
printf 'kind: workspace\nversion: 1\n' >whet.yaml
printf 'kind: person\nname: 7\n' >people/zoe.yaml
goals $documents goals/many.yaml
awk 'BEGIN {
	printf "kind: goal\nowner: zoe\nperiod: 2026-Q1\ntitle: "
	for (i = 0; i < 1000000; i++)
		printf "0"
	print ""
}' >goals/long.yaml

echo "1..22"
formats="text gcc json ndjson sarif github gitlab junit checkstyle tap"
reports=
for format in $formats; do
	reports="$reports --report $format=$format"
done
# shellcheck disable=SC2086 # names without spaces
limit whet-check $reports >found 2>said
[ $? -eq 1 ] && [ ! -s said ] && cmp -s found text
ok $? "$documents hundred findings in one file, in every format"
for format in $formats; do
	more=$((documents * 100 - 1000))
	# GitHub shows ten annotations of a step.
	[ "$format" != github ] || more=$((documents * 100 + 2 - 9))
	{ [ "$format" = github ] || grep -q zoe.yaml "$format"; } &&
		[ "$(grep -c "[^0-9]$more more" "$format")" -eq 1 ]
	ok $? "$format: it is said how many there are, and the other records are checked"
done
[ "$(grep -c '"path"' json)" -eq 1003 ]
ok $? "a thousand of the file are listed, and what stands for the others"
[ "$(error_count json)" -eq $((documents * 100 + 2)) ]
ok $? "all are counted"
[ "$(awk 'length > most { most = length } END { print most }' json)" -lt 20000000 ] &&
	! grep -q 00000000000000000000000000000000000000000000000000000000000000000000 json
ok $? "a long value is not quoted whole"

goals 20 goals/many.yaml
limit whet-check --write-baseline known 2>said && [ "$(grep -c '^schema' known)" -eq 1002 ] &&
	! grep -q '^limit' known && grep -q "more findings in this file.*a baseline cannot hold them" said
ok $? "a baseline holds what is listed, and says so"
limit whet-check --baseline known >found 2>&1
[ $? -eq 1 ] && [ "$(wc -l <found)" -eq 1 ]
ok $? "and leaves the others unknown"

printf 'rules: {schema: warning}\n' >>whet.yaml
limit whet-check >found && grep -q "many.yaml: warning: 1000 more" found
ok $? "what stands for warnings does not fail"
limit whet-check --fail-on warning >found
[ $? -eq 1 ]
ok $? "unless warnings do"

limit whet-check --schema "$TOP/schemas/goal.schema.json" --format json goals/many.yaml >found
[ $? -eq 1 ] && [ "$(error_count found)" -eq 2000 ] && [ "$(grep -c '"path"' found)" -eq 1001 ]
ok $? "a schema alone is as patient"

# What stands for others is new where it stands for more.
printf 'kind: workspace\nversion: 1\n' >whet.yaml
printf 'kind: person\nname: Zoe\n' >people/zoe.yaml
rm goals/long.yaml
goals 11 goals/many.yaml
git init -q && git add . && git commit -qm begin
printf 'x-note: 1\n' >>people/zoe.yaml
limit whet-check --changed=HEAD >found && [ ! -s found ]
ok $? "what is not listed is not new where something else is changed"
printf 'kind: person\nid: zoe2\nname: Zoe\n' >people/zoe.yaml
limit whet-check --changed=HEAD >found
[ $? -eq 1 ] && grep -q "goals/many.yaml: error: 111 more" found
ok $? "and is where that leads to more of it"

rm goals/many.yaml
goals $files 'goals/g#.yaml'
limit whet-check --format sarif >found 2>said
[ $? -eq 1 ] && [ ! -s said ] && [ "$(grep -c 'unknown key' found)" -eq "${files}00" ]
ok $? "a hundred findings in each of $files files, in the format that takes longest"
