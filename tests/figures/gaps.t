#!/bin/sh
# What whet-gaps computes, against a second computation in another language.
[ "$SAN" != thread ] || {
	echo "1..0 # SKIP threads take no part in it: the other builds run this"
	exit
}
exec "$PYTHON" "$TOP/tests/figures/gaps.py" "$BIN"
