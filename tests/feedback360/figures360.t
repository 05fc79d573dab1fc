#!/bin/sh
# What whet-360 computes of attributed cycles, against a second computation in another language.
[ "$SAN" != thread ] || {
	echo "1..0 # SKIP threads take no part in it: the other builds run this"
	exit
}
exec "$PYTHON" "$TOP/tests/feedback360/figures360.py" "$BIN"
