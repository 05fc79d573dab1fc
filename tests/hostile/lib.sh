# shellcheck shell=sh
# What the scripts beside it share: checks in TAP, limits, and what may be printed.

n=0

# ok STATUS NAME
ok()
{
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

# limit COMMAND...: with two seconds of CPU and 256 MB.
# shellcheck disable=SC3045 # dash, bash and busybox have -v
limit()
(
	[ -n "$SAN" ] || { ulimit -t 2 && ulimit -v 262144; }
	exec "$@"
)

# is_plain FILE...: no control characters but line ends, tabs aside, no invalid UTF-8.
is_plain()
{
	for file; do
		iconv -f UTF-8 -t UTF-8 "$file" >/dev/null 2>&1 && ! tr -d '\n\t' <"$file" |
			LC_ALL=C grep -aq "[[:cntrl:]]\|$(printf '\302[\200-\237]')" || return
	done
}

# lines N TEXT: each # in TEXT gives way to the line's number.
lines()
{
	awk -v n="$1" -v text="$2" 'BEGIN {
		parts = split(text, part, "#")
		for (i = 0; i < n; i++) {
			printf "%s", part[1]
			for (k = 2; k <= parts; k++)
				printf "%d%s", i, part[k]
			print ""
		}
	}'
}
