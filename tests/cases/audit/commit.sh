# What cases of whet-audit share: a workspace of two people, and commits on days of their own.

begin()
{
	git init -q . && mkdir -p people goals plans checkins feedback reviews acknowledgements &&
		printf 'kind: workspace\nversion: 1\n' >whet.yaml &&
		printf 'kind: person\nname: Ada\nemails: [ada@example.org]\n' >people/ada.yaml &&
		printf 'kind: person\nname: Cara\nemails: [cara@example.org]\n' >people/cara.yaml
}

# commit DATE PERSON|ADDRESS SUBJECT [DATE OF THE COMMITTER]: all that is there.
commit()
{
	case $2 in
	*@*) author="$2 <$2>" ;;
	*) author="$2 <$2@example.org>" ;;
	esac
	find . -name '*.bak' -exec rm {} +
	git add -A . &&
		GIT_AUTHOR_DATE="$1T12:00:00Z" GIT_COMMITTER_DATE="${4-$1}T12:00:00Z" \
			git commit -q --author "$author" -m "$3"
}

# acknowledge KIND:ID PERSON DATE: as of what is there.
acknowledge()
{
	whet-new acknowledgement --no-edit --set "of=$1" --set "by=$2" --set "date=$3" >/dev/null
}
