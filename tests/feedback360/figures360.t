#!/bin/sh
# What whet-360 computes of attributed cycles, against a second computation in another language.
exec "$PYTHON" "$TOP/tests/feedback360/figures360.py" "$BIN"
