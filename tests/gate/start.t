#!/bin/sh
# What starting must not do: parse the certificates of the system, as libgit2 does where it is built on Mbed TLS.

if ! ldd "$BIN/whet-ls" 2>/dev/null | grep -q libmbedx509; then
	echo "1..0 # SKIP libgit2 is not built on Mbed TLS here"
	exit
fi

n=0
echo "1..$(find "$BIN" -type f -name 'whet-*' | wc -l)"
for tool in "$BIN"/whet-*; do
	n=$((n + 1)) ok="not ok"
	LD_DEBUG=bindings LD_BIND_NOW=1 "$tool" --help 2>&1 |
		grep -q "libgit2.* to .*/${tool##*/} .*mbedtls_x509_crt_parse_file" && ok=ok
	echo "$ok $n - ${tool##*/} looks at no certificates"
done
