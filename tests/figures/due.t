#!/bin/sh
# What whet-due lists, against a second computation in another language.
exec "$PYTHON" "$TOP/tests/figures/due.py" "$BIN"
