#!/bin/sh
# Every example of the CommonMark specification as words of a person's review, read again.
[ "$SAN" != thread ] || {
	echo "1..0 # SKIP threads take no part in it: the other builds run this"
	exit
}
exec "$PYTHON" "$TOP/tests/review/roundtrip.py" "$BIN/whet-review"
