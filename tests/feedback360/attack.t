#!/bin/sh
# What whet-360 prints of confidential cycles, against somebody who wants to know who said what.
exec "$PYTHON" "$TOP/tests/feedback360/attack.py" "$BIN"
