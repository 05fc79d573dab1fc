#!/bin/sh
# What whet-gaps computes, against a second computation in another language.
exec "$PYTHON" "$TOP/tests/figures/gaps.py" "$BIN"
