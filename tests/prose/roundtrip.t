#!/bin/sh
# Every example of the CommonMark specification as prose of a report, read again.
[ "$SAN" != thread ] || {
	echo "1..0 # SKIP threads take no part in it: the other builds run this"
	exit
}
exec "$PYTHON" "$TOP/tests/prose/roundtrip.py" "$BIN/../prose/filter"
