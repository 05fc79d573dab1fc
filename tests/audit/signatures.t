#!/bin/sh
# Who signed what: keys that are listed, others, out of their days, signatures that do not fit, and what a
# mailmap cannot lend. With ssh-keygen, and where it is there with gpg.
n=0

ok()
{
	n=$((n + 1))
	[ "$1" -eq 0 ] || printf 'not '
	echo "ok $n - $2"
}

ada=$PWD/ada.pub eve=$PWD/eve.pub
if ! ssh-keygen -q -t ed25519 -N '' -C '' -f ada || ! ssh-keygen -q -t ed25519 -N '' -C '' -f eve; then
	echo "1..0 # SKIP ssh-keygen is not installed"
	exit
fi

git init -q team && cd team && mkdir people feedback || exit
git config gpg.format ssh
printf 'kind: workspace\nversion: 1\n' >whet.yaml
printf 'kind: person\nname: Eve\nemails: [eve@example.org]\n' >people/eve.yaml
printf 'kind: person\nname: Ada\nemails: [ada@example.org]\nsigning_keys:\n  - {key: %s, from: 2026-02-01, to: 2026-02-28}\n' \
	"$(cat ../ada.pub)" >people/ada.yaml
printf 'Ada <ada@example.org> Mal <mal@example.org>\n' >.mailmap

# says ID DATE WORD KEY [AUTHOR]: feedback ID from ada about eve, committed on a day, signed with a key unless
# that is "-".
says()
{
	sign=--no-gpg-sign
	[ "$4" = - ] || sign=-S$4
	printf 'kind: feedback\nabout: eve\nfrom: ada\ndate: %s\nstrengths: %s\n' "$2" "$3" >"feedback/$1.yaml"
	git add -A . && GIT_AUTHOR_DATE="$2T12:00:00Z" GIT_COMMITTER_DATE="$2T12:00:00Z" \
		git -c "user.name=${5-ada}" -c "user.email=${5-ada}@example.org" \
		commit -q "$sign" -m "Feedback $1 of $2"
}

audit()
{
	whet-audit -v >../graded 2>../said
}

# The grade of a feedback and why it is no higher, as audit has found it.
grade()
{
	awk -F '\t' -v id="feedback:$1" '$2 == id { print $1 ", " $5 }' ../graded
}

is()
{
	[ "$1" = "$2" ] || echo "# got: $1, expected: $2"
	[ "$1" = "$2" ]
	ok $? "$3"
}

says good 2026-02-10 One "$ada"
says unsigned 2026-02-10 One -
says eves 2026-02-10 One "$eve"
says early 2026-01-31 One "$ada"
says late 2026-03-01 One "$ada"
says first 2026-02-01 One "$ada"
says last 2026-02-28 One "$ada"
says twice 2026-02-11 One "$ada"
says twice 2026-02-12 Two "$ada"
says half 2026-02-11 One "$ada"
says half 2026-02-12 Two -
says touched 2026-02-11 One "$ada"
says touched 2026-02-12 Two "$eve" eve
says mapped 2026-02-10 One "$ada" mal
audit
is "$(grade good)" "3, " "signed with a key that is listed"
is "$(grade unsigned)" "2, not signed" "not signed"
is "$(grade eves)" "2, signed with a key that is not listed" "signed with another's key"
is "$(grade early)" "2, signed with a key that is not listed" "before the key's first day"
is "$(grade late)" "2, signed with a key that is not listed" "after its last day"
is "$(grade first)$(grade last)" "3, 3, " "on its first and its last day"
is "$(grade twice)" "3, " "each change is signed"
is "$(grade half)" "2, not signed" "one change is not"
is "$(grade touched)" "1, changed by Eve" "somebody else has changed it"
is "$(grade mapped)" "0, written by mal" "a mailmap lends neither address nor key"
is "$(whet-audit --format ndjson | jq -r '.rule + " " + .id' | tr '\n' ' ')" \
	"signature early signature eves signature late written-by-other mapped " "findings"
is "$(whet-audit --format json | jq -r '.grades[] | select(.record == "feedback:good") | [.part, .grade, .commit] | @json')" \
	"[null,3,\"$(git log --format=%H -- feedback/good.yaml)\"]" "in JSON"

# The words of a commit are changed, its signature is kept.
says forged 2026-02-13 One "$ada"
commit=$(git cat-file commit HEAD | sed 's/^Feedback forged/Feedback forget/' | git hash-object -t commit -w --stdin)
git reset -q --hard "$commit"
audit
is "$(grade forged)" "2, signature does not fit" "a signature of something else"

path=$PATH
PATH=$BIN
audit
PATH=$path
is "$(grep -c 'ssh-keygen is not installed' ../said)" 1 "said once where ssh-keygen is missing"
is "$(ls "$TMPDIR")" "" "nothing is left behind"

# OpenPGP.
export GNUPGHOME="$PWD/../gnupg"
mkdir -m 700 "$GNUPGHOME"
if ! gpg --batch --quiet --passphrase '' --quick-gen-key 'Ada <ada@example.org>' ed25519 sign never 2>/dev/null; then
	echo "ok $((n += 1)) - OpenPGP # SKIP gpg is not installed, or makes no keys"
	echo "1..$n"
	exit
fi
key=$(gpg --batch --with-colons --list-keys 2>/dev/null | awk -F : '$1 == "fpr" { print $10; exit }')
git config gpg.format openpgp

# is_pgp GRADE WORDS: of the one commit that is signed so.
is_pgp()
{
	audit
	is "$(grade pgp)" "$1" "OpenPGP: $2"
}

says pgp 2026-02-14 One "$key" 2>/dev/null
is_pgp "2, signed with a key that is not listed" "a key that is not listed"
short=$(printf %s "$key" | tail -c 16)
sed "/signing_keys/a\\
\\  - {key: $short}" people/ada.yaml >ada.new && cp ada.new people/ada.yaml
is_pgp "2, signed with a key that is not listed" "a short id is no fingerprint"
sed "s/$short/$(printf %s "$key" | sed 's/..../& /g; s/ $//')/" ada.new >people/ada.yaml
is_pgp "3, " "a fingerprint that is listed, in groups of four"
GNUPGHOME=$PWD/../nobody
mkdir -m 700 "$GNUPGHOME"
is_pgp "2, signature could not be verified here" "the key is not in the keyring"
gpgconf --homedir "$PWD/../gnupg" --kill all 2>/dev/null
echo "1..$n"
