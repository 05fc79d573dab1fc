#!/bin/sh
# Every example of the CommonMark specification as words of a person's review, read again.
exec "$PYTHON" "$TOP/tests/review/roundtrip.py" "$BIN/whet-review"
