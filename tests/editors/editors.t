#!/bin/sh
# yaml-language-server, with the schemas and settings that whet-init writes: what it marks, offers and
# explains in the examples.
skip()
{
	echo "1..0 # SKIP $*"
	exit
}

modules=$TOP/build/npm/node_modules
[ -z "$SAN" ] || skip "an editor sees the same of every build"
[ -d "$modules/yaml-language-server" ] || skip "yaml-language-server is not installed: make deps, where npm is"
node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null || skip "node 18 or later is not installed"

whet-init -q --example team && whet-init -q --example --solo solo || exit 1
echo 'schemas: {person: site.json}' >>team/whet.yaml
echo '{"title": "Sites", "properties": {"x-site": {"enum": ["berlin", "leeds"]}}}' >team/site.json
whet-init -q --editor team || exit 1

for workspace in team solo; do
	timeout 120 node "$TOP/tests/editors/client.js" "$modules" "$TOP/tests/editors/$workspace.js" $workspace ||
		echo "not ok - $workspace: the client ended early"
done | awk '/^(not )?ok/ { sub(/ok [0-9]*/, "ok " ++n) } { print } END { print "1.." n }'
