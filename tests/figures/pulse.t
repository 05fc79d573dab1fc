#!/bin/sh
# What whet-pulse measures, now and in its trend, against a second computation in another language.
[ "$SAN" != thread ] || {
	echo "1..0 # SKIP threads take no part in it: the other builds run this"
	exit
}
exec "$PYTHON" "$TOP/tests/figures/pulse.py" "$BIN"
