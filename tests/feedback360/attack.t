#!/bin/sh
# What whet-360 prints of confidential cycles, against somebody who wants to know who said what.
[ "$SAN" != thread ] || {
	echo "1..0 # SKIP threads take no part in it: the other builds run this"
	exit
}
exec "$PYTHON" "$TOP/tests/feedback360/attack.py" "$BIN"
