#!/bin/sh
# What whet-progress computes, against a second computation in another language.
exec "$PYTHON" "$TOP/tests/figures/recompute.py" "$BIN"
