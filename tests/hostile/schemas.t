#!/bin/sh
# Schemas that no team writes, each with a file: they are refused, or end with a finding, in little time and
# memory, and little is said.
# shellcheck disable=SC2016 # $id and $ref are meant so

# shellcheck source=tests/hostile/lib.sh disable=SC1091
. "$TOP/tests/hostile/lib.sh"

# list N TEXT: the lines of that number, parted by commas.
list()
{
	lines "$1" "$2," | sed '$s/,$//'
}

# long N: a name of so many bytes.
long()
{
	head -c "$1" /dev/zero | tr '\0' x
}

# schema STATUS NAME TEXT: data.json ends so under schema.json, and TEXT is said.
schema()
{
	limit whet-check --schema schema.json data.json >out 2>&1
	[ $? -eq "$1" ] && is_plain out && [ "$(wc -c <out)" -lt 5000 ] && grep -q "$3" out
	ok $? "$2"
}

echo "1..8"
refused="too many references"
base="{\"\$id\": \"http://a/$(long 100000)/\""
echo '{}' >data.json
{ echo "$base" && printf ', "$defs": {' && list 1000 '"d#": {"$id": "i#"}' && echo '}}'; } >schema.json
schema 2 "a long base URI, and many that begin there" "$refused"
{ echo "$base" && printf ', "$defs": {' && list 1000 '"d#": {"$anchor": "i#"}' && echo '}}'; } >schema.json
schema 2 "and many anchors" "$refused"
{ echo "$base" && printf ', "$defs": {"a": {"$id": "a"}}, "allOf": [' && list 1000 '{"$ref": "a"}' && echo ']}'; } >schema.json
schema 2 "and many references" "$refused"
{ printf '{"pattern": "(' && long 100000 && echo '"}'; } >schema.json
schema 2 "a long pattern that is none" 'x\.\.\.'

late="takes too long"
{ printf '[' && list 20000 1 && echo ']'; } >data.json
{ printf '{"items": {"$dynamicRef": "#a19999"}, "$defs": {' && list 20000 '"d#": {"$dynamicAnchor": "a#"}' &&
	echo '}}'; } >schema.json
schema 1 "many dynamic anchors" "$late"

{ printf '{' && list 2000 '"k#": 0' && echo '}'; } >data.json
reversed=$(awk 'BEGIN { for (i = 1999; i > 0; i--) printf "\"k%d\": 0, ", i }')
{ printf '{"enum": [' && list 200 "{$reversed\"k0\": 1#}" && echo ']}'; } >schema.json
schema 1 "an enum of mappings" "$late"
{ printf '{"allOf": [' && list 200 "{\"not\": {\"const\": {$reversed\"k0\": 1#}}}" && echo ']}'; } >schema.json
schema 1 "mappings for const" "$late"

echo '["a"]' >data.json
{ printf '{"items": {"enum": [' && list 20 "\"e#$(long 10000)\"" && echo ']}}'; } >schema.json
schema 1 "an enum of long texts" 'one of e0'
