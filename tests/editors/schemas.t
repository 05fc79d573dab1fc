#!/bin/sh
# The schemas that whet-check prints, against validators of others: jsonschema, and ajv where it is.
[ -z "$SAN" ] || {
	echo "1..0 # SKIP schemas are printed the same by every build: tests/cases/check/print-schema"
	exit
}
"$PYTHON" -c 'import yaml, jsonschema' 2>/dev/null || {
	echo "1..0 # SKIP Python's yaml and jsonschema are not installed"
	exit
}
exec "$PYTHON" "$TOP/tests/editors/schemas.py"
