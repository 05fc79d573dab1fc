#!/bin/sh
# Files that no hand writes: each ends with its finding, or is valid, in little time and memory, whatever
# stands in it, and nothing that could command a terminal is printed of it.

# shellcheck source=tests/hostile/lib.sh disable=SC1091
. "$TOP/tests/hostile/lib.sh"

# repeat N TEXT, by doubling.
repeat()
{
	awk -v n="$1" -v text="$2" 'BEGIN {
		for (all = text; length(all) < n * length(text);)
			all = all all
		ORS = ""
		print substr(all, 1, n * length(text))
	}'
}
long()
{
	repeat $million "$1"
}

# begin: a new workspace. item NAME [RULE] <TEXT: a goal that ends with TEXT, and what is found in it.
begin()
{
	rm -rf goals people items
	mkdir goals people
	printf 'kind: workspace\nversion: 1\n' >whet.yaml
	printf 'kind: person\nname: Zoe\n' >people/zoe.yaml
}
item()
{
	{ printf 'kind: goal\nowner: zoe\nperiod: 2026-Q1\ntitle: T\n' && cat; } >"goals/$1.yaml"
	echo "$1 ${2-valid}" >>items
}
# The same of a whole file.
whole()
{
	cat >"goals/$1.yaml"
	echo "$1 $2" >>items
}

# check: all items of the workspace in one run.
check()
{
	limit whet-check --no-cache >found 2>said
	status=$?
	[ $status -le 1 ] && [ ! -s said ] && is_plain found
	ok $? "$1: exit $status, and nothing commands a terminal"
	while read -r name rule; do
		if [ "$rule" = valid ]; then
			! grep -q "^goals/$name.yaml:" found
		else
			grep -q "^goals/$name.yaml:.*\[$rule]$" found
		fi
		ok $? "$1: $name: $rule"
	done <items
}

# A file holds fewer records than $many.
some=10000 much=20000 many=65536 million=1000000
[ -z "$SAN" ] || some=2000 much=4000 million=20000

# Nesting.
begin
{ printf 'x-a: ' && repeat $much '['; } | item lists limit
{ printf 'x-a: ' && repeat $much '{a: '; } | item mappings limit
{ printf 'x-a: ' && repeat $much '{? '; } | item keys-of-mappings yaml-syntax
{ printf 'x-a:\n  ' && repeat $much '- '; } | item dashes limit
{ printf 'x-a:\n  ' && repeat $much '? '; } | item question-marks yaml-syntax
awk 'BEGIN { print "x-a:"; for (i = 1; i < 1000; i++) printf "%*sa:\n", i, "" }' | item indented limit
{ printf 'x-a: ' && repeat 99 '[' && repeat 99 ']'; } | item deepest

# Anchors, aliases and tags.
{ echo 'x-a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]' &&
	awk 'BEGIN { for (i = 1; i < 12; i++) { printf "x-a%d: &a%d [", i, i
		for (k = 0; k < 9; k++) printf "*a%d, ", i - 1; print "]" } }'; } | item bomb alias
{ printf 'x-a: [' && repeat $much '*a, ' && echo ']'; } | item aliases alias
{ echo 'x-a:' && lines $much '- &a# a'; } | item anchors anchor
{ printf 'x-a: &' && long a && echo ' a'; } | item long-anchor anchor
{ printf 'x-a: [' && repeat $much '!a a, ' && echo ']'; } | item tags tag
{ printf 'x-a: !<' && long a && echo '> a'; } | item long-tag tag
{ lines $much '%TAG !a#! tag:a' && printf -- '---\nkind: goal\n'; } | whole tag-lines tag
{ printf '%%TAG ! tag:' && long a &&
	printf '\n---\nx: [' && repeat $much '!a a,' && echo ']'; } | whole long-tag-line tag
yes '<<: a' | head -n $much | item merges merge-key

# Keys and entries.
yes 'a: b' | head -n $much | item same-key duplicate-key
lines $some 'why#: a' | item unknown-keys schema
lines $much 'x-k#: a' | item private-keys
{ long a && echo ': b'; } | item long-key limit
{ printf '? ' && long a && printf '\n: b\n'; } | item long-explicit-key limit
{ printf 'key_results:\n  ? ' && long a && printf '\n  :\n' && lines $some '    k#: a'; } |
	item below-a-long-key limit
{ printf 'contributors: [' && repeat $much '7,' && echo ']'; } | item wrong-entries schema
{ echo 'key_results:' && lines $some '  k#: {title: a}'; } | item key-results
{ echo 'key_results: {a: {title: a}}' && echo 'checkins:' &&
	repeat $some '- {date: 2026-01-02, values: {a: true}}\n'; } | item checkins duplicate-id

# Documents.
repeat $much '---\n' | whole empty-documents empty
repeat $much '--- a\n' | whole plain-documents schema
{ yes 'a: b' | head -n 2 && yes '...' | head -n $much; } | whole ends kind-missing

# Words that findings quote, and comments.
{ printf 'id: ' && long A && echo && lines $some 'k#: a'; } | item long-id schema
{ printf 'kind: ' && long a && echo; } | whole long-kind kind-unknown
yes '# whet: ignore' | head -n $much | item ignores ignore
{ printf '# whet: ignore[' && repeat $million 'checkin,' && echo '] a'; } | item rules-to-ignore ignore
{ printf 'why: a #' && long a && echo; } | item comment prose-comment
yes '#' | head -n $much | item comments

# Lines by other line ends, and long ones.
{ printf 'why: a' && yes ' # whet: ignore' | head -n $million | tr '\n' '\r'; } | item carriage-returns encoding
{ printf 'why:' && long ' ' && echo a; } | item blanks
{ printf 'why: ' && repeat $much ': ' && echo; } | item colons yaml-syntax
{ printf 'x-a: [' && long , && echo ']'; } | item commas yaml-syntax
long - | whole one-dash schema
{ printf 'why: "' && long a; } | item open yaml-syntax
yes '%a' | head -n $much | whole directives yaml-syntax

# Numbers.
{ printf 'weight: ' && long 9 && echo; } | item digits
echo 'weight: 1e999999999' | item exponent
{ printf 'weight: 1e' && long 9 && echo; } | item long-exponent
{ printf 'weight: 0.' && long 0 && echo 1; } | item fraction
{ printf 'weight: 0x' && long f && echo; } | item hexadecimal
echo 'weight: -1e999999999' | item negative schema
check small

# References: what lead nowhere is not sought in every file that might hold it.
begin
{ echo 'contributors:' && lines $much '- a#'; } | item references dangling
{ printf 'kind: plan\nowner: zoe\nperiod: 2026\nfocus:\n  ' && repeat 1000 k &&
	printf ':\n    title: a\n    source:\n' && lines $((much * 3)) '    - goal:a#'; } |
	whole below-a-long-name dangling
{ printf 'kind: goal\nperiod: 2026-Q1\ntitle: T\nowner: ' && long b && echo; } |
	whole long-reference dangling
check references
{ printf 'x-a: [' && repeat $((million / 2)) 'a '; } | item broken yaml-syntax
limit whet-check >found
[ $? -eq 1 ] && grep -q '^goals/broken.yaml' found
ok $? "references: that might lead into a broken file"

# What is large.
begin
lines $many '---
{kind: team, name: a}' | whole documents limit
check "more documents than are read"
begin
{ printf 'key_results: {' && lines $many 'k#: {title: a}, k#a: {title: a}, k#b: {title: a},' |
	tr -d '\n' && echo '} # a'; } | item one-line
check "a long line"
begin
awk -v n=$million 'BEGIN { while (n--) print "k" n ": a" }' | item keys schema
check "a million keys"
begin
{ printf 'x-a:\n' && repeat $million '- a\n'; } | item entries
check "a million entries"
begin
{ printf 'why: ' && repeat $million aaaaaaaaaa && echo; } | item plain
{ printf "why: '" && repeat $million "aaaa''aaaa" && echo "'"; } | item single
{ printf 'why: "' && repeat $million 'aaaa\\u0041' && echo '"'; } | item double
{ printf 'why: |\n' && repeat $million '  aaaaaaa\n'; } | item literal
{ printf 'why: >\n' && repeat $million '  *a _a [\n'; } | item folded
check "ten megabytes of text"

# Settings.
begin
{ echo 'extends: policy.yaml' && lines $much 'x-a#: a' && echo rules: && lines $much '  x-a#: a' &&
	echo imports: && lines $much '- path: ../work'; } >>whet.yaml
{ printf 'kind: policy\nversion: 1\n' && lines $much 'x-b#: a' && echo rules: &&
	lines $much '  x-b#: a'; } >policy.yaml
limit whet-check --no-cache >found 2>said
[ $? -eq 1 ] && [ ! -s said ] && [ "$(grep -c 'import-missing' found)" -le 100 ] &&
	grep -q 'imports.*at most 100' found
ok $? "settings: many that mean nothing, and many imports"
rm policy.yaml

# Control characters and what is no UTF-8, as they are and escaped, in every format.
begin
for c in 1 2 3 4 5 6 7 8 11 12 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 127; do
	octal=$(printf %03o $c)
	printf 'why: a%b[31mb\n' "\\0$octal" | item "raw-$octal" encoding
	printf 'why: "a\\x%02x[31mb"\n' $c | item "escaped-$octal" encoding
done
# Escaped characters that are wanted: a tab, line ends, NEL. Shown as escapes: what turns text round.
printf 'why: "a\\tb\\nc\\rd\\Ne"\n' | item escaped-white
printf 'titel\342\200\256x: a\n' | item turned-round schema
i=0
for bytes in 200 277 300\\0200 301\\0277 302 340\\0200\\0200 342\\0202 355\\0240\\0200 357\\0277\\0276 360\\0200\\0200\\0200 \
	364\\0220\\0200\\0200 370\\0210\\0200\\0200\\0200 374 376 377 302\\0200 302\\0233; do
	i=$((i + 1))
	printf 'why: a%b[31mb\n' "\\0$bytes" | item "bytes-$i" encoding
done
printf 'why: "\\u009b31m"\n' | item escaped-csi encoding
printf 'why: "\\uD800"\n' | item escaped-surrogate yaml-syntax
printf 'why: "\\0"\n' | item escaped-nul encoding
printf '\377\376k\0i\0' | whole utf-16 encoding
printf 'kind: goal\n\0\n' | whole nul encoding
check controls
formats="gcc json ndjson sarif github gitlab junit checkstyle tap"
reports=
for format in $formats; do
	reports="$reports --report $format=$format"
done
# shellcheck disable=SC2086 # names without spaces
limit whet-check --show-source $reports >text 2>said
for format in text $formats; do
	[ -s "$format" ] && is_plain "$format"
	ok $? "controls: $format"
done
echo "1..$n"
