#!/bin/sh
# Every example of the CommonMark specification as prose of a report, read again.
exec "$PYTHON" "$TOP/tests/prose/roundtrip.py" "$BIN/../prose/filter"
